"""What a browser sends when a passkey is made or asked: the answers of `navigator.credentials`, as our scripts do.

- `proof(key, challenge, origin)` is the answer of `get`, `registration(key, challenge, origin)` that of `create`.
- `sign_in(browser, hat)` goes through the whole of signing in; `follow(browser, address, key)` of an invitation.
  Keywords make the answer wrong.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from webauthn.helpers import base64url_to_bytes, encode_cbor

from comity.record.encoding import encode_base64url
from comity.secretariat.composing import Hat
from tests.support.authenticator import PRESENT, VERIFIED
from tests.support.desks import WEB_ORIGIN, credential_of, passkey

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client

    from tests.support.authenticator import Authenticator

_ATTESTED = 0x40
PROFILE = {
    "name": "Aigerim",
    "email": "aigerim@kaz.example",
    "languages": ["en", "ru"],
    "time_zone": "Asia/Almaty",
    "mails": "daily",
}


def proof(key: Authenticator, challenge: bytes, origin: str = WEB_ORIGIN, *, handle: bytes = b"", **wrong: Any) -> str:
    """The answer of a passkey to a challenge; keywords are those of `Authenticator.assertion`."""
    given = key.assertion(challenge, origin, **wrong)
    said = {
        "authenticatorData": given.authenticator_data,
        "clientDataJSON": given.client_data_json,
        "signature": given.signature,
        "userHandle": handle,
    }
    return _answer(key, {name: encode_base64url(part) for name, part in said.items() if part})


def registration(
    key: Authenticator,
    challenge: bytes,
    origin: str = WEB_ORIGIN,
    *,
    user_verified: bool = True,
    shown: Authenticator | None = None,
    members: dict[str, object] | None = None,
) -> str:
    """The answer of a browser that has made a passkey; `shown` is another one whose public key it pretends to."""
    said = {"type": "webauthn.create", "challenge": encode_base64url(challenge), "origin": origin, **(members or {})}
    attestation = {"fmt": "none", "attStmt": {}, "authData": _authenticator_data(key, user_verified=user_verified)}
    response: dict[str, Any] = {
        "clientDataJSON": encode_base64url(json.dumps(said).encode()),
        "attestationObject": encode_base64url(encode_cbor(attestation)),
        "publicKey": encode_base64url((shown or key).spki),
        "transports": ["internal", "hybrid", "nonsense"],
    }
    return _answer(key, response)


def sign_in(browser: Client, who: Hat | Authenticator, *, on: str = "", **wrong: Any) -> HttpResponse:
    """Sign an officer in, by her passkey; `on` is where she wants to go."""
    challenge = asked(browser, reverse("desk.question"))["challenge"]
    key = passkey(who) if isinstance(who, Hat) else who
    answer = proof(key, base64url_to_bytes(challenge), **wrong)
    return browser.post(reverse("desk.sign_in"), {"credential": answer, "next": on})


def follow(browser: Client, address: str, key: Authenticator, said: Any = None, **wrong: Any) -> HttpResponse:
    """Follow an invitation and make a passkey by it."""
    typed = PROFILE if said is None else said
    challenge = asked(browser, f"{address}question/", typed)["challenge"]
    answer = registration(key, base64url_to_bytes(challenge), **wrong)
    return browser.post(address, {**typed, "credential": answer})


def asked(browser: Client, address: str, said: Any = None) -> dict[str, Any]:
    """What the browser is to ask."""
    response = browser.post(address, said or {})
    assert response.status_code == 200, response.content.decode()
    found: dict[str, Any] = response.json()["publicKey"]
    return found


def _answer(key: Authenticator, response: dict[str, Any]) -> str:
    credential = credential_of(key)
    return json.dumps({"id": credential, "rawId": credential, "type": "public-key", "response": response})


def _authenticator_data(key: Authenticator, *, user_verified: bool) -> bytes:
    credential = base64url_to_bytes(credential_of(key))
    flags = PRESENT | VERIFIED * user_verified | _ATTESTED
    head = hashlib.sha256(key.rp_id.encode()).digest() + bytes([flags]) + bytes(4)
    return head + bytes(16) + len(credential).to_bytes(2, "big") + credential + _cose(key)


def _cose(key: Authenticator) -> bytes:
    point = key.spki[-64:]
    return encode_cbor({1: 2, 3: -7, -1: 1, -2: point[:32], -3: point[32:]})
