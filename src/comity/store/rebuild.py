"""Folding everything derived anew from the entries. Rules and signatures are asked again by the audit, not here."""

from __future__ import annotations

from collections.abc import Callable

from comity.forum.door import SERIAL, Serial, enacted
from comity.forum.fold import evolve
from comity.forum.kernel.acts import Committed
from comity.forum.kernel.values import Key, Value
from comity.forum.openings.chamber import folded, followed, opened
from comity.record.entry import Entry, parse_entry
from comity.secretariat.ports import Sheet, Stored, Taken
from comity.store.ledger import DatabaseLedger

STEP = 1000
"""Entries that are read and folded at a time."""


def rebuild(ledger: DatabaseLedger, on_progress: Callable[[int, int], None] | None = None) -> int:
    """Drop every derived table, fold it anew in the one transaction, and return the number of acts folded."""
    size = ledger.size()
    with ledger.refolding() as sheet_from:
        for start in range(0, size, STEP):
            with sheet_from(start) as sheet:
                for stored in ledger.stored(start, min(start + STEP, size)):
                    sheet.take(_folded(stored, sheet, ledger))
            if on_progress is not None:
                on_progress(min(start + STEP, size), size)
    return size


def _folded(stored: Stored, sheet: Sheet, ledger: DatabaseLedger) -> Taken:
    entry = parse_entry(stored.raw)
    act = enacted(entry, stored.index)
    changed = evolve(act, sheet) | _counted(entry)
    private: dict[Key, Value] = {}
    if not isinstance(act.body, Committed):
        private = followed(act, sheet)
    elif opening := ledger.private.opening(stored.index):
        private = folded(opened(act, entry.act.v, opening)[1], sheet)
    return Taken(stored.index, entry, act, changed, private)


def _counted(entry: Entry) -> dict[Key, Serial]:
    return {Key(SERIAL, entry.act.party): Serial(last=entry.act.serial)}
