"""Acts handed in together, on their way through the one transaction: read, judged, written, read back, verified.

Signatures are verified before anything is committed, on the very bytes that are read back out of what was written.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from comity.forum.door import judge
from comity.forum.kernel.errors import Reason, Refused, gettext_noop
from comity.forum.openings.acts import Erase
from comity.forum.openings.chamber import forgotten, judge_restricted
from comity.record.encoding import encode_base64
from comity.record.entry import parse_entry
from comity.record.errors import RecordError
from comity.secretariat.faults import LEDGER_MOVED, STORED_DIFFERS, Fault
from comity.secretariat.ports import Taken
from comity.secretariat.sequence import signers_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from comity.forum.openings.opening import Opening
    from comity.record.entry import Entry, Signature
    from comity.record.signers import AllowedSigner
    from comity.secretariat.ports import Sheet
    from comity.secretariat.sequence import Sequencer

ENTERED_ALREADY = Reason(
    "door.entered_already",
    gettext_noop("This very act stands in the record already, at %(index)s."),
    gettext_noop("Nothing more has to be done for it. Another act needs a nonce and a serial number of its own."),
)


@dataclass(frozen=True, slots=True)
class Submission:
    """An act as it is handed in: its line without a newline, its signatures, its opening where it is restricted."""

    line: bytes
    signatures: tuple[Signature, ...]
    opening: Opening | None = None

    def entered(self, at: str) -> Entry:
        """Return the entry that the act becomes when it is entered `at` a time; its signatures are not verified.

        Raises:
            RecordError: it is not as the format demands.
        """
        lines = [
            f'{{"key":"{each.key}","sig":"{encode_base64(each.sig)}","signer":"{each.signer}"}}'.encode()
            for each in sorted(self.signatures, key=lambda each: each.key)
        ]
        return parse_entry(b"\n".join([self.line, *lines, f'{{"entered":"{at}"}}'.encode(), b""]))


@dataclass(frozen=True, slots=True)
class Admitted:
    """Acts that are committed, and who signed them."""

    taken: list[Taken]
    signers: set[AllowedSigner]


class Batch:
    """Takes acts onto a sheet. It is itself the history that the rules may ask."""

    def __init__(self, submissions: Sequence[Submission], sequencer: Sequencer, last_entered: str) -> None:
        """Take `submissions` after the acts that `sequencer` has published, the last of them entered at a time."""
        self._submissions = submissions
        self._sequencer = sequencer
        self._roots: dict[int, bytes | None] = {}
        self.last_entered = last_entered

    def root_at(self, size: int) -> bytes | None:
        """Return the root that the published record has at `size`, or None beyond its end."""
        if size not in self._roots:
            self._roots[size] = self._sequencer.root_at(size)
        return self._roots[size]

    def admit(self, sheet: Sheet, entered: str) -> Admitted:
        """Take every act onto `sheet` as entered at that time.

        Raises:
            Refused, RecordError: one of the acts is not in order; a note of the exception says which.
            Fault: the ledger does not hold what it was given, or somebody else has written to it.
        """
        if sheet.size != self._sequencer.size:
            raise Fault(LEDGER_MOVED, size=sheet.size, head=self._sequencer.size)
        entries = []
        for position, submission in enumerate(self._submissions):
            with self._numbered(position):
                entries.append(submission.entered(entered))
        self._check_new(sheet, [entry.act_hash for entry in entries])
        taken = list(self._judged(sheet, entries))
        self._check_written(sheet, taken)
        return Admitted(taken, self._signers(entries))

    def _check_new(self, sheet: Sheet, hashes: list[bytes]) -> None:
        there = dict(sheet.indices_of(hashes))
        for position, act_hash in enumerate(hashes):
            if act_hash in there:
                with self._numbered(position):
                    raise Refused(ENTERED_ALREADY, index=there[act_hash])
            there[act_hash] = sheet.size + position

    def _judged(self, sheet: Sheet, entries: list[Entry]) -> Iterator[Taken]:
        for position, entry in enumerate(entries):
            index = sheet.size + position
            with self._numbered(position):
                act, changed = judge(entry, index, self, sheet, verified_for=self._sequencer.origin)
                opening = self._submissions[position].opening
                private = judge_restricted(act, entry.act.v, opening, sheet)
            taken = _taken(Taken(index, entry, act, changed, private, opening), sheet)
            sheet.take(taken)
            self.last_entered = entry.entered
            yield taken

    def _check_written(self, sheet: Sheet, taken: list[Taken]) -> None:
        for each, stored in zip(taken, sheet.written(), strict=True):
            if stored.raw != each.entry.raw or stored.leaf_hash != each.entry.leaf_hash:
                raise Fault(STORED_DIFFERS, index=stored.index, fault="its bytes do not have the hash that they had")

    def _signers(self, entries: list[Entry]) -> set[AllowedSigner]:
        signers: set[AllowedSigner] = set()
        for position, entry in enumerate(entries):
            with self._numbered(position):
                signers |= signers_of(entry, self._sequencer.origin)
        return signers

    @contextmanager
    def _numbered(self, position: int) -> Iterator[None]:
        try:
            yield
        except (Refused, RecordError) as refusal:
            refusal.add_note(f"It was number {position + 1} of the {len(self._submissions)} acts handed in together.")
            raise


def _taken(taken: Taken, sheet: Sheet) -> Taken:
    """What an act that erases takes away from the house, beside what the record says of it."""
    if not isinstance(taken.act.body, Erase):
        return taken
    erased = taken.act.body.act
    return replace(taken, private=forgotten(erased, sheet), erased=erased)
