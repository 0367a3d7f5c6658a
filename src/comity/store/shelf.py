"""The shelf: acts with their bodies, opened as they are asked for; the last ones opened are kept at hand.

However much is restricted, only so much of it lies open in memory. What was erased is not given out again.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple, TypeVar
from weakref import WeakKeyDictionary

from django.db import connections

from comity.forum.door import enacted
from comity.forum.kernel.acts import Committed
from comity.forum.kernel.values import Key, Value
from comity.forum.openings.chamber import opened
from comity.forum.openings.opening import KEY_BYTES, Opening
from comity.record.entry import parse_entry
from comity.secretariat.composing import PUBLIC
from comity.secretariat.reading import Said
from comity.store import models
from comity.store.kinds import KINDS, read_value

if TYPE_CHECKING:
    from comity.secretariat.vault import Vault
    from comity.store.house import House

MOST_ACTS = 4096
MOST_BYTES = 2 * 2**20
"""How much lies open at a time: acts, and bytes of what they say as it is stored."""

_PARAMETERS = 500
_AT_A_TIME = 100
_OVERHEAD = 512
_OPENINGS = (
    'SELECT e."idx", e."bytes", o."sealed" FROM "store_opening" o JOIN "store_entry" e ON e."idx" = o."idx" '
    'WHERE o."idx" > %s ORDER BY o."idx" LIMIT %s'
)
_T = TypeVar("_T")


class _Held(NamedTuple):
    said: Said
    weight: int
    restricted: bool


class _Memory:
    """The acts opened last. Asked by many threads."""

    def __init__(self) -> None:
        self._held: OrderedDict[int, _Held] = OrderedDict()
        self._weight = 0
        self._lock = threading.Lock()

    def among(self, indices: Iterable[int]) -> dict[int, _Held]:
        with self._lock:
            found = {index: self._held[index] for index in indices if index in self._held}
            for index in found:
                self._held.move_to_end(index)
        return found

    def keep(self, found: Mapping[int, _Held]) -> None:
        with self._lock:
            for index, held in found.items():
                self._drop(index)
                self._held[index] = held
                self._weight += held.weight
            while len(self._held) > MOST_ACTS or self._weight > MOST_BYTES:
                self._drop(next(iter(self._held)))

    def forget(self, indices: Iterable[int]) -> None:
        with self._lock:
            for index in indices:
                self._drop(index)

    def _drop(self, index: int) -> None:
        gone = self._held.pop(index, None)
        self._weight -= gone.weight if gone else 0


_MEMORIES: WeakKeyDictionary[Vault, _Memory] = WeakKeyDictionary()


def shelf_of(house: House) -> DatabaseShelf:
    """Return the shelf of a house; what lies open of it is shared by all who ask."""
    return DatabaseShelf(house.vault, _MEMORIES.setdefault(house.vault, _Memory()))


class DatabaseShelf:
    """Acts and values out of the database; the vault opens what is restricted."""

    def __init__(self, vault: Vault, memory: _Memory, alias: str = "default") -> None:
        self._vault = vault
        self._memory = memory
        self._alias = alias

    def said(self, indices: Iterable[int]) -> dict[int, Said]:
        """Return the acts at `indices`, by index; one whose opening was erased, or never held, is left out."""
        wanted = list(dict.fromkeys(indices))
        held = self._memory.among(wanted)
        gone = self._gone([index for index, each in held.items() if each.restricted])
        self._memory.forget(gone)
        missing = [index for index in wanted if index not in held]
        fetched = self._fetched(missing)
        self._memory.keep(fetched)
        return {index: each.said for index, each in {**held, **fetched}.items() if index not in gone}

    def each_opening(self) -> Iterator[tuple[Said, Opening]]:
        """Yield every restricted act that can be opened, in the order of the record; none of it is kept at hand."""
        place = -1
        while True:
            with connections[self._alias].cursor() as cursor:
                cursor.execute(_OPENINGS, (place, _AT_A_TIME))
                rows = cursor.fetchall()
            for index, raw, sealed in rows:
                yield self._of(index, bytes(raw), bytes(sealed))
            if len(rows) < _AT_A_TIME:
                return
            place = rows[-1][0]

    def private(self, keys: Iterable[Key]) -> dict[Key, Value]:
        """Return the values under `keys` as restricted acts have left them; what none has touched is left out."""
        marks = {self._vault.mark(*key): key for key in keys}
        found: dict[Key, Value] = {}
        for some in _in_parts(list(marks)):
            rows = models.Sealed.objects.using(self._alias).filter(mark__in=some).values_list("mark", "sealed")
            for mark, sealed in rows:
                key = marks[mark]
                found[key] = read_value(key.kind, self._vault.open(bytes(sealed)).decode())
        return found

    def public(self, keys: Iterable[Key]) -> dict[Key, Value]:
        """Return the values under `keys`, of kinds with tables of their own, as public acts have left them."""
        by_kind: dict[str, list[str]] = {}
        for key in keys:
            by_kind.setdefault(key.kind, []).append(key.id)
        found: dict[Key, Value] = {}
        for kind, ids in by_kind.items():
            for some in _in_parts(ids):
                rows = KINDS[kind].table._default_manager.using(self._alias).filter(pk__in=some)
                found |= {Key(kind, name): read_value(kind, text) for name, text in rows.values_list("pk", "value")}
        return found

    def _gone(self, restricted: Collection[int]) -> set[int]:
        """Those whose openings have been erased since."""
        there: set[int] = set()
        for some in _in_parts(list(restricted)):
            there |= set(models.Opening.objects.using(self._alias).filter(idx__in=some).values_list("idx", flat=True))
        return set(restricted) - there

    def _fetched(self, indices: Collection[int]) -> dict[int, _Held]:
        found: dict[int, _Held] = {}
        for some in _in_parts(list(indices)):
            places = ", ".join(["%s"] * len(some))
            statement = (
                'SELECT e."idx", e."bytes", o."sealed" FROM "store_entry" e '  # noqa: S608 - places
                f'LEFT JOIN "store_opening" o ON o."idx" = e."idx" WHERE e."idx" IN ({places})'
            )
            with connections[self._alias].cursor() as cursor:
                cursor.execute(statement, some)
                for index, raw, sealed in cursor.fetchall():
                    each = self._opened(index, bytes(raw), None if sealed is None else bytes(sealed))
                    if each is not None:
                        found[index] = each
        return found

    def _opened(self, index: int, raw: bytes, sealed: bytes | None) -> _Held | None:
        entry = parse_entry(raw)
        act = enacted(entry, index)
        if not isinstance(act.body, Committed):
            return _Held(Said(PUBLIC, act), len(raw) + _OVERHEAD, restricted=False)
        if sealed is None:
            return None
        said, opening = self._of(index, raw, sealed)
        return _Held(said, len(opening.content) + _OVERHEAD, restricted=True)

    def _of(self, index: int, raw: bytes, sealed: bytes) -> tuple[Said, Opening]:
        entry, content = parse_entry(raw), self._vault.open(sealed)
        opening = Opening(content[:KEY_BYTES], content[KEY_BYTES:])
        return Said(*opened(enacted(entry, index), entry.act.v, opening)), opening


def _in_parts(items: list[_T]) -> Iterable[list[_T]]:
    return (items[at : at + _PARAMETERS] for at in range(0, len(items), _PARAMETERS))
