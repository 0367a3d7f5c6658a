from __future__ import annotations

from datetime import date

import pytest

from comity.forum.offices.state import Extension
from comity.forum.readings.chair import elected_until, in_chair, served
from tests.unit.forum.readings.smallworlds import Reading, a_chair, a_term

TERMS = served(
    Reading(
        a_chair(
            a_term("kaz-2002", "KAZ", "2002-06-04", "2010-06-08"),
            a_term("tur-2010", "TUR", "2010-06-08", "2020-09"),
            a_term("kaz-2020", "KAZ", "2020-09"),
            a_term("aze-2024", "AZE", None),
        )
    )
)


def test_served_counts_terms_and_countries_of_terms_taken_up():
    found = [(t.term.term, t.number, t.country, t.since, t.until) for t in TERMS]
    assert found == [
        ("kaz-2002", 1, 1, "2002-06-04", "2010-06-08"),
        ("tur-2010", 2, 2, "2010-06-08", "2020-09"),
        ("kaz-2020", 3, 1, "2020-09", None),
    ]


def test_served_before_the_first_term():
    assert served(Reading()) == []


@pytest.mark.parametrize(
    ("day", "term"),
    [
        (date(2002, 6, 3), None),
        (date(2010, 6, 7), "kaz-2002"),
        (date(2010, 6, 8), "tur-2010"),
        (date(2020, 9, 29), "tur-2010"),
        (date(2020, 9, 30), "kaz-2020"),
    ],
)
def test_in_chair(day, term):
    found = in_chair(TERMS, day)
    assert (found.term.term if found else None) == term


@pytest.mark.parametrize(
    ("extensions", "until"),
    [
        ((), "2012"),
        ((Extension(act=1, until="2014"),), "2014"),
        ((Extension(act=1, until="2014"), Extension(act=2)), "2014"),
    ],
)
def test_elected_until(extensions, until):
    assert elected_until(a_term("tur-2010", "TUR", "2010-06-08", until="2012", extensions=extensions)) == until
