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
ITEMS = [{"number": number, "title": f"Item {number}"} for number in ("1", "2", "2.1", "3")]
BEGUN: Any = datetime.fromisoformat("2026-01-01T00:00:00Z")


@st.composite
def acts(draw: st.DrawFn, played: DatedStage) -> Step:
    """An act on one of three meetings: mostly one whose turn it is, now and then any other."""

    def one(*choices: Any) -> Any:
        return draw(st.sampled_from(choices))

    name = one(*NAMES[:1], *NAMES)
    body, number = name.split("-")[0], one(None, 2, 3)
    planned = one("2026-01-01/2026-01-02", "2026-01", "2026-01", "2026-01-03")
    parties = draw(st.lists(st.sampled_from(PARTIES), unique=True, min_size=1, max_size=3))
    fitting = [(party, capacity) for party in PARTIES for capacity in capacities_of(party, "2026-01-01", played)]
    party, capacity = one(*fitting, ("KAZ", "observer"))
    built = {
        "meetings.plan": plan(name, body=body, number=number),
        "meetings.convene": convene(name, body=body, number=number, planned=planned),
        "meetings.move": at("move", name, planned=planned),
        "meetings.hold": meeting(name, "2026-01-01", body=body, number=number),
        "meetings.attend": attend("KAZ", at=name),
        "meetings.conclude": conclude(name),
        "meetings.set_agenda": agenda("set_agenda", ITEMS[: one(1, 2, 3, 4)], meeting=name),
        "meetings.note_presence": one(
            came(party, capacity=capacity, meeting=name),
            at("note_presence", name, left=parties),
        ),
        "meetings.open": open_(meeting=name),
        "meetings.adopt_agenda": at("adopt_agenda", name),
        "meetings.amend_agenda": agenda("amend_agenda", ITEMS[: one(1, 2, 3, 4)], meeting=name),
        "meetings.take_up": at("take_up", name, item=one("1", "2", "2.1", "3")),
        "meetings.note": at("note", name, text="t", item=one(None, "1", "3"), party=one(None, "KAZ", "CHAIR")),
        "meetings.suspend": at("suspend", name),
        "meetings.resume": at("resume", name),
        "meetings.close": at("close", name),
    }
    turns = [act for act in built if MACHINE.allows(state_of(played, name), act) and act not in RARE]
    kind, fields = built[one(*(turns or ["meetings.open"]), *turns, one(*built))]
    return kind, {field: value for field, value in fields.items() if value is not None}


RARE = ("meetings.plan", "meetings.move", "meetings.hold", "meetings.attend", "meetings.conclude")
"""Acts of which the history of meetings knows enough; now and then they come all the same."""


@st.composite
def histories(draw: st.DrawFn) -> tuple[DatedStage, list[tuple[str, str, str]]]:
    """Meetings as they went over a few days, and each move that was made: (before, act, after)."""
    played, moves = stage(), []
    now = BEGUN
    for _ in range(draw(st.integers(5, 40))):
        step = draw(acts(played))
        now += timedelta(hours=draw(st.sampled_from([0, 0, 0, 1, 3, 12])))
        dated: Any = (*step, "SECRETARIAT", f"{now:%Y-%m-%dT%H:%M:%S}.000Z")
        before = state_of(played, step[1]["meeting"])
        if played.refusal(dated) is None:
            played.play(dated)
            moves.append((before, step[0], state_of(played, step[1]["meeting"])))
    return played, moves


def state_of(played: DatedStage, name: str) -> str:
    held = played.value("meeting", name)
    return held.state if held else NOTHING


def meetings(played: DatedStage) -> list[Meeting]:
    return [held for name in NAMES if (held := played.value("meeting", name))]


@given(histories())
@settings(max_examples=60)
def test_every_move_is_one_of_the_table(history):
    for before, act, after in history[1]:
        assert MACHINE.allows(before, act), (before, act)
        assert after in MACHINE.after(before, act), (before, act, after)


@given(histories())
@settings(max_examples=60)
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
@settings(max_examples=60)
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
@settings(max_examples=60)
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
