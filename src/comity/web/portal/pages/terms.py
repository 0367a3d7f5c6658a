"""Terms in the chair as pages show them: what the state was elected for, what was prolonged, what it served."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.utils.translation import gettext as _

from comity.forum.kernel.dates import bounds
from comity.forum.kernel.text import said_in
from comity.forum.offices.state import CHAIR
from comity.forum.readings.chair import in_chair, served
from comity.web.portal.framework.data import Data, Link, When
from comity.web.portal.framework.links import act_link, meeting_link, party_link, when
from comity.web.portal.pages.asof import begun, ended, when_known
from comity.web.portal.pages.grades import doubt

if TYPE_CHECKING:
    from datetime import date

    from comity.forum.offices import state
    from comity.forum.readings.chair import Served
    from comity.web.portal.framework.ask import Ask


class Decision(Data):
    """A decision on a term: to elect, or to prolong to `until`. `how` it was taken is empty where not found."""

    until: When | None
    on: When | None
    how: str
    body: str
    meeting: Link | None
    note: str
    confidence: str
    sources: list[str]
    act: Link


class Term(Data):
    """A term in the chair, served from `since` to `until`; `standing` is "served", "in_chair" or "to_come"."""

    term: str
    party: Link
    number: int | None
    country: int | None
    standing: str
    since: When
    until: When | None
    elected_since: When
    elected_until: When | None
    prolonged_until: When | None
    election: Decision
    extensions: list[Decision]
    handover: Link | None
    doubt: str
    sources: list[str]
    acts: list[Link]


def _paths() -> dict[str, str]:
    return {
        "meeting": _("at a meeting"),
        "silence": _("under the silence procedure"),
        "correspondence": _("in writing"),
        "not_found": "",
    }


def _decision(ask: Ask, decided: state.Term | state.Extension) -> Decision:
    return Decision(
        until=when_known(ask, decided.until),
        on=when_known(ask, decided.on),
        how=_paths()[decided.path],
        body=ask.speech.title("body", decided.body) if decided.body else "",
        meeting=meeting_link(ask, decided.meeting) if decided.meeting else None,
        note=said_in(decided.note, ask.language)[0] if decided.note else "",
        confidence=decided.confidence,
        sources=list(decided.sources),
        act=act_link(decided.act),
    )


def _known(extension: state.Extension, term: state.Term, day: date) -> bool:
    """Whether a prolongation had been decided by `day`; on a day not known, when the term first given had run out."""
    if extension.on:
        return begun(extension.on, day)
    run_out = bounds(term.until).latest if term.until else None
    return run_out is None or run_out <= day


def _term(ask: Ask, term: state.Term, seen: Served | None, standing: str) -> Term:
    extensions = [_decision(ask, e) for e in term.extensions if _known(e, term, ask.day)]
    acts = [term.act, *(int(e.act.id) for e in extensions)]
    if seen and term.taken_act is not None:
        acts.append(term.taken_act)
    keys = dict.fromkeys((*term.sources, *(key for extension in extensions for key in extension.sources)))
    return Term(
        term=term.term,
        party=party_link(ask, term.state, seen.since if seen else term.since),
        number=seen.number if seen else None,
        country=seen.country if seen else None,
        standing=standing,
        since=when(ask, seen.since if seen else term.since),
        until=ended(ask, seen.until) if seen else None,
        elected_since=when(ask, term.since),
        elected_until=when_known(ask, term.until),
        prolonged_until=next((e.until for e in reversed(extensions) if e.until), None),
        election=_decision(ask, term),
        extensions=extensions,
        handover=meeting_link(ask, term.taken_at) if seen and term.taken_at else None,
        doubt=doubt(term.confidence),
        sources=list(keys),
        acts=[act_link(index) for index in sorted(acts)],
    )


def terms(ask: Ask) -> list[Term]:
    """Return the terms served by the day of the page, and those that had been decided by then, in order."""
    held = cast("state.Chair | None", ask.library.get(CHAIR))
    counted = served(ask.library)
    now = in_chair(counted, ask.day)
    found = []
    for term in held.terms if held else ():
        seen = next((s for s in counted if s.term.term == term.term and begun(s.since, ask.day)), None)
        if seen:
            standing = "in_chair" if now and now.term.term == term.term else "served"
            found.append(_term(ask, term, seen, standing))
        elif term.on and begun(term.on, ask.day):
            found.append(_term(ask, term, None, "to_come"))
    return found
