"""Mails handed over to a real SMTP server: what arrives, how the connection is protected, what becomes of faults."""

from __future__ import annotations

import logging
import socket
import threading
import time
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Self

import pytest
from django.test import override_settings

from comity.secretariat.composing import Hat
from comity.secretariat.faults import Fault
from comity.secretariat.mailing.addresses import Mailbox, MailServer
from comity.secretariat.mailing.hindrances import PAUSES
from comity.secretariat.mailing.letters import Letter
from comity.store import mailroom, mailserver, models, outbox, postman
from comity.web.desk.outbox import runner
from tests.support import desks
from tests.support.commands import free_port
from tests.support.smtpserver import SmtpServer, make_certificate

ORIGIN = "https://desk.example.org"
SENDER = Mailbox("desk@forum.example", "Секретариат")
LETTER = Letter("aida@mfa.example", "Аида", "ru", "note", "[СВМДА] Нота", "Поступила нота.\n.\nСтрока с точкой выше.\n")
NOON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


@contextmanager
def mailing(port: int, security: str = "none", user: str = "", password: str = "", host: str = "localhost"):
    """Mails go to a port of this machine."""
    host = "127.0.0.1" if security == "none" else host
    with override_settings(
        COMITY_SMTP=MailServer(host, port, security, user, password),
        COMITY_MAIL_FROM=SENDER,
    ):
        yield


def put(house, *addresses: str, state="waiting", at=NOON, **said) -> list[str]:
    letters = [replace(LETTER, address=address, **said) for address in addresses or (LETTER.address,)]
    return [outbox.put(house.vault, "someone", letter, state, at) for letter in letters]


def stands(house, name: str) -> tuple[str, int, str]:
    mail = outbox.find(house.vault, name)
    return mail.state, mail.tries, mail.fault


@pytest.fixture(autouse=True)
def impatient(monkeypatch) -> None:
    monkeypatch.setattr(mailserver, "PATIENCE", 2)


# --- what arrives -------------------------------------------------------------------------------------------------


def test_mail_arrives_whole_with_its_headers(house):
    name = put(house)[0]
    with SmtpServer() as server, mailing(server.port):
        assert postman.send_due(house, NOON) == (1, 0)
    (found,) = server.taken
    assert (found.sender, found.recipients) == ("desk@forum.example", ["aida@mfa.example"])
    message = found.message
    assert (message["From"], message["To"]) == ("Секретариат <desk@forum.example>", "Аида <aida@mfa.example>")
    assert (message["Subject"], found.text.replace("\r\n", "\n")) == (LETTER.subject, LETTER.text)
    assert (message["Auto-Submitted"], message["Content-Language"]) == ("auto-generated", "ru")
    assert (message["Message-ID"], message["Date"]) == (f"<{name}@forum.example>", "Wed, 25 Nov 2026 12:00:00 +0000")
    mail = outbox.find(house.vault, name)
    assert (mail.state, mail.sent, mail.answer) == ("sent", NOON, "250 OK queued as 1")
    # How the machine is called is nobody's business.
    assert set(server.greeted) == {"forum.example"}


def test_mails_of_a_round_go_over_one_connection_the_first_first_and_each_once(house):
    late = put(house, "late@mfa.example", at=NOON + timedelta(minutes=1))
    put(house, "a@mfa.example", "b@mfa.example")
    with SmtpServer() as server, mailing(server.port):
        assert postman.send_due(house, NOON) == (2, 0)
        assert postman.send_due(house, NOON + timedelta(minutes=1)) == (1, 0)
        assert postman.send_due(house, NOON + timedelta(minutes=2)) == (0, 0)
    assert [found.recipients[0] for found in server.taken][2:] == ["late@mfa.example"]
    assert (len(server.greeted), stands(house, late[0])) == (2, ("sent", 1, ""))


def test_mail_that_is_held_does_not_go_until_it_is_released(house):
    name = put(house, state="held")[0]
    with SmtpServer() as server, mailing(server.port):
        assert postman.send_due(house, NOON) == (0, 0)
        assert outbox.release(name, NOON) is True
        assert postman.send_due(house, NOON) == (1, 0)
    assert (len(server.taken), outbox.release(name, NOON), outbox.hold(name)) == (1, False, False)


