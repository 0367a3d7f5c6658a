"""The one door: whatever is entered, by whomever, comes through here and nowhere else.

An act is parsed strictly, judged by the rules at its place, committed with all that it changes, and answered only when
a signed checkpoint that includes it has been published. A refused act leaves no trace. At a fault the door stops:
nothing more is taken until the record has been read anew from what is stored.
"""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from comity.forum.kernel.errors import Refused
from comity.record.errors import RecordError
from comity.record.merkle import inclusion_path
from comity.record.tiles import TileHashes
from comity.secretariat.batch import Admitted, Batch, Submission
from comity.secretariat.clock import entered_at, milliseconds_of
from comity.secretariat.faults import CLOCK_BEHIND, DISK_LOW, HALTED, Stopped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from comity.record.entry import Entry
    from comity.secretariat.ports import Clock, Head, Ledger, Publisher
    from comity.secretariat.sequence import Sequencer

RESERVE = 64 * 2**20
"""Bytes that must be free on the record's disk before an act is taken."""

PATIENCE = 2_000
"""For how many milliseconds the door waits for a clock that was set back a little."""

_MEGABYTE = 2**20


@dataclass(frozen=True, slots=True)
class Receipt:
    """What an author takes home: the entry and its place, and the proof that the signed checkpoint includes it."""

    index: int
    entry: Entry
    head: Head
    _read: TileHashes

    def path(self) -> tuple[bytes, ...]:
        """Return the inclusion proof: 32-byte hashes, from the leaf's sibling upwards."""
        return tuple(inclusion_path(self._read, self.index, self.head.size))


class Door:
    """Takes acts into the record. One door a record; its methods may be called from any thread."""

    def __init__(
        self,
        ledger: Ledger,
        sequencer: Sequencer,
        publisher: Publisher,
        clock: Clock,
        *,
        last_entered: str = "",
        reserve: int = RESERVE,
    ) -> None:
        """Stand at the end of a record that has been checked; `last_entered` is the time of its last entry."""
        self._ledger = ledger
        self._sequencer = sequencer
        self._publisher = publisher
        self._clock = clock
        self._reserve = reserve
        self._mutex = threading.Lock()
        self._fault: BaseException | None = None
        self.last_entered = last_entered
        self.entered: list[Callable[[list[Receipt]], None]] = []
        """Called with what was entered, once a signed checkpoint includes it, in the thread that entered it.

        They return at once and raise nothing; what a crash has kept them from being told they find by themselves."""

    @property
    def head(self) -> Head | None:
        """The newest signed head, or None before the first act."""
        return self._sequencer.head

    def root_at(self, size: int) -> bytes | None:
        """Return the root of the published record at `size`, or None beyond its end."""
        return self._sequencer.root_at(size)

    def enter(self, submission: Submission) -> Receipt:
        """Enter one act and return its receipt.

        Raises:
            Refused: the act is not in order, by which rule.
            RecordError: its bytes or signatures are not as the formats demand.
            Stopped: the door takes no acts now.
        """
        return self.enter_all([submission])[0]

    def enter_all(self, submissions: Sequence[Submission]) -> list[Receipt]:
        """Enter acts one after another under one checkpoint: all of them, or none where one is refused.

        Raises:
            Refused: one of them is not in order; a note of the exception says which.
            RecordError: as for one.
            Stopped: the door takes no acts now.
        """
        if not submissions:
            return []
        with self._mutex:
            self._check_running()
            # Until the batch is committed an error may be the act's own; afterwards it never is.
            with self._halting(unless=(Refused, RecordError, Stopped)):
                self._check_room()
                admitted = self._admit(submissions)
            with self._halting():
                receipts = self._seal(admitted)
        if any(each.erased is not None for each in admitted.taken):
            # Whoever comes next need not wait for it, nor is anything amiss where it has to be put off.
            self._ledger.scrub()
        for tell in tuple(self.entered):
            tell(receipts)
        return receipts

    @contextmanager
    def _halting(self, unless: tuple[type[Exception], ...] = ()) -> Iterator[None]:
        try:
            yield
        except unless:
            raise
        except BaseException as fault:
            self._fault = fault
            if isinstance(fault, Exception):
                raise Stopped(HALTED, fault=_named(fault)) from fault
            raise

    def _check_running(self) -> None:
        if self._fault is not None:
            raise Stopped(HALTED, fault=_named(self._fault))

    def _check_room(self) -> None:
        free = self._publisher.free()
        if free < self._reserve:
            raise Stopped(DISK_LOW, free=free // _MEGABYTE, wanted=self._reserve // _MEGABYTE)

    def _time_of_entry(self) -> str:
        now = self._clock.now()
        last = milliseconds_of(self.last_entered) if self.last_entered else now
        if last - now > PATIENCE:
            raise Stopped(CLOCK_BEHIND, now=entered_at(now), last=self.last_entered)
        if last > now:
            self._clock.wait(last - now)
            now = max(last, self._clock.now())
        return entered_at(now)

    def _admit(self, submissions: Sequence[Submission]) -> Admitted:
        entered = self._time_of_entry()
        with self._ledger.writing() as sheet:
            return Batch(submissions, self._sequencer, self.last_entered).admit(sheet, entered)

    def _seal(self, admitted: Admitted) -> list[Receipt]:
        head = self._sequencer.seal([each.entry.leaf_hash for each in admitted.taken], admitted.signers)
        self.last_entered = admitted.taken[-1].entry.entered
        read = TileHashes(self._publisher.tile, head.size)
        return [Receipt(each.index, each.entry, head, read) for each in admitted.taken]


def _named(fault: BaseException) -> str:
    return f"{type(fault).__name__}: {fault}" if str(fault) else type(fault).__name__
