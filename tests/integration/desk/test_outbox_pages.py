"""The outbox at the secretariat's desk: every mail seen before and after it goes; held, released, sent, tried again."""

from __future__ import annotations

import html
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client, override_settings

from comity.secretariat.composing import Hat
from comity.secretariat.mailing.addresses import Mailbox, MailServer
from comity.secretariat.mailing.letters import Letter
from comity.store import mailroom, models, outbox
from comity.web.desk.outbox import views
from comity.web.desk.presence import COOKIE
from tests.support import desks
from tests.support.commands import free_port
from tests.support.site import Answer, made_of
from tests.support.smtpserver import SmtpServer

PAGE = "/en/desk/outbox/"
NOON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
LETTER = Letter("aida@mfa.example", "Aida", "ru", "note", "[СВМДА] Поступила нота", "Поступила нота.\n\nВойдите.\n")


def put(house, state="waiting", person="aida", at=NOON, **said) -> str:
    name = outbox.put(house.vault, person, replace(LETTER, **said), state, at)
    kept = outbox.correspondence(house.vault, person)
    outbox.write_correspondence(house.vault, person, kept.with_mails([name]))
    return name


def mailing(port: int):
    return override_settings(
        COMITY_SMTP=MailServer("127.0.0.1", port, "none", "", "hush"),
        COMITY_MAIL_FROM=Mailbox("desk@forum.example", "SF"),
    )


@pytest.fixture
def head(sit) -> Client:
    return sit("SECRETARIAT", "head")


def shown(browser: Client, address: str = PAGE) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


# --- whose it is --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("party", "officer"), [("KAZ", "administrator"), ("CHAIR", "ambassador"), ("OSCE", "administrator")]
)
def test_outbox_is_open_to_nobody_but_the_secretariat(house, sit, party, officer):
    name = put(house)
    browser = sit(party, officer)
    answers = [browser.get(PAGE), browser.get(f"{PAGE}{name}/"), browser.post(f"{PAGE}{name}/", {"do": "hold"})]
    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert (any(b"aida@" in answer.content for answer in answers), outbox.counts()["held"]) == (False, 0)


def test_stranger_is_led_to_the_sign_in(house):
    answer = desks.visitor().get(PAGE)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/en/sign-in/?next=%2Fen%2Fdesk%2Foutbox%2F")


def test_nothing_is_changed_from_elsewhere(house):
    name = put(house)
    browser = Client(enforce_csrf_checks=True, headers={"host": desks.HOST})
    browser.cookies[COOKIE] = desks.seat(house, "SECRETARIAT", "head")
    answers = [browser.post(PAGE, {"do": "compose"}), browser.post(f"{PAGE}{name}/", {"do": "hold"})]
    assert ([answer.status_code for answer in answers], outbox.counts()["waiting"]) == ([403, 403], 1)


def test_officer_who_only_reads_sees_the_outbox_and_changes_nothing(house, sit):
    name = put(house)
    who = {"party": "SECRETARIAT", "officer": "intern"}
    key = desks.passkey(Hat("SECRETARIAT", "intern")).public.openssh
    head = Hat("SECRETARIAT", "head")
    desks.enter(house, head, "officers.enrol", office="Intern", functions=["reader"], **who)
    desks.enter(house, head, "officers.add_key", key=key, origins=[desks.WEB_ORIGIN], **who)
    browser = sit("SECRETARIAT", "intern")
    assert ("Hold it" in shown(browser, f"{PAGE}{name}/"), "Compose" in shown(browser)) == (False, False)
    answers = [browser.post(PAGE, {"do": "compose"}), browser.post(f"{PAGE}{name}/", {"do": "hold"})]
    assert ([answer.status_code for answer in answers], outbox.counts()["waiting"]) == ([403, 403], 1)


def test_outbox_is_kept_by_no_cache(head):
    assert head.get(PAGE).headers["Cache-Control"] == "private, no-store"


# --- the list -----------------------------------------------------------------------------------------------------


def test_empty_outbox_says_so_and_when_mails_are_composed(house, head):
    models.Mail.objects.all().delete()
    page = shown(head)
    assert ("There is no mail." in page, "One is composed when a note arrives" in page) == (True, True)


