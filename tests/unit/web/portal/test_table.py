from __future__ import annotations

import re

import pytest

from comity.web.portal.pages import meeting
from tests.support.portal import drawn


def seats(slug, language="en"):
    """Names in the order of the seats."""
    table = drawn(meeting.PAGE, language=language, slug=slug)["round_table"]
    description = re.search(r"<desc[^>]*>([^<]*)</desc>", table)
    assert description is not None
    return description[1].split(", ")


def test_members_sit_in_the_english_alphabetical_order_of_the_day():
    names = seats("summit-4")
    assert (names[0], names[12], names[22], names[-1], len(names)) == (
        "Afghanistan",
        "Kazakhstan",
        "Turkey",
        "Viet Nam",
        26,
    )


def test_order_is_the_english_one_in_every_language():
    names = seats("summit-4", "ru")
    assert names[:4] == ["Афганистан", "Азербайджан", "Бахрейн", "Бангладеш"]


def test_seats_of_those_that_joined_are_marked():
    table = drawn(meeting.PAGE, slug="summit-4")["round_table"]
    marked = re.findall(r'joined"[^>]*>.*?</li>', table)
    named = {name for name in ("Qatar", "Bangladesh", "China") if any(name in one for one in marked)}
    assert named == {"Qatar", "Bangladesh"}


def test_chair_is_who_took_it_at_the_meeting():
    assert "Chair: China" in drawn(meeting.PAGE, slug="summit-4")["round_table"]


@pytest.mark.parametrize("slug", ["soc-2024-06-27", "decision-2023-12-26", "proposal-1992"])
def test_no_table_is_laid_where_members_do_not_sit(slug):
    assert drawn(meeting.PAGE, slug=slug)["round_table"] == ""


def test_table_of_a_planned_meeting_is_laid_for_today():
    names = seats("summit-7")
    assert (len(names), "Türkiye" in names) == (28, True)
