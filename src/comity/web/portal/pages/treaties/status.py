"""The status of a treaty: whether it is in force and why, what is missing, and how each state stands to it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from comity.forum.kernel.dates import bounds
from comity.forum.readings.treaties import Status, status
from comity.forum.treaties.machine import CORRECTION
from comity.forum.treaties.periods import correction_until
from comity.forum.treaties.words import WAYS
from comity.secretariat.wording.fields import language_name
from comity.secretariat.wording.names import joined
from comity.secretariat.wording.terms.treaties import ALLOWED
from comity.web.portal.framework.data import Cited, Data, Link, Rows, When
from comity.web.portal.framework.links import act_link, address, cited, day_text, document_link, party_link, when
from comity.web.portal.framework.page import NotHere, Page
from comity.web.portal.pages.asof import begun
from comity.web.portal.pages.chartered import charter_of
from comity.web.portal.pages.treaties import deposits, facts, rows, statements
from comity.web.portal.pages.treaties.asof import AsOf
from comity.web.portal.pages.treaties.words import (
    Coming,
    Holder,
    clause,
    coming,
    holder,
    in_language,
    reckoned,
    standing_text,
)

if TYPE_CHECKING:
    from comity.forum.treaties.state import TextCorrection, Told, Treaty
    from comity.web.portal.framework.ask import Ask


class Clauses(Data):
    """What the treaty's own clauses say. `assumed`: some of it no source gives, and `note` says what."""

    entry: list[str]
    entry_assumed: bool
    open_to: str
    ways: str
    reservations: str
    reservable: list[str]
    objections: bool
    objection_months: int
    withdrawal_months: int | None
    provisional: bool
    assumed: bool
    note: str
    sources: list[str]
    act: Link


class Corrected(Data):
    """A correction of an error in the text, proposed by the depositary."""

    on: When
    languages: str
    text: str
    state: str
    until: When | None
    objections: list[statements.Objected]
    document: Link | None
    act: Link


class Notified(Data):
    """A depositary notification of the treaty."""

    notification: Link
    on: When
    text: str


class StatusPage(Data):
    """A treaty as it stands on a day."""

    document: Link
    symbol: str
    adopted: When
    at: str
    languages: str
    depositary: Holder
    opened: When | None
    open_until: When | None
    closed: bool
    standing: str
    brief: str
    outlook: list[str]
    reckoned: str
    coming: list[Coming]
    clauses: Clauses
    wanted: int
    counted: int
    unnamed: int
    signatories: int
    parties: int
    states: list[rows.State]
    to_come: list[Link]
    statements: list[statements.StatementShown]
    excluded: list[tuple[Link, Link]]
    corrections: list[Corrected]
    reports: list[facts.Reported]
    notifications: list[Notified]
    sources: list[Cited]
    acts: list[Link]


def found_status(ask: Ask, slug: str) -> Status:
    """Return how the treaty called `slug` stands on the day of the page.

    Raises:
        NotHere: the forum keeps none of that name, or it was still to come.
    """
    # All parties at once: the rules ask for them one by one.
    ask.titles.party("")
    found = status(AsOf(ask.library, ask.day) if ask.on else ask.library, slug, ask.day)
    if found is None:
        raise NotHere(_("The forum keeps no treaty called %(slug)s.") % {"slug": slug})
    if not begun(found.treaty.adopted, ask.day):
        raise NotHere(_("On %(day)s this treaty was still to come.") % {"day": day_text(ask, ask.day.isoformat())})
    return found


def build(ask: Ask, **parts: Any) -> StatusPage:  # noqa: ANN401 - parts of the address
    """Return the status of the treaty whose name stands in the address."""
    found = found_status(ask, str(parts["slug"]))
    held, of = found.treaty, found.document
    ask.titles.know("document", [of])
    ask.titles.fetch("document", [each.document for each in held.corrections])
    in_order = rows.in_order(ask, found.rows)
    shown = statements.shown(ask, found, in_order)
    stood = rows.states(ask, found, in_order, shown)
    told = facts.reported(ask, found)
    return StatusPage(
        document=document_link(ask, held.treaty),
        symbol=of.symbol or "",
        adopted=when(ask, held.adopted),
        at=in_language(ask, held.at),
        languages=joined([language_name(code, ask.language) for code in held.languages], ask.language)
        if held.languages
        else "",
        depositary=holder(ask, held.depositary),
        opened=when(ask, held.opened) if held.opened else None,
        open_until=when(ask, held.open_until) if held.open_until else None,
        closed=_is_closed(held, ask.day),
        standing=found.standing,
        brief=standing_text(ask, found.entry),
        outlook=[ask.said(each) for each in found.outlook],
        reckoned=reckoned(ask, found),
        coming=coming(ask, found),
        clauses=_clauses(ask, held),
        wanted=found.entry.wanted,
        counted=found.entry.counted,
        unnamed=facts.unnamed(found),
        signatories=sum(1 for row in found.rows if row.signed),
        parties=sum(1 for row in found.rows if row.standing(ask.day) == "in_force"),
        states=stood,
        to_come=[party_link(ask, row) for row in found.to_come],
        statements=shown,
        excluded=[(party_link(ask, one), party_link(ask, other)) for one, other in found.excluded],
        corrections=[_corrected(ask, each) for each in held.corrections],
        reports=told,
        notifications=[_notified(ask, each) for each in reversed(held.notifications)],
        sources=cited(ask, _keys(held, stood, told)),
        acts=[act_link(index) for index in held.acts],
    )


