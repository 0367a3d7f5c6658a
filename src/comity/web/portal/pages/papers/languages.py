"""Which document is there in which of the forum's working languages, and which are missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from comity.forum.charter.state import IDENTITY, Identity
from comity.secretariat.wording.fields import language_name
from comity.web.portal.framework.ask import PAGE_LENGTH
from comity.web.portal.framework.data import Data, Rows
from comity.web.portal.framework.library import DocumentSift
from comity.web.portal.framework.page import Page
from comity.web.portal.pages.documents import Line, line
from comity.web.portal.pages.meetings import check_reached, page_url, where_text

if TYPE_CHECKING:
    from comity.forum.documents.state import Document
    from comity.web.portal.framework.ask import Ask


class Tongue(Data):
    """A working language: its code, and what the reader calls it."""

    code: str
    name: str


class There(Data):
    """Whether a document is there in a language: as the "original", as a "translation", or "missing"."""

    code: str
    state: str


class Board(Data):
    """Part of the register: the documents that have files, each with what is there in which working language."""

    tongues: list[Tongue]
    lines: list[tuple[Line, list[There]]]
    missing: int
    year: str
    newer: str
    older: str
    where: str


def build(ask: Ask, **_parts: Any) -> Board:  # noqa: ANN401 - the address has no parts
    """Return the part of the register that is asked for."""
    codes = cast("Identity", ask.library.get(IDENTITY)).languages
    year, start = ask.number("year", 1990, 9999), ask.number("from", 0) or 0
    found = ask.library.documents(DocumentSift(year=year, until=ask.on), start, PAGE_LENGTH)
    check_reached(found)
    lines = [(line(ask, each), [_there(each, code) for code in codes]) for each in found.rows if each.files]
    words, after = {"year": str(year or ""), "on": ask.word("on")}, start + len(found.rows)
    return Board(
        tongues=[Tongue(code=code, name=language_name(code, ask.language)) for code in codes],
        lines=lines,
        missing=sum(1 for _line, states in lines if any(each.state == "missing" for each in states)),
        year=words["year"],
        newer=page_url("documents.languages", words, max(0, start - PAGE_LENGTH)) if start else "",
        older=page_url("documents.languages", words, after) if after < found.total else "",
        where=where_text(start, len(found.rows), found.total),
    )


def _there(held: Document, code: str) -> There:
    if held.file_in(code) is None:
        return There(code=code, state="missing")
    return There(code=code, state="original" if code == held.original else "translation")


def rows(page: Board, _ask: Ask) -> Rows:
    """Return the documents shown as a table, a column for each language."""
    head = ("document", "symbol", "title", *(tongue.code for tongue in page.tongues))
    lines = [
        (one.document.id, one.symbol, one.document.text, *(each.state for each in states)) for one, states in page.lines
    ]
    return Rows(head=head, rows=tuple(lines))


PAGE = Page(
    "documents.languages", "documents/languages/", "portal/document_languages.html", build, "documents", rows=rows
)
