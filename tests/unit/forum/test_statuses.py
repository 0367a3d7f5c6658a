"""From signatures, decisions and attestations to statuses, as CICA's own cases have them."""

from __future__ import annotations

from datetime import date

import pytest

from comity.forum.charter.state import charter
from comity.forum.kernel.dates import Bounds, bounds
from comity.forum.membership.counts import Count, Place, count_on, in_order, places
from comity.forum.membership.statuses import Spell, StatementsConflict, spells
from tests.support.stage import RULE, Stage, Step, opening, state
from tests.support.stage import charter as charter_of
from tests.unit.forum.orders.membership import accept, attest, lapse, sign


def spells_of(stage: Stage, party: str = "KWT") -> tuple[Spell, ...]:
    held = charter(stage)
    assert held is not None
    return spells(stage.value("party", party), held.rules)


def since(*steps: Step, party: str = "KWT") -> dict[str, Bounds]:
    return {spell.status: spell.since for spell in spells_of(opening().play(*steps), party)}


DECLARED, ACTED = sign("KWT", "declaration", "2014-05-20"), sign("KWT", "act", "2014-05-21")


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        # Kuwait signed, then it was decided; Bangladesh was accepted, then it signed: the later step counts.
        ([DECLARED, ACTED, accept("KWT", "2022-10-13")], {"member": bounds("2022-10-13")}),
        ([accept("KWT", "2014-05-19"), DECLARED, ACTED], {"member": bounds("2014-05-21")}),
        ([accept("KWT", "2014-05-21/2014-05-22"), DECLARED, ACTED], {"member": bounds("2014-05-21")}),
        # A step is missing.
        ([DECLARED, ACTED], {}),
        ([DECLARED, accept("KWT", "2022-10-13")], {}),
        ([accept("KWT", "2022-10-13")], {}),
        # Founders: the one signature, in time.
        ([sign("KWT", "declaration", "1999-09-14")], {"member": bounds("1999-09-14")}),
        ([sign("KWT", "declaration", "2002-06-04")], {}),
        # Both steps of a late joiner, before its rule was in force: neither rule gives the status.
        ([sign("KWT", "declaration", "1999~"), attest("KWT", "1999-09-14")], {"member": bounds("1999-09-14")}),
        # What is attested narrows what the steps leave open, and the other way round.
        ([DECLARED, ACTED, accept("KWT", "2022"), attest("KWT", "2022-10-13")], {"member": bounds("2022-10-13")}),
        ([attest("KWT", "2022"), DECLARED, ACTED, accept("KWT", "2022-10-13")], {"member": bounds("2022-10-13")}),
        # Uncertain: Bahrain.
        ([attest("KWT", "[2010-06-09..2011-12-31]")], {"member": bounds("[2010-06-09..2011-12-31]")}),
        ([attest("KWT", "[..2006-06-17]", "observer")], {"observer": bounds("[..2006-06-17]")}),
        # For other statuses than membership a decision alone is a statement.
        ([accept("KWT", "2006-06-17", "observer")], {"observer": bounds("2006-06-17")}),
        ([], {}),
    ],
)
def test_status_begins_when_the_last_step_is_done(steps, expected):
    assert since(*steps) == expected


def test_status_that_no_rule_of_the_charter_gives_follows_from_a_decision():
    stage = opening().play(accept("OSCE", "2006", "partner"))
    assert [(spell.status, spell.since) for spell in spells_of(stage, "OSCE")] == [("partner", bounds("2006"))]


def test_steps_are_nothing_without_a_charter():
    party = opening().play(sign("KWT", "declaration", "1999-09-14")).value("party", "KWT")
    assert spells(party, None) == ()


def test_statements_that_leave_no_day_conflict():
    party = opening().play(attest("KWT", "2010")).value("party", "KWT")
    other = opening().play(attest("KWT", "2011")).value("party", "KWT")
    both = party.model_copy(update={"attestations": (*party.attestations, *other.attestations, *party.attestations)})
    with pytest.raises(StatementsConflict) as conflict:
        spells(both, None, strict=True)
    assert conflict.value.args == ("KWT", "member")


def test_attested_day_stands_where_a_later_charter_reads_the_steps_otherwise():
    stage = opening().play(sign("KWT", "declaration", "1999-09-14"), sign("KWT", "act", "2002-06-04"))
    stage.play(accept("KWT", "2022-10-13"), attest("KWT", "1999-09-14"))
    rules = [RULE | {"text": "t", "status": "member", "signatures": ["declaration", "act"]}]
    stage.play(("charter.adopt", charter_of(version=2, admissions=rules)))
    assert [(spell.status, spell.since) for spell in spells_of(stage)] == [("member", bounds("1999-09-14"))]


