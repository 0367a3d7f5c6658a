"""Five pieces of CICA's history, acted out again by the rules of its own data: its charter is what is tested."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import comity.forums
from comity.forum.fold import evolve
from comity.forum.kernel.acts import Enacted
from comity.forum.membership.roll import deciding
from comity.forum.officers.authority import delegation_of
from comity.forum.readings.treaties import status
from comity.secretariat.forumdata import ForumData, read_forum
from comity.secretariat.rehearsal.past import as_it_stood
from tests.support.deciding import act, own
from tests.support.stage import Stage, Step, by, clock

CICA = Path(comity.forums.__path__[0]) / "cica"
SLUG = "d"


@cache
def history() -> ForumData:
    return read_forum(CICA)


def standing_on(day: str) -> Stage:
    """CICA as it stood at the beginning of a day, which is the time of entry of what comes next."""
    moment = int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp() * 1000)
    stage = Stage()
    stage.entered = f"{day}T00:00:00.000Z"
    for each in as_it_stood(history(), moment).data.acts:
        entered = Enacted(len(stage.acts), stage.entered, each.type, "SECRETARIAT", "registrar", each.body)
        stage.values.update(evolve(entered, stage))
        stage.acts.append(entered)
    return stage


def at(moment: str) -> Step:
    return clock(f"{moment}.000Z")


def chairs(name: str, **said: Any) -> Step:
    return by("CHAIR", act(name, **said))


def propose(matter: str, body: str, text: str = "So be it.", **said: Any) -> Step:
    return chairs("propose", party="CHAIR", matter=matter, body=body, title=matter, text=text, **said)


def sits(stage: Stage, name: str, body: str, number: int) -> list[Step]:
    """A regular meeting of a body, opened today with all who decide."""
    day = stage.entered[:10]
    planned = {"body": body, "number": number, "kind": "regular", "planned": day, "format": "in_person"}
    chair = [{"party": delegation_of("CHAIR", day, stage), "office": "Chair"}]
    there = {"capacity": "member", "present": deciding(day, stage)}
    acts: list[Step] = [
        ("meetings.convene", {"meeting": name, **planned}),
        ("meetings.open", {"meeting": name, "presided": chair}),
        ("meetings.note_presence", {"meeting": name, **there}),
    ]
    return [by("CHAIR", each) for each in acts]


def signs(party: str, day: str, *papers: str) -> list[Step]:
    return [by(party, ("membership.sign", {"party": party, "instrument": each, "on": day})) for each in papers]


def admits(party: str) -> dict[str, Any]:
    return {"effect": {"kind": "admission", "party": party, "status": "member"}}


FOUNDING = ("declaration-1999", "almaty-act")
CHAIR = {"effect": {"kind": "chair", "term": "aze-2024", "state": "AZE", "since": "2024-12-17"}}
EXPIRED = {"silence": 1, "effective": "2024-03-19T12:00:00Z", "outcome": "adopts", "symbol": "CICA/MIN/DEC/2024/1"}


def test_kuwait_signs_and_is_then_decided_on():
    stage = standing_on("2022-10-10").play(at("2022-10-11T09:00:00"), *signs("KWT", "2022-10-11", *FOUNDING))
    assert len(deciding("2022-10-11", stage)) == 27
    stage.play(at("2022-10-13T05:00:00"))
    stage.play(*sits(stage, "summit-6", "summit", 6))
    stage.play(propose("member-admission", "summit", **admits("KWT")), chairs("put", meeting="summit-6"))
    said = {"meeting": "summit-6", "outcome": "adopts", "symbol": "CICA/SUM/DEC/2022/1"}
    assert stage.code(chairs("conclude", **said)) == "decisions.effect_differs"
    stage.play(chairs("conclude", **said, **admits("KWT")))
    members = {day: len(deciding(day, stage)) for day in ("2022-10-12", "2022-10-13")}
    assert members == {"2022-10-12": 27, "2022-10-13": 28}


def test_bangladesh_is_decided_on_and_then_signs():
    stage = standing_on("2014-05-10").play(propose("member-admission", "summit", **admits("BGD")))
    stage.play(chairs("start_silence", expires="2014-05-19T12:00:00Z"), at("2014-05-19T12:00:00"))
    said = {"silence": 1, "effective": "2014-05-19T12:00:00Z", "outcome": "adopts", "symbol": "CICA/SUM/DEC/2014/1"}
    stage.play(act("conclude_silence", **said, **admits("BGD")), at("2014-05-20T09:00:00"))
    stage.play(*signs("BGD", "2014-05-20", FOUNDING[0]))
    assert len(deciding("2014-05-20", stage)) == 24
    stage.play(*signs("BGD", "2014-05-20", FOUNDING[1]))
    assert ("BGD" in deciding("2014-05-19", stage), "BGD" in deciding("2014-05-20", stage)) == (False, True)


def test_paragraphs_that_one_member_blocks_move_to_a_statement_of_the_chair():
    stage = standing_on("2010-06-07")
    text = "One.\n\nTwo.\n\nThree."
    stage.play(at("2010-06-08T06:00:00"))
    stage.play(*sits(stage, "summit-3", "summit", 3))
    stage.play(propose("outcome-documents", "summit", text), chairs("put", meeting="summit-3"))
    stage.play(own("object", "ISR", meeting="summit-3", paragraphs=[3]))
    said = {"meeting": "summit-3", "symbol": "CICA/SUM/DEC/2010/1"}
    assert stage.code(chairs("conclude", outcome="adopts", **said)) == "decisions.objected_to"
    title = {"title": "Statement", "kind": "chair_statement", "on": "2010-06-08", "by_members": False}
    stage.play(by("CHAIR", ("documents.register", {"document": "statement", "meeting": "summit-3", **title})))
    others = [each for each in deciding("2010-06-08", stage) if each != "ISR"]
    moves = {"meeting": "summit-3", "outcome": "moves_to_chair_statement", "statement": "statement", "paragraphs": [3]}
    assert stage.code(chairs("conclude", **moves, speaks_for=["ISR"])) == "decisions.speaks_for_objector"
    stage.play(chairs("conclude", **moves, speaks_for=others))
    stage.play(chairs("revise", revision=1, text="One.\n\nTwo."), chairs("put", meeting="summit-3"))
    stage.play(chairs("conclude", outcome="adopts", revision=1, **said))
    held = stage.value("decision", SLUG)
    assert [each.outcome for each in held.results] == ["moves_to_chair_statement", "adopts"]
    assert (held.symbol, len(held.results[0].speaks_for)) == ("CICA/SUM/DEC/2010/1", 19)


def under_silence() -> Stage:
    stage = standing_on("2024-03-05").play(propose("chair-election", "ministerial", **CHAIR))
    return stage.play(chairs("start_silence", expires="2024-03-19T12:00:00Z"))


def test_silence_on_the_chair_expires_and_the_hat_moves_when_the_chair_is_taken():
    stage = under_silence().play(at("2024-03-19T12:00:00"))
    assert stage.code(own("break_silence", "THA")) == "decisions.silence_over"
    stage.play(act("conclude_silence", **EXPIRED, **CHAIR), at("2024-12-17T07:00:00"))
    stage.play(*sits(stage, "ministerial-7", "ministerial", 7))
    assert delegation_of("CHAIR", "2024-12-17", stage) == "KAZ"
    taken = {"term": "aze-2024", "on": "2024-12-17", "meeting": "ministerial-7"}
    stage.play(by("CHAIR", ("offices.take_chair", taken)))
    assert delegation_of("CHAIR", "2024-12-17", stage) == "AZE"


@pytest.mark.parametrize(
    ("moment", "code"),
    [("2024-03-19T11:59:59.999Z", None), ("2024-03-19T12:00:00.000Z", "decisions.silence_over")],
)
def test_silence_on_the_chair_is_broken_up_to_its_last_thousandth(moment, code):
    assert under_silence().play(clock(moment)).code(own("break_silence", "THA")) == code


def test_silence_that_was_broken_runs_anew_on_the_revised_text():
    stage = under_silence().play(at("2024-03-19T11:59:59"), own("break_silence", "THA", text="With a day."))
    stage.play(chairs("revise", revision=1, text="With a day."))
    stage.play(chairs("start_silence", expires="2024-04-02T12:00:00Z"), at("2024-04-02T12:00:00"))
    second = {**EXPIRED, "silence": 2, "effective": "2024-04-02T12:00:00Z", "revision": 1}
    assert stage.code(act("conclude_silence", **EXPIRED, **CHAIR)) == "decisions.silence_concluded_otherwise"
    stage.play(act("conclude_silence", **second, **CHAIR))
    assert stage.value("decision", SLUG).state == "stands"


def test_convention_enters_into_force_on_its_computed_day():
    stage = standing_on("2025-08-01").play(at("2025-08-04T09:00:00"))
    before = status(stage, "convention-privileges", date(2025, 8, 4))
    accedes = {"treaty": "convention-privileges", "party": "KGZ", "instrument": "accession"}
    stage.play(by("KGZ", ("treaties.deposit", accedes)))
    days = [status(stage, "convention-privileges", date(2025, 9, day)) for day in (2, 3)]
    assert [each.standing if each else None for each in (before, *days)] == ["not_in_force", "to_enter", "in_force"]
