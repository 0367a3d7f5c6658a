"""A drill about a silence: proposed, put under silence, broken in time, revised, and put anew as Rev.1."""

from __future__ import annotations

from typing import Any

import pytest

from comity.forum.decisions.state import Decision, decision
from comity.forum.kernel.errors import Refused
from comity.secretariat.clock import milliseconds_of
from comity.secretariat.composing import View
from comity.secretariat.rehearsal.acting import Actor
from comity.secretariat.rehearsal.drilling import Drilling
from comity.secretariat.rehearsal.marks import rehearsed
from comity.secretariat.rehearsal.seats import Seats
from comity.secretariat.rehearsal.silencing import NO_SILENCES
from tests.support.rehearsal_room import DECIDING, PLAN, MemoryRoom, acting_forum, enrolled
from tests.support.small_forum import act

SILENCE = PLAN.drill("silence")
NAME = "secretariat-drill-silence-1"
HOUR = 3_600_000
PROPOSED, STARTED, BROKEN, REVISED, ANEW = SILENCE.steps


def room_of(path, **further: list[dict[str, Any]]) -> tuple[MemoryRoom, Seats]:
    room = MemoryRoom(path, rehearsed(acting_forum(**further), PLAN.marks))
    return room, enrolled(room)


@pytest.fixture
def room(tmp_path) -> MemoryRoom:
    return room_of(tmp_path, **DECIDING)[0]


@pytest.fixture
def drilling(room) -> Drilling:
    return Drilling(room, Seats(room), SILENCE)


def held(room: MemoryRoom, name: str = NAME) -> Decision:
    found = decision(View(room.ledger), name)
    assert found is not None
    return found


def test_matter_is_proposed_and_put_under_silence_at_once(room, drilling):
    assert (drilling.step(), drilling.step(), drilling.next) == ([NAME, NAME], [], room.clock.now() + 18 * HOUR)
    found = held(room)
    assert (found.matter, found.body, found.title, found.party) == ("plans", "summit", PROPOSED.subject, "SECRETARIAT")
    assert (found.wording.text, found.silence.remark, found.silence.outcome) == (PROPOSED.text, STARTED.text, "adopts")
    runs = milliseconds_of(found.silence.expires) - milliseconds_of(found.silence.started)
    # To the minute, and not a second less than the least time of the charter.
    assert (0 < runs - 24 * HOUR <= HOUR / 30, found.silence.expires.endswith(":00Z")) == (True, True)


def test_silence_is_broken_by_a_member_and_runs_anew_on_the_revised_text(room, drilling):
    drilling.step()
    room.clock.time += 18 * HOUR
    assert drilling.step() == [NAME]
    breach = held(room).silences[0].breach
    assert (held(room).state, breach.reason, breach.text) == ("broken", BROKEN.subject, BROKEN.text)
    assert breach.party in {"KAZ", "MNG", "CHN"}
    room.clock.time += 2 * HOUR
    assert (drilling.step(), drilling.over, drilling.next) == ([NAME, NAME], True, None)
    found = held(room)
    assert (found.state, found.revision, found.wording.text) == ("silence", 1, REVISED.text)
    assert (found.silence.number, found.silence.revision, found.silence.remark) == (2, 1, ANEW.text)


def test_who_sits_in_a_delegation_breaks_nothing_unwittingly(room):
    for taken, party in (({"KAZ", "MNG"}, "CHN"), ({"KAZ", "CHN"}, "MNG")):
        drilling = Drilling(room, Seats(room), SILENCE, lambda taken=taken: taken)
        drilling.step()
        room.clock.time += 18 * HOUR
        drilling.step()
        assert held(room, drilling.name).silences[0].breach.party == party


def test_silence_runs_on_where_somebody_sits_in_every_delegation(room):
    drilling = Drilling(room, Seats(room), SILENCE, lambda: {"KAZ", "MNG", "CHN"})
    drilling.step()
    room.clock.time += 20 * HOUR
    assert (drilling.step(), drilling.over, held(room).state) == ([], True, "silence")


def test_what_nobody_needs_any_more_is_left_out(room, drilling):
    drilling.step()
    body = act("decisions.break_silence", decision=NAME, party="MNG")
    Actor(room, Seats(room)).act("MNG", *body)
    room.clock.time += 18 * HOUR
    assert (drilling.step(), held(room).silences[0].breach.party) == ([], "MNG")
    room.clock.time += 2 * HOUR
    assert (drilling.step(), held(room).revision) == ([NAME, NAME], 1)


def test_drill_that_is_run_again_has_a_matter_of_its_own(room):
    names = [Drilling(room, Seats(room), SILENCE).step()[0] for _ in range(2)]
    assert names == [NAME, "secretariat-drill-silence-2"]


def test_note_after_a_proposal_follows_no_note(room):
    note = PLAN.drill("roll-call").steps[0]
    drilling = Drilling(room, Seats(room), SILENCE.model_copy(update={"steps": (PROPOSED, note)}))
    assert drilling.step() == [NAME, f"{NAME}-2"]


def test_chair_starts_the_silence_where_the_charter_lets_it_else_the_secretariat(tmp_path):
    for by, starter in ((["chair", "secretariat"], "CHAIR"), (["secretariat"], "SECRETARIAT")):
        way = DECIDING["procedures"][0] | {"silence": {"by": by, "hours": 24}}
        acts = [*DECIDING["acts"], {"act": "decisions.start_silence", "by": by}]
        room, seats = room_of(tmp_path / starter, **{**DECIDING, "procedures": [way], "acts": acts})
        Drilling(room, seats, SILENCE).step()
        assert room.ledger.act(held(room).silence.act).party == starter


def test_matter_that_is_wanted_is_taken_or_else_one_that_brings_nothing_about(tmp_path):
    decides = {"summit": "decides"}
    matters = [
        {"matter": "chair", "name": "Chair", "roles": decides, "effects": ["chair"]},
        {"matter": "money", "name": "Money", "roles": {"summit": "recommends"}},
        {"matter": "late", "name": "Late", "roles": decides, "requires": ["summit"]},
        {"matter": "plans", "name": "Plans", "roles": decides},
        {"matter": "rules", "name": "Rules", "roles": decides},
    ]
    room, seats = room_of(tmp_path, **{**DECIDING, "matters": matters})
    for wanted, taken in (("rules", "rules"), ("nonsense", "plans"), (None, "plans"), ("late", "plans")):
        first = PROPOSED.model_copy(update={"matter": wanted})
        drilling = Drilling(room, seats, SILENCE.model_copy(update={"steps": (first,)}))
        drilling.step()
        assert held(room, drilling.name).matter == taken


@pytest.mark.parametrize(
    "silence",
    [
        None,
        {"by": ["secretariat"], "hours": 24, "where": "meeting"},
        {"by": ["secretariat"], "hours": 24, "breaker": "chair_only"},
    ],
)
def test_forum_that_knows_no_such_silences_holds_no_such_drill(tmp_path, silence):
    way = {name: said for name, said in DECIDING["procedures"][0].items() if name != "silence"}
    ways = [way | ({"silence": silence} if silence else {})]
    room, seats = room_of(tmp_path, **{**DECIDING, "procedures": ways})
    with pytest.raises(Refused) as refused:
        Drilling(room, seats, SILENCE).step()
    assert refused.value.reason is NO_SILENCES


def test_forum_without_matters_holds_no_such_drill(tmp_path):
    room, seats = room_of(tmp_path)
    with pytest.raises(Refused) as refused:
        Drilling(room, seats, SILENCE).step()
    assert refused.value.reason is NO_SILENCES
