"""Ed25519 keys that live in a security key, made by ``ssh-keygen -t ed25519-sk`` (OpenSSH's PROTOCOL.u2f)."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from comity.record import ed25519
from comity.record.errors import Malformed
from comity.record.securitykey import STATE_LENGTH, check_not_of_a_site, check_presence, read_application, signed_data
from comity.record.wire import Reader, ssh_string

NAME = "sk-ssh-ed25519@openssh.com"
"""The algorithm's name, in key blobs and in signature blobs alike."""

_NAME = NAME.encode()


def raw_key(key: bytes, application: str) -> bytes:
    """Return the raw bytes of a public key: its 32 bytes of Ed25519, and its application."""
    return ssh_string(key) + ssh_string(application.encode())


def encode(raw: bytes) -> bytes:
    """Return what follows the algorithm's name in a public key blob: the raw bytes themselves."""
    return raw


def decode(body: bytes) -> bytes:
    """Return the raw bytes, which are all that follows the name in a key blob.

    Raises ``Malformed`` for another shape or length and for keys of small order.
    """
    _read(body)
    return body


def verify(raw: bytes, signature_blob: bytes, message: bytes) -> None:
    """Check an SSH signature blob (name, 64 bytes, flags, counter) of ``message`` by the raw public key.

    Raises ``Malformed`` for a blob of another shape, ``SignatureInvalid`` if it does not
    verify, was made without a touch of the key, or by a key of a website.
    """
    key, application = _read(raw)
    reader = Reader(signature_blob)
    if reader.string() != _NAME:
        raise Malformed("signature.format", f"a signature by an {NAME} key must be of format {NAME}")
    signature, state = reader.string(), reader.take(STATE_LENGTH)
    reader.end()
    check_not_of_a_site(application)
    check_presence(state)
    ed25519.verify_raw(key, signature, signed_data(application, state, message))


class _Key(NamedTuple):
    key: bytes
    application: str


@lru_cache(maxsize=4096)
def _read(raw: bytes) -> _Key:
    reader = Reader(raw)
    key = reader.string()
    ed25519.check_key(key)
    return _Key(key, read_application(reader))
