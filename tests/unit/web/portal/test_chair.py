from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation

from comity.web.portal.framework.ask import Ask
from comity.web.portal.pages import chair
from tests.support.memorylibrary import MemoryLibrary
from tests.support.officesforum import offices_library, plainly
from tests.support.small_forum import fact, forum_data

TODAY = date(2026, 11, 23)


@pytest.fixture
def page_on():
    library = offices_library()

    def build(day: str = ""):
        on = date.fromisoformat(day) if day else None
        return chair.build(Ask(library, "en", TODAY, on, {"on": day} if day else {}))

    with translation.override("en"):
        yield build


def brief(page):
    def text(when):
        return when.edtf if when else None

    terms = [(t.term, t.standing, text(t.until), text(t.prolonged_until)) for t in (*page.terms, *page.coming)]
    return page.now.term if page.now else None, terms


def test_chair_before_any_term_is_empty(page_on):
    assert brief(page_on("2002-06-03")) == (None, [])


def test_chair_in_the_first_term_knows_no_later_prolongation(page_on):
    assert brief(page_on("2004-10-31")) == ("kaz-2002", [("kaz-2002", "in_chair", None, None)])


def test_chair_once_prolonged_and_followed_shows_what_is_to_come(page_on):
    expected = [("kaz-2002", "in_chair", None, "2006"), ("mng-2006", "to_come", None, None)]
    assert brief(page_on("2005-05-05")) == ("kaz-2002", expected)


def test_chair_today_shows_served_beside_elected(page_on):
    expected = [("kaz-2002", "served", "2006-06-17", "2006"), ("mng-2006", "in_chair", None, None)]
    assert brief(page_on()) == ("mng-2006", expected)


def test_chair_term_holds_every_fact_with_its_acts_and_sources(page_on):
    term = plainly(page_on().terms[0].model_dump())
    kazakhstan = {"id": "KAZ", "text": "Kazakhstan", "url": "/en/participants/KAZ/"}
    decision = {"body": "", "how": "", "meeting": None, "confidence": "high", "sources": ["S1"]}
    assert term == {
        "term": "kaz-2002",
        "party": kazakhstan,
        "number": 1,
        "country": 1,
        "standing": "served",
        "since": {"edtf": "2002-06-04", "text": "4 June 2002"},
        "until": {"edtf": "2006-06-17", "text": "17 June 2006"},
        "elected_since": {"edtf": "2002-06-04", "text": "4 June 2002"},
        "elected_until": {"edtf": "2004", "text": "2004"},
        "prolonged_until": {"edtf": "2006", "text": "2006"},
        "election": {
            **decision,
            "until": {"edtf": "2004", "text": "2004"},
            "on": None,
            "note": "",
            "act": {"id": "10", "text": "10", "url": "/en/record/10/"},
        },
        "extensions": [
            {
                **decision,
                "until": {"edtf": "2006", "text": "2006"},
                "on": {"edtf": "2004-11-01", "text": "1 November 2004"},
                "note": "Prolonged once.",
                "act": {"id": "12", "text": "12", "url": "/en/record/12/"},
            }
        ],
        "handover": {"id": "summit-1", "text": "Summit, 2 January 2000", "url": "/en/meetings/summit-1/"},
        "doubt": "",
        "sources": ["S1"],
        "acts": [{"id": str(n), "text": str(n), "url": f"/en/record/{n}/"} for n in (10, 11, 12)],
    }


def test_chair_election_says_how_it_was_decided(page_on):
    election = page_on().terms[1].election
    assert plainly((election.how, election.body, election.on.text)) == (
        "under the silence procedure",
        "Summit",
        "5 May 2005",
    )


def test_chair_posts_have_the_titles_and_ends_known_on_the_day(page_on):
    def posts(day):
        found = page_on(day).posts
        return [([t.title for t in p.titles], [(h.person, h.until and h.until.edtf) for h in p.tenures]) for p in found]

    assert (posts("2006-06-16"), posts("2007-01-01"), posts("2023-01-01")) == (
        [([], [("A. Person", None)])],
        [(["Executive Director"], [("A. Person", None)])],
        [(["Executive Director", "Secretary General"], [("A. Person", "2008-03")])],
    )


def test_chair_seat_and_rule_are_those_of_the_day(page_on):
    def of(day):
        page = page_on(day)
        return [(p.place, p.premises) for p in page.places], [(rule.text, rule.number) for rule in page.rules]

    rule = [("one state.", 2)]
    assert (of("2006-06-16"), of("2006-06-17")) == (([], rule), ([("Almaty", "a house")], rule))


def test_chair_tenure_known_by_a_day_is_not_shown_before_it():
    late = fact("offices.appoint", post="deputy", tenure="late", person="B. Person", since="[..2025-07-31]")
    library = MemoryLibrary(forum_data(late))
    days = [date(2025, 7, 30), date(2025, 7, 31)]
    found = [len(chair.build(Ask(library, "en", TODAY, day)).posts) for day in days]
    assert found == [0, 1]


def test_chair_rows_are_terms_tenures_and_places(page_on):
    page = page_on()
    assert chair.rows(page, None).rows == (
        ("chair", "KAZ", "Kazakhstan", "2002-06-04", "2006-06-17", "2004", "2006", "S1"),
        ("chair", "MNG", "Mongolia", "2006-06-17", "", "", "", "S1"),
        ("executive-head", "first", "A. Person", "2006", "2008-03", "", "", "S1"),
        ("seat", "", "Almaty", "2006-06-17", "", "", "", "S1"),
    )


def test_chair_drawing_has_a_strip_for_each_term(page_on):
    page = page_on()
    drawn = chair.draw(page, Ask(offices_library(), "en", TODAY))
    said = [strip.split('aria-label="')[1].split('"')[0] for _term, strip in drawn["strips"]]
    assert plainly(said) == ["Kazakhstan: 4 June 2002 – 17 June 2006", "Mongolia: 17 June 2006"]


def test_chair_of_a_forum_without_offices_is_empty():
    page = chair.build(Ask(MemoryLibrary(forum_data()), "en", TODAY))
    assert (page.now, page.terms, page.posts, page.places) == (None, [], [], [])
