"""One matter: what is decided, by which rule, and the whole way from its proposal to its review."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.utils.translation import gettext as _

from comity.forum.decisions.state import decision
from comity.forum.kernel.moments import instant
from comity.web.portal.framework.data import Data, Link
from comity.web.portal.framework.incapitals import InCapitals, in_capitals
from comity.web.portal.framework.links import act_link, day_text, document_link, known_meeting_link
from comity.web.portal.framework.page import NotHere, Page
from comity.web.portal.pages import calendar
from comity.web.portal.pages.decisions.asof import as_of
from comity.web.portal.pages.decisions.effect import EffectShown, effect
from comity.web.portal.pages.decisions.lines import Line, decision_link, line
from comity.web.portal.pages.decisions.proof import Proof, proof
from comity.web.portal.pages.decisions.rule import RuleShown, rule
from comity.web.portal.pages.decisions.said import (
    Objection,
    Reviewed,
    Statement,
    Votes,
    objection,
    review,
    statement,
    votes,
)
from comity.web.portal.pages.decisions.silence import SilenceShown, shown
from comity.web.portal.pages.decisions.stands import stands
from comity.web.portal.pages.decisions.steps import Step, steps
from comity.web.portal.pages.decisions.texts import Text, documents_of, meetings_of, texts
from comity.web.portal.pages.decisions.undertakings import Undertaking, undertaking
from comity.web.portal.pages.decisions.words import Who, in_language, members, who

if TYPE_CHECKING:
    from comity.forum.decisions import state
    from comity.forum.decisions.state import Decision, Result
    from comity.forum.meetings.state import Meeting
    from comity.web.portal.framework.ask import Ask


class OnAgenda(Data):
    """A meeting that the matter was before, and the item of its agenda under which it stood."""

    meeting: Link
    item: str
    title: str


class DecisionPage(Data):
    """One matter. `stands` says in a sentence how it stands; `texts` are the newest first.

    `running` is the silence that runs, with its moment `capitals`; `silences` are those before it, the newest first.
    """

    line: Line
    stands: str
    texts: list[Text]
    issued: Link | None
    statement: Link | None
    speaks_for: list[Who]
    effect: EffectShown | None
    rule: RuleShown | None
    running: SilenceShown | None
    capitals: InCapitals | None
    silences: list[SilenceShown]
    steps: list[Step]
    objections: list[Objection]
    supporters: list[Who]
    votes: Votes | None
    statements: list[Statement]
    undertakings: list[Undertaking]
    reviews: list[Reviewed]
    agenda: list[OnAgenda]
    follows: Link | None
    proof: Proof | None
    acts: list[Link]


def build(ask: Ask, **parts: Any) -> DecisionPage:  # noqa: ANN401 - parts of the address
    """Return the matter whose name stands in the address, as it was on the day of the page."""
    slug = str(parts["slug"])
    held = decision(ask.library, slug)
    if held is None:
        raise NotHere(_("The register knows no matter called %(slug)s.") % {"slug": slug})
    known = as_of(ask, [held])
    if not known:
        raise NotHere(_("On %(day)s this matter was still to come.") % {"day": day_text(ask, ask.day.isoformat())})
    return _page(ask, known[0])


def moved(held: Decision) -> Result | None:
    """Return by which outcome paragraphs moved to a statement of the chair, whatever came of the rest; or None."""
    return next((each for each in reversed(held.results) if each.statement is not None), None)


def _page(ask: Ask, held: Decision) -> DecisionPage:
    ask.titles.fetch("document", documents_of([held]))
    ask.titles.fetch("meeting", meetings_of(held))
    ask.titles.know("decision", [held])
    now = held.silence if ask.on is None else None
    result = moved(held)
    return DecisionPage(
        line=line(ask, held),
        stands=ask.say(stands(held))[0],
        texts=texts(ask, held),
        issued=document_link(ask, held.issued) if held.issued else None,
        statement=document_link(ask, cast("str", result.statement)) if result else None,
        speaks_for=[who(ask, code) for code in (result.speaks_for if result else ())],
        effect=effect(ask, held),
        rule=rule(ask, held),
        running=shown(ask, now) if now else None,
        capitals=_capitals(ask, now) if now else None,
        silences=[shown(ask, each) for each in reversed(held.silences) if each != now],
        steps=steps(ask, held),
        objections=[objection(ask, each) for each in held.objections],
        supporters=[who(ask, code) for code in held.supporters],
        votes=votes(ask, held.voting) if held.voting else None,
        statements=[statement(ask, each) for each in held.statements],
        undertakings=[undertaking(ask, each, ask.day.isoformat()) for each in held.undertakings],
        reviews=[review(ask, each) for each in held.reviews],
        agenda=_agenda(ask, held),
        follows=_before(ask, held.follows) if held.follows else None,
        proof=proof(ask, held),
        acts=[act_link(step.act) for step in held.steps],
    )


def _capitals(ask: Ask, running: state.Silence) -> InCapitals:
    return in_capitals(members(ask, ask.day.isoformat()), instant(running.expires), ask.speech)


def _agenda(ask: Ask, held: Decision) -> list[OnAgenda]:
    """Where the matter stood on the agendas of the meetings that it was before."""
    slugs = dict.fromkeys(step.meeting for step in held.steps if step.meeting)
    found = ask.library.some_of("meeting", slugs)
    met = [cast("Meeting", found[slug]) for slug in slugs if slug in found]
    return [
        OnAgenda(meeting=known_meeting_link(ask, one), item=item.number, title=in_language(ask, item.title))
        for one in met
        for item in one.agenda
        if held.decision in item.decisions
    ]


def _before(ask: Ask, slug: str) -> Link | None:
    before = decision(ask.library, slug)
    return decision_link(ask, before) if before else None


def ics(page: DecisionPage, ask: Ask) -> bytes:
    """Return when silences on the matter expire or expired, as a calendar; those that ended before are called off."""
    silences = [*([page.running] if page.running else []), *page.silences]
    return calendar.of_silences([calendar.expiry(page.line, each) for each in silences], ask)


PAGE = Page("decision", "decisions/<slug:slug>/", "portal/decision.html", build, "decisions", calendar=ics)
