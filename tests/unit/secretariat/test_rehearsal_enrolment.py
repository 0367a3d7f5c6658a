"""Enrolment: everybody who is to sit comes into the record by the acts that would enter a real officer."""

from __future__ import annotations

from collections import Counter

import pytest

from comity.forum.kernel.errors import Refused
from comity.forum.officers.state import keyring
from comity.secretariat.composing import Hat, View
from comity.secretariat.rehearsal.acting import Actor
from comity.secretariat.rehearsal.enrolment import Enrolment
from comity.secretariat.rehearsal.marks import rehearsed
from comity.secretariat.rehearsal.plan import Plan, Seating
from comity.secretariat.rehearsal.seats import Seat, Seats
from tests.support.rehearsal_room import DELEGATIONS, PARTIES, PLAN, MemoryRoom, enrolled
from tests.support.small_forum import act, forum_data


@pytest.fixture
def room(tmp_path) -> MemoryRoom:
    return MemoryRoom(tmp_path)


def enrol(room: MemoryRoom, seats: Seats) -> int:
    return Enrolment(room, seats, PLAN).enrol(DELEGATIONS)


def test_delegations_are_those_who_hold_a_status_and_the_secretariat(room):
    assert Enrolment(room, Seats(room), PLAN).delegations(PARTIES) == DELEGATIONS


def test_every_officer_of_the_plan_can_sign_with_the_key_of_her_seat(room):
    seats = enrolled(room)
    assert len(seats.all()) == 4 * len(DELEGATIONS)
    assert [seat for seat in seats.all() if not seats.known(seat)] == []


def test_parties_enter_their_own_officers_but_for_the_first(room):
    size = room.ledger.size()
    enrolled(room)
    entered = Counter((each.party, each.body.party) for each in room.ledger.acts[size:])
    parties = set(DELEGATIONS) - {"SECRETARIAT"}
    by_secretariat = {("SECRETARIAT", party): 2 for party in parties} | {("SECRETARIAT", "SECRETARIAT"): 8}
    assert entered == by_secretariat | {(party, party): 6 for party in parties}


def test_first_administrator_is_entered_on_a_note_verbale_that_names_the_rehearsal(room):
    enrolled(room)
    assert keyring(View(room.ledger), "KAZ").notes == ("Rehearsal KAZ/1",)


def test_enrolling_again_enters_nothing(room):
    assert (enrol(room, Seats(room)), enrol(room, Seats(room))) == (8 * len(DELEGATIONS), 0)


def test_progress_is_told_up_to_the_last_act(room):
    told: list[tuple[int, int]] = []
    Enrolment(room, Seats(room), PLAN).enrol(DELEGATIONS, lambda done, all_: told.append((done, all_)))
    assert told == [(16, 16), (24, 24)]


def test_officer_who_was_dismissed_in_the_rehearsal_stays_dismissed(room):
    seats = enrolled(room)
    seats.desk(Hat("KAZ", "administrator")).enter_all([act("officers.dismiss", party="KAZ", officer="drafter")])
    assert (enrol(room, seats), seats.known(Seat("KAZ", "drafter"))) == (0, False)


@pytest.mark.parametrize("officer", ["administrator", "drafter"])
def test_key_that_was_revoked_in_the_rehearsal_stays_revoked(room, officer):
    seats = enrolled(room)
    fingerprint = seats.key(Seat("KAZ", officer)).public.fingerprint
    gone = act("officers.revoke_key", party="KAZ", officer=officer, fingerprint=fingerprint, reason="lost")
    seats.desk(Hat("KAZ", "administrator")).enter_all([gone])
    (room.path / "seats" / "KAZ.authoriser-1").unlink()
    # Without an administrator who can sign, nothing more is entered for the delegation.
    assert enrol(room, Seats(room)) == (0 if officer == "administrator" else 1)
    assert not seats.known(Seat("KAZ", officer))


@pytest.mark.parametrize(("officer", "by"), [("administrator", "SECRETARIAT"), ("drafter", "KAZ")])
def test_seat_whose_key_was_lost_gets_another(room, officer, by):
    enrolled(room)
    (room.path / "seats" / f"KAZ.{officer}").unlink()
    seats = Seats(room)
    assert enrol(room, seats) == 1
    assert (room.ledger.acts[-1].party, seats.known(Seat("KAZ", officer))) == (by, True)


def test_forum_whose_charter_lets_no_party_act_cannot_be_staffed(tmp_path):
    room = MemoryRoom(tmp_path, rehearsed(forum_data(), PLAN.marks))
    with pytest.raises(Refused) as refused:
        Enrolment(room, Seats(room), PLAN).enrol(["SECRETARIAT", "KAZ"])
    assert refused.value.reason.code == "officers.not_theirs_to_enter"


def seating(*further: str) -> Plan:
    return PLAN.model_copy(update={"seating": Seating(further=further)})


def test_party_without_a_status_has_seats_where_the_plan_says_so_and_can_sign(room):
    seats, plan = Seats(room), seating("UZB", "KAZ")
    enrolment = Enrolment(room, seats, plan)
    assert enrolment.delegations(PARTIES) == ["SECRETARIAT", *PARTIES]
    enrolment.enrol(enrolment.delegations(PARTIES))
    signed = {"party": "UZB", "instrument": "founding-act", "on": "2002-06-04", "sources": ["S1"], "confidence": "high"}
    receipt = Actor(room, seats).act("UZB", *act("membership.sign", **signed))
    signers = [each.signer for each in receipt.entry.signatures]
    assert sorted(signers) == ["UZB/authoriser-1", "UZB/authoriser-2"]


def test_plan_that_seats_a_party_which_the_register_does_not_know_is_refused(room):
    with pytest.raises(Refused) as refused:
        Enrolment(room, Seats(room), seating("KWD")).delegations(PARTIES)
    assert (refused.value.reason.code, refused.value.words) == ("membership.party_unknown", {"party": "KWD"})
