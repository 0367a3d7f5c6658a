// Lets a reader verify the act on this page in the browser. Without script the page says how to do it by OpenSSH.

import * as record from "./recordchecks.js";
import * as signed from "./signatures.js";

const template = document.getElementById("verify");
const section = template.content.firstElementChild.cloneNode(true);
const words = section.dataset;
const button = section.querySelector("button");
const outcome = section.querySelector("[role=status]");
const table = section.querySelector("table");
template.replaceWith(section);

class Unreachable extends Error {}

async function fetched(address) {
  let response;
  try {
    response = await fetch(address, { cache: "no-store", credentials: "omit" });
  } catch {
    throw new Unreachable(address);
  }
  if (!response.ok) throw new Unreachable(address);
  return new Uint8Array(await response.arrayBuffer());
}

async function files() {
  const names = [`${words.act}.entry`, `${words.act}.tlog-proof`];
  const heads = ["/record/checkpoint", "/record/policy", "/record/allowed_signers"];
  const [entry, proof, checkpoint, policy, signers] = await Promise.all([...names, ...heads].map(fetched));
  return { entry, proof, checkpoint, policy, signers };
}

// Each check returns what it computed, to be shown, or throws record.Fails. Nothing is carried from one to the next.
const checks = {
  async bytes({ entry }) {
    const { act, line } = record.openEntry(entry);
    const shown = record.toBytes(document.getElementById("act-bytes").textContent);
    record.demand(record.same(shown, act), "shown otherwise");
    record.demand(record.canonical(record.parsed(line)) === line, "not canonical");
    return `SHA-256 ${hex(await record.digest(act))}`;
  },

  async inclusion({ entry, proof }) {
    const { index, path, checkpoint } = record.openProof(proof);
    const { size, root } = record.openCheckpoint(checkpoint, words.origin);
    record.demand(index === Number(words.act), "the proof of another act");
    const computed = await record.rootFrom(await record.leafHash(entry), index, size, path);
    record.demand(record.same(computed, root), "another root");
    return record.toBase64(computed);
  },

  async checkpoint({ proof, checkpoint, policy }) {
    const keys = await signed.logKeys(policy, words.origin);
    const proved = record.openCheckpoint(record.openProof(proof).checkpoint, words.origin);
    const published = record.openCheckpoint(checkpoint, words.origin);
    await signed.checkSignedBy(proved, keys);
    await signed.checkSignedBy(published, keys);
    record.demand(proved.size !== published.size || record.same(proved.root, published.root), "two trees of one size");
    section.querySelector("#log-key").textContent = keys.map((key) => key.vkey).join(" ");
    return `${words.origin}, ${proved.size}`;
  },

  async signature({ entry }) {
    const { act, signatures } = record.openEntry(entry);
    for (const row of signatures) await signed.checkSeal(row, act, words.namespace);
    return signatures.map((row) => row.key).join(" ");
  },

  async office({ entry, signers }) {
    const { act, line, signatures } = record.openEntry(entry);
    const { party, office } = record.parsed(line);
    const principal = `${party}/${office}`;
    const own = signatures.filter((row) => row.signer === principal);
    const blobs = await Promise.all(own.map((row) => signed.checkSeal(row, act, words.namespace)));
    record.demand(blobs.some((blob) => signed.isAllowed(signers, principal, words.namespace, blob)), "no key of it");
    return principal;
  },
};

const NEED_ED25519 = new Set(["checkpoint", "signature", "office"]);

const hex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");

async function run(name, given, knowsEd25519) {
  if (NEED_ED25519.has(name) && !knowsEd25519) return { verdict: "undecidable", word: words.undecided, found: "" };
  try {
    return { verdict: "agrees", word: words.holds, found: await checks[name](given) };
  } catch (fault) {
    // Whatever a check trips over, it has not held.
    if (!(fault instanceof record.Fails)) console.error(fault);
    return { verdict: "differs", word: words.fails, found: "" };
  }
}

function show(row, { verdict, word, found }) {
  const [said, result] = row.children;
  const computed = document.createElement("code");
  computed.dir = "ltr";
  computed.textContent = found;
  said.querySelector("small")?.remove();
  const small = said.appendChild(document.createElement("small"));
  small.append(verdict === "differs" ? row.dataset.why : computed);
  const shown = document.createElement("span");
  shown.className = `verdict ${verdict}`;
  shown.textContent = word;
  result.replaceChildren(shown);
}

async function verify() {
  if (!globalThis.crypto?.subtle) return words.insecure;
  const given = await files();
  const knowsEd25519 = await signed.knowsEd25519();
  const results = new Set();
  for (const row of table.tBodies[0].rows) {
    const result = await run(row.dataset.check, given, knowsEd25519);
    results.add(result.verdict);
    show(row, result);
  }
  table.hidden = false;
  if (results.has("differs")) return words.broken;
  return results.has("undecidable") ? words.partly : words.all;
}

button.addEventListener("click", async () => {
  button.disabled = true;
  table.hidden = true;
  outcome.textContent = words.working;
  try {
    outcome.textContent = await verify();
  } catch (fault) {
    if (!(fault instanceof Unreachable)) throw fault;
    outcome.textContent = `${words.unreachable} ${fault.message}`;
  } finally {
    button.disabled = false;
  }
});
