from __future__ import annotations

import pytest

from tests.unit.forum.readings.smallworlds import a_meeting, a_world, ask, in_short

NOTHING = ("undecidable", "The register holds nothing that answers this.")
WORLD = a_world(
    a_meeting("summit-1", "2002-06-04", number=1, title={"en": "First Summit"}, place={"en": "Almaty"}),
    a_meeting("summit-2", "2006-06-17", number=2),
    a_meeting("summit-3", "2010-06-08", number=3, numbers={"members": 22, "observers": None}),
    a_meeting("summit-4", planned="2014", number=4),
    a_meeting("ministerial-2", "2004-10-22", body="ministerial", number=2),
    a_meeting("ministerial-3", "2008-08-25", body="ministerial", number=3),
    a_meeting("ministerial-7", "2024-12-17", body="ministerial", planned="2024-11-11"),
)


@pytest.mark.parametrize(
    ("meeting", "on", "plan", "found"),
    [
        ("summit-1", "2002-06-04", False, ("agrees", "In the register “First Summit” is dated: 2002-06-04.")),
        ("summit-1", "2002-06-05", False, ("differs", "In the register “First Summit” is dated: 2002-06-04.")),
        ("summit-1", "2002-06-04", True, NOTHING),
        ("summit-9", "2002-06-04", False, NOTHING),
        (
            "summit-4",
            "2014",
            False,
            ("differs", "In the register “summit-4” has not been held; it is planned for: 2014."),
        ),
        (
            "summit-4",
            "2014",
            True,
            ("agrees", "In the register “summit-4” has not been held; it is planned for: 2014."),
        ),
        (
            "ministerial-7",
            "2024-11-11",
            False,
            ("differs", "In the register “ministerial-7” was planned for: 2024-11-11; it was held: 2024-12-17."),
        ),
        (
            "ministerial-7",
            "2024-11-11",
            True,
            ("agrees", "In the register “ministerial-7” was planned for: 2024-11-11; it was held: 2024-12-17."),
        ),
    ],
)
def test_held(meeting, on, plan, found):
    assert in_short(ask(WORLD, "held", meeting=meeting, on=on, plan=plan)) == found


@pytest.mark.parametrize(
    ("meeting", "place", "found"),
    [
        ("summit-1", "Almaty", ("agrees", "Its place in the register: Almaty.")),
        ("summit-1", "Astana", ("differs", "Its place in the register: Almaty.")),
        ("summit-2", "Almaty", NOTHING),
        ("summit-9", "Almaty", NOTHING),
    ],
)
def test_where(meeting, place, found):
    assert in_short(ask(WORLD, "where", meeting=meeting, place=place)) == found


@pytest.mark.parametrize(
    ("meeting", "of", "number", "found"),
    [
        ("summit-3", "members", 22, ("agrees", "Members there, by the register: 22.")),
        ("summit-3", "members", 20, ("differs", "Members there, by the register: 22.")),
        ("summit-3", "observers", 20, NOTHING),
        ("summit-2", "members", 20, NOTHING),
        ("summit-9", "members", 20, NOTHING),
    ],
)
def test_number_at(meeting, of, number, found):
    assert in_short(ask(WORLD, "number_at", meeting=meeting, of=of, number=number)) == found


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (
            {"body": "summit", "years": 4},
            ("agrees", "Regular sessions were held in 2002, 2006, 2010; the years between them: 4, 4."),
        ),
        (
            {"body": "summit", "years": 2},
            ("differs", "Regular sessions were held in 2002, 2006, 2010; the years between them: 4, 4."),
        ),
        (
            {"body": "ministerial", "alongside": ["summit"], "years": 2, "until": "2008"},
            ("agrees", "Regular sessions were held in 2002, 2004, 2006, 2008; the years between them: 2, 2, 2."),
        ),
        (
            {"body": "summit", "years": 4, "since": "2003"},
            ("agrees", "Regular sessions were held in 2006, 2010; the years between them: 4."),
        ),
        ({"body": "soc", "years": 1}, NOTHING),
    ],
)
def test_rhythm(asked, found):
    assert in_short(ask(WORLD, "rhythm", **asked)) == found
