"""Values with changes laid over them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from comity.forum.kernel.acts import Enacted
    from comity.forum.kernel.values import Key, Value, Values


class Overlay:
    """Values with changes laid over them; the values below are not touched. None stands for a value taken away."""

    def __init__(self, below: Values) -> None:
        """Lay an empty sheet over `below`."""
        self._below = below
        self.changed: dict[Key, Value | None] = {}

    def get(self, key: Key) -> Value | None:
        """Return the changed value, or the one below."""
        return self.changed[key] if key in self.changed else self._below.get(key)

    def act(self, index: int) -> Enacted | None:
        """Return the act at `index`."""
        return self._below.act(index)
