"""The shelf in memory: what the house can open, over a ledger that lies there too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from comity.forum.kernel.acts import Committed
from comity.forum.kernel.values import Key, Value
from comity.forum.openings.chamber import opened
from comity.record.entry import parse_entry
from comity.secretariat.composing import PUBLIC
from comity.secretariat.reading import Said
from tests.support.memory import MemoryLedger


@dataclass(frozen=True)
class MemoryShelf:
    ledger: MemoryLedger

    def said(self, indices: Iterable[int]) -> Mapping[int, Said]:
        found = {index: self._said(index) for index in indices}
        return {index: said for index, said in found.items() if said}

    def private(self, keys: Iterable[Key]) -> Mapping[Key, Value]:
        return {key: self.ledger.kept[key] for key in keys if key in self.ledger.kept}

    def public(self, keys: Iterable[Key]) -> Mapping[Key, Value]:
        return {key: self.ledger.values[key] for key in keys if key in self.ledger.values}

    def _said(self, index: int) -> Said | None:
        act = self.ledger.act(index)
        if act is None or not isinstance(act.body, Committed):
            return Said(PUBLIC, act) if act else None
        held = self.ledger.openings.get(index)
        return Said(*opened(act, parse_entry(self.ledger.rows[index].raw).act.v, held)) if held else None
