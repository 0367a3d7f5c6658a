"""Hats and sessions: which hats may be worn, and how a session is ended."""

from __future__ import annotations

import re

import pytest

from comity.secretariat.composing import Hat
from comity.store import people, sessions
from comity.web.desk.presence import COOKIE, now
from comity.web.desk.signin.hat import agent_text
from tests.support import desks
from tests.support.ceremonies import sign_in

PAGE, HATS = "/en/desk/sessions/", "/en/desk/hat/"
AMBASSADOR, CHAIR = Hat("CHN", "ambassador"), Hat("CHAIR", "ambassador")


def said(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def worn(house, browser):
    return sessions.find(house.vault, browser.cookies[COOKIE].value, now()).hat


def test_officer_of_the_chairing_state_chooses_her_hat_after_signing_in(house):
    browser = desks.visitor()
    response = sign_in(browser, AMBASSADOR, on="/en/desk/sent/")
    assert response.headers["Location"] == f"{HATS}?next=%2Fen%2Fdesk%2Fsent%2F"
    page = said(browser.get(response.headers["Location"]))
    assert ("You wear the hat of China" in page, "China is in the chair" in page) == (True, True)
    chosen = browser.post(HATS, {"party": "CHAIR", "officer": "ambassador", "next": "/en/desk/sent/"})
    assert (chosen.headers["Location"], worn(house, browser)) == ("/en/desk/sent/", CHAIR)
    assert "Desk of the chair: China" in said(browser.get(HATS))


def test_officer_of_another_state_has_no_choice(house):
    response = sign_in(desks.visitor(), Hat("KAZ", "ambassador"), on="/en/desk/sent/")
    assert response.headers["Location"] == "/en/desk/sent/"


@pytest.mark.parametrize(
    ("party", "officer"),
    [("CHAIR", "ambassador"), ("SECRETARIAT", "head"), ("KAZ", "administrator"), ("MNG", "ambassador"), ("", "")],
)
def test_hat_of_somebody_else_cannot_be_worn(house, sit, party, officer):
    browser = sit("KAZ", "ambassador")
    response = browser.post(HATS, {"party": party, "officer": officer})
    assert (response.status_code, worn(house, browser)) == (200, Hat("KAZ", "ambassador"))


def test_second_hat_is_worn_only_with_a_key_that_its_party_knows(house, sit):
    people.give_hat(desks.person_of(Hat("KAZ", "ambassador")), Hat("OSCE", "administrator"))
    browser = sit("KAZ", "ambassador")
    browser.post(HATS, {"party": "OSCE", "officer": "administrator"})
    assert worn(house, browser) == Hat("KAZ", "ambassador")


def test_chair_that_has_passed_is_worn_no_more(house, sit):
    browser = sit("CHAIR", "ambassador")
    assert browser.get(PAGE).status_code == 200
    term = {"term": "kaz-2026", "sources": ["S1"], "confidence": "high"}
    registrar = house.desk
    desks_of = [
        desks.act("offices.elect_chair", state="KAZ", since="2026-06-01", **term),
        desks.act("offices.take_chair", on="2026-06-01", **term),
    ]
    registrar.enter_all(desks_of)
    assert browser.get(PAGE).status_code == 302
    assert sign_in(desks.visitor(), AMBASSADOR).headers["Location"] != f"{HATS}?next="


def test_sessions_are_listed_and_one_of_them_ended(house, sit):
    browser, other = sit("KAZ", "attache"), sit("KAZ", "attache")
    page = browser.get(PAGE).content.decode()
    assert (page.count('name="end"'), page.count("this browser")) == (2, 1)
    mine = sessions.find(house.vault, browser.cookies[COOKIE].value, now()).public
    theirs = next(each for each in re.findall(r'name="end" value="(\w+)"', page) if each != mine)
    assert browser.post(PAGE, {"end": theirs}).status_code == 302
    assert (browser.get(PAGE).status_code, other.get(PAGE).status_code) == (200, 302)


def test_all_sessions_are_ended_at_once(sit):
    browsers = [sit("KAZ", "attache") for _each in range(3)]
    browsers[0].post(PAGE, {"all": "1"})
    assert [browser.get(PAGE).status_code for browser in browsers] == [302, 302, 302]


def test_session_of_somebody_else_is_neither_shown_nor_ended(house, sit):
    browser, other = sit("KAZ", "attache"), sit("KAZ", "ambassador")
    theirs = sessions.find(house.vault, other.cookies[COOKIE].value, now()).public
    assert theirs not in browser.get(PAGE).content.decode()
    browser.post(PAGE, {"end": theirs})
    assert other.get(PAGE).status_code == 200


def test_session_begun_with_a_key_that_was_revoked_is_not_listed(house, sit):
    key = desks.passkey(Hat("KAZ", "attache")).public.fingerprint
    sessions.begin(
        house.vault, desks.person_of(Hat("KAZ", "attache")), Hat("KAZ", "attache"), "SHA256:other", "x", now=now()
    )
    page = sit("KAZ", "attache").get(PAGE).content.decode()
    assert (page.count('name="end"'), "SHA256:other" in page, key in page) == (1, False, True)


def test_name_of_no_session_ends_none(sit):
    browser = sit("KAZ", "attache")
    for name in ("", "\0", "no such"):
        assert browser.post(PAGE, {"end": name}).status_code == 302
    assert browser.get(PAGE).status_code == 200


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0", "Firefox on Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/142.0 Safari/537.36 Edg/142.0", "Edge on Windows"),
        ("Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 Chrome/142.0 Mobile Safari/537.36", "Chrome on Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1", "Safari on iOS"),
        ("<script>alert(1)</script>", "a browser that does not say what it is"),
        ("", "a browser that does not say what it is"),
    ],
)
def test_browser_is_called_by_what_people_call_it(agent, words):
    assert agent_text(agent) == words
