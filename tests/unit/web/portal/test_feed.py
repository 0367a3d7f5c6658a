from __future__ import annotations

import xml.etree.ElementTree as ET

import feedparser
import pytest

from comity.web.portal.feed import ATOM, Feed, Item, atom
from comity.web.portal.pages import record
from tests.support.recordlibrary import CORRECTED, NEXT_DAY, SIZE


@pytest.fixture
def feed(asking):
    def made(**query: str) -> bytes:
        ask = asking(**query)
        return record.feed(record.build(ask), ask)

    return made


def read(made: bytes):
    headers = {"content-location": "https://portal.example/en/record.atom", "content-type": "application/atom+xml"}
    found = feedparser.parse(made, response_headers=headers)
    assert not found.bozo, found.get("bozo_exception")
    return found


def test_feed_is_atom_that_a_stranger_reads(feed):
    found = read(feed())
    newest = found.entries[0]
    said = (
        found.version,
        found.feed.title,
        found.feed.updated,
        newest.title,
        newest.summary,
        newest.author,
        newest.updated,
    )
    corrects = f"Act {CORRECTED} is corrected: the place was another."
    title, author = "Correction of an act", "Secretariat, registrar"
    assert said == ("atom10", "SF: The record", NEXT_DAY, title, corrects, author, NEXT_DAY)


def test_feed_links_are_whole_once_resolved_against_its_address(feed):
    found = read(feed())
    links = {link.rel: link.href for link in found.feed.links}
    assert (links, found.entries[0].link) == (
        {
            "self": "https://portal.example/en/record.atom",
            "alternate": "https://portal.example/en/record/",
            "next": "https://portal.example/en/record.atom?from=50",
        },
        f"https://portal.example/en/record/{SIZE - 1}/",
    )


def test_feed_of_a_sift_has_a_name_of_its_own_and_keeps_the_sift(feed):
    whole, sifted = read(feed()), read(feed(type="documents"))
    address = next(link.href for link in sifted.feed.links if link.rel == "self")
    assert (address, sifted.feed.title) == ("https://portal.example/en/record.atom?type=documents", "SF: Documents")
    assert whole.feed.id != sifted.feed.id


def test_feed_entries_keep_their_names_from_part_to_part(feed):
    whole, later = read(feed()), read(feed(**{"from": "10"}))
    assert [entry.id for entry in whole.entries[10:]] == [entry.id for entry in later.entries[:40]]


def test_feed_has_what_rfc_4287_demands(feed):
    root = ET.fromstring(feed())  # noqa: S314 - written by ourselves
    names = {"id", "title", "updated"}
    needed = [
        (root, names),
        *((entry, {*names, "author", "link", "summary"}) for entry in root.iter(f"{{{ATOM}}}entry")),
    ]
    missing = [name for element, wanted in needed for name in wanted if element.find(f"{{{ATOM}}}{name}") is None]
    ids = [entry.findtext(f"{{{ATOM}}}id") for entry in root.iter(f"{{{ATOM}}}entry")]
    assert (missing, len(set(ids))) == ([], 50)


def test_feed_replaces_characters_that_xml_cannot_hold(asking):
    item = Item("act/1", "<title> & \x0b", "\ufffe]]>", "/en/record/1/", NEXT_DAY, "KAZ")
    found = read(atom(asking(), Feed("record", "The record", "", (item,))))
    assert (found.entries[0].title_detail.value, found.entries[0].summary) == ("<title> & \ufffd", "\ufffd]]>")
