// Who signed: the log its checkpoint, an office its act. Written from C2SP's signed-note and tlog-policy and OpenSSH's
// PROTOCOL.sshsig; what computes is the browser's own WebCrypto.

import { HASHES, demand, digest, fromBase64, joined, same, toBase64, toBytes, toText } from "./recordchecks.js";

const NOTE_ED25519 = 1;

export async function knowsEd25519() {
  try {
    await crypto.subtle.generateKey({ name: "Ed25519" }, false, ["sign", "verify"]);
    return true;
  } catch {
    return false;
  }
}

async function verifies(raw, signature, message) {
  demand(raw.length === 32 && signature.length === 64, "a key or signature of another length");
  const key = await crypto.subtle.importKey("raw", raw, { name: "Ed25519" }, false, ["verify"]);
  return crypto.subtle.verify({ name: "Ed25519" }, key, signature, message);
}

// --- the log's signature -------------------------------------------------------------------------------------------

async function openKey(vkey) {
  const [, name, id, encoded] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(vkey) ?? [];
  demand(name, "not a verifier key");
  const material = fromBase64(encoded);
  const identity = (await digest(joined(toBytes(`${name}\n`), material))).slice(0, 4);
  demand(id === [...identity].map((byte) => byte.toString(16).padStart(2, "0")).join(""), "a key with another's id");
  return { vkey, name, id: identity, type: material[0], raw: material.slice(1) };
}

// The log's Ed25519 keys for this record. Its post-quantum keys are left to programs: no browser knows ML-DSA-44 yet.
export async function logKeys(policy, origin) {
  const rows = toText(policy).split("\n").map((line) => line.split(/[ \t]+/).filter(Boolean));
  const keys = await Promise.all(rows.filter((row) => row[0] === "log").map((row) => openKey(row[1] ?? "")));
  return keys.filter((key) => key.name === origin && key.type === NOTE_ED25519);
}

export async function checkSignedBy(checkpoint, keys) {
  let found = 0;
  for (const { signer, bytes } of checkpoint.signatures) {
    const key = keys.find((each) => each.name === signer && same(each.id, bytes.slice(0, 4)));
    if (key) {
      demand(await verifies(key.raw, bytes.slice(4), checkpoint.signed), "the log's signature is wrong");
      found += 1;
    }
  }
  demand(found > 0, "no key of the log has signed");
}

// --- the office's signature ---------------------------------------------------------------------------------------

const sshString = (bytes) => {
  const length = new DataView(new ArrayBuffer(4));
  length.setUint32(0, bytes.length);
  return joined(new Uint8Array(length.buffer), bytes);
};

// The strings of SSH wire data after `head`, exactly `count` of them and nothing more.
function sshStrings(bytes, head, count) {
  demand(same(bytes.slice(0, head.length), head), "not of the form that OpenSSH writes");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = [];
  let at = head.length;
  while (found.length < count) {
    demand(at + 4 <= bytes.length, "cut short");
    const end = at + 4 + view.getUint32(at);
    demand(end <= bytes.length, "cut short");
    found.push(bytes.slice(at + 4, end));
    at = end;
  }
  demand(at === bytes.length, "something follows the signature");
  return found;
}

function ed25519Of(blob) {
  const [name, raw] = sshStrings(blob, new Uint8Array(0), 2);
  demand(toText(name) === "ssh-ed25519", "not of Ed25519");
  return raw;
}

const MAGIC = toBytes("SSHSIG");
const VERSION = Uint8Array.of(0, 0, 0, 1);

// Returns the key's blob in base64, as files of OpenSSH write it.
export async function checkSeal(row, act, namespace) {
  const [blob, scope, reserved, name, sealed] = sshStrings(fromBase64(row.sig), joined(MAGIC, VERSION), 5);
  demand(toText(scope) === namespace, "made for another record");
  demand(reserved.length === 0 && Object.hasOwn(HASHES, toText(name)), "not of the form that OpenSSH writes");
  const fingerprint = toBase64(await digest(blob)).replace(/=+$/, "");
  demand(row.key === `SHA256:${fingerprint}`, "by another key than the one named");
  const hashed = sshString(await digest(act, toText(name)));
  const message = joined(MAGIC, sshString(scope), sshString(reserved), sshString(name), hashed);
  demand(await verifies(ed25519Of(blob), ed25519Of(sealed), message), "the signature is wrong");
  return toBase64(blob);
}

// Whether the file of allowed signers gives this key to this principal for this namespace.
export function isAllowed(signers, principal, namespace, blob) {
  return toText(signers).split("\n").includes(`${principal} namespaces="${namespace}" ssh-ed25519 ${blob}`);
}
