"""What may hinder a mail from being taken over, said so that it can be mended."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from comity.forum.kernel.errors import Reason, gettext_noop

AWAY = Reason(
    "mail.away",
    gettext_noop("The mail server could not be reached."),
    gettext_noop("It is tried again by itself. See that the server runs and that COMITY_SMTP_URL names it rightly."),
)
UNPROTECTED = Reason(
    "mail.unprotected",
    gettext_noop("The connection to the mail server could not be protected, so that nothing was said over it."),
    gettext_noop(
        "The server must offer TLS, with a certificate for its name by an authority that this machine trusts; "
        "SSL_CERT_FILE names the file of another authority."
    ),
)
NOT_LET_IN = Reason(
    "mail.not_let_in",
    gettext_noop("The mail server did not let us in."),
    gettext_noop("See that user and password in COMITY_SMTP_URL are right, and that it lets this user in."),
)
SENDER_REFUSED = Reason(
    "mail.sender_refused",
    gettext_noop("The mail server takes no mails from our address."),
    gettext_noop("See that COMITY_MAIL_FROM is an address from which this user may send."),
)
LATER = Reason(
    "mail.later",
    gettext_noop("The mail server asks us to come again later."),
    gettext_noop("It is tried again by itself."),
)
REFUSED = Reason(
    "mail.refused",
    gettext_noop("The mail server refuses this mail for good."),
    gettext_noop("See that the address in the directory is right; then let it be tried again."),
)
BROKEN = Reason(
    "mail.broken",
    gettext_noop("The connection broke while the mail was handed over; it may have been taken all the same."),
    gettext_noop("It is tried again by itself. A mailbox can tell by its Message-ID that it has it already."),
)
UNADDRESSED = Reason(
    "mail.unaddressed",
    gettext_noop("The mail cannot be addressed."),
    gettext_noop("Correct the address in the directory; a new mail is written to it when there is news."),
)

HINDRANCES: dict[str, Reason] = {
    reason.code: reason
    for reason in (AWAY, UNPROTECTED, NOT_LET_IN, SENDER_REFUSED, LATER, REFUSED, BROKEN, UNADDRESSED)
}
"""Every one by its code."""

LASTING = frozenset((REFUSED.code, UNADDRESSED.code))
"""Those after which another try would end the same."""

PAUSES = tuple(timedelta(minutes=each) for each in (1, 5, 15, 60, 240, 480, 720, 1440, 1440))
"""How long after each try in vain the next one is made; after the last, about three days on, a mail has failed."""


class Hindered(Exception):
    """A mail was not taken over: for which reason, and what the server answered or the machine met."""

    def __init__(self, reason: Reason, answer: str = "") -> None:
        """Be hindered for `reason`; `answer` may name the addressee, and is for the outbox alone."""
        self.reason: Final = reason
        self.answer: Final = answer
        super().__init__(reason.code)


def pause_after(tries: int, code: str) -> timedelta | None:
    """Return how long to wait after so many tries in vain, the last for the reason of that code; None: no more."""
    if code in LASTING or tries > len(PAUSES):
        return None
    return PAUSES[tries - 1]
