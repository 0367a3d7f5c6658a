"""The ledger's port in memory: what the door needs of a database, without one."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from comity.forum.kernel.acts import Committed, Enacted
from comity.forum.kernel.values import Key, Value
from comity.forum.openings.chamber import opened
from comity.forum.openings.opening import Opening
from comity.record.entry import parse_entry
from comity.secretariat.ports import Head, Stored, Taken


class MemoryLedger:
    """Entries, heads and values. Tests may change them: that is what a fault of a database looks like."""

    def __init__(self) -> None:
        self.rows: list[Stored] = []
        self.acts: list[Enacted] = []
        self.hashes: dict[bytes, int] = {}
        self.heads: list[Head] = []
        self.values: dict[Key, Value] = {}
        self.kept: dict[Key, Value] = {}
        self.openings: dict[int, Opening] = {}
        self.scrubbed = 0

    def size(self) -> int:
        return len(self.rows)

    def stored(self, start: int, stop: int) -> list[Stored]:
        return self.rows[start:stop]

    def head(self) -> Head | None:
        return self.heads[-1] if self.heads else None

    def add_head(self, head: Head) -> None:
        self.heads.append(head)

    def get(self, key: Key) -> Value | None:
        return self.values.get(key)

    def act(self, index: int) -> Enacted | None:
        return self.acts[index] if 0 <= index < len(self.acts) else None

    def private_value(self, key: Key) -> Value | None:
        return self.kept.get(key)

    def opened(self, index: int) -> Enacted | None:
        act = self.act(index)
        if act is None or not isinstance(act.body, Committed):
            return act
        held = self.openings.get(index)
        return opened(act, parse_entry(self.rows[index].raw).act.v, held)[1] if held else None

    def scrub(self) -> None:
        self.scrubbed += 1

    def sheet(self) -> MemorySheet:
        return MemorySheet(self)

    @contextmanager
    def writing(self) -> Iterator[MemorySheet]:
        sheet = self.sheet()
        yield sheet
        self.rows += MemorySheet.written(sheet)
        for taken in sheet.taken:
            self.acts.append(taken.act)
            self.hashes[taken.entry.act_hash] = taken.index
            self.values.update(taken.changed)
            if taken.opening is not None:
                self.openings[taken.index] = taken.opening
            if taken.erased is not None:
                self.openings.pop(taken.erased, None)
            for key, value in taken.private.items():
                self.kept.pop(key, None)
                if value is not None:
                    self.kept[key] = value


class MemorySheet:
    def __init__(self, ledger: MemoryLedger) -> None:
        self.size = ledger.size()
        self.taken: list[Taken] = []
        self._ledger = ledger
        self._values: dict[Key, Value] = {}
        self._private: dict[Key, Value | None] = {}

    def private(self, key: Key) -> Value | None:
        return self._private[key] if key in self._private else self._ledger.private_value(key)

    def opened(self, index: int) -> Enacted | None:
        place = index - self.size
        taken = self.taken[place] if 0 <= place < len(self.taken) else None
        if taken is None:
            return self._ledger.opened(index)
        if not isinstance(taken.act.body, Committed):
            return taken.act
        return opened(taken.act, taken.entry.act.v, taken.opening)[1] if taken.opening else None

    def get(self, key: Key) -> Value | None:
        return self._values.get(key) or self._ledger.get(key)

    def act(self, index: int) -> Enacted | None:
        acts = [*self._ledger.acts, *(taken.act for taken in self.taken)]
        return acts[index] if 0 <= index < len(acts) else None

    def indices_of(self, act_hashes: Collection[bytes]) -> dict[bytes, int]:
        return {each: self._ledger.hashes[each] for each in act_hashes if each in self._ledger.hashes}

    def written(self) -> list[Stored]:
        return [Stored(each.index, each.entry.raw, each.entry.leaf_hash) for each in self.taken]

    def take(self, taken: Taken) -> None:
        self.taken.append(taken)
        self._values.update(taken.changed)
        self._private.update(taken.private)
