"""A note from its first word to its answer, at the desks alone; and what of it those learn whom it does not concern."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from tests.support import desks
from tests.support.actsdesk import Leaf, officer
from tests.support.notes import main, page

WORDS = ("Tulipwood", "Grauwacke", "Zirconium")
"""Words that stand nowhere else: in the subject, the text and the file."""

PDF = f"%PDF-1.7 {WORDS[2]}".encode()


def draft_of(leaf: Leaf) -> str:
    found = re.search(r"/desk/drafts/([^/]+)/sign/", leaf.response.headers.get("Location", ""))
    assert found, leaf.plain
    return found[1]


def exchanged(house) -> int:
    """Kazakhstan writes to Mongolia alone, with a file; Mongolia acknowledges and answers. All of it at their desks."""
    kaz, mng = officer(house, "KAZ", "ambassador"), officer(house, "MNG", "ambassador")
    note = {
        "to": "MNG",
        "subject_en": f"On {WORDS[0]}",
        "text_en": f"We write of {WORDS[1]}.",
        "reply": "answer",
        "by_day": "2090-01-01",
        "audience": "named",
        "notice": "kaz-2026-1",
        "files": SimpleUploadedFile("paper.pdf", PDF),
    }
    index = kaz.entered(draft_of(kaz.post("write/", **note)))
    mng.get("notices/kaz-2026-1/")
    mng.entered(draft_of(mng.post("notices/kaz-2026-1/", do="notices.acknowledge")))
    answered = {"position": "agrees", "text_en": f"We agree on {WORDS[1]}.", "readers": "usual"}
    mng.entered(draft_of(mng.post("notices/kaz-2026-1/answer/", **answered)))
    return index


def test_note_goes_from_desk_to_desk_and_back(house):
    kaz, mng = officer(house, "KAZ", "ambassador"), officer(house, "MNG", "ambassador")
    index = exchanged(house)
    assert "Nothing awaits you." in main(mng.get("").text)
    assert "answered" in main(mng.get("received/").text)
    sent = main(kaz.get("notices/kaz-2026-1/").text)
    assert "1 answered" in sent
    assert f"We agree on {WORDS[1]}." in sent
    fetched = mng.browser.get(f"/en/desk/files/{index}/0/")
    assert b"".join(fetched.streaming_content) == PDF


def test_others_learn_nothing_but_that_acts_of_these_types_were_entered(house, sit):
    exchanged(house)
    seen = []
    for party, name in (
        ("CHN", "ambassador"),
        ("CHAIR", "ambassador"),
        ("SECRETARIAT", "head"),
        ("BLR", "administrator"),
    ):
        browser = sit(party, name)
        addresses = [
            "desk/",
            "desk/received/",
            "desk/received/?q=tulipwood",
            "desk/sent/",
            "desk/drafts/",
            "desk/write/",
        ]
        seen += [page(browser, address) for address in addresses]
        seen.append(page(browser, "desk/notices/kaz-2026-1/", 404))
        export = browser.post("/en/desk/export/")
        home = zipfile.ZipFile(io.BytesIO(b"".join(export.streaming_content)))
        seen += [home.read(each).decode(errors="replace") for each in home.namelist()]
    visitor = desks.visitor()
    size = house.ledger.size()
    public = ["", "record/", *(f"record/{index}/" for index in range(size - 3, size)), "participants/KAZ/"]
    seen += [page(visitor, address) for address in public]
    for index in range(size - 3, size):
        seen.append(visitor.get(f"/en/record/{index}.json").content.decode())
    assert [
        word for word in (*WORDS, "kaz-2026-1") for each in seen if word.casefold() in _without_question(each)
    ] == []


def _bytes(cell: object) -> bytes:
    return bytes(cell) if isinstance(cell, bytes | memoryview) else str(cell).encode()


def _without_question(page: str) -> str:
    """A page without what the reader herself has asked for."""
    return re.sub(
        r'value="tulipwood"|q=tulipwood|There is no notice kaz-2026-1 that|/desk/notices/kaz-2026-1/', "", page
    ).casefold()


def test_neither_a_copy_of_the_database_nor_of_the_files_tells_anything(house):
    exchanged(house)
    words = [word.encode() for word in WORDS]
    for model in apps.get_app_config("store").get_models():
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')  # noqa: S608 - a table of ours
            for row in cursor.fetchall():
                said = b" ".join(
                    bytes(cell) if isinstance(cell, bytes | memoryview) else str(cell).encode() for cell in row
                )
                assert not [word for word in words if word in said], model
    keys = house.folder.path / "keys"
    files = [file for file in house.folder.path.rglob("*") if file.is_file() and keys not in file.parents]
    assert len(files) > 5
    for file in files:
        assert not [word for word in words if word in Path(file).read_bytes()], file
