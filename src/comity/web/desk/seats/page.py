"""The page of seats: every delegation with its seats, where somebody sits, and how the others are simulated."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.utils.translation import gettext as _

from comity.forum.charter.words import FUNCTIONS
from comity.forum.kernel.names import CHAIR, SECRETARIAT
from comity.forum.kernel.text import said_in
from comity.forum.officers.state import KIND as KEYRING
from comity.secretariat.composing import Hat
from comity.secretariat.rehearsal.seats import Seat
from comity.secretariat.wording.names import joined, sorted_by_name
from comity.store.register import Register
from comity.web.desk.seats.awaited import taken
from comity.web.portal.framework.data import Data
from comity.web.portal.pages.actlines import party_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from comity.forum.officers.state import Keyring, Officer
    from comity.web.desk.presence import Present
    from comity.web.desk.seats.running import Running
    from comity.web.portal.framework.ask import Ask


class SeatShown(Data):
    """A seat: what a form names it by, its office, whether somebody sits there, or you do."""

    name: str
    office: str
    taken: bool
    yours: bool


class DelegationShown(Data):
    """A delegation with its seats; `temper` is how it is simulated while nobody sits there."""

    code: str
    name: str
    temper: str
    seats: list[SeatShown]


class GroupShown(Data):
    """Delegations of one status."""

    name: str
    delegations: list[DelegationShown]


class OfficeShown(Data):
    """An office that every delegation has, and what its officers may do."""

    name: str
    functions: str


class DrillShown(Data):
    """A drill that can be begun."""

    drill: str
    name: str
    notes: int


class Room:
    """Draws the page for one reader."""

    def __init__(self, ask: Ask, running: Running, here: Present | None) -> None:
        self._ask = ask
        self._running = running
        self._here = here
        self._taken = taken(running.house)
        self._chairing = running.seats.seat_of(Hat(CHAIR, "")).delegation
        # All at once: a delegation at a time would be two hundred statements.
        self._keyrings = {each.party: each for each in cast("list[Keyring]", Register().all_of(KEYRING))}

    def groups(self) -> list[GroupShown]:
        """Return the secretariat and the chair, then the delegations by status, in the order of the register."""
        offices: dict[str, list[Seat]] = {}
        for seat in self._running.seats.all():
            offices.setdefault(seat.delegation, []).append(seat)
        by_status: dict[str, list[DelegationShown]] = {}
        for delegation in self._in_order(offices.keys() - {SECRETARIAT}):
            spell = self._ask.held.status_on(delegation, self._ask.today)
            name = self._ask.speech.title("status", spell.status) if spell else _("without a status now")
            by_status.setdefault(name, []).append(self._delegation(delegation, offices[delegation]))
        groups = {_("Secretariat and chair"): self._house(offices), **by_status}
        return [GroupShown(name=name, delegations=shown) for name, shown in groups.items()]

    def offices(self) -> list[OfficeShown]:
        """Return the offices of the plan."""
        language = self._ask.language
        return [
            OfficeShown(
                name=said_in(office.name, language)[0],
                functions=joined([_(FUNCTIONS[each]) for each in office.functions], language),
            )
            for office in self._running.plan.offices
        ]

    def drills(self) -> list[DrillShown]:
        """Return the drills that can be begun."""
        language = self._ask.language
        return [
            DrillShown(drill=each.drill, name=said_in(each.name, language)[0], notes=len(each.steps))
            for each in self._running.plan.drills
        ]

    def sits(self) -> dict[str, str]:
        """Return where the reader sits, by party and office; nothing where in no seat."""
        if self._here is None:
            return {}
        office = said_in(self._here.officer.office, self._ask.language)[0]
        return {"party": self._called(self._here.party), "office": office}

    def _house(self, offices: dict[str, list[Seat]]) -> list[DelegationShown]:
        found = [self._delegation(SECRETARIAT, offices.get(SECRETARIAT, []))]
        if self._chairing in offices:
            name = _("Chair: %(party)s") % {"party": self._called(self._chairing)}
            found.append(self._delegation(CHAIR, offices[self._chairing]).model_copy(update={"name": name}))
        return found

    def _delegation(self, party: str, seats: Iterable[Seat]) -> DelegationShown:
        temper = "" if party == SECRETARIAT else said_in(self._profile(party), self._ask.language)[0]
        held = self._keyrings.get(self._chairing if party == CHAIR else party)
        officers = {seat: held.officer(seat.officer) if held else None for seat in seats}
        shown = [self._seat(party, seat, officer) for seat, officer in officers.items() if officer]
        return DelegationShown(code=party, name=self._called(party), temper=temper, seats=shown)

    def _seat(self, party: str, seat: Seat, officer: Officer) -> SeatShown:
        yours = self._here is not None and self._here.hat == (party, seat.officer)
        return SeatShown(
            name=Seat(party, seat.officer).file,
            office=said_in(officer.office, self._ask.language)[0],
            taken=seat in self._taken and not yours,
            yours=yours,
        )

    def _profile(self, party: str) -> dict[str, str]:
        return self._running.simulation.temper.profile(party).name

    def _called(self, party: str) -> str:
        return _("Chair") if party == CHAIR else party_text(self._ask, party)

    def _in_order(self, delegations: Iterable[str]) -> list[str]:
        """By name, as the reader's language calls them."""
        wanted = set(delegations)
        found = [party for code, party in self._ask.held.parties.items() if code in wanted]
        return [party.party for party in sorted_by_name(found, self._ask.language, self._ask.today)]
