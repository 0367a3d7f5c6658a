"""Reading values: what pages and commands are made of. Nothing here writes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TypeVar

from django.db import connections
from django.db.models import Max, QuerySet

from comity.forum.kernel.acts import Enacted
from comity.forum.kernel.values import Key, Value
from comity.store import rows
from comity.store.kinds import KINDS, TABLES, read_value
from comity.store.ledger import DatabaseLedger
from comity.store.models import Row

R = TypeVar("R", bound=Row)

_KIND_OF = {kept.table: kind for kind, kept in KINDS.items() if not kept.shared}


class Register:
    """Values by key and by kind. One is made for each page or command; it remembers what it has read."""

    def __init__(self, alias: str = "default") -> None:
        self._alias = alias
        self._ledger = DatabaseLedger(alias)
        self._kinds: dict[str, Sequence[Value]] = {}
        self._values: dict[Key, Value | None] = {}

    def get(self, key: Key) -> Value | None:
        """Return the value under `key`, or None."""
        if key not in self._values:
            text = rows.select_value(connections[self._alias], key)
            self._values[key] = None if text is None else _parsed(key.kind, text)
        return self._values[key]

    def all_of(self, kind: str) -> Sequence[Value]:
        """Return every value of a kind, in the order in which they came into being."""
        if kind not in self._kinds:
            kept = KINDS[kind]
            wanted = self.rows(kept.table).filter(**({"of": kind} if kept.shared else {}))
            self._kinds[kind] = self.values(wanted.order_by("born", "id"))
        return self._kinds[kind]

    def act(self, index: int) -> Enacted | None:
        """Return the act at `index`, or None."""
        return self._ledger.act(index)

    def rows(self, table: type[R]) -> QuerySet[R]:
        """Return the rows of a table, to be filtered, sorted and cut before `values` reads them."""
        return table._default_manager.using(self._alias).all()

    def values(self, wanted: Iterable[Row]) -> list[Value]:
        """Return the values that rows hold, in their order."""
        return [_parsed(_kind(row), row.value) for row in wanted]

    def newest(self, *kinds: str) -> int:
        """Return the index of the last act that touched a value of `kinds` (of any, where none is named), or -1.

        With the language it is the whole key of a page that shows lists of these kinds.
        """
        tables = {KINDS[kind].table for kind in kinds} or set(TABLES)
        found = [self.rows(table).aggregate(last=Max("last"))["last"] for table in sorted(tables, key=str)]
        return max((last for last in found if last is not None), default=-1)


def _kind(row: Row) -> str:
    return _KIND_OF.get(type(row)) or str(getattr(row, "of"))  # noqa: B009 - only shared tables have the column


# A value is frozen, so one that was read once may be shared by all pages; the text is the whole of it.
@lru_cache(maxsize=512)
def _parsed(kind: str, text: str) -> Value:
    return read_value(kind, text)
