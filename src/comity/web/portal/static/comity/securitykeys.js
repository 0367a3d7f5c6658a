// Signatures of security keys and passkeys (OpenSSH's PROTOCOL.u2f, W3C Web Authentication §7.2): what OpenSSH checks of
// them, and what it leaves to others. What computes is the browser's own WebCrypto.

import { demand, digest, joined, parsed, toBase64, toBytes, toText } from "./recordchecks.js";
import { Reader } from "./sshwire.js";

const ECDSA = "sk-ecdsa-sha2-nistp256@openssh.com";
const [PRESENT, VERIFIED, ATTESTED, EXTENDED] = [1, 4, 64, 128];

export async function verifies(algorithm, raw, signature, message) {
  const key = await crypto.subtle.importKey("raw", raw, algorithm, false, ["verify"]);
  return crypto.subtle.verify({ ...algorithm, hash: "SHA-256" }, key, signature, message);
}

async function signedData(application, state, message, extensions = new Uint8Array(0)) {
  return joined(await digest(toBytes(application)), state, extensions, await digest(message));
}

// A key that ssh-keygen has made on a security key; a website's signs in browsers only.
function checkOfSsh(application, flags) {
  demand(application.startsWith("ssh:") && flags & PRESENT, "not by a person's touch of a key for OpenSSH");
}

export async function checkEd25519(key, sealed, message) {
  const [raw, application] = [key.string(), toText(key.string())];
  key.end();
  const [signature, state] = [sealed.string(), sealed.take(5)];
  sealed.end();
  checkOfSsh(application, state[0]);
  demand(raw.length === 32 && signature.length === 64, "a key or signature of another length");
  return verifies({ name: "Ed25519" }, raw, signature, await signedData(application, state, message));
}

// An integer of SSH as 32 bytes.
function scalar(bytes) {
  const digits = bytes[0] === 0 ? bytes.slice(1) : bytes;
  demand(digits.length <= 32, "a number of another length");
  return joined(new Uint8Array(32 - digits.length), digits);
}

const base64url = (bytes) => toBase64(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

// What the browser stated when the passkey signed: about this challenge, on a page of the key's site, by a person known.
function checkStated(origin, clientData, extensions, { application, flags, message }) {
  const host = /^(?:https:\/\/([a-z0-9.-]+)|http:\/\/(localhost))(?::\d{1,5})?$/.exec(origin)?.slice(1).find(Boolean) ?? "";
  demand(host === application || host.endsWith(`.${application}`), "on a page of another site");
  const text = toText(clientData);
  const head = `{"type":"webauthn.get","challenge":"${base64url(message)}","origin":"${origin}"`;
  const { crossOrigin = false, topOrigin } = parsed(text);
  demand(text.startsWith(head) && crossOrigin === false && topOrigin === undefined, "not said of this act, or in a frame");
  demand((flags & (PRESENT | VERIFIED)) === (PRESENT | VERIFIED) && !(flags & ATTESTED), "the person was not verified");
  demand(Boolean(flags & EXTENDED) === extensions.length > 0, "extensions that are none");
}

export async function checkEcdsa(key, sealed, message, format) {
  const curve = toText(key.string());
  const [point, application] = [key.string(), toText(key.string())];
  key.end();
  const [pair, state] = [new Reader(sealed.string()), sealed.take(5)];
  const signature = joined(scalar(pair.string()), scalar(pair.string()));
  pair.end();
  let signed;
  if (format === ECDSA) {
    checkOfSsh(application, state[0]);
    signed = await signedData(application, state, message);
  } else {
    const [origin, clientData, extensions] = [toText(sealed.string()), sealed.string(), sealed.string()];
    checkStated(origin, clientData, extensions, { application, flags: state[0], message });
    signed = await signedData(application, state, clientData, extensions);
  }
  sealed.end();
  demand(curve === "nistp256" && point.length === 65, "not a key on the curve P-256");
  return verifies({ name: "ECDSA", namedCurve: "P-256" }, point, signature, signed);
}
