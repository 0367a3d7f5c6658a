"""Signed notes and verifier keys (c2sp.org/signed-note), with Ed25519 signatures of type 0x01."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from comity.record import ed25519
from comity.record.encoding import decode_base64, encode_base64, encode_text
from comity.record.errors import Malformed, SignatureInvalid

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from comity.record.keys import PrivateKey

ED25519 = 0x01
"""Signature type of an Ed25519 signature over the note's text."""

MAX_NOTE = 1_000_000
"""The most bytes a note may have here; the specification wants a limit and at least 16 signatures."""

MAX_SIGNATURES = 64
"""The most signature lines that are looked at."""

_DASH = "— "
_ID_LENGTH = 4


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """A public key of a note: its name, signature type (one byte) and key material.

    Its text form is a *vkey*: ``name+hex(key id)+base64(type || key)``.
    """

    name: str
    type: int
    key: bytes

    @property
    def key_id(self) -> bytes:
        """The four bytes that name this key in a signature line."""
        material = self.name.encode() + b"\n" + bytes([self.type]) + self.key
        return hashlib.sha256(material).digest()[:_ID_LENGTH]

    def __str__(self) -> str:
        """Return the vkey."""
        return f"{self.name}+{self.key_id.hex()}+{encode_base64(bytes([self.type]) + self.key)}"

    @classmethod
    def parse(cls, vkey: str) -> VerifierKey:
        """Return the key of a vkey; raises ``Malformed``, also if the key id does not belong to the key."""
        # Base64 may hold a plus sign too: only the first two separate.
        parts = vkey.split("+", 2)
        if len(parts) != 3:
            raise Malformed("vkey", "a verifier key is name+hash+key")
        name, key_id, encoded = parts
        check_name(name)
        material = decode_base64(encoded)
        if not material:
            raise Malformed("vkey", "a verifier key without its signature type")
        key = cls(name, material[0], material[1:])
        if key.key_id.hex() != key_id:
            raise Malformed("vkey.id", f"the key id {key_id[:16]!r} does not belong to this verifier key")
        return key


@dataclass(frozen=True, slots=True)
class NoteSignature:
    """One signature line: the name and id of the key, and the bytes after the id."""

    name: str
    key_id: bytes
    signature: bytes

    def __str__(self) -> str:
        """Return the line, without its newline."""
        return f"{_DASH}{self.name} {encode_base64(self.key_id + self.signature)}"


@dataclass(frozen=True, slots=True)
class Note:
    """A text (with its final newline) and its signature lines, none of them verified."""

    text: str
    signatures: tuple[NoteSignature, ...]

    def to_bytes(self) -> bytes:
        """Return the note as it is published."""
        return "".join([self.text, "\n", *(f"{each}\n" for each in self.signatures)]).encode()


class NoteSigner(Protocol):
    """Signs notes under one name."""

    @property
    def vkey(self) -> VerifierKey:
        """The public key that verifies what is signed."""

    def sign(self, text: str) -> bytes:
        """Return the bytes that follow the key id in the signature line."""


class NoteVerifier(Protocol):
    """Verifies the signatures of one key."""

    @property
    def vkey(self) -> VerifierKey:
        """The public key."""

    def verify(self, text: str, signature: bytes) -> None:
        """Return if ``signature`` (without key id) signs ``text``; raise ``SignatureInvalid`` otherwise."""


class Ed25519Signer:
    """Signs notes with an Ed25519 key (type 0x01)."""

    def __init__(self, name: str, key: PrivateKey) -> None:
        """Sign as ``name``; raises ``Malformed`` if it cannot be a key name."""
        check_name(name)
        self._key = key
        self.vkey = VerifierKey(name, ED25519, key.public.raw)

    def sign(self, text: str) -> bytes:
        """Return the 64-byte signature of the text."""
        return self._key.sign(text.encode())