def test_nothing_typed_makes_a_header_or_another_recipient(house):
    for text in ("x\r\nBcc: spy@evil.example", "=?utf-8?q?x=0D=0ABcc=3A_spy=40evil.example?=", "x\n\nbody"):
        put(house, name=text, subject=text)
    with SmtpServer() as server, mailing(server.port):
        assert postman.send_due(house, NOON) == (3, 0)
    for found in server.taken:
        assert (found.recipients, found.message["Bcc"], len(found.message.keys())) == (["aida@mfa.example"], None, 10)
        assert found.text.replace("\r\n", "\n") == LETTER.text


@pytest.mark.parametrize(
    "address", ["aida@mfa.example\r\nRCPT TO:<spy@evil.example>", "a@b.example, c@d.example", "aida"]
)
def test_address_that_is_none_reaches_no_server(house, address):
    name = put(house, address)[0]
    with SmtpServer() as server, mailing(server.port):
        assert postman.send_due(house, NOON) == (0, 1)
    assert (server.taken, stands(house, name)) == ([], ("failed", 1, "mail.unaddressed"))


# --- protection ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_mail_goes_by_tls_to_a_server_that_is_known_and_lets_us_in(house, tmp_path, monkeypatch, security):
    certificate = make_certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    put(house)
    server = SmtpServer(certificate=certificate, security=security, users={"desk": "hush"})
    with server, mailing(server.port, security, "desk", "hush"):
        assert postman.send_due(house, NOON) == (1, 0)
    assert [(found.user, found.by_tls) for found in server.taken] == [("desk", True)]


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_nothing_is_said_to_a_server_whose_certificate_nobody_vouches_for(house, tmp_path, security):
    name = put(house)[0]
    server = SmtpServer(certificate=make_certificate(tmp_path), security=security, users={"desk": "hush"})
    with server, mailing(server.port, security, "desk", "hush"):
        assert postman.send_due(house, NOON) == (0, 1)
    assert (server.taken, stands(house, name)) == ([], ("waiting", 1, "mail.unprotected"))
    assert "certificate" in outbox.find(house.vault, name).answer


def test_nothing_is_said_to_a_server_of_another_name(house, tmp_path, monkeypatch):
    certificate = make_certificate(tmp_path, "mail.example.org")
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    name = put(house)[0]
    with SmtpServer(certificate=certificate, users={"desk": "hush"}) as server, mailing(server.port, "starttls"):
        assert postman.send_due(house, NOON) == (0, 1)
    assert (server.taken, stands(house, name)[2]) == ([], "mail.unprotected")


def test_server_that_offers_no_tls_gets_neither_password_nor_mail(house):
    name = put(house)[0]
    with SmtpServer() as server, mailing(server.port, "starttls", "desk", "hush"):
        assert postman.send_due(house, NOON) == (0, 1)
    assert (server.taken, stands(house, name)[2]) == ([], "mail.unprotected")


def test_wrong_password_makes_mails_wait_and_is_not_repeated(house, tmp_path, monkeypatch):
    certificate = make_certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    names = put(house, "a@mfa.example", "b@mfa.example")
    server = SmtpServer(certificate=certificate, users={"desk": "hush"})
    with server, mailing(server.port, "starttls", "desk", "wrong-word"):
        assert postman.send_due(house, NOON) == (0, 2)
    assert [stands(house, name) for name in names] == [("waiting", 1, "mail.not_let_in")] * 2
    assert (len(server.greeted) <= 2, "wrong-word" in outbox.find(house.vault, names[0]).answer) == (True, False)


# --- faults -------------------------------------------------------------------------------------------------------


def test_mail_that_is_asked_to_come_later_comes_later_under_the_same_name(house):
    name, other = put(house, "busy@mfa.example", "free@mfa.example")
    with SmtpServer(answers={"busy@mfa.example": "450 4.2.1 busy"}) as server, mailing(server.port):
        assert postman.send_due(house, NOON) == (1, 1)
    assert (stands(house, name), stands(house, other)) == (("waiting", 1, "mail.later"), ("sent", 1, ""))
    assert outbox.find(house.vault, name).answer == "450 4.2.1 busy"
    with SmtpServer() as server, mailing(server.port):
        assert postman.send_due(house, NOON + timedelta(seconds=59)) == (0, 0)
        assert postman.send_due(house, NOON + timedelta(minutes=1)) == (1, 0)
    assert stands(house, name) == ("sent", 2, "")
    assert server.taken[0].message["Message-ID"] == f"<{name}@forum.example>"


