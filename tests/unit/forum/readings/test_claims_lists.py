from __future__ import annotations

import pytest

from comity.forum.meetings.state import Attendance, Outcome
from comity.forum.offices.state import Extension
from tests.unit.forum.readings.smallworlds import (
    a_body,
    a_chair,
    a_charter,
    a_document,
    a_meeting,
    a_party,
    a_term,
    a_world,
    an_identity,
    ask,
    in_short,
)

NOTHING = ("undecidable", "The register holds nothing that answers this.")
PRESENT = (
    Attendance(act=1, parties=("KAZ", "TUR"), capacity="member", level="minister"),
    Attendance(act=2, parties=("SYR",), capacity="guest", level="head_of_state"),
)
MEETINGS = ["summit-1", "summit-2"]
CAME_OF_IT = (
    Outcome(act=1, verb="adopts", matter={"en": "the Act"}, document="almaty-act"),
    Outcome(act=2, verb="decides", matter={"en": "to go on"}),
)
PROLONGED = (Extension(act=3, until="2014"), Extension(act=4))
WORLD = a_world(
    an_identity(),
    a_charter(
        bodies=[a_body("summit", "2002-06-04"), a_body("fund", "2022-10-13"), a_body("experts")],
        dimensions=[{"dimension": "human", "name": "Human dimension", "assumed": True}],
    ),
    a_party("KAZ", member="1999-09-14"),
    a_party("TUR", member="1999-09-14"),
    a_party("THA", observer="[..2004-10-19]", member="2004-10-22"),
    a_party("USA", observer="[..1999-09-14]"),
    a_party("BHR", member="[2010-06-09..2011-12-31]"),
    a_party("UN", "organisation", observer="[..1999-09-14]"),
    a_party("ECO", "organisation", partner="2014"),
    a_party("SYR"),
    a_meeting(
        "summit-1", "2002-06-04", number=1, title={"en": "First Summit"}, attendance=PRESENT, outcomes=CAME_OF_IT
    ),
    a_meeting("summit-2", "2006-06-17", number=2),
    a_meeting("summit-3", planned="2010", number=3),
    a_meeting("special-1", "2005-06-17"),
    a_document("almaty-act", "2002-06-04", "founding"),
    a_document("rules", "2004-10-22"),
    a_document("declaration", "2002-06-04", "political"),
    a_chair(
        a_term("kaz-2002", "KAZ", "2002-06-04", "2010-06-08"),
        a_term("tur-2010", "TUR", "2010-06-08", extensions=PROLONGED),
    ),
)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (
            {"of": "members", "on": "2003", "items": ["KAZ", "TUR"]},
            ("agrees", "The register has the same: KAZ, TUR."),
        ),
        (
            {"of": "members", "on": "2003", "items": ["KAZ"]},
            ("differs", "Members, by the register: 2. Left out: TUR."),
        ),
        (
            {"of": "members", "on": "2003", "items": ["KAZ", "ISL"]},
            ("differs", "Members, by the register: 2. Left out: TUR. Not among them: ISL."),
        ),
        (
            {"of": "members", "on": "2003", "items": ["KAZ", "ISL"], "complete": False},
            ("differs", "Members, by the register: 2. Not among them: ISL."),
        ),
        (
            {"of": "members", "on": "2003", "items": ["KAZ"], "complete": False},
            ("agrees", "The register has the same: KAZ."),
        ),
        (
            {"of": "members", "on": "2003"},
            ("differs", "Members, by the register: 2. The source names none: KAZ, TUR."),
        ),
        (
            {"of": "members", "on": "2010-12-01", "items": ["KAZ", "TUR", "THA"]},
            ("undecidable", "Members, by the register: 3. Of uncertain date in the register: BHR."),
        ),
        (
            {"of": "members", "on": "2010-12-01", "items": ["BHR"], "complete": False},
            ("undecidable", "Members, by the register: 3. Of uncertain date in the register: BHR."),
        ),
        ({"of": "members", "on": "1998"}, NOTHING),
        (
            {"of": "members", "on": "1998", "items": ["KAZ"]},
            ("differs", "Members, by the register: 0. Not among them: KAZ."),
        ),
        (
            {"of": "members", "items": ["KAZ", "TUR", "THA", "BHR"]},
            ("agrees", "The register has the same: KAZ, TUR, THA, BHR."),
        ),
        (
            {"of": "observer_states", "on": "2002", "items": ["USA"]},
            ("undecidable", "Observer states, by the register: 1. Of uncertain date in the register: THA."),
        ),
        (
            {"of": "observer_organisations", "on": "2002", "items": ["UN"]},
            ("agrees", "The register has the same: UN."),
        ),
        ({"of": "partners", "on": "2015", "items": ["ECO"]}, ("agrees", "The register has the same: ECO.")),
        (
            {"of": "joined_between", "on": "1999-09-14", "until": "2006-06-17", "items": []},
            (
                "differs",
                "New in the status “member” in that time, by the register: 1. The source names none: THA.",
            ),
        ),
        (
            {"of": "joined_between", "on": "2006-06-17", "until": "2010-12-31"},
            (
                "undecidable",
                (
                    "New in the status “member” in that time, by the register: 0."
                    " Of uncertain date in the register: BHR."
                ),
            ),
        ),
        ({"of": "joined_between", "on": "2012"}, NOTHING),
        (
            {"of": "joined_between", "status": "partner", "items": ["ECO"]},
            ("agrees", "The register has the same: ECO."),
        ),
        (
            {"of": "meetings_of_body", "body": "summit", "items": ["summit-1"]},
            ("differs", "Regular sessions held, by the register: 2. Left out: summit-2."),
        ),
        (
            {"of": "meetings_of_body", "body": "summit", "until": "2003", "items": ["summit-1"]},
            ("agrees", "The register has the same: First Summit."),
        ),
        (
            {"of": "attendance", "meeting": "summit-1", "items": ["KAZ", "TUR", "SYR"]},
            ("agrees", "The register has the same: KAZ, TUR, SYR."),
        ),
        (
            {"of": "attendance", "meeting": "summit-1", "capacity": "guest", "items": ["SYR", "KAZ"]},
            ("differs", "Taking part, by the register: 1. Not among them: KAZ."),
        ),
        ({"of": "attendance", "meeting": "summit-9"}, NOTHING),
        (
            {"of": "outcomes", "meeting": "summit-1", "items": ["almaty-act", "rules", *MEETINGS, "other"]},
            (
                "differs",
                (
                    "Texts that came of it, by the register: 1."
                    " Not among them: Rules (2004-10-22), First Summit, summit-2, other."
                ),
            ),
        ),
        ({"of": "outcomes", "meeting": "summit-9"}, NOTHING),
        (
            {"of": "chairs", "items": ["kaz-2002"]},
            ("differs", "Terms in the chair, by the register: 2. Left out: TUR (from 2010-06-08)."),
        ),
        (
            {"of": "chair_ends"},
            (
                "differs",
                "Terms in the chair that ended, by the register: 1. The source names none: KAZ (until 2010-06-08).",
            ),
        ),
        ({"of": "chair_ends", "until": "2009"}, NOTHING),
        (
            {"of": "chair_extensions"},
            (
                "differs",
                "Prolongations of terms in the chair, by the register: 2. The source names none: TUR (to 2014), TUR.",
            ),
        ),
        ({"of": "chair_extensions", "until": "2009"}, NOTHING),
        (
            {"of": "chair_rules"},
            ("differs", "Rules on the chair, by the register: 1. The source names none: “Four years”."),
        ),
        (
            {"of": "documents", "until": "2003"},
            (
                "differs",
                (
                    "Founding texts, basic texts and treaties, by the register: 1."
                    " The source names none: Almaty-Act (2002-06-04)."
                ),
            ),
        ),
        (
            {"of": "bodies", "until": "2019", "items": ["summit"]},
            ("undecidable", "Bodies, by the register: 1. Of uncertain date in the register: Experts."),
        ),
        (
            {"of": "decision_rules"},
            ("differs", "Rules on taking decisions, by the register: 1. The source names none: “By consensus”."),
        ),
        (
            {"of": "dimensions", "items": ["human"]},
            ("agrees", "The register has the same: Human dimension."),
        ),
    ],
)
def test_list(asked, found):
    assert in_short(ask(WORLD, "list", **asked)) == found


