"""What decisions lay down and what is not done yet: who, what, by when, from which decision."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from comity.forum.kernel.moments import instant
from comity.forum.kernel.names import SECRETARIAT
from comity.store import living
from comity.web.portal.framework.data import Data, Link, Rows
from comity.web.portal.framework.library import DecisionSift
from comity.web.portal.framework.links import act_link, body_name, document_link
from comity.web.portal.framework.page import Page
from comity.web.portal.pages.actlines import Moment, moment
from comity.web.portal.pages.decisions.lines import Line, line
from comity.web.portal.pages.decisions.words import Who, in_language, who
from comity.web.portal.pages.meetings import check_reached, page_url, where_text

if TYPE_CHECKING:
    from comity.forum.decisions import state
    from comity.web.portal.framework.ask import Ask


AT_ONCE = 30
"""Matters on one part of the list: each takes several lines."""


class Done(Data):
    """That somebody has done what was laid down, when, and how."""

    party: Who
    entered: Moment
    text: str
    document: Link | None
    act: Link


class Undertaking(Data):
    """What a decision lays down. `by` is empty where no time is set; `past`: that time has gone by.

    `due` is who has not done it yet, `bodies` the bodies for which the Secretariat answers.
    """

    number: int
    what: str
    by: Moment | None
    past: bool
    bodies: list[str]
    due: list[Who]
    done: list[Done]


class Laid(Data):
    """A decision, and what it lays down that is not done yet."""

    line: Line
    undertakings: list[Undertaking]


class Undertakings(Data):
    """What is not done yet, by decision, the newest decision first."""

    decisions: list[Laid]
    total: int
    newer: str
    older: str
    where: str


def _done(ask: Ask, each: state.Done) -> Done:
    return Done(
        party=who(ask, each.party, each.entered[:10]),
        entered=moment(ask, each.entered),
        text=in_language(ask, each.text),
        document=document_link(ask, each.document) if each.document else None,
        act=act_link(each.act),
    )


def undertaking(ask: Ask, each: state.Undertaken, day: str) -> Undertaking:
    """Return what a decision lays down as pages show it; `day` is that of the decision, for names."""
    waiting = each.open_for
    return Undertaking(
        number=each.number,
        what=in_language(ask, each.what),
        by=moment(ask, each.by) if each.by else None,
        past=bool(each.by and waiting and instant(each.by) <= living.now()),
        bodies=[body_name(ask, body, day) for body in each.bodies],
        due=[who(ask, party) for party in waiting if party != SECRETARIAT or each.bodies],
        done=[_done(ask, one) for one in each.done],
    )


def build(ask: Ask, **_parts: Any) -> Undertakings:  # noqa: ANN401 - the address has no parts
    """Return what is not done yet."""
    start = ask.number("from", 0) or 0
    found = ask.library.decisions(DecisionSift(undertaken=True), start, AT_ONCE)
    check_reached(found)
    done = [each for held in found.rows for one in held.undertakings for each in one.done]
    ask.titles.fetch("document", [each.document for each in done])
    after = start + len(found.rows)
    return Undertakings(
        decisions=[_laid(ask, held) for held in found.rows],
        total=found.total,
        newer=page_url("decisions.undertakings", {}, max(0, start - AT_ONCE)) if start else "",
        older=page_url("decisions.undertakings", {}, after) if after < found.total else "",
        where=where_text(start, len(found.rows), found.total),
    )


def _laid(ask: Ask, held: state.Decision) -> Laid:
    shown = line(ask, held)
    still = [undertaking(ask, each, shown.on.edtf) for each in held.undertakings if each.open_for]
    return Laid(line=shown, undertakings=still)


def rows(page: Undertakings, _ask: Ask) -> Rows:
    """Return what is not done yet as a table: a row for each who has it to do."""
    head = ("decision", "symbol", "title", "number", "what", "by", "due", "bodies", "state")
    lines = [
        (
            laid.line.decision.id,
            laid.line.symbol,
            laid.line.decision.text,
            str(each.number),
            each.what,
            each.by.iso if each.by else "",
            one.code,
            ", ".join(each.bodies),
            _("due"),
        )
        for laid in page.decisions
        for each in laid.undertakings
        for one in each.due
    ]
    return Rows(head=head, rows=tuple(lines))


PAGE = Page(
    "decisions.undertakings",
    "decisions/undertakings/",
    "portal/undertakings.html",
    build,
    "decisions",
    rows=rows,
)
