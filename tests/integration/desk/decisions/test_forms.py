"""The form of each action: what is right goes on to be signed, what is wrong comes back with all that was typed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from comity.forum.decisions.state import decision
from comity.secretariat.composing import View
from tests.support.actsdesk import Leaf, Officer, officer
from tests.support.decisiondesks import LEADS, Told

if TYPE_CHECKING:
    from comity.forum.decisions.state import Decision

DRAFT = re.compile(r"/en/desk/drafts/([^/]+)/sign/")


def seat(told: Told, party: str) -> Officer:
    return officer(told.house, party, LEADS[party])


def held(told: Told, name: str) -> Decision:
    found = decision(View(told.house.ledger), name)
    assert found
    return found


def done(told: Told, party: str, name: str, deed: str, **typed: Any) -> Leaf:
    """Fill in a form, sign what comes of it, and return where that leads: to the receipt, or back to a meeting."""
    desk = seat(told, party)
    sent = desk.post(f"decisions/{name}/{deed}/", **typed)
    assert sent.status == 302, sent.plain
    found = DRAFT.fullmatch(sent.response.headers["Location"])
    assert found, sent.response.headers["Location"]
    signed = desk.sign(found[1])
    assert signed.status == 302, signed.plain
    return Leaf(desk.browser.get(signed.response.headers["Location"]))


@pytest.fixture
def silent(told):
    """A matter under silence."""
    told.silence(told.propose("plan"))
    return told


def test_silence_is_broken_with_a_text_and_the_receipt_says_how_long_before(silent):
    silent.wait(hours=71, minutes=59, seconds=59)
    receipt = done(silent, "KAZ", "plan", "break", reason_en="Not yet.", text_en="Rather so.")
    assert "1 second before the expiry of the silence, 26 November 2026, 10:00:00 UTC" in receipt.plain
    breach = held(silent, "plan").silences[-1].breach
    assert breach
    assert (breach.party, breach.reason, breach.text) == ("KAZ", {"en": "Not yet."}, {"en": "Rather so."})
    assert "not adopted: the silence was broken" in seat(silent, "CHN").get("decisions/plan/").plain


def test_page_that_breaks_a_silence_says_what_follows_when_and_who_signs(silent):
    said = seat(silent, "KAZ").get("decisions/plan/break/").plain
    assert "If you break the silence, the text is not adopted, and all delegations are told at once." in said
    assert "26 November 2026, 10:00 UTC 3 days left when this page was made, 23 November 2026, 10:00 UTC" in said
    assert "Astana Thu 26 Nov, 15:00" in said
    assert "Our clock 23 November 2026, 10:00:00 UTC" in said
    assert "By the charter 1 officer of the party signs it." in said
    assert "1. " not in said.partition("The text in question")[0]
    assert "First of plan." in said


def test_breaking_one_second_late_comes_back_with_the_rule_and_all_that_was_typed(silent):
    silent.wait(hours=72)
    sent = seat(silent, "KAZ").post("decisions/plan/break/", reason_en="Not yet, for our parliament has to see it.")
    assert sent.status == 422
    assert (
        "The silence on “Title of plan” expired at 26 November 2026, 10:00:00 UTC; "
        "this comes at 26 November 2026, 10:00:00.000 UTC." in sent.plain
    )
    assert "Nothing broke it in time, so the text stands" in sent.plain
    assert "Not yet, for our parliament has to see it." in sent.text


def test_sign_page_has_the_clock_and_refuses_what_has_become_late_since(silent):
    desk = seat(silent, "KAZ")
    sent = desk.post("decisions/plan/break/", reason_en="Not yet.")
    name = sent.response.headers["Location"].split("/")[-3]
    page = desk.read(name)
    assert "To be entered before the silence expires 26 November 2026, 10:00 UTC" in page.plain
    assert "If you break the silence, the text is not adopted" in page.plain
    silent.wait(hours=72)
    late = desk.sign(name, page)
    assert (late.status, late.code) == (422, "decisions.silence_over")
    assert desk.draft(name)


def test_breaking_is_not_offered_to_who_does_not_decide_and_its_page_says_why(silent):
    said = seat(silent, "BLR").get("decisions/plan/break/").plain
    assert "are not for Belarus to enter" in said
    assert "Back to the matter" in said


def test_reservation_is_made_and_lifted(silent):
    desk = seat(silent, "KAZ")
    nothing = desk.post("decisions/plan/reserve/", text_en="Our parliament has to see it.")
    assert nothing.status == 422
    assert "Our parliament has to see it." in nothing.text
    done(silent, "KAZ", "plan", "reserve", kind="parliamentary", text_en="Our parliament has to see it.")
    assert "Kazakhstan parliamentary reservation" in seat(silent, "CHN").get("decisions/plan/").plain
    again = desk.post("decisions/plan/reserve/", kind="parliamentary")
    assert "has made this reservation on “Title of plan” already" in again.plain
    done(silent, "KAZ", "plan", "lift-reservation", kind="parliamentary")
    assert held(silent, "plan").silences[-1].reservations[0].lifted


def test_use_of_silence_is_refused_in_time_and_not_after(silent):
    silent.wait(hours=12)
    assert "cannot be prevented now" in seat(silent, "KAZ").post("decisions/plan/veto/").plain
    silent.enter("CHAIR", "withdraw", decision=silent.silence(silent.propose("other", party="CHAIR")), party="CHAIR")
    silent.silence(silent.propose("third"))
    done(silent, "KAZ", "third", "veto", reason_en="Let us meet.")
    assert held(silent, "third").state == "proposed"


def test_objection_that_is_withdrawn_revives_nothing(silent):
    done(silent, "KAZ", "plan", "break")
    done(silent, "KAZ", "plan", "withdraw-objection")
    assert held(silent, "plan").state == "broken"
    assert "It objects no more; that revives nothing." in seat(silent, "KAZ").get("decisions/plan/").plain


def test_form_of_a_silence_begins_with_the_usual_time_and_shows_it_in_the_capitals(told):
    told.propose("plan")
    page = seat(told, "CHAIR").get("decisions/plan/start-silence/")
    assert 'name="expires_day" value="2026-11-26"' in page.text
    assert 'name="expires_time" value="11:00"' in page.text
    assert "In 1 of 4 capitals it falls on a weekend or a public holiday: Ulaanbaatar." in page.plain
    typed = {"expires_day": "2026-11-28", "expires_time": "12:00", "expires_zone": "utc", "outcome": "adopts"}
    looked = seat(told, "CHAIR").post("decisions/plan/start-silence/", look="1", **typed)
    assert "In 4 of 4 capitals it falls on a weekend" in looked.plain
    assert 'value="2026-11-28"' in looked.text


def test_silence_that_is_too_short_comes_back_and_then_begins(told):
    told.propose("plan")
    typed = {
        "expires_day": "2026-11-24",
        "expires_time": "09:59",
        "outcome": "approves",
        "remark_en": "Ask your capitals.",
    }
    short = seat(told, "CHAIR").post("decisions/plan/start-silence/", **typed)
    assert short.status == 422
    assert "it runs 24 hours at least, until 24 November 2026, 10:00:00 UTC" in short.plain
    assert "Ask your capitals." in short.text
    nonsense = seat(told, "CHAIR").post("decisions/plan/start-silence/", **{**typed, "expires_day": "soon"})
    assert "This is no day and time." in nonsense.plain
    done(told, "CHAIR", "plan", "start-silence", **{**typed, "expires_time": "10:00"})
    silence = held(told, "plan").silence
    assert silence
    assert (silence.expires, silence.outcome) == ("2026-11-24T10:00:00Z", "approves")


def test_silence_is_extended_with_a_reason_and_the_first_clock_stays(silent):
    typed = {"expires_day": "2026-11-30", "expires_time": "10:00"}
    assert seat(silent, "CHAIR").post("decisions/plan/extend/", **typed).status == 422
    done(silent, "CHAIR", "plan", "extend", **typed, reason_en="A holiday falls in it.")
    said = seat(silent, "KAZ").get("decisions/plan/").plain
    assert "Thu 26 Nov, 10:00 UTC" in said
    assert "A holiday falls in it." in said


def test_revision_counts_by_itself_and_its_difference_is_shown_before_it_is_sent(told):
    told.propose("plan")
    desk = seat(told, "CHAIR")
    assert "First of plan." in desk.get("decisions/plan/revise/").text
    looked = desk.post("decisions/plan/revise/", look="1", text_en="First of all plans.\n\nSecond of plan.")
    assert "What Rev.1 would change" in looked.plain
    assert "<ins>" in looked.text
    done(told, "CHAIR", "plan", "revise", text_en="First of all plans.\n\nSecond of plan.", reason_en="Better.")
    said = desk.get("decisions/plan/").plain
    assert "What Rev.1 changed Better." in said
    assert held(told, "plan").revision == 1


def test_say_of_a_body_referral_and_withdrawal(told):
    told.propose("plan")
    assert seat(told, "CHAIR").post("decisions/plan/recommend/").status == 422
    done(told, "CHAIR", "plan", "recommend", say="group/recommends", remark_en="Unanimously.")
    done(told, "CHAIR", "plan", "refer", body="summit")
    assert held(told, "plan").body == "summit"
    done(told, "MNG", "plan", "withdraw", reason_en="It is done already.")
    said = seat(told, "KAZ").get("decisions/plan/").plain
    assert "Nothing at present." in said
    assert "withdrawn" in said


def test_recorded_vote_is_cast_anew_and_its_outcome_declared_between_meetings(told):
    told.propose("budget", matter="money")
    done(told, "CHAIR", "budget", "open-vote", closes_day="2026-11-24", closes_time="10:00")
    assert seat(told, "KAZ").post("decisions/budget/vote/").status == 422
    done(told, "KAZ", "budget", "vote", vote="against")
    receipt = done(told, "KAZ", "budget", "vote", vote="for")
    assert "1 day before the close of the vote" in receipt.plain
    told.wait(hours=25)
    late = seat(told, "MNG").post("decisions/budget/vote/", vote="for")
    assert "closed at 24 November 2026, 10:00:00 UTC" in late.plain
    page = seat(told, "CHAIR").get("decisions/budget/conclude/")
    place = re.search(r'value="(\d+)"> adopts', page.text)
    assert place, page.plain
    done(told, "CHAIR", "budget", "conclude", which=place[1])
    assert held(told, "budget").state == "stands"


def test_request_of_states_is_supported_until_it_is_set_off(told):
    told.propose("alarm", matter="alarm")
    for party in ("KAZ", "CHN"):
        done(told, party, "alarm", "support")
    assert "conclude" in seat(told, "CHAIR").get("decisions/alarm/").text
    assert "has asked for “Title of alarm” already" in seat(told, "KAZ").post("decisions/alarm/support/").plain


def test_breach_whose_author_is_not_told_is_stated_by_the_chair(told):
    told.silence(told.propose("whisper", matter="whispers"))
    assert "it is not told who breaks a silence" in seat(told, "KAZ").get("decisions/whisper/break/").plain
    assert seat(told, "CHAIR").post("decisions/whisper/relay/", commitment="no").status == 422
    done(told, "CHAIR", "whisper", "relay", commitment="A" * 43 + "=", text_en="Rather so.")
    assert "Broken by a member that is not told" in seat(told, "MNG").get("decisions/whisper/").plain


@pytest.fixture
def standing(told):
    """A matter that silence has let stand, with undertakings, and without a symbol yet."""
    owed = [
        {"number": 1, "parties": ["KAZ", "MNG"], "what": "Name a point of contact.", "by": told.at(days=20)},
        {"number": 2, "bodies": ["group"], "what": "Draw up a form."},
    ]
    told.silence(told.propose("plan"), undertakings=owed)
    told.wait(hours=73)
    told.conclude_expired()
    return told


def test_statement_attaches_up_to_its_time(standing):
    said = seat(standing, "KAZ").get("decisions/plan/attach/").plain
    assert "it attaches to the decision." in said
    assert seat(standing, "KAZ").post("decisions/plan/attach/", kind="formal_reservation").status == 422
    done(standing, "KAZ", "plan", "attach", kind="formal_reservation", text_en="On paragraph 2.")
    assert "Kazakhstan; formal reservation" in seat(standing, "CHN").get("decisions/plan/").plain
    standing.wait(hours=49)
    late = seat(standing, "MNG").post("decisions/plan/attach/", kind="formal_reservation", text_en="On paragraph 1.")
    assert "statements attach to a decision up to" in late.plain
    assert "On paragraph 1." in late.text


def test_undertaking_stands_on_the_board_until_it_is_said_to_be_done(standing):
    desk = seat(standing, "KAZ")
    assert "Name a point of contact." in desk.get("decisions/").plain
    assert "undertaken by a decision: to be done" in desk.get("").plain
    done(standing, "KAZ", "plan", "fulfil", undertaking="1", text_en="The Policy Planning Department.")
    assert "Name a point of contact." not in desk.get("decisions/").plain
    assert "awaited of: Mongolia" in desk.get("decisions/plan/").plain
    done(standing, "SECRETARIAT", "plan", "fulfil", undertaking="2")
    assert "Nothing awaits you." in desk.get("").plain


def test_review_is_recorded_and_nothing_is_issued_twice(standing):
    done(standing, "CHAIR", "plan", "review", body="group", text_en="One is named.")
    assert "Working Group" in seat(standing, "KAZ").get("decisions/plan/").plain
    assert held(standing, "plan").symbol == "SF/DEC/1"
    assert (
        "bears the symbol SF/DEC/1 already"
        in seat(standing, "CHAIR").post("decisions/plan/issue/", symbol="SF/DEC/2").plain
    )


def test_what_is_typed_can_be_kept_as_a_draft_with_all_fields(told):
    told.propose("plan")
    typed = {"expires_day": "2026-11-26", "expires_time": "10:00", "remark_en": "Ask your capitals."}
    kept = seat(told, "CHAIR").post("decisions/plan/start-silence/", keep="1", **typed)
    assert kept.status == 302
    page = Leaf(seat(told, "CHAIR").browser.get(kept.response.headers["Location"]))
    assert "Ask your capitals." in page.text
    assert "What is laid down: who does what by when" in page.plain


def test_objection_at_a_meeting_names_its_paragraphs(told):
    told.propose("plan")
    told.enter("CHAIR", "put", decision="plan", meeting=told.meeting())
    wrong = seat(told, "KAZ").post("decisions/plan/object/", paragraphs="two")
    assert wrong.status == 422
    done(told, "KAZ", "plan", "object", paragraphs="1, 2", reason_en="Not so.")
    assert held(told, "plan").objections[0].paragraphs == (1, 2)
    done(told, "KAZ", "plan", "lift-objection")
    assert held(told, "plan").standing_objections == ()


@pytest.mark.parametrize("address", ["decisions/none/", "decisions/none/break/", "decisions/plan/nothing/"])
def test_what_is_not_there_is_said_to_be(told, address):
    told.propose("plan")
    assert seat(told, "KAZ").get(address).status == 404
