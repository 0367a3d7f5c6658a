"""Checkpoints: the signed size and root of a record (c2sp.org/tlog-checkpoint)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from comity.record.encoding import HASH_LENGTH, decode_decimal, decode_hash, encode_base64, encode_text
from comity.record.errors import Malformed, SignatureInvalid
from comity.record.merkle import EMPTY_ROOT
from comity.record.note import Note, parse_note, sign_note, verify_note

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from comity.record.note import NoteSigner, NoteVerifier

MAX_ORIGIN = 255
"""The most bytes an origin may have: ML-DSA cosignatures give its length in one byte."""

_LINES = 3


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The tree of the log ``origin``: ``size`` leaves under the 32-byte ``root``.

    ``extensions`` are further lines, opaque here; our own log writes none.
    """

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The lines that are signed, with their final newline."""
        lines = (self.origin, str(self.size), encode_base64(self.root), *self.extensions)
        return "".join(f"{line}\n" for line in lines)


def parse_checkpoint(text: str) -> Checkpoint:
    """Return the checkpoint that the text of a note holds; raises ``Malformed``.

    A tree of size 0 must have the root of the empty tree.
    """
    lines = text.split("\n")
    if lines.pop() != "" or len(lines) < _LINES or "" in lines:
        raise Malformed("checkpoint.form", "a checkpoint is at least three lines: origin, size and root")
    origin, size, root = lines[:_LINES]
    checkpoint = Checkpoint(origin, decode_decimal(size), decode_hash(root), tuple(lines[_LINES:]))
    _check(checkpoint)
    return checkpoint


def sign_checkpoint(checkpoint: Checkpoint, signers: Iterable[NoteSigner]) -> Note:
    """Return the checkpoint signed by each of ``signers``; raises ``Malformed`` if it is none.

    That a log never signs a smaller or another tree is the caller's duty: this floor keeps nothing.
    """
    _check(checkpoint)
    return sign_note(checkpoint.text, signers)


def open_checkpoint(data: bytes, verifiers: Sequence[NoteVerifier]) -> tuple[Checkpoint, Note]:
    """Return the checkpoint and its note if a known log has signed it.

    ``verifiers`` are the keys of logs. Raises ``Malformed`` or ``SignatureInvalid``: also if the
    name of a signing key is not the checkpoint's origin.
    """
    note = parse_note(data)
    found = verify_note(note, verifiers)
    checkpoint = parse_checkpoint(note.text)
    for verifier in found:
        if verifier.vkey.name != checkpoint.origin:
            message = f"the checkpoint of {checkpoint.origin} is signed by the log {verifier.vkey.name}"
            raise SignatureInvalid("checkpoint.origin", message)
    return checkpoint, note


def _check(checkpoint: Checkpoint) -> None:
    encode_text(checkpoint.text)
    if not 0 < len(checkpoint.origin.encode()) <= MAX_ORIGIN:
        raise Malformed("checkpoint.origin", f"an origin has 1 to {MAX_ORIGIN} bytes")
    if checkpoint.size < 0 or len(checkpoint.root) != HASH_LENGTH:
        raise Malformed("checkpoint.root", f"a tree has a size of at least 0 and a root of {HASH_LENGTH} bytes")
    if checkpoint.size == 0 and checkpoint.root != EMPTY_ROOT:
        raise Malformed("checkpoint.empty", "the root of the empty tree is the hash of nothing")
