"""What decisions ask of a party, for the first page of its desk: silences, questions, votes, undertakings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from comity.forum.decisions import machine
from comity.forum.kernel.text import said_in
from comity.forum.membership.roll import decides
from comity.secretariat.composing import View
from comity.store import decisions
from comity.web.desk.decisions.lines import about, expiry_of, matter_url, owed
from comity.web.desk.notices.awaiting import Awaited
from comity.web.portal.pages.decisions.words import in_language

if TYPE_CHECKING:
    from comity.forum.decisions.state import Decision
    from comity.web.desk.decisions.lines import Owed
    from comity.web.desk.notices.sitting import Sitting

MOST = 60
"""How many matters the first page looks at; the board of decisions has all."""

_RUNNING = (machine.SILENCE, machine.PUT, machine.VOTING)


def awaited(at: Sitting) -> list[Awaited]:
    """Return what decisions ask of the party at the desk now."""
    found = decisions.pressing(at.party, _RUNNING, MOST)
    undertaken = [_undertaking(each) for each in owed(at, found)]
    running = [held for held in found if held.state in _RUNNING and at.party not in held.without]
    if not running or not decides(at.party, at.clock.now.date().isoformat(), View(at.glance)):
        return undertaken
    return [*(_asked(at, held) for held in running if _waits(at, held)), *undertaken]


def _waits(at: Sitting, held: Decision) -> bool:
    """Whether a matter waits for the party: once it has voted, or has objected at the meeting, it does not any more."""
    if held.state == machine.PUT:
        return all(each.party != at.party for each in held.standing_objections)
    return (
        held.state != machine.VOTING or held.voting is None or at.party not in {*held.voting.votes, *held.voting.cast}
    )


def _asked(at: Sitting, held: Decision) -> Awaited:
    if held.state == machine.SILENCE:
        return _matter(at, held, _("under silence: if you agree, nothing is needed"), _("the silence has expired"))
    if held.state == machine.PUT:
        return _matter(at, held, _("put to a meeting: is there any objection?"), "—")
    return _matter(at, held, _("put to the vote: you have not voted yet"), _("the vote is closed"))


def _matter(at: Sitting, held: Decision, asked: str, late: str) -> Awaited:
    expires = expiry_of(held)
    left = at.clock.left(expires) if expires else ""
    return Awaited(
        url=matter_url(held.decision),
        subject=in_language(at.ask, held.title),
        language=said_in(held.title, at.ask.language)[1],
        sender=about(at, held),
        asked=asked,
        act="",
        by=at.clock.moment(expires) if expires else None,
        left=left,
        gone=bool(expires) and not left,
        share=at.clock.share(expires) if expires else 0.0,
        late=late,
        now=held.state == machine.PUT,
    )


def _undertaking(each: Owed) -> Awaited:
    return Awaited(
        url=each.url,
        subject=each.what,
        language=each.language,
        sender=each.matter,
        asked=_("undertaken by a decision: to be done"),
        act="",
        by=each.by,
        left=each.left,
        gone=each.gone,
        share=each.share,
        late=_("date passed; not said to be done yet"),
    )
