"""One participant: its status over time, its papers and signatures, its terms in the chair, what it was host to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from comity.forum.kernel.dates import bounds, sort_key
from comity.forum.membership.statuses import MEMBER, Spell
from comity.forum.readings.chair import Served, elected_until
from comity.forum.readings.said import Titled
from comity.secretariat.wording.acts import INSTRUMENTS, in_words
from comity.web.portal.framework.data import Cited, Data, Link, Rows, When
from comity.web.portal.framework.library import DocumentSift, MeetingSift
from comity.web.portal.framework.links import (
    act_link,
    cited,
    document_link,
    known_meeting_link,
    meeting_link,
    party_link,
    when,
)
from comity.web.portal.framework.page import NotHere, Page
from comity.web.portal.pages import matrix
from comity.web.portal.pages.asof import begun, ended, written
from comity.web.portal.pages.participants import manners, place_text
from comity.web.shared import drawings

if TYPE_CHECKING:
    from datetime import date

    from comity.forum.documents.state import Document
    from comity.forum.membership.state import Acceptance, Party, Signature
    from comity.web.portal.framework.ask import Ask


# What a party signs besides the papers of its status, and consents to be bound by.
BINDING = ("treaty", "memorandum")
MOST_HOSTED = 50


class Status(Data):
    """A status held: from when to when, how it ended, which acts and sources say so."""

    status: str
    since: When
    until: When | None
    manner: str
    place: str
    together: bool
    confidence: str
    acts: list[Link]
    sources: list[str]


class Step(Data):
    """A step on the way to a status: a signature, a recommendation, a decision."""

    on: When
    what: str
    detail: str
    document: Link | None
    meeting: Link | None
    act: Link
    sources: list[str]


class TermServed(Data):
    """A term in the chair."""

    since: When
    until: When | None
    elected_until: When | None
    number: int
    act: Link


class Hosted(Data):
    """A meeting that the party was host to."""

    meeting: Link
    on: When
    place: str


class Name(Data):
    """What the party is called from a day on."""

    name: str
    since: When | None
    act: Link


class Participant(Data):
    """One participant. `hosted` are the newest meetings that it was host to."""

    party: Link
    kind: str
    iso: str
    short: str
    status: str
    statuses: list[Status]
    steps: list[Step]
    terms: list[TermServed]
    hosted: list[Hosted]
    names: list[Name]
    bonds: list[Step]
    acts: list[Link]
    sources: list[Cited]


def _status(ask: Ask, spell: Spell) -> Status:
    until = ended(ask, written(spell.until)) if spell.until else None
    return Status(
        status=ask.speech.title("status", spell.status),
        since=when(ask, written(spell.since)),
        until=until,
        manner=manners().get(spell.manner, "") if until else "",
        place=place_text(ask, spell.party) if spell.status == MEMBER else "",
        together=spell.status == MEMBER and _is_shared(ask, spell.party),
        confidence=spell.confidence,
        acts=[act_link(index) for index in spell.acts],
        sources=list(spell.sources),
    )


def _is_shared(ask: Ask, code: str) -> bool:
    place = ask.places.get(code)
    return place is not None and place.counted is None and place.first != place.last


def _link(ask: Ask, kind: str, slug: str | None) -> Link | None:
    if slug is None:
        return None
    return meeting_link(ask, slug) if kind == "meeting" else document_link(ask, slug)


def _signature(ask: Ask, signed: Signature) -> Step:
    paper, place = signed.paper, signed.at
    detail = [ask.speech.word(Titled(text)) for text in (paper, signed.by, place) if text]
    return Step(
        on=when(ask, signed.on),
        what=_("signed"),
        detail=", ".join(detail),
        document=_link(ask, "document", signed.instrument),
        meeting=_link(ask, "meeting", signed.meeting),
        act=act_link(signed.act),
        sources=list(signed.sources),
    )


def _acceptance(ask: Ask, accepted: Acceptance) -> list[Step]:
    paths = {
        "meeting": _("by consensus, at a meeting"),
        "silence": _("by consensus, under the silence procedure"),
        "correspondence": _("by consensus, in writing"),
        "not_found": _("by consensus; how it was reached is not found"),
    }
    verbs = {
        "recommends": _("recommended"),
        "approves": _("approved"),
        "endorses": _("endorsed"),
        "authorises": _("authorised"),
    }
    steps = [
        Step(
            on=when(ask, step.on),
            what=verbs[step.verb],
            detail=ask.speech.title("body", step.body),
            document=None,
            meeting=_link(ask, "meeting", step.meeting),
            act=act_link(accepted.act),
            sources=list(step.sources),
        )
        for step in accepted.steps
    ]
    decision = Step(
        on=when(ask, accepted.on),
        what=_("accepted: %(status)s") % {"status": ask.speech.title("status", accepted.status)},
        detail=f"{ask.speech.title('body', accepted.body)}, {paths[accepted.path]}",
        document=None,
        meeting=_link(ask, "meeting", accepted.meeting),
        act=act_link(accepted.act),
        sources=list(accepted.sources),
    )
    return [*steps, decision]


def _terms(ask: Ask, code: str) -> list[TermServed]:
    return [_term(ask, term) for term in ask.terms if term.term.state == code and begun(term.since, ask.day)]


def _term(ask: Ask, term: Served) -> TermServed:
    elected = elected_until(term.term)
    return TermServed(
        since=when(ask, term.since),
        until=ended(ask, term.until),
        elected_until=when(ask, elected) if elected else None,
        number=term.number,
        act=act_link(term.term.act),
    )


def _hosted(ask: Ask, code: str) -> list[Hosted]:
    sift = MeetingSift(host=code, regular=True, held=True, until=ask.day)
    return [
        Hosted(
            meeting=known_meeting_link(ask, meeting),
            on=when(ask, meeting.when),
            place=ask.speech.word(Titled(meeting.place)) if meeting.place else "",
        )
        for meeting in reversed(ask.library.meetings(sift, 0, MOST_HOSTED, counted=False).rows)
    ]


def _bonds(ask: Ask, code: str) -> list[Step]:
    """Signatures and instruments under documents on which no status rests."""
    found = []
    documents = ask.library.documents(DocumentSift(kinds=BINDING, until=ask.day)).rows
    ask.titles.know("document", documents)
    for document in documents:
        found += [*_signed_documents(ask, document, code), *_consents(ask, document, code)]
    return sorted((step for step in found if begun(step.on.edtf, ask.day)), key=lambda step: sort_key(step.on.edtf))


def _signed_documents(ask: Ask, document: Document, code: str) -> list[Step]:
    return [
        Step(
            on=when(ask, signed.on),
            what=_("signed"),
            detail=ask.speech.word(Titled(signed.by)) if signed.by else "",
            document=_link(ask, "document", document.document),
            meeting=None,
            act=act_link(signed.act),
            sources=list(signed.sources),
        )
        for signed in document.signatures
        if signed.party == code
    ]


def _consents(ask: Ask, document: Document, code: str) -> list[Step]:
    return [
        Step(
            on=when(ask, consent.on),
            what=_(INSTRUMENTS[consent.instrument]),
            detail=consent.reference or "",
            document=_link(ask, "document", document.document),
            meeting=None,
            act=act_link(consent.act),
            sources=list(consent.sources),
        )
        for consent in document.consents
        if consent.party == code
    ]


def build(ask: Ask, **parts: Any) -> Participant:  # noqa: ANN401 - parts of the address
    """Return the participant whose code stands in the address."""
    code = str(parts["code"])
    found = ask.titles.party(code)
    if found is None:
        raise NotHere(_("The register knows no participant with the code %(code)s.") % {"code": code})
    return _participant(ask, found)


def _steps(ask: Ask, found: Party) -> list[Step]:
    """What led to the party's statuses, in the order of the days; what is of one day as it was entered."""
    ask.titles.fetch("document", (signed.instrument for signed in found.signatures))
    decided = [(a.meeting, *(step.meeting for step in a.steps)) for a in found.acceptances]
    ask.titles.fetch("meeting", [s.meeting for s in found.signatures] + [slug for each in decided for slug in each])
    steps = [_signature(ask, s) for s in found.signatures]
    steps += [step for accepted in found.acceptances for step in _acceptance(ask, accepted)]
    return sorted((s for s in steps if _taken_by(s, ask.day)), key=lambda step: sort_key(step.on.edtf))


