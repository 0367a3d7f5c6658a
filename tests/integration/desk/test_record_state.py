"""The state of the record, as the secretariat sees it."""

from __future__ import annotations

import pytest

from comity.store import audits
from comity.web.desk.presence import now
from tests.support.notes import MNG, answer, main, page, send


def test_state_tells_how_much_there_is(house, sit):
    send(house)
    sit("KAZ", "ambassador")
    shown = main(page(sit("SECRETARIAT", "head"), "desk/record/"))
    assert f"Size {house.ledger.size()}" in shown
    assert "Origin record.forum.example" in shown
    assert "1 what restricted acts say" in shown
    assert "Signed in 2 people" in shown
    assert "below 64 MB no act is taken any more" in shown
    assert "No audit has been kept yet." in shown


def test_audit_is_made_and_kept(house, sit):
    send(house, reply="answer", by="2090-01-01T00:00:00Z")
    answer(house, MNG)
    browser = sit("SECRETARIAT", "head")
    assert browser.post("/en/desk/record/")["Location"] == "/en/desk/record/"
    last = audits.last()
    assert last is not None
    assert (last.size, last.fault) == (house.ledger.size(), "")
    shown = main(page(browser, "desk/record/"))
    assert "all in order" in shown
    assert "acts entered since: 0." in shown
    assert "Last audit" in main(page(browser, "desk/"))


def test_fault_is_found_and_told(house, sit):
    tile = next(file for file in (house.folder.record / "tile" / "entries").rglob("*") if file.is_file())
    content = bytearray(tile.read_bytes())
    content[len(content) // 2] ^= 1
    tile.write_bytes(content)
    browser = sit("SECRETARIAT", "head")
    browser.post("/en/desk/record/")
    shown = main(page(browser, "desk/record/"))
    assert "The last audit found a fault. Do not go on before it is understood." in shown
    assert "tile/entries/" in shown


def test_audit_of_what_is_withheld_uses_its_openings(house):
    send(house)
    found = audits.run(house, now())
    assert found.fault == ""


def test_audit_that_takes_too_long_is_ended(house, sit, monkeypatch):
    with pytest.raises(audits.TakesTooLong):
        audits.run(house, now(), most_seconds=-1)
    assert audits.last() is None
    monkeypatch.setattr(audits, "run", lambda *_given: (_ for _ in ()).throw(audits.TakesTooLong(3, 7)))
    shown = main(sit("SECRETARIAT", "head").post("/en/desk/record/").content.decode())
    assert "After 3 of 7 acts the audit was ended" in shown


@pytest.mark.parametrize(("party", "officer"), [("KAZ", "ambassador"), ("CHAIR", "ambassador")])
def test_state_is_for_the_secretariat_alone(house, sit, party, officer):
    page(sit(party, officer), "desk/record/", 403)
    assert sit(party, officer).post("/en/desk/record/").status_code == 403
    assert audits.last() is None
