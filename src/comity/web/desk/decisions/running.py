"""A silence as a desk shows it: its clock, what the clock was before, who keeps what open, how it ended."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from comity.forum.kernel.moments import instant
from comity.secretariat.wording.terms.decisions import OUTCOMES, RESERVATIONS
from comity.web.desk.notices.times import Moment
from comity.web.portal.framework.data import Data
from comity.web.portal.framework.incapitals import CapitalRow, InCapitals, in_capitals
from comity.web.portal.framework.until import Until, until
from comity.web.portal.pages.actlines import moment as exact_moment
from comity.web.portal.pages.decisions.words import in_language, is_over

if TYPE_CHECKING:
    from collections.abc import Iterable

    from comity.forum.decisions.state import Silence
    from comity.web.desk.decisions.asking import Asking
    from comity.web.desk.notices.sitting import Sitting


class ClockLine(Data):
    """A moment of expiry, the act that set it, and for an extension why."""

    at: Moment
    set_on: Moment
    reason: str
    act: int
    stands: bool


class Kept(Data):
    """What a member keeps open, or kept."""

    party: str
    kind: str
    text: str
    at: Moment
    act: int
    lifted: int | None


class Broken(Data):
    """Who broke a silence (empty where that is not told), when to the second, how long before the expiry; its words."""

    party: str
    at: str
    reason: str
    text: str
    document: str
    act: int
    withdrawn: int | None


class SilenceShown(Data):
    """A silence: the how-manieth, on which revision; its clock; what happened to it."""

    number: int
    revision: int
    running: bool
    over: bool
    ended: str
    ended_act: int | None
    verb: str
    utc: str
    by: Moment
    until: Until
    started: Moment
    clocks: list[ClockLine]
    kept: list[Kept]
    broken: Broken | None
    remark: str
    share: float


def ended_words() -> dict[str, str]:
    """Return how a silence can end, in words."""
    return {
        "": "",
        "broken": _("broken"),
        "vetoed": _("its use was refused"),
        "withdrawn": _("ended with the withdrawal of the proposal"),
        "concluded": _("expired unbroken"),
    }


def silence_shown(at: Sitting, held: Silence) -> SilenceShown:
    """Return a silence as pages of a desk show it."""
    expires = instant(held.expires)
    return SilenceShown(
        number=held.number,
        revision=held.revision,
        running=not held.ended,
        over=is_over(held),
        ended=ended_words()[held.ended],
        ended_act=held.ended_act,
        verb=_(OUTCOMES[held.outcome]),
        utc=exact_moment(at.ask, held.expires).text,
        by=at.clock.moment(expires, in_full=True),
        until=until(expires, at.ask.speech),
        started=at.clock.moment(held.started),
        clocks=list(_clocks(at, held)),
        kept=[_kept(at, held, place) for place in range(len(held.reservations))],
        broken=_broken(at, held),
        remark=in_language(at.ask, held.remark),
        share=at.clock.share(held.expires),
    )


def _clocks(at: Sitting, held: Silence) -> Iterable[ClockLine]:
    for place, each in enumerate(held.clocks):
        yield ClockLine(
            at=at.clock.moment(each.expires),
            set_on=at.clock.moment(each.entered),
            reason=in_language(at.ask, each.reason),
            act=each.act,
            stands=place == len(held.clocks) - 1,
        )


def _kept(at: Sitting, held: Silence, place: int) -> Kept:
    each = held.reservations[place]
    return Kept(
        party=at.title(each.party),
        kind=_(RESERVATIONS[each.kind]),
        text=in_language(at.ask, each.text),
        at=at.clock.moment(each.entered),
        act=each.act,
        lifted=each.lifted,
    )


def _broken(at: Sitting, held: Silence) -> Broken | None:
    breach = held.breach
    if breach is None:
        return None
    return Broken(
        party=at.title(breach.party) if breach.party else "",
        at=exact_moment(at.ask, breach.entered).text,
        reason=in_language(at.ask, breach.reason),
        text=in_language(at.ask, breach.text),
        document=breach.document or "",
        act=breach.act,
        withdrawn=breach.withdrawn,
    )


def capitals_at(asked: Asking, moment: str) -> InCapitals:
    """Return a moment in the capitals of all who decide today."""
    return in_capitals(asked.deciding, instant(moment).astimezone(UTC), asked.at.ask.speech)


def own_capital(asked: Asking, moment: str) -> CapitalRow | None:
    """Return a moment in the capital of the delegation at the desk; None for one that has none."""
    rows = in_capitals([asked.at.here.delegation], instant(moment).astimezone(UTC), asked.at.ask.speech).rows
    return rows[0] if rows else None
