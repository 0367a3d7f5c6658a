"""Everybody to their seats: the officers of a rehearsal are entered by the acts that would enter real ones.

The secretariat enters its own officers, and each party's first administrator on a note verbale that was made up; then
each party's administrator enters the others. What stands in the record already is left as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from comity.forum.kernel.checks import check_parties
from comity.forum.kernel.names import SECRETARIAT
from comity.forum.officers.acts import AddKey, Enrol, Paper
from comity.forum.officers.authority import statuses_on
from comity.forum.officers.state import keyring
from comity.secretariat.clock import entered_at
from comity.secretariat.composing import Hat, View
from comity.secretariat.constitute import BATCH
from comity.secretariat.rehearsal.seats import Seat

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from comity.forum.kernel.acts import Body
    from comity.forum.officers.state import Keyring
    from comity.secretariat.batch import Submission
    from comity.secretariat.rehearsal.plan import Plan
    from comity.secretariat.rehearsal.seats import Room, Seats

Act = tuple[str, "Body"]


class _Post(NamedTuple):
    """An officer who is to be entered: the seat, the office's name, its functions."""

    seat: Seat
    office: dict[str, str]
    functions: tuple[str, ...]


class Enrolment:
    """Brings the officers of a rehearsal into its record."""

    def __init__(self, room: Room, seats: Seats, plan: Plan) -> None:
        """Enter the officers of `plan` into the record of `room`."""
        self._room = room
        self._seats = seats
        self._plan = plan
        self._view = View(room.ledger)

    def delegations(self, parties: Iterable[str]) -> list[str]:
        """Return those of `parties` who have officers, with the secretariat before them.

        They are who holds a status today, and who the plan seats beside them.

        Raises:
            Refused: the plan seats a party that the register does not know.
        """
        further = self._plan.seating.further
        check_parties(further, self._view)
        held = (party for party in parties if party in further or statuses_on(party, self._today, self._view))
        return [SECRETARIAT, *held]

    def enrol(self, delegations: Sequence[str], on_progress: Callable[[int, int], None] | None = None) -> int:
        """Enter every officer of `delegations` with a key, and return how many acts that took.

        Raises:
            Refused: the forum's charter does not let parties keep their own officers.
        """
        self._seats.make(post.seat for party in delegations for post in self._posts(party))
        first = [act for party in delegations for act in self._by_secretariat(party)]
        submitted = self._enter(self._room.desk.compose(first), on_progress)
        own = (self._by_administrator(party) for party in delegations if party != SECRETARIAT)
        return submitted + self._enter([each for acts in own for each in acts], on_progress)

    @property
    def _today(self) -> str:
        return entered_at(self._room.clock.now())[:10]

    def _posts(self, party: str) -> list[_Post]:
        return [
            _Post(Seat(party, officer), name, office.functions)
            for office in self._plan.offices
            for officer, name in office.holders()
        ]

    def _by_secretariat(self, party: str) -> list[Act]:
        if party == SECRETARIAT:
            return [act for post in self._posts(party) for act in self._missing(post, None)]
        held = keyring(self._view, party)
        number = len(held.notes) + 1 if held else 1
        note = Paper(reference=f"Rehearsal {party}/{number}", on=self._today)
        return self._missing(self._posts(party)[0], note)

    def _by_administrator(self, party: str) -> list[Submission]:
        first, *others = self._posts(party)
        if not self._seats.known(first.seat):
            return []
        acts = [act for post in others for act in self._missing(post, None)]
        return self._seats.desk(Hat(party, first.seat.officer)).compose(acts) if acts else []

    def _missing(self, post: _Post, note: Paper | None) -> list[Act]:
        """The acts that are missing until an officer can sign with the key of the seat.

        Who was dismissed in the rehearsal stays dismissed, and a key that was revoked stays revoked.
        """
        seat, held = post.seat, keyring(self._view, post.seat.delegation)
        said: dict[str, object] = {"party": seat.delegation, "officer": seat.officer}
        said |= {"credentials": note} if note else {}
        there = [officer for officer in held.officers if officer.officer == seat.officer] if held else []
        key = self._seats.key(seat).public
        acts: list[Act] = []
        if not there:
            office = {"office": post.office, "functions": post.functions}
            acts.append(("officers.enrol", Enrol.model_validate({**said, **office})))
        if all(officer.dismissed is None for officer in there) and key.fingerprint not in _known(held):
            acts.append(("officers.add_key", AddKey.model_validate({**said, "key": key.openssh})))
        return acts

    def _enter(self, submissions: list[Submission], on_progress: Callable[[int, int], None] | None) -> int:
        for start in range(0, len(submissions), BATCH):
            self._room.door.enter_all(submissions[start : start + BATCH])
            if on_progress is not None:
                on_progress(min(start + BATCH, len(submissions)), len(submissions))
        return len(submissions)


def _known(held: Keyring | None) -> set[str]:
    return {key.fingerprint for key in held.keys} if held else set()
