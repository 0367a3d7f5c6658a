"""A meeting as a delegation follows it: the question at once, its own objection, what it attaches; nothing to run."""

from __future__ import annotations

from django.db import connection
from django.test.utils import CaptureQueriesContext

from comity.forum.decisions.state import decision
from comity.secretariat.composing import View
from tests.support.meetingsdesk import CHAIRING, MEETING, enter, propose, put, sitting


def test_delegation_sees_the_question_and_objects_by_its_own_act(house, seat):
    propose(house, "plan", title="Plan of work")
    sitting(house, agenda={"Plans": ["plan"]})
    delegate = seat("MNG")
    assert "Nothing is put to the meeting." in delegate.hall().plain
    put(house, "plan")
    hall = delegate.hall().plain
    assert "Is there any objection? Nobody has objected." in hall
    assert "First." in hall
    back = delegate.do("matters/plan/object/")
    assert back.startswith(f"/en/desk/meetings/{MEETING}/?entered=")
    assert "Mongolia objects" in delegate.hall().plain
    assert "Lift the objection" in delegate.hall().plain
    assert "Lift the objection" not in seat("KAZ").hall().plain
    delegate.do("matters/plan/lift-objection/", party="MNG")
    assert decision(View(house.ledger), "plan").standing_objections == ()


def test_objection_with_a_reason_has_a_form_of_its_own(house, seat):
    propose(house, "plan")
    sitting(house)
    put(house, "plan")
    delegate = seat("MNG")
    leaf = delegate.send("matters/plan/object/", words="1")
    assert leaf.response.headers["Location"] == "/en/desk/decisions/plan/object/?party=MNG"
    form = delegate.post("decisions/plan/object/", reason_en="It is too early.", paragraphs="2")
    assert delegate.signed(form).startswith(f"/en/desk/meetings/{MEETING}/?entered=")
    hall = delegate.hall().plain
    assert "Mongolia objects to paragraphs 2: It is too early." in hall


def test_delegation_speaks_for_nobody_else(house, seat):
    propose(house, "plan")
    sitting(house)
    put(house, "plan")
    leaf = seat("MNG").send("matters/plan/object/", party="UZB")
    assert leaf.status == 422


def test_observer_may_look_and_not_object(house, seat):
    propose(house, "plan", title="Plan of work")
    sitting(house)
    put(house, "plan")
    observer = seat("BLR", "administrator")
    hall = observer.hall()
    assert "Plan of work" in hall.plain
    assert "/object/" not in hall.text
    assert observer.send("matters/plan/object/").status == 422


def test_delegation_is_led_from_the_room_to_its_own_page(house, seat):
    sitting(house)
    answered = seat("MNG").room().response
    assert (answered.status_code, answered["Location"]) == (302, f"/en/desk/meetings/{MEETING}/")


def test_delegation_is_told_that_it_is_not_noted_as_there(house, seat):
    sitting(house, "KAZ", "CHN", "UZB")
    assert "We are not noted as there." in seat("MNG").hall().plain
    assert "We are not noted as there." not in seat("KAZ").hall().plain


def test_statement_is_attached_to_what_came_out(house, seat):
    propose(house, "plan")
    sitting(house)
    put(house, "plan")
    said = {"meeting": MEETING, "outcome": "adopts", "symbol": "SF/SOC/DEC/2026/1"}
    enter(house, "decisions.conclude", hat=CHAIRING, decision="plan", **said)
    delegate = seat("MNG")
    assert "/en/desk/decisions/plan/attach/" in delegate.hall().text


def test_meeting_of_the_past_has_a_page_too(seat):
    hall = seat("MNG").get("meetings/summit-1/")
    assert hall.status == 200
    assert "closed" in hall.plain


def test_hall_asks_few_statements(house, seat):
    for number in range(6):
        propose(house, f"further-{number}")
    sitting(house, agenda={"All": [f"further-{number}" for number in range(6)]})
    put(house, "further-1")
    delegate = seat("MNG")
    with CaptureQueriesContext(connection) as asked:
        delegate.hall()
    assert len(asked) <= 15, "\n".join(each["sql"][:200] for each in asked)