def test_list_says_to_whom_why_and_how_it_stands(house, head):
    put(house)
    page = shown(head)
    for said in ("Aida", "[СВМДА] Поступила нота", "a note has arrived", "waits to go: 1", 'lang="ru"'):
        assert said in page


def test_list_is_narrowed_by_state_and_by_person(house, head):
    put(house, subject="one")
    put(house, "held", subject="two")
    put(house, "held", person="boris", name="Boris", subject="three")
    found = [
        [subject for subject in ("one", "two", "three") if f">{subject}</a>" in shown(head, PAGE + query)]
        for query in ("", "?state=held", "?person=aida", "?person=boris&state=held", "?person=nobody", "?state=none")
    ]
    every = ["one", "two", "three"]
    assert found == [every, ["two", "three"], ["one", "two"], ["three"], [], every]
    assert "Nothing fits this choice." in shown(head, f"{PAGE}?state=sent")
    assert "only to Boris" in shown(head, f"{PAGE}?person=boris")


def test_long_list_has_pages(house, head, monkeypatch):
    monkeypatch.setattr(views, "LENGTH", 2)
    for number in range(5):
        put(house, subject=f"mail {number}", at=NOON + timedelta(minutes=number))
    pages = [shown(head, f"{PAGE}?page={page}") for page in ("0", "1", "2", "99", "x", "-1")]
    found = [[number for number in range(5) if f">mail {number}</a>" in page] for page in pages]
    assert found == [[3, 4], [1, 2], [0], [0], [3, 4], [3, 4]]
    assert ("?page=1" in pages[0], "1–2 of 5" in pages[0], "5–5 of 5" in pages[2]) == (True, True, True)


@pytest.mark.parametrize("language", ["en", "ru", "zh-hans"])
def test_pages_are_there_in_every_language(house, head, language):
    name = put(house)
    for address in (f"/{language}/desk/outbox/", f"/{language}/desk/outbox/{name}/"):
        answer = head.get(address)
        made = made_of(address, Answer(answer.status_code, {}, answer.content))
        assert (answer.status_code, made.language, made.inline, made.headings[0]) == (200, language, [], 1)


# --- one mail -----------------------------------------------------------------------------------------------------


def test_mail_is_shown_as_it_will_go(house, head):
    name = put(house)
    with mailing(1):
        page = shown(head, f"{PAGE}{name}/")
    for said in ("SF <desk@forum.example>", "aida@mfa.example", LETTER.subject, f"<{name}@forum.example>"):
        assert said in page
    assert "<p>Войдите.</p>" in page
    assert ("As it will go." in page, "hush" in page) == (True, False)


def test_mail_is_shown_as_it_went(house, head):
    name = put(house)
    with SmtpServer() as server, mailing(server.port):
        answer = head.post(f"{PAGE}{name}/", {"do": "send"})
        assert (answer.status_code, answer.headers["Location"], len(server.taken)) == (302, f"{PAGE}{name}/", 1)
    page = shown(head, f"{PAGE}{name}/")
    for said in ("As it went.", "250 OK queued as 1", "SF <desk@forum.example>"):
        assert said in page
    assert ("Send it now" in page, "Hold it" in page) == (False, False)


def test_mail_is_held_and_released(house, head):
    name = put(house)
    for do, state in (("hold", "held"), ("hold", "held"), ("release", "waiting"), ("nonsense", "waiting")):
        head.post(f"{PAGE}{name}/", {"do": do})
        assert outbox.find(house.vault, name).state == state


def test_fault_is_said_with_what_to_do_and_the_mail_can_be_tried_again(house, head):
    name = put(house)
    with mailing(free_port()):
        head.post(f"{PAGE}{name}/", {"do": "send"})
        page = shown(head, f"{PAGE}{name}/")
    for said in ("The mail server could not be reached.", "COMITY_SMTP_URL names it rightly", "the next at"):
        assert said in page
    assert "The mail server could not be reached." in shown(head)
    models.Mail.objects.filter(id=name).update(state="failed")
    assert "Let it be tried again" in shown(head, f"{PAGE}{name}/")
    head.post(f"{PAGE}{name}/", {"do": "release"})
    mail = outbox.find(house.vault, name)
    assert (mail.state, mail.tries, mail.fault) == ("waiting", 0, "")


