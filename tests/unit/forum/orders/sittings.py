"""Acts of meetings as they go: which are in order, and which are refused by which reason."""

from __future__ import annotations

from typing import Any

from tests.support.datedstage import DatedStage, dated_parties, on_day
from tests.support.stage import Step, meeting
from tests.unit.forum.orders.charter import Case
from tests.unit.forum.orders.documents import correct
from tests.unit.forum.orders.meetings import attend, conclude, move, plan

TODAY = "2026-01-01"
NAME = "summit-2"
PRESIDED = [{"party": "KAZ", "office": "President"}]
ITEMS = [{"number": "1", "title": "Agenda"}, {"number": "2", "title": "Reports", "documents": ["paper"]}]

FURTHER = {"number": "3", "title": "Else"}


def stage() -> DatedStage:
    """Kazakhstan and China are members, the OSCE observes; the summit has met once."""
    return dated_parties()


FIRST = len(stage().acts)
"""The place of the first act of a case."""


def convene(name: str = NAME, **said: Any) -> Step:
    given = {"meeting": name, "body": "summit", "number": 2, "kind": "regular", "planned": TODAY, "format": "hybrid"}
    return "meetings.convene", {field: value for field, value in (given | said).items() if value is not None}


def at(name: str, meeting: str = NAME, **said: Any) -> Step:
    return f"meetings.{name}", {"meeting": meeting} | said


def open_(**said: Any) -> Step:
    return at("open", **({"presided": PRESIDED} | said))


def came(*parties: str, capacity: str = "member", **said: Any) -> Step:
    return at("note_presence", present=list(parties), capacity=capacity, **said)


def left(*parties: str) -> Step:
    return at("note_presence", left=list(parties))


def agenda(act: str = "set_agenda", items: Any = ITEMS, **said: Any) -> Step:
    return at(act, items=items, **said)


def numbered(*numbers: str) -> Step:
    return agenda(items=[{"number": number, "title": f"Item {number}"} for number in numbers])


def postpone(planned: str = "2026-01-02", **said: Any) -> Step:
    return at("move", planned=planned, **said)


CONVENED = [convene()]
SITS = [*CONVENED, open_()]
WITH_AGENDA = [*SITS, agenda()]
ADOPTED = [*WITH_AGENDA, at("adopt_agenda")]
SUSPENDED = [*SITS, at("suspend")]
CLOSED = [*SITS, at("close")]
SOC = {"body": "soc", "number": None}

