"""Public and private keys in OpenSSH's formats."""

from __future__ import annotations

import binascii
import hashlib
from dataclasses import dataclass
from functools import lru_cache

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_ssh_private_key,
)

from comity.record import ed25519
from comity.record.algorithms import algorithm
from comity.record.encoding import decode_base64, encode_base64
from comity.record.errors import Malformed, Unsupported
from comity.record.wire import Reader, ssh_string

_LENGTH = 4


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A public key: the SSH name of its algorithm and its raw bytes.

    Ed25519 has 32. For keys of security keys and passkeys the raw bytes are all that
    follows the algorithm's name in the key's blob, with the application it is bound to.
    """

    algorithm: str
    raw: bytes

    @property
    def blob(self) -> bytes:
        """The key in SSH wire format (RFC 4253 §6.6)."""
        return ssh_string(self.algorithm.encode()) + algorithm(self.algorithm).encode(self.raw)

    @property
    def fingerprint(self) -> str:
        """``SHA256:`` and 43 characters of base64 without padding, as ``ssh-keygen -l`` prints it."""
        return _fingerprint(self)

    @property
    def openssh(self) -> str:
        """The line of a ``.pub`` file without its comment: ``ssh-ed25519 AAAA…``."""
        return f"{self.algorithm} {encode_base64(self.blob)}"

    @classmethod
    def from_blob(cls, blob: bytes) -> PublicKey:
        """Return the key of an SSH wire blob; raises ``Malformed`` or ``Unsupported``."""
        return _from_blob(blob)

    @classmethod
    def from_openssh(cls, text: str) -> PublicKey:
        """Return the key of a ``.pub`` line (a comment may follow); raises ``Malformed`` or ``Unsupported``."""
        words = text.strip("\n").split(" ")
        if len(words) < 2:
            raise Malformed("key.openssh", "a public key line is an algorithm, a space and base64")
        key = cls.from_blob(decode_base64(words[1]))
        if key.algorithm != words[0]:
            raise Malformed("key.openssh", f"the line says {words[0][:64]!r} but holds an {key.algorithm} key")
        return key


# Maps hold a bounded number of keys: a record has thousands of officers, not millions.
@lru_cache(maxsize=4096)
def _from_blob(blob: bytes) -> PublicKey:
    reader = Reader(blob)
    try:
        name = reader.string().decode("ascii")
    except UnicodeDecodeError as error:
        raise Malformed("key.blob", "the name of a key's algorithm must be ASCII") from error
    return PublicKey(name, algorithm(name).decode(blob[_LENGTH + len(name) :]))


@lru_cache(maxsize=4096)
def _fingerprint(key: PublicKey) -> str:
    digest = hashlib.sha256(key.blob).digest()
    return "SHA256:" + binascii.b2a_base64(digest, newline=False).decode().rstrip("=")


class PrivateKey:
    """An Ed25519 private key; its text form never shows the secret."""

    __slots__ = ("_key", "public")

    def __init__(self, key: Ed25519PrivateKey) -> None:
        """Wrap a loaded key; ``generate`` and ``from_openssh`` are the usual ways in."""
        self._key = key
        self.public = PublicKey(ed25519.NAME, key.public_key().public_bytes_raw())

    def __repr__(self) -> str:
        """Return the fingerprint only."""
        return f"PrivateKey({self.public.fingerprint})"

    @classmethod
    def generate(cls) -> PrivateKey:
        """Return a new key from the operating system's randomness."""
        return cls(Ed25519PrivateKey.generate())

    @classmethod
    def from_seed(cls, seed: bytes) -> PrivateKey:
        """Return the key of a 32-byte seed (RFC 8032 §5.1.5); raises ``Malformed`` for another length."""
        try:
            return cls(Ed25519PrivateKey.from_private_bytes(seed))
        except ValueError as error:
            raise Malformed("key.seed", "an Ed25519 seed has 32 bytes") from error

    @classmethod
    def from_openssh(cls, data: bytes, passphrase: bytes | None = None) -> PrivateKey:
        """Return the key of an OpenSSH private key file.

        Raises ``Malformed`` if the file is not one or the passphrase is wrong or missing,
        ``Unsupported`` if the key is not Ed25519 or its encryption needs what is not installed.
        """
        key = _load(data, passphrase)
        if not isinstance(key, Ed25519PrivateKey):
            raise Unsupported("key.algorithm", "only Ed25519 private keys can sign here: ssh-keygen -t ed25519")
        return cls(key)

    def to_openssh(self) -> bytes:
        """Return the OpenSSH private key file, not encrypted: it is for the caller to keep it private."""
        return self._key.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption())

    def sign(self, message: bytes) -> bytes:
        """Return the bare 64-byte Ed25519 signature of ``message``."""
        return self._key.sign(message)


def _load(data: bytes, passphrase: bytes | None) -> object:
    try:
        return load_ssh_private_key(data, passphrase)
    except UnsupportedAlgorithm as error:
        raise Unsupported("key.algorithm", f"the private key cannot be read here: {error}") from error
    except (ValueError, TypeError) as error:
        raise Malformed("key.private", f"this is not an OpenSSH private key that opens: {error}") from error
