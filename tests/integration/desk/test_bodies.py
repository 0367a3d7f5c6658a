"""What is sent: no more than a view has use for, and files from officers at their desks alone."""

from __future__ import annotations

import hashlib

import pytest
from django.core.files import uploadhandler
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings

from comity.store import drafts, filestore
from comity.web.desk import bodies
from tests.support import desks
from tests.support.notes import said, text

ANYBODYS = ["sign-in/", "sign-out/", "invitation/xyz/", "seats/take/", "desk/hat/"]
WITH_FILES = ["desk/write/", "desk/paper/", "desk/files/0/0/", "desk/drafts/abc/sign/", "desk/officers/enrol/"]


@pytest.fixture
def written(monkeypatch):
    """Every file that is opened for what comes in, in the house or where the machine keeps what is passing."""
    opened: list[str] = []
    scratch = filestore.scratch

    def into_the_house(house):
        opened.append("house")
        return scratch(house)

    def into_the_machine(*_given):
        opened.append("machine")
        raise AssertionError

    monkeypatch.setattr(filestore, "scratch", into_the_house)
    for name in ("TemporaryUploadedFile", "InMemoryUploadedFile"):
        monkeypatch.setattr(uploadhandler, name, into_the_machine)
    return opened


def file(size: int) -> SimpleUploadedFile:
    return SimpleUploadedFile("a.pdf", b"%PDF-" + bytes(size))


def strict(browser: Client) -> Client:
    """A browser whose forms are held against the words that guard them, as those of visitors are."""
    browser.handler.enforce_csrf_checks = True
    return browser


@pytest.mark.parametrize("address", [*ANYBODYS, *WITH_FILES])
def test_much_from_a_stranger_is_refused_before_it_is_read(house, written, address):
    answered = strict(desks.visitor()).post(f"/en/{address}", {"f": file(bodies.MOST_BYTES)})
    assert "has more than 1048576 bytes" in text(said(answered, 413))
    assert written == []


@pytest.mark.parametrize("address", [*ANYBODYS, *WITH_FILES])
def test_file_of_a_stranger_is_written_nowhere(house, written, address):
    answered = strict(desks.visitor()).post(f"/en/{address}", {"f": file(900_000)})
    assert answered.status_code == 403
    assert written == []


def test_nothing_of_what_is_too_long_is_read(house):
    class Unread:
        def read(self, *_size):
            raise AssertionError

        readline = read

        def close(self):
            """Nothing is open."""

    length = str(300 * 2**20)
    for kind in ("multipart/form-data; boundary=XX", "application/x-www-form-urlencoded"):
        given = {"wsgi.input": Unread(), "CONTENT_LENGTH": length, "CONTENT_TYPE": kind}
        assert desks.visitor().post("/en/sign-in/", **given).status_code == 413


def test_officer_sends_files_only_where_a_view_takes_them(house, sit, written):
    browser = sit("KAZ", "ambassador")
    browser.post("/en/desk/hat/", {"f": file(900_000)})
    assert written == []
    assert browser.post("/en/desk/hat/", {"f": file(bodies.MOST_BYTES)}).status_code == 413
    browser.post("/en/desk/write/", {"files": file(2 * bodies.MOST_BYTES)})
    assert written == ["house"]


@override_settings(COMITY_LARGEST_FILE_MB=1)
def test_note_verbale_is_measured_whole_whatever_files_of_notes_may_have(house, sit):
    note = SimpleUploadedFile("note.pdf", b"%PDF-" + bytes(3 * 2**20), content_type="application/pdf")
    noted = {"note-reference": "No. 7", "note-on": "2026-01-12", "note-file": note}
    form = {"office_en": "Counsellor", "functions": ["administrator"], **noted}
    browser = sit("SECRETARIAT", "head")
    assert browser.post("/en/desk/parties/UZB/officers/enrol/", form).status_code == 302
    [draft] = drafts.listed(house.vault, "SECRETARIAT")
    named = draft.fields["credentials"]
    assert (named["size"], named["media_type"]) == (note.size, "application/pdf")
    note.seek(0)
    assert named["sha256"] == hashlib.sha256(note.read()).hexdigest()


@override_settings(COMITY_LARGEST_FILE_MB=1)
def test_officer_is_told_that_all_files_together_are_too_much(house, sit):
    length = str(200 * 2**20)
    kind = "multipart/form-data; boundary=XX"
    answered = sit("KAZ", "ambassador").post("/en/desk/write/", CONTENT_LENGTH=length, CONTENT_TYPE=kind)
    assert "bytes" in text(said(answered, 413))
