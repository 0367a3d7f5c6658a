"""The store and the library in memory, on which the unit tests stand, answer alike: byte for byte, page for page."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.utils import translation

from comity.forum.kernel.values import Key
from comity.web.portal.framework.ask import Ask
from comity.web.portal.framework.library import DocumentSift, MeetingSift
from comity.web.portal.framework.page import NotHere
from comity.web.portal.library import StoreLibrary
from comity.web.portal.table import PAGES
from tests.support.portal import cica as in_memory

TODAY = date(2026, 5, 4)
DAYS = ("", "2014-05-20", "2011-06-01", "1999-09-14")
# What the record itself says is not in the library in memory.
OF_THE_RECORD = {"record", "act", "about", "source"}


def addresses():
    """Every page that values make, with the parts of its address."""
    parts = {
        "participant": [{"code": party.party} for party in in_memory().all_of("party")],
        "meeting": [{"slug": meeting.meeting} for meeting in in_memory().all_of("meeting")],
        "document": [{"slug": document.document} for document in in_memory().all_of("document")],
        "treaty": [{"slug": treaty.treaty} for treaty in in_memory().all_of("treaty")],
        "notification": [{"number": notification.notification} for notification in in_memory().all_of("notification")],
        "document.compare": [{"slug": "almaty-act", "other": "declaration-1999"}],
        "version": [{"version": 1}],
        "journal": [{"slug": meeting.meeting} for meeting in in_memory().all_of("meeting")][:3],
        "decision": [{"slug": decision.decision} for decision in in_memory().all_of("decision")],
    }
    return [(page, part) for page in PAGES if page.name not in OF_THE_RECORD for part in parts.get(page.name, [{}])]


def made(library, page, language, on, part):
    day = date.fromisoformat(on) if on else None
    ask = Ask(library, language, TODAY, day, {"on": on} if on else {})
    try:
        data = page.build(ask, **part)
        drawn = page.draw(data, ask) if page.draw else {}
    except NotHere as absent:
        return absent.what
    rows = page.rows(data, ask).model_dump_json() if page.rows else ""
    return data.model_dump_json(), str(sorted(drawn.items())), rows


@pytest.mark.parametrize("language", ["en", "ru", "zh-hans"])
def test_every_page_is_made_alike(cica, language):
    with translation.override(language):
        differ = [
            (page.name, part, on)
            for page, part in addresses()
            for on in (DAYS if language == "en" else DAYS[:1])
            if made(StoreLibrary(), page, language, on, part) != made(in_memory(), page, language, on, part)
        ]
    assert differ == []


SIFTS = (
    MeetingSift(),
    MeetingSift(body="summit"),
    MeetingSift(kind="informal"),
    MeetingSift(year=2014),
    MeetingSift(host="KAZ", regular=True),
    MeetingSift(held=False),
    MeetingSift(bodies=("summit", "preparatory"), since=date(1993, 1, 1), until=date(2006, 12, 31)),
)


@pytest.mark.parametrize("sift", SIFTS, ids=str)
@pytest.mark.parametrize("part", [(0, None), (0, 5), (3, 5), (500, 5)], ids=str)
def test_meetings_are_sifted_alike(cica, sift, part):
    found, expected = (library.meetings(sift, *part) for library in (StoreLibrary(), in_memory()))
    shown = [([m.meeting for m in one.rows], one.start, one.total) for one in (found, expected)]
    assert shown[0] == shown[1]


@pytest.mark.parametrize(
    "sift",
    [DocumentSift(), DocumentSift(kinds=("treaty", "memorandum")), DocumentSift(meeting="summit-6", year=2022)],
    ids=str,
)
def test_documents_are_sifted_alike(cica, sift):
    found, expected = (library.documents(sift, 0, 20) for library in (StoreLibrary(), in_memory()))
    shown = [([d.document for d in one.rows], one.start, one.total) for one in (found, expected)]
    assert shown[0] == shown[1]


@pytest.mark.parametrize("kind", ["party", "source", "claim", "post", "chair", "charter"])
def test_values_of_a_kind_come_alike(cica, kind):
    assert list(StoreLibrary().all_of(kind)) == list(in_memory().all_of(kind))


@pytest.mark.parametrize(
    ("kind", "ids"),
    [("meeting", ["summit-4", "no-such", "nu\0l"]), ("meeting-number", ["summit/4", "no/1"]), ("party", [])],
)
def test_some_values_come_alike(cica, kind, ids):
    if kind == "meeting-number":
        ids = [key.id for key in in_memory().values if key.kind == kind][:3]
    assert StoreLibrary().some_of(kind, ids) == in_memory().some_of(kind, ids)


@pytest.mark.parametrize("name", ["nu\0l", "", "x" * 10_000, "'; DROP TABLE store_party; --", "\ufffd"])
@pytest.mark.parametrize("kind", ["party", "meeting", "charter", "post"])
def test_value_of_a_strange_name_is_not_there(cica, kind, name):
    assert StoreLibrary().get(Key(kind, name)) is None


def test_head_speaks_of_the_published_checkpoint(cica: Path):
    head = StoreLibrary().head()
    assert head.checkpoint == (cica / "record" / "checkpoint").read_bytes()
    assert (head.size, head.entered[:4].isdigit()) == (len(in_memory()._acts), True)


def test_first_day_is_alike(cica):
    assert StoreLibrary().first_day() == in_memory().first_day() == date(1992, 10, 5)
