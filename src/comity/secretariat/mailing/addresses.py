"""E-mail addresses, read strictly: what is no single address of one mailbox goes into no header and to no server."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_NAMED = re.compile(r"(?P<name>[^<>]*)<(?P<address>[^<>]*)>")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]+")

# RFC 5321, 4.5.3.1: the longest local part, and the longest path without its brackets.
_MOST_LOCAL = 64
_MOST = 254
_MOST_NAME = 120

Security = Literal["starttls", "tls", "none"]
"""How a connection to a mail server is protected: by TLS once it stands, from its beginning, or not at all."""


class NoAddress(ValueError):
    """It is no address of one mailbox that a mail could go to."""


@dataclass(frozen=True, slots=True)
class Mailbox:
    """Where mails come from or go to: an address, and the name beside it, which may be empty."""

    address: str
    name: str = ""

    @property
    def domain(self) -> str:
        """What stands after the @."""
        return self.address.rpartition("@")[2]


@dataclass(frozen=True, slots=True)
class MailServer:
    """The server that takes our mails, and as whom we come to it; without a user nobody signs in there."""

    host: str
    port: int
    security: Security
    user: str = ""
    password: str = field(default="", repr=False)


def read_address(given: str) -> str:
    """Return an address as servers take it, its domain in ASCII.

    Raises:
        NoAddress: it is none, or more than one, or holds what has no place in a header.
    """
    local, at, domain = given.rpartition("@")
    if not at or not _LOCAL.fullmatch(local) or len(local) > _MOST_LOCAL:
        raise NoAddress("what stands before the @ is not letters, digits and signs of ASCII")
    address = f"{local}@{_domain(domain)}"
    if len(address) > _MOST:
        raise NoAddress(f"it is longer than {_MOST} characters")
    return address


def read_mailbox(given: str) -> Mailbox:
    """Return the mailbox that is written as `address`, or as `name <address>`.

    Raises:
        NoAddress: it is none.
    """
    found = _NAMED.fullmatch(given.strip())
    if found is None:
        return Mailbox(read_address(given.strip()))
    return Mailbox(read_address(found["address"].strip()), one_line(found["name"].strip().strip('"')))


def one_line(given: str, most: int = _MOST_NAME) -> str:
    """Return text that may stand in a header: on one line, without anything unseen, at most `most` characters.

    What looks like an encoded word of RFC 2047 is taken apart: it would be decoded, and may hold the end of a line.
    """
    return " ".join(_UNSEEN.sub(" ", given).split())[:most].rstrip().replace("=?", "= ?")


def _domain(given: str) -> str:
    try:
        domain = given.encode("idna").decode("ascii").lower()
    except UnicodeError:
        raise NoAddress("what stands after the @ is no domain") from None
    if not all(_LABEL.fullmatch(label) for label in domain.split(".")):
        raise NoAddress("what stands after the @ is no domain")
    return domain
