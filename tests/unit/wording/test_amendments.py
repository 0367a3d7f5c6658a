from __future__ import annotations

from typing import Any

import pytest

from comity.forum.charter.acts import Adopt
from comity.forum.decisions.effects import AmendCharter
from comity.secretariat.wording.amendments import Altered, differences
from comity.secretariat.wording.fields import Words, field_lines
from comity.secretariat.wording.shapes import shape_of
from comity.secretariat.wording.speech import Speech
from tests.support.stage import RULE, body_rule
from tests.support.stage import charter as charter_of
from tests.unit.wording.test_fields import Nothing

DAY = "2027-01-01"


def text(en: str, zh: str) -> dict[str, str]:
    return {"en": en, "zh": zh}


MATTER = {"matter": "budget", "name": text("Budget", "预算"), "roles": {"soc": "recommends", "summit": "decides"}}
DIMENSION = {
    "dimension": "human",
    "name": text("Human", "人文"),
    "areas": [text("Culture", "文化"), text("Sport", "体育")],
}
SEATS = {"setting": "seats", "name": text("Seats", "席位"), "text": text("By name.", "按名称。"), "number": 2}

RULES = Adopt.model_validate(
    charter_of(
        matters=[RULE | MATTER],
        dimensions=[RULE | DIMENSION],
        settings=[SEATS | {"assumed": True}],
        acts=[RULE | {"act": "notices.*", "by": ["member"]}, RULE | {"act": "tea.pour", "by": ["member"]}],
    )
)


def speech(language: str = "en") -> Speech:
    return Speech(language, str, lambda one, _many, _number: one, Nothing())


def told(part: str, name: str, rule: dict[str, Any] | None, language: str = "en") -> Any:
    effect = AmendCharter.model_validate(
        {"kind": "charter", "in_force": DAY, "changes": [{"part": part, "name": name, "rule": rule}]}
    )
    (found,) = differences(RULES, effect, speech(language))
    return found


def test_new_provision_is_told_field_by_field():
    found = told("bodies", "", {**body_rule("swg"), "sources": []} | {"level": "working"})
    assert (found.kind, found.part, found.name) == ("new", "bodies", "swg")
    assert {one.label: (one.before, one.after) for one in found.fields} == {
        "Body": ((), ("swg",)),
        "Names · 1 · Name": ((), ("swg",)),
        "Level": ((), ("working group",)),
        "How often it meets": ((), ("r",)),
        "What it does": ((), ("f",)),
    }


def test_provision_that_ends_is_named():
    found = told("settings", "seats", None)
    assert (found.kind, found.part, found.name, found.fields) == ("ended", "settings", "Seats", ())


def test_provision_that_reads_as_before_is_confirmed():
    assert (told("settings", "seats", SEATS).kind, told("settings", "seats", SEATS).fields) == ("confirmed", ())


def test_only_what_differs_is_told_with_its_words_compared():
    found = told("settings", "seats", SEATS | {"text": text("By age.", "按名称。"), "number": 3})
    assert (found.kind, found.name) == ("changed", "Seats")
    words, number = found.fields
    assert (words.label, words.language) == ("Text", "en")
    assert [(piece.kind, piece.text) for piece in words.pieces] == [
        ("same", "By "),
        ("removed", "name"),
        ("added", "age"),
        ("same", "."),
    ]
    assert number == Altered("Number", ("2",), ("3",))


@pytest.mark.parametrize(("language", "expected"), [("en", "en"), ("zh-hans", "zh"), ("ru", "en zh")])
def test_text_is_compared_in_the_readers_language_where_it_differs_there(language, expected):
    found = told("settings", "seats", SEATS | {"text": text("By age.", "按年龄。")}, language)
    assert " ".join(one.language for one in found.fields) == expected


def test_text_that_differs_in_another_language_alone_is_told_in_that():
    (one,) = told("settings", "seats", SEATS | {"text": text("By name.", "按年龄。")}).fields
    assert (one.language, one.before, one.after) == ("zh", ("按名称。",), ("按年龄。",))


def test_items_of_a_list_are_told_one_by_one():
    areas = [text("Sport", "体育"), text("Volunteers", "志愿服务"), text("Music", "音乐")]
    found = told("dimensions", "human", DIMENSION | {"areas": areas})
    assert [(one.before, one.after) for one in found.fields] == [
        (("Culture",), ()),
        ((), ("Volunteers",)),
        ((), ("Music",)),
    ]


def test_what_bodies_do_is_told_in_words():
    found = told("matters", "budget", MATTER | {"roles": {"soc": "decides"}})
    assert [(one.label, one.before, one.after) for one in found.fields] == [
        ("What each body does · soc", ("recommends",), ("decides",)),
        ("What each body does · summit", ("decides",), ()),
    ]


@pytest.mark.parametrize(
    ("part", "name", "rule", "expected"),
    [
        ("acts", "notices.* member", None, "Notes between parties: all types without a rule of their own"),
        ("acts", "tea.pour member", None, "tea.pour"),
        ("acts", "", {"act": "notices.send", "by": ["member"]}, "Note to other parties"),
        ("admissions", "observer", None, "observer"),
        ("quorum", "quorum", {"numerator": 1, "denominator": 2, "text": "the half"}, "the half"),
    ],
)
def test_provision_is_called_in_words(part, name, rule, expected):
    assert told(part, name, rule).name == expected


@pytest.mark.parametrize(("name", "rule"), [("seats", {"setting": "seats"}), ("nothing", None)])
def test_what_is_no_provision_is_left_out(name, rule):
    change = {"part": "settings", "name": name, "rule": rule}
    effect = AmendCharter.model_validate({"kind": "charter", "in_force": DAY, "changes": [change]})
    assert differences(RULES, effect, speech()) == []


def test_what_is_no_provision_is_shown_as_it_stands():
    change = {"part": "settings", "name": "seats", "rule": {"setting": "seats", "text": 3}}
    stored = {"kind": "charter", "in_force": DAY, "changes": [change]}
    lines = field_lines(shape_of(AmendCharter), stored, speech())[-1].lines[0].lines[-1].lines
    assert [(line.label, line.values[0].text) for line in lines] == [("setting", "seats"), ("text", "3")]


def test_provision_that_an_act_lays_down_is_shown_field_by_field():
    change = {"part": "matters", "name": "budget", "rule": MATTER}
    stored = {"kind": "charter", "in_force": DAY, "changes": [change]}
    lines = field_lines(shape_of(AmendCharter), stored, speech())[-1].lines[0].lines[-1].lines
    assert [(line.label, line.values or line.lines[0].values) for line in lines] == [
        ("Matter", (Words("budget", exact=True),)),
        ("Name", (Words("Budget", "en"), Words("预算", "zh"))),
        ("What each body does", (Words("recommends"),)),
    ]
