from __future__ import annotations

import re

import pytest

from comity.web.portal.pages import home, outline
from tests.support.portal import asking, drawn


def test_timeline_tells_how_many_members_by_day():
    timeline = drawn(home.PAGE)["timeline"]
    told = re.search(r"<desc[^>]*>([^<]*)</desc>", timeline)
    assert told is not None
    assert told[1].startswith("Members by day: 14 September 1999: 15; 4 June 2002: 16; 22 October 2004: 17;")
    assert told[1].endswith("15 August 2018: 27; 13 October 2022: 28")


def test_timeline_leads_to_every_regular_meeting():
    found = set(re.findall(r'href="/en/meetings/((?:summit|ministerial)-\d)/"', drawn(home.PAGE)["timeline"]))
    assert found == {f"{body}-{number}" for body in ("summit", "ministerial") for number in range(1, 8)}


def test_timeline_as_of_a_day_holds_nothing_later():
    found = set(re.findall(r'href="/en/meetings/([\w-]+)/"', drawn(home.PAGE, "2003-01-01")["timeline"]))
    assert {"ministerial-1", "summit-1"} <= found
    assert "ministerial-2" not in found


@pytest.mark.parametrize("on", ["", "2003-01-01", "1992-10-05"])
def test_timeline_begins_with_the_first_meeting(on):
    assert drawn(home.PAGE, on)["first_year"] == "1992"


def test_bands_end_on_the_day_of_the_page():
    with asking("2023-01-01") as ask:
        bands = [band for term in ask.terms if (band := outline.band(ask, term))]
    assert [(band.short, band.start.year, band.elected_until.year, band.end.year) for band in bands] == [
        ("KAZ", 2002, 2006, 2006),
        ("KAZ", 2006, 2010, 2010),
        ("TUR", 2010, 2012, 2014),
        ("CHN", 2014, 2016, 2018),
        ("TJK", 2018, 2020, 2020),
        ("KAZ", 2020, 2022, 2023),
    ]
