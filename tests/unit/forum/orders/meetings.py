"""Acts of meetings: which are in order, and which are refused by which reason."""

from __future__ import annotations

from typing import Any

from tests.support.stage import Step, fact, meeting
from tests.unit.forum.orders.charter import Case


def plan(name: str = "summit-2", **said: Any) -> Step:
    return fact("meetings.plan", **({"meeting": name, "body": "summit", "kind": "regular", "planned": "2006"} | said))


def move(name: str = "summit-2", **said: Any) -> Step:
    return fact("meetings.move", **({"meeting": name, "planned": "2006-06-17"} | said))


def attend(*parties: str, at: str = "summit-1", capacity: str = "member") -> Step:
    return fact("meetings.attend", meeting=at, parties=list(parties), capacity=capacity)


def conclude(at: str = "summit-1", **said: Any) -> Step:
    return fact("meetings.conclude", **({"meeting": at, "verb": "adopts", "matter": "m"} | said))


PRESIDED = [{"party": "KAZ", "office": "President"}]

ACCEPTED: dict[str, Case] = {
    "a plan": ([], plan(number=2, host="KAZ", presided=PRESIDED)),
    "a move": ([plan()], move(format="video", place="Almaty")),
    "a meeting": ([], meeting("summit-2", "2006-06-17", number=2, host="KAZ", presided=PRESIDED)),
    "a meeting as planned": ([plan(number=2)], meeting("summit-2", "2006-06-17", number=2)),
    "a planned meeting whose number the plan left open": ([plan()], meeting("summit-2", "2006-06-17", number=2)),
    "a meeting of which no number is repeated": ([plan(number=2)], meeting("summit-2", "2006-06-17")),
    "a decision without a meeting": ([], meeting("d", kind="without_meeting", format="silence")),
    "presence of a party without any status": ([], attend("OSCE", capacity="guest")),
    "presence in two capacities of two parties": ([attend("KAZ")], attend("CHN", capacity="observer")),
    "a meeting of the day after its entry": ([], meeting("m", "2026-01-02")),
    "a meeting that goes on": ([], meeting("m", "2026-01-01/2026-01-09")),
    "a meeting of a year that has begun": ([], meeting("m", "2026")),
    "a meeting of a day not known": ([], meeting("m", "../2030-01-01")),
    "a plan of a day to come": ([], plan(planned="2026-10")),
    "an outcome": ([], conclude(document="act", about=["KAZ"], on="2002-06-04")),
    "an outcome of a month that the day lies in": ([], conclude(on="2002-06")),
}

REFUSED: dict[str, list[Case]] = {
    "meetings.entered_already": [([plan()], plan()), ([], plan("summit-1"))],
    "meetings.held_already": [([], meeting("summit-1")), ([], move("summit-1"))],
    "meetings.number_taken": [
        ([], plan(number=1)),
        ([], meeting("summit-2", number=1)),
        ([plan(number=2)], meeting("summit-3", number=2)),
    ],
    "meetings.other_number": [([plan(number=2)], meeting("summit-2", "2006-06-17", number=3))],
    "meetings.number_irregular": [([], plan(kind="special", number=2)), ([], meeting("m", kind="informal", number=2))],
    "meetings.other_body": [([plan()], meeting("summit-2", body="soc"))],
    "meetings.format_unfit": [
        ([], plan(format="silence")),
        ([], meeting("m", format="correspondence")),
        ([], meeting("m", kind="without_meeting")),
        ([plan()], move(format="silence")),
        ([plan("d", kind="without_meeting", format="silence")], move("d", format="video")),
    ],
    "meetings.outcome_outside": [([], conclude(on="2002-06-03")), ([], conclude(on="2002-06-05"))],
    "kernel.day_to_come": [
        ([], meeting("m", "2026-01-03")),
        ([], meeting("m", "2026-02/..")),
        ([], meeting("m", "3001-05-18")),
        ([], conclude(on="2027")),
    ],
    "meetings.not_held": [([plan()], attend("KAZ", at="summit-2")), ([plan()], conclude("summit-2"))],
    "meetings.listed_twice": [([], attend("KAZ", "KAZ")), ([attend("KAZ", "CHN")], attend("KAZ", capacity="observer"))],
    "membership.not_a_state": [([], plan(host="OSCE")), ([], meeting("m", host="OSCE"))],
    "membership.party_unknown": [
        ([], plan(host="THA")),
        ([], plan(presided=[{"party": "THA", "office": "o"}])),
        ([], meeting("m", presided=[{"party": "THA", "office": "o"}])),
        ([], attend("THA")),
        ([], conclude(about=["THA"])),
    ],
    "charter.body_unknown": [([], plan(body="swg")), ([], meeting("m", body="swg"))],
    "kernel.unknown": [
        ([], move("no-such")),
        ([], attend("KAZ", at="no-such")),
        ([], conclude("no-such")),
        ([], conclude(document="no-such")),
    ],
    "sources.unknown": [
        ([], (name, body | {"sources": ["S9"]}))
        for name, body in (plan(), move(), meeting("m"), attend("KAZ"), conclude())
    ],
}
