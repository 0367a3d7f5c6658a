"""What pages of documents say of files, versions and languages; texts in parts, differences, who may read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.utils import translation

from comity.forum.documents.paragraphs import compared, paragraphs
from comity.forum.documents.state import document as document_of
from comity.forum.kernel.errors import Refused
from comity.web import portal
from comity.web.portal.framework.ask import Ask
from comity.web.portal.framework.page import NotHere
from comity.web.portal.framework.sizes import size_text
from comity.web.portal.pages import document, documents
from comity.web.portal.pages.papers import compare, languages
from comity.web.portal.pages.papers.chain import base_of
from comity.web.portal.pages.papers.showing import MOST_SHOWN, before, portion
from comity.web.portal.pages.papers.texts import MOST_READ, is_readable, readable
from tests.support import treatied
from tests.support.treatied import TODAY
from tests.unit.web.drawings.test_stylesheet import PHYSICAL

LIBRARY = treatied.in_memory()


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def asking(on="", **query):
    return Ask(LIBRARY, "en", TODAY, date.fromisoformat(on) if on else None, query | ({"on": on} if on else {}))


def page(slug, on="", **query):
    return document.build(asking(on, **query), slug=slug)


def test_document_has_files_by_language_of_which_one_is_the_original():
    found = page("guest-house")
    assert [(each.language, each.tongue, each.original, each.url) for each in found.files] == [
        ("en", "English", True, "/en/documents/guest-house/files/en"),
        ("ru", "Russian", False, "/en/documents/guest-house/files/ru"),
    ]
    assert (found.original, found.line.distribution, list(found.titles)) == ("English", "everybody", ["en", "ru"])


def test_file_of_a_document_for_some_has_no_address():
    found = page("costs")
    assert ([each.url for each in found.files], found.line.distribution, found.line.open) == (
        [""],
        "the members",
        False,
    )


def test_document_as_of_a_day_has_the_files_and_versions_of_then():
    found = page("guest-house", "2026-11-09")
    assert ([each.language for each in found.files], found.chain) == (["en", "ru"], [])


def test_versions_are_those_that_follow_the_first_text():
    for slug in ("guest-house", "guest-house-rev", "guest-house-corr"):
        found = page(slug).chain
        assert [(each.symbol, each.how) for each in found] == [
            ("FD/1", "the first text"),
            ("FD/1/Rev.1", "revises FD/1"),
            ("FD/1/Corr.1", "corrects FD/1"),
        ]
        assert [each.document.id for each in found if each.current] == [slug]


def test_versions_that_have_texts_in_one_language_can_be_compared():
    assert [each.compare for each in page("guest-house").chain] == [
        "",
        "/en/documents/guest-house-rev/compare/guest-house/",
        "",
    ]


def test_document_that_nothing_follows_has_no_versions():
    assert page("costs").chain == []


@pytest.mark.parametrize(
    ("symbol", "base"),
    [("FD/1", "FD/1"), ("FD/1/Rev.2", "FD/1"), ("FD/1/Rev.2/Corr.1", "FD/1"), ("FD/1/Rev", "FD/1/Rev")],
)
def test_base_of_a_symbol(symbol, base):
    assert base_of(symbol) == base


def test_text_of_a_treaty_leads_to_its_status():
    found = page("accord")
    assert found.treaty is not None
    assert (found.treaty.url, page("guest-house").treaty) == ("/en/treaties/accord/", None)


@pytest.mark.parametrize("query", [{"text": "fr"}, {"from": "-1"}])
def test_text_asked_for_otherwise_is_refused(query):
    with pytest.raises(Refused):
        page("guest-house", **query)


def test_text_is_not_shown_where_no_house_keeps_its_file():
    assert page("guest-house").text is None


def test_files_that_everybody_may_read_as_paragraphs():
    held, confidential = document_of(LIBRARY, "guest-house"), document_of(LIBRARY, "costs")
    assert held is not None
    assert confidential is not None
    assert (list(readable(asking(), held)), readable(asking(), confidential)) == (["en", "ru"], {})


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, True),
        ({"media_type": "text/plain; charset=utf-8"}, True),
        ({"media_type": "application/pdf"}, False),
        ({"size": MOST_READ + 1}, False),
    ],
)
def test_what_is_read_as_paragraphs_is_text_and_not_too_long(changes, expected):
    held = document_of(LIBRARY, "guest-house")
    assert held is not None
    assert is_readable(held.files[0].model_copy(update=changes)) is expected


def test_long_text_is_shown_in_parts_that_join():
    parts = ["x" * 5000] * 10
    first, after = portion(parts, 0, len)
    assert (len(first), after, sum(map(len, first)) <= MOST_SHOWN) == (3, 3, True)
    assert (before(parts, after, len), before(parts, 1, len), portion(parts, 9, len)[1]) == (0, 0, 10)


def test_paragraph_longer_than_a_page_is_shown_whole():
    parts = ["x", "y" * 2 * MOST_SHOWN, "z"]
    assert (portion(parts, 1, len), before(parts, 2, len)) == ((parts[1:2], 2), 1)


def test_text_does_not_go_on_beyond_its_end():
    with pytest.raises(NotHere):
        portion(["x"], 1, len)
    assert portion([], 0, len) == ([], 0)


def differing(old, new):
    return compared(paragraphs(old), paragraphs(new))


def test_summary_counts_what_was_done():
    found = differing(treatied.ENGLISH, treatied.REVISED)
    assert compare.summary(found) == ["1 paragraph changed", "1 added", "1 moved"]
    assert compare.summary(differing("a\n\nb", "a")) == ["1 struck"]
    assert compare.summary(differing("a", "a")) == []


def test_document_that_is_unknown_or_has_no_open_text_is_not_compared():
    for slug, other in (("no-such", "guest-house"), ("costs", "guest-house"), ("guest-house-corr", "guest-house")):
        with pytest.raises(NotHere):
            compare.build(asking(), slug=slug, other=other)


def test_board_says_which_language_is_missing():
    board = languages.build(asking())
    assert [tongue.code for tongue in board.tongues] == ["en", "ru"]
    assert [(line.symbol, [each.state for each in states]) for line, states in board.lines] == [
        ("FD/3", ["original", "missing"]),
        ("FD/2", ["original", "missing"]),
        ("FD/1/Rev.1", ["original", "missing"]),
        ("FD/1", ["original", "translation"]),
    ]
    assert (board.missing, languages.rows(board, None).head[-2:]) == (3, ("en", "ru"))
    assert languages.rows(board, None).rows[-1] == (
        "guest-house",
        "FD/1",
        "Rules on the guest house",
        "original",
        "translation",
    )


def test_board_can_be_sifted_by_year():
    assert languages.build(asking(year="1999")).lines == []


def test_list_tells_languages_and_distribution():
    lines = {line.document.id: line for line in documents.build(asking()).lines}
    assert (lines["guest-house"].languages, lines["costs"].open, lines["founding-act"].languages) == (
        ["en", "ru"],
        False,
        [],
    )
    table = documents.rows(documents.build(asking()), None)
    row = dict(zip(table.head, next(row for row in table.rows if row[0] == "costs"), strict=True))
    assert (row["languages"], row["distribution"]) == ("en", "the members")


@pytest.mark.parametrize(
    ("size", "said"), [(1, "1 bytes"), (2048, "2 kB"), (5 * 2**20 + 2**19, "5.5 MB"), (3 * 2**30, "3 GB")]
)
def test_sizes_are_said_as_people_read_them(size, said):
    assert size_text(size, "en") == said


def test_stylesheet_of_papers_is_light_and_knows_no_left_or_right():
    sheet = (Path(portal.__file__).parent / "static/comity/papers.css").read_text(encoding="utf-8")
    assert (len(sheet.encode()) < 3000, PHYSICAL.findall(sheet)) == (True, [])
