"""Calendars: a meeting, or when silences expire, as iCalendar by RFC 5545."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, cast

from django.utils.translation import gettext as _

from comity.forum.charter.state import IDENTITY, Identity
from comity.forum.kernel.dates import begins, ends, is_exact
from comity.forum.meetings.state import meeting
from comity.web.portal.framework.page import NotHere

if TYPE_CHECKING:
    from collections.abc import Sequence

    from icalendar import Calendar, Timezone

    from comity.web.portal.framework.ask import Ask
    from comity.web.portal.pages.decisions.lines import Line
    from comity.web.portal.pages.decisions.silence import SilenceShown
    from comity.web.portal.pages.meeting import MeetingPage


@dataclass(frozen=True, slots=True)
class Expiry:
    """When a silence expires: `moment` (UTC); `sequence` counts what has happened to it.

    `off`: it ended before, so that nothing expires.
    """

    name: str
    title: str
    text: str
    moment: str
    sequence: int
    off: bool


def expiry(line: Line, silence: SilenceShown) -> Expiry:
    """Return when the silence on a matter expires, as a calendar names it."""
    symbol = f"{line.symbol} " if line.symbol else ""
    return Expiry(
        name=f"{line.decision.id}-{silence.number}",
        title=_("Silence expires: %(title)s") % {"title": f"{symbol}{line.decision.text}"},
        text=_("%(body)s. Unless a member breaks the silence before this moment, the body %(verb)s it.")
        % {"body": line.body, "verb": silence.verb},
        moment=silence.clocks[-1].expires.iso,
        sequence=len(silence.clocks) - 1 + bool(silence.ended),
        off=silence.ended not in {"", "concluded"},
    )


def of_silences(expiries: Sequence[Expiry], ask: Ask) -> bytes:
    """Return when silences expire as a calendar; an event lasts no time, and is told to a calendar anew if extended.

    Where none is there, the calendar holds the definition of UTC and nothing else: it has to hold something.
    """
    from icalendar import Event  # noqa: PLC0415 - few ask for a calendar

    calendar = _calendar()
    if not expiries:
        calendar.add_component(_utc())
    for each in expiries:
        event = Event()
        event.add("uid", f"silence-{each.name}@{cast('Identity', ask.library.get(IDENTITY)).origin}")
        event.add("dtstamp", _stamp(ask))
        event.add("dtstart", datetime.fromisoformat(each.moment).astimezone(UTC))
        event.add("summary", each.title)
        event.add("description", each.text)
        event.add("sequence", each.sequence)
        event.add("status", "CANCELLED" if each.off else "CONFIRMED")
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _calendar() -> Calendar:
    # Few ask for a calendar, and every worker would bear the library's weight.
    from icalendar import Calendar  # noqa: PLC0415

    calendar = Calendar()
    calendar.add("prodid", "-//Comity//EN")
    calendar.add("version", "2.0")
    return calendar


def _utc() -> Timezone:
    from icalendar import Timezone, TimezoneStandard  # noqa: PLC0415 - few ask for a calendar

    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", "Etc/UTC")
    standard.add("dtstart", datetime(1970, 1, 1))  # noqa: DTZ001 - RFC 5545 wants it without a zone
    standard.add("tzoffsetfrom", timedelta())
    standard.add("tzoffsetto", timedelta())
    zone.add_component(standard)
    return zone


def of_meeting(page: MeetingPage, ask: Ask) -> bytes:
    """Return a meeting as a calendar with one event; a month that is all that is known is an event of that month.

    Raises:
        NotHere: nothing is known of its day.
    """
    from icalendar import Event  # noqa: PLC0415 - as above

    found = meeting(ask.library, page.meeting.id)
    calendar = _calendar()
    event = Event()
    event.add("uid", f"{page.meeting.id}@{cast('Identity', ask.library.get(IDENTITY)).origin}")
    event.add("dtstamp", _stamp(ask))
    event.add("summary", page.meeting.text)
    last = ends(page.on.edtf).latest
    first = begins(page.on.edtf).earliest or last
    if first is None:
        raise NotHere(_("The day of this meeting is not known."))
    event.add("dtstart", first)
    event.add("dtend", (last or first) + timedelta(days=1))
    if page.place:
        event.add("location", page.place)
    event.add("status", "CONFIRMED" if found and found.held and is_exact(page.on.edtf) else "TENTATIVE")
    event.add("description", f"{page.body}. {page.on.text}.")
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _stamp(ask: Ask) -> datetime:
    """The time of the newest entry, so that an unchanged record gives an unchanged calendar."""
    return datetime.fromisoformat(ask.library.head().entered).astimezone(UTC)
