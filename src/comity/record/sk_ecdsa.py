"""ECDSA P-256 keys that live in a security key or are a passkey (OpenSSH's PROTOCOL.u2f).

They sign in two formats. ``ssh-keygen`` has the key sign the message; a browser has it sign
its own statement about the message, which comes with the signature (``comity.record.webauthn``).
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey

from comity.record import p256, webauthn
from comity.record.errors import Malformed
from comity.record.securitykey import STATE_LENGTH, check_not_of_a_site, check_presence, read_application, signed_data
from comity.record.wire import Reader, ssh_string

NAME = "sk-ecdsa-sha2-nistp256@openssh.com"
"""The algorithm's name in key blobs, and in signature blobs of ``ssh-keygen``."""

WEBAUTHN = f"webauthn-{NAME}"
"""The name in signature blobs that were made in a browser."""

_NAME = NAME.encode()
_WEBAUTHN = WEBAUTHN.encode()
_CURVE = b"nistp256"


def raw_key(point: bytes, application: str) -> bytes:
    """Return the raw bytes of a public key: the curve, its uncompressed point, its application."""
    return ssh_string(_CURVE) + ssh_string(point) + ssh_string(application.encode())


def encode(raw: bytes) -> bytes:
    """Return what follows the algorithm's name in a public key blob: the raw bytes themselves."""
    return raw


def decode(body: bytes) -> bytes:
    """Return the raw bytes, which are all that follows the name in a key blob.

    Raises ``Malformed`` for another shape or curve and for a point that is not on the curve.
    """
    _read(body)
    return body


def application(raw: bytes) -> str:
    """Return the application a raw key is bound to, a passkey's rpId; raises ``Malformed``."""
    return _read(raw).application


def verify(raw: bytes, signature_blob: bytes, message: bytes) -> None:
    """Check an SSH signature blob in either format over ``message`` by the raw public key.

    Raises ``Malformed`` for a blob of another shape, ``SignatureInvalid`` if it does not
    verify, was made without a touch of the key, in a browser but not as ``webauthn``
    demands, or not in a browser by a key of a website.
    """
    key, application = _read(raw)
    pair, state, statement = _parse(signature_blob)
    check_presence(state)
    if statement is None:
        check_not_of_a_site(application)
        signed = signed_data(application, state, message)
    else:
        statement.check(message, application, state[0])
        signed = signed_data(application, state, statement.client_data, statement.extensions)
    p256.verify(key, pair, signed)


def web_origin(signature_blob: bytes) -> str | None:
    """Return the origin that a browser's signature states, ``None`` for the other format; raises ``Malformed``."""
    statement = _parse(signature_blob).statement
    return None if statement is None else statement.origin


def webauthn_blob(pair: bytes, state: bytes, statement: webauthn.Statement) -> bytes:
    """Return the SSH signature blob of a browser's signature: mpint r and s, flags and counter, the statement."""
    return ssh_string(_WEBAUTHN) + ssh_string(pair) + state + statement.encode()


class _Signature(NamedTuple):
    pair: bytes
    state: bytes
    statement: webauthn.Statement | None


def _parse(signature_blob: bytes) -> _Signature:
    reader = Reader(signature_blob)
    name = reader.string()
    if name not in (_NAME, _WEBAUTHN):
        raise Malformed("signature.format", f"a signature by an {NAME} key must be of format {NAME} or {WEBAUTHN}")
    pair, state = reader.string(), reader.take(STATE_LENGTH)
    statement = webauthn.read(reader) if name == _WEBAUTHN else None
    reader.end()
    return _Signature(pair, state, statement)


class _Key(NamedTuple):
    key: EllipticCurvePublicKey
    application: str


@lru_cache(maxsize=4096)
def _read(raw: bytes) -> _Key:
    reader = Reader(raw)
    if reader.string() != _CURVE:
        raise Malformed("key.curve", f"an {NAME} key is on the curve nistp256")
    key = p256.load(reader.string())
    return _Key(key, read_application(reader))
