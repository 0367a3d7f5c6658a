"""A body of another shape is refused with the place of the fault and with what is wrong there."""

from __future__ import annotations

import pytest

from comity.forum.kernel.errors import Phrase, Refused
from comity.forum.registry import read_body
from tests.support.stage import FACT, RULE, charter, fact, meeting, source

HELD = meeting("summit-1")[1]
BODY = {"body": "soc", "names": [{"name": "n"}], "level": "senior", "rhythm": "r", "function": "f", **RULE}
NO_DATE = "'x' is not a date: write 2014, 2014-05, 2014-05-20, 2014-05-20/2014-05-21 or [2010..2011]"
ASKED = {"claim": "c", "source": "S1", "says": "s", "why": "w"}


@pytest.mark.parametrize(
    ("type_name", "given", "field", "fault"),
    [
        ("meetings.hold", {k: v for k, v in HELD.items() if k != "on"}, "on", "it is missing"),
        ("meetings.hold", HELD | {"day": 1}, "day", "no field of this name is known here"),
        ("meetings.hold", HELD | {"meeting": 7}, "meeting", "it must be text"),
        ("meetings.hold", HELD | {"meeting": "S 1"}, "meeting", "“S 1” is not of the form ^[a-z0-9]+(?:-[a-z0-9]+)*$"),
        ("meetings.hold", HELD | {"meeting": "s" * 81}, "meeting", "it has more than 80 characters"),
        ("meetings.hold", HELD | {"number": "4"}, "number", "it must be a whole number"),
        ("meetings.hold", HELD | {"number": 1.5}, "number", "it must be a whole number"),
        ("meetings.hold", HELD | {"number": 0}, "number", "it must be at least 1"),
        ("meetings.hold", HELD | {"numbers": {"members": -1}}, "numbers.members", "it must be at least 0"),
        ("meetings.hold", HELD | {"numbers": 3}, "numbers", "it must be a table of fields"),
        ("meetings.hold", HELD | {"presided": [{"party": "KAZ"}]}, "presided.0.office", "it is missing"),
        ("meetings.hold", HELD | {"presided": "KAZ"}, "presided", "it must be a list"),
        ("meetings.hold", HELD | {"place": 7}, "place", "it must be a table of fields"),
        ("meetings.hold", HELD | {"sources": []}, "sources", "at least 1 must be given"),
        ("meetings.hold", HELD | {"on": "2002-13"}, "on", "month must be in 1..12"),
        (
            "meetings.hold",
            HELD | {"format": "x" * 100},
            "format",
            f"“{'x' * 80}…” is none of 'in_person', 'video', 'hybrid', 'silence', 'correspondence' or 'not_found'",
        ),
        (
            "membership.enter_party",
            FACT | {"party": "KAZ", "kind": "state", "in_asia": "yes"},
            "in_asia",
            "it must be true or false",
        ),
        (
            "charter.adopt",
            charter(bodies=[BODY, BODY | {"names": [{"name": {"fr": "n"}}]}]),
            "bodies.1.names.0.name",
            "'fr' is not a language of texts; use one of en, ru, zh",
        ),
        ("sources.claim", ASKED | {"question": {"on": "2010"}}, "question", "it does not say of which kind it is"),
        (
            "sources.claim",
            ASKED | {"question": {"kind": "count", "status": "member", "on": "2010"}},
            "question.number",
            "it is missing",
        ),
        (
            "sources.claim",
            ASKED | {"question": {"kind": "each", "parts": [{"kind": "held", "meeting": "m", "on": "x"}] * 2}},
            "question.parts.0.on",
            NO_DATE,
        ),
        (
            "sources.claim",
            ASKED | {"question": {"kind": "joined_day", "party": "KAZ", "status": "member", "day": 32}},
            "question.day",
            "it must be at most 31",
        ),
        ("sources.correct", fact("", act=1, reason="r", body=[])[1], "body", "it must be a table of fields"),
    ],
)
def test_malformed_body_is_refused_with_its_field_and_fault(type_name, given, field, fault):
    with pytest.raises(Refused) as refused:
        read_body(type_name, 1, given)
    assert (refused.value.words["field"], str(refused.value.words["fault"])) == (field, fault)


def test_question_of_an_unknown_kind_names_the_kinds():
    with pytest.raises(Refused) as refused:
        read_body("sources.claim", 1, ASKED | {"question": {"kind": "guess"}})
    fault = refused.value.words["fault"]
    assert isinstance(fault, Phrase)
    assert (refused.value.words["field"], fault.text, fault.words["tag"]) == (
        "question",
        "“%(tag)s” is none of %(expected_tags)s",
        "guess",
    )


def test_body_that_is_no_table_is_refused_as_a_whole():
    with pytest.raises(Refused, match=r"The field “body” of sources.cite"):
        read_body("sources.cite", 1, [source()])  # type: ignore[arg-type]
