from __future__ import annotations

from datetime import date

import pytest
from icalendar import Calendar

from comity.web.portal.framework.page import NotHere
from comity.web.portal.pages import calendar, meeting
from tests.support.portal import asking, served


def event(slug, language="en"):
    with asking(language=language) as ask:
        parsed = Calendar.from_ical(calendar.of_meeting(meeting.build(ask, slug=slug), ask))
    (found,) = parsed.walk("VEVENT")
    return found


@pytest.mark.parametrize(
    ("slug", "first", "after", "status", "place"),
    [
        ("ministerial-7", date(2024, 12, 17), date(2024, 12, 18), "CONFIRMED", "Azerbaijan, online"),
        ("summit-4", date(2014, 5, 20), date(2014, 5, 22), "CONFIRMED", "Shanghai"),
        ("summit-7", date(2026, 10, 1), date(2026, 11, 1), "TENTATIVE", "Baku"),
    ],
)
def test_meeting_stands_in_the_calendar(slug, first, after, status, place):
    found = event(slug)
    told = (found["DTSTART"].dt, found["DTEND"].dt, str(found["STATUS"]), str(found["LOCATION"]))
    assert told == (first, after, status, place)


def test_name_of_an_event_lasts_and_is_the_records():
    assert [str(event("summit-7", language)["UID"]) for language in ("en", "ru")] == [
        "summit-7@record.cica.example",
        "summit-7@record.cica.example",
    ]


def test_event_speaks_the_language():
    assert str(event("summit-4", "ru")["SUMMARY"]) == "Четвёртый саммит"


def test_event_held_on_a_day_that_is_not_known_is_tentative():
    assert str(event("experts-1994")["STATUS"]) == "TENTATIVE"


def test_calendar_says_what_rfc_5545_demands():
    answer = served("/en/meetings/summit-7.ics")
    text = answer.content.decode()
    lines = text.split("\r\n")
    told = (answer.headers["Content-Type"], lines[0], lines[-2:], max(len(line.encode()) for line in lines) <= 75)
    assert told == ("text/calendar; charset=utf-8", "BEGIN:VCALENDAR", ["END:VCALENDAR", ""], True)
    assert Calendar.from_ical(text).errors == []


def test_meeting_of_no_known_day_has_no_calendar():
    with asking() as ask:
        page = meeting.build(ask, slug="summit-4")
        unknown = page.model_copy(update={"on": page.on.model_copy(update={"edtf": "[..]"})})
        with pytest.raises(NotHere, match="not known"):
            calendar.of_meeting(unknown, ask)
