"""What the environment may say of mails, and what is said where it cannot be meant."""

from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured

from comity.config import environment
from comity.secretariat.mailing.addresses import Mailbox, MailServer


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtp://desk:p%40ss%2Fword@mail.example.org", ("mail.example.org", 587, "starttls", "desk", "p@ss/word")),
        ("smtp://desk:pass@mail.example.org:2525/", ("mail.example.org", 2525, "starttls", "desk", "pass")),
        ("smtp://mail.example.org", ("mail.example.org", 587, "starttls", "", "")),
        ("smtps://desk:pass@MAIL.example.org", ("mail.example.org", 465, "tls", "desk", "pass")),
        ("smtp+plain://localhost", ("localhost", 25, "none", "", "")),
        ("smtp+plain://127.0.0.1:1025", ("127.0.0.1", 1025, "none", "", "")),
        ("smtp+plain://[::1]:1025", ("::1", 1025, "none", "", "")),
    ],
)
def test_mail_server_is_read(monkeypatch, url, expected):
    monkeypatch.setenv("THING", url)
    assert environment.mail_server("THING") == MailServer(*expected)


def test_mail_server_is_read_from_the_file_that_is_named(monkeypatch, tmp_path):
    (tmp_path / "url").write_text("smtps://desk:hush@mail.example.org\n")
    monkeypatch.setenv("THING_FILE", str(tmp_path / "url"))
    found = environment.mail_server("THING")
    assert (found.password, "hush" in repr(found)) == ("hush", False)


def test_without_a_mail_server_there_is_none(monkeypatch):
    monkeypatch.delenv("THING", raising=False)
    assert environment.mail_server("THING") is None


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("mail.example.org", "must be empty or smtp://user:password@host:587"),
        ("http://mail.example.org", "must be empty or smtp://user:password@host:587"),
        ("smtp://", "must be empty or smtp://user:password@host:587"),
        ("smtp://desk:hush@mail.example.org/folder", "must be empty or smtp://user:password@host:587"),
        ("smtp://desk:hush@mail.example.org?tls=no", "must be empty or smtp://user:password@host:587"),
        ("smtp://desk:hu/sh@mail.example.org", "written as %2F %3A %40"),
        ("smtp://desk:hush@mail.example.org:99999", "its port no number up to 65535"),
        ("smtp://desk@mail.example.org", "names a user and a password, user:password@, or neither"),
        ("smtp://:hush@mail.example.org", "names a user and a password, user:password@, or neither"),
        ("smtp://desk:hu sh@mail.example.org", "holds a space or a control character"),
        ("smtp://desk:hush@mail.example.org\r\nX: y", "holds a space or a control character"),
        ("smtp+plain://mail.example.org", "on this machine only; to mail.example.org mails go by smtps://"),
        ("smtp+plain://192.0.2.1", "on this machine only"),
        ("smtp+plain://localhost.example.org", "on this machine only"),
    ],
)
def test_mail_server_that_cannot_be_meant_stops_the_start_without_telling_the_password(monkeypatch, url, said):
    monkeypatch.setenv("THING", url)
    with pytest.raises(ImproperlyConfigured) as refused:
        environment.mail_server("THING")
    told = str(refused.value)
    assert (told.startswith("THING "), said in told, "hush" in told) == (True, True, False)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("desk@example.org", Mailbox("desk@example.org")),
        ("Secretariat <desk@example.org>", Mailbox("desk@example.org", "Secretariat")),
        ('"СВМДА, Секретариат" <desk@example.org>', Mailbox("desk@example.org", "СВМДА, Секретариат")),
        ("desk@пример.example", Mailbox("desk@xn--e1afmkfd.example")),
    ],
)
def test_sender_is_read(monkeypatch, given, expected):
    monkeypatch.setenv("THING", given)
    assert environment.mail_from("THING", None) == expected


@pytest.mark.parametrize("given", ["desk", "a@example.org, b@example.org", "<desk@example.org> x", "desk@-x.org", "@x"])
def test_sender_that_is_none_stops_the_start(monkeypatch, given):
    monkeypatch.setenv("THING", given)
    with pytest.raises(ImproperlyConfigured, match=r"^THING must be as Secretariat <desk@example.org>, but "):
        environment.mail_from("THING", None)


def test_sender_is_needed_where_there_is_a_server(monkeypatch):
    monkeypatch.delenv("THING", raising=False)
    server = MailServer("mail.example.org", 465, "tls")
    with pytest.raises(ImproperlyConfigured, match=r"^THING must name whom mails come from"):
        environment.mail_from("THING", server)
    assert environment.mail_from("THING", None) is None


@pytest.mark.parametrize(("given", "expected"), [("", True), ("0", False), ("1", True)])
def test_what_is_said_of_nothing_can_be_yes(monkeypatch, given, expected):
    monkeypatch.setenv("THING", given)
    assert environment.yes("THING", unless_said=True) is expected
