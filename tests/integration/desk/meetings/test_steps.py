"""A meeting is run from its room: opened, suspended, resumed, closed; who is there; its agenda; what is noted."""

from __future__ import annotations

import pytest

from comity.forum.meetings.state import meeting
from comity.secretariat.composing import View
from tests.support.meetingsdesk import CHAIRING, DAY, MEETING, TERM, come, convened, enter, propose, put, sitting


def held(house):
    return meeting(View(house.ledger), MEETING)


def test_meeting_goes_from_its_opening_to_its_close(house, head, chair):
    convened(house)
    assert "Open the meeting" in head.room().plain
    back = chair.do("open/", party="CHN", office_en="Minister of Foreign Affairs")
    assert back.startswith(f"/en/desk/meetings/{MEETING}/room/?entered=")
    assert "Entered as act" in chair.room(entered=back.rpartition("=")[2]).plain
    assert held(house).presided[0].office == {"en": "Minister of Foreign Affairs"}
    head.do("suspend/", until_day=DAY, until_time="14:00", until_zone="utc")
    assert "suspended" in head.room().plain
    assert "Put it to the meeting" not in head.room().plain
    head.do("resume/", party="MNG", office_en="Vice-chair")
    assert [each.party for each in held(house).presided] == ["CHN", "MNG"]
    head.do("close/")
    assert held(house).state == "closed"
    over = head.room().plain
    assert "Close the meeting" not in over
    assert "The journal" in over


def test_meeting_of_another_day_is_not_opened_and_the_room_says_why(house, head):
    convened(house, planned="2026-06-20")
    room = head.room().plain
    refused = "“Senior Officials Committee, 20 June 2026” is convened for 20 June 2026; today is 1 June 2026."
    assert f"Open the meeting: The meeting {refused}" in room
    leaf = head.send("open/", party="CHN", office_en="Chair")
    assert leaf.status == 422
    assert "Move it to this day first" in leaf.plain
    assert 'value="Chair"' in leaf.text


def test_open_form_without_an_office_comes_back(house, head):
    convened(house)
    leaf = head.send("open/", party="MNG", office_en="")
    assert leaf.status == 422
    assert "One thing is to be looked at" in leaf.plain
    assert '<option value="MNG" selected>' in leaf.text


@pytest.mark.parametrize("step", ["suspend", "close", "adopt-agenda", "resume"])
def test_step_out_of_turn_is_refused_by_the_rule(house, head, step):
    convened(house)
    leaf = head.send(f"{step}/")
    assert leaf.status == 422
    assert "is not in order then" in leaf.plain


def test_step_that_nobody_knows_is_told_so(house, head):
    convened(house)
    assert head.get(f"meetings/{MEETING}/dance/").status == 404
    assert head.get("meetings/soc-9/room/").status == 404
    assert head.get("meetings/soc-9/").status == 404


def test_who_came_and_who_left_is_ticked(house, head):
    convened(house)
    head.do("presence/", capacity="member", there=["KAZ", "MNG"], level="minister")
    assert "2 of 4 members are present; 3 make a quorum." in head.room().plain
    head.do("presence/", capacity="observer", there=["BLR"])
    head.do("presence/", capacity="member", there=["KAZ", "CHN", "UZB"])
    assert [(each.party, each.capacity) for each in held(house).present] == [
        ("KAZ", "member"),
        ("BLR", "observer"),
        ("CHN", "member"),
        ("UZB", "member"),
    ]
    page = head.get(f"meetings/{MEETING}/presence/")
    assert '<input type="checkbox" name="there" value="MNG"> Mongolia' in page.text
    assert '<input type="checkbox" name="there" value="KAZ" checked> Kazakhstan' in page.text


def test_all_are_there_at_one_touch(house, head):
    convened(house)
    head.do("presence/", capacity="member", everybody="1")
    assert "4 of 4 members are present" in head.room().plain


def test_list_that_changes_nothing_is_said_to(house, head):
    convened(house)
    come(house, "KAZ")
    leaf = head.send("presence/", capacity="member", there=["KAZ"])
    assert leaf.status == 422
    assert "Nothing has changed" in leaf.plain


