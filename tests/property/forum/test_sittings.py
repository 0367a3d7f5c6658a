"""Whatever is done at meetings in whatever order: no state that their table does not know, and nothing is lost."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from comity.forum.kernel.machine import NOTHING
from comity.forum.kernel.moments import instant
from comity.forum.meetings.conducting import capacities_of
from comity.forum.meetings.machine import CLOSED, CONVENED, MACHINE, OPEN, PLANNED, STATES, SUSPENDED
from comity.forum.meetings.sitting import quorum_of
from comity.forum.meetings.state import Meeting
from comity.forum.readings.journal import journal
from tests.property.forum.test_fold import Reread, as_json
from tests.support.datedstage import DatedStage
from tests.support.stage import Step, meeting
from tests.unit.forum.orders.meetings import attend, conclude, plan
from tests.unit.forum.orders.sittings import agenda, at, came, convene, open_, stage

NAMES = ("summit-2", "summit-3", "soc-1")
PARTIES = ("KAZ", "CHN", "OSCE", "BGD", "KWT")
CAPACITIES = ("member", "observer", "partner", "guest", "participant")
ITEMS = [{"number": number, "title": f"Item {number}"} for number in ("1", "2", "2.1", "3")]
BEGUN: Any = datetime.fromisoformat("2026-01-01T00:00:00Z")


@st.composite
def acts(draw: st.DrawFn) -> Step:
    """An act on one of three meetings; most are in order at some places and out of order at others."""

    def one(*choices: Any) -> Any:
        return draw(st.sampled_from(choices))

    name, body = one(("summit-2", "summit"), ("summit-3", "summit"), ("soc-1", "soc"))
    number = one(None, 2, 3)
    planned = one("2026-01-01/2026-01-02", "2026-01", "2026-01-03")
    items = ITEMS[: one(1, 2, 3, 4)]
    parties = draw(st.lists(st.sampled_from(PARTIES), unique=True, max_size=3))
    step = one(
        convene(name, body=body, number=number, planned=planned),
        plan(name, body=body, number=number),
        at("move", name, planned=planned),
        meeting(name, "2026-01-01", body=body, number=number),
        open_(meeting=name),
        open_(meeting=name),
        at("suspend", name),
        at("resume", name),
        at("close", name),
        came(*(parties or ["KAZ"]), capacity=one(*CAPACITIES), meeting=name),
        came("KAZ", "CHN", meeting=name),
        at("note_presence", name, left=parties or ["KAZ"]),
        agenda(one("set_agenda", "amend_agenda"), items, meeting=name),
        at("adopt_agenda", name),
        at("take_up", name, item=one("1", "2", "2.1", "3")),
        at("note", name, text="t", item=one(None, "1", "3"), party=one(None, "KAZ", "CHAIR")),
        attend("KAZ", at=name),
        conclude(name),
    )
    fields = {field: value for field, value in step[1].items() if value is not None}
    return step[0], fields


@st.composite
def histories(draw: st.DrawFn) -> tuple[DatedStage, list[tuple[str, str, str]]]:
    """Meetings as they went over a few days, and each move that was made: (before, act, after)."""
    played, moves = stage(), []
    now = BEGUN
    for step in draw(st.lists(acts(), min_size=5, max_size=40)):
        now += timedelta(hours=draw(st.sampled_from([0, 0, 1, 3, 12])))
        entered = f"{now:%Y-%m-%dT%H:%M:%S}.000Z"
        dated: Any = (*step, "SECRETARIAT", entered)
        before = state_of(played, step[1]["meeting"])
        if played.refusal(dated) is None:
            played.play(dated)
            moves.append((before, step[0], state_of(played, step[1]["meeting"])))
        else:
            assert state_of(played, step[1]["meeting"]) == before
    return played, moves


def state_of(played: DatedStage, name: str) -> str:
    held = played.value("meeting", name)
    return held.state if held else NOTHING


def meetings(played: DatedStage) -> list[Meeting]:
    return [held for name in NAMES if (held := played.value("meeting", name))]


@given(histories())
@settings(max_examples=150)
def test_every_move_is_one_of_the_table(history):
    for before, act, after in history[1]:
        assert MACHINE.allows(before, act), (before, act)
        assert after in MACHINE.after(before, act), (before, act, after)


@given(histories())
@settings(max_examples=150)
def test_a_meeting_is_in_a_state_that_agrees_with_what_is_known_of_it(history):
    for held in meetings(history[0]):
        assert held.state in STATES
        sits = [each for each in held.sittings if not each.closed]
        assert (len(sits), held.state == OPEN) in {(0, False), (1, True)}
        assert (held.state in {OPEN, SUSPENDED, CLOSED}) == held.held
        assert held.state in {PLANNED, CONVENED} or held.sittings or held.held_act is not None
        assert held.state not in {PLANNED, CONVENED} or not held.sittings
        times = [moment for each in held.sittings for moment in (each.opened, each.closed) if moment]
        assert times == sorted(times, key=instant)


@given(histories())
@settings(max_examples=150)
def test_nobody_is_there_twice_or_in_a_capacity_that_is_not_its_own(history):
    played, _ = history
    for held in meetings(played):
        there = [each.party for each in held.present]
        assert len(set(there)) == len(there)
        for each in held.presence:
            assert each.capacity in capacities_of(each.party, each.since[:10], played)
            assert each.left is None or each.left > each.act
        found = quorum_of(held, "2026-01-01", played)
        assert 0 <= found.present <= found.members


@given(histories())
@settings(max_examples=150)
def test_what_happened_stands_once_in_its_order_and_so_in_the_journal(history):
    played, _ = history
    for held in meetings(played):
        acts = [event.act for event in held.events]
        assert acts == sorted(set(acts))
        assert set(acts) <= set(held.acts)
        told = journal(held, played, act_at=played.act)
        assert [line.act for part in told for under in part.items for line in under.lines] == acts
        numbers = [item.number for item in held.agenda]
        assert len(set(numbers)) == len(numbers)
        assert not held.item or held.listed(held.item) is not None


@given(histories())
@settings(max_examples=60)
def test_meetings_folded_through_a_store_are_the_same(history):
    assert Reread(history[0]).fold() == as_json(history[0].values)
