"""Matters as lists at a desk show them: where each stands, until when, and what the party may do about it now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from comity.forum.decisions import machine
from comity.forum.kernel.moments import instant
from comity.forum.kernel.text import said_in
from comity.secretariat.wording.terms.decisions import OUTCOMES
from comity.web.desk.decisions.deeds import Doing, doings
from comity.web.desk.notices.lines import Standing
from comity.web.desk.notices.times import Moment
from comity.web.portal.framework.data import Data
from comity.web.portal.framework.links import address
from comity.web.portal.framework.until import Until, until
from comity.web.portal.pages.decisions.words import in_language, state_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from comity.forum.decisions.state import Decision, Undertaken
    from comity.web.desk.decisions.asking import Asking
    from comity.web.desk.notices.sitting import Sitting

_RUNNING = (machine.SILENCE, machine.PUT, machine.VOTING, machine.COUNTED)
_NOTHING_CAME = (machine.NOT_CARRIED, machine.WITHDRAWN)


class MatterLine(Data):
    """A matter in a list. `by` and `until` are the moment that it runs to; `verb` is what came out last.

    `about` says in few words whose it is, before which body. `share` is how much of four weeks is left.
    """

    url: str
    title: str
    language: str
    symbol: str
    about: str
    standing: Standing
    verb: str
    on: Moment
    by: Moment | None
    until: Until | None
    gone: bool
    share: float
    doings: list[Doing]


class Owed(Data):
    """An undertaking of the party: of which matter, what is to be done, by when."""

    url: str
    what: str
    language: str
    number: int
    matter: str
    matter_language: str
    by: Moment | None
    left: str
    gone: bool
    share: float
    fulfil: str


def matter_url(name: str) -> str:
    """Return the address of a matter's page at the desk."""
    return address("desk.matter", name)


def expiry_of(held: Decision) -> str | None:
    """Return the moment that a matter runs to: the expiry of its silence, the close of its vote; else None."""
    if held.silence is not None:
        return held.silence.expires
    return held.voting.closes if held.voting is not None and held.state == machine.VOTING else None


def standing_of(held: Decision) -> Standing:
    """Return where a matter stands, in words and by a mark."""
    mark = "half" if held.state in _RUNNING else "full" if held.state in machine.ENDED else ""
    return Standing(text=state_text(held), mark="faint" if held.state in _NOTHING_CAME else mark)


def line(asked: Asking, held: Decision, *, with_doings: bool = True) -> MatterLine:
    """Return a matter as a list shows it."""
    at, expires = asked.at, expiry_of(held)
    moment = instant(expires) if expires else None
    return MatterLine(
        url=matter_url(held.decision),
        title=in_language(at.ask, held.title),
        language=said_in(held.title, at.ask.language)[1],
        symbol=held.symbol or "",
        about=about(at, held),
        standing=standing_of(held),
        verb=_(OUTCOMES[held.result.outcome]) if held.result and held.state in machine.ENDED else "",
        on=at.clock.moment(held.result.effective if held.result else held.proposed),
        by=at.clock.moment(moment) if moment else None,
        until=until(moment, at.ask.speech) if moment else None,
        gone=moment is not None and moment <= at.clock.now,
        share=at.clock.share(expires) if expires else 0.0,
        doings=doings(asked, held) if with_doings else [],
    )


def about(at: Sitting, held: Decision) -> str:
    """Return before which body a matter is, whose proposal it is, and the revision of its text."""
    body = at.ask.speech.title("body", held.body)
    told = pgettext("of a matter", "%(body)s, proposed by %(party)s") % {"body": body, "party": at.name(held.party)}
    return f"{told}, Rev.{held.revision}" if held.revision else told


def owed(at: Sitting, matters: Iterable[Decision]) -> list[Owed]:
    """Return what the party has undertaken and not done yet: what has a time first, the nearest first."""
    found = [(each, held) for held in matters for each in held.undertakings if at.party in each.open_for]
    found.sort(key=lambda pair: (pair[0].by is None, pair[0].by or "", pair[1].decision, pair[0].number))
    return [_owed(at, each, held) for each, held in found]


def _owed(at: Sitting, each: Undertaken, held: Decision) -> Owed:
    left = at.clock.left(each.by) if each.by else ""
    return Owed(
        url=f"{matter_url(held.decision)}#undertaking-{each.number}",
        what=in_language(at.ask, each.what),
        language=said_in(each.what, at.ask.language)[1],
        number=each.number,
        matter=in_language(at.ask, held.title),
        matter_language=said_in(held.title, at.ask.language)[1],
        by=at.clock.moment(each.by) if each.by else None,
        left=left,
        gone=bool(each.by) and not left,
        share=at.clock.share(each.by) if each.by else 0.0,
        fulfil=f"{reverse('desk.deed', args=[held.decision, 'fulfil'])}?undertaking={each.number}",
    )
