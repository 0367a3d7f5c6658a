"""A letter as it goes over the wire: headers that are well formed whatever was typed, and plain text."""

from __future__ import annotations

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import TYPE_CHECKING

from comity.secretariat.mailing.addresses import Mailbox, one_line, read_address

if TYPE_CHECKING:
    from datetime import datetime

    from comity.secretariat.mailing.letters import Letter

# Servers that know nothing newer than ASCII take it too.
_POLICY = SMTP.clone(cte_type="7bit")


def enveloped(letter: Letter, sender: Mailbox, name: str, now: datetime) -> EmailMessage:
    """Return the message of a letter, as it is sent `now`; `name` tells the mail from all others.

    Its Message-ID stays the same however often it is tried, so that a mailbox can tell that it has it already.

    Raises:
        NoAddress: the letter's address is none.
    """
    message = EmailMessage(_POLICY)
    message["From"] = _header(sender)
    message["To"] = _header(Mailbox(read_address(letter.address), letter.name))
    message["Subject"] = one_line(letter.subject, len(letter.subject))
    message["Date"] = format_datetime(now)
    message["Message-ID"] = f"<{name}@{sender.domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text)
    message["Content-Language"] = letter.language
    return message


def _header(mailbox: Mailbox) -> Address:
    return Address(one_line(mailbox.name), addr_spec=mailbox.address)
