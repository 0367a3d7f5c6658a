"""One document: what it is, who signed it, who is bound by it, how it was changed, how it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from comity.forum.documents.state import Document, document
from comity.forum.kernel.dates import sort_key
from comity.forum.kernel.text import LANGUAGES, said_in
from comity.forum.treaties.state import treaty
from comity.secretariat.wording.acts import INSTRUMENTS, STANDINGS
from comity.secretariat.wording.fields import language_name, party_name
from comity.web.portal.framework.data import Cited, Data, Link, Rows, When
from comity.web.portal.framework.links import (
    act_link,
    address,
    cited,
    day_text,
    document_link,
    meeting_link,
    party_link,
    when,
)
from comity.web.portal.framework.page import NotHere, Page
from comity.web.portal.framework.sizes import size_text
from comity.web.portal.pages.asof import begun
from comity.web.portal.pages.documents import Line, line
from comity.web.portal.pages.papers.chain import Linked, chain
from comity.web.portal.pages.papers.showing import TextShown, shown
from comity.web.portal.pages.papers.texts import is_open

if TYPE_CHECKING:
    from comity.forum.kernel.values import Fact
    from comity.web.portal.framework.ask import Ask


class Signatory(Data):
    """A signature, or an instrument by which a party consents to be bound."""

    party: Link
    on: When
    detail: str
    sources: list[str]
    act: Link


class Change(Data):
    """An amendment, or a report of how the document stands."""

    on: When
    what: str
    detail: str
    document: Link | None
    meeting: Link | None
    sources: list[str]
    act: Link


class FileShown(Data):
    """A document's file in one language; `url` is empty where it is not for everybody."""

    language: str
    tongue: str
    name: str
    size: str
    sha256: str
    original: bool
    url: str
    act: Link


class DocumentPage(Data):
    """One document. `readers` are those for whom its files are, where these are named; `chain` what goes with it."""

    line: Line
    titles: dict[str, str]
    original: str
    files: list[FileShown]
    readers: list[str]
    item: str
    treaty: Link | None
    text: TextShown | None
    chain: list[Linked]
    summary: str
    note: str
    meeting: Link | None
    part_of: Link | None
    replaces: Link | None
    signatures: list[Signatory]
    consents: list[Signatory]
    changes: list[Change]
    sources: list[Cited]
    confidence: str
    acts: list[Link]


def _text(ask: Ask, text: dict[str, str] | None) -> str:
    return said_in(text, ask.language)[0] if text else ""


def _signatures(ask: Ask, found: Document) -> list[Signatory]:
    return [
        Signatory(
            party=party_link(ask, signed.party, signed.on),
            on=when(ask, signed.on),
            detail=", ".join(part for part in (_text(ask, t) for t in (signed.paper, signed.by, signed.at)) if part),
            sources=list(signed.sources),
            act=act_link(signed.act),
        )
        for signed in found.signatures
    ]


def _consents(ask: Ask, found: Document) -> list[Signatory]:
    return [
        Signatory(
            party=party_link(ask, consent.party, consent.on),
            on=when(ask, consent.on),
            detail=", ".join(part for part in (_(INSTRUMENTS[consent.instrument]), consent.reference or "") if part),
            sources=list(consent.sources),
            act=act_link(consent.act),
        )
        for consent in found.consents
    ]


def _amendments(ask: Ask, found: Document) -> list[Change]:
    return [
        Change(
            on=when(ask, change.on),
            what=_("amended"),
            detail=_text(ask, change.summary),
            document=document_link(ask, change.by) if change.by else None,
            meeting=meeting_link(ask, change.meeting) if change.meeting else None,
            sources=list(change.sources),
            act=act_link(change.act),
        )
        for change in found.amendments
    ]


def _standings(ask: Ask, found: Document) -> list[Change]:
    changes = []
    for standing in found.standings:
        missing = _("instruments missing: %(number)s") % {"number": standing.missing} if standing.missing else ""
        detail = "; ".join(part for part in (missing, _text(ask, standing.note)) if part)
        changes.append(
            Change(
                on=when(ask, standing.as_of),
                what=_(STANDINGS[standing.standing]),
                detail=detail,
                document=None,
                meeting=None,
                sources=list(standing.sources),
                act=act_link(standing.act),
            )
        )
    return changes


