"""A ledger that is asked once: for as long as one question takes, what was read of it is not read again."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager

    from comity.forum.kernel.acts import Enacted
    from comity.forum.kernel.values import Key, Value
    from comity.secretariat.ports import Head, Ledger, Sheet, Stored


class Remembering:
    """Reads values of a ledger, each once. It is for one request, and sees nothing that is entered meanwhile."""

    def __init__(self, ledger: Ledger) -> None:
        """Read `ledger`."""
        self._ledger = ledger
        self._values: dict[Key, Value | None] = {}
        self._private: dict[Key, Value | None] = {}

    def size(self) -> int:
        """Return the number of entries that are committed."""
        return self._ledger.size()

    def stored(self, start: int, stop: int) -> Sequence[Stored]:
        """Return the entries from `start` to `stop` (not included)."""
        return self._ledger.stored(start, stop)

    def head(self) -> Head | None:
        """Return the newest signed head, or None."""
        return self._ledger.head()

    def add_head(self, head: Head) -> None:
        """Keep a signed head for good."""
        self._ledger.add_head(head)

    def get(self, key: Key) -> Value | None:
        """Return the value under `key` as it was committed when it was asked for first."""
        if key not in self._values:
            self._values[key] = self._ledger.get(key)
        return self._values[key]

    def private_value(self, key: Key) -> Value | None:
        """Return the value under `key` as restricted acts had left it when it was asked for first."""
        if key not in self._private:
            self._private[key] = self._ledger.private_value(key)
        return self._private[key]

    def act(self, index: int) -> Enacted | None:
        """Return the act at `index`, or None."""
        return self._ledger.act(index)

    def opened(self, index: int) -> Enacted | None:
        """Return the act at `index` with its body, or None where that is withheld and its opening not held."""
        return self._ledger.opened(index)

    def writing(self) -> AbstractContextManager[Sheet]:
        """Open the one transaction that may write."""
        return self._ledger.writing()

    def scrub(self) -> None:
        """Leave nothing of what was erased, as far as that can be done now."""
        self._ledger.scrub()
