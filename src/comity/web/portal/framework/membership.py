"""The membership register, computed once for each state of the parties and the charter."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from comity.forum.charter.state import CHARTER
from comity.forum.membership.state import KIND
from comity.forum.readings.membership import register

if TYPE_CHECKING:
    from collections.abc import Sequence

    from comity.forum.kernel.values import Key, Value
    from comity.forum.readings.membership import Register
    from comity.web.portal.framework.library import Library

# The newest state, and those that requests under way still look at.
STATES = 4


@dataclass(frozen=True, slots=True, eq=False)
class _State:
    """What the register follows from, as a reader; two states are the same where they hold the very same values.

    Values are frozen and the library gives the same object for the same value, so that comparing them is comparing
    addresses; whoever keeps a state keeps its values, so that an address is never used again for another.
    """

    parties: tuple[Value, ...]
    charter: Value | None

    def __hash__(self) -> int:
        return hash((*map(id, self.parties), id(self.charter)))

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, _State)
            and self.charter is other.charter
            and len(self.parties) == len(other.parties)
            and all(one is another for one, another in zip(self.parties, other.parties, strict=True))
        )

    def get(self, key: Key) -> Value | None:
        return self.charter if key == CHARTER else None

    def all_of(self, kind: str) -> Sequence[Value]:
        return self.parties if kind == KIND else ()


@lru_cache(maxsize=STATES)
def _computed(state: _State) -> Register:
    return register(state)


def membership(library: Library) -> Register:
    """Return the membership register as a library has it."""
    return _computed(_State(tuple(library.all_of(KIND)), library.get(CHARTER)))
