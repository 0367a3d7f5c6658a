"""Timestamped cosignatures of checkpoints (c2sp.org/tlog-cosignature): types 0x04 and 0x06.

Ed25519 cosignatures (0x04) are verified; ML-DSA-44 ones (0x06) are also made, because the
log itself signs its checkpoints so, beside its Ed25519 signature.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey, MLDSA44PublicKey

from comity.record import ed25519, note
from comity.record.checkpoint import MAX_ORIGIN, parse_checkpoint
from comity.record.encoding import encode_text
from comity.record.errors import Malformed, SignatureInvalid, Unsupported

if TYPE_CHECKING:
    from collections.abc import Callable

    from comity.record.note import NoteVerifier

COSIGNATURE_ED25519 = 0x04
"""Signature type of a timestamped Ed25519 cosignature."""

ML_DSA_44 = 0x06
"""Signature type of a timestamped ML-DSA-44 cosignature of a tree or subtree."""

ML_DSA_KEY_LENGTH = 1312
"""Bytes in an ML-DSA-44 public key (FIPS 204)."""

MAX_TIMESTAMP = 2**63 - 1
"""The latest time, in seconds since 1970, that a cosignature may bear."""

_LABEL = b"subtree/v1\n\x00"
_EIGHT = 8


@dataclass(frozen=True, slots=True)
class MlDsaKey:
    """An ML-DSA-44 private key, kept as its 32-byte seed; its text form never shows the secret."""

    _key: MLDSA44PrivateKey

    def __repr__(self) -> str:
        """Return nothing of the secret."""
        return "MlDsaKey()"

    @classmethod
    def generate(cls) -> MlDsaKey:
        """Return a new key from the operating system's randomness."""
        return cls(MLDSA44PrivateKey.generate())

    @classmethod
    def from_seed(cls, seed: bytes) -> MlDsaKey:
        """Return the key of a 32-byte seed; raises ``Malformed`` for another length."""
        try:
            return cls(MLDSA44PrivateKey.from_seed_bytes(seed))
        except ValueError as error:
            raise Malformed("key.seed", "an ML-DSA-44 seed has 32 bytes") from error

    @property
    def seed(self) -> bytes:
        """The 32 secret bytes to keep."""
        return self._key.private_bytes_raw()

    @property
    def public(self) -> bytes:
        """The 1,312 bytes of the public key."""
        return self._key.public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        """Return the 2,420-byte signature of ``message`` with an empty context."""
        return self._key.sign(message)


class MlDsaSigner:
    """Cosigns checkpoints with ML-DSA-44 (type 0x06) at one time.

    There is no clock on this floor: a signer is made for each checkpoint, with its time.
    """

    def __init__(self, name: str, key: MlDsaKey, timestamp: int) -> None:
        """Sign as ``name`` at ``timestamp`` (seconds since 1970); raises ``Malformed`` if either cannot be."""
        note.check_name(name)
        _check_name_length(name)
        if not 0 <= timestamp <= MAX_TIMESTAMP:
            raise Malformed("cosignature.time", "a timestamp is 0 to 2^63-1 seconds since 1970")
        self._key = key
        self._timestamp = timestamp
        self.vkey = note.VerifierKey(name, ML_DSA_44, key.public)

    def sign(self, text: str) -> bytes:
        """Return the timestamp (8 bytes) and the signature of the checkpoint ``text``."""
        message = ml_dsa_message(self.vkey.name, self._timestamp, text)
        return self._timestamp.to_bytes(_EIGHT, "big") + self._key.sign(message)


