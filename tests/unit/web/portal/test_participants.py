from __future__ import annotations

import pytest

from comity.web.portal.pages import participants
from tests.support.portal import built, drawn


def group(page, status):
    return next(one for one in page.groups if one.status == status)


@pytest.mark.parametrize(
    ("on", "least", "most"),
    [
        ("1999-09-13", 0, 0),
        ("1999-09-14", 15, 15),
        ("2002-06-04", 16, 16),
        ("2004-10-22", 17, 17),
        ("2006-06-17", 18, 18),
        ("2008-08-25", 20, 20),
        ("2010-06-08", 22, 22),
        ("2010-12-31", 22, 23),
        ("2011-06-01", 22, 24),
        ("2012-01-01", 24, 24),
        ("2014-05-20", 26, 26),
        ("2018-08-15", 27, 27),
        ("2022-10-13", 28, 28),
        ("", 28, 28),
    ],
)
def test_members_on_a_day(on, least, most):
    count = group(built(participants.PAGE, on), "members").count
    assert (count.least, count.most) == (least, most)


def test_range_names_whoever_makes_it_one():
    with_bahrain = built(participants.PAGE, "2010-12-31")
    count = group(with_bahrain, "members").count
    why = drawn(participants.PAGE, "2010-12-31")["why_open"]
    said = (count.text, [party.id for party in count.open], with_bahrain.quorum, why[:2])
    expected_why = [("Member states", "Bahrain"), ("Observer states", "Philippines")]
    assert said == ("22 to 23", ["BHR"], "15 to 16", expected_why)


def test_statuses_today_are_counted_apart():
    page = built(participants.PAGE)
    counted = [(one.status, one.count.text, one.noun) for one in page.groups]
    assert counted == [
        ("members", "28", "member states"),
        ("observer_states", "10", "observer states"),
        ("observer_organisations", "5", "observer organisations"),
        ("partners", "8", "partner organisations"),
    ]


def test_members_stand_in_the_order_of_joining():
    holders = group(built(participants.PAGE), "members").holders
    later = [(h.party.id, h.place, h.since.edtf) for h in holders if "–" not in h.place]
    assert later == [
        ("MNG", "16", "2002-06-04"),
        ("THA", "17", "2004-10-22"),
        ("KOR", "18", "2006-06-17"),
        ("BHR", "23", "[2010-06-09..2011-12-31]"),
        ("KHM", "24", "2011"),
        ("QAT", "25", "2014-05-20"),
        ("BGD", "26", "2014-05-20"),
        ("LKA", "27", "2018-08-15"),
        ("KWT", "28", "2022-10-13"),
    ]


def test_founders_share_their_places():
    holders = group(built(participants.PAGE), "members").holders
    assert sorted(h.party.id for h in holders if h.place == "1–15") == sorted(
        ["AFG", "AZE", "CHN", "EGY", "IND", "IRN", "ISR", "KAZ", "KGZ", "PAK", "PSE", "RUS", "TJK", "TUR", "UZB"]
    )


def test_former_observers_are_those_promoted_and_those_no_longer_listed():
    former = group(built(participants.PAGE), "observer_states").former
    assert {h.party.id: h.manner for h in former} == {
        **dict.fromkeys(("MNG", "THA", "KOR", "VNM", "QAT", "BGD", "LKA"), "became a member"),
        **dict.fromkeys(("AUS", "LBN"), "no longer listed"),
    }


def test_an_end_that_has_not_come_is_not_told():
    australia = next(
        h for h in group(built(participants.PAGE, "2003-01-01"), "observer_states").holders if h.party.id == "AUS"
    )
    assert (australia.until, australia.manner, australia.sure) == (None, "", True)


def test_changes_lead_to_their_days_and_stop_at_the_day_of_the_page():
    changes = built(participants.PAGE, "2006-12-31").changes
    assert [(c.since.edtf, c.members.text, c.quorum, c.url) for c in changes] == [
        ("1999-09-14", "15", "10", "/en/participants/?on=1999-09-14"),
        ("2002-06-04", "16", "11", "/en/participants/?on=2002-06-04"),
        ("2004-10-22", "17", "12", "/en/participants/?on=2004-10-22"),
        ("2006-06-17", "18", "12", "/en/participants/?on=2006-06-17"),
    ]


def test_before_anybody_joined_there_is_no_quorum():
    page = built(participants.PAGE, "1995-01-01")
    assert (page.quorum, page.changes, group(page, "members").holders) == ("", [], [])


@pytest.mark.parametrize(
    ("on", "language", "name"),
    [
        ("2014-05-21", "en", "Turkey"),
        ("2024-01-01", "en", "Türkiye"),
        ("", "ru", "Турция"),
        ("", "zh-hans", "土耳其"),
    ],
)
def test_names_are_those_of_the_day_and_the_language(on, language, name):
    holders = group(built(participants.PAGE, on, language), "members").holders
    assert next(h.party.text for h in holders if h.party.id == "TUR") == name


def test_rows_hold_everybody_once_for_each_status():
    page = built(participants.PAGE)
    table = participants.rows(page, None)
    assert table.head == ("code", "name", "status", "since", "until", "sure")
    assert table.rows[0] == ("AFG", "Afghanistan", "members", "1999-09-14", "", "true")
    assert ("AUS", "Australia", "observer_states", "[1999-09-14..2002-06-04]", "[2006-06-01..2008-08-27]", "false") in (
        table.rows
    )
    assert len(table.rows) == sum(len(one.holders) + len(one.former) for one in page.groups)
