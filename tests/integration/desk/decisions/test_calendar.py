"""The calendar of a desk: everything that expires, by day, and the same as a file."""

from __future__ import annotations

from comity.store import people
from comity.store.people import Profile
from tests.support import desks
from tests.support.actsdesk import officer
from tests.support.decisiondesks import LEADS, Told


def seen(told: Told, party: str = "KAZ", address: str = "calendar/") -> str:
    leaf = officer(told.house, party, LEADS[party]).get(address)
    assert leaf.status == 200
    return leaf.plain if address.endswith("/") else leaf.text


def test_everything_that_expires_stands_on_its_day(everything):
    said = seen(everything)
    for what in ("A silence expires", "A vote closes", "What we have undertaken is due"):
        assert what in said
    places = [said.index(day) for day in ("Tue, 24 Nov 2026", "Thu, 26 Nov 2026", "Sat, 28 Nov 2026")]
    assert places == sorted(places)


def test_meetings_to_come_are_in_it_and_those_over_are_not(told):
    plan = {"body": "soc", "kind": "regular", "number": 1, "planned": "2026-11-30/2026-12-01", "format": "video"}
    told.enter("CHAIR", "meetings.convene", meeting="soc-1", **plan)
    assert "the whole day" in seen(told)
    assert "DTSTART;VALUE=DATE:20261130\r\nDTEND;VALUE=DATE:20261202" in seen(told, address="calendar/comity.ics")
    told.wait(days=9)
    assert "Nothing is to come." in seen(told)


def test_calendar_is_the_partys_own(everything):
    assert "What we have undertaken is due" not in seen(everything, "CHN")


def test_what_has_gone_by_is_left_out(told):
    told.silence(told.propose("plan"))
    assert "Title of plan" in seen(told)
    told.wait(hours=72)
    assert "Nothing is to come." in seen(told)


def test_times_are_those_of_the_officers_own_clock(told):
    person = desks.person_of(desks.Hat("KAZ", "ambassador"))
    found = people.find(told.house.vault, person)
    assert found
    people.save(told.house.vault, person, Profile(found.profile.name, found.profile.email, time_zone="Asia/Almaty"))
    told.silence(told.propose("plan"))
    said = seen(told)
    assert "by the clock of Almaty" in said
    assert "15:00 Almaty 10:00 UTC" in said


def test_file_is_one_that_calendars_read(told):
    told.silence(told.propose("plan", title="Plan; of work, with\\signs " + "and a long title " * 5))
    text = seen(told, address="calendar/comity.ics")
    lines = text.split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert all(len(line.encode()) <= 75 for line in lines)
    unfolded = text.replace("\r\n ", "")
    assert "UID:silence-plan@record.forum.example\r\nDTSTAMP:20261123T100000Z\r\nDTSTART:20261126T100000Z" in unfolded
    assert "SUMMARY:A silence expires: Plan\\; of work\\, with\\\\signs and a long title" in unfolded
    assert "URL:http://localhost:8000/en/desk/decisions/plan/" in unfolded