def ends(*steps: Step) -> list[tuple[str, Bounds | None, str]]:
    return [(spell.status, spell.until, spell.manner) for spell in spells_of(opening().play(*steps))]


def test_observer_that_becomes_a_member_is_promoted():
    steps = (attest("KWT", "2006", "observer"), attest("KWT", "2022-10-13"))
    assert ends(*steps) == [("observer", bounds("2022-10-13"), "promoted"), ("member", None, "")]


def test_status_lapses_within_the_bounds_that_sources_leave():
    lapsed = lapse("KWT", "[2010..2014]")
    assert ends(attest("KWT", "2006", "observer"), lapsed) == [("observer", bounds("[2010..2014]"), "not_listed")]


def test_member_that_was_never_observer_has_one_spell():
    assert ends(attest("KWT", "2022-10-13")) == [("member", None, "")]


def test_spell_tells_the_acts_and_sources_that_it_follows_from():
    stage = opening().play(DECLARED, ACTED, accept("KWT", "2022-10-13"), attest("KWT", "2022-10-13", counted=28))
    (spell,) = spells_of(stage)
    assert spell == Spell(
        party="KWT",
        status="member",
        since=bounds("2022-10-13"),
        until=None,
        manner="",
        counted=28,
        acts=(12, 13, 14, 15),
        sources=("S1",),
        confidence="high",
    )


UNCERTAIN = (attest("KWT", "[2010-06-09..2011-12-31]", "observer"), lapse("KWT", "[2014-01-01..2015-12-31]"))
ON_DAYS = {
    "2010-06-08": "does_not_hold",
    "2010-06-09": "may_hold",
    "2011-12-30": "may_hold",
    "2011-12-31": "holds",
    "2013-12-31": "holds",
    "2014-01-01": "may_hold",
    "2015-12-30": "may_hold",
    "2015-12-31": "does_not_hold",
}


@pytest.mark.parametrize(("day", "expected"), ON_DAYS.items())
def test_status_on_a_day_is_as_sure_as_its_dates(day, expected):
    (spell,) = spells_of(opening().play(*UNCERTAIN))
    assert spell.holds(date.fromisoformat(day)) == expected


@pytest.mark.parametrize(
    ("when", "day", "expected"), [("[2010..]", "2090-01-01", "may_hold"), ("[..2010]", "1900-01-01", "may_hold")]
)
def test_status_of_an_open_beginning_may_hold_for_ever(when, day, expected):
    (spell,) = spells_of(opening().play(attest("KWT", when)))
    assert spell.holds(date.fromisoformat(day)) == expected


def joined(**days: str) -> list[Spell]:
    stage = opening().play(*(attest(party, day) for party, day in days.items()))
    return [spell for party in days for spell in spells_of(stage, party)]


def test_count_is_a_range_where_a_date_is_uncertain():
    held = joined(KAZ="1999-09-14", CHN="1999-09-14", KWT="[2010-06-09..2011-12-31]", BGD="2014-05-20")
    on_the_way = count_on(held, "member", date(2011, 1, 1))
    assert on_the_way == Count(2, 3, tuple(held[:2]), (held[2],))
    exact = [count_on(held, "member", date(year, 1, 1)).exact for year in (2010, 2011, 2012)]
    assert exact == [True, False, True]
    assert count_on(held, "observer", date(2011, 1, 1)) == Count(0, 0, (), ())


def test_place_is_a_range_where_days_are_shared_or_uncertain():
    held = joined(KAZ="1999-09-14", CHN="1999-09-14", KWT="[2010-06-09..2014-12-31]", BGD="2014-05-20")
    assert places(held) == {
        "KAZ": Place("KAZ", 1, 2, None),
        "CHN": Place("CHN", 1, 2, None),
        "KWT": Place("KWT", 3, 4, None),
        "BGD": Place("BGD", 3, 4, None),
    }


def test_order_of_joining_is_by_day_then_counted_place_then_code():
    stage = opening().play(
        state("THA"),
        attest("KAZ", "1999-09-14"),
        attest("CHN", "1999-09-14"),
        attest("KWT", "2006-06-17", counted=18),
        attest("BGD", "2006-06-17", counted=17),
        attest("THA", "[..1999-09-14]"),
    )
    held = [spell for party in ("BGD", "KWT", "THA", "KAZ", "CHN") for spell in spells_of(stage, party)]
    assert [spell.party for spell in in_order(held)] == ["CHN", "KAZ", "THA", "BGD", "KWT"]