def _is_closed(held: Treaty, day: date) -> bool:
    last = bounds(held.open_until).latest if held.open_until else None
    return last is not None and last < day


def _clauses(ask: Ask, held: Treaty) -> Clauses:
    return Clauses(
        entry=clause(ask, held.entry),
        entry_assumed=held.entry.assumed,
        open_to=_open_to(ask, held),
        ways=joined([_(WAYS[each]) for each in held.ways], ask.language),
        reservations=_(ALLOWED[held.reservations]),
        reservable=list(held.reservable),
        objections=held.reservations != "prohibited" and held.objection_months > 0,
        objection_months=held.objection_months,
        withdrawal_months=held.withdrawal_months,
        provisional=held.provisional,
        assumed=held.assumed,
        note=in_language(ask, held.note),
        sources=list(held.sources),
        act=act_link(held.acts[0]),
    )


def _open_to(ask: Ask, held: Treaty) -> str:
    if not held.open_to and not held.also:
        return _("every state")
    known = charter_of(ask)
    rules = [(slug, known.status(slug) if known else None) for slug in held.open_to]
    statuses = [in_language(ask, rule.name) if rule else slug for slug, rule in rules]
    named = [ask.speech.party(code, ask.on) for code in held.also]
    return joined(
        [*(_("holders of the status: %(status)s") % {"status": each} for each in statuses), *named], ask.language
    )


def _corrected(ask: Ask, proposed: TextCorrection) -> Corrected:
    until = correction_until(proposed)
    return Corrected(
        on=when(ask, proposed.on),
        languages=joined([language_name(code, ask.language) for code in proposed.languages], ask.language),
        text=in_language(ask, proposed.text),
        state=_(CORRECTION.states[proposed.state]),
        until=when(ask, until.isoformat()) if until else None,
        objections=[statements.objected(ask, each) for each in proposed.objections],
        document=document_link(ask, proposed.document) if proposed.document else None,
        act=act_link(proposed.act),
    )


def _notified(ask: Ask, told: Told) -> Notified:
    number = told.notification
    return Notified(
        notification=Link(id=number, text=number, url=address("notification", number)),
        on=when(ask, told.on),
        text=in_language(ask, told.text),
    )


def _keys(held: Treaty, stood: list[rows.State], told: list[facts.Reported]) -> list[str]:
    of_facts = [*(key for each in stood for key in each.sources), *(key for each in told for key in each.sources)]
    return [*held.sources, *(key for each in held.statements for key in each.sources), *of_facts]


def draw(page: StatusPage, ask: Ask) -> dict[str, Any]:
    """Return the timeline of deposits."""
    return deposits.drawn(ask, found_status(ask, page.document.id))


def table(page: StatusPage, _ask: Ask) -> Rows:
    """Return the table of states."""
    head = (
        "code",
        "party",
        "signed",
        "signature",
        "full_powers",
        "instrument",
        "deposited",
        "in_force",
        "provisional",
        "withdrawal",
        "withdrawn",
        "statements",
        "sources",
        "acts",
    )
    return Rows(head=head, rows=tuple(_cells(page, each) for each in page.states))


def _cells(page: StatusPage, one: rows.State) -> tuple[str, ...]:
    kinds = [each.kind for each in page.statements if each.party.id == one.party.id]
    return (
        one.party.id,
        one.party.text,
        one.signature.on.edtf if one.signature else "",
        one.signature.what if one.signature else "",
        " ".join(each.on.edtf for each in one.full_powers),
        one.instrument.what if one.instrument else "",
        one.instrument.on.edtf if one.instrument and not one.instrument.detail else "",
        one.in_force.edtf if one.in_force else "",
        one.provisional.on.edtf if one.provisional else "",
        one.withdrawal.on.edtf if one.withdrawal else "",
        one.withdrawn.edtf if one.withdrawn else "",
        "; ".join(kinds),
        " ".join(one.sources),
        " ".join(each.id for each in one.acts),
    )


PAGE = Page("treaty", "treaties/<slug:slug>/", "portal/treaty.html", build, "treaties", draw=draw, rows=table)
