"""Files of notices: sealed where they lie, given to those who may read an act that names them, and to nobody else."""

from __future__ import annotations

import hashlib
import io
import re
import tracemalloc

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings

from comity.secretariat.vault import NotOpened
from comity.store import drafts, filestore, readings
from tests.support import desks
from tests.support.notes import KAZ, MNG, page, said, send, text

PDF = b"%PDF-1.7\n" + b"A secret of rivers. " * 400
DIGEST = hashlib.sha256(PDF).hexdigest()
NAMED = {"name": "rivers.pdf", "sha256": DIGEST, "size": len(PDF), "media_type": "application/pdf"}
FORM = {"to": ["MNG"], "subject_en": "On rivers", "text_en": "See.", "notice": "kaz-2026-1", "audience": "named"}


def upload(name: str = "rivers.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def write(browser, *files: SimpleUploadedFile, **changes):
    return browser.post("/en/desk/write/", FORM | {"files": list(files)} | changes)


def fetched(browser, index: int, place: int = 0):
    answered = browser.get(f"/en/desk/files/{index}/{place}/")
    return answered, b"".join(answered.streaming_content) if answered.streaming else answered.content


def hand_in(house, hat=KAZ, content: bytes = PDF) -> None:
    filestore.keep(house, hat.party, io.BytesIO(content))


def test_file_is_handed_in_named_in_the_act_and_fetched_by_its_readers(house, sit):
    assert write(sit("KAZ", "ambassador"), upload()).status_code == 302
    [draft] = drafts.listed(house.vault, "KAZ")
    assert draft.fields["files"] == [NAMED]
    said_of_it = {name: value for name, value in draft.fields.items() if name != "party"}
    index = desks.enter(house, KAZ, "notices.send", audience=draft.audience, party="KAZ", **said_of_it).index
    answered, content = fetched(sit("MNG", "ambassador"), index)
    assert content == PDF
    assert answered["Content-Type"] == "application/pdf"
    assert answered["Content-Disposition"] == 'attachment; filename="rivers.pdf"'
    assert answered["X-Content-Type-Options"] == "nosniff"
    assert answered["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert answered["Cache-Control"] == "private, no-store"
    assert f"/en/desk/files/{index}/0/" in page(sit("MNG", "ambassador"), "desk/notices/kaz-2026-1/")


@pytest.mark.parametrize(
    ("party", "officer"), [("CHN", "ambassador"), ("SECRETARIAT", "head"), ("BLR", "administrator")]
)
def test_file_is_not_there_for_those_who_may_not_read_the_act(house, sit, party, officer):
    hand_in(house)
    index = send(house, files=[NAMED], audience=("MNG",))
    answered, content = fetched(sit(party, officer), index)
    assert answered.status_code == 404
    assert b"secret" not in content


def test_visitor_is_led_to_the_sign_in(house):
    hand_in(house)
    index = send(house, files=[NAMED], audience=("MNG",))
    assert desks.visitor().get(f"/en/desk/files/{index}/0/").status_code == 302


def test_who_reads_a_file_of_a_restricted_act_is_noted_for_its_author(house, sit):
    hand_in(house)
    index = send(house, files=[NAMED], audience=("MNG",))
    fetched(sit("KAZ", "ambassador"), index)
    assert readings.opened_by(house, index) == []
    assert fetched(sit("MNG", "ambassador"), index)[1] == PDF
    assert [each[:2] for each in readings.opened_by(house, index)] == [("MNG", "ambassador")]


def test_naming_anothers_digest_opens_nothing(house, sit):
    hand_in(house, KAZ)
    index = send(house, "mng-2026-1", MNG, to=["CHN"], files=[NAMED])
    for party in ("MNG", "CHN"):
        answered, content = fetched(sit(party, "ambassador"), index)
        assert (answered.status_code, b"secret" in content) == (404, False)


@pytest.mark.parametrize("address", ["0/0", "99999/0", "{index}/1", "{index}/99", f"{10**19}/0", f"{{index}}/{10**19}"])
def test_place_where_no_file_is_named_has_none(house, sit, address):
    hand_in(house)
    index = send(house, files=[NAMED])
    answered = sit("MNG", "ambassador").get(f"/en/desk/files/{address.format(index=index)}/")
    assert answered.status_code == 404


@pytest.mark.parametrize("tail", ["..%2F..%2Fkeys%2Fvault/", "0/..%2F..%2Fkeys%2Fvault/", "-1/0/", "0x1/0/"])
def test_tricks_with_paths_lead_nowhere(house, sit, tail):
    assert sit("KAZ", "ambassador").get(f"/en/desk/files/{tail}").status_code == 404


def test_file_lies_sealed_under_a_name_that_tells_nothing(house):
    hand_in(house)
    lying = [file for file in house.folder.files.rglob("*") if file.is_file()]
    assert len(lying) == 1
    assert b"secret" not in lying[0].read_bytes()
    assert DIGEST not in str(lying[0])
    assert lying[0].stat().st_mode & 0o077 == 0
    assert list(house.folder.spare.iterdir()) == []


def test_lengths_tell_little(house):
    for size in (10, 60_000):
        hand_in(house, content=b"%PDF-" + bytes(size))
    # Age pads its header by chance, with some hundred bytes.
    sizes = {file.stat().st_size >> 12 for file in house.folder.files.rglob("*") if file.is_file()}
    assert len(sizes) == 1


def test_changed_file_is_given_to_nobody(house):
    hand_in(house)
    [lying] = [file for file in house.folder.files.rglob("*") if file.is_file()]
    changed = bytearray(lying.read_bytes())
    changed[-20] ^= 1
    lying.write_bytes(changed)
    with pytest.raises(NotOpened):
        filestore.read(house, "KAZ", DIGEST)


@pytest.mark.parametrize("size", [0, 1, filestore.STEP - 8, filestore.STEP, 3 * filestore.STEP + 1])
def test_file_comes_back_as_it_was(house, size):
    content = bytes(range(256)) * (size // 256 + 1)
    hand_in(house, content=content[:size])
    found = filestore.read(house, "KAZ", hashlib.sha256(content[:size]).hexdigest())
    assert b"".join(found) == content[:size]


@override_settings(COMITY_LARGEST_FILE_MB=1)
def test_file_that_is_too_large_is_refused_and_the_form_kept(house, sit):
    shown = said(write(sit("KAZ", "ambassador"), upload(content=b"%PDF-" + bytes(2**20))), 422)
    assert "The file “rivers.pdf” is larger than 1 MB." in text(shown)
    assert 'value="On rivers"' in shown
    assert list(house.folder.files.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("page.html", b"<script>alert(1)</script>", "is of no kind that is taken"),
        ("page.pdf", b"<script>alert(1)</script>", "not of the kind that its name says"),
        ("empty.pdf", b"", "is empty"),
    ],
)
def test_other_files_are_refused(house, sit, name, content, told):
    shown = said(write(sit("KAZ", "ambassador"), upload(name, content)), 422)
    assert told in text(shown)
    assert "<script>" not in shown.split("</head>")[1]


def test_file_handed_in_stays_while_the_rest_is_mended_and_can_be_taken_out(house, sit):
    browser = sit("KAZ", "ambassador")
    shown = said(write(browser, upload(), subject_en=""), 422)
    [word] = re.findall(r'name="kept" value="([^"]+)"', shown)
    assert write(browser, kept=[word], keep="1").status_code == 302
    [draft] = drafts.listed(house.vault, "KAZ")
    assert draft.fields["files"] == [NAMED]
    drafts.drop("KAZ", draft.id)
    assert write(browser, kept=[word], drop=[DIGEST], keep="1").status_code == 302
    assert "files" not in drafts.listed(house.vault, "KAZ")[0].fields


def test_word_for_a_file_is_of_no_use_to_another_party_nor_changed(house, sit):
    shown = said(write(sit("KAZ", "ambassador"), upload(), subject_en=""), 422)
    [word] = re.findall(r'name="kept" value="([^"]+)"', shown)
    write(sit("MNG", "ambassador"), kept=[word], keep="1", to=["KAZ"])
    write(sit("KAZ", "ambassador"), kept=[word[:-1], "x", ""], keep="1")
    for party in ("MNG", "KAZ"):
        assert "files" not in drafts.listed(house.vault, party)[0].fields


def test_file_that_was_not_handed_in_is_taken_in_from_its_author_alone(house, sit):
    index = send(house, files=[NAMED])
    browser = sit("KAZ", "ambassador")
    assert "Not handed in yet" in page(browser, "desk/notices/kaz-2026-1/")
    assert "has not handed it in yet" in page(sit("MNG", "ambassador"), "desk/notices/kaz-2026-1/")
    address = f"/en/desk/files/{index}/0/"
    other = browser.post(address, {"file": upload(content=PDF + b".")})
    assert (other.status_code, "another file than the act names" in other.content.decode()) == (400, True)
    assert browser.post(address, {}).status_code == 400
    assert sit("MNG", "ambassador").post(address, {"file": upload()}).status_code == 404
    assert browser.post(address, {"file": upload()}).status_code == 302
    assert fetched(sit("MNG", "ambassador"), index)[1] == PDF


def test_scan_of_a_paper_is_kept_with_its_digest(house, sit):
    form = {
        "sender": "MNG",
        "reference": "No. 5",
        "on": "2026-01-12",
        "received_day": "2026-01-13",
        "subject_en": "On paper",
        "notice": "paper-2026-1",
        "files": [upload()],
    }
    assert sit("SECRETARIAT", "clerk").post("/en/desk/paper/", form).status_code == 302
    [draft] = drafts.listed(house.vault, "SECRETARIAT")
    kept = {"sha256": DIGEST, "size": len(PDF), "media_type": "application/pdf"}
    assert draft.fields["paper"] == {"reference": "No. 5", "on": "2026-01-12", **kept}
    hat = desks.Hat("SECRETARIAT", "head")
    index = desks.enter(house, hat, "notices.register_paper", **draft.fields).index
    answered, content = fetched(sit("MNG", "ambassador"), index)
    assert (content, answered["Content-Disposition"]) == (PDF, 'attachment; filename="No. 5.pdf"')


def test_large_file_is_never_whole_in_memory(house):
    class Zeros(io.RawIOBase):
        left = 16 * 2**20

        def seek(self, place, _whence=0):
            self.left = 16 * 2**20
            return place

        def read(self, size=-1):
            part = min(self.left, size)
            self.left -= part
            return bytes(part)

    tracemalloc.start()
    kept = filestore.keep(house, "KAZ", Zeros())
    for _ in filestore.read(house, "KAZ", kept.sha256):
        pass
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kept.size == 16 * 2**20
    assert peak < 2 * 2**20
