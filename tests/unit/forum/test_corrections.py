from __future__ import annotations

from dataclasses import replace

import pytest

from comity.forum.fold import check, evolve
from comity.forum.kernel.errors import Phrase
from comity.forum.kernel.values import Key
from tests.support.stage import Stage, Step, document, fact, meeting, opening, state
from tests.unit.forum.orders.documents import NEXT, SUMMIT, correct, numbered, sign
from tests.unit.forum.orders.meetings import attend, conclude, plan
from tests.unit.forum.orders.membership import accept, attest
from tests.unit.forum.orders.membership import sign as sign_for_status
from tests.unit.forum.orders.offices import appoint, elect, retitle, take

CLAIM = {"claim": "c", "source": "S1", "says": "s", "why": "w", "question": {"kind": "beyond", "held": "h"}}
SUMMIT_1 = meeting("summit-1", number=1)


def corrected(before: list[Step], act: int, step: Step, **changes: object) -> Stage:
    return opening().play(*before, correct(act, step, **changes))


def told_rightly(before: list[Step], act: int, step: Step, **changes: object) -> Stage:
    """The same history, had it been told rightly from the start."""
    _, body = correct(act, step, **changes)
    told = [*before]
    told[act - NEXT] = (step[0], body["body"])
    return opening().play(*told)


def facts(stage: Stage) -> dict[Key, object]:
    return {key: value for key, value in stage.without_acts().items() if key.kind != "correction"}


SIGNED = [sign_for_status("KAZ", "declaration", "1999-09-14"), sign_for_status("KAZ", "act", "2002-06-04")]
TERMS = [elect(), elect("b", state="CHN", since="2006"), take("kazakhstan-2002", "2002"), take("b", "2006")]
HISTORIES: dict[str, tuple[list[Step], int, dict[str, object]]] = {
    "the day of a signature": ([*SIGNED, attest("KAZ", "1999")], NEXT, {"on": "1999-09-15"}),
    "the party that signed": ([sign(), sign("CHN")], NEXT, {"party": "BGD"}),
    "the document signed": ([numbered("X-1"), sign(), sign("CHN")], NEXT + 1, {"document": "d-x-1"}),
    "the term that was taken": (TERMS[:3], NEXT + 2, {"term": "b"}),
    "a day in the chair": (TERMS, NEXT + 2, {"on": "2003"}),
    "the post of a tenure": ([appoint(), appoint("second", since="2010")], NEXT, {"post": "deputy"}),
    "a decision's party": ([accept("KWT", "2022-10-13"), attest("BGD", "2014")], NEXT, {"party": "BGD"}),
    "presence": ([attend("KAZ"), conclude()], NEXT, {"parties": ["CHN", "KWT"], "capacity": "observer"}),
    "a title": ([retitle(), retitle(title="U", since="2022")], NEXT, {"since": "2023"}),
    "a claim": (
        [("sources.claim", CLAIM)],
        NEXT,
        {"line": 4},
    ),
    "a party": ([state("THA"), attest("THA", "2004")], NEXT, {"in_asia": True}),
    "a plan": ([plan(number=2), meeting("summit-2", "2006-06-17")], NEXT, {"planned": "2005", "number": 3}),
}


@pytest.mark.parametrize("name", HISTORIES)
def test_corrected_history_amounts_to_the_history_told_rightly(name):
    before, act, changes = HISTORIES[name]
    step = before[act - NEXT]
    # A freed number or symbol stays known as free, an emptied post as empty.
    left = {Key("meeting-number", "summit/2")} if name == "a plan" else set()
    found = facts(corrected(before, act, step, **changes))
    assert {key: value for key, value in found.items() if key not in left} == facts(
        told_rightly(before, act, step, **changes)
    )


def test_values_touched_by_a_correction_name_it_and_every_act_before():
    stage = corrected([numbered("X-1"), sign(), sign("CHN")], NEXT + 1, sign(), document="d-x-1")
    # It was moved from one document to another: both tell of the act and of its correction.
    assert [stage.value("document", name).acts for name in ("paper", "d-x-1")] == [
        (10, NEXT + 1, NEXT + 2, NEXT + 3),
        (NEXT, NEXT + 1, NEXT + 3),
    ]
    assert stage.value("correction", str(NEXT + 1)).acts == (NEXT + 3,)


