"""What is put to a meeting: who objects, what can come out, and that what is offered is what the door takes."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comity.forum.decisions.state import decision
from comity.forum.kernel.errors import Refused
from comity.forum.registry import ACT_TYPES
from comity.secretariat.composing import Hat, View
from tests.support import desks
from tests.support.actsdesk import officer
from tests.support.meetingsdesk import CHAIRING, MEETING, enter, propose, put, sitting

ACCEPTING = ["adopts", "approves", "endorses", "recommends", "takes_note", "welcomes", "accepts_as_basis"]
WAITING = ["agrees_subject_to_silence", "continues_consultations", "defers"]


def matter(house, name="plan"):
    return decision(View(house.ledger), name)


def offered(leaf):
    """The outcomes that a room offers at one touch, in their order."""
    part = leaf.text.partition('class="outcome"')[2].partition("</article>")[0]
    return re.findall(r'(?:<option|name="outcome") value="([a-z_]+)"', part)


@pytest.fixture
def plan(house):
    """A plan that is put to the committee, under an item of its agenda."""
    propose(house, "plan", title="Plan of work")
    sitting(house, agenda={"Opening": [], "Plans": ["plan"]})
    put(house, "plan")


def test_matter_is_put_from_the_agenda_at_one_touch(house, head):
    propose(house, "plan", title="Plan of work")
    sitting(house, agenda={"Plans": ["plan"]})
    assert "Nothing is put to the meeting." in head.room().plain
    back = head.do("matters/plan/put/")
    assert back.startswith(f"/en/desk/meetings/{MEETING}/room/")
    room = head.room().plain
    assert "Put to the meeting Plan of work" in room
    assert "Is there any objection? Nobody has objected." in room


def test_matter_that_stands_on_no_agenda_can_be_put_too(house, head):
    propose(house, "plan", title="Plan of work")
    sitting(house)
    room = head.room().plain
    assert "Other open matters of the body Plan of work" in room
    head.do("matters/plan/put/")
    assert matter(house).state == "put"


def test_nothing_is_put_to_a_meeting_that_does_not_sit(house, head):
    propose(house, "plan")
    sitting(house)
    enter(house, "meetings.suspend", meeting=MEETING)
    assert "Put it to the meeting" not in head.room().plain
    leaf = head.send("matters/plan/put/")
    assert leaf.status == 422
    assert "does not sit now" in leaf.plain


def test_hearing_none_it_is_so_decided(house, plan, chair):
    room = chair.room()
    assert offered(room) == ACCEPTING + WAITING
    assert "It receives the symbol SF/SOC/DEC/2026/1." in room.plain
    back = chair.do("matters/plan/", outcome="adopts")
    assert back.startswith(f"/en/desk/meetings/{MEETING}/room/")
    held = matter(house)
    assert (held.state, held.symbol, held.result.outcome) == ("stands", "SF/SOC/DEC/2026/1", "adopts")
    after = chair.room().plain
    assert "adopts; SF/SOC/DEC/2026/1" in after
    assert "On “Plan of work” the meeting adopts: decision SF/SOC/DEC/2026/1." in after


def test_secretariat_sees_that_the_chair_declares_what_comes_out(plan, head):
    room = head.room()
    assert offered(room) == []
    assert "What comes out is declared by the chair." in room.plain


def test_objection_from_the_floor_shuts_consensus_until_it_is_lifted(house, plan, chair, head):
    head.do("matters/plan/object/", party="UZB")
    room = chair.room()
    assert "Uzbekistan objects" in room.plain
    assert offered(room) == ["continues_consultations", "defers"]
    assert "Not open: adopts, approves," in room.plain
    assert "Uzbekistan objects, so there is no consensus." in room.plain
    leaf = chair.send("matters/plan/", outcome="adopts")
    assert leaf.status == 422
    assert "so there is no consensus" in leaf.plain
    head.do("matters/plan/lift-objection/", party="UZB")
    assert offered(chair.room()) == ACCEPTING + WAITING


def test_who_has_objected_is_not_asked_again_whether_there_is_any_objection(house, plan, head):
    asked, member = "put to a meeting: is there any objection?", officer(house, "KAZ", "ambassador")
    assert asked in member.get("").plain
    head.do("matters/plan/object/", party="KAZ")
    assert asked not in member.get("").plain
    head.do("matters/plan/lift-objection/", party="KAZ")
    assert asked in member.get("").plain


def test_objection_twice_is_refused(plan, head):
    head.do("matters/plan/object/", party="UZB")
    leaf = head.send("matters/plan/object/", party="UZB")
    assert leaf.status == 422
    assert "objects to “Plan of work” already" in leaf.plain


def test_without_a_quorum_nothing_is_accepted_and_the_room_says_so(house, chair):
    propose(house, "plan")
    sitting(house, "KAZ", "CHN")
    put(house, "plan")
    room = chair.room()
    assert offered(room) == []
    assert "2 of 4 members are present; by the charter 3 make a quorum" in room.plain


@pytest.mark.parametrize("objecting", [(), ("UZB",), ("UZB", "MNG")])
def test_what_is_offered_is_what_the_door_takes(house, plan, chair, head, objecting):
    for party in objecting:
        enter(house, "decisions.object", decision="plan", party=party, meeting=MEETING)
    offers = offered(chair.room())
    taken = []
    for outcome in [*ACCEPTING, *WAITING]:
        said = {"decision": "plan", "meeting": MEETING, "outcome": outcome}
        said |= {"symbol": "SF/SOC/DEC/2026/1"} if outcome in ACCEPTING else {}
        draws = desks.drawer(house)
        try:
            draws.check(draws.draw(CHAIRING, "decisions.conclude", _body(said)))
        except Refused:
            continue
        taken.append(outcome)
    assert offers == taken


def _body(said):
    return ACT_TYPES["decisions.conclude"].body.model_validate(said)


def test_what_is_laid_down_and_remarked_goes_with_the_outcome(house, plan, chair):
    leaf = chair.get(f"meetings/{MEETING}/matters/plan/")
    assert "Undertaking 1" in leaf.plain
    chair.do(
        "matters/plan/",
        rows="2",
        outcome="endorses",
        remark_en="With thanks.",
        u0_en="Name a point of contact.",
        u0_who=["party:MNG", "body:soc"],
        u0_by_day="2026-09-01",
        u0_by_time="12:00",
        u0_by_zone="utc",
    )
    held = matter(house)
    assert held.result.remark == {"en": "With thanks."}
    (one,) = held.undertakings
    assert (one.number, one.parties, one.bodies, one.by) == (1, ("MNG",), ("soc",), "2026-09-01T12:00:00Z")


def test_undertaking_of_nobody_comes_back_with_what_was_typed(plan, chair):
    leaf = chair.send("matters/plan/", rows="1", outcome="adopts", u0_en="Name a point of contact.")
    assert leaf.status == 422
    assert "An undertaking says who is to do what" in leaf.plain
    assert 'value="Name a point of contact."' in leaf.text
    more = chair.send("matters/plan/", rows="1", outcome="adopts", u0_en="First", add="1")
    assert "Undertaking 2" in more.plain
    assert 'value="First"' in more.text


def test_outcome_is_chosen(plan, chair):
    leaf = chair.send("matters/plan/", rows="1")
    assert leaf.status == 422
    assert "Choose what came out." in leaf.plain


def test_paragraphs_move_to_a_statement_of_the_chair(house, plan, chair, head):
    enter(house, "decisions.object", decision="plan", party="UZB", meeting=MEETING, paragraphs=[2])
    room = chair.room()
    assert "moves paragraphs to a statement of the chair" in room.plain
    # The statement is wanted first; the room leads to where it is registered, as what it is.
    wanted = f"/en/desk/documents/register/?kind=chair_statement&amp;body=soc&amp;meeting={MEETING}"
    assert f'href="{wanted}"' in room.text
    statement = {"document": "statement-1", "title": "Statement of the chair", "kind": "chair_statement"}
    enter(house, "documents.register", **statement, on="2026-06-01", by_members=False, meeting=MEETING)
    page = chair.get(f"meetings/{MEETING}/matters/plan/?outcome=moves_to_chair_statement")
    assert 'name="paragraphs" value="2" checked' in page.text
    assert 'name="speaks_for" value="UZB"' not in page.text
    given = {"outcome": "moves_to_chair_statement", "rows": "1", "paragraphs": ["2"], "speaks_for": ["CHN", "KAZ"]}
    assert chair.send("matters/plan/", **given).status == 422
    chair.do("matters/plan/", **given, statement="statement-1")
    held = matter(house)
    assert held.state == "moved"
    assert (held.result.paragraphs, held.result.speaks_for) == ((2,), ("CHN", "KAZ"))
    told = chair.get("decisions/plan/").plain
    moved = "Statement of the chair, a statement of the chair alone, which speaks for China, Kazakhstan"
    assert f"Paragraphs: 2. {moved}" in told
    # What is left of the text stands in the form already.
    left = chair.get("decisions/plan/revise/").text
    assert re.search(r"<textarea[^>]*name=\"text_en\"[^>]*>\s*First\.</textarea>", left)


def test_what_is_agreed_subject_to_silence_leads_to_its_silence(house, plan, chair):
    back = chair.do("matters/plan/", outcome="agrees_subject_to_silence")
    assert back == f"/en/desk/decisions/plan/start-silence/?meeting={MEETING}"
    page = chair.browser.get(back).content.decode()
    assert f'name="meeting" value="{MEETING}" checked' in page
    assert "Start a silence" in chair.room().plain


def test_vote_is_opened_counted_and_concluded_in_the_room(house, clock, chair, head, seat):
    propose(house, "budget", matter="money", title="Budget")
    sitting(house)
    put(house, "budget")
    assert "Put it to the vote" in chair.room().plain
    enter(house, "decisions.open_vote", decision="budget", meeting=MEETING, closes="2026-06-01T09:10:00Z")
    assert "Put to the vote Budget" in chair.room().plain
    enter(house, "decisions.vote", hat=Hat("KAZ", "ambassador"), decision="budget", party="KAZ", vote="for")
    enter(house, "decisions.vote", hat=Hat("MNG", "ambassador"), decision="budget", party="MNG", vote="against")
    enter(house, "decisions.vote", hat=Hat("CHN", "ambassador"), decision="budget", party="CHN", vote="for")
    assert "for 2 against 1 abstains 0" in chair.room().plain
    assert offered(chair.room()) == []
    clock.time += 11 * 60 * 1000
    assert offered(chair.room()) == ACCEPTING
    chair.do("matters/budget/", outcome="adopts")
    assert matter(house, "budget").state == "stands"


def test_room_asks_few_statements(house, plan, chair):
    for number in range(6):
        propose(house, f"further-{number}")
    enter(house, "decisions.object", decision="plan", party="UZB", meeting=MEETING)
    with CaptureQueriesContext(connection) as asked:
        chair.room()
    assert len(asked) <= 15, "\n".join(each["sql"][:200] for each in asked)


def test_part_that_is_polled_says_nothing_until_something_happens(house, plan, chair, seat):
    room = chair.room()
    address = re.search(r'hx-get="([^"]+)"', room.text)[1]
    assert chair.browser.get(address).status_code == 204
    delegate = seat("MNG")
    hall = re.search(r'hx-get="([^"]+)"', delegate.hall().text)[1]
    assert delegate.browser.get(hall).status_code == 204
    enter(house, "decisions.object", decision="plan", party="UZB", meeting=MEETING)
    for browser, asks in ((chair.browser, address), (delegate.browser, hall)):
        answered = browser.get(asks)
        assert answered.status_code == 200
        assert "Uzbekistan" in answered.content.decode()
        assert "<html" not in answered.content.decode()


def test_form_in_the_part_that_is_polled_can_be_sent(house, plan, seat):
    delegate = seat("MNG")
    delegate.browser.handler.enforce_csrf_checks = True
    polled = re.search(r'hx-get="([^"?]+)', delegate.hall().text)[1]
    part = delegate.browser.get(polled).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', part)[1]
    assert delegate.send("matters/plan/object/", csrfmiddlewaretoken=token).status == 302
    assert delegate.send("matters/plan/object/", csrfmiddlewaretoken="x" * 64).status == 403


def test_part_that_is_polled_asks_few_statements(plan, chair):
    address = re.search(r'hx-get="([^"]+)"', chair.room().text)[1]
    with CaptureQueriesContext(connection) as asked:
        assert chair.browser.get(address).status_code == 204
    assert len(asked) <= 8, "\n".join(each["sql"][:200] for each in asked)


def test_who_has_signed_out_is_led_to_the_whole_page(plan, chair):
    address = re.search(r'hx-get="([^"]+)"', chair.room().text)[1]
    answered = desks.visitor().get(address)
    assert (answered.status_code, answered["HX-Refresh"]) == (204, "true")


def test_time_shown_is_that_of_the_forum(plan, chair):
    assert f"since {datetime(2026, 6, 1, 9, tzinfo=UTC):%H:%M} UTC" in chair.room().plain