ACCEPTED: dict[str, Case] = {
    "a regular meeting with the next number": ([], convene(place="Almaty", host="KAZ", title="Second", opens=None)),
    "a meeting at a moment": ([], convene(opens="2026-01-01T00:00:01Z")),
    "a meeting at a moment of the day before": ([], convene(planned="2026-01-03", opens="2026-01-02T22:00:00Z")),
    "a meeting where it is the day before": ([], convene(planned="2025-12-31")),
    "a meeting of a month": ([], convene(planned="2026-01")),
    "a meeting without a number, of a body that does not count": ([], convene(**SOC)),
    "the first meeting that a body counts": ([], convene(**SOC | {"number": 1})),
    "a meeting that is not regular": ([], convene(number=None, kind="informal")),
    "a meeting that was planned": ([plan(number=2)], convene(number=None, title="Second")),
    "a meeting that was planned, with its number": ([plan(number=2)], convene()),
    "a meeting after one that was planned": ([plan(number=2)], convene("summit-3", number=3)),
    "a meeting after ones by correction": ([meeting("m", number=2), meeting("n", number=3)], convene(number=4)),
    "a convened meeting moved": (CONVENED, postpone(opens="2026-01-02T09:00:00Z", place="Almaty", format="video")),
    "a planned meeting moved, of which no source is known": ([plan()], move(planned="2026-02")),
    "a convened meeting held as sources say": (CONVENED, meeting(NAME, TODAY)),
    "an opening": (CONVENED, open_()),
    "an opening where it is the day after": ([convene(planned="2026-01-02")], open_()),
    "an opening, moved to its day": ([convene(planned="2026-03"), postpone(TODAY)], open_()),
    "a suspension": (SITS, at("suspend")),
    "a suspension until a moment": (SITS, at("suspend", until="2026-01-01T00:00:01Z")),
    "a resumption": (SUSPENDED, at("resume")),
    "a resumption under another chair": (SUSPENDED, at("resume", presided=[{"party": "CHN", "office": "President"}])),
    "a close": (SITS, at("close")),
    "a close while it is suspended": (SUSPENDED, at("close")),
    "members who come": (SITS, came("KAZ", "CHN", level="minister")),
    "members who are there before the opening": (CONVENED, came("KAZ")),
    "members who come while it is suspended": (SUSPENDED, came("KAZ")),
    "an observer": (SITS, came("OSCE", capacity="observer")),
    "a guest that holds no status": (SITS, came("BGD", capacity="guest")),
    "a guest that holds a status no more": (SITS, came("KWT", capacity="guest")),
    "one who leaves": ([*SITS, came("KAZ")], left("KAZ")),
    "one who comes while another leaves": ([*SITS, came("KAZ")], came("CHN", left=["KAZ"])),
    "one who comes back": ([*SITS, came("KAZ"), left("KAZ")], came("KAZ")),
    "an agenda before the opening": (CONVENED, agenda()),
    "an agenda of items within items": (CONVENED, numbered("1", "1.1", "1.1.1", "1.1.2", "1.2", "2", "2.1", "3")),
    "another provisional agenda": (WITH_AGENDA, numbered("1", "2", "3")),
    "an agenda adopted": (WITH_AGENDA, at("adopt_agenda")),
    "an adopted agenda amended": (ADOPTED, agenda("amend_agenda", [*ITEMS, FURTHER], reason="r")),
    "an item taken up": (ADOPTED, at("take_up", item="2")),
    "an item of a provisional agenda taken up": (WITH_AGENDA, at("take_up", item="1")),
    "an item taken up again": ([*ADOPTED, at("take_up", item="2")], at("take_up", item="2")),
    "an agenda amended after the items taken up": (
        [*ADOPTED, at("take_up", item="1")],
        agenda("amend_agenda", [ITEMS[0], {"number": "2", "title": "Else"}]),
    ),
    "a note": (SITS, at("note", text="The room was changed.")),
    "a note of the statement of a party": (
        [*WITH_AGENDA, came("OSCE", capacity="observer")],
        at("note", text="It welcomes.", party="OSCE", item="2", document="paper"),
    ),
    "a note of the statement of a party that has left": (
        [*SITS, came("KAZ"), left("KAZ")],
        at("note", text="t", party="KAZ"),
    ),
    "a note of a statement of the chair": (SUSPENDED, at("note", text="t", party="CHAIR")),
    "a correction of the plan of a meeting that sat": (
        [plan(number=2), convene(), open_(), came("KAZ"), on_day("2026-01-02", at("close"))],
        correct(FIRST, plan(number=2), place="Almaty"),
    ),
}  # fmt: skip

