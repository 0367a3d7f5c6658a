// Who signed: the log its checkpoint, an office its act. Written from C2SP's signed-note and tlog-policy and OpenSSH's
// PROTOCOL.sshsig; what computes is the browser's own WebCrypto.

import { HASHES, demand, digest, fromBase64, joined, same, toBase64, toBytes, toText } from "./recordchecks.js";
import { checkEcdsa, checkEd25519, verifies } from "./securitykeys.js";
import { Reader, sshString } from "./sshwire.js";

const NOTE_ED25519 = 1;

export async function knowsEd25519() {
  try {
    await crypto.subtle.generateKey({ name: "Ed25519" }, false, ["sign", "verify"]);
    return true;
  } catch {
    return false;
  }
}

async function holds(raw, signature, message) {
  demand(raw.length === 32 && signature.length === 64, "a key or signature of another length");
  return verifies({ name: "Ed25519" }, raw, signature, message);
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
      demand(await holds(key.raw, bytes.slice(4), checkpoint.signed), "the log's signature is wrong");
      found += 1;
    }
  }
  demand(found > 0, "no key of the log has signed");
}

// --- the office's signature ---------------------------------------------------------------------------------------

async function checkPlain(key, sealed, message) {
  const [raw, signature] = [key.string(), sealed.string()];
  key.end();
  sealed.end();
  return holds(raw, signature, message);
}

const SK_ECDSA = "sk-ecdsa-sha2-nistp256@openssh.com";
const SK_ED25519 = "sk-ssh-ed25519@openssh.com";

// By the key's algorithm: what checks its signatures, and the formats in which it signs.
const ALGORITHMS = new Map([
  ["ssh-ed25519", [checkPlain, ["ssh-ed25519"]]],
  [SK_ED25519, [checkEd25519, [SK_ED25519]]],
  [SK_ECDSA, [checkEcdsa, [SK_ECDSA, `webauthn-${SK_ECDSA}`]]],
]);

const MAGIC = toBytes("SSHSIG");
const VERSION = Uint8Array.of(0, 0, 0, 1);

// Returns the key's blob in base64, as files of OpenSSH write it.
export async function checkSeal(row, act, namespace) {
  const seal = new Reader(fromBase64(row.sig), joined(MAGIC, VERSION));
  const [blob, scope, reserved, name, sealed] = [seal.string(), seal.string(), seal.string(), seal.string(), seal.string()];
  seal.end();
  demand(toText(scope) === namespace, "made for another record");
  demand(reserved.length === 0 && Object.hasOwn(HASHES, toText(name)), "not of the form that OpenSSH writes");
  const fingerprint = toBase64(await digest(blob)).replace(/=+$/, "");
  demand(row.key === `SHA256:${fingerprint}`, "by another key than the one named");
  const hashed = sshString(await digest(act, toText(name)));
  const message = joined(MAGIC, sshString(scope), sshString(reserved), sshString(name), hashed);
  const [key, signature] = [new Reader(blob), new Reader(sealed)];
  const [check, formats] = ALGORITHMS.get(toText(key.string())) ?? [null, []];
  const format = toText(signature.string());
  demand(formats.includes(format), "a key or signature of a kind that is not judged here");
  demand(await check(key, signature, message, format), "the signature is wrong");
  return toBase64(blob);
}

// Whether the file of allowed signers gives this key to this principal for this namespace.
export function isAllowed(signers, principal, namespace, blob) {
  const algorithm = toText(new Reader(fromBase64(blob)).string());
  return toText(signers).split("\n").includes(`${principal} namespaces="${namespace}" ${algorithm} ${blob}`);
}
