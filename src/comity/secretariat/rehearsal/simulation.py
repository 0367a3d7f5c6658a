"""Simulated delegations: they look at what they are asked, and act from their seats as real ones would."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Protocol

from comity.forum.decisions.machine import SILENCE
from comity.forum.kernel.acts import Enacted
from comity.forum.kernel.errors import Refused
from comity.forum.kernel.names import CHAIR, SECRETARIAT
from comity.forum.membership.roll import decides
from comity.forum.treaties.acts import AcknowledgeNotification
from comity.forum.treaties.rules.common import is_concerned
from comity.record.errors import RecordError
from comity.secretariat.clock import entered_at
from comity.secretariat.composing import Hat, View
from comity.secretariat.reading import named_in
from comity.secretariat.rehearsal.acting import Actor
from comity.secretariat.rehearsal.conduct import Asked, BeforeMeeting, Notified, UnderSilence
from comity.secretariat.rehearsal.temper import Temper

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from comity.forum.decisions.state import Decision
    from comity.forum.notices.state import Due
    from comity.forum.openings.opening import Audience
    from comity.forum.treaties.state import Notification
    from comity.secretariat.rehearsal.conduct import Affair, Deed
    from comity.secretariat.rehearsal.plan import Plan
    from comity.secretariat.rehearsal.seats import Room, Seats


class Awaited(Protocol):
    """What the simulation must know beside the record."""

    def dues(self, party: str) -> Sequence[Due]:
        """Return what is asked of a party and open."""

    def matters(self) -> Sequence[Decision]:
        """Return the matters that are under silence or before a meeting."""

    def notifications(self) -> Sequence[Notification]:
        """Return the newest depositary notifications."""

    def audience(self, index: int) -> Audience:
        """Return who reads the act at `index`."""

    def taken(self) -> Collection[str]:
        """Return the delegations in one of whose seats somebody sits."""


class Meant(NamedTuple):
    """A moment (milliseconds since 1970) at which a delegation may mean to do something about an affair."""

    moment: int
    affair: Affair


_NOTES = {"notices.acknowledge": "acknowledged", "notices.answer": "answered"}


@dataclass(slots=True)
class Tally:
    """What the simulated delegations have done so far; `refusals` counts what was not taken, by the refusal's code.

    `acknowledged` and `answered` are notes; `others` are acts of other types, by type.
    """

    acknowledged: int = 0
    answered: int = 0
    others: dict[str, int] = field(default_factory=dict)
    refusals: dict[str, int] = field(default_factory=dict)

    @property
    def further(self) -> int:
        """How many acts that are about no note: decisions, depositary notifications."""
        return sum(self.others.values())

    def count(self, kind: str) -> None:
        """Count an act that was entered."""
        if kind in _NOTES:
            setattr(self, _NOTES[kind], getattr(self, _NOTES[kind]) + 1)
        else:
            self.others[kind] = self.others.get(kind, 0) + 1


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
        """Do what the delegations mean to have done by now, in the order in which they meant it; return how many acts.

        An act that is refused is counted and not tried again. Before each act it is asked whether all `goes_on`.

        Raises:
            Stopped: the door takes no acts now.
        """
        done = 0
        for _moment, affair in self.meant(0, self._room.clock.now()):
            deed = self._deed(affair)
            if deed is None:
                continue
            if not goes_on():
                break
            done += self._did(affair, deed)
        return done

    def meant(self, after: int, until: int) -> list[Meant]:
        """Return when delegations may mean to act, after one moment and until another, in the order of time."""
        found = (Meant(moment, affair) for affair in self._affairs() for moment in affair.moments())
        return sorted((each for each in found if after < each.moment <= until), key=lambda each: each.moment)

    def carry_out(self, affair: Affair) -> bool:
        """Do what a delegation means to do about an affair now, if it does; return whether that was entered.

        Raises:
            Stopped: the door takes no acts now.
        """
        deed = self._deed(affair)
        return deed is not None and self._did(affair, deed)

    def _deed(self, affair: Affair) -> Deed | None:
        deed = affair.deed(self._room.clock.now(), View(self._room.ledger))
        return None if deed is None or (affair.party, affair.name, deed.kind) in self._refused else deed

    def _did(self, affair: Affair, deed: Deed) -> bool:
        try:
            self._actor.act(affair.party, *deed, self._audience(affair, deed))
        except (Refused, RecordError) as refusal:
            code = refusal.reason.code if isinstance(refusal, Refused) else refusal.code
            self.tally.refusals[code] = self.tally.refusals.get(code, 0) + 1
            self._refused.add((affair.party, affair.name, deed.kind))
            return False
        self.tally.count(deed.kind)
        return True

    def _affairs(self) -> Iterator[Affair]:
        parties = self._parties()
        for party in parties:
            yield from (Asked(due, self.temper, self._plan) for due in self._awaited.dues(party))
        delegations = [party for party in parties if party != CHAIR]
        yield from self._matters(delegations)
        yield from self._notifications(delegations)

    def _parties(self) -> list[str]:
        """Those for whom nobody else acts. A person in one seat acts for the whole delegation, and for its chair."""
        taken = set(self._awaited.taken())
        delegations = {seat.delegation for seat in self._seats.all()} - {SECRETARIAT}
        parties = sorted(delegations - taken)
        if self._seats.seat_of(Hat(CHAIR, "")).delegation in parties:
            parties.append(CHAIR)
        return parties

    def _matters(self, parties: Iterable[str]) -> Iterator[Affair]:
        matters = self._awaited.matters()
        day, values = entered_at(self._room.clock.now())[:10], View(self._room.ledger)
        deciding = [party for party in parties if decides(party, day, values)] if matters else []
        for held in matters:
            for party in deciding:
                if party not in held.without:
                    of = UnderSilence if held.state == SILENCE else BeforeMeeting
                    yield of(party, held, self.temper, self._plan)

    def _notifications(self, parties: Sequence[str]) -> Iterator[Affair]:
        values = View(self._room.ledger)
        for held in self._awaited.notifications():
            body = AcknowledgeNotification.model_construct(notification=held.notification, party="")
            act = Enacted(0, held.entered, "treaties.acknowledge", SECRETARIAT, "", body)
            concerned = (party for party in parties if is_concerned(held.treaty, party, act, values))
            yield from (Notified(party, held.notification, held.entered, self.temper) for party in concerned)

    def _audience(self, affair: Affair, deed: Deed) -> Audience:
        """Who read a question read the answer, and who asked it does; of other acts, whom the charter names."""
        if not isinstance(affair, Asked):
            return self._actor.drawer.audience_of(Hat(affair.party, ""), deed.kind)
        index = affair.due.acts[0]
        asked = self._room.ledger.act(index)
        return named_in(self._awaited.audience(index), *((asked.party,) if asked else ()))
