"""Matters as lists show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from comity.forum.decisions.machine import AGREED, CONSULTING, DEFERRED, MOVED, NOT_CARRIED, STANDS
from comity.forum.kernel.text import said_in
from comity.secretariat.wording.terms.decisions import OUTCOMES
from comity.web.portal.framework.data import Data, Link, When
from comity.web.portal.framework.links import act_link, address, body_name, when
from comity.web.portal.pages.actlines import Moment, moment
from comity.web.portal.pages.chartered import charter_of
from comity.web.portal.pages.decisions.words import WAYS, Who, group_of, in_language, state_text, who

if TYPE_CHECKING:
    from comity.forum.decisions.state import Decision
    from comity.web.portal.framework.ask import Ask


CONCLUDED = (STANDS, MOVED, CONSULTING, DEFERRED, AGREED, NOT_CARRIED)
"""States that say no more than what came out last."""


class Line(Data):
    """A matter as lists show it: `on` is the day on which something came out of it, or else was proposed.

    `group` is what its state amounts to: "open", "silence", "decided", "not_adopted", "withdrawn". `verb` and `way` are
    of what came out, where that is how it stands; `expires` is of the silence that runs.
    """

    decision: Link
    language: str
    symbol: str
    body: str
    matter: str
    party: Who
    group: str
    state: str
    verb: str
    way: str
    on: When
    revision: int
    expires: Moment | None
    act: Link


def decision_link(ask: Ask, held: Decision) -> Link:
    """Return a link to the page of a matter at hand."""
    return Link(id=held.decision, text=in_language(ask, held.title), url=address("decision", held.decision))


def matter_name(ask: Ask, slug: str, day: str) -> str:
    """Return what the charter calls a matter on a day; its short name where it knows none."""
    held = charter_of(ask)
    rule = held.matter(slug, day) if held else None
    return in_language(ask, rule.name) if rule else slug


def line(ask: Ask, held: Decision) -> Line:
    """Return a matter as lists show it."""
    result, running = held.result, held.silence
    stands = result if held.state in CONCLUDED else None
    day = (result.effective if result else held.proposed)[:10]
    return Line(
        decision=decision_link(ask, held),
        language=said_in(held.title, ask.language)[1],
        symbol=held.symbol or "",
        body=body_name(ask, held.body, day),
        matter=matter_name(ask, held.matter, day),
        party=who(ask, held.party, day),
        group=group_of(held.state),
        state=state_text(held),
        verb=_(OUTCOMES[stands.outcome]) if stands else "",
        way=_(WAYS[stands.way]) if stands else "",
        on=when(ask, day),
        revision=held.revision,
        expires=moment(ask, running.expires) if running else None,
        act=act_link(result.act if result else held.acts[-1]),
    )
