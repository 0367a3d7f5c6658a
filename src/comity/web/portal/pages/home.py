"""Home: what the forum is on the day, its next date, its years in one drawing, its latest meetings."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast

from babel.dates import format_date
from django.utils.translation import gettext as _

from comity.forum.charter.state import IDENTITY, Identity
from comity.forum.kernel.dates import begins
from comity.forum.kernel.text import said_in
from comity.forum.readings.chair import in_chair
from comity.secretariat.wording.acts import VERBS
from comity.secretariat.wording.dates import locale_of
from comity.web.portal.framework.data import Cited, Data, Link, When
from comity.web.portal.framework.library import DecisionSift, MeetingSift
from comity.web.portal.framework.links import act_link, body_name, cited, known_meeting_link, party_link, when
from comity.web.portal.framework.page import Page
from comity.web.portal.pages import outline
from comity.web.portal.pages.decisions.asof import as_of
from comity.web.portal.pages.decisions.lines import Line, line
from comity.web.portal.pages.decisions.silences import Running, running
from comity.web.portal.pages.participants import GROUPS, Counted, counted, noun, quorum_text
from comity.web.portal.pages.treaties.register import Brief, brief

if TYPE_CHECKING:
    from comity.forum.decisions.state import Decision
    from comity.forum.meetings.state import Meeting, Outcome
    from comity.web.portal.framework.ask import Ask

LATEST = 8
MOST_TREATIES = 3
FEW = 5
"""Silences, and matters, that the page names before it leads to the others."""
# For so long a meeting whose day is over is awaited, while no act says whether it was held.
AWAITED = timedelta(days=366)


class Figure(Data):
    """How many hold a status. Nobody is not counted, and nobody else is before the first members have joined."""

    group: str
    count: Counted
    noun: str


class Next(Data):
    """The next meeting that is planned; `past`: its day is over, and no act says yet whether it was held."""

    meeting: Link
    on: When
    place: str
    host: Link | None
    past: bool
    sources: list[Cited]


class Latest(Data):
    """A meeting that was held, and the weightiest thing that came out of it."""

    meeting: Link
    on: When
    place: str
    body: str
    verb: str
    matter: str
    sources: list[str]
    act: Link


class Home(Data):
    """The forum on a day."""

    name: str
    day: When
    weekday: str
    figures: list[Figure]
    quorum: str
    chair: Link | None
    chair_since: When | None
    next: Next | None
    silences: list[Running]
    decisions: list[Line]
    latest: list[Latest]
    treaties: list[Brief]


def _next(ask: Ask) -> Next | None:
    if ask.on:
        return None
    sift = MeetingSift(regular=True, held=False, since=ask.day - AWAITED)
    planned = ask.library.meetings(sift).rows
    if not planned:
        return None
    coming = [m for m in planned if (day := begins(m.when).latest) and day >= ask.day]
    meeting = coming[-1] if coming else planned[0]
    plan = meeting.plans[-1]
    return Next(
        meeting=known_meeting_link(ask, meeting),
        on=when(ask, plan.planned),
        place=said_in(plan.place, ask.language)[0] if plan.place else "",
        host=party_link(ask, meeting.host) if meeting.host else None,
        past=not coming,
        sources=cited(ask, plan.sources),
    )


def _weightiest(meeting: Meeting) -> Outcome | None:
    return meeting.outcomes[0] if meeting.outcomes else None


def _latest(ask: Ask, meeting: Meeting) -> Latest:
    outcome = _weightiest(meeting)
    return Latest(
        meeting=known_meeting_link(ask, meeting),
        on=when(ask, meeting.when),
        place=said_in(meeting.place, ask.language)[0] if meeting.place else "",
        body=body_name(ask, meeting.body, meeting.when),
        verb=_(VERBS[outcome.verb]) if outcome else "",
        matter=said_in(outcome.matter, ask.language)[0] if outcome else "",
        sources=list(outcome.sources if outcome else meeting.sources),
        act=act_link(outcome.act if outcome else meeting.acts[-1]),
    )


def _foremost(ask: Ask) -> tuple[tuple[Decision, ...], tuple[Decision, ...]]:
    """What is under silence now, and the matters of which something came out last, or which were proposed last."""
    if ask.on is None:
        return ask.library.foremost(FEW)
    return (), ask.library.decisions(DecisionSift(until=ask.on), limit=FEW, counted=False).rows


def _figure(group: str, count: Counted) -> Figure:
    return Figure(group=group, count=count, noun=noun(group, count.most))


def build(ask: Ask, **_parts: Any) -> Home:  # noqa: ANN401 - the address has no parts
    """Return the forum on the day asked for."""
    identity = cast("Identity", ask.library.get(IDENTITY))
    chair = in_chair(ask.terms, ask.day)
    counts = [(slug, counted(ask, status, ask.day, kind)) for slug, status, kind in GROUPS]
    begun = any(count.most for slug, count in counts if slug == "members")
    met = ask.library.meetings(MeetingSift(held=True, until=ask.day), limit=LATEST, counted=False).rows
    silent, newest = _foremost(ask)
    return Home(
        name=said_in(identity.names, ask.language)[0],
        day=when(ask, ask.day.isoformat()),
        weekday=str(format_date(ask.day, "EEEE", locale=locale_of(ask.language))),
        figures=[_figure(slug, count) for slug, count in counts if begun and count.most],
        quorum=quorum_text(ask, ask.day),
        chair=party_link(ask, chair.term.state, ask.day.isoformat()) if chair else None,
        chair_since=when(ask, chair.since) if chair else None,
        next=_next(ask),
        silences=[running(ask, each) for each in silent],
        decisions=[line(ask, each) for each in as_of(ask, newest)],
        latest=[_latest(ask, meeting) for meeting in met],
        treaties=brief(ask, MOST_TREATIES),
    )


def draw(_page: Home, ask: Ask) -> dict[str, Any]:
    """Return the timeline."""
    return outline.drawn(ask)


PAGE = Page("home", "", "portal/home.html", build, "", draw=draw)
