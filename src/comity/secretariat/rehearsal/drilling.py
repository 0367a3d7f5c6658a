"""A drill that goes on: the secretariat sends its notes when their time has come, and what else the drill has done."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

from comity.forum.decisions.state import decision
from comity.forum.kernel.names import SECRETARIAT
from comity.forum.notices.acts import Send
from comity.forum.notices.state import due, notice, stem
from comity.forum.officers.authority import statuses_on
from comity.forum.openings.chamber import Chamber
from comity.secretariat.clock import entered_at, stated_at
from comity.secretariat.composing import Hat, View
from comity.secretariat.rehearsal.acting import Actor
from comity.secretariat.rehearsal.silencing import Silencing

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from comity.forum.openings.opening import Audience
    from comity.secretariat.rehearsal.plan import Drill, Step
    from comity.secretariat.rehearsal.seats import Room, Seats

_SECOND = 1000


class Drilling:
    """One run of a drill. What it sends and proposes is numbered on from earlier runs: secretariat-drill-circular-2."""

    def __init__(
        self, room: Room, seats: Seats, drill: Drill, taken: Callable[[], Collection[str]] = frozenset
    ) -> None:
        """Begin the drill now, in the rehearsal of `room`; `taken` names the delegations in which somebody sits."""
        self._room = room
        self._actor = Actor(room, seats)
        self._begun = room.clock.now()
        self._done = 0
        self._to = self._addressees(seats, drill)
        self.drill = drill
        self.name = self._free_name(drill)
        self._silencing = Silencing(room, seats, self._actor, self.name, taken)

    @property
    def over(self) -> bool:
        """Whether every note was sent, or was not needed."""
        return self._done == len(self.drill.steps)

    @property
    def next(self) -> int | None:
        """The moment of its next note, in milliseconds since 1970; None where it is over."""
        return None if self.over else self._at(self.drill.steps[self._done])

    def step(self) -> list[str]:
        """Do what is due, and return what the notes and matters are called; what nobody needs any more is left out.

        That is a reminder when all have replied, or a breach of a silence that somebody has broken before.

        Raises:
            Refused, RecordError, Stopped: an act was not taken; it is tried again at the next step.
        """
        sent = []
        for step in self.drill.steps[self._done :]:
            if self._at(step) > self._room.clock.now():
                break
            sent += self._did(step)
            self._done += 1
        return sent

    def _did(self, step: Step) -> list[str]:
        if step.do != "note":
            return [self.name] if self._silencing.do(step) else []
        to = self._unmet() if step.reminder else self._to
        return [self._sent(step, to)] if to else []

    def _at(self, step: Step) -> int:
        return self._begun + step.after * _SECOND

    def _sent(self, step: Step, to: list[str]) -> str:
        name = f"{self.name}-{self._done + 1}" if self._done else self.name
        said: dict[str, Any] = {"party": SECRETARIAT, "notice": name, "to": to, **_worded(step)}
        if step.within is not None:
            said["by"] = stated_at(self._room.clock.now() + step.within * _SECOND)
        if self._done and self.drill.steps[0].do == "note":
            said["follows"] = self.name
        self._actor.act(SECRETARIAT, "notices.send", Send.model_validate(said), self._audience(step, to))
        return name

    def _audience(self, step: Step, to: list[str]) -> Audience:
        if step.reminder:
            return tuple(sorted(to))
        return self._actor.drawer.audience_of(Hat(SECRETARIAT, ""), "notices.send")

    def _addressees(self, seats: Seats, drill: Drill) -> list[str]:
        view, day = View(self._room.ledger), entered_at(self._begun)[:10]
        parties = sorted({seat.delegation for seat in seats.all()})
        return [party for party in parties if set(drill.to) & set(statuses_on(party, day, view))]

    def _unmet(self) -> list[str]:
        chamber = Chamber(View(self._room.ledger))
        asked = {party: due(chamber, party, self.name) for party in self._to}
        return [party for party, found in asked.items() if found and found.open]

    def _free_name(self, drill: Drill) -> str:
        view = View(self._room.ledger)
        names = (f"{stem(SECRETARIAT)}drill-{drill.drill}-{number}" for number in count(1))
        return next(name for name in names if notice(Chamber(view), name) is None and decision(view, name) is None)


def _worded(step: Step) -> dict[str, Any]:
    return {"subject": step.subject, "text": step.text, "precedence": step.precedence, "reply": step.reply}
