"""What readings read from: all values, however they are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from comity.forum.kernel.values import Key, Value


class Reader(Protocol):
    """Gives values by key and by kind."""

    def get(self, key: Key) -> Value | None:
        """Return the value kept under `key`, or None."""

    def all_of(self, kind: str) -> Sequence[Value]:
        """Return every value of a kind, in the order in which they came into being."""
