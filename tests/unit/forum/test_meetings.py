"""A meeting as it goes: its states, what becomes of it, who was there, whether there were enough of them."""

from __future__ import annotations

import pytest

from comity.forum.decisions.acts import Put
from comity.forum.kernel.acts import Enacted
from comity.forum.kernel.errors import Refused
from comity.forum.kernel.machine import NOTHING
from comity.forum.meetings.convening import next_number
from comity.forum.meetings.machine import CLOSED, CONVENED, MACHINE, OPEN, PLANNED, STATES, SUSPENDED
from comity.forum.meetings.sitting import Quorum, check_quorum, check_sitting, present_members, quorum_of
from comity.forum.meetings.state import Event, Meeting, Present, Sitting, meeting_ids, noted
from tests.support.datedstage import on_day
from tests.support.stage import Step, fact, meeting
from tests.unit.forum.orders.documents import amend
from tests.unit.forum.orders.meetings import attend, conclude, move, plan
from tests.unit.forum.orders.sittings import (
    ACCEPTED,
    ADOPTED,
    FIRST,
    NAME,
    SITS,
    TODAY,
    WITH_AGENDA,
    agenda,
    at,
    came,
    convene,
    left,
    open_,
    stage,
)
from tests.unit.forum.orders.sittings import SUSPENDED as BREAK

WAYS: dict[str, list[Step]] = {
    NOTHING: [],
    PLANNED: [plan(number=2)],
    CONVENED: [convene(), agenda()],
    OPEN: WITH_AGENDA,
    SUSPENDED: [*WITH_AGENDA, at("suspend")],
    CLOSED: [meeting(NAME, TODAY, number=2)],
}
"""How a meeting comes to each of its states; one that is closed was held without being recorded as it went."""

ACTS: dict[str, Step] = {
    "meetings.plan": plan(number=2),
    "meetings.convene": convene(),
    "meetings.move": move(NAME, planned="2026-01-02"),
    "meetings.hold": meeting(NAME, TODAY, number=2),
    "meetings.attend": attend("KAZ", at=NAME),
    "meetings.conclude": conclude(NAME),
    "meetings.set_agenda": agenda(),
    "meetings.note_presence": came("KAZ"),
    "meetings.open": open_(),
    "meetings.adopt_agenda": at("adopt_agenda"),
    "meetings.take_up": at("take_up", item="1"),
    "meetings.note": at("note", text="t"),
    "meetings.suspend": at("suspend"),
    "meetings.resume": at("resume"),
    "meetings.close": at("close"),
}


def held(steps: list[Step]) -> Meeting:
    found = stage().play(*steps).value("meeting", NAME)
    assert isinstance(found, Meeting)
    return found


def test_there_is_a_way_to_every_state_and_an_act_of_every_type():
    assert WAYS.keys() == STATES.keys()
    # An agenda is amended once it is adopted, which makes no other state.
    assert ACTS.keys() | {"meetings.amend_agenda"} == {move.act for move in MACHINE.moves}
    assert {state: held(steps).state for state, steps in WAYS.items() if steps} == {
        state: state for state in STATES if state != NOTHING
    }


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("act", ACTS)
def test_the_table_of_states_is_the_rule(state, act):
    played = stage().play(*WAYS[state])
    refused = played.refusal(ACTS[act])
    assert (refused is None) == MACHINE.allows(state, act), refused
    if refused is None:
        assert played.play(ACTS[act]).value("meeting", NAME).state in MACHINE.after(state, act)


def test_a_convened_meeting_keeps_its_plan_beside_it():
    found = held([plan(number=2, title="Second", host="KAZ"), convene(number=None, opens="2026-01-01T09:00:00Z")])
    assert (found.state, found.number, found.title, found.host) == (CONVENED, 2, {"en": "Second"}, "KAZ")
    assert ([each.planned for each in found.plans], found.opens, found.on) == (
        ["2006", TODAY],
        "2026-01-01T09:00:00Z",
        None,
    )


