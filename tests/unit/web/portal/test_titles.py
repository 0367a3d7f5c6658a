from __future__ import annotations

import pytest

from comity.forum.readings.said import Named, Said, Thing
from comity.web.portal.framework.library import MeetingSift
from comity.web.portal.framework.titles import LibraryTitles
from tests.support.memorylibrary import MemoryLibrary
from tests.support.portal import asking, cica


class Counting:
    """A library that tells how often it was asked for values of its own kind."""

    def __init__(self, library: MemoryLibrary) -> None:
        self._library = library
        self.asked: list[str] = []

    def some_of(self, kind, ids):
        self.asked.append(kind)
        return self._library.some_of(kind, ids)

    def get(self, key):
        self.asked.append(key.kind)
        return self._library.get(key)

    def __getattr__(self, name):
        return getattr(self._library, name)


@pytest.fixture
def counting():
    return Counting(cica())


@pytest.fixture
def titles(counting):
    return LibraryTitles(counting, "2026-05-04")


@pytest.mark.parametrize(
    ("kind", "thing", "english"),
    [
        ("meeting", "summit-4", "Fourth Summit"),
        ("document", "almaty-act", "Almaty Act"),
        ("source", "K3", "Shanghai Declaration of the Fourth Summit, site of the Kremlin"),
        ("body", "summit", "Council of Heads of State or Government"),
        ("status", "observer", "observer"),
        ("meeting", "no-such", None),
        ("document", "no-such", None),
        ("body", "no-such", None),
        ("status", "no-such", None),
        ("term", "no-such", None),
        ("post", "no-such", None),
    ],
)
def test_title_of_a_thing(titles, kind, thing, english):
    found = titles.title(kind, thing)
    assert (found and found["en"]) == english


def test_term_goes_by_the_name_of_its_state(titles):
    with asking() as ask:
        term = next(term.term.term for term in ask.terms if term.term.state == "CHN")
    assert titles.title("term", term) == {"en": "China", "ru": "Китай", "zh": "中国"}


def test_body_goes_by_its_name_on_the_day():
    days = {day: LibraryTitles(cica(), day).title("body", "summit")["en"] for day in ("2014-05-20", "2023-01-01")}
    assert days == {
        "2014-05-20": "Meeting of Heads of State",
        "2023-01-01": "Council of Heads of State or Government",
    }


def test_meeting_without_a_title_goes_by_its_body_and_day(titles):
    with asking():
        found = titles.title("meeting", "soc-2024-06-27")
    assert found == {
        "en": "Senior Officials Committee, 27 June 2024",
        "ru": "Комитет старших должностных лиц, 27 июня 2024\u202fг.",
        "zh": "高官委员会，2024年6月27日",
    }


def test_sentences_are_prepared_with_one_question_a_kind(titles, counting):
    words = {
        "a": Thing("meeting", "summit-4"),
        "b": Thing("meeting", "summit-5"),
        "c": Thing("document", "almaty-act"),
        "d": Named("KAZ"),
    }
    titles.prepare([Said("%(a)s %(b)s %(c)s %(d)s", words)])
    prepared = sorted(counting.asked)
    again = [titles.title("meeting", "summit-4"), titles.title("meeting", "summit-5")]
    titles.prepare([Said("%(a)s", words)])
    assert (prepared, [title["en"] for title in again]) == (["document", "meeting"], ["Fourth Summit", "Fifth Summit"])
    assert sorted(counting.asked) == prepared


def test_what_is_at_hand_is_not_asked_for(titles, counting):
    titles.know("meeting", cica().meetings(MeetingSift(body="summit")).rows)
    titles.fetch("meeting", ["summit-4", None, "summit-5"])
    assert (titles.title("meeting", "summit-4")["en"], counting.asked) == ("Fourth Summit", [])


def test_what_is_not_there_is_asked_for_once(titles, counting):
    titles.fetch("document", ["no-such"])
    titles.fetch("document", ["no-such"])
    assert (titles.title("document", "no-such"), counting.asked) == (None, ["document"])


def test_party_that_nobody_knows(titles):
    assert (titles.party("XXX"), titles.party("KAZ").party) == (None, "KAZ")
