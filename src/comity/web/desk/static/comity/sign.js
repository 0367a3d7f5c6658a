// Signs the act on this page with a passkey. The challenge is what OpenSSH's signatures are over (PROTOCOL.sshsig): it
// is made here, from the bytes that are shown, and from nothing else that the server says of them.

import { answerOf, askable, optionsOf } from "./webauthn.js";

const form = document.getElementById("sign");
const words = form?.dataset;

const utf8 = new TextEncoder();

function sshString(bytes) {
  const framed = new Uint8Array(4 + bytes.length);
  new DataView(framed.buffer).setUint32(0, bytes.length);
  framed.set(bytes, 4);
  return framed;
}

async function toBeSigned(line, namespace) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", line));
  const texts = [namespace, "", "sha256"].map((text) => sshString(utf8.encode(text)));
  return [utf8.encode("SSHSIG"), ...texts, sshString(digest)].flatMap((part) => [...part]);
}

const base64url = (bytes) => btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

async function sign() {
  const line = utf8.encode(document.getElementById("act-bytes").textContent);
  const challenge = base64url(await toBeSigned(line, words.namespace));
  const options = { challenge, rpId: words.rp, userVerification: "required" };
  const known = JSON.parse(words.credentials);
  if (known.length) options.allowCredentials = known;
  return answerOf(await navigator.credentials.get({ publicKey: optionsOf(options) }));
}

function attend() {
  const button = form.querySelector("button");
  const status = form.querySelector("[role=status]");
  status.textContent = askable() ? "" : words.lacking;
  button.disabled = !askable();
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    status.textContent = words.working;
    try {
      const { id, response } = await sign();
      form.elements.credential.value = id;
      for (const part of ["authenticatorData", "clientDataJSON", "signature"]) form.elements[part].value = response[part];
    } catch (fault) {
      if (!(fault instanceof DOMException)) console.error(fault);
      status.textContent = words.cancelled;
      button.disabled = false;
      return;
    }
    status.textContent = words.entering;
    form.submit();
  });
}

if (form) attend();
