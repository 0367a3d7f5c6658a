from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from comity.forum.charter.acts import Constitute
from comity.forum.charter.provisions import BodyRule, DecisionRule, Procedure, Quorum, SymbolSeries
from comity.forum.charter.state import charter
from tests.support.stage import CONSTITUTION, RULE, body_rule, opening
from tests.support.stage import charter as charter_of


def fault(model: type, **said: object) -> str:
    with pytest.raises(ValidationError) as found:
        model.model_validate(said)
    return found.value.errors()[0]["msg"].removeprefix("Value error, ")


@pytest.mark.parametrize("said", [{}, {"sources": ["S1"], "assumed": True}])
def test_provision_names_its_sources_or_is_assumed(said):
    found = fault(DecisionRule, rule="consensus", text="t", **said)
    assert found == "a provision names its sources, or else says assumed = true; one of the two, not both"


def test_provision_cannot_end_before_it_begins():
    found = fault(DecisionRule, rule="consensus", text="t", assumed=True, since="2010", until="2009")
    assert found == "a provision in force since 2010 cannot have ended on 2009"


@pytest.mark.parametrize(
    ("since", "until", "day", "expected"),
    [
        (None, None, "2010-01-01", True),
        ("2010", None, "2009-12-31", False),
        ("2010", None, "2010-01-01", True),
        (None, "2010", "2010-12-31", True),
        (None, "2010", "2011-01-01", False),
        ("[..2010]", "[2012..]", "2011-01-01", True),
    ],
)
def test_provision_is_in_force_from_its_first_day_to_its_last(since, until, day, expected):
    rule = DecisionRule(rule="consensus", text="t", assumed=True, since=since, until=until)
    assert rule.in_force(day) is expected


def test_quorum_of_two_thirds_is_rounded_up():
    # Rules of Procedure, art. I.2 (source R1), for the numbers of members that CICA has had.
    quorum = Quorum(**RULE, numerator=2, denominator=3, text="t")
    members = (15, 16, 17, 18, 20, 22, 24, 26, 27, 28)
    assert [quorum.of(number) for number in members] == [10, 11, 12, 12, 14, 15, 16, 18, 18, 19]


def test_quorum_is_not_more_than_all_members():
    assert "exceeds" in fault(Quorum, **RULE, numerator=3, denominator=2, text="t")


def test_charter_gives_the_quorum_of_a_day():
    later = RULE | {"numerator": 1, "denominator": 2, "text": "t", "since": "2010"}
    earlier = RULE | {"numerator": 2, "denominator": 3, "text": "t", "since": "2004", "until": "2009"}
    stage = opening().play(("charter.adopt", charter_of(version=2, quorum=[earlier, later])))
    held = charter(stage)
    assert held is not None
    # Before any rule was in force, the first one given is the nearest that the charter can say.
    days = ("2010-01-01", "2005-01-01", "1999-01-01")
    assert [held.quorum_on(day).denominator for day in days] == [2, 3, 3]
    assert (held.version, [rules.version for rules in held.earlier]) == (2, [1])


@pytest.mark.parametrize(
    ("day", "expected"), [("1999-01-01", "first"), ("2022-10-12", "first"), ("2022-10-13", "second")]
)
def test_body_is_called_by_the_name_of_the_day(day, expected):
    names = [{"name": "first", "since": "2002"}, {"name": "second", "since": "2022-10-13"}]
    rule = BodyRule.model_validate(body_rule("summit", names=names))
    assert rule.called(day) == {"en": expected}


@pytest.mark.parametrize("pattern", ["X", "X-{n}-{n}", "X-{n}{k}", "X-{n}}", "X {n}"])
def test_symbol_series_counts_once(pattern):
    with pytest.raises(ValidationError):
        SymbolSeries(**RULE, series="x", pattern=pattern, name="n")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"way": "majority"}, "needs the share that carries it"),
        ({"way": "secret_ballot", "numerator": 3, "denominator": 2}, "needs the share that carries it"),
        ({"way": "trigger"}, "says how many of them do"),
        ({"way": "consensus", "trigger": 3}, "says how many of them do"),
        ({"way": "consensus", "without": 1}, "only a consensus that leaves out named parties"),
        ({"way": "consensus", "vote_hours": 24}, "only a vote says for how long it is open"),
        ({"way": "majority", "numerator": 1, "denominator": 2, "opening_hours": 1}, "only a secret ballot how long"),
    ],
)
def test_procedure_has_the_numbers_of_its_way_and_no_others(said, expected):
    assert expected in fault(Procedure, **RULE, procedure="p", text="t", **said)


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("origin", ""),
        ("origin", "record.example/a b"),
        ("origin", "record.example+b"),
        *(("origin", f"record.{odd}example") for odd in "\"\\'$`*?,!#\n"),
        ("origin", "record.example/"),
        ("origin", "-record.example"),
        ("languages", []),
        ("languages", ["English"]),
        ("keys", []),
        ("keys", [{"office": "registrar", "key": "ssh-rsa AAAA"}]),
        ("forum", "CICA"),
        ("names", {}),
    ],
)
def test_constitution_of_another_shape_is_refused(field, given):
    with pytest.raises(ValidationError) as found:
        TypeAdapter(Constitute).validate_python(CONSTITUTION | {field: given})
    assert found.value.errors()[0]["loc"][0] == field
