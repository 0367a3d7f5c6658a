"""Ed25519 as SSH carries it (RFC 8709): key blobs, signature blobs, verification.

Verification is OpenSSL's: without cofactor, scalar S and point R only in their canonical
encodings. Public keys of small order, for which anyone can find signatures, are refused
as keys (``decode``), so no party can enrol one.
"""

from __future__ import annotations

from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from comity.record.errors import Malformed, SignatureInvalid
from comity.record.wire import Reader, ssh_string

NAME = "ssh-ed25519"
"""The algorithm's name, in key blobs and in signature blobs alike."""

KEY_LENGTH = 32
"""Bytes in a raw public key."""

SIGNATURE_LENGTH = 64
"""Bytes in a raw signature."""

_PRIME = 2**255 - 19
_ORDER_8 = (
    0x05FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826,
    0x7A03AC9277FDC74EC6CC392CFA53202A0F67100D760B3CBA4FD84D3D706A17C7,
)
# y of every point whose order divides 8, with the encodings of 0 and 1 that are not reduced.
_SMALL_ORDER = frozenset((0, 1, _PRIME - 1, _PRIME, _PRIME + 1, *_ORDER_8))
_SIGN_BIT = 1 << 255


def encode(raw: bytes) -> bytes:
    """Return what follows the algorithm's name in a public key blob."""
    return ssh_string(raw)


def decode(body: bytes) -> bytes:
    """Return the raw 32 bytes out of what follows the algorithm's name in a key blob.

    Raises ``Malformed`` for another length and for keys of small order.
    """
    reader = Reader(body)
    raw = reader.string()
    reader.end()
    check_key(raw)
    return raw


def check_key(raw: bytes) -> None:
    """Raise ``Malformed`` unless ``raw`` is 32 bytes long and not a point of small order."""
    if len(raw) != KEY_LENGTH:
        raise Malformed("key.length", f"an Ed25519 public key has {KEY_LENGTH} bytes, this has {len(raw)}")
    if int.from_bytes(raw, "little") & ~_SIGN_BIT in _SMALL_ORDER:
        raise Malformed("key.weak", "this Ed25519 public key is of small order: anyone could sign for it")


def verify(raw: bytes, signature_blob: bytes, message: bytes) -> None:
    """Check an SSH signature blob (name and 64 bytes) of ``message`` by the raw public key.

    Raises ``Malformed`` for a blob of another shape, ``SignatureInvalid`` if it does not verify.
    """
    if signature_blob[: len(_SIGNATURE_HEAD)] != _SIGNATURE_HEAD:
        raise Malformed("signature.format", f"a signature by an {NAME} key must be of format {NAME}, 64 bytes")
    verify_raw(raw, signature_blob[len(_SIGNATURE_HEAD) :], message)


def verify_raw(raw: bytes, signature: bytes, message: bytes) -> None:
    """Check a bare 64-byte signature; raises ``SignatureInvalid`` if it does not verify."""
    try:
        _loaded(raw).verify(signature, message)
    except (InvalidSignature, ValueError) as error:
        raise SignatureInvalid("signature.wrong", "the Ed25519 signature does not verify") from error


def signature_blob(signature: bytes) -> bytes:
    """Return the SSH signature blob around a bare 64-byte signature."""
    return _SIGNATURE_HEAD + signature


_SIGNATURE_HEAD = ssh_string(NAME.encode()) + SIGNATURE_LENGTH.to_bytes(4, "big")


@lru_cache(maxsize=4096)
def _loaded(raw: bytes) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(raw)
