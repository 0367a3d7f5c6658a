// Between JSON and what the browser's own interface to passkeys takes and gives (W3C Web Authentication).
// Browsers have functions of their own for this, but not all that have passkeys have them.

const toBytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));

const toText = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

const described = (credentials) => (credentials ?? []).map((each) => ({ ...each, id: toBytes(each.id) }));

// Whether passkeys can be asked at all: only on pages that came by https, or from this machine.
export const askable = () => Boolean(globalThis.isSecureContext && globalThis.PublicKeyCredential);

export function optionsOf(said) {
  const options = { ...said, challenge: toBytes(said.challenge) };
  if (said.user) options.user = { ...said.user, id: toBytes(said.user.id) };
  if (said.allowCredentials) options.allowCredentials = described(said.allowCredentials);
  if (said.excludeCredentials) options.excludeCredentials = described(said.excludeCredentials);
  return options;
}

const PARTS = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];

export function answerOf(credential) {
  const given = credential.response;
  const response = {};
  for (const part of PARTS) if (given[part]) response[part] = toText(given[part]);
  const publicKey = given.getPublicKey?.();
  if (publicKey) response.publicKey = toText(publicKey);
  if (given.getTransports) response.transports = given.getTransports();
  return { id: credential.id, rawId: toText(credential.rawId), type: credential.type, response };
}