def test_act_corrected_twice_stands_as_the_newest_has_it():
    stage = corrected([], SUMMIT, SUMMIT_1, place="Astana").play(correct(SUMMIT, SUMMIT_1, place="Almaty"))
    held = stage.value("meeting", "summit-1")
    assert (held.place, held.acts) == ({"en": "Almaty"}, (SUMMIT, NEXT, NEXT + 1))
    assert stage.value("correction", str(SUMMIT)).acts == (NEXT, NEXT + 1)


def test_second_correction_moves_a_fact_from_where_the_first_one_took_it():
    before = [numbered("X-1"), numbered("X-2"), sign()]
    stage = corrected(before, NEXT + 2, sign(), document="d-x-1")
    stage.play(correct(NEXT + 2, sign(), document="d-x-2"))
    signed = [len(stage.value("document", name).signatures) for name in ("paper", "d-x-1", "d-x-2")]
    assert signed == [0, 0, 1]


def test_correction_of_one_act_keeps_the_correction_of_another():
    stage = opening().play(attend("KAZ"), conclude())
    stage.play(correct(NEXT, attend("KAZ"), capacity="guest"))
    stage.play(correct(NEXT + 1, conclude(), verb="issues"))
    held = stage.value("meeting", "summit-1")
    assert (held.attendance[0].capacity, held.outcomes[0].verb) == ("guest", "issues")


def test_correction_that_would_break_a_later_act_names_it_and_says_why():
    stage = opening().play(conclude(on="2002-06-04"))
    refused = stage.refusal(correct(SUMMIT, SUMMIT_1, on="2002-06-03"))
    assert refused is not None
    because = refused.words["because"]
    assert isinstance(because, Phrase)
    assert refused.text == (
        "With this correction act 12 would be out of order. "
        "An outcome of 2002-06-04 lies outside the days of the meeting “summit-1”, 2002-06-03."
    )


def test_second_correction_is_judged_with_the_first_in_force():
    # The first correction moves the meeting by a day, so the outcome of that day is in order after it.
    stage = corrected([], SUMMIT, SUMMIT_1, on="2002-06-05").play(conclude(on="2002-06-05"))
    assert stage.code(correct(SUMMIT, SUMMIT_1)) == "sources.correction_breaks"


def test_freed_symbol_can_be_borne_again():
    stage = corrected([numbered("X-1")], NEXT, numbered("X-1"), symbol="F/SUM.1/1")
    assert stage.value("symbol", "X-1").document == ""
    stage.play(document("other", symbol="X-1"))
    assert stage.value("symbol", "X-1").document == "other"


def test_freed_number_can_be_held_again():
    stage = corrected([], SUMMIT, SUMMIT_1, number=None)
    assert stage.value("meeting-number", "summit/1").meeting == ""
    stage.play(meeting("other", number=1))
    assert stage.value("meeting-number", "summit/1").meeting == "other"


def test_post_whose_only_act_was_another_posts_is_left_empty():
    stage = corrected([appoint()], NEXT, appoint(), post="deputy")
    assert [len(stage.value("post", post).tenures) for post in ("executive-head", "deputy")] == [0, 1]


def test_corrected_body_of_a_version_not_known_is_refused():
    step = fact("sources.correct", act=SUMMIT, v=2, body=SUMMIT_1[1], reason="r")
    assert opening().code(step) == "kernel.type_unknown"


def test_correction_may_say_what_happened_since_the_act_that_it_corrects():
    stage = opening()
    _, body = correct(SUMMIT, SUMMIT_1, on="2026-06-17")
    late = replace(stage.enacted("sources.correct", body), entered="2026-06-18T00:00:00.000Z")
    check(late, stage)
    assert evolve(late, stage)[Key("meeting", "summit-1")].on == "2026-06-17"
