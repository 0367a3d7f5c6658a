"""Documents as a desk reads them: who may read their files, and what they are called in lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from comity.forum.charter.words import REACHES
from comity.forum.documents.reading import may_read_document
from comity.forum.documents.state import document
from comity.forum.kernel.text import said_in
from comity.secretariat.wording.fields import language_name
from comity.web.desk.acts.finding import writes
from comity.web.portal import errors
from comity.web.portal.framework.data import Data
from comity.web.portal.framework.links import body_name, day_text
from comity.web.portal.framework.sizes import size_text
from comity.web.portal.pages.documents import kind_names

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from comity.forum.documents.state import Document, Filed
    from comity.web.desk.decisions.asking import Asking
    from comity.web.desk.notices.sitting import Sitting

REGISTER, ADD, REDISTRIBUTE = "documents.register", "documents.add_language", "documents.redistribute"


class FileLink(Data):
    """A file: its language, what it is called, its size; where it is had, empty where this party may not read it."""

    language: str
    tongue: str
    name: str
    size: str
    sha256: str
    media_type: str
    url: str


class DocumentLine(Data):
    """A document in a list: what it is, who reads its files, in which languages this party may have them."""

    url: str
    title: str
    language: str
    symbol: str
    kind: str
    on: str
    body: str
    readers: str
    restricted: bool
    files: list[FileLink]


def may_read(at: Sitting, held: Document) -> bool:
    """Whether the party at the desk may read a document's files today."""
    return may_read_document(held, at.party, at.ask.today.isoformat(), at.ask.library)


def line(at: Sitting, held: Document) -> DocumentLine:
    """Return a document as lists show it."""
    title, language = said_in(held.title, at.ask.language)
    return DocumentLine(
        url=reverse("desk.document", args=[held.document]),
        title=title,
        language=language,
        symbol=held.symbol or "",
        kind=kind_names()[held.kind],
        on=day_text(at.ask, held.on),
        body=body_name(at.ask, held.body, held.on) if held.body else "",
        readers=readers_text(at, held),
        restricted=held.distribution != "public",
        files=files_of(at, held),
    )


def readers_text(at: Sitting, held: Document) -> str:
    """Return who may read a document's files, in words."""
    if held.distribution == "named":
        return ", ".join(at.title(code) for code in at.by_name(held.named))
    return str(_(REACHES[held.distribution]))


def files_of(at: Sitting, held: Document) -> list[FileLink]:
    """Return the files of a document, the original first."""
    ordered = sorted(held.files, key=lambda each: each.language != held.original)
    open_ = may_read(at, held)
    return [_file(at, held, each, open_=open_) for each in ordered]


def _file(at: Sitting, held: Document, filed: Filed, *, open_: bool) -> FileLink:
    return FileLink(
        language=filed.language,
        tongue=language_name(filed.language, at.ask.language),
        name=filed.name,
        size=size_text(filed.size, at.ask.language),
        sha256=filed.sha256,
        media_type=filed.media_type,
        url=reverse("desk.document_file", args=[held.document, filed.language]) if open_ else "",
    )


def find(at: Sitting, slug: str) -> Document | None:
    """Return a document by its name, or None."""
    return document(at.ask.library, slug)


def no_document(request: HttpRequest, slug: str) -> HttpResponse:
    """Return the page for a document that is not there."""
    wrong = _("The register knows no document called %(slug)s.") % {"slug": slug}
    return errors.page(request, 404, _("No such document"), wrong, code="desk.no_document")


def not_for_you(request: HttpRequest) -> HttpResponse:
    """Return the page for files that are for others: what the register says of the document is public, they are not."""
    wrong = _("This document is distributed to others; its files are read at their desks.")
    return errors.page(request, 404, _("Not for this desk"), wrong, code="desk.not_distributed")


def entitled(asked: Asking, kind: str) -> bool:
    """Whether the charter lets the party enter acts of a type, and the officer at the desk prepare them."""
    return writes(asked.at.here) and not isinstance(asked.entitled(kind), Exception)
