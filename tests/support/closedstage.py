"""The stage with its door closed: restricted acts are played with their openings, what they amount to is kept apart.

- ``ClosedStage().hear(step, hidden(step))`` takes public acts and restricted ones.
- ``.why_not(step)`` is the code of the reason for which the next one is refused, or None where it is taken.
- ``.kept`` are the private values, ``.refolded()`` the same folded anew from the openings that are held.
"""

from __future__ import annotations

from itertools import count
from typing import Any

from comity.forum.kernel.acts import Committed, Enacted
from comity.forum.kernel.errors import Refused
from comity.forum.kernel.values import Key, Value
from comity.forum.notices.state import DUE, NOTICE
from comity.forum.openings import chamber
from comity.forum.openings.opening import Audience, Opening
from tests.support.stage import OPENING, Stage, Step, code_of, peopled, withheld

Withheld = tuple[Step, Opening]
EVERYBODY = ("BGD", "CHAIR", "CHN", "KAZ", "OSCE", "SECRETARIAT")
_keys = count()


def hidden(step: Step, audience: Audience = EVERYBODY) -> Withheld:
    """The act, withheld for an audience under a key of its own."""
    return withheld(step, audience, next(_keys).to_bytes(32, "big"))


class ClosedStage(Stage):
    """The stage's parties, and the openings of what they withhold."""

    def __init__(self, *steps: Step) -> None:
        self.kept: dict[Key, Value] = {}
        self.openings: dict[int, Opening] = {}
        super().__init__(*(steps or (*OPENING, *peopled())))

    def private(self, key: Key) -> Value | None:
        return self.kept.get(key)

    def opened(self, index: int) -> Enacted | None:
        act = self.act(index)
        if act is None or not isinstance(act.body, Committed):
            return act
        return chamber.opened(act, 1, self.openings[index])[1] if index in self.openings else None

    def fold(self, step: Step) -> None:
        act = self.enacted(*step)
        changed = chamber.judge_restricted(act, 1, self.openings.get(act.index), self)
        if act.type == "openings.erase":
            changed = chamber.forgotten(step[1]["act"], self)
            self.openings.pop(step[1]["act"])
        self.kept = {key: value for key, value in (self.kept | changed).items() if value is not None}
        super().fold(step)

    def hear(self, *said: Step | Withheld) -> ClosedStage:
        for each in said:
            step, opening = each if isinstance(each[1], Opening) else (each, None)
            if opening is not None:
                self.openings[len(self.acts)] = opening
            try:
                self.play(step)  # type: ignore[arg-type]
            except Refused:
                self.openings.pop(len(self.acts), None)
                raise
        return self

    def why_not(self, said: Step | Withheld) -> str | None:
        try:
            self.hear(said)
        except Refused as refused:
            return code_of(refused)
        return None

    def notice(self, name: str = "kaz-1") -> Any:
        return self.kept.get(Key(NOTICE, name))

    def due(self, party: str, name: str = "kaz-1") -> Any:
        return self.kept.get(Key(DUE, f"{party}/{name}"))

    def refolded(self) -> dict[Key, Value]:
        """The private values, folded anew as a rebuild does, without asking the rules again."""
        again = _Refolding(self)
        for act in self.acts:
            told = self.opened(act.index)
            if isinstance(act.body, Committed):
                again.kept |= chamber.folded(told, again) if told else {}
            else:
                again.kept |= chamber.followed(act, again)
            Stage.fold(again, _step(act))
        return again.kept


class _Refolding(ClosedStage):
    def __init__(self, of: ClosedStage) -> None:
        self.kept, self.values, self.acts = {}, {}, []
        self.openings = of.openings


def _step(act: Enacted) -> Step:
    return act.type, act.body.model_dump(mode="json", exclude_unset=True), act.party
