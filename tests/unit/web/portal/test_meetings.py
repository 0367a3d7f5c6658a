from __future__ import annotations

import pytest

from comity.forum.kernel.dates import begins
from comity.forum.kernel.errors import Refused
from comity.web.portal.framework.page import NotHere
from comity.web.portal.pages import meetings
from tests.support.portal import built


def listed(**query):
    page = built(meetings.PAGE, query=query)
    return [line.meeting.id for line in page.lines]


def test_list_is_the_newest_first_and_leads_on():
    page = built(meetings.PAGE)
    days = [begins(line.on.edtf).earliest for line in page.lines]
    assert (days == sorted(days, reverse=True), len(days), page.start, page.newer) == (True, 50, 0, "")
    assert (page.older, page.where) == ("/en/meetings/?from=50", f"1–50 of {page.total}")


def test_last_part_leads_back():
    page = built(meetings.PAGE, query={"from": "50"})
    assert (page.newer, page.older, len(page.lines)) == ("/en/meetings/", "", page.total - 50)


def test_parts_hold_every_meeting_once():
    parts = [listed(**{"from": str(start)}) for start in (0, 50)]
    every = [slug for part in parts for slug in part]
    assert len(every) == len(set(every)) == built(meetings.PAGE).total


def test_sift_by_body():
    assert listed(body="summit") == [
        "summit-7",
        "summit-6",
        "decision-2021-10-26",
        "summit-5",
        "summit-4",
        "summit-3",
        "summit-2",
        "summit-1",
    ]


def test_sift_by_kind_and_year():
    assert listed(kind="without_meeting", year="2023") == ["decision-2023-12-26"]


def test_sift_is_kept_on_the_way_on():
    page = built(meetings.PAGE, "2026-01-01", query={"from": "50"})
    assert page.newer == "/en/meetings/?on=2026-01-01"


def test_sift_shows_what_was_chosen():
    page = built(meetings.PAGE, query={"body": "soc", "year": "2024"})
    chosen = [choice.value for choice in (*page.bodies, *page.kinds) if choice.chosen]
    assert (chosen, page.year) == (["soc"], "2024")


def test_nothing_fits():
    page = built(meetings.PAGE, query={"body": "summit", "year": "2003"})
    assert (page.lines, page.total, page.where) == ([], 0, "")


def test_as_of_a_day_lists_what_had_begun():
    page = built(meetings.PAGE, "1999-09-14")
    assert (page.lines[0].meeting.id, page.lines[-1].meeting.id, page.total) == (
        "ministerial-1",
        "proposal-1992",
        len(page.lines),
    )


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"year": "twenty"}, "portal.number_unreadable"),
        ({"year": "0"}, "portal.number_unreadable"),
        ({"from": "-50"}, "portal.number_unreadable"),
        ({"from": "9" * 12}, "portal.number_unreadable"),
        ({"body": "parliament"}, "portal.choice_unknown"),
        ({"kind": "secret"}, "portal.choice_unknown"),
    ],
)
def test_unreadable_sift_is_refused(query, code):
    with pytest.raises(Refused) as refused:
        built(meetings.PAGE, query=query)
    assert (refused.value.reason.code, refused.value.words["field"]) == (code, next(iter(query)))


def test_part_beyond_the_end_is_not_here():
    with pytest.raises(NotHere, match=r"does not go on so far"):
        built(meetings.PAGE, query={"from": "500"})


def test_planned_meeting_shows_its_plan():
    line = built(meetings.PAGE).lines[0]
    told = (line.meeting.text, line.held, line.place, line.on.text, line.format_found)
    assert told == ("Seventh Summit", False, "Baku", "October\u00a02026", False)


def test_rows_are_the_lines_shown():
    page = built(meetings.PAGE, query={"body": "summit", "year": "2014"})
    row = ("summit-4", "Fourth Summit", "Meeting of Heads of State", "regular", "4", "2014-05-20/2014-05-21")
    assert [r[:6] for r in meetings.rows(page, None).rows] == [row]