def test_mail_that_was_sent_is_not_sent_again(house, head):
    name = put(house)
    with SmtpServer() as server, mailing(server.port):
        for _ in range(3):
            head.post(f"{PAGE}{name}/", {"do": "send"})
        head.post(f"{PAGE}{name}/", {"do": "release"})
        head.post(PAGE, {"do": "send"})
    assert (len(server.taken), outbox.find(house.vault, name).state) == (1, "sent")


def test_mail_that_is_not_there_is_said_to_be_gone(head):
    for answer in (head.get(f"{PAGE}nothing/"), head.post(f"{PAGE}nothing/", {"do": "send"})):
        assert (answer.status_code, b"There is no such mail in the outbox" in answer.content) == (404, True)


def test_what_others_supply_is_shown_as_text(house, head):
    nasty = "<script>alert(1)</script>"
    name = put(house, person=f'"{nasty}', name=nasty, subject=nasty, text=nasty)
    outbox.keep(house.vault, replace(outbox.find(house.vault, name), answer=nasty))
    for address in (PAGE, f"{PAGE}{name}/", f"{PAGE}?person=%22{nasty}", f"{PAGE}?state={nasty}"):
        assert b"<script>alert" not in head.get(address).content


# --- all that is due ----------------------------------------------------------------------------------------------


def test_what_is_due_is_composed_and_sent_at_once_when_it_is_asked_for(house, head):
    mailroom.compose_for(house, datetime.now(UTC), "http://localhost:8000")
    models.Mail.objects.all().delete()
    said = {"party": "MNG", "notice": "mng-1", "to": ["OSCE"], "subject": "A note", "text": "Of some weight."}
    desks.enter(house, Hat("MNG", "ambassador"), "notices.send", **said)
    with SmtpServer() as server, mailing(server.port):
        composed = head.post(PAGE, {"do": "compose"}).headers["Location"]
        sent = head.post(PAGE, {"do": "send"}).headers["Location"]
        pages = [shown(head, composed), shown(head, sent)]
    assert (composed, sent) == (f"{PAGE}?composed=1", f"{PAGE}?went=1&stayed=0")
    assert ("1 mail was composed." in pages[0], "1 mail was sent." in pages[1]) == (True, True)
    assert "http://localhost:8000/en/desk/" in server.taken[0].text


def test_what_was_not_taken_is_said(house, head):
    put(house)
    with mailing(free_port()):
        sent = head.post(PAGE, {"do": "send"}).headers["Location"]
        assert "0 mails were sent. 1 was not taken." in shown(head, sent)


@pytest.mark.parametrize("query", ["composed=x", "composed=99999999", "went=1", "went=&stayed=", "composed=²"])
def test_what_is_said_to_have_been_done_is_read_strictly(head, query):
    assert 'role="status"' not in shown(head, f"{PAGE}?{query}")


def test_without_a_server_nothing_can_be_sent_and_it_is_said_why(house, head):
    name = put(house)
    pages = [shown(head), shown(head, f"{PAGE}{name}/")]
    assert ("Send what waits" in pages[0], "Send it now" in pages[1]) == (False, False)
    assert ("COMITY_SMTP_URL" in pages[0], "no sender is set" in pages[1]) == (True, True)
    assert head.post(PAGE, {"do": "send"}).headers["Location"] == PAGE
    head.post(f"{PAGE}{name}/", {"do": "send"})
    assert outbox.find(house.vault, name).state == "waiting"


def test_page_says_whether_mails_go_by_themselves(head):
    with override_settings(COMITY_MAIL_AUTOMATIC=False):
        assert "once an officer of the Secretariat has released them" in shown(head)
    assert "by themselves" in shown(head)


def test_list_needs_few_statements(house, head, django_assert_max_num_queries):
    for number in range(60):
        put(house, subject=f"mail {number}")
    with django_assert_max_num_queries(15):
        head.get(PAGE)
