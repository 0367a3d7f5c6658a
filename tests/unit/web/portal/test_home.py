from __future__ import annotations

from comity.web.portal.pages import home
from tests.support.portal import built


def figures(page):
    return [(figure.count.text, figure.noun) for figure in page.figures]


def test_home_says_what_the_forum_is_today():
    page = built(home.PAGE)
    assert figures(page) == [
        ("28", "member states"),
        ("10", "observer states"),
        ("5", "observer organisations"),
        ("8", "partner organisations"),
    ]
    assert (page.chair.text, page.chair_since.edtf, page.quorum, page.weekday) == (
        "Azerbaijan",
        "2024-12-17",
        "19",
        "Monday",
    )


def test_home_says_what_is_next():
    planned = built(home.PAGE).next
    told = (planned.meeting.id, planned.on.edtf, planned.place, planned.host.id, planned.past)
    assert told == ("summit-7", "2026-10", "Baku", "AZE", False)
    assert planned.sources


def test_home_says_what_was_done_last():
    latest = built(home.PAGE).latest
    assert [one.meeting.id for one in latest][:2] == ["womens-council-2026", "soc-2025-12-17"]
    assert (len(latest), latest[1].verb) == (8, "approves")


def test_home_as_of_a_day():
    page = built(home.PAGE, "2000-01-01")
    assert figures(page) == [
        ("15", "member states"),
        ("7 to 11", "observer states"),
        ("2 to 3", "observer organisations"),
    ]
    assert (page.chair, page.next, page.quorum, page.latest[0].meeting.id) == (None, None, "10", "ministerial-1")


def test_home_before_anybody_joined_counts_nobody():
    page = built(home.PAGE, "1995-01-01")
    assert (page.figures, page.quorum, page.latest[0].meeting.id) == ([], "", "experts-1994")


def test_home_speaks_the_language():
    names = {language: built(home.PAGE, language=language).name for language in ("ru", "zh-hans")}
    assert names == {
        "ru": "Совещание по взаимодействию и мерам доверия в Азии",
        "zh-hans": "亚洲相互协作与信任措施会议",
    }
