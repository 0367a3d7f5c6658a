"""A status that has come to its end is given anew: it begins anew, and the time in between stays what it was."""

from __future__ import annotations

from datetime import date

import pytest

from comity.forum.kernel.dates import bounds
from comity.forum.membership.counts import count_on, in_order, places
from tests.support.stage import opening
from tests.unit.forum.orders.membership import accept, attest, lapse, sign
from tests.unit.forum.test_statuses import ACTED, DECLARED, spells_of

JOINED = [DECLARED, ACTED, accept("KWT", "2015-03-01")]
LEFT = lapse("KWT", "2018-06-30", "member")
BACK = accept("KWT", "2022-10-13")
AGAIN, LEFT_AGAIN = sign("KWT", "act", "2022-10-11"), lapse("KWT", "2024-01-01", "member")


def told(*steps, party="KWT"):
    return [(s.status, s.since, s.until, s.manner) for s in spells_of(opening().play(*steps), party)]


FIRST = ("member", bounds("2015-03-01"), bounds("2018-06-30"), "not_listed")


def test_new_decision_brings_a_member_back_and_its_signatures_stand():
    assert told(*JOINED, LEFT, BACK) == [FIRST, ("member", bounds("2022-10-13"), None, "")]


def test_days_in_between_are_no_membership():
    spells = spells_of(opening().play(*JOINED, LEFT, BACK))
    counted = {day: count_on(spells, "member", date.fromisoformat(day)).least for day in (
        "2015-02-28", "2015-03-01", "2018-06-29", "2018-06-30", "2022-10-12", "2022-10-13",
    )}  # fmt: skip
    assert list(counted.values()) == [0, 1, 1, 0, 0, 1]


def test_signing_again_alone_brings_nobody_back():
    assert told(*JOINED, LEFT, AGAIN) == [FIRST]
    assert told(*JOINED, LEFT, AGAIN, BACK) == [FIRST, ("member", bounds("2022-10-13"), None, "")]


def test_signature_after_the_decision_is_the_later_step():
    again = sign("KWT", "act", "2022-11-01")
    assert told(*JOINED, LEFT, BACK, again)[1] == ("member", bounds("2022-11-01"), None, "")


def test_what_sources_attest_after_the_end_begins_anew():
    back = attest("KWT", "[2020-01-01..2020-12-31]")
    assert told(*JOINED, LEFT, back) == [FIRST, ("member", bounds("[2020-01-01..2020-12-31]"), None, "")]


def test_end_entered_late_parts_what_was_entered_before_it():
    assert told(*JOINED, LEFT, BACK, LEFT_AGAIN)[1] == (
        "member",
        bounds("2022-10-13"),
        bounds("2024-01-01"),
        "not_listed",
    )


def test_within_one_day_the_order_of_the_acts_says_what_came_first():
    left = lapse("KWT", "2015-03-01", "member")
    assert told(*JOINED, left) == [("member", bounds("2015-03-01"), bounds("2015-03-01"), "not_listed")]
    assert told(*JOINED, left, accept("KWT", "2015-03-01"))[1] == ("member", bounds("2015-03-01"), None, "")


def test_observer_of_old_that_was_a_member_meanwhile_may_be_an_observer_again():
    observed = attest("KWT", "2010", "observer")
    again = attest("KWT", "2020", "observer")
    assert told(observed, *JOINED, LEFT, again) == [
        ("observer", bounds("2010"), bounds("2015-03-01"), "promoted"),
        FIRST,
        ("observer", bounds("2020"), None, ""),
    ]


def test_who_comes_back_keeps_its_place_and_stands_twice_in_the_order():
    stage = opening().play(*JOINED, LEFT, sign("BGD", "declaration", "1999-09-14"), BACK)
    spells = [*spells_of(stage, "KWT"), *spells_of(stage, "BGD")]
    assert {party: place.first for party, place in places(spells).items()} == {"BGD": 1, "KWT": 2}
    assert [spell.party for spell in in_order(spells)] == ["BGD", "KWT", "KWT"]


@pytest.mark.parametrize(
    ("steps", "step", "code"),
    [
        (JOINED, accept("KWT", "2022-10-13"), "membership.accepted_already"),
        ([*JOINED, LEFT, BACK], accept("KWT", "2023-01-01"), "membership.accepted_already"),
        ([*JOINED, LEFT, AGAIN], sign("KWT", "act", "2022-10-12"), "membership.signed_already"),
        ([*JOINED, LEFT, BACK, LEFT_AGAIN], lapse("KWT", "2025", "member"), "membership.status_not_held"),
    ],
)  # fmt: skip
def test_each_step_is_taken_once_a_time(steps, step, code):
    refused = opening().play(*steps).refusal(step)
    assert refused is not None
    assert refused.reason.code == code
