"""State machines as tables: in which state a thing is, which acts may come then, and what it is after them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from comity.forum.kernel.errors import Reason, Refused, gettext_noop
from comity.forum.readings.said import Listed, Said

if TYPE_CHECKING:
    from collections.abc import Mapping

OUT_OF_TURN = Reason(
    "kernel.out_of_turn",
    gettext_noop("“%(thing)s” stands thus: %(state)s. An act %(type)s is not in order then."),
    gettext_noop("Such an act is in order while it stands thus: %(states)s."),
)

NOTHING: Final = ""
"""The state of what is not there yet."""


@dataclass(frozen=True, slots=True)
class Move:
    """A row of a table: in the states `before` an act of the type `act` is in order; it leads to one of `after`.

    Where `after` is empty the state stays as it was.
    """

    act: str
    before: tuple[str, ...]
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Machine:
    """A state machine: its name, its states with what they are called (English message ids), and its moves.

    What no row allows is refused: the table is the rule.
    """

    name: str
    states: Mapping[str, str]
    moves: tuple[Move, ...]

    def allows(self, state: str, act: str) -> bool:
        """Whether an act of the type `act` is in order in `state`."""
        return any(move.act == act and state in move.before for move in self.moves)

    def after(self, state: str, act: str) -> tuple[str, ...]:
        """Return the states to which an act of the type `act` may lead from `state`: none where it is out of order."""
        for move in self.moves:
            if move.act == act and state in move.before:
                return move.after or (state,)
        return ()

    def check(self, thing: object, state: str, act: str) -> None:
        """Refuse an act that is not in order in the state of `thing`, which is called so where it is spoken of.

        Raises:
            Refused: it is out of turn; says in which states it would not be.
        """
        if not self.allows(state, act):
            raise Refused(
                OUT_OF_TURN, thing=thing, state=self.said(state), type=act, states=Listed(tuple(self._open(act)))
            )

    def said(self, state: str) -> Said:
        """Return what a state is called."""
        return Said(self.states[state])

    def _open(self, act: str) -> list[Said]:
        before = dict.fromkeys(state for move in self.moves if move.act == act for state in move.before)
        return [self.said(state) for state in before]
