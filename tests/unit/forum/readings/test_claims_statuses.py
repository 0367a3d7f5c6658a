from __future__ import annotations

from datetime import date

import pytest

from comity.forum.membership.state import Attestation, Party
from comity.forum.readings.claims.statuses import last_day, status_name
from tests.unit.forum.readings.smallworlds import a_charter, a_party, a_world, ask, english, in_short

THAILAND = "In the register the status “member” of THA begins: 2004-10-22."
COUNTED = Attestation(act=1, status="member", since="2014-05-20", counted=5)
WORLD = a_world(
    a_charter(),
    a_party("KAZ", member="1999-09-14"),
    a_party("THA", observer="[..2004-10-19]", member="2004-10-22"),
    a_party("BHR", member="[2010-06-09..2011-12-31]"),
    a_party("KHM", member="2011"),
    a_party("AUS", observer="2002-06-04", ends="[2006-06-17..2008-08-25]"),
    Party(party="QAT", kind="state", attestations=(COUNTED,)),
    a_party("OPEN", member="[2015-01-01..]"),
)


@pytest.mark.parametrize(
    ("on", "number", "found"),
    [
        ("2004-10-22", 2, ("agrees", "On 2004-10-22 the register counts 2 with the status “member”.")),
        ("2004-10-22", 3, ("differs", "On 2004-10-22 the register counts 2 with the status “member”.")),
        (
            "2010-12-01",
            3,
            (
                "undecidable",
                "On 2010-12-01 the register counts 2-3 with the status “member”. Open is the day for: BHR.",
            ),
        ),
    ],
)
def test_count(on, number, found):
    assert in_short(ask(WORLD, "count", status="member", on=on, number=number)) == found


@pytest.mark.parametrize(
    ("party", "status", "on", "holds", "found"),
    [
        ("KAZ", "member", "2000", True, ("agrees", "In the register the status “member” of KAZ begins: 1999-09-14.")),
        ("KAZ", "member", "2000", False, ("differs", "In the register the status “member” of KAZ begins: 1999-09-14.")),
        ("SYR", "member", "2010", True, ("differs", "In the register SYR has never held the status “member”.")),
        ("SYR", "member", "2010", False, ("agrees", "In the register SYR has never held the status “member”.")),
        (
            "THA",
            "member",
            "2004-10-20",
            True,
            (
                "differs",
                f"{THAILAND} On 2004-10-20 it held the status “observer”.",
            ),
        ),
        (
            "THA",
            "observer",
            "2002",
            True,
            (
                "undecidable",
                "In the register the status “observer” of THA begins: [..2004-10-19]; it ends: 2004-10-22.",
            ),
        ),
        ("THA", "member", "2002", True, ("differs", THAILAND)),
    ],
)
def test_status(party, status, on, holds, found):
    assert in_short(ask(WORLD, "status", party=party, status=status, on=on, holds=holds)) == found


@pytest.mark.parametrize(
    ("party", "on", "verdict"),
    [
        ("KAZ", "1999-09-14", "agrees"),
        ("KAZ", "2002", "differs"),
        ("BHR", "2010", "undecidable"),
        ("SYR", "2010", "differs"),
    ],
)
def test_joined(party, on, verdict):
    assert ask(WORLD, "joined", party=party, status="member", on=on).verdict == verdict


@pytest.mark.parametrize(
    ("party", "day", "verdict"),
    [
        ("QAT", 20, "agrees"),
        ("QAT", 21, "differs"),
        ("BHR", 9, "undecidable"),
        ("OPEN", 1, "undecidable"),
        ("SYR", 1, "differs"),
    ],
)
def test_joined_day(party, day, verdict):
    assert ask(WORLD, "joined_day", party=party, status="member", day=day).verdict == verdict


def test_joined_day_of_a_date_with_an_open_beginning():
    about = a_world(a_party("USA", observer="[..1999-09-14]"))
    assert ask(about, "joined_day", party="USA", status="observer", day=14).verdict == "undecidable"


@pytest.mark.parametrize(
    ("party", "number", "verdict", "said"),
    [
        ("KAZ", 1, "agrees", "1"),
        ("KAZ", 2, "differs", "1"),
        ("KHM", 3, "undecidable", "3-4"),
        ("KHM", 4, "undecidable", "3-4"),
        ("KHM", 5, "differs", "3-4"),
        ("QAT", 5, "agrees", "5"),
        ("QAT", 6, "differs", "5"),
    ],
)
def test_place(party, number, verdict, said):
    found = ask(WORLD, "place", party=party, status="member", number=number)
    sentence = f"In the order of joining, {party} with the status “member” is number {said}."
    assert in_short(found) == (verdict, sentence)


def test_place_of_a_party_without_the_status():
    assert in_short(ask(WORLD, "place", party="SYR", status="member", number=1)) == (
        "differs",
        "In the register SYR has never held the status “member”.",
    )


@pytest.mark.parametrize(
    ("when", "day"),
    [("2014", date(2014, 12, 31)), ("[2014..]", date(2014, 1, 1)), ("[..]", date.max)],
)
def test_last_day(when, day):
    assert last_day(when) == day


@pytest.mark.parametrize(("about", "name"), [(WORLD, "observer"), (a_world(), "observer")])
def test_status_name(about, name):
    assert english(status_name(about, "observer")) == name
