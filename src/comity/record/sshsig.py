"""Signatures as ``ssh-keygen -Y sign`` makes them (OpenSSH's PROTOCOL.sshsig).

A passkey's signature, made in a browser, is one of them: its page is told by ``web_origin``.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache

from comity.record import ed25519, sk_ecdsa
from comity.record.algorithms import algorithm
from comity.record.encoding import decode_base64, encode_base64, encode_text
from comity.record.errors import Malformed, SignatureInvalid
from comity.record.keys import PrivateKey, PublicKey
from comity.record.wire import Reader, ssh_string

_MAGIC = b"SSHSIG"
_VERSION = 1
_HASHES = {b"sha256": hashlib.sha256, b"sha512": hashlib.sha512}
_BEGIN = "-----BEGIN SSH SIGNATURE-----"
_END = "-----END SSH SIGNATURE-----"
_COLUMNS = 70


def to_be_signed(message: bytes, namespace: str, hash_name: str = "sha256") -> bytes:
    """Return the blob that a key really signs: the namespace and the hash of ``message``.

    ``hash_name`` is ``sha256`` (what this program and its browser page use) or ``sha512``
    (what ``ssh-keygen`` uses unless told otherwise).
    """
    name = hash_name.encode()
    return _signed_head(namespace, name) + ssh_string(_HASHES[name](message).digest())


def sign(key: PrivateKey, message: bytes, namespace: str) -> bytes:
    """Return the SSHSIG blob of ``message`` by ``key`` under ``namespace``, with SHA-256."""
    signature = ed25519.signature_blob(key.sign(to_be_signed(message, namespace)))
    return Seal(key.public, namespace, "sha256", signature).blob


def verify(blob: bytes, message: bytes, namespace: str) -> PublicKey:
    """Return the public key whose signature of ``message`` under ``namespace`` is ``blob``.

    Whether that key may sign is for the caller to say. Raises ``Malformed`` if the blob is
    none, ``Unsupported`` for other algorithms, ``SignatureInvalid`` if it is for another
    namespace or does not verify. Of a passkey's signature everything is checked but one
    thing: whether that key may sign on a page of that ``web_origin``.
    """
    seal = parse(blob)
    if seal.namespace != namespace:
        raise SignatureInvalid("signature.namespace", f"the signature is for the namespace {seal.namespace[:128]!r}")
    signed = to_be_signed(message, namespace, seal.hash_name)
    algorithm(seal.key.algorithm).verify(seal.key.raw, seal.signature, signed)
    return seal.key


def web_origin(blob: bytes) -> str | None:
    """Return the origin of the web page on which a passkey made the signature, or ``None`` for other signatures.

    It is what the blob states: ``verify`` proves it. Raises ``Malformed`` or ``Unsupported``
    if the blob is not a signature; nothing is verified.
    """
    seal = parse(blob)
    return sk_ecdsa.web_origin(seal.signature) if seal.key.algorithm == sk_ecdsa.NAME else None


@dataclass(frozen=True, slots=True)
class Seal:
    """The parts of an SSHSIG blob: who, for what namespace, by which hash, and the signature blob."""

    key: PublicKey
    namespace: str
    hash_name: str
    signature: bytes

    @property
    def blob(self) -> bytes:
        """The SSHSIG blob of these parts, as ``parse`` reads it."""
        fields = (self.key.blob, encode_text(self.namespace), b"", self.hash_name.encode(), self.signature)
        return _MAGIC + _VERSION.to_bytes(4, "big") + b"".join(map(ssh_string, fields))


def parse(blob: bytes) -> Seal:
    """Return the parts of an SSHSIG blob without verifying it; raises ``Malformed`` or ``Unsupported``.

    The reserved field must be empty: OpenSSH neither signs nor reads it, so anything there
    would let one signature be written in many ways.
    """
    reader = Reader(blob)
    if reader.take(len(_MAGIC)) != _MAGIC or reader.uint32() != _VERSION:
        raise Malformed("sshsig.version", "this is not an SSHSIG signature of version 1")
    key, namespace, reserved, hash_name, signature = (reader.string() for _ in range(5))
    reader.end()
    if reserved:
        raise Malformed("sshsig.reserved", "the reserved field of an SSHSIG signature must be empty")
    if hash_name not in _HASHES:
        raise Malformed("sshsig.hash", "an SSHSIG signature is over a sha256 or sha512 hash")
    return Seal(PublicKey.from_blob(key), _text(namespace), hash_name.decode(), signature)


def armor(blob: bytes) -> str:
    """Return the text form that ``ssh-keygen -Y verify -s`` reads, with its final newline."""
    text = encode_base64(blob)
    rows = [text[at : at + _COLUMNS] for at in range(0, len(text), _COLUMNS)]
    return "\n".join([_BEGIN, *rows, _END, ""])


def dearmor(text: str | bytes) -> bytes:
    """Return the blob of an armored signature (a ``.sig`` file); raises ``Malformed``."""
    if isinstance(text, bytes):
        text = _text(text)
    rows = text.replace("\r\n", "\n").strip("\n").split("\n")
    if rows[0] != _BEGIN or rows[-1] != _END:
        raise Malformed("sshsig.armor", f"an armored signature stands between {_BEGIN} and {_END}")
    return decode_base64("".join(rows[1:-1]))


def _text(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise Malformed("sshsig.text", "this part of the signature must be UTF-8 text") from error


@lru_cache(maxsize=64)
def _signed_head(namespace: str, hash_name: bytes) -> bytes:
    return _MAGIC + ssh_string(encode_text(namespace)) + ssh_string(b"") + ssh_string(hash_name)
