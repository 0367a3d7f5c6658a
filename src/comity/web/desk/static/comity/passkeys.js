// Forms that are sent with the answer of a passkey: the question is fetched, the browser asked, the answer sent along.

import { answerOf, askable, optionsOf } from "./webauthn.js";

const askers = {
  get: (options) => navigator.credentials.get({ publicKey: options }),
  create: (options) => navigator.credentials.create({ publicKey: options }),
};

async function question(form) {
  const response = await fetch(form.dataset.question, { method: "POST", body: new FormData(form), cache: "no-store" });
  // What was typed has to be mended first, or nothing may be asked now: the page itself says which.
  if (response.status === 422 || response.status === 429) return null;
  if (!response.ok) throw new TypeError(`${response.status}`);
  return (await response.json()).publicKey;
}

async function answered(form) {
  const asked = await question(form);
  if (!asked) return "";
  const kind = form.dataset.passkey;
  return JSON.stringify(answerOf(await askers[kind](optionsOf(asked))));
}

function why(fault, words) {
  if (fault instanceof DOMException) return words.known && fault.name === "InvalidStateError" ? words.known : words.cancelled;
  return words.unreachable;
}

function attend(form) {
  const button = form.querySelector("button:not([name])");
  const status = form.querySelector("[role=status]");
  status.textContent = askable() ? "" : form.dataset.lacking;
  button.disabled = !askable();
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    status.textContent = form.dataset.working;
    try {
      form.elements.credential.value = await answered(form);
      form.submit();
    } catch (fault) {
      status.textContent = why(fault, form.dataset);
      button.disabled = false;
    }
  });
}

document.querySelectorAll("form[data-passkey]").forEach(attend);

// The zone that this machine goes by is offered where nothing was typed.
for (const field of document.querySelectorAll("input[data-zone]")) {
  field.value ||= Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
}