@pytest.mark.parametrize("how", ["answers", "to_data"])
def test_mail_that_is_refused_for_good_has_failed_and_the_others_go(house, how):
    refused, other = put(house, "gone@mfa.example", "there@mfa.example")
    with SmtpServer(**{how: {"gone@mfa.example": "550 5.1.1 no such mailbox"}}) as server, mailing(server.port):
        assert postman.send_due(house, NOON) == (1, 1)
    assert (stands(house, refused), stands(house, other)) == (("failed", 1, "mail.refused"), ("sent", 1, ""))
    assert outbox.find(house.vault, refused).answer == "550 5.1.1 no such mailbox"


def test_server_that_is_away_makes_mails_wait_longer_and_longer_until_they_have_failed(house):
    names = put(house, "a@mfa.example", "b@mfa.example")
    now = NOON
    with mailing(free_port()):
        for tries, pause in enumerate(PAUSES, 1):
            assert postman.send_due(house, now) == (0, 2)
            assert [stands(house, name) for name in names] == [("waiting", tries, "mail.away")] * 2
            assert postman.send_due(house, now + pause - timedelta(seconds=1)) == (0, 0)
            now += pause
        assert postman.send_due(house, now) == (0, 2)
    assert [stands(house, name)[0] for name in names] == ["failed", "failed"]


def test_mail_that_has_failed_is_tried_anew_from_the_beginning_once_it_is_released(house):
    name = put(house)[0]
    with SmtpServer(answers={LETTER.address: "550 gone"}) as server, mailing(server.port):
        postman.send_due(house, NOON)
    assert (outbox.release(name, NOON), stands(house, name)) == (True, ("waiting", 0, ""))
    with SmtpServer() as server, mailing(server.port):
        assert postman.send_due(house, NOON) == (1, 0)


class Rude:
    """A server that greets, says something to each line, and hangs up after a while."""

    def __init__(self, *answers: bytes) -> None:
        self._answers = answers
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self.visits = 0
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            try:
                visitor, _ = self._socket.accept()
            except OSError:
                return
            self.visits += 1
            with visitor, visitor.makefile("rb") as heard:
                for answer in self._answers:
                    visitor.sendall(answer)
                    heard.readline()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join()


GREETING, EHLO, OK = b"220 rude\r\n", b"250 rude\r\n", b"250 OK\r\n"


def test_connection_that_breaks_ends_the_round_and_the_other_mails_stay_due(house):
    first, second = put(house, "a@mfa.example"), put(house, "b@mfa.example", at=NOON + timedelta(seconds=1))
    with Rude(GREETING, EHLO, OK) as server, mailing(server.port):
        assert postman.send_due(house, NOON + timedelta(seconds=1)) == (0, 1)
    assert (stands(house, first[0]), stands(house, second[0])) == (("waiting", 1, "mail.broken"), ("waiting", 0, ""))
    assert server.visits == 1


def test_server_that_hangs_up_after_its_answer_is_asked_again_later(house):
    name = put(house)[0]
    with Rude(GREETING, EHLO, OK, b"421 closing\r\n") as server, mailing(server.port):
        assert postman.send_due(house, NOON) == (0, 1)
    assert stands(house, name) == ("waiting", 1, "mail.later")


@pytest.mark.parametrize(
    ("answers", "fault"),
    [
        ((b"554 no service\r\n",), "mail.away"),
        ((b"",), "mail.away"),
        ((GREETING, b"500 what\r\n", b"500 what\r\n"), "mail.away"),
        ((GREETING, EHLO, b"550 not from you\r\n", OK), "mail.sender_refused"),
        ((GREETING, EHLO, OK, OK, b"451 later\r\n", OK), "mail.later"),
        ((GREETING, EHLO, OK, OK, b"554 no\r\n", OK), "mail.refused"),
    ],
)
def test_whatever_a_server_answers_is_kept_with_the_mail(house, answers, fault):
    name = put(house)[0]
    with Rude(*answers) as server, mailing(server.port):
        assert postman.send_due(house, NOON) == (0, 1)
    assert stands(house, name)[2] == fault


def test_server_that_says_nothing_is_not_waited_for_by_every_mail(house, monkeypatch):
    monkeypatch.setattr(mailserver, "PATIENCE", 0.2)
    put(house, *(f"a{number}@mfa.example" for number in range(20)))
    with socket.create_server(("127.0.0.1", 0)) as silent, mailing(silent.getsockname()[1]):
        started = time.monotonic()
        assert postman.send_due(house, NOON) == (0, 20)
    assert time.monotonic() - started < 2


def test_without_a_server_mails_wait_and_it_is_said_why(house):
    name = put(house)[0]
    with override_settings(COMITY_SMTP=None), pytest.raises(Fault, match="No mail server is set"):
        postman.send_due(house, NOON)
    assert (postman.is_set(), stands(house, name)) == (False, ("waiting", 0, ""))


