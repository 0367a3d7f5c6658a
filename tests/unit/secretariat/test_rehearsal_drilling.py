"""Drills: the secretariat sends each note when its time has come, reminders only to those who still owe a reply."""

from __future__ import annotations

import pytest

from comity.forum.kernel.errors import Refused
from comity.forum.notices.state import notice
from comity.forum.openings.chamber import Chamber
from comity.secretariat.clock import milliseconds_of
from comity.secretariat.composing import View
from comity.secretariat.rehearsal.acting import Actor
from comity.secretariat.rehearsal.drilling import Drilling
from comity.secretariat.rehearsal.plan import Drill
from comity.secretariat.rehearsal.seats import Seats
from tests.support.rehearsal_room import PLAN, MemoryAwaited, MemoryRoom, enrolled
from tests.support.small_forum import act

CIRCULAR, ROLL_CALL = (PLAN.drill(name) for name in ("circular", "roll-call"))
MEMBERS = ["CHN", "KAZ", "MNG"]


@pytest.fixture
def room(tmp_path) -> MemoryRoom:
    return MemoryRoom(tmp_path)


@pytest.fixture
def seats(room) -> Seats:
    return enrolled(room)


def found(room: MemoryRoom, name: str):
    return notice(Chamber(View(room.ledger)), name)


def answer(room: MemoryRoom, seats: Seats, party: str, name: str) -> None:
    body = act("notices.answer", party=party, notice=name, position="agrees")
    Actor(room, seats).act(party, *body, audience="participants")


def test_first_note_goes_at_once_with_little_time_to_all_of_the_status(room, seats):
    drilling = Drilling(room, seats, CIRCULAR)
    assert (drilling.step(), drilling.step(), drilling.over) == (["secretariat-drill-circular-1"], [], False)
    sent = found(room, "secretariat-drill-circular-1")
    assert (sent.party, list(sent.to), sent.reply) == ("SECRETARIAT", MEMBERS, "answer")
    assert milliseconds_of(sent.by) - room.clock.now() == 300_000
    assert MemoryAwaited(room.ledger).audience(sent.acts[0]) == "participants"


def test_reminder_goes_to_those_only_who_have_not_answered_and_is_read_by_them(room, seats):
    drilling = Drilling(room, seats, CIRCULAR)
    drilling.step()
    answer(room, seats, "KAZ", "secretariat-drill-circular-1")
    room.clock.time += 239_000
    assert drilling.step() == []
    room.clock.time += 1_000
    assert (drilling.step(), drilling.over) == (["secretariat-drill-circular-1-2"], True)
    sent = found(room, "secretariat-drill-circular-1-2")
    assert (list(sent.to), sent.follows) == (["CHN", "MNG"], "secretariat-drill-circular-1")
    assert MemoryAwaited(room.ledger).audience(sent.acts[0]) == ("CHN", "MNG")


def test_reminder_that_nobody_needs_is_not_sent(room, seats):
    drilling = Drilling(room, seats, CIRCULAR)
    drilling.step()
    for party in MEMBERS:
        answer(room, seats, party, "secretariat-drill-circular-1")
    room.clock.time += 240_000
    assert (drilling.step(), drilling.over) == ([], True)


def test_drill_that_is_run_again_is_numbered_on(room, seats):
    names = [Drilling(room, seats, ROLL_CALL).step() for _ in range(2)]
    assert names == [["secretariat-drill-roll-call-1"], ["secretariat-drill-roll-call-2"]]
    assert list(found(room, "secretariat-drill-roll-call-2").to) == ["BLR", *MEMBERS]


def test_note_without_a_time_asks_for_none(room, seats):
    step = CIRCULAR.steps[0].model_copy(update={"within": None, "reply": "none"})
    Drilling(room, seats, Drill(drill="calm", name={"en": "Calm"}, to=("member",), steps=(step,))).step()
    assert (found(room, "secretariat-drill-calm-1").by, found(room, "secretariat-drill-calm-1").reply) == (None, "none")


def test_note_that_is_refused_is_tried_again_at_the_next_step(room, seats):
    drilling = Drilling(room, seats, CIRCULAR)
    files = [room.path / "seats" / f"SECRETARIAT.authoriser-{number}" for number in (1, 2)]
    for file in files:
        file.rename(room.path / file.name)
    with pytest.raises(Refused):
        drilling.step()
    for file in files:
        (room.path / file.name).rename(file)
    assert drilling.step() == ["secretariat-drill-circular-1"]
