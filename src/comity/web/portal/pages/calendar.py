"""Calendars: a meeting as iCalendar, by RFC 5545."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, cast

from django.utils.translation import gettext as _

from comity.forum.charter.state import IDENTITY, Identity
from comity.forum.kernel.dates import begins, ends, is_exact
from comity.forum.meetings.state import meeting
from comity.web.portal.framework.page import NotHere

if TYPE_CHECKING:
    from comity.web.portal.framework.ask import Ask
    from comity.web.portal.pages.meeting import MeetingPage


def of_meeting(page: MeetingPage, ask: Ask) -> bytes:
    """Return a meeting as a calendar with one event; a month that is all that is known is an event of that month.

    Raises:
        NotHere: nothing is known of its day.
    """
    # Few ask for a calendar, and every worker would bear the library's weight.
    from icalendar import Calendar, Event  # noqa: PLC0415

    found = meeting(ask.library, page.meeting.id)
    calendar = Calendar()
    calendar.add("prodid", "-//Comity//EN")
    calendar.add("version", "2.0")
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
