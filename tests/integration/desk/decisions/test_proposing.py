"""Proposing a matter: chosen by the authority matrix, with what it is to bring about."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any

import pytest

from comity.forum.decisions.state import decision
from comity.secretariat.composing import View
from tests.support.actsdesk import Leaf, Officer, officer
from tests.support.decisiondesks import LEADS, Told

if TYPE_CHECKING:
    from comity.forum.decisions.state import Decision

PLAIN = {
    "matter": "plans",
    "body": "soc",
    "title_en": "Plan of work, 2027–2028",
    "text_en": "One.\n\nTwo.",
    "effect": "",
}


def seat(told: Told, party: str = "MNG") -> Officer:
    return officer(told.house, party, LEADS[party])


def held(told: Told, name: str) -> Decision:
    found = decision(View(told.house.ledger), name)
    assert found
    return found


def proposed(told: Told, party: str = "MNG", **typed: Any) -> int:
    desk = seat(told, party)
    sent = desk.post("propose/", do="sign", **{**PLAIN, **typed})
    assert sent.status == 302, sent.plain
    return desk.entered(sent.response.headers["Location"].split("/")[-3])


def test_matters_are_offered_with_who_decides_and_on_what_that_rests(told):
    said = seat(told).get("propose/").plain
    assert "Plans" in said
    assert "Summit, Committee Sources: S1." in said
    assert "can bring about: a state is chosen for the chair; a term in the chair is prolonged" in said


def test_bodies_follow_from_the_matter_and_each_says_how_it_decides(told):
    page = seat(told).get("propose/?matter=plans")
    assert re.findall(r'name="body" value="([^"]+)"', page.text) == ["summit", "soc"]
    assert "By consensus" in page.plain
    assert re.findall(r'name="body" value="([^"]+)" checked', seat(told).get("propose/?matter=money").text) == ["soc"]


def test_proposal_is_named_by_its_title_where_nobody_names_it(told):
    proposed(told)
    assert held(told, "plan-of-work-2027-2028").title == {"en": "Plan of work, 2027–2028"}
    proposed(told)
    assert held(told, "plan-of-work-2027-2028-2").party == "MNG"
    proposed(told, title_en="", title_ru="План", text_ru="Один.", text_en="")
    assert held(told, "plans-2026").title == {"ru": "План"}
    proposed(told, title_en="A title of many words that goes on and on and on")
    assert held(told, "a-title-of-many-words-that-goes-on-and")


def test_what_is_wrong_comes_back_with_all_that_was_typed(told):
    nothing = seat(told).post("propose/", do="sign", matter="plans", title_en="Plan of work")
    assert nothing.status == 422
    assert "Choose the body that is to decide it." in nothing.plain
    assert "Plan of work" in nothing.text
    no_text = seat(told).post("propose/", do="sign", **{**PLAIN, "text_en": ""})
    assert "a proposal has a text: in words, or as a document of the register" in no_text.plain
    unknown = seat(told).post("propose/", do="sign", **PLAIN, document="nowhere")
    assert unknown.status == 422
    assert "One." in unknown.text


def test_name_that_is_taken_is_refused_with_its_rule(told):
    told.propose("plan")
    again = seat(told).post("propose/", do="sign", **PLAIN, decision="plan")
    assert "The name “plan” is that of another matter." in again.plain


def test_observer_is_told_who_proposes(told):
    answer = seat(told, "BLR").get("propose/")
    assert answer.status == 403
    assert "are not for Belarus to enter" in answer.plain


@pytest.mark.parametrize(
    ("matter", "typed", "effect"),
    [
        (
            "admission",
            {"body": "summit", "admission_party": "UZB", "admission_status": "observer"},
            {"kind": "admission", "party": "UZB", "status": "observer"},
        ),
        (
            "chair",
            {"chair_state": "MNG", "chair_since": "2027-09", "chair_until": "2029-09"},
            {"kind": "chair", "term": "mng-2027", "state": "MNG", "since": "2027-09", "until": "2029-09"},
        ),
        (
            "chair",
            {"effect": "chair_extension", "chair_extension_term": "chn-2014", "chair_extension_until": "2027"},
            {"kind": "chair_extension", "term": "chn-2014", "until": "2027"},
        ),
    ],
)
def test_what_it_is_to_bring_about_is_filled_in_by_its_kind(told, matter, typed, effect):
    proposed(told, **{"matter": matter, "effect": matter, "decision": "this", **typed})
    found = held(told, "this").effect
    assert found
    assert found.model_dump(exclude_none=True) == effect
    assert "What it brings about" in seat(told).get("decisions/this/").plain


def test_effect_that_is_chosen_is_filled_in(told):
    typed = {**PLAIN, "matter": "chair", "effect": "chair", "chair_state": "MNG"}
    sent = seat(told).post("propose/", do="sign", **typed)
    assert sent.status == 422
    assert "This is asked for." in sent.plain
    wrong = seat(told).post("propose/", do="sign", **typed, chair_since="soon")
    assert wrong.status == 422
    assert 'value="soon"' in wrong.text


def test_election_has_candidates(told):
    proposed(told, matter="election", candidates=["KAZ", "MNG"], decision="who")
    assert held(told, "who").candidates == ("KAZ", "MNG")


def test_provision_of_the_charter_is_changed_field_by_field_and_shown_as_a_difference(told):
    desk = seat(told)
    typed = {**PLAIN, "matter": "rules", "effect": "charter", "charter_in_force": "2027-01-01", "changes": "[]"}
    onwards = desk.post("propose/", do="provision", provision="settings/notice", **typed)
    assert onwards.status == 302, onwards.plain
    address = onwards.response.headers["Location"]
    page = Leaf(desk.browser.get(address))
    assert 'name="number" value="42"' in page.text
    wrong = Leaf(desk.browser.post(address, {"do": "save", "setting": "notice", "name.en": "Notice", "number": "many"}))
    assert wrong.status == 422
    assert 'value="many"' in wrong.text
    given = {"setting": "notice", "name.en": "Notice", "text.en": "So many days before.", "number": "60"}
    back = desk.browser.post(address, {"do": "save", **given})
    assert back.status_code == 302, Leaf(back).plain
    form = Leaf(desk.browser.get(back.headers["Location"]))
    assert "Plan of work, 2027–2028" in form.text
    assert re.search(r"Notice .*42 .*60", form.plain)
    sent = desk.post(
        "propose/", do="sign", draft=_hidden(form, "draft"), **{**typed, "changes": _hidden(form, "changes")}
    )
    assert sent.status == 302, sent.plain
    desk.entered(sent.response.headers["Location"].split("/")[-3])
    assert "What it makes of the charter" in desk.get("decisions/plan-of-work-2027-2028/").plain


def test_change_can_end_a_provision_and_be_taken_out_again(told):
    desk = seat(told)
    typed = {**PLAIN, "matter": "rules", "effect": "charter", "charter_in_force": "2027-01-01", "changes": "[]"}
    address = desk.post("propose/", do="provision", provision="settings/notice", **typed).response.headers["Location"]
    form = Leaf(desk.browser.get(desk.browser.post(address, {"do": "end"}).headers["Location"]))
    assert "settings: Notice" in form.plain.lower() or "ends" in form.plain
    changes, draft = _hidden(form, "changes"), _hidden(form, "draft")
    dropped = desk.post("propose/", do="drop", draft=draft, dropped="0", **{**typed, "changes": changes})
    assert "None so far." in Leaf(desk.browser.get(dropped.response.headers["Location"])).plain


def test_what_is_typed_is_kept_and_gone_on_with_from_the_desk(told):
    desk = seat(told)
    assert desk.post("propose/", do="keep", **{**PLAIN, "text_en": ""}).status == 302
    link = re.search(r'href="(/en/desk/propose/\?draft=[^"]+)"', desk.get("").text)
    assert link
    assert "Plan of work, 2027–2028" in Leaf(desk.browser.get(link[1])).text


@pytest.mark.parametrize("changes", ["no json", "{}", "[1]", "[" * 5000])
def test_changes_that_no_page_of_ours_has_made_are_no_changes(told, changes):
    typed = {**PLAIN, "matter": "rules", "effect": "charter", "charter_in_force": "2027-01-01", "changes": changes}
    assert seat(told).post("propose/", do="sign", **typed).status == 422


def _hidden(page: Leaf, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page.text)
    assert found
    return html.unescape(found[1])
