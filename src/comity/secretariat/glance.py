"""A glance at the ledger: what is looked at more than once is fetched once. For one page, and no longer."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from contextlib import AbstractContextManager

    from comity.forum.kernel.acts import Enacted
    from comity.forum.kernel.values import Key, Value
    from comity.secretariat.ports import Head, Ledger, Sheet, Stored


class Glance:
    """A ledger that remembers what it was asked for. Whoever writes through it writes to the ledger itself."""

    def __init__(self, ledger: Ledger) -> None:
        """Look at `ledger`."""
        self._ledger = ledger
        self._values: dict[Key, Value | None] = {}
        self._private: dict[Key, Value | None] = {}
        self._acts: dict[int, Enacted | None] = {}
        self._opened: dict[int, Enacted | None] = {}
        self._size: int | None = None

    def size(self) -> int:
        """Return the number of entries, as it was when first asked for."""
        if self._size is None:
            self._size = self._ledger.size()
        return self._size

    def get(self, key: Key) -> Value | None:
        """Return the value under `key`, as it was when first asked for."""
        if key not in self._values:
            self._values[key] = self._ledger.get(key)
        return self._values[key]

    def know(self, values: Iterable[tuple[Key, Value | None]]) -> None:
        """Take values that a page has at hand, so that they are not fetched again."""
        self._values.update(values)

    def private_value(self, key: Key) -> Value | None:
        """Return the value under `key` as restricted acts had left it when it was first asked for."""
        if key not in self._private:
            self._private[key] = self._ledger.private_value(key)
        return self._private[key]

    def act(self, index: int) -> Enacted | None:
        """Return the act at `index`."""
        if index not in self._acts:
            self._acts[index] = self._ledger.act(index)
        return self._acts[index]

    def opened(self, index: int) -> Enacted | None:
        """Return the act at `index` with its body."""
        if index not in self._opened:
            self._opened[index] = self._ledger.opened(index)
        return self._opened[index]

    def stored(self, start: int, stop: int) -> Sequence[Stored]:
        """Return the entries from `start` to `stop`, read anew."""
        return self._ledger.stored(start, stop)

    def head(self) -> Head | None:
        """Return the newest signed head."""
        return self._ledger.head()

    def add_head(self, head: Head) -> None:
        """Keep a signed head."""
        self._ledger.add_head(head)

    def writing(self) -> AbstractContextManager[Sheet]:
        """Open the transaction that may write."""
        return self._ledger.writing()

    def scrub(self) -> None:
        """Leave nothing of what was erased, as far as that can be done now."""
        self._ledger.scrub()
