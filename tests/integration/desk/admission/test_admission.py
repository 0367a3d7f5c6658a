"""Admission as it really goes: an application, two documents signed by two officers each, a decision; in any order."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comity.forum.kernel.values import Key
from tests.support.actsdesk import officer


def applicant(told, office="ambassador"):
    return officer(told.house, "TKM", office)


def head(told):
    return officer(told.house, "SECRETARIAT", "head")


def draft_of(response):
    found = re.search(r"/drafts/([^/]+)/sign/", response.response.headers["Location"])
    assert found
    return found[1]


def by_two(told, address, **given):
    """Send a form of the applicant's, and sign what it leads to with both of its officers."""
    first, second = applicant(told), applicant(told, "administrator")
    name = draft_of(first.post(address, **given))
    first.sign(name)
    second.sign(name)


def test_an_applicant_without_a_status_finds_its_admission_first(told):
    home = applicant(told).get("")
    assert home.plain.index("Our admission") < home.plain.index("Awaits us")
    assert "We have not applied for any." in home.plain
    page = applicant(told).get("admission/")
    assert "Apply: member" in page.plain
    assert "Our admission" not in officer(told.house, "KAZ", "ambassador").get("").plain


def test_it_applies_in_its_own_words_and_is_shown_on_its_way(told):
    desk = applicant(told)
    sent = desk.post("admission/apply/", status="member", text_en="We should like to be a member.")
    desk.entered(draft_of(sent))
    page = head(told).get("admission/TKM/member/")
    assert "We should like to be a member." in page.plain
    assert "3 steps are missing." in page.plain
    assert "Today it would be number 5 in order." in page.plain
    assert "Turkmenistan" in officer(told.house, "KAZ", "ambassador").get("admission/").plain


def test_two_officers_sign_and_what_follows_is_said_before(told):
    desk = applicant(told)
    look = desk.post("admission/TKM/member/sign/", instrument="statute", on="2026-11-23", look="1")
    assert "Then “House rules” is to be signed as well." in look.plain
    assert "The status begins once the forum has decided as well" in look.plain
    by_two(told, "admission/TKM/member/sign/", instrument="statute", on="2026-11-23")
    held = told.house.ledger.get(Key("party", "TKM"))
    assert [each.instrument for each in held.signatures] == ["statute"]
    page = desk.get("admission/TKM/member/")
    assert "2 steps are missing." in page.plain


def test_one_signature_alone_enters_nothing(told):
    desk = applicant(told)
    name = draft_of(desk.post("admission/TKM/member/sign/", instrument="statute", on="2026-11-23"))
    desk.sign(name)
    assert told.house.ledger.get(Key("party", "TKM")).signatures == ()


def _decide(told):
    desk = head(told)
    sent = desk.post("admission/TKM/member/")
    assert sent.status == 302
    name = re.search(r"draft=([^&]+)", sent.response.headers["Location"])[1]
    fields = desk.draft(name).fields
    assert fields["effect"] == {"kind": "admission", "party": "TKM", "status": "member"}
    told.enter("SECRETARIAT", "decisions.propose", **fields, text={"en": "TKM is a member."})
    page = head(told).get("admission/TKM/member/")
    assert "Before Summit: proposed." in page.plain
    plan = {"body": "summit", "kind": "special", "planned": "2026-11-23", "format": "in_person"}
    told.enter("SECRETARIAT", "meetings.convene", meeting="summit-9", **plan)
    there = ["KAZ", "MNG", "CHN", "UZB"]
    told.enter("SECRETARIAT", "meetings.note_presence", meeting="summit-9", capacity="member", present=there)
    told.enter("SECRETARIAT", "meetings.open", meeting="summit-9", presided=[{"party": "CHN", "office": "Chair"}])
    told.enter("SECRETARIAT", "decisions.put", decision=fields["decision"], meeting="summit-9")
    told.enter(
        "CHAIR",
        "decisions.conclude",
        decision=fields["decision"],
        meeting="summit-9",
        outcome="adopts",
        effect=fields["effect"],
    )


@pytest.mark.parametrize("first", ["signed", "decided"])
def test_the_status_begins_with_the_last_step_in_whatever_order(told, first):
    sign = "admission/TKM/member/sign/"
    if first == "decided":
        _decide(told)
    by_two(told, sign, instrument="statute", on="2026-11-23")
    if first == "decided":
        look = applicant(told).post(sign, instrument="house-rules", on="2026-11-23", look="1")
        said = "With this Turkmenistan becomes member on 23 November 2026, number 5 in order."
        assert said in look.plain.replace("\xa0", " ")
    by_two(told, sign, instrument="house-rules", on="2026-11-23")
    if first == "signed":
        _decide(told)
    page = head(told).get("admission/TKM/member/")
    assert "It is member since 23 November 2026. Number 5 in order." in page.plain.replace("\xa0", " ")
    assert "Our admission" not in applicant(told).get("").plain


def test_the_secretariat_enters_a_party_and_a_wrong_code_comes_back(told):
    wrong = head(told).post("admission/enter/", kind="state", party="Oman", in_asia="yes")
    assert wrong.status == 422
    assert 'value="Oman"' in wrong.text
    twice = head(told).post("admission/enter/", kind="state", party="KAZ")
    assert "Kazakhstan is in the register already." in twice.plain
    sent = head(told).post("admission/enter/", kind="state", party="OMN", in_asia="yes")
    assert head(told).draft(draft_of(sent)).fields["iso"] == "OMN"
    assert officer(told.house, "KAZ", "ambassador").get("admission/enter/").status == 403


def test_a_party_signs_for_no_other(told):
    page = officer(told.house, "KAZ", "ambassador").get("admission/TKM/member/sign/")
    assert page.status == 404


def test_the_pages_take_few_statements(told):
    desk = head(told)
    desk.get("admission/")
    for address in ("admission/", "admission/TKM/member/"):
        with CaptureQueriesContext(
            connection,
        ) as told_to:
            assert desk.get(address).status == 200
        assert len(told_to) <= 15, [each["sql"][:90] for each in told_to]