class MlDsaVerifier:
    """Verifies ML-DSA-44 cosignatures of checkpoints (type 0x06)."""

    def __init__(self, vkey: note.VerifierKey) -> None:
        """Verify for ``vkey``; raises ``Malformed`` if it is of another type or length."""
        if vkey.type != ML_DSA_44 or len(vkey.key) != ML_DSA_KEY_LENGTH:
            raise Malformed("vkey.type", f"an ML-DSA-44 verifier key is of type 0x06 with {ML_DSA_KEY_LENGTH} bytes")
        _check_name_length(vkey.name)
        self.vkey = vkey

    def verify(self, text: str, signature: bytes) -> None:
        """Return if the cosignature is good for the checkpoint ``text``; raise ``SignatureInvalid`` otherwise."""
        timestamp = timestamp_of(signature)
        message = ml_dsa_message(self.vkey.name, timestamp, text)
        try:
            _loaded(self.vkey.key).verify(signature[_EIGHT:], message)
        except (InvalidSignature, ValueError) as error:
            raise SignatureInvalid("signature.wrong", "the ML-DSA-44 signature does not verify") from error


class CosignatureVerifier:
    """Verifies Ed25519 cosignatures of checkpoints (type 0x04)."""

    def __init__(self, vkey: note.VerifierKey) -> None:
        """Verify for ``vkey``; raises ``Malformed`` if it is of another type or no good key."""
        if vkey.type != COSIGNATURE_ED25519:
            raise Malformed("vkey.type", f"signature type 0x{vkey.type:02x} is not an Ed25519 cosignature (0x04)")
        ed25519.check_key(vkey.key)
        self.vkey = vkey

    def verify(self, text: str, signature: bytes) -> None:
        """Return if the cosignature is good for the checkpoint ``text``; raise ``SignatureInvalid`` otherwise."""
        timestamp = timestamp_of(signature)
        message = encode_text(f"cosignature/v1\ntime {timestamp}\n{text}")
        ed25519.verify_raw(self.vkey.key, signature[_EIGHT:], message)


def timestamp_of(signature: bytes) -> int:
    """Return the seconds since 1970 of a cosignature (the bytes after the key id).

    Raises ``SignatureInvalid`` if it is too short or its time lies beyond 2^63-1.
    """
    timestamp = int.from_bytes(signature[:_EIGHT], "big")
    if len(signature) <= _EIGHT or timestamp > MAX_TIMESTAMP:
        raise SignatureInvalid("cosignature.time", "a cosignature begins with its time, at most 2^63-1 seconds")
    return timestamp


def ml_dsa_message(name: str, timestamp: int, text: str) -> bytes:
    """Return what an ML-DSA-44 cosigner ``name`` signs for the checkpoint ``text``.

    Extension lines of the checkpoint are not covered. Raises ``Malformed`` if it is no checkpoint.
    """
    checkpoint = parse_checkpoint(text)
    return b"".join(
        (
            _LABEL,
            _short(name),
            timestamp.to_bytes(_EIGHT, "big"),
            _short(checkpoint.origin),
            (0).to_bytes(_EIGHT, "big"),
            checkpoint.size.to_bytes(_EIGHT, "big"),
            checkpoint.root,
        )
    )


def verifier_of(vkey: note.VerifierKey) -> NoteVerifier:
    """Return the verifier for a key of type 0x01, 0x04 or 0x06.

    Raises ``Unsupported`` for other types, ``Malformed`` if the key does not fit its type.
    """
    kinds: dict[int, Callable[[note.VerifierKey], NoteVerifier]] = {
        note.ED25519: note.Ed25519Verifier,
        COSIGNATURE_ED25519: CosignatureVerifier,
        ML_DSA_44: MlDsaVerifier,
    }
    kind = kinds.get(vkey.type)
    if kind is None:
        raise Unsupported("vkey.type", f"signatures of type 0x{vkey.type:02x} are not judged here")
    return kind(vkey)


def _short(text: str) -> bytes:
    data = text.encode()
    return bytes([len(data)]) + data


def _check_name_length(name: str) -> None:
    if len(name.encode()) > MAX_ORIGIN:
        raise Malformed("note.name", f"the name of a cosigner has at most {MAX_ORIGIN} bytes")


@lru_cache(maxsize=64)
def _loaded(raw: bytes) -> MLDSA44PublicKey:
    return MLDSA44PublicKey.from_public_bytes(raw)