def test_presence_on_another_day_is_refused_and_what_was_ticked_is_kept(house, head):
    convened(house, planned="2026-06-20")
    leaf = head.send("presence/", capacity="member", there=["KAZ", "UZB"])
    assert leaf.status == 422
    assert "is convened for 20 June 2026" in leaf.plain
    assert 'value="UZB" checked' in leaf.text


def test_agenda_is_set_adopted_and_amended(house, head):
    propose(house, "plan")
    convened(house)
    head.do(
        "agenda/",
        rows="3",
        i0_en="Adoption of the agenda",
        i1_number="3",
        i1_en="Other matters",
        i2_number="2",
        i2_en="Plan",
        i2_matters="plan",
    )
    assert [(each.number, each.decisions) for each in held(house).agenda] == [("1", ()), ("2", ("plan",)), ("3", ())]
    enter(house, "meetings.open", meeting=MEETING, presided=[{"party": "CHN", "office": "Chair"}])
    head.do("take-up/", item="1")
    head.do("adopt-agenda/")
    form = head.get(f"meetings/{MEETING}/agenda/")
    assert "The meeting has adopted it" in form.plain
    assert 'name="i1_matters" value="plan" checked' in form.text
    leaf = head.send("agenda/", rows="2", i0_number="1", i0_en="Something else", i1_number="2", i1_en="Plan")
    assert leaf.status == 422
    assert "has been taken up" in leaf.plain
    assert 'value="Something else"' in leaf.text
    kept = {"i0_number": "1", "i0_en": "Adoption of the agenda"}
    head.do("agenda/", rows="2", **kept, i1_en="Plan", i1_matters="plan", reason_en="Nothing else.")
    assert [each.number for each in held(house).agenda] == ["1", "2"]


def test_agenda_asks_for_more_rows_and_keeps_what_was_typed(house, head):
    convened(house)
    leaf = head.send("agenda/", rows="2", i0_en="First", add="1")
    assert leaf.status == 200
    assert 'name="rows" value="5"' in leaf.text
    assert 'value="First"' in leaf.text
    assert head.send("agenda/", rows="2").status == 422


def test_item_that_is_taken_up_is_marked(house, head):
    sitting(house, agenda={"Opening": [], "Plans": []})
    head.do("take-up/", item="2")
    room = head.room().plain
    assert "Item taken up 2. Plans" in room
    leaf = head.send("take-up/", item="7")
    assert leaf.status == 422
    assert "has no item 7" in leaf.plain


def test_what_is_noted_stands_in_the_journal(house, head):
    sitting(house, agenda={"Opening": []})
    head.do("take-up/", item="1")
    form = head.get(f"meetings/{MEETING}/note/")
    assert '<option value="1" selected>' in form.text
    head.do("note/", text_en="Mongolia thanked the hosts.", party="MNG", item="1")
    room = head.room().plain
    assert "Mongolia: Mongolia thanked the hosts." in room
    assert "Nobody writes the journal" in room
    assert head.send("note/", text_en="").status == 422


def test_chair_is_handed_over_at_the_meeting_and_the_hat_moves(house, head, chair, seat):
    effect = {"kind": "chair", "term": TERM, "state": "MNG", "since": "2026-06-01"}
    propose(house, "chair-2026", matter="chair", effect=effect)
    sitting(house)
    assert "takes the chair now" not in head.room().plain
    put(house, "chair-2026")
    decided = {"meeting": MEETING, "outcome": "adopts", "effect": effect, "symbol": "SF/SOC/DEC/2026/1"}
    enter(house, "decisions.conclude", hat=CHAIRING, decision="chair-2026", **decided)
    assert "Mongolia takes the chair now" in chair.room().plain
    back = chair.do("take-chair/")
    assert back.startswith("/en/sign-in/?")
    leaf = chair.browser.get(back).content.decode()
    assert "The chair has passed to Mongolia" in leaf
    assert chair.room().response.headers["Location"].startswith("/en/sign-in/")
    room = head.room().plain
    assert "The chair passed to Mongolia at this meeting" in room
    assert "takes the chair now" not in room
    mongolia = seat("CHAIR")
    assert mongolia.room().status == 302