REFUSED: dict[str, list[Case]] = {
    "meetings.number_taken": [([], convene("other", number=1))],
    "meetings.number_not_due": [
        ([], convene(number=3)),
        ([], convene(number=None)),
        ([], convene(**SOC | {"number": 2})),
        ([plan()], convene(number=None)),
    ],
    "meetings.number_irregular": [
        ([], convene(kind="special")),
        ([plan(number=2)], convene(number=None, kind="special")),
    ],
    "meetings.other_body": [([plan(number=2)], convene(body="soc", number=None))],
    "meetings.other_number": [([plan(number=2)], convene(number=3))],
    "meetings.past_already": [
        ([], convene(planned="2025-12-30")),
        ([], convene(opens="2026-01-01T00:00:00Z")),
        ([], convene(planned="2025-11")),
        (CONVENED, postpone("2025-12-30")),
        (CONVENED, postpone(TODAY, opens="2025-12-31T23:00:00Z")),
    ],
    "meetings.opens_elsewhen": [
        ([], convene(opens="2026-01-03T00:00:00Z")),
        ([], convene(planned="2026-02", opens="2026-01-30T00:00:00Z")),
        (CONVENED, postpone("2026-02-01", opens="2026-02-03T00:00:00Z")),
        ([plan()], move(planned="2026-02-01", opens="2026-02-03T00:00:00Z")),
    ],
    "meetings.not_its_day": [
        ([convene(planned="2026-01-03")], open_()),
        ([convene(planned="2026-02")], open_()),
        (CONVENED, on_day("2026-01-03", open_())),
        (CONVENED, on_day("2026-01-03", came("KAZ"))),
    ],
    "meetings.until_passed": [(SITS, at("suspend", until="2026-01-01T00:00:00Z"))],
    "meetings.present_already": [
        ([*SITS, came("KAZ")], came("CHN", "KAZ")),
        ([*SUSPENDED[:2], came("KAZ"), at("suspend")], came("KAZ")),
    ],
    "meetings.not_present": [
        (SITS, left("KAZ")),
        ([*SITS, came("KAZ"), left("KAZ")], left("KAZ")),
        (SITS, at("note", text="t", party="KAZ")),
    ],
    "meetings.capacity_unfit": [
        (SITS, came("KAZ", capacity="observer")),
        (SITS, came("OSCE")),
        (SITS, came("OSCE", capacity="guest")),
        (SITS, came("BGD")),
        (SITS, came("KWT", capacity="observer")),
    ],
    "meetings.no_agenda": [
        (SITS, at("adopt_agenda")),
        (SITS, at("take_up", item="1")),
        (SITS, at("note", text="t", item="1")),
    ],
    "meetings.agenda_adopted": [(ADOPTED, agenda()), (ADOPTED, at("adopt_agenda"))],
    "meetings.agenda_provisional": [(WITH_AGENDA, agenda("amend_agenda"))],
    "meetings.item_unknown": [
        (ADOPTED, at("take_up", item="3")),
        (ADOPTED, at("note", text="t", item="2.1")),
    ],
    "meetings.item_taken_up": [
        ([*ADOPTED, at("take_up", item="2")], agenda("amend_agenda", ITEMS[:1])),
        ([*WITH_AGENDA, at("take_up", item="1")], numbered("1", "2")),
    ],
    "meetings.not_held": [(CONVENED, attend("KAZ", at=NAME)), (CONVENED, conclude(NAME))],
    "meetings.held_already": [
        (SITS, postpone()),
        (SITS, meeting(NAME, TODAY)),
        (CLOSED, meeting(NAME, TODAY)),
        ([meeting("past", TODAY)], move("past")),
    ],
    "meetings.recorded_as_it_went": [(SITS, attend("KAZ", at=NAME)), (CLOSED, conclude(NAME))],
    "meetings.format_unfit": [(CONVENED, postpone(format="silence"))],
    "meetings.entered_already": [(CONVENED, plan())],
    "kernel.out_of_turn": [
        (CONVENED, convene()),
        (CLOSED, convene()),
        ([], convene("summit-1", number=None, kind="special")),
        ([plan()], open_()),
        (SITS, open_()),
        (CLOSED, open_()),
        (CONVENED, at("suspend")),
        (SUSPENDED, at("suspend")),
        (SITS, at("resume")),
        (CONVENED, at("close")),
        (CLOSED, at("close")),
        (CLOSED, came("KAZ")),
        ([plan()], agenda()),
        (CLOSED, agenda()),
        ([*WITH_AGENDA, at("suspend")], at("adopt_agenda")),
        ([*ADOPTED, at("suspend")], agenda("amend_agenda")),
        ([*ADOPTED, at("suspend")], at("take_up", item="1")),
        (CONVENED, at("note", text="t")),
        (CLOSED, at("note", text="t")),
    ],
    "kernel.unknown": [
        ([], open_()),
        ([], at("close")),
        ([], postpone()),
        (SITS, agenda(items=[ITEMS[0] | {"documents": ["no-such"]}])),
        (SITS, agenda(items=[ITEMS[0] | {"decisions": ["no-such"]}])),
        (ADOPTED, agenda("amend_agenda", [ITEMS[0] | {"documents": ["no-such"]}])),
        (SITS, at("note", text="t", document="no-such")),
    ],
    "membership.party_unknown": [
        (CONVENED, open_(presided=[{"party": "THA", "office": "o"}])),
        (SUSPENDED, at("resume", presided=[{"party": "CHAIR", "office": "o"}])),
        (SITS, came("THA")),
        (SITS, came("SECRETARIAT", capacity="participant")),
        (SITS, at("note", text="t", party="THA")),
    ],
    "membership.not_a_state": [([], convene(host="OSCE"))],
    "charter.body_unknown": [([], convene(body="swg"))],
    "sources.unknown": [(CONVENED, postpone(sources=["S9"], confidence="high"))],
    "sources.not_correctable": [(SITS, correct(FIRST + 1, open_())), (CONVENED, correct(FIRST, convene()))],
    "kernel.body_malformed": [
        ([], convene(kind="without_meeting")),
        ([], convene(format="silence")),
        ([], convene(opens="2026-01-01")),
        (CONVENED, open_(presided=[])),
        (SITS, at("note_presence")),
        (SITS, came("KAZ", "KAZ")),
        (SITS, came("KAZ", left=["KAZ"])),
        (SITS, at("note_presence", present=["KAZ"])),
        (SITS, at("note_presence", left=["KAZ"], capacity="member")),
        (SITS, agenda(items=[])),
        *((SITS, numbered(*numbers)) for numbers in ("2", ("1", "3"), ("1", "1"), ["1.1"], ("1", "1.2"), ("1", "0"))),
        (SITS, numbered("1", "1.1", "1.3")),
        (SITS, numbered("1", "1.1.1")),
        (SITS, at("take_up", item="one")),
        (CONVENED, postpone(confidence="high")),
        (CONVENED, postpone(sources=["S1"])),
    ],
}  # fmt: skip
