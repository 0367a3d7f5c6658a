"""Acting from seats: as many officers sign as the charter wants, and a number taken by another is counted on."""

from __future__ import annotations

import pytest

from comity.forum.kernel.errors import Refused
from comity.secretariat.batch import Submission
from comity.secretariat.composing import Hat
from comity.secretariat.enter import Receipt
from comity.secretariat.rehearsal.acting import TRIES, Actor
from comity.secretariat.rehearsal.seats import Seats
from tests.support.rehearsal_room import MemoryRoom, enrolled
from tests.support.small_forum import act, fact

NOTE = act("notices.send", party="KAZ", notice="kaz-1", to=["MNG"], subject="A note", text="It says this.")
DISMISSAL = act("officers.dismiss", party="KAZ", officer="drafter")


@pytest.fixture
def room(tmp_path) -> MemoryRoom:
    return MemoryRoom(tmp_path)


@pytest.fixture
def seats(room) -> Seats:
    return enrolled(room)


class Overtaking:
    """An anteroom in which, before each act of a party, another of the same party gets in; `times` times."""

    def __init__(self, room: MemoryRoom, seats: Seats, times: int) -> None:
        self._door, self._desk, self.left = room.door, seats.desk(Hat("KAZ", "administrator")), times

    def enter(self, submission: Submission) -> Receipt:
        if self.left:
            self.left -= 1
            said = {"party": "KAZ", "officer": f"new-{self.left}", "office": "New", "functions": ["reader"]}
            self._desk.enter_all([act("officers.enrol", **said)])
        return self._door.enter(submission)


def test_act_is_signed_by_one_officer_where_the_charter_wants_one(room, seats):
    receipt = Actor(room, seats).act("KAZ", *NOTE, audience="participants")
    assert [each.signer for each in receipt.entry.signatures] == ["KAZ/authoriser-1"]


def test_act_is_signed_by_two_officers_where_the_charter_wants_two(room, seats):
    kind, body = fact("membership.sign", party="BLR", instrument="founding-act", on="2002-06-04")
    receipt = Actor(room, seats).act("BLR", kind, body)
    assert {each.signer for each in receipt.entry.signatures} == {"BLR/authoriser-1", "BLR/authoriser-2"}
    assert receipt.entry.act.office == "authoriser-1"


def test_act_of_the_chair_is_signed_by_an_officer_of_the_chairing_state(room, seats):
    said = {"party": "CHAIR", "notice": "chair-1", "to": ["KAZ"], "subject": "A note", "text": "It says this."}
    receipt = Actor(room, seats).act("CHAIR", *act("notices.send", **said), audience="participants")
    assert receipt.entry.signatures[0].key == seats.key(seats.seat_of(Hat("CHAIR", "authoriser-1"))).public.fingerprint


def test_act_that_too_few_seats_can_sign_is_refused(room, seats):
    for officer in ("authoriser-1", "authoriser-2"):
        (room.path / "seats" / f"KAZ.{officer}").unlink()
    with pytest.raises(Refused) as refused:
        Actor(room, Seats(room)).act("KAZ", *NOTE, audience="participants")
    assert (refused.value.reason.code, refused.value.words["able"]) == ("rehearsal.too_few_seats", 0)


@pytest.mark.parametrize("times", [0, 1, TRIES - 1])
def test_number_that_another_took_is_counted_on(room, seats, times):
    room.anteroom = Overtaking(room, seats, times)
    assert Actor(room, seats).act("KAZ", *NOTE, audience="participants").entry.act.serial == 7 + times


def test_act_that_is_overtaken_again_and_again_is_refused(room, seats):
    room.anteroom = Overtaking(room, seats, TRIES)
    with pytest.raises(Refused) as refused:
        Actor(room, seats).act("KAZ", *NOTE, audience="participants")
    assert refused.value.reason.code == "door.serial_out_of_turn"


def test_act_out_of_order_is_refused_at_once(room, seats):
    actor = Actor(room, seats)
    actor.act("KAZ", *DISMISSAL)
    with pytest.raises(Refused) as refused:
        actor.act("KAZ", *DISMISSAL)
    assert refused.value.reason.code == "officers.officer_unknown"
