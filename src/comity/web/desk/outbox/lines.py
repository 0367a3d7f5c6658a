"""Mails as the pages of the outbox show them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from comity.forum.kernel.errors import gettext_noop
from comity.secretariat.mailing.hindrances import HINDRANCES
from comity.web.desk.notices.lines import Standing
from comity.web.desk.notices.times import Moment
from comity.web.portal.framework.data import Data

if TYPE_CHECKING:
    from comity.store.outbox import Mail
    from comity.web.desk.notices.times import Clock

STATES = {
    "waiting": gettext_noop("waits to go"),
    "held": gettext_noop("held back"),
    "sent": gettext_noop("has been sent"),
    "failed": gettext_noop("has failed"),
}
_MARKS = {"waiting": "", "held": "faint", "sent": "full", "failed": "half"}
REASONS = {
    "note": gettext_noop("a note has arrived"),
    "reply": gettext_noop("a reply is due soon"),
    "signature": gettext_noop("an act waits for a signature"),
    "confirmation": gettext_noop("a key awaits confirmation"),
    "keys": gettext_noop("her own keys or functions have changed"),
    "silence": gettext_noop("a silence has begun, runs longer or has ended undecided"),
    "expiry": gettext_noop("a silence expires soon"),
    "put": gettext_noop("a matter is before a meeting that sits"),
    "vote": gettext_noop("a vote was opened"),
    "closing": gettext_noop("a vote closes soon"),
    "outcome": gettext_noop("something came out of a matter"),
    "undertaking": gettext_noop("what a decision lays down is due soon"),
    "notification": gettext_noop("a depositary notification was issued"),
    "meeting": gettext_noop("a meeting was convened or moved"),
    "digest": gettext_noop("a digest of several matters"),
}
"""Why a mail is written, as the outbox says it."""


class Line(Data):
    """A mail in the list of the outbox."""

    url: str
    subject: str
    language: str
    to: str
    person_url: str
    why: str
    at: Moment
    standing: Standing
    fault: str


class Shown(Data):
    """A mail as it will go or went, and how it stands with it."""

    line: Line
    sender: str
    address: str
    message_id: str
    text: str
    tries: int
    sent: Moment | None
    next: Moment | None
    remedy: str
    answer: str
    may_hold: bool
    may_release: bool
    may_go: bool


def line(mail: Mail, clock: Clock) -> Line:
    """Return a mail as the list shows it."""
    hindrance = HINDRANCES.get(mail.fault)
    return Line(
        url=reverse("desk.mail", args=[mail.id]),
        subject=mail.letter.subject,
        language=mail.letter.language,
        to=mail.letter.name or mail.letter.address,
        person_url=f"{reverse('desk.outbox')}?{urlencode({'person': mail.person})}",
        why=_(REASONS[mail.letter.reason]),
        at=clock.moment(mail.sent or mail.created),
        standing=Standing(text=_(STATES[mail.state]), mark=_MARKS[mail.state]),
        fault=_(hindrance.text) if hindrance else "",
    )


def shown(mail: Mail, clock: Clock) -> Shown:
    """Return a mail as its own page shows it."""
    sender, hindrance = settings.COMITY_MAIL_FROM, HINDRANCES.get(mail.fault)
    ours = mail.sender or (f"{sender.name} <{sender.address}>" if sender else "")
    return Shown(
        line=line(mail, clock),
        sender=ours,
        address=mail.letter.address,
        message_id=f"<{mail.id}@{ours.rstrip('>').rpartition('@')[2]}>" if ours else "",
        text=mail.letter.text.rstrip(),
        tries=mail.tries,
        sent=clock.moment(mail.sent) if mail.sent else None,
        next=clock.moment(mail.after) if mail.state == "waiting" and mail.tries else None,
        remedy=_(hindrance.remedy) if hindrance else "",
        answer=mail.answer,
        may_hold=mail.state == "waiting",
        may_release=mail.state in {"held", "failed"},
        may_go=mail.state != "sent" and sender is not None,
    )
