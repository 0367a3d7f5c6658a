"""Documents: the register, sifted by kind and year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from comity.forum.charter.words import REACHES
from comity.forum.kernel.text import said_in
from comity.web.portal.framework.ask import PAGE_LENGTH
from comity.web.portal.framework.data import Data, Link, Rows, When
from comity.web.portal.framework.library import DocumentSift
from comity.web.portal.framework.links import act_link, address, body_name, when
from comity.web.portal.framework.page import Page
from comity.web.portal.pages.meetings import Choice, check_reached, choices, page_url, where_text

if TYPE_CHECKING:
    from comity.forum.documents.state import Document
    from comity.web.portal.framework.ask import Ask


class Line(Data):
    """A document as lists show it."""

    document: Link
    language: str
    symbol: str
    kind: str
    on: When
    body: str
    by_members: bool
    languages: list[str]
    distribution: str
    open: bool
    sources: list[str]
    act: Link


class Documents(Data):
    """Part of the register of documents, and what it is sifted by."""

    lines: list[Line]
    total: int
    kinds: list[Choice]
    year: str
    newer: str
    older: str
    where: str


def kind_names() -> dict[str, str]:
    """Return what kinds of document are called."""
    return {
        "founding": _("founding document"),
        "basic": _("basic document"),
        "treaty": _("treaty"),
        "political": _("political document"),
        "plan": _("plan"),
        "working": _("working document"),
        "internal": _("internal rules"),
        "decision": _("decision"),
        "chair_statement": _("statement of the chair"),
        "memorandum": _("memorandum"),
        "draft": _("draft"),
        "proposal": _("proposal"),
    }


def line(ask: Ask, document: Document) -> Line:
    """Return a document as lists show it."""
    title, language = said_in(document.title, ask.language)
    return Line(
        document=Link(id=document.document, text=title, url=address("document", document.document)),
        language=language,
        symbol=document.symbol or "",
        kind=kind_names()[document.kind],
        on=when(ask, document.on),
        body=body_name(ask, document.body, document.on) if document.body else "",
        by_members=document.by_members,
        languages=[filed.language for filed in document.files],
        distribution=_(REACHES[document.distribution]),
        open=document.distribution == "public",
        sources=list(document.sources),
        act=act_link(document.acts[0]),
    )


def build(ask: Ask, **_parts: Any) -> Documents:  # noqa: ANN401 - the address has no parts
    """Return the part of the register that is asked for."""
    kinds = kind_names()
    kind, year, start = ask.choice("kind", kinds), ask.number("year", 1990, 9999), ask.number("from", 0) or 0
    found = ask.library.documents(DocumentSift(kind=kind, year=year, until=ask.on), start, PAGE_LENGTH)
    check_reached(found)
    words = {"kind": kind, "year": str(year or ""), "on": ask.word("on")}
    after = start + len(found.rows)
    return Documents(
        lines=[line(ask, document) for document in found.rows],
        total=found.total,
        kinds=choices(kinds, kind),
        year=str(year or ""),
        newer=page_url("documents", words, max(0, start - PAGE_LENGTH)) if start else "",
        older=page_url("documents", words, after) if after < found.total else "",
        where=where_text(start, len(found.rows), found.total),
    )


def rows(page: Documents, _ask: Ask) -> Rows:
    """Return the documents shown as a table."""
    head = ("document", "symbol", "title", "kind", "date", "body", "by_members", "languages", "distribution", "sources")
    lines = [
        (
            one.document.id,
            one.symbol,
            one.document.text,
            one.kind,
            one.on.edtf,
            one.body,
            str(one.by_members).lower(),
            " ".join(one.languages),
            one.distribution,
            " ".join(one.sources),
        )
        for one in page.lines
    ]
    return Rows(head=head, rows=tuple(lines))


PAGE = Page("documents", "documents/", "portal/documents.html", build, "documents", rows=rows)