def _taken_by(step: Step, day: date) -> bool:
    """Whether a step may have been taken by a day; one of which only the latest day is known, from that day on."""
    earliest, latest = bounds(step.on.edtf)
    return (earliest or latest or day) <= day


def _participant(ask: Ask, found: Party) -> Participant:
    steps = _steps(ask, found)
    now = ask.held.status_on(found.party, ask.day)
    statuses = [_status(ask, spell) for spell in matrix.begun(ask, ask.held.of_party(found.party))]
    bonds = _bonds(ask, found.party)
    names = [_name(ask, name) for name in found.names if begun(name.since, ask.day)]
    # As of a day, the acts that state what the page shows, and the one that brought the party into the register.
    told = {found.acts[0], *(int(act.id) for status in statuses for act in status.acts)}
    told |= {int(step.act.id) for step in steps} | {int(name.act.id) for name in names}
    keys = [key for status in statuses for key in status.sources]
    keys += [key for step in (*steps, *bonds) for key in step.sources]
    return Participant(
        party=party_link(ask, found.party, ask.day.isoformat()),
        kind=found.kind,
        iso=found.iso or "",
        short=ask.speech.word(Titled(found.short)) if found.short else "",
        status=ask.speech.title("status", now.status) if now else _("no status"),
        statuses=statuses,
        steps=steps,
        terms=_terms(ask, found.party),
        hosted=_hosted(ask, found.party),
        names=names,
        bonds=bonds,
        acts=[act_link(index) for index in found.acts if ask.on is None or index in told],
        sources=cited(ask, keys),
    )


def _name(ask: Ask, name: Any) -> Name:  # noqa: ANN401 - a name of the party
    since = when(ask, name.since) if name.since else None
    return Name(name=ask.speech.word(Titled(name.name)), since=since, act=act_link(name.act))


def draw(page: Participant, ask: Ask) -> dict[str, Any]:
    """Return the participant's strip, and its acts in words."""
    axis = matrix.axis_of(ask)
    strip = matrix.strip_of(ask, page.party.id)
    acts = ask.library.some_acts(int(link.id) for link in page.acts)
    sentences = ask.say(*(in_words(act) for act in acts.values()))
    return {
        "marks": drawings.strip_marks(),
        "axis": drawings.year_axis(axis, every=5),
        "strip": drawings.strip(strip, axis),
        # A renaming in one language may be none in another.
        "renamed": len({name.name for name in page.names}) > 1,
        "related": list(zip(acts, sentences, strict=True)),
    }


def rows(page: Participant, _ask: Ask) -> Rows:
    """Return the statuses as a table."""
    head = ("code", "status", "since", "until", "manner", "sources")
    lines = [
        (page.party.id, s.status, s.since.edtf, s.until.edtf if s.until else "", s.manner, " ".join(s.sources))
        for s in page.statuses
    ]
    return Rows(head=head, rows=tuple(lines))


PAGE = Page(
    "participant",
    "participants/<str:code>/",
    "portal/participant.html",
    build,
    "participants",
    draw=draw,
    rows=rows,
)
