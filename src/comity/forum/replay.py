"""The forum in memory: every value folded from the entries of a record, every rule asked again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity.forum.door import enacted, judge
from comity.forum.kernel.acts import Committed
from comity.forum.kernel.errors import Refused
from comity.forum.openings.acts import Erase
from comity.forum.openings.chamber import OF_THE_OPENING, forgotten, judge_restricted, opened
from comity.record.entry import parse_entry
from comity.record.errors import TreeMismatch
from comity.record.history import History
from comity.record.merkle import leaf_hash
from comity.record.tiles import TILE_WIDTH

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from comity.forum.kernel.acts import Enacted
    from comity.forum.kernel.values import Key, Value
    from comity.forum.openings.opening import Opening
    from comity.record.entry import Entry

_HASH = 32


class Replay:
    """Takes entries in order and holds what they amount to. Also serves as the values and the history of the record.

    Taking an entry costs the same however many there are. Beside the values it keeps 32 bytes of each entry, and its
    bytes, which only corrections look up; `read` spares these where they can be read again.
    """

    def __init__(
        self,
        *,
        read: Callable[[int], bytes] | None = None,
        verified_for: str = "",
        openings: Callable[[str], Opening | None] | None = None,
    ) -> None:
        """Begin with an empty record.

        `read` returns the bytes of an entry taken before, by its index; what it returns is held against the leaf hash.
        `verified_for` is the origin for which the caller has verified every signature already; they are verified here
        unless it is the origin that the record's first act names. `openings` returns the opening of a commitment
        (base64) where the caller holds it; of restricted acts without one, only what the record tells is judged.
        """
        self.values: dict[Key, Value] = {}
        self.last_entered = ""
        self.count_opened = 0
        self.count_unopened = 0
        self._openings = openings
        self._private: dict[Key, Value] = {}
        self._read = read
        self._verified_for = verified_for
        self._raws: list[bytes] = []
        self._leaves = bytearray()
        self._history = History(self._tile)
        self._size = 0

    def __len__(self) -> int:
        """The number of acts taken."""
        return self._size

    def get(self, key: Key) -> Value | None:
        """Return the value kept under `key`, or None."""
        return self.values.get(key)

    def act(self, index: int) -> Enacted | None:
        """Return the act at `index`, or None where there is none.

        Raises:
            TreeMismatch: what is read again is not the entry that was taken.
        """
        entry = self._entry(index)
        return enacted(entry, index) if entry else None

    def root_at(self, size: int) -> bytes | None:
        """Return the root of the record at `size`, or None beyond its end."""
        return self._history.root_at(size) if 0 <= size <= self._size else None

    def all_of(self, kind: str) -> list[Value]:
        """Return every value of a kind, in the order in which they came into being."""
        return [value for key, value in self.values.items() if key.kind == kind]

    def take(self, entry: Entry) -> Enacted:
        """Take the next entry.

        Raises:
            Refused: the entry is out of order at its place.
            RecordError: a signature of it does not verify, or an entry read again was changed.
        """
        act, changed = judge(entry, self._size, self, self, verified_for=self._verified_for)
        private = self._judge_restricted(act, entry)
        self.values.update(changed)
        for key, value in private.items():
            self._private.pop(key, None)
            if value is not None:
                self._private[key] = value
        if self._read is None:
            self._raws.append(entry.raw)
        leaf = entry.leaf_hash
        self._leaves += leaf
        self._history.append(leaf)
        self._size += 1
        self.last_entered = entry.entered
        return act

    def private(self, key: Key) -> Value | None:
        """Return the value under `key` as restricted acts that were opened have left it, or None."""
        return self._private.get(key)

    def opened(self, index: int) -> Enacted | None:
        """Return the act at `index` with its body, or None where that is withheld and its opening not held."""
        entry = self._entry(index)
        if entry is None:
            return None
        act = enacted(entry, index)
        opening = self._opening(act.body) if isinstance(act.body, Committed) else None
        if opening is not None:
            return opened(act, entry.act.v, opening)[1]
        return None if isinstance(act.body, Committed) else act

    def _judge_restricted(self, act: Enacted, entry: Entry) -> Mapping[Key, Value | None]:
        opening = None
        if isinstance(act.body, Committed):
            opening = self._opening(act.body)
            self.count_opened += opening is not None
            self.count_unopened += opening is None
            if opening is None:
                return {}
        elif isinstance(act.body, Erase):
            return forgotten(act.body.act, self)
        try:
            return judge_restricted(act, entry.act.v, opening, self)
        except Refused as refusal:
            # What the act speaks of may be in an opening that is not held here.
            if opening is None or not self.count_unopened or refusal.reason in OF_THE_OPENING:
                raise
            self.count_opened, self.count_unopened = self.count_opened - 1, self.count_unopened + 1
            return {}

    def _opening(self, body: Committed) -> Opening | None:
        return self._openings(body.commitment) if self._openings else None

    def _entry(self, index: int) -> Entry | None:
        if not 0 <= index < self._size:
            return None
        raw = self._raws[index] if self._read is None else self._read(index)
        if leaf_hash(raw) != self._leaf(index):
            raise TreeMismatch("replay.changed", f"entry {index} is not what it was when it was first read")
        return parse_entry(raw)

    def _leaf(self, index: int) -> bytes:
        return bytes(self._leaves[index * _HASH : (index + 1) * _HASH])

    def _tile(self, number: int) -> list[bytes]:
        return [self._leaf(index) for index in range(number * TILE_WIDTH, (number + 1) * TILE_WIDTH)]