@pytest.mark.parametrize("of", ["chair_rules", "bodies", "decision_rules", "dimensions"])
def test_list_without_a_charter(of):
    assert in_short(ask(a_world(), "list", of=of)) == NOTHING


def test_list_names_what_it_leaves_out_and_what_it_has_too_much():
    found = ask(WORLD, "list", of="members", on="2003", items=["KAZ", "ISL"])
    assert (found.missing, found.extra) == (("TUR",), ("ISL",))


@pytest.mark.parametrize(
    ("about", "asked", "said"),
    [
        (
            WORLD,
            {"of": "members", "on": "2010-12-01"},
            (
                "What stood here is lost. Members, by the register: 3. They are: KAZ, TUR, THA."
                " Of uncertain date in the register: BHR."
            ),
        ),
        (
            WORLD,
            {"of": "chairs", "on": "2009"},
            "What stood here is lost. Terms in the chair, by the register: 1. They are: KAZ (from 2002-06-04).",
        ),
        (a_world(), {"of": "members"}, "What stood here is lost. Members, by the register: 0."),
        (WORLD, {"of": "names"}, "What stood here is lost. In the register it is called: Conference, CICA."),
        (a_world(), {"of": "names"}, "What stood here is lost."),
        (WORLD, {"of": "citations"}, "What stood here is lost. It cannot be recovered from the source."),
    ],
)
def test_lost_is_undecidable_and_says_what_the_register_has(about, asked, said):
    assert in_short(ask(about, "lost", **asked)) == ("undecidable", said)