def test_a_moment_said_before_counts_no_more_when_a_meeting_is_moved():
    found = held([convene(opens="2026-01-01T09:00:00Z", place="Almaty"), move(NAME, planned="2026-01-03")])
    assert (found.opens, found.when, found.plans[-1].place) == (None, "2026-01-03", {"en": "Almaty"})
    assert [event.what for event in found.events] == ["meetings.convene", "meetings.move"]


def test_what_was_planned_by_sources_and_moved_has_no_event():
    assert held([plan(), move(NAME)]).events == ()


def test_a_meeting_is_held_where_and_how_it_was_planned_last():
    found = held([convene(place="Almaty"), move(NAME, planned=TODAY, format="video"), open_()])
    assert (found.on, found.place, found.format, found.held_act) == (TODAY, {"en": "Almaty"}, "video", FIRST + 2)
    assert [each.party for each in found.presided] == ["KAZ"]


def test_a_meeting_of_several_days_has_their_span_and_its_sittings():
    first, second = "2026-01-01T00:00:00.000Z", "2026-01-02T12:00:00.000Z"
    steps = [*SITS, at("suspend"), on_day("2026-01-02", at("resume")), on_day("2026-01-02", at("close"))]
    found = held(steps)
    assert found.on == "2026-01-01/2026-01-02"
    assert found.sittings == (Sitting(opened=first, closed=first), Sitting(opened=second, closed=second))


def test_a_meeting_closed_while_it_is_suspended_sat_no_longer():
    found = held([*BREAK, on_day("2026-01-02", at("close"))])
    assert found.sittings == (Sitting(opened="2026-01-01T00:00:00.000Z", closed="2026-01-01T00:00:00.000Z"),)


def test_who_takes_the_chair_stands_beside_who_had_it():
    chinese = {"party": "CHN", "office": "President"}
    twice = [*BREAK, at("resume", presided=[chinese]), at("suspend"), at("resume", presided=[chinese])]
    assert [each.party for each in held(twice).presided] == ["KAZ", "CHN"]


def test_presence_is_known_at_every_act():
    found = held([*SITS, came("KAZ"), came("CHN", left=["KAZ"]), came("KAZ"), at("close")])
    start = FIRST + 2
    assert [(each.party, each.act, each.left) for each in found.presence] == [
        ("KAZ", start, start + 1),
        ("CHN", start + 1, None),
        ("KAZ", start + 2, None),
    ]
    there = [[each.party for each in found.presence if each.there(index)] for index in range(start - 1, start + 4)]
    assert there == [[], ["KAZ"], ["CHN"], ["CHN", "KAZ"], ["CHN", "KAZ"]]
    # Who stayed to the end was there at the close.
    assert [each.party for each in found.present] == ["CHN", "KAZ"]


def test_what_happens_is_an_event_under_the_item_that_is_up():
    found = held([*ADOPTED, at("take_up", item="2"), came("KAZ"), at("note", text="t", party="KAZ", item="1")])
    told = [(event.what.removeprefix("meetings."), event.item, event.party) for event in found.events[-3:]]
    assert told == [
        ("take_up", "2", "SECRETARIAT"),
        ("note_presence", "2", "SECRETARIAT"),
        ("note", "1", "KAZ"),
    ]
    assert (found.item, [item.taken_up for item in found.agenda]) == ("2", [None, FIRST + 4])


def test_an_act_of_another_subject_is_an_event_too():
    played = stage().play(*ADOPTED, at("take_up", item="1"))
    act = played.enacted(*amend(meeting=NAME))
    found = noted(played.value("meeting", NAME), act, NAME)
    assert found.events[-1] == Event(
        act=act.index,
        what="documents.amend",
        entered=act.entered,
        party="SECRETARIAT",
        document="paper",
        item="1",
        sources=("S1",),
        confidence="high",
    )
    assert [meeting_ids(body) for body in (act.body, played.enacted(*amend()).body)] == [(NAME,), ()]