class Ed25519Verifier:
    """Verifies Ed25519 signatures of notes (type 0x01)."""

    def __init__(self, vkey: VerifierKey) -> None:
        """Verify for ``vkey``; raises ``Malformed`` if it is of another type or no good key."""
        if vkey.type != ED25519:
            raise Malformed("vkey.type", f"signature type 0x{vkey.type:02x} is not Ed25519 (0x01)")
        ed25519.check_key(vkey.key)
        self.vkey = vkey

    def verify(self, text: str, signature: bytes) -> None:
        """Return if the 64 bytes sign the text; raise ``SignatureInvalid`` otherwise."""
        ed25519.verify_raw(self.vkey.key, signature, encode_text(text))


def check_name(name: str) -> None:
    """Raise ``Malformed`` unless ``name`` can name a key: not empty, no space, no plus, no half surrogate."""
    if not name or "+" in name or any(map(_cannot_name, name)):
        raise Malformed("note.name", f"{name[:64]!r} cannot name a key: it may hold no spaces or plus signs")


def _cannot_name(character: str) -> bool:
    return character.isspace() or "\ud800" <= character <= "\udfff"


def parse_note(data: bytes) -> Note:
    """Return the note that ``data`` holds, without verifying it; raises ``Malformed``."""
    if len(data) > MAX_NOTE:
        raise Malformed("note.size", f"a note has at most {MAX_NOTE} bytes here")
    text = _decode(data)
    head, blank, tail = text.rpartition("\n\n")
    if not blank or not tail.endswith("\n"):
        raise Malformed("note.form", "a signed note is a text, an empty line, and signature lines")
    lines = tail[:-1].split("\n")
    if len(lines) > MAX_SIGNATURES:
        raise Malformed("note.signatures", f"a note has at most {MAX_SIGNATURES} signatures here")
    return Note(head + "\n", tuple(_parse_signature(line) for line in lines))


def sign_note(text: str, signers: Iterable[NoteSigner]) -> Note:
    """Return ``text`` signed by each of ``signers``, in order.

    Raises ``Malformed`` unless the text ends with a newline and has no other control character.
    """
    if not text.endswith("\n"):
        raise Malformed("note.text", "the text of a note ends with a newline")
    _decode(encode_text(text))
    return Note(text, tuple(signature_by(signer, text) for signer in signers))


def signature_by(signer: NoteSigner, text: str) -> NoteSignature:
    """Return the signature line of one signer over ``text``."""
    return NoteSignature(signer.vkey.name, signer.vkey.key_id, signer.sign(text))


def verify_note(note: Note, verifiers: Iterable[NoteVerifier]) -> tuple[NoteVerifier, ...]:
    """Return the verifiers whose signatures the note carries, in the order of its lines.

    Lines of unknown keys are ignored, as the specification demands. Raises ``SignatureInvalid``
    if a line of a known key fails, appears twice, or no line is of a known key.
    """
    known = {(each.vkey.name, each.vkey.key_id): each for each in verifiers}
    found: list[NoteVerifier] = []
    for line in note.signatures:
        verifier = known.get((line.name, line.key_id))
        if verifier is not None:
            _check_line(note.text, line, verifier, found)
            found.append(verifier)
    if not found:
        raise SignatureInvalid("note.unsigned", "no known key has signed the note")
    return tuple(found)


def _check_line(text: str, line: NoteSignature, verifier: NoteVerifier, found: Sequence[NoteVerifier]) -> None:
    if verifier in found:
        raise SignatureInvalid("note.twice", f"{line.name} has signed the note twice with one key")
    try:
        verifier.verify(text, line.signature)
    except SignatureInvalid as error:
        raise SignatureInvalid("note.wrong", f"the signature of {line.name} on the note is wrong: {error}") from error


def _decode(data: bytes) -> str:
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise Malformed("note.utf8", "a note must be UTF-8 text") from error
    if any(each < " " and each != "\n" for each in text):
        raise Malformed("note.control", "a note holds no control character but newline")
    return text


def _parse_signature(line: str) -> NoteSignature:
    parts = line.removeprefix(_DASH).split(" ")
    if not line.startswith(_DASH) or len(parts) != 2:
        raise Malformed("note.signature", "a signature line is an em dash, a name and base64")
    check_name(parts[0])
    data = decode_base64(parts[1])
    if len(data) <= _ID_LENGTH:
        raise Malformed("note.signature", "a signature line without a signature")
    return NoteSignature(parts[0], data[:_ID_LENGTH], data[_ID_LENGTH:])