def test_log_names_no_addressee(house, caplog):
    put(house, "gone@mfa.example")
    answer = "550 5.1.1 <gone@mfa.example> no such mailbox"
    with (
        caplog.at_level(logging.DEBUG),
        SmtpServer(answers={"gone@mfa.example": answer}) as server,
        mailing(server.port),
    ):
        postman.send_due(house, NOON)
    ours = [record.getMessage() for record in caplog.records if record.name.startswith("comity")]
    assert (len(ours), any("gone@" in each or "Аида" in each for each in ours)) == (1, False)


# --- at the same time ---------------------------------------------------------------------------------------------


def test_mail_in_hand_is_taken_in_hand_by_nobody_else(house):
    name = put(house)[0]
    mail = outbox.claim(house.vault, name, NOON)
    assert (mail.tries, outbox.claim(house.vault, name, NOON)) == (1, None)
    # Whoever had it in hand may be gone.
    assert outbox.claim(house.vault, name, NOON + outbox.CLAIMED).tries == 2


def test_mail_that_was_held_while_it_was_tried_in_vain_stays_held(house):
    name = put(house)[0]
    mail = outbox.claim(house.vault, name, NOON)
    assert outbox.hold(name) is True
    outbox.keep(house.vault, replace(mail, fault="mail.away", after=NOON))
    assert stands(house, name)[0] == "held"
    outbox.keep(house.vault, replace(mail, state="sent", sent=NOON))
    assert stands(house, name)[0] == "sent"


# --- by themselves ------------------------------------------------------------------------------------------------


def wait_for(happened) -> None:
    deadline = time.monotonic() + 20
    while not happened():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.01)


def quiet(house) -> None:
    mailroom.compose_for(house, datetime.now(UTC), ORIGIN)
    models.Mail.objects.all().delete()


def a_note(house, notice: str):
    said = {"party": "MNG", "notice": notice, "to": ["OSCE"], "subject": "A note", "text": "Of some weight."}
    return desks.enter(house, Hat("MNG", "ambassador"), "notices.send", **said)


def test_mails_go_by_themselves_while_the_house_is_lived_in(house):
    quiet(house)
    with SmtpServer() as server, mailing(server.port):
        going = runner.Runner(house, ORIGIN, every=0.01)
        going.start()
        try:
            a_note(house, "mng-1")
            wait_for(lambda: len(server.taken) == 1)
            a_note(house, "mng-2")
            wait_for(lambda: len(server.taken) == 2)
        finally:
            going.stop()
        a_note(house, "mng-3")
    assert [found.recipients for found in server.taken] == [["administrator@osce.example"]] * 2
    assert outbox.counts() == {"waiting": 0, "held": 0, "sent": 2, "failed": 0}


def test_fault_of_one_round_does_not_end_the_next_ones(house, caplog):
    quiet(house)
    models.Hat.objects.filter(party="BLR").update(person="nobody")
    broken = models.Person.objects.get(id="person-osce-administrator")
    models.Person.objects.filter(id=broken.id).update(sealed=b"not sealed by us")
    with SmtpServer() as server, mailing(server.port), caplog.at_level(logging.ERROR, "comity.mail"):
        going = runner.Runner(house, ORIGIN, every=0.01)
        going.start()
        try:
            wait_for(lambda: caplog.records)
            models.Person.objects.filter(id=broken.id).update(sealed=broken.sealed)
            a_note(house, "mng-1")
            wait_for(lambda: server.taken)
        finally:
            going.stop()
    assert "mails could not be composed or sent: NotOpened" in caplog.records[0].getMessage()


@override_settings(COMITY_MAIL_AUTOMATIC=False)
def test_mails_that_do_not_go_by_themselves_are_composed_and_held(house):
    quiet(house)
    with SmtpServer() as server, mailing(server.port):
        going = runner.Runner(house, ORIGIN, every=0.01)
        going.start()
        try:
            a_note(house, "mng-1")
            wait_for(lambda: outbox.counts()["held"] == 1)
            held = outbox.listed(house.vault)[0]
            assert server.taken == []
            outbox.release(held.id, datetime.now(UTC))
            wait_for(lambda: server.taken)
        finally:
            going.stop()


def test_thread_ends_with_the_process_and_begins_after_a_pause(house):
    going = runner.start(house, ORIGIN)
    assert (going._thread.daemon, models.Mail.objects.count()) == (True, 0)
    going.stop()
    assert going._thread.is_alive() is False
