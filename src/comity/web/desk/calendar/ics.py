"""The calendar as a file that calendars read: iCalendar (RFC 5545)."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from comity.web.desk.calendar.expiries import Expiry

MEDIA_TYPE = "text/calendar; charset=utf-8"
_OCTETS = 75


def calendar_file(name: str, forum: str, site: str, made: datetime, found: Iterable[Expiry]) -> bytes:
    """Return what is to come as a file: `forum` and `site` make the names and addresses of its events."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Comity//Desk//EN", f"X-WR-CALNAME:{_escaped(name)}"]
    for each in found:
        lines += _event(each, forum, site, made)
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


def _event(each: Expiry, forum: str, site: str, made: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_escaped(each.name)}@{forum}"
    yield f"DTSTAMP:{_moment(made)}"
    if each.all_day:
        after = (each.last or each.at.date()) + timedelta(days=1)
        yield f"DTSTART;VALUE=DATE:{each.at:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{after:%Y%m%d}"
    else:
        yield f"DTSTART:{_moment(each.at)}"
    yield f"SUMMARY:{_escaped(f'{each.what}: {each.title}')}"
    yield f"URL:{site}{each.url}"
    yield "END:VEVENT"


def _moment(point: datetime) -> str:
    return f"{point.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _escaped(text: str) -> str:
    """Commas, semicolons and line breaks mean something in a line; a text's own are told apart by a backslash."""
    for mark in ("\\", ";", ","):
        text = text.replace(mark, f"\\{mark}")
    return text.replace("\r\n", "\n").replace("\n", "\\n")


def _folded(line: str) -> str:
    """A line of at most 75 octets; what is longer goes on after a line break and a space, never within a letter."""
    parts: list[str] = []
    part = ""
    for letter in line:
        room = _OCTETS - (1 if parts else 0)
        if len((part + letter).encode()) > room:
            parts.append(part)
            part = ""
        part += letter
    return "\r\n ".join([*parts, part])
