from __future__ import annotations

from typing import get_args

import pytest
from pydantic import TypeAdapter

from comity.forum.readings.claims import Judged, judge_all
from comity.forum.readings.claims.judging import ANSWERS
from comity.forum.readings.claims.lists import HOW_MANY, LISTINGS
from comity.forum.readings.claims.meetings import NUMBERS
from comity.forum.sources import questions
from comity.forum.sources.state import Claimed
from tests.unit.forum.readings.smallworlds import Reading, a_party, a_world, ask, in_short

WORLD = a_world(a_party("KAZ", member="1999-09-14"), a_party("BHR", member="[2010..2011]"))
RIGHT = {"kind": "status", "party": "KAZ", "status": "member", "on": "2000"}
OPEN = {"kind": "joined", "party": "BHR", "status": "member", "on": "2010"}
WRONG = {"kind": "list", "of": "members", "on": "2000", "items": ["ISL"]}


@pytest.mark.parametrize(
    ("parts", "verdict"),
    [
        ([RIGHT, RIGHT], "agrees"),
        ([RIGHT, OPEN], "undecidable"),
        ([OPEN, RIGHT, WRONG], "differs"),
        ([WRONG, OPEN], "differs"),
    ],
)
def test_each_is_as_right_as_its_worst_part(parts, verdict):
    assert ask(WORLD, "each", parts=parts).verdict == verdict


def test_each_says_what_every_part_finds():
    found = ask(WORLD, "each", parts=[RIGHT, WRONG])
    assert (*in_short(found), found.missing, found.extra) == (
        "differs",
        (
            "In the register the status “member” of KAZ begins: 1999-09-14."
            " Members, by the register: 1. Left out: KAZ. Not among them: ISL."
        ),
        ("KAZ",),
        ("ISL",),
    )


def _claimed(name: str, question: object) -> Claimed:
    asked = TypeAdapter(questions.Question).validate_python(question)
    return Claimed(claim=name, source="S1", says={"en": name}, question=asked, why={"en": "so"})


def test_judge_all_keeps_the_order_of_the_claims():
    claims = (_claimed("one", RIGHT), _claimed("two", OPEN))
    reader = Reading(a_party("KAZ", member="1999-09-14"), *claims)
    found = [(judged.claim, str(judged.finding.verdict)) for judged in judge_all(reader)]
    assert found == [(claims[0], "agrees"), (claims[1], "differs")]


def test_judge_all_gives_judged_claims():
    assert [type(judged) for judged in judge_all(Reading(_claimed("one", RIGHT)))] == [Judged]


def test_every_kind_of_question_has_an_answer():
    kinds = {get_args(member.model_fields["kind"].annotation)[0] for member in get_args(get_args(questions.Single)[0])}
    assert kinds == set(ANSWERS)


def test_every_list_is_listed_and_counted():
    assert [set(LISTINGS), set(HOW_MANY)] == [set(get_args(questions.Listing))] * 2


def test_every_number_of_those_present_is_said():
    assert set(NUMBERS) == set(get_args(questions.NumberAt.model_fields["of"].annotation))
