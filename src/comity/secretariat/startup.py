"""Starting: entries, tiles, heads and the signer's file agree, or nothing is entered and the fault is named.

Entries are the truth. What a crash left unfinished is finished from them: tiles that are missing, a head that was not
signed, a checkpoint that was not replaced. What contradicts them is never mended in silence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity.record.checkpoint import Checkpoint
from comity.record.entry import parse_entry
from comity.record.errors import RecordError
from comity.record.merkle import Edge
from comity.record.policy import open_trusted
from comity.record.tiles import TileHashes
from comity.secretariat.disagreements import (
    CHECKPOINT_AHEAD,
    CHECKPOINT_BROKEN,
    CHECKPOINT_DIFFERS,
    HEAD_AHEAD,
    HEAD_BROKEN,
    SIGNER_AHEAD,
    SIGNER_BEHIND,
    SIGNER_DIFFERS,
    TREE_DIFFERS,
)
from comity.secretariat.enter import RESERVE, Door
from comity.secretariat.faults import StartRefused
from comity.secretariat.growth import root_by_tiles
from comity.secretariat.sequence import Sequencer
from comity.secretariat.stock import Stock, last_full

if TYPE_CHECKING:
    from collections.abc import Callable

    from comity.record.policy import Policy
    from comity.secretariat.ports import Clock, Head, HeadSigner, Ledger, Publisher

WHOLE = 20_000
"""Up to how many acts a start compares every entry, tile and bundle, in about half a second; beyond it the record's end
only: the rest is for `comity record verify`."""


class Start:
    """Checks what is there against itself, completes what a crash left unfinished, and opens the door."""

    def __init__(self, ledger: Ledger, signer: HeadSigner, publisher: Publisher, policy: Policy, origin: str) -> None:
        """Start the record `origin`, whose log's keys `policy` names."""
        self._ledger = ledger
        self._signer = signer
        self._publisher = publisher
        self._stock = Stock(ledger, publisher, origin)
        self._policy = policy
        self._origin = origin

    def open(self, clock: Clock, reserve: int = RESERVE) -> Door:
        """Return the door at the end of the record; it keeps `reserve` bytes of the disk free.

        Raises:
            StartRefused: what disagrees, and what to do.
            Fault, OSError: unfinished work could not be completed.
        """
        size, head = self._ledger.size(), self._ledger.head()
        published = self._published()
        self._check_sizes(size, head, published)
        self._stock.check_not_ahead(size)
        sequencer = Sequencer(self._ledger, self._signer, self._publisher, self._origin)
        if head:
            sequencer.resume(head, self._checked_edge(head, published), self._stock.signers(head.size))
        self._check_pledge(sequencer)
        self._complete(sequencer, size)
        last_entered = parse_entry(self._ledger.stored(size - 1, size)[0].raw).entered if size else ""
        return Door(self._ledger, sequencer, self._publisher, clock, last_entered=last_entered, reserve=reserve)

    def rederive(self, on_progress: Callable[[int, int], None] | None = None) -> None:
        """Make every tile and bundle that the newest head covers anew from the entries.

        Raises:
            StartRefused: head or entries are not what was signed; nothing has been written then.
        """
        head = self._ledger.head()
        if head is not None:
            self._check_head(head)
            self._stock.rederive(head, on_progress)

    def _published(self) -> Checkpoint | None:
        note = self._publisher.checkpoint()
        if note is None:
            return None
        try:
            return open_trusted(note, self._policy)[0]
        except RecordError as fault:
            raise StartRefused(CHECKPOINT_BROKEN, fault=str(fault)) from fault

    def _check_sizes(self, size: int, head: Head | None, published: Checkpoint | None) -> None:
        covered = head.size if head else 0
        pledged = self._signer.last.size if self._signer.last else 0
        if covered > size:
            raise StartRefused(HEAD_AHEAD, size=size, head=covered)
        if pledged > size:
            raise StartRefused(SIGNER_AHEAD, signed=pledged, size=size)
        if pledged < covered:
            raise StartRefused(SIGNER_BEHIND, signed=pledged, head=covered)
        if published and published.size > covered:
            raise StartRefused(CHECKPOINT_AHEAD, published=published.size, head=covered)

    def _checked_edge(self, head: Head, published: Checkpoint | None) -> Edge:
        self._check_head(head)
        self._stock.complete(head.size)
        if head.size <= WHOLE:
            self._stock.check_all(head)
        else:
            self._stock.check_last(head.size)
        if root_by_tiles(self._publisher.tile, head.size) != head.root:
            raise StartRefused(TREE_DIFFERS, size=head.size)
        if published and published.root != root_by_tiles(self._publisher.tile, published.size, head.size):
            raise StartRefused(CHECKPOINT_DIFFERS, size=published.size)
        return _edge(TileHashes(self._publisher.tile, head.size), head.size)

    def _check_head(self, head: Head) -> None:
        try:
            signed = open_trusted(head.note, self._policy)[0]
        except RecordError as fault:
            raise StartRefused(HEAD_BROKEN, size=head.size, fault=str(fault)) from fault
        if signed != Checkpoint(self._origin, head.size, head.root):
            raise StartRefused(HEAD_BROKEN, size=head.size, fault="its note is of another tree")

    def _check_pledge(self, sequencer: Sequencer) -> None:
        pledge = self._signer.last
        if pledge is None:
            return
        edge = Edge(*sequencer.edge)
        for each in self._ledger.stored(sequencer.size, pledge.size):
            edge.append(each.leaf_hash)
        if edge.root() != pledge.root:
            raise StartRefused(SIGNER_DIFFERS, size=pledge.size)

    def _complete(self, sequencer: Sequencer, size: int) -> None:
        if size > sequencer.size:
            sequencer.seal(each.leaf_hash for each in self._ledger.stored(sequencer.size, size))
        elif sequencer.head and self._publisher.checkpoint() != sequencer.head.note:
            self._publisher.replace_checkpoint(sequencer.head.note)
        self._publisher.tidy(last_full(size))


def _edge(read: TileHashes, size: int) -> Edge:
    peaks, start = [], 0
    for level in reversed(range(size.bit_length())):
        if size >> level & 1:
            peaks.append(read(level, start >> level))
            start += 1 << level
    return Edge(size, peaks)
