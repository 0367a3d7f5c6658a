"""Looking at the record while one page is made: each value is read once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity.secretariat.composing import View

if TYPE_CHECKING:
    from comity.forum.kernel.values import Key, Value
    from comity.secretariat.ports import Ledger


class Looking(View):
    """The ledger as it was when each of its values was first asked for."""

    def __init__(self, ledger: Ledger) -> None:
        """Look at `ledger`, for as long as a page takes."""
        super().__init__(ledger)
        self._known: dict[Key, Value | None] = {}

    def get(self, key: Key) -> Value | None:
        """Return the public value under `key`."""
        if key not in self._known:
            self._known[key] = super().get(key)
        return self._known[key]
