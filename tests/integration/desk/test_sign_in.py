"""Signing in: who is let in, under which hat, and who is not."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import timedelta

import pytest
from django.core import signing
from django.test import Client, override_settings
from django.urls import reverse
from webauthn.helpers import base64url_to_bytes

from comity.secretariat.composing import Hat
from comity.store import people, sessions, throttle
from comity.store.living import host_now as now
from comity.store.models import Attempt
from comity.web.desk.presence import COOKIE
from comity.web.desk.signin.entering import onward
from tests.support import desks
from tests.support.authenticator import Authenticator
from tests.support.ceremonies import asked, proof, sign_in

AMBASSADOR, ATTACHE, ADMINISTRATOR = Hat("KAZ", "ambassador"), Hat("KAZ", "attache"), Hat("KAZ", "administrator")
PAGE, DESK = "/en/sign-in/", "/en/desk/sessions/"
STRANGER = Authenticator("localhost", "a stranger")
ADDRESS = "203.0.113.7"
WHO = f"address {ADDRESS}/32"
COOKIES = ("__Host-comity", "__Host-comity-question", "__Host-comity-known")


def said(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def signed_in(browser):
    return browser.get(DESK).status_code == 200


def at(address):
    return Client(headers={"host": desks.HOST}, REMOTE_ADDR=address)


def fail(house, who):
    """Let somebody fail so often that she waits for a minute."""
    for _time in range(throttle.FREE + 5):
        throttle.failed(house.vault, who, now())


def test_officer_signs_in_with_her_passkey_and_sits_at_her_desk(house):
    browser = desks.visitor()
    response = sign_in(browser, AMBASSADOR, on=DESK)
    assert (response.status_code, response.headers["Location"]) == (302, DESK)
    page = browser.get(DESK)
    assert (page.status_code, "Desk of the delegation of Kazakhstan" in page.content.decode()) == (200, True)
    assert sessions.find(house.vault, browser.cookies[COOKIE].value, now()).hat == AMBASSADOR
    assert people.passkey(desks.credential_of(desks.passkey(AMBASSADOR))).used is not None


def test_any_passkey_of_this_place_may_answer_and_has_to_verify_its_user(house):
    options = asked(desks.visitor(), reverse("desk.question"))
    assert (options["rpId"], options["userVerification"]) == ("localhost", "required")
    assert (options["allowCredentials"], len(base64url_to_bytes(options["challenge"]))) == ([], 32)


def test_cookies_are_for_this_host_alone_and_for_no_script(house):
    browser = desks.visitor()
    sign_in(browser, AMBASSADOR)
    for name in COOKIES:
        morsel = browser.cookies[name]
        assert (morsel["secure"], morsel["httponly"], morsel["path"], morsel["domain"]) == (True, True, "/", ""), name
    assert [browser.cookies[name]["samesite"] for name in COOKIES] == ["Lax", "Strict", "Strict"]
    assert browser.cookies[COOKIE]["max-age"] == int(sessions.LASTS.total_seconds())


def test_page_says_without_scripts_what_is_needed_and_is_nobody_elses_to_keep(house):
    response = desks.visitor().get(PAGE)
    assert (response.status_code, response.headers["Cache-Control"]) == (200, "private, no-store")
    page = response.content.decode()
    told, waits = "Without scripts no passkey can be asked" in page, 'class="button" disabled>' in page
    assert (told, waits) == (True, True)
    assert (re.findall(r"<script(?![^>]* src=)", page), re.findall(r"\son\w+=|style=", page)) == ([], [])


def test_secret_is_new_each_time_and_one_that_was_planted_is_worth_nothing(house):
    browser = desks.visitor()
    browser.cookies[COOKIE] = "planted"
    sign_in(browser, AMBASSADOR)
    first = browser.cookies[COOKIE].value
    sign_in(browser, AMBASSADOR)
    second = browser.cookies[COOKIE].value
    assert len({"planted", first, second}) == 3
    found = [sessions.find(house.vault, secret, now()) is not None for secret in ("planted", first, second)]
    assert found == [False, False, True]


@pytest.mark.parametrize(
    "wrong",
    [
        {"user_verified": False},
        {"user_present": False},
        {"origin": "http://localhost:9999"},
        {"origin": "https://localhost:8000"},
        {"origin": "https://desk.forum.example"},
        {"cross_origin": True},
        {"members": {"topOrigin": "https://elsewhere.example"}},
        {"members": {"type": "webauthn.create"}},
        {"members": {"challenge": "AAAA"}},
        {"members": {"challenge": 5}},
        {"handle": b"somebody else"},
    ],
)
def test_answer_that_was_not_given_here_and_now_is_refused_with_a_reason(house, wrong):
    browser = desks.visitor()
    response = sign_in(browser, AMBASSADOR, **wrong)
    assert (response.status_code, COOKIE in browser.cookies, signed_in(browser)) == (403, False, False)
    assert 'class="summary" role="alert"' in response.content.decode()


def test_passkey_that_does_not_verify_its_user_is_named_as_such(house):
    assert "without verifying who used it" in said(sign_in(desks.visitor(), AMBASSADOR, user_verified=False))


def test_answer_that_names_her_is_taken(house):
    assert sign_in(desks.visitor(), AMBASSADOR, handle=desks.person_of(AMBASSADOR).encode()).status_code == 302


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "x",
        "[]",
        "null",
        "{}",
        '{"response": {}}',
        '{"id": 5, "response": {}}',
        '{"id": "a\\u0000b", "response": {}}',
        "[" * 5000,
        "x" * 30_000,
    ],
)
def test_answer_that_is_none_is_refused_with_a_reason(house, answer):
    browser = desks.visitor()
    asked(browser, reverse("desk.question"))
    response = browser.post(PAGE, {"credential": answer})
    assert (response.status_code, "could not be read" in said(response)) == (403, True)


def test_signature_of_another_passkey_is_refused(house):
    browser, key = desks.visitor(), desks.passkey(AMBASSADOR)
    challenge = base64url_to_bytes(asked(browser, reverse("desk.question"))["challenge"])
    answer = proof(STRANGER, challenge).replace(desks.credential_of(STRANGER), desks.credential_of(key))
    assert browser.post(PAGE, {"credential": answer}).status_code == 403


def test_answer_is_good_once(house):
    browser, key = desks.visitor(), desks.passkey(AMBASSADOR)
    challenge = base64url_to_bytes(asked(browser, reverse("desk.question"))["challenge"])
    question = browser.cookies["__Host-comity-question"].value
    answer = {"credential": proof(key, challenge)}
    assert browser.post(PAGE, answer).status_code == 302
    thief = desks.visitor()
    thief.cookies["__Host-comity-question"] = question
    response = thief.post(PAGE, answer)
    assert (response.status_code, "to no question that this page has asked lately" in said(response)) == (403, True)


def test_answer_is_good_in_the_browser_that_was_asked_only(house):
    challenge = base64url_to_bytes(asked(desks.visitor(), reverse("desk.question"))["challenge"])
    answer = {"credential": proof(desks.passkey(AMBASSADOR), challenge)}
    other = desks.visitor()
    assert other.post(PAGE, answer).status_code == 403
    asked(other, reverse("desk.question"))
    assert other.post(PAGE, answer).status_code == 403


def test_answer_that_comes_late_is_refused(house, monkeypatch):
    browser = desks.visitor()
    challenge = base64url_to_bytes(asked(browser, reverse("desk.question"))["challenge"])
    monkeypatch.setattr(signing.time, "time", lambda: now().timestamp() + 301)
    response = browser.post(PAGE, {"credential": proof(desks.passkey(AMBASSADOR), challenge)})
    assert response.status_code == 403


def test_passkey_that_nobody_knows_opens_nothing(house):
    response = sign_in(desks.visitor(), STRANGER)
    assert (response.status_code, "No officer is known here by this passkey." in said(response)) == (403, True)


def test_revoked_key_signs_in_no_more_and_whoever_is_in_is_out_at_once(house, sit):
    browser, key = sit("KAZ", "attache"), desks.passkey(ATTACHE).public.fingerprint
    assert signed_in(browser)
    who = {"party": "KAZ", "officer": "attache"}
    desks.enter(house, ADMINISTRATOR, "officers.revoke_key", fingerprint=key, reason="lost", **who)
    assert browser.get(DESK).headers["Location"] == f"{PAGE}?next=%2Fen%2Fdesk%2Fsessions%2F"
    response = sign_in(desks.visitor(), ATTACHE)
    assert (response.status_code, "it was revoked, or its officer dismissed" in said(response)) == (403, True)


def test_dismissed_officer_signs_in_no_more(house, sit):
    browser = sit("KAZ", "attache")
    desks.enter(house, ADMINISTRATOR, "officers.dismiss", party="KAZ", officer="attache")
    assert (signed_in(browser), sign_in(desks.visitor(), ATTACHE).status_code) == (False, 403)


def test_session_ends_after_a_quiet_and_after_a_day(house, sit):
    secret = desks.seat(house, "KAZ", "attache")
    assert sessions.find(house.vault, secret, now() + sessions.IDLE) is None
    moment = now()
    while moment < now() + sessions.LASTS - sessions.IDLE / 2:
        moment += sessions.IDLE / 2
        assert sessions.find(house.vault, secret, moment), moment
    assert sessions.find(house.vault, secret, moment + sessions.IDLE / 2) is None


@pytest.mark.parametrize(
    "wanted",
    [
        "https://elsewhere.example/",
        "//elsewhere.example/",
        "/\\elsewhere.example/",
        "/en\\..\\elsewhere",
        "javascript:alert(1)",
        "/en/desk/\r\nSet-Cookie: a=b",
        "/en/\tx",
        "/xx/desk/",
        "en/desk/",
        "/",
        "",
    ],
)
def test_nobody_is_led_elsewhere(house, wanted):
    browser = desks.visitor()
    response = sign_in(browser, AMBASSADOR, on=wanted)
    assert (response.status_code, response.headers["Location"]) == (302, "/en/desk/")
    assert 'name="next" value=""' in desks.visitor().get(PAGE, {"next": wanted}).content.decode()


@pytest.mark.parametrize("wanted", ["/en/desk/", "/ru/desk/drafts/a_B-c/sign/", "/zh-hans/desk/sent/?page=2&a=%20"])
def test_way_on_is_a_path_of_our_own(wanted):
    assert onward(wanted, "/") == wanted


def test_form_from_elsewhere_is_refused(house):
    browser = Client(headers={"host": desks.HOST}, enforce_csrf_checks=True)
    for address in (PAGE, "/en/sign-in/question/", "/en/sign-out/"):
        response = browser.post(address, {"credential": "{}"})
        assert (response.status_code, "Not sent from this desk" in said(response)) == (403, True), address


def test_page_that_was_open_before_signing_in_cannot_be_sent_after(house):
    browser = Client(headers={"host": desks.HOST}, enforce_csrf_checks=True)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', browser.get(PAGE).content.decode())[1]
    question = browser.post(reverse("desk.question"), {"csrfmiddlewaretoken": token}).json()["publicKey"]
    answer = proof(desks.passkey(AMBASSADOR), base64url_to_bytes(question["challenge"]))
    assert browser.post(PAGE, {"credential": answer, "csrfmiddlewaretoken": token}).status_code == 302
    assert browser.post("/en/sign-out/", {"csrfmiddlewaretoken": token}).status_code == 403
    assert signed_in(browser)


def test_signing_out_ends_the_session(house, sit):
    browser = sit("KAZ", "attache")
    secret = browser.cookies[COOKIE].value
    assert browser.get("/en/sign-out/").status_code == 405
    response = browser.post("/en/sign-out/")
    assert (response.status_code, browser.cookies[COOKIE].value) == (302, "")
    assert sessions.find(house.vault, secret, now()) is None
    assert "You are signed out." in said(browser.get(response.headers["Location"]))


def test_stranger_who_fails_again_and_again_waits_longer_and_longer(house):
    moment, waits = now(), []
    for _time in range(16):
        throttle.failed(house.vault, WHO, moment)
        waits.append(int(throttle.wait(house.vault, WHO, moment).total_seconds()))
    assert waits == [0, 0, 0, 0, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900]
    assert throttle.wait(house.vault, WHO, moment + timedelta(hours=1)) == timedelta()
    response = sign_in(at(ADDRESS), AMBASSADOR)
    assert (response.status_code, int(response.headers["Retry-After"]) > 800) == (429, True)
    assert "Only this browser waits" in said(response)


def test_tries_that_failed_are_counted_and_one_that_succeeds_ends_the_count(house):
    for _time in range(throttle.FREE - 1):
        assert sign_in(at(ADDRESS), STRANGER).status_code == 403
    assert sign_in(at(ADDRESS), AMBASSADOR).status_code == 302
    assert sign_in(at(ADDRESS), STRANGER).status_code == 403
    assert throttle.wait(house.vault, WHO, now()) == timedelta()


def test_addresses_that_are_said_within_ipv6_are_counted_apart(house):
    fail(house, WHO)
    found = [sign_in(at(f"::ffff:{address}"), AMBASSADOR).status_code for address in (ADDRESS, "198.51.100.1")]
    assert found == [429, 302]


def test_strangers_failures_keep_nobody_else_out(house):
    stranger = at(ADDRESS)
    sign_in(stranger, AMBASSADOR, user_verified=False)
    fail(house, WHO)
    assert sign_in(stranger, AMBASSADOR).status_code == 429
    assert sign_in(at("198.51.100.1"), AMBASSADOR).status_code == 302


def test_stranger_behind_the_same_address_does_not_make_a_known_browser_wait(house):
    known, stranger = at(ADDRESS), at(ADDRESS)
    sign_in(known, AMBASSADOR)
    known.post("/en/sign-out/")
    sign_in(stranger, STRANGER)
    fail(house, WHO)
    assert (sign_in(stranger, AMBASSADOR).status_code, sign_in(known, AMBASSADOR).status_code) == (429, 302)


def test_many_strangers_at_once_leave_everybody_a_first_try(house):
    for nth in range(throttle.PRESSURE):
        throttle.failed(house.vault, f"address 203.0.113.{nth}/32", now())
    assert sign_in(at("198.51.100.1"), AMBASSADOR).status_code == 302
    throttle.failed(house.vault, WHO, now())
    assert throttle.wait(house.vault, WHO, now()) > timedelta()


def test_addresses_of_one_network_are_counted_together(house):
    sign_in(at("2001:db8:1:1::1"), STRANGER)
    assert throttle.wait(house.vault, "address 2001:db8:1:1::/64", now()) == timedelta()
    fail(house, "address 2001:db8:1:1::/64")
    assert sign_in(at("2001:db8:1:1::ffff"), AMBASSADOR).status_code == 429
    assert sign_in(at("2001:db8:1:2::1"), AMBASSADOR).status_code == 302


@override_settings(SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https"))
def test_behind_a_proxy_the_address_is_the_one_that_the_proxy_has_seen(house):
    stranger = Client(headers={"host": desks.HOST, "X-Forwarded-For": f"198.51.100.9, {ADDRESS}"})
    fail(house, WHO)
    other = Client(headers={"host": desks.HOST, "X-Forwarded-For": f"{ADDRESS}, 198.51.100.9"})
    assert (sign_in(stranger, AMBASSADOR).status_code, sign_in(other, AMBASSADOR).status_code) == (429, 302)


@override_settings(SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https"))
def test_behind_a_proxy_that_does_not_say_who_asks_only_very_many_failures_make_strangers_wait(house, monkeypatch):
    monkeypatch.setattr(throttle, "FREE_OF_UNTOLD", throttle.FREE + 5)
    known, stranger = at("127.0.0.1"), at("127.0.0.1")
    sign_in(known, AMBASSADOR)
    known.post("/en/sign-out/")
    told = [sign_in(at("127.0.0.1"), STRANGER).status_code for _time in range(throttle.FREE + 6)]
    assert told == [403] * (throttle.FREE + 5) + [429]
    assert (sign_in(stranger, AMBASSADOR).status_code, sign_in(known, AMBASSADOR).status_code) == (429, 302)
    assert throttle.wait(house.vault, throttle.UNTOLD, now() + timedelta(minutes=1)) == timedelta()


def test_no_address_is_kept(house):
    sign_in(at(ADDRESS), STRANGER)
    kept = str(list(Attempt.objects.values()))
    assert (ADDRESS in kept, Attempt.objects.count() > 0) == (False, True)
    throttle.clear(now() + timedelta(hours=2))
    assert Attempt.objects.count() == 0


def test_address_by_number_is_led_to_the_name_that_passkeys_are_bound_to(house):
    for host in ("127.0.0.1:8000", "[::1]:8000"):
        response = Client(headers={"host": host}).get(PAGE, {"next": DESK})
        assert response.headers["Location"] == f"http://localhost:8000{PAGE}?next=%2Fen%2Fdesk%2Fsessions%2F"


@override_settings(ALLOWED_HOSTS=["record.forum.example", "desk.forum.example"])
def test_where_no_origin_fits_the_page_says_which_setting_to_set(house):
    for address in (PAGE, "/en/invitation/x/"):
        response = Client(headers={"host": "record.forum.example"}).get(address)
        assert (response.status_code, "COMITY_DESK_ORIGIN" in said(response)) == (403, True)


@override_settings(
    ALLOWED_HOSTS=["record.forum.example", "desk.forum.example"], COMITY_DESK_ORIGIN="https://desk.forum.example"
)
def test_everybody_is_led_to_the_origin_that_is_set(house):
    response = Client(headers={"host": "record.forum.example"}).get(PAGE)
    assert response.headers["Location"] == f"https://desk.forum.example{PAGE}"
    browser = Client(headers={"host": "desk.forum.example"})
    assert browser.get(PAGE).status_code == 200
    assert asked(browser, reverse("desk.question"))["rpId"] == "desk.forum.example"


def test_process_that_only_reads_says_so(path):
    response = desks.visitor().get(PAGE)
    assert (response.status_code, "comity serve" in said(response)) == (503, True)


def test_whoever_is_signed_in_already_is_told_so(sit):
    assert "You are signed in, and act for Kazakhstan." in said(sit("KAZ", "attache").get(PAGE))


def test_form_of_the_origin_that_is_set_is_ours_also_behind_a_proxy_that_tells_nothing():
    told = "from comity.config import settings; print(settings.CSRF_TRUSTED_ORIGINS)"
    for origin, said_so in (("https://desk.forum.example", "['https://desk.forum.example']"), ("", "[]")):
        done = subprocess.run(
            [sys.executable, "-c", told],
            env={**os.environ, "COMITY_DESK_ORIGIN": origin},
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.strip() == said_so
