// What a record promises of an act, checked from the bytes: its form, its place in the tree. Written from the
// specifications alone (RFC 8785, RFC 9162, C2SP signed-note, tlog-checkpoint and tlog-proof); it knows no page.

const utf8 = new TextEncoder();
const strictUtf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
export const HASHES = { sha256: "SHA-256", sha512: "SHA-512" };

export class Fails extends Error {}

export function demand(holds, why) {
  if (!holds) throw new Fails(why);
}

export const toBytes = (text) => utf8.encode(text);

export function toText(bytes) {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    throw new Fails("not UTF-8");
  }
}

export function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export const same = (one, other) => one.length === other.length && one.every((byte, at) => byte === other[at]);

export async function digest(bytes, name = "sha256") {
  return new Uint8Array(await crypto.subtle.digest(HASHES[name], bytes));
}

export const toBase64 = (bytes) => btoa(String.fromCharCode(...bytes));

export function fromBase64(text) {
  let decoded;
  try {
    decoded = atob(text);
  } catch {
    throw new Fails("not base64");
  }
  // One spelling only: two texts that decode alike would let a file change unnoticed.
  demand(btoa(decoded) === text, "not base64 in its one spelling");
  return Uint8Array.from(decoded, (character) => character.charCodeAt(0));
}

// --- the act -------------------------------------------------------------------------------------------------------

// RFC 8785 for what acts may hold: no floats, so JSON.stringify writes strings and numbers as it demands.
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const members = Object.keys(value).sort();
  return `{${members.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(",")}}`;
}

export function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new Fails("not JSON");
  }
}

// The bytes of the act, and the signature lines; the last line is the host's time of entry.
export function openEntry(bytes) {
  const lines = toText(bytes).split("\n");
  demand(lines.pop() === "" && lines.length >= 3, "an entry is an act, its signatures and its time");
  const act = toBytes(lines[0]);
  return { act, line: lines[0], signatures: lines.slice(1, -1).map(parsed) };
}

// --- the tree ------------------------------------------------------------------------------------------------------

export const leafHash = (entry) => digest(joined(Uint8Array.of(0), entry));
const nodeHash = (left, right) => digest(joined(Uint8Array.of(1), left, right));

// RFC 9162 §2.1.3.2. Sizes may exceed 32 bits, so halving is arithmetic and not a shift.
export async function rootFrom(leaf, index, size, path) {
  demand(index >= 0 && index < size, "no such entry in a tree of this size");
  let [node, last, root] = [index, size - 1, leaf];
  const rise = () => { node = Math.floor(node / 2); last = Math.floor(last / 2); };
  for (const sibling of path) {
    demand(last > 0, "the path is too long");
    if (node % 2 || node === last) {
      root = await nodeHash(sibling, root);
      while (node % 2 === 0 && node) rise();
    } else {
      root = await nodeHash(root, sibling);
    }
    rise();
  }
  demand(last === 0, "the path is too short");
  return root;
}

function decimal(text) {
  demand(/^(?:0|[1-9][0-9]{0,15})$/.test(text) && Number.isSafeInteger(Number(text)), "not a number of entries");
  return Number(text);
}

function hash(text) {
  const found = fromBase64(text);
  demand(found.length === 32, "not a SHA-256 hash");
  return found;
}

// c2sp.org/tlog-proof@v1
export function openProof(bytes) {
  const text = toText(bytes);
  const end = text.indexOf("\n\n");
  const lines = text.slice(0, Math.max(end, 0)).split("\n");
  demand(lines.shift() === "c2sp.org/tlog-proof@v1", "not a proof");
  if (lines[0]?.startsWith("extra ")) lines.shift();
  const index = lines.shift() ?? "";
  demand(index.startsWith("index "), "the proof names no index");
  return { index: decimal(index.slice(6)), path: lines.map(hash), checkpoint: toBytes(text.slice(end + 2)) };
}

// --- the checkpoint -----------------------------------------------------------------------------------------------

export function openCheckpoint(bytes, origin) {
  const text = toText(bytes);
  const end = text.lastIndexOf("\n\n");
  demand(end > 0 && text.endsWith("\n"), "not a signed note");
  const signed = text.slice(0, end + 1);
  const [name, size, root] = signed.split("\n");
  demand(name === origin, "a checkpoint of another record");
  const rows = text.slice(end + 2, -1).split("\n").map((row) => /^— (\S+) (\S+)$/.exec(row));
  demand(rows.every(Boolean), "a signature line that is none");
  const signatures = rows.map(([, signer, encoded]) => ({ signer, bytes: fromBase64(encoded) }));
  return { size: decimal(size), root: hash(root ?? ""), signed: toBytes(signed), signatures };
}