def _files(ask: Ask, found: Document) -> list[FileShown]:
    everybody = is_open(ask, found)
    return [
        FileShown(
            language=filed.language,
            tongue=language_name(filed.language, ask.language),
            name=filed.name,
            size=size_text(filed.size, ask.language),
            sha256=filed.sha256,
            original=filed.language == found.original,
            url=reverse("document.file", args=[found.document, filed.language]) if everybody else "",
            act=act_link(filed.act),
        )
        for filed in found.files
    ]


def _treaty(ask: Ask, found: Document) -> Link | None:
    """The status of the treaty that the document is the text of, where the forum is its depositary."""
    if found.kind != "treaty" or treaty(ask.library, found.document) is None:
        return None
    return Link(id=found.document, text=_("Status of the treaty"), url=address("treaty", found.document))


def _as_of(ask: Ask, found: Document) -> Document:
    """The document with what had happened to it by the day of the page."""
    return found.model_copy(
        update={
            "signatures": tuple(fact for fact in found.signatures if begun(fact.on, ask.day)),
            "consents": tuple(fact for fact in found.consents if begun(fact.on, ask.day)),
            "amendments": tuple(fact for fact in found.amendments if begun(fact.on, ask.day)),
            "standings": tuple(fact for fact in found.standings if begun(fact.as_of, ask.day)),
            "files": tuple(filed for filed in found.files if filed.entered[:10] <= ask.day.isoformat()),
        }
    )


def build(ask: Ask, **parts: Any) -> DocumentPage:  # noqa: ANN401 - parts of the address
    """Return the document whose name stands in the address."""
    slug = str(parts["slug"])
    found = document(ask.library, slug)
    if found is None:
        raise NotHere(_("The register knows no document called %(slug)s.") % {"slug": slug})
    if ask.on and not begun(found.on, ask.day):
        raise NotHere(_("On %(day)s this document was still to come.") % {"day": day_text(ask, ask.day.isoformat())})
    found = _as_of(ask, found)
    ask.titles.fetch("document", (found.part_of, found.replaces, *(change.by for change in found.amendments)))
    ask.titles.fetch("meeting", (found.meeting, *(change.meeting for change in found.amendments)))
    facts: tuple[Fact, ...] = (*found.signatures, *found.consents, *found.amendments, *found.standings)
    return DocumentPage(
        line=line(ask, found),
        titles={code: found.title[code] for code in (*LANGUAGES, *found.title) if code in found.title},
        original=language_name(found.original, ask.language) if found.original else "",
        files=_files(ask, found),
        readers=[party_name(ask.speech, code) for code in found.named],
        item=found.item or "",
        treaty=_treaty(ask, found),
        text=shown(ask, found),
        chain=chain(ask, found),
        summary=_text(ask, found.summary),
        note=_text(ask, found.note),
        meeting=meeting_link(ask, found.meeting) if found.meeting else None,
        part_of=document_link(ask, found.part_of) if found.part_of else None,
        replaces=document_link(ask, found.replaces) if found.replaces else None,
        signatures=_signatures(ask, found),
        consents=_consents(ask, found),
        changes=sorted([*_amendments(ask, found), *_standings(ask, found)], key=lambda one: sort_key(one.on.edtf)),
        sources=cited(ask, [*found.sources, *(key for fact in facts for key in fact.sources)]),
        confidence=found.confidence,
        acts=[act_link(index) for index in found.acts],
    )


def rows(page: DocumentPage, _ask: Ask) -> Rows:
    """Return signatures and instruments as a table."""
    head = ("code", "party", "date", "detail", "sources", "act")
    lines = [
        (one.party.id, one.party.text, one.on.edtf, one.detail, " ".join(one.sources), one.act.id)
        for one in (*page.signatures, *page.consents)
    ]
    return Rows(head=head, rows=tuple(lines))


PAGE = Page("document", "documents/<slug:slug>/", "portal/document.html", build, "documents", rows=rows)
