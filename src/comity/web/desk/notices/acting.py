"""What a reader may do with a notice: asked of the same rules as the door asks, over the act as it would stand now."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from comity.forum.kernel.errors import Refused, gettext_noop
from comity.forum.notices.acts import Acknowledge, Answer, Withdraw
from comity.secretariat.composing import PUBLIC, Drawer, Hat, stored_body
from comity.secretariat.reading import named_in
from comity.store import drafts
from comity.web.desk.acts.laying import blank
from comity.web.desk.presence import now
from comity.web.portal.framework.data import Data

if TYPE_CHECKING:
    from django.http import HttpResponse

    from comity.forum.kernel.acts import Body
    from comity.forum.openings.opening import Audience
    from comity.secretariat.reading import Read
    from comity.store.drafts import Draft
    from comity.web.desk.notices.sitting import Sitting
    from comity.web.desk.presence import Present

ACKNOWLEDGE, ANSWER, WITHDRAW = "notices.acknowledge", "notices.answer", "notices.withdraw"
_LABELS = {
    ACKNOWLEDGE: gettext_noop("Acknowledge it"),
    ANSWER: gettext_noop("Answer it"),
    WITHDRAW: gettext_noop("Withdraw it"),
}
_WIDTH = (PUBLIC, "participants", "members")


class Doing(Data):
    """Something that can be done with a notice: its type, its button's label, the form that it wants, if any.

    `main` marks what was asked for.
    """

    kind: str
    label: str
    url: str
    main: bool


def may_prepare(here: Present) -> bool:
    """Whether the officer at the desk prepares acts, be it for another's signature."""
    return here.may("drafter") or here.may("authoriser")


def doings(at: Sitting, read: Read) -> list[Doing]:
    """Return what the party may do with a notice now."""
    if not may_prepare(at.here):
        return []
    tried: list[tuple[str, Body, str]] = [
        (ACKNOWLEDGE, _acknowledgement(at, read), ""),
        (ANSWER, Answer(party=at.party, notice=read.notice.notice, position="comments"), "desk.answer"),
        (WITHDRAW, withdrawal(at, read, {"en": "—"}), "desk.withdraw"),
    ]
    main = ANSWER if read.notice.reply == "answer" else ACKNOWLEDGE
    return [
        Doing(
            kind=kind,
            label=_(_LABELS[kind]),
            url=reverse(form, args=[read.notice.notice]) if form else "",
            main=kind == main,
        )
        for kind, body, form in tried
        if refusal_of(at, kind, body, audience_for(at, read, kind)) is None
    ]


def refusal_of(at: Sitting, kind: str, body: Body, audience: Audience) -> Refused | None:
    """Return why an act would be refused at the door, its signatures aside; None where it would be in order.

    Where the officer at the desk only prepares acts, it is asked for one who signs them.
    """
    here, house = at.here, at.here.house
    try:
        able = at.entitled(kind).officers
        officer = here.hat.officer if here.hat.officer in able or not able else able[0]
        drawer = Drawer(house.folder.forum, house.door, at.glance, house.clock)
        drawer.check(drawer.draw(Hat(here.party, officer), kind, body, audience))
    except Refused as refused:
        return refused
    return None


def audience_for(at: Sitting, read: Read, kind: str) -> Audience:
    """Return who reads what is done with a notice: who reads the notice; nobody more than the charter lets read."""
    try:
        widest = at.entitled(kind).audiences[0]
    except Refused:
        return PUBLIC
    if not isinstance(read.audience, str):
        return named_in(read.audience, read.notice.party)
    return max(widest, read.audience, key=_narrowness)


def _narrowness(reach: str) -> int:
    return _WIDTH.index(reach) if reach in _WIDTH else len(_WIDTH)


def _acknowledgement(at: Sitting, read: Read) -> Acknowledge:
    return Acknowledge(party=at.party, notice=read.notice.notice)


def withdrawal(at: Sitting, read: Read, reason: dict[str, str]) -> Withdraw:
    """Return the act that withdraws a notice for all to whom it went."""
    return Withdraw(party=at.party, notice=read.notice.notice, to=read.notice.to, reason=reason)


def acknowledge(at: Sitting, read: Read) -> HttpResponse:
    """Begin the draft of an acknowledgement, and go on to where it is signed."""
    return begin(at, ACKNOWLEDGE, _acknowledgement(at, read), audience_for(at, read, ACKNOWLEDGE))


def begin(at: Sitting, kind: str, body: Body, audience: Audience) -> HttpResponse:
    """Keep the draft of an act, and go on to where it is signed."""
    draft = keep(at, kind, stored_body(body), audience)
    return HttpResponseRedirect(reverse("desk.sign", args=[draft.id]))


def keep(at: Sitting, kind: str, fields: dict[str, Any], audience: Audience, earlier: Draft | None = None) -> Draft:
    """Keep what is typed as a draft, in place of an earlier one where there is one; it is to be drawn up anew.

    Where somebody else has changed the earlier one meanwhile, both are kept.
    """
    vault, hat = at.here.house.vault, at.here.hat
    if earlier is not None:
        changed = replace(blank(earlier), hat=hat, fields=fields, audience=audience)
        with suppress(drafts.Stale):
            drafts.save(vault, changed, now=now())
            return changed
    return drafts.begin(vault, hat, kind, fields, now=now(), audience=audience, delegation=at.here.delegation)
