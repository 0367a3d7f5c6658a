"""Meetings are listed, convened and moved: right, wrong with what was typed coming back, refused by the rule."""

from __future__ import annotations

import re

from django.db import connection
from django.test.utils import CaptureQueriesContext

from comity.forum.meetings.state import meeting
from comity.secretariat.composing import View
from comity.store import drafts
from tests.support.meetingsdesk import DAY, MEETING, convened, enter, sitting

FORM = {
    "body": "soc",
    "kind": "regular",
    "planned": "2026-07-14",
    "until": "2026-07-15",
    "opens_time": "06:30",
    "opens_zone": "utc",
    "place_en": "Tashkent",
    "host": "UZB",
    "format": "hybrid",
}


def test_meeting_is_convened_with_the_next_number_and_leads_to_its_room(house, head):
    back = head.signed(head.post("meetings/convene/", **FORM | {"body": "summit", "opens_time": ""}))
    assert back.startswith("/en/desk/meetings/summit-2/room/?entered=")
    held = meeting(View(house.ledger), "summit-2")
    assert (held.number, held.state, held.when, held.host) == (2, "convened", "2026-07-14/2026-07-15", "UZB")


def test_body_whose_meetings_are_not_counted_goes_by_the_day(house, head):
    back = head.signed(head.post("meetings/convene/", **FORM))
    assert "/meetings/soc-2026-07-14/room/" in back
    held = meeting(View(house.ledger), "soc-2026-07-14")
    assert (held.number, held.opens) == (None, "2026-07-14T06:30:00Z")


def test_bodies_that_there_are_today_are_offered_in_the_order_of_the_charter(head):
    offered = re.findall(r'<option value="([a-z]+)"', head.get("meetings/convene/").text.partition('name="body"')[2])
    assert offered[:3] == ["summit", "soc", "panel"]
    assert "forum" not in offered


def test_plan_is_completed_under_its_number(house, head):
    plan = {"meeting": "summit-2", "body": "summit", "kind": "regular", "number": 2, "planned": "2026-10"}
    enter(house, "meetings.plan", sources=["S1"], confidence="high", **plan)
    listed = head.get("meetings/")
    assert "planned" in listed.plain
    form = head.get("meetings/convene/?plan=summit-2")
    assert 'name="planned" value=""' in form.text
    assert "number 2" in form.plain
    head.signed(head.post("meetings/convene/", **FORM | {"plan": "summit-2", "body": ""}))
    assert meeting(View(house.ledger), "summit-2").state == "convened"


def test_what_is_wrong_comes_back_as_it_was_typed(head):
    leaf = head.post("meetings/convene/", **FORM | {"planned": "next week", "opens_time": ""})
    assert leaf.status == 422
    assert 'value="next week"' in leaf.text
    assert 'value="Tashkent"' in leaf.text
    assert "One thing is to be looked at" in leaf.plain


def test_day_that_has_passed_is_refused_by_its_rule(head):
    leaf = head.post("meetings/convene/", **FORM | {"planned": "2026-01-14", "until": ""})
    assert leaf.status == 422
    assert "which has passed" in leaf.plain
    assert 'value="2026-01-14"' in leaf.text


def test_delegation_convenes_nothing_and_is_told_why(seat):
    delegate = seat("KAZ")
    assert "Convene a meeting" not in delegate.get("meetings/").plain
    leaf = delegate.post("meetings/convene/", **FORM)
    assert leaf.status == 422
    assert "are not for Kazakhstan to enter" in leaf.plain


def test_meeting_is_moved(house, head):
    convened(house)
    form = head.get(f"meetings/{MEETING}/move/")
    assert f'value="{DAY}"' in form.text
    head.do("move/", planned="2026-06-03", place_en="Astana", format="video", opens_zone="utc")
    held = meeting(View(house.ledger), MEETING)
    assert (held.when, held.plans[-1].place, held.plans[-1].format) == ("2026-06-03", {"en": "Astana"}, "video")


def test_meeting_that_sits_is_not_moved(house, head):
    sitting(house)
    assert "Move the meeting" not in head.room().plain
    leaf = head.send("move/", planned="2026-06-03", format="video")
    assert leaf.status == 422
    assert "is in the register already" in leaf.plain or "has been held already" in leaf.plain


def test_list_tells_what_is_in_progress_and_what_is_to_come(house, head, seat):
    sitting(house)
    enter(house, "meetings.convene", meeting="soc-2", body="soc", kind="special", planned="2026-09-01", format="video")
    leaf = head.get("meetings/")
    assert "A meeting is in progress." in leaf.plain
    assert leaf.text.index("soc-1") < leaf.text.index("soc-2")
    assert "To the room" in leaf.plain
    assert "To the room" not in seat("KAZ").get("meetings/").plain


def test_list_asks_few_statements(house, head):
    sitting(house)
    for number in range(12):
        day = f"2026-09-{number + 1:02}"
        enter(
            house, "meetings.convene", meeting=f"soc-x{number}", body="soc", kind="special", planned=day, format="video"
        )
    with CaptureQueriesContext(connection) as asked:
        leaf = head.get("meetings/")
    assert leaf.text.count("To the room") == 13
    assert len(asked) <= 15, "\n".join(each["sql"][:160] for each in asked)


def test_room_leaves_no_heap_of_drafts(house, head):
    convened(house)
    for day in ("2026-06-03", "2026-06-04", "2026-06-05"):
        head.drafted(head.send("move/", planned=day, format="video"))
    kept = drafts.listed(house.vault, drafts.shelf("SECRETARIAT", "SECRETARIAT"))
    assert [each.fields["planned"] for each in kept] == ["2026-06-05"]
