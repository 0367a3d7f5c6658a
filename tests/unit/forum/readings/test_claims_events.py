from __future__ import annotations

import pytest

from tests.unit.forum.readings.smallworlds import (
    a_body,
    a_chair,
    a_charter,
    a_document,
    a_meeting,
    a_seat,
    a_term,
    a_world,
    ask,
    in_short,
)

NOTHING = ("undecidable", "The register holds nothing that answers this.")
WORLD = a_world(
    a_chair(
        a_term("kaz-2002", "KAZ", "2002-06-04", "2006-06-17"),
        a_term("kaz-2006", "KAZ", "2006-06-17", "2010-06-08"),
        a_term("tur-2010", "TUR", "2010-06-08", taken_at="summit-3"),
        a_term("aze-2024", "AZE", None),
    ),
    a_meeting("summit-3", "2010-06-08", title={"en": "Third Summit"}),
    a_document("almaty-act", "2002-06-04", "founding"),
    a_document("declaration", "2010-06-08", "political"),
    a_seat(("Almaty", None, "2006-06-17"), ("Astana", "Headquarters building", "2025-07-02")),
    a_charter(bodies=[a_body("summit", "2002-06-04"), a_body("youth-council", "[2014..2015]"), a_body("experts")]),
)


@pytest.mark.parametrize(
    ("term", "by", "number", "verdict"),
    [
        ("tur-2010", "country", 2, "agrees"),
        ("tur-2010", "country", 3, "differs"),
        ("tur-2010", "term", 3, "agrees"),
        ("tur-2010", "term", 2, "differs"),
        ("aze-2024", "term", 4, "undecidable"),
    ],
)
def test_chair_number(term, by, number, verdict):
    assert ask(WORLD, "chair_number", term=term, by=by, number=number).verdict == verdict


def test_chair_number_says_both_numbers():
    found = ask(WORLD, "chair_number", term="tur-2010", by="country", number=3)
    assert in_short(found) == ("differs", "TUR is country number 2 in the chair, and its term is number 3.")


@pytest.mark.parametrize(
    ("term", "on", "found"),
    [
        ("kaz-2002", "2002-06-04", ("agrees", "KAZ took the chair: 2002-06-04.")),
        ("tur-2010", "2010", ("agrees", "TUR took the chair: 2010-06-08, “Third Summit”. The source is less exact.")),
        ("tur-2010", "2009", ("differs", "TUR took the chair: 2010-06-08, “Third Summit”.")),
        ("aze-2024", "2024", NOTHING),
    ],
)
def test_chair_since(term, on, found):
    assert in_short(ask(WORLD, "chair_since", term=term, on=on)) == found


@pytest.mark.parametrize(
    ("state", "on", "holds", "found"),
    [
        ("TUR", "2012-06-08", True, ("agrees", "On 2012-06-08 TUR was in the chair, having taken it: 2010-06-08.")),
        ("TUR", "2012-06-08", False, ("differs", "On 2012-06-08 TUR was in the chair, having taken it: 2010-06-08.")),
        ("KAZ", "2012-06-08", True, ("differs", "On 2012-06-08 TUR was in the chair, having taken it: 2010-06-08.")),
        ("KAZ", "2001", True, NOTHING),
    ],
)
def test_chair_on(state, on, holds, found):
    assert in_short(ask(WORLD, "chair_on", state=state, on=on, holds=holds)) == found


@pytest.mark.parametrize(
    ("document", "on", "found"),
    [
        ("almaty-act", "2002-06-04", ("agrees", "In the register “Almaty-Act” is dated: 2002-06-04.")),
        ("almaty-act", "2003", ("differs", "In the register “Almaty-Act” is dated: 2002-06-04.")),
        ("other", "2003", NOTHING),
    ],
)
def test_document(document, on, found):
    assert in_short(ask(WORLD, "document", document=document, on=on)) == found


HEADQUARTERS = "The seat, by the register: Headquarters building, from: 2025-07-02."
RULES = a_document("rules", "2004-10-22", "basic", "2005-01-01", "2009-09-01")
CONVENTION = a_document("convention", "2010-06-08", "treaty", "2011-01-01")
POLITICAL = a_document("declaration", "2012-06-08", "political")


@pytest.mark.parametrize(
    ("documents", "found"),
    [
        ((RULES, POLITICAL), ("differs", "Amended since then: Rules (2009-09-01).")),
        (
            (RULES, CONVENTION),
            ("differs", "Amended since then: Rules (2009-09-01). Added since then: Convention (2010-06-08)."),
        ),
        (
            (a_document("act", "2002"), CONVENTION),
            ("differs", "Added since then: Convention (2010-06-08)."),
        ),
        ((a_document("act", "[..2002]"),), ("agrees", "In the register they stand as they stood then.")),
        ((CONVENTION, POLITICAL), NOTHING),
    ],
)
def test_unchanged(documents, found):
    assert in_short(ask(a_world(*documents), "unchanged", since="2006-08-09")) == found


@pytest.mark.parametrize(
    ("place", "on", "found"),
    [
        ("Almaty", "2006-06-17", ("agrees", "The seat, by the register: Almaty, from: 2006-06-17.")),
        ("Headquarters", "2025-06", ("differs", HEADQUARTERS)),
        ("Astana", "2025", ("agrees", f"{HEADQUARTERS} The source is less exact.")),
        ("Bishkek", "2025", NOTHING),
    ],
)
def test_seat(place, on, found):
    assert in_short(ask(WORLD, "seat", place=place, on=on)) == found


@pytest.mark.parametrize(
    ("body", "on", "found"),
    [
        ("summit", "2002-06-04", ("agrees", "In the register “Summit” dates from: 2002-06-04.")),
        ("summit", "2003", ("differs", "In the register “Summit” dates from: 2002-06-04.")),
        (
            "youth-council",
            "2014",
            (
                "undecidable",
                (
                    "In the register “Youth-Council” dates from: [2014..2015]."
                    " The register knows it only within these bounds."
                ),
            ),
        ),
        ("experts", "2003", NOTHING),
        ("soc", "2003", NOTHING),
    ],
)
def test_body_since(body, on, found):
    assert in_short(ask(WORLD, "body_since", body=body, on=on)) == found


@pytest.mark.parametrize(
    "asked",
    [
        {"kind": "seat", "place": "Almaty", "on": "2006"},
        {"kind": "body_since", "body": "summit", "on": "2002"},
    ],
)
def test_of_a_forum_without_seat_or_charter(asked):
    assert in_short(ask(a_world(), **asked)) == NOTHING


def test_beyond_says_what_the_register_can_say_instead():
    found = ask(WORLD, "beyond", held="No acts on coordinators are kept.")
    assert in_short(found) == ("undecidable", "No acts on coordinators are kept.")
