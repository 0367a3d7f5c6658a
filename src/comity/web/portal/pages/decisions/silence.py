"""A silence procedure: its clocks, the first staying in sight, who keeps something open, and how it ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from comity.forum.kernel.errors import gettext_noop
from comity.forum.kernel.moments import instant
from comity.forum.kernel.text import said_in
from comity.secretariat.wording.terms.decisions import OUTCOMES, RESERVATIONS
from comity.web.portal.framework.data import Data, Link
from comity.web.portal.framework.links import act_link, document_link, meeting_link
from comity.web.portal.framework.until import Until, until
from comity.web.portal.pages.actlines import Moment, moment
from comity.web.portal.pages.decisions.words import Who, in_language, is_over, who

if TYPE_CHECKING:
    from comity.forum.decisions import state
    from comity.web.portal.framework.ask import Ask

ENDS = {
    "broken": gettext_noop("broken"),
    "vetoed": gettext_noop("not used: a member did not agree to silence"),
    "withdrawn": gettext_noop("ended: the proposal was withdrawn"),
    "concluded": gettext_noop("concluded: nobody broke it"),
}
"""How a silence ended."""


class Clock(Data):
    """A moment of expiry, when it was set and by which act; for an extension, why. The last one `counts`."""

    expires: Moment
    entered: Moment
    reason: str
    counts: bool
    act: Link


class Reservation(Data):
    """Something that a member keeps open, or kept open until the act `lifted`."""

    party: Who
    kind: str
    text: str
    entered: Moment
    act: Link
    lifted: Link | None


class Breach(Data):
    """Who broke the silence, why, and with what text; `withdrawn` is the act by which it objects no more."""

    party: Who
    entered: Moment
    reason: str
    text: str
    document: Link | None
    act: Link
    withdrawn: Link | None


class SilenceShown(Data):
    """A silence procedure. `until` is of one that is not ended; `over`: its time is over, and it is being concluded.

    `ended` is empty, "broken", "vetoed", "withdrawn" or "concluded", `end` says that in words.
    """

    number: int
    revision: int
    verb: str
    started: Moment
    meeting: Link | None
    remark: str
    clocks: list[Clock]
    until: Until | None
    over: bool
    reservations: list[Reservation]
    breach: Breach | None
    ended: str
    end: str
    act: Link

    @property
    def standing(self) -> list[Reservation]:
        """What is kept open, or was to the end."""
        return [each for each in self.reservations if each.lifted is None]


def _clock(ask: Ask, set_: state.Clock, last: state.Clock) -> Clock:
    return Clock(
        expires=moment(ask, set_.expires),
        entered=moment(ask, set_.entered),
        reason=in_language(ask, set_.reason),
        counts=set_ == last,
        act=act_link(set_.act),
    )


def _reservation(ask: Ask, made: state.Reserved) -> Reservation:
    return Reservation(
        party=who(ask, made.party, made.entered[:10]),
        kind=_(RESERVATIONS[made.kind]),
        text=in_language(ask, made.text),
        entered=moment(ask, made.entered),
        act=act_link(made.act),
        lifted=act_link(made.lifted) if made.lifted is not None else None,
    )


def _breach(ask: Ask, made: state.Breach) -> Breach:
    return Breach(
        party=who(ask, made.party, made.entered[:10]),
        entered=moment(ask, made.entered),
        reason=in_language(ask, made.reason),
        text=said_in(made.text, ask.language)[0] if made.text else "",
        document=document_link(ask, made.document) if made.document else None,
        act=act_link(made.act),
        withdrawn=act_link(made.withdrawn) if made.withdrawn is not None else None,
    )


def shown(ask: Ask, silence: state.Silence) -> SilenceShown:
    """Return a silence as pages show it."""
    runs = not silence.ended and ask.on is None
    return SilenceShown(
        number=silence.number,
        revision=silence.revision,
        verb=_(OUTCOMES[silence.outcome]),
        started=moment(ask, silence.started),
        meeting=meeting_link(ask, silence.meeting) if silence.meeting else None,
        remark=in_language(ask, silence.remark),
        clocks=[_clock(ask, each, silence.clocks[-1]) for each in silence.clocks],
        until=until(instant(silence.expires), ask.speech) if runs else None,
        over=runs and is_over(silence),
        reservations=[_reservation(ask, each) for each in silence.reservations],
        breach=_breach(ask, silence.breach) if silence.breach else None,
        ended=silence.ended,
        end=_(ENDS[silence.ended]) if silence.ended else "",
        act=act_link(silence.act),
    )
