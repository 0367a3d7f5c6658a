from __future__ import annotations

import pytest

from comity.web.portal.framework.page import NotHere
from comity.web.portal.pages import meeting
from tests.support.portal import built, drawn


def outcomes(page):
    return [(o.verb, o.matter, o.document.id if o.document else "", [p.id for p in o.about]) for o in page.outcomes]


def test_fourth_summit_begins_with_24_members_and_ends_with_26():
    page = built(meeting.PAGE, slug="summit-4")
    told = (page.number, page.on.edtf, page.place, page.members_before.text, page.members.text, page.quorum)
    assert told == (4, "2014-05-20/2014-05-21", "Shanghai", "24", "26", "18")


def test_fourth_summit_hands_the_chair_over():
    page = built(meeting.PAGE, slug="summit-4")
    presided = [(p.party.id, p.office, p.person) for p in page.presided]
    assert (page.chair_before.text, page.chair_after.text, presided) == (
        "Turkey",
        "China",
        [("CHN", "President of China", "Xi Jinping")],
    )


def test_fourth_summit_says_what_came_out_of_it():
    assert outcomes(built(meeting.PAGE, slug="summit-4")) == [
        ("adopts", "the Shanghai Declaration", "shanghai-declaration", []),
        ("admits", "Qatar and Bangladesh as member states", "", ["QAT", "BGD"]),
        ("hands over", "the chairmanship from Turkey to China", "", ["TUR", "CHN"]),
    ]


def test_fourth_summit_stands_among_its_kind():
    stops = built(meeting.PAGE, slug="summit-4").stops
    assert [(s.number, s.place, s.held) for s in stops] == [
        (2, "Almaty", True),
        (3, "Istanbul", True),
        (4, "Shanghai", True),
        (5, "Dushanbe", True),
        (6, "Astana", True),
    ]


def test_first_and_last_have_nothing_beyond_them():
    first, last = (built(meeting.PAGE, slug=slug).stops for slug in ("summit-1", "summit-7"))
    assert ([s.number for s in first], [(s.number, s.held) for s in last]) == (
        [1, 2, 3, 4, 5],
        [(5, True), (6, True), (7, False)],
    )


def test_as_of_a_day_later_meetings_are_not_told():
    stops = built(meeting.PAGE, "2014-06-01", slug="summit-4").stops
    assert [s.number for s in stops] == [2, 3, 4]


def test_seventh_ministerial_was_planned_moved_and_held():
    page = built(meeting.PAGE, slug="ministerial-7")
    plans = [(plan.planned.edtf, plan.place, plan.format) for plan in page.plans]
    assert plans == [("2024-11-11", "Baku", "format not found"), ("2024-12-17", "Baku", "by video")]
    assert (page.on.edtf, page.place, page.format, page.held) == ("2024-12-17", "Azerbaijan, online", "by video", True)
    assert (page.chair_before.id, page.chair_after.id) == ("KAZ", "AZE")


def test_numbers_are_those_of_the_source():
    page = built(meeting.PAGE, slug="ministerial-7")
    assert [(n.label, n.number) for n in page.numbers] == [("members", 27), ("observers", 3), ("partners", 8)]
    assert page.members.text == "28"


def test_planned_summit_speaks_of_today():
    page = built(meeting.PAGE, slug="summit-7")
    told = (page.held, page.on.edtf, page.on.text, page.place, page.host.id, page.members_before.text)
    assert told == (False, "2026-10", "October\u00a02026", "Baku", "AZE", page.members.text)
    assert (page.members.text, page.quorum, page.chair_after.id, page.outcomes) == ("28", "19", "AZE", [])


def test_decision_without_a_meeting_has_no_table():
    page = built(meeting.PAGE, slug="decision-2023-12-26")
    table = drawn(meeting.PAGE, slug="decision-2023-12-26")["round_table"]
    assert (page.kind, page.number, page.stops, table) == ("without a meeting", None, [], "")


def test_presence_is_told_where_a_source_states_it():
    entry = built(meeting.PAGE, slug="summit-4").presence[0]
    told = (entry.capacity, entry.level, [p.text for p in entry.parties], entry.person)
    parliament = "Parliamentary Assembly of Turkic-speaking Countries"
    assert told == ("observers", "official", [parliament], "Jandos Asanov, Secretary General of TURKPA")


def test_body_is_called_what_it_was_called_that_day():
    bodies = [
        built(meeting.PAGE, slug=slug).body for slug in ("summit-4", "summit-7", "ministerial-1", "ministerial-7")
    ]
    assert bodies == [
        "Meeting of Heads of State",
        "Council of Heads of State or Government",
        "Ministerial Meeting",
        "Ministerial Council",
    ]


@pytest.mark.parametrize(
    ("language", "title", "place"),
    [("en", "Fourth Summit", "Shanghai"), ("ru", "Четвёртый саммит", "Шанхай"), ("zh-hans", "第四次峰会", "上海")],
)
def test_meeting_is_named_in_the_language(language, title, place):
    page = built(meeting.PAGE, language=language, slug="summit-4")
    assert (page.meeting.text, page.place, page.meeting.url) == (title, place, f"/{language}/meetings/summit-4/")


@pytest.mark.parametrize("slug", ["summit-8", "no-such", "SUMMIT-4"])
def test_unknown_meeting_is_not_here(slug):
    with pytest.raises(NotHere, match=f"no meeting called {slug}"):
        built(meeting.PAGE, slug=slug)


def test_meeting_as_of_a_day_before_it_is_not_here():
    with pytest.raises(NotHere, match="still to come"):
        built(meeting.PAGE, "2014-05-19", slug="summit-4")
