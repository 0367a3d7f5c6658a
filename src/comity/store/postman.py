"""The postman: hands mails over to the mail server, and keeps of each what became of it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings

from comity.forum.kernel.errors import Reason, gettext_noop
from comity.secretariat.faults import Fault
from comity.secretariat.mailing.addresses import Mailbox, MailServer, one_line, read_address
from comity.secretariat.mailing.envelope import enveloped
from comity.secretariat.mailing.hindrances import UNADDRESSED, Hindered, pause_after
from comity.store import outbox
from comity.store.mailserver import Connection

if TYPE_CHECKING:
    from comity.store.house import House
    from comity.store.outbox import Mail

NO_SERVER = Reason(
    "mail.no_server",
    gettext_noop("No mail server is set, so that mails are composed and wait."),
    gettext_noop("Set COMITY_SMTP_URL and COMITY_MAIL_FROM, and start again."),
)

MOST = 50
"""How many mails are handed over in one go."""

_MOST_WORDS = 300
_log = logging.getLogger("comity.mail")
_sending = threading.Lock()


class Round(NamedTuple):
    """How many mails were taken over, and how many were not."""

    went: int
    stayed: int


def is_set() -> bool:
    """Return whether there is a mail server."""
    return settings.COMITY_SMTP is not None and settings.COMITY_MAIL_FROM is not None


def send_due(house: House, now: datetime) -> Round:
    """Hand over the mails that are due `now`, the first first.

    Raises Fault where there is no mail server.
    """
    return send(house, outbox.due(now, MOST), now)


def send(house: House, names: Sequence[str], now: datetime) -> Round:
    """Hand over those of the mails called `names` that wait and are due, over one connection.

    Raises Fault where there is no mail server.
    """
    server, sender = _settings()
    outcomes = []
    # One at a time: what one has in hand is not taken in hand by another, even if it is let go anew meanwhile.
    with _sending, Connection(server, sender.domain) as connection:
        for name in names:
            mail = outbox.claim(house.vault, name, now)
            if mail is not None:
                done = _tried(mail, sender, connection, now)
                outbox.keep(house.vault, done)
                outcomes.append(done.state == "sent")
            if connection.broke:
                break
    return Round(outcomes.count(True), outcomes.count(False))


def _settings() -> tuple[MailServer, Mailbox]:
    if settings.COMITY_SMTP is None or settings.COMITY_MAIL_FROM is None:
        raise Fault(NO_SERVER)
    return settings.COMITY_SMTP, settings.COMITY_MAIL_FROM


def _tried(mail: Mail, sender: Mailbox, connection: Connection, now: datetime) -> Mail:
    """The mail as it is after the try."""
    try:
        message = enveloped(mail.letter, sender, mail.id, now)
        answer = connection.hand_over(message.as_bytes(), sender.address, read_address(mail.letter.address))
    except ValueError as fault:
        return _in_vain(mail, Hindered(UNADDRESSED, str(fault)), now)
    except Hindered as fault:
        return _in_vain(mail, fault, now)
    return replace(mail, state="sent", sent=now, fault="", answer=_told(answer), sender=str(message["From"]))


def _in_vain(mail: Mail, fault: Hindered, now: datetime) -> Mail:
    code, answer = fault.reason.code, _told(fault.answer)
    pause = pause_after(mail.tries, code)
    # Neither the addressee nor what the server answered, which may repeat the address, stands in the log.
    _log.warning("mail %s was not taken (%s), try %d", mail.id, code, mail.tries)
    if pause is None:
        return replace(mail, state="failed", fault=code, answer=answer)
    return replace(mail, after=now + pause, fault=code, answer=answer)


def _told(answer: str) -> str:
    return one_line(answer, _MOST_WORDS)
