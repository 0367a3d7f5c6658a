"""Signing in: who is let in, under which hat, and who is not."""

from __future__ import annotations

from comity.secretariat.composing import Hat
from comity.store import sessions
from comity.web.desk.presence import COOKIE, now
from tests.support import desks
from tests.support.ceremonies import sign_in

AMBASSADOR = Hat("KAZ", "ambassador")
DESK = "/en/desk/sessions/"


def test_officer_signs_in_with_her_passkey_and_sits_at_her_desk(house):
    browser = desks.visitor()
    response = sign_in(browser, AMBASSADOR, on=DESK)
    assert (response.status_code, response.headers["Location"]) == (302, DESK)
    page = browser.get(DESK)
    assert (page.status_code, "Desk of the delegation of Kazakhstan" in page.content.decode()) == (200, True)
    assert sessions.find(house.vault, browser.cookies[COOKIE].value, now()).hat == AMBASSADOR


def test_page_is_shown(house):
    page = desks.visitor().get("/en/sign-in/")
    assert page.status_code == 200
