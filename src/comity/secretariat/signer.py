"""The signer of heads: it never signs a smaller tree, nor another one of the same size.

Its memory is a file of its own, apart from the database, to which lines are only ever added:

    intend 41277 <base64 root>
    signed 41277 <base64 root> 2026-11-23T10:02:12Z

An intent binds as a signature does: after a crash nobody can tell whether the signature has left the house.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from comity.forum.kernel.errors import Reason, gettext_noop
from comity.record.checkpoint import Checkpoint, sign_checkpoint
from comity.record.cosignature import MlDsaSigner
from comity.record.encoding import decode_decimal, decode_hash, encode_base64
from comity.record.errors import ProofInvalid, RecordError
from comity.record.note import Ed25519Signer, NoteSigner
from comity.record.proof import check_consistency
from comity.secretariat.clock import stated_at
from comity.secretariat.faults import SignerRefused
from comity.secretariat.ports import Pledge

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from comity.record.cosignature import MlDsaKey
    from comity.record.keys import PrivateKey
    from comity.secretariat.disk import Disk
    from comity.secretariat.ports import Clock

_LINE = re.compile(rb"(intend|signed) ([0-9]+) ([A-Za-z0-9+/=]{44})(?: [0-9TZ:-]{20})?\Z")
# Longer than any two lines: enough to find the last whole one.
_TAIL = 4096

SMALLER = Reason(
    "signer.smaller",
    gettext_noop("The signer has bound itself to a record of %(last)s acts and is asked to sign one of %(size)s."),
    gettext_noop("The database is older than the signer’s file. Bring it up to date from a mirror of the record."),
)
OTHER_ROOT = Reason(
    "signer.other_root",
    gettext_noop("The signer has bound itself to another tree of %(size)s acts."),
    gettext_noop("Two histories must not be signed. Bring the database to the one that was signed, from a mirror."),
)
INCONSISTENT = Reason(
    "signer.inconsistent",
    gettext_noop("The tree of %(size)s acts is not shown to have grown out of the one of %(last)s that was signed."),
    gettext_noop("Nothing was signed. Check entries and tiles by comity record verify."),
)
NOT_INTENDED = Reason(
    "signer.not_intended",
    gettext_noop("The signer is asked to sign a tree of %(size)s acts that it has not bound itself to."),
    gettext_noop("Declare the intent first; it has to be on the disk before anything is signed."),
)
FILE_BROKEN = Reason(
    "signer.file_broken",
    gettext_noop("The signer’s file %(file)s cannot be read: %(fault)s."),
    gettext_noop("Restore that file. Without it nobody can tell what was signed, so nothing more is signed."),
)


class FileSigner:
    """Signs with the log's keys: Ed25519, and ML-DSA-44 beside it."""

    def __init__(self, file: Path, origin: str, keys: tuple[PrivateKey, MlDsaKey], clock: Clock, disk: Disk) -> None:
        """Remember in `file`. Raises SignerRefused if the file cannot be made sense of."""
        self._file = file
        self._origin = origin
        self._keys = keys
        self._clock = clock
        self._disk = disk
        self._last = self._read_last()

    @property
    def last(self) -> Pledge | None:
        """The last head pledged, or None."""
        return self._last

    def intend(self, size: int, root: bytes, proof: Sequence[bytes]) -> None:
        """Bind the signer to the head `(size, root)`.

        `proof` is the consistency proof from the last head pledged; empty where there is none or it is the same.

        Raises:
            SignerRefused: the head is smaller, another of the same size, or not shown to have grown from the last.
        """
        self._check(size, root, proof)
        self._remember(f"intend {size} {encode_base64(root)}\n", Pledge(size, root, signed=False))

    def sign(self, size: int, root: bytes) -> bytes:
        """Return the signed note of the head that was pledged last.

        Raises:
            SignerRefused: it is not the head pledged last.
        """
        if self._last is None or (self._last.size, self._last.root) != (size, root):
            raise SignerRefused(NOT_INTENDED, size=size)
        now = self._clock.now()
        ed25519, ml_dsa = self._keys
        signers: list[NoteSigner] = [Ed25519Signer(self._origin, ed25519)]
        signers.append(MlDsaSigner(self._origin, ml_dsa, now // 1000))
        note = sign_checkpoint(Checkpoint(self._origin, size, root), signers).to_bytes()
        self._remember(f"signed {size} {encode_base64(root)} {stated_at(now)}\n", Pledge(size, root, signed=True))
        return note

    def _check(self, size: int, root: bytes, proof: Sequence[bytes]) -> None:
        last = self._last
        if last is None:
            return
        if size < last.size:
            raise SignerRefused(SMALLER, last=last.size, size=size)
        if size == last.size and root != last.root:
            raise SignerRefused(OTHER_ROOT, size=size)
        try:
            check_consistency(last.size, size, last.root, root, proof)
        except ProofInvalid as fault:
            raise SignerRefused(INCONSISTENT, size=size, last=last.size) from fault

    def _remember(self, line: str, pledge: Pledge) -> None:
        self._disk.append(self._file, line.encode())
        self._last = pledge

    def _read_last(self) -> Pledge | None:
        if not self._file.exists():
            return None
        with self._file.open("rb") as opened:
            length = opened.seek(0, os.SEEK_END)
            opened.seek(max(0, length - _TAIL))
            tail = opened.read()
        whole, newline, torn = tail.rpartition(b"\n")
        if torn:
            # A line that was not finished was never relied on: an intent is whole before anything is signed.
            self._disk.cut(self._file, length - len(torn))
        return self._parse(whole.rpartition(b"\n")[2]) if newline else None

    def _parse(self, line: bytes) -> Pledge:
        found = _LINE.fullmatch(line)
        try:
            if found is None:
                fault = f"{line[:80]!r} is not a line of it"
                raise SignerRefused(FILE_BROKEN, file=self._file.name, fault=fault)
            size, root = decode_decimal(found[2].decode()), decode_hash(found[3].decode())
        except RecordError as error:
            raise SignerRefused(FILE_BROKEN, file=self._file.name, fault=str(error)) from error
        return Pledge(size, root, signed=found[1] == b"signed")
