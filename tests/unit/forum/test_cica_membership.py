from __future__ import annotations

from datetime import date

import pytest

from comity.forum.readings.membership import register
from tests.unit.forum.cica_register import cica

FOUNDERS = ["AFG", "AZE", "CHN", "EGY", "IND", "IRN", "ISR", "KAZ", "KGZ", "PAK", "PSE", "RUS", "TJK", "TUR", "UZB"]


@pytest.mark.parametrize(
    ("day", "members"),
    [
        ("1999-09-13", 0),
        ("1999-09-14", 15),
        ("2002-06-04", 16),
        ("2004-10-21", 16),
        ("2004-10-22", 17),
        ("2006-06-17", 18),
        ("2008-08-24", 18),
        ("2008-08-25", 20),
        ("2010-06-07", 20),
        ("2010-06-08", 22),
        ("2012-01-01", 24),
        ("2014-05-19", 24),
        ("2014-05-20", 26),
        ("2018-08-14", 26),
        ("2018-08-15", 27),
        ("2022-10-12", 27),
        ("2022-10-13", 28),
        ("2026-11-23", 28),
    ],
)
def test_members_on_a_day(day, members):
    found = register(cica()).count("member", date.fromisoformat(day))
    assert (found.least, found.most) == (members, members)


@pytest.mark.parametrize(
    ("day", "least", "most", "open_"),
    [("2010-12-01", 22, 23, ["BHR"]), ("2011-06-30", 22, 24, ["BHR", "KHM"])],
)
def test_members_on_a_day_that_uncertain_dates_touch(day, least, most, open_):
    found = register(cica()).count("member", date.fromisoformat(day))
    assert (found.least, found.most, [spell.party for spell in found.open_]) == (least, most, open_)


def test_members_in_the_order_of_joining():
    joined = [[spell.party for spell in together] for _, together in register(cica()).changes()]
    assert [sorted(together) for together in joined] == [
        FOUNDERS,
        ["MNG"],
        ["THA"],
        ["KOR"],
        ["ARE", "JOR"],
        ["IRQ", "VNM"],
        ["BHR"],
        ["KHM"],
        ["BGD", "QAT"],
        ["LKA"],
        ["KWT"],
    ]


@pytest.mark.parametrize(
    ("party", "first", "last"),
    [
        ("MNG", 16, 16),
        ("THA", 17, 17),
        ("KOR", 18, 18),
        ("JOR", 19, 20),
        ("VNM", 21, 22),
        ("LKA", 27, 27),
        ("KWT", 28, 28),
    ],
)
def test_place_in_the_order_of_joining(party, first, last):
    found = register(cica()).places()[party]
    assert (found.first, found.last) == (first, last)


@pytest.mark.parametrize(
    ("party", "counted"), [("BHR", 23), ("KHM", 24), ("QAT", 25), ("BGD", 26), ("LKA", 27), ("KWT", 28), ("JOR", None)]
)
def test_place_that_sources_give(party, counted):
    assert register(cica()).places()[party].counted == counted


@pytest.mark.parametrize(
    ("day", "kind", "observers"),
    [
        ("2014-05-20", "state", 7),  # without Qatar and Bangladesh, members from that day
        ("2019-06-15", "state", 8),
        ("2019-06-15", "organisation", 5),
        ("2021-06-23", "state", 9),
        ("2023-12-26", "state", 10),
    ],
)
def test_observers_on_a_day(day, kind, observers):
    found = register(cica()).count("observer", date.fromisoformat(day), kind)
    assert (found.least, found.most) == (observers, observers)


@pytest.mark.parametrize(
    ("day", "quorum"),
    [
        ("1999-09-14", 10),
        ("2002-06-04", 11),
        ("2010-06-08", 15),
        ("2012-01-01", 16),
        ("2018-08-15", 18),
        ("2022-10-13", 19),
    ],
)
def test_quorum_on_a_day(day, quorum):
    assert register(cica()).quorum(date.fromisoformat(day)) == (quorum, quorum)
