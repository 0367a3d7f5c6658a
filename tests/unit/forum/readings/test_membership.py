from __future__ import annotations

from datetime import date

import pytest

from comity.forum.kernel.dates import bounds
from comity.forum.readings.membership import register
from tests.unit.forum.readings.smallworlds import Reading, a_charter, a_party

VALUES = (
    a_party("KAZ", member="1999-09-14"),
    a_party("THA", observer="[..2004-10-19]", member="2004-10-22"),
    a_party("BHR", member="[2010-06-09..2011-12-31]"),
    a_party("UN", "organisation", observer="1999-09-14"),
)
REGISTER = register(Reading(a_charter(), *VALUES))


def test_of_party_gives_statuses_in_order():
    assert [spell.status for spell in REGISTER.of_party("THA")] == ["observer", "member"]


@pytest.mark.parametrize(("kind", "number"), [(None, 2), ("state", 1), ("organisation", 1)])
def test_count_of_a_kind(kind, number):
    assert REGISTER.count("observer", date(2004, 10, 20), kind).least == number


@pytest.mark.parametrize(
    ("code", "day", "status"),
    [
        ("THA", date(2004, 10, 20), "observer"),
        ("THA", date(2004, 10, 22), "member"),
        ("THA", date(2003, 10, 22), "observer"),
        ("BHR", date(2010, 12, 1), "member"),
        ("BHR", date(2009, 12, 1), None),
        ("SYR", date(2010, 6, 8), None),
    ],
)
def test_status_on(code, day, status):
    found = REGISTER.status_on(code, day)
    assert (found.status if found else None) == status


def test_places_count_by_the_order_of_joining():
    assert {code: (place.first, place.last) for code, place in REGISTER.places().items()} == {
        "KAZ": (1, 1),
        "THA": (2, 2),
        "BHR": (3, 3),
    }


@pytest.mark.parametrize(
    ("day", "quorum"),
    [(date(1999, 9, 14), (1, 1)), (date(2005, 1, 1), (2, 2)), (date(2010, 12, 1), (2, 2)), (date(2012, 1, 1), (2, 2))],
)
def test_quorum(day, quorum):
    assert REGISTER.quorum(day) == quorum


def test_quorum_without_a_charter():
    assert register(Reading(*VALUES)).quorum(date(2012, 1, 1)) is None


def test_changes_are_days_with_those_who_joined():
    found = [(since, [spell.party for spell in joined]) for since, joined in REGISTER.changes()]
    assert found == [
        (bounds("1999-09-14"), ["KAZ"]),
        (bounds("2004-10-22"), ["THA"]),
        (bounds("[2010-06-09..2011-12-31]"), ["BHR"]),
    ]