def test_a_matter_is_under_the_item_that_lists_it():
    played = stage().play(*WITH_AGENDA, at("take_up", item="1"))
    found = played.value("meeting", NAME)
    under = [found.agenda[0], found.agenda[1].model_copy(update={"decisions": ("kuwait",)})]
    listed = found.model_copy(update={"agenda": tuple(under)})
    body = Put.model_validate({"decision": "kuwait", "meeting": NAME})
    event = noted(
        listed, Enacted(99, "2026-01-01T00:00:00.000Z", "decisions.put", "CHAIR", "chair", body), NAME
    ).events[-1]
    assert (event.item, event.decision, event.party) == ("2", "kuwait", "CHAIR")


def test_quorum_counts_those_who_decide_and_are_there():
    played = stage().play(*SITS, came("OSCE", capacity="observer"), came("CHN"))
    found = check_sitting(NAME, played)
    assert present_members(found, TODAY, played) == ["CHN"]
    assert quorum_of(found, TODAY, played) == Quorum(present=1, wanted=2, members=2)
    with pytest.raises(Refused, match=r"meetings\.no_quorum"):
        check_quorum(found, played.enacted(*at("note", text="t")), played)
    played.play(came("KAZ"))
    found = check_sitting(NAME, played)
    check_quorum(found, played.enacted(*at("note", text="t")), played)
    assert quorum_of(found, TODAY, played).reached


def test_one_who_has_left_does_not_count():
    played = stage().play(*SITS, came("KAZ", "CHN"), left("CHN"))
    assert quorum_of(check_sitting(NAME, played), TODAY, played) == Quorum(1, 2, 2)


def test_members_are_those_of_the_day():
    joined = fact("membership.attest", party="BGD", status="member", since="2026-01-02")
    played = stage().play(joined, *SITS, came("KAZ", "CHN"))
    found = check_sitting(NAME, played)
    assert [quorum_of(found, day, played).members for day in (TODAY, "2026-01-02")] == [2, 3]


@pytest.mark.parametrize(
    ("steps", "code"),
    [
        ([], "kernel.unknown"),
        ([plan()], "meetings.not_sitting"),
        ([convene()], "meetings.not_sitting"),
        (BREAK, "meetings.not_sitting"),
        ([*SITS, at("close")], "meetings.not_sitting"),
    ],
)
def test_only_a_meeting_that_is_open_sits(steps, code):
    with pytest.raises(Refused) as refused:
        check_sitting(NAME, stage().play(*steps))
    assert refused.value.reason.code == code


@pytest.mark.parametrize(
    ("steps", "due"),
    [
        ([], 2),
        ([plan(number=2)], 3),
        ([meeting(f"m-{number}", number=number) for number in range(2, 6)], 6),
        ([meeting(f"m-{number}", number=number) for number in range(2, 9)], 9),
    ],
)
def test_next_number_of_a_body_follows_the_last(steps, due):
    assert next_number("summit", stage().play(*steps)) == due


def test_a_body_that_has_not_counted_has_no_next_number():
    assert next_number("soc", stage()) is None


def test_sixty_items_and_two_hundred_events_stay_small():
    items = [{"number": str(number), "title": f"Item {number}"} for number in range(1, 61)]
    notes = [at("note", text="A note of some length that stands in the act.", item=str(1 + n % 60)) for n in range(200)]
    found = held([convene(), agenda(items=items), open_(), *notes])
    stored = found.model_dump_json(exclude_defaults=True)
    assert len(found.events) == 203
    assert len(stored) < 30_000
    assert Meeting.model_validate_json(stored) == found


def test_a_plan_corrected_after_the_meeting_sat_leaves_what_was_done():
    before, correction = ACCEPTED["a correction of the plan of a meeting that sat"]
    played = stage().play(*before)
    done = played.value("meeting", NAME)
    after = played.play(correction).value("meeting", NAME)
    assert after.plans[0].place == {"en": "Almaty"}
    assert after.model_copy(update={"acts": (), "plans": ()}) == done.model_copy(update={"acts": (), "plans": ()})


def test_presence_is_a_fact_of_its_act():
    found = held([*SITS, came("KAZ", level="minister")])
    assert found.presence == (
        Present(act=FIRST + 2, party="KAZ", capacity="member", level="minister", since="2026-01-01T00:00:00.000Z"),
    )
