"""What a party takes home: its openings, its files, an index, the commands; and nothing that it may not read."""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile

from comity.record.encoding import encode_base64
from comity.secretariat.openingfile import read_openings
from comity.store import filestore, readings
from tests.support import desks
from tests.support.notes import KAZ, MNG, acknowledge, answer, page, send, text

PDF = b"%PDF-1.7 of rivers"
NAMED = {
    "name": "../rivers.pdf".rpartition("/")[2],
    "sha256": hashlib.sha256(PDF).hexdigest(),
    "size": len(PDF),
    "media_type": "application/pdf",
}


def taken_home(browser) -> zipfile.ZipFile:
    answered = browser.post("/en/desk/export/")
    assert answered["Content-Type"] == "application/zip"
    assert answered["Content-Disposition"].startswith('attachment; filename="small-')
    return zipfile.ZipFile(io.BytesIO(b"".join(answered.streaming_content)))


def openings(home: zipfile.ZipFile) -> dict[str, str]:
    """What each opening says, by its commitment."""
    return {
        commitment: each.content.decode() for commitment, each in read_openings(home.read("openings.jsonl")).items()
    }


def commitment(house, index: int) -> str:
    return str(house.ledger.act(index).body.commitment)


def test_export_holds_every_opening_that_the_party_may_read_and_no_other(house, sit):
    mine = send(house, to=["MNG"], audience=("MNG",), reply="answer", by="2090-01-01T00:00:00Z")
    given = answer(house, MNG, audience=("KAZ",), text="In confidence.")
    for_all = send(house, "kaz-for-all", to=["CHN"])
    hidden = send(house, "kaz-hidden", to=["CHN"], audience=("CHN",), subject="Hidden matter")
    home = taken_home(sit("MNG", "ambassador"))
    found = openings(home)
    assert set(found) == {commitment(house, index) for index in (mine, given, for_all)}
    assert "In confidence." in found[commitment(house, given)]
    everything = b"".join(home.read(name) for name in home.namelist()).decode()
    assert "Hidden matter" not in everything
    assert commitment(house, hidden) not in everything


def test_openings_open_the_commitments_of_the_record(house, sit):
    index = send(house)
    held = read_openings(taken_home(sit("MNG", "ambassador")).read("openings.jsonl"))
    opening = held[commitment(house, index)]
    opening.check(house.ledger.act(index).body)
    assert encode_base64(opening.key)


def test_index_tells_which_act_each_opening_belongs_to(house, sit):
    first = send(house, subject="=HYPERLINK()")
    second = acknowledge(house, MNG)
    home = taken_home(sit("MNG", "ambassador"))
    rows = list(csv.DictReader(io.StringIO(home.read("index.csv").decode("utf-8-sig"))))
    told = [(row["act"], row["type"], row["party"], row["notice"], row["audience"]) for row in rows]
    assert told == [
        (str(first), "notices.send", "KAZ", "kaz-2026-1", "participants"),
        (str(second), "notices.acknowledge", "MNG", "kaz-2026-1", "participants"),
    ]


def test_files_go_along_by_the_number_of_their_act(house, sit):
    filestore.keep(house, "KAZ", io.BytesIO(PDF))
    index = send(house, files=[NAMED, NAMED | {"name": "missing.pdf", "sha256": "0" * 64}])
    home = taken_home(sit("MNG", "ambassador"))
    assert [name for name in home.namelist() if name.startswith("files/")] == [f"files/{index}/rivers.pdf"]
    assert home.read(f"files/{index}/rivers.pdf") == PDF


def test_files_of_what_may_not_be_read_stay(house, sit):
    filestore.keep(house, "KAZ", io.BytesIO(PDF))
    send(house, files=[NAMED], audience=("MNG",))
    assert not [name for name in taken_home(sit("CHN", "ambassador")).namelist() if name.startswith("files/")]


def test_what_is_taken_home_counts_as_opened(house, sit):
    index = send(house)
    taken_home(sit("MNG", "ambassador"))
    assert [who[:2] for who in readings.opened_by(house, index)] == [("MNG", "ambassador")]
    taken_home(sit("KAZ", "ambassador"))
    assert len(readings.opened_by(house, index)) == 1


def test_erased_act_is_taken_home_no_more(house, sit):
    index = send(house)
    desks.enter(house, KAZ, "openings.erase", act=index, reason="Personal data.")
    assert openings(taken_home(sit("MNG", "ambassador"))) == {}


def test_page_and_readme_name_the_commands(house, sit):
    browser = sit("MNG", "ambassador")
    command = "comity record verify record --openings openings.jsonl"
    assert command in text(page(browser, "desk/export/"))
    readme = taken_home(browser).read("README.txt").decode()
    assert command in readme
    assert "Mongolia" in readme


def test_readme_is_in_the_language_of_the_page(house, sit):
    answered = sit("MNG", "ambassador").post("/ru/desk/export/")
    home = zipfile.ZipFile(io.BytesIO(b"".join(answered.streaming_content)))
    assert "Монголия" in home.read("README.txt").decode()


def test_export_is_made_only_from_our_own_form(house, sit):
    browser = sit("MNG", "ambassador")
    browser.handler.enforce_csrf_checks = True
    assert browser.post("/en/desk/export/").status_code == 403


def test_nothing_is_left_in_the_house_of_an_export(house, sit):
    send(house)
    taken_home(sit("MNG", "ambassador"))
    assert list(house.folder.spare.iterdir()) == []
