"""Simulated delegations: they look at what they are asked, and act from their seats as real ones would."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from comity.forum.kernel.errors import Refused
from comity.forum.kernel.names import CHAIR, SECRETARIAT
from comity.forum.notices.acts import Acknowledge, Answer
from comity.forum.notices.state import notice
from comity.forum.openings.chamber import Chamber
from comity.record.errors import RecordError
from comity.secretariat.composing import Hat, View
from comity.secretariat.reading import named_in
from comity.secretariat.rehearsal.acting import Actor
from comity.secretariat.rehearsal.temper import Temper

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from comity.forum.kernel.acts import Body
    from comity.forum.notices.state import Due
    from comity.forum.openings.opening import Audience
    from comity.secretariat.rehearsal.plan import Plan
    from comity.secretariat.rehearsal.seats import Room, Seats


class Awaited(Protocol):
    """What the simulation must know beside the record."""

    def dues(self, party: str) -> Sequence[Due]:
        """Return what is asked of a party and open."""

    def audience(self, index: int) -> Audience:
        """Return who reads the act at `index`."""

    def taken(self) -> Collection[str]:
        """Return the delegations in one of whose seats somebody sits."""


@dataclass(slots=True)
class Tally:
    """What the simulated delegations have done so far; `refusals` counts what was not taken, by the refusal's code."""

    acknowledged: int = 0
    answered: int = 0
    refusals: dict[str, int] = field(default_factory=dict)


class Simulation:
    """The delegations in whose seats nobody sits."""

    def __init__(self, room: Room, seats: Seats, plan: Plan, awaited: Awaited) -> None:
        """Act from `seats` as `plan` says, upon what is `awaited`."""
        self._room = room
        self._seats = seats
        self._plan = plan
        self._awaited = awaited
        self._actor = Actor(room, seats)
        self._refused: set[tuple[str, str, str]] = set()
        self.temper = Temper(plan)
        self.tally = Tally()

    def look(self, goes_on: Callable[[], bool] = lambda: True) -> int:
        """Do what the delegations mean to have done by now, and return how many acts that were.

        An act that is refused is counted and not tried again. Before each act it is asked whether all `goes_on`.

        Raises:
            Stopped: the door takes no acts now.
        """
        done, now = 0, self._room.clock.now()
        for party in self._parties():
            for due in self._awaited.dues(party):
                done += sum(self._tried(due, kind, body) for kind, body in self._meant(due, now) if goes_on())
        return done

    def _parties(self) -> list[str]:
        """Those for whom nobody else acts. A person in one seat acts for the whole delegation, and for its chair."""
        taken = set(self._awaited.taken())
        delegations = {seat.delegation for seat in self._seats.all()} - {SECRETARIAT}
        parties = sorted(delegations - taken)
        if self._seats.seat_of(Hat(CHAIR, "")).delegation in parties:
            parties.append(CHAIR)
        return parties

    def _meant(self, due: Due, now: int) -> Iterator[tuple[str, Body]]:
        meant, found = self.temper.intention(due), notice(Chamber(View(self._room.ledger)), due.notice)
        said = {"party": due.party, "notice": due.notice}
        if found is None:
            return
        if meant.answer is not None and meant.answer <= now and found.answer_of(due.party) is None:
            text = self._plan.simulation.answers.get(meant.position)
            yield "notices.answer", Answer.model_validate({**said, "position": meant.position, "text": text})
        elif meant.acknowledge is not None and meant.acknowledge <= now and not found.acknowledged(due.party):
            yield "notices.acknowledge", Acknowledge.model_validate(said)

    def _tried(self, due: Due, kind: str, body: Body) -> bool:
        name = (due.party, due.notice, kind)
        if name in self._refused:
            return False
        try:
            self._actor.act(due.party, kind, body, self._audience(due))
        except (Refused, RecordError) as refusal:
            code = refusal.reason.code if isinstance(refusal, Refused) else refusal.code
            self.tally.refusals[code] = self.tally.refusals.get(code, 0) + 1
            self._refused.add(name)
            return False
        self._count(kind)
        return True

    def _audience(self, due: Due) -> Audience:
        """Who read the question read the answer, and who asked it does."""
        asked = self._room.ledger.act(due.acts[0])
        return named_in(self._awaited.audience(due.acts[0]), *((asked.party,) if asked else ()))

    def _count(self, kind: str) -> None:
        if kind == "notices.answer":
            self.tally.answered += 1
        else:
            self.tally.acknowledged += 1
