"""Files that nothing names any more are destroyed, and no others."""

from __future__ import annotations

import hashlib
import io
import os
from datetime import timedelta

import pytest

from comity.store import drafts, filestore
from comity.store.sweeping import GRACE, files, sweep
from comity.web.desk.presence import now
from tests.support import desks
from tests.support.notes import HEAD, KAZ, MNG, answer, main, send


def hand_in(house, name: str, party: str = "KAZ") -> dict[str, object]:
    content = f"%PDF-1.7 {name}".encode()
    kept = filestore.keep(house, party, io.BytesIO(content))
    assert kept.sha256 == hashlib.sha256(content).hexdigest()
    return {"name": f"{name}.pdf", "sha256": kept.sha256, "size": kept.size, "media_type": "application/pdf"}


def left(house, *files: dict[str, object], party: str = "KAZ") -> list[bool]:
    return [filestore.is_kept(house, party, str(file["sha256"])) for file in files]


def later():
    return now() + GRACE + timedelta(minutes=1)


def test_what_acts_and_drafts_name_stays(house):
    in_draft, in_answer, in_paper = (
        hand_in(house, "draft"),
        hand_in(house, "answer", "MNG"),
        hand_in(house, "p", "SECRETARIAT"),
    )
    drafts.begin(house.vault, KAZ, "notices.send", {"files": [in_draft]}, now=now())
    send(house)
    answer(house, MNG, files=[in_answer])
    paper = {"reference": "No. 1", "on": "2026-01-01"} | {
        name: in_paper[name] for name in ("sha256", "size", "media_type")
    }
    said = {"notice": "paper-1", "sender": "MNG", "subject": "S", "received": "2026-01-02T00:00:00Z"}
    desks.enter(house, HEAD, "notices.register_paper", paper=paper, **said)
    assert sweep(house, later()) == 0
    assert (
        left(house, in_draft) + left(house, in_answer, party="MNG") + left(house, in_paper, party="SECRETARIAT")
        == [True] * 3
    )


def test_file_of_a_dropped_draft_is_destroyed_after_a_while(house):
    file = hand_in(house, "dropped")
    draft = drafts.begin(house.vault, KAZ, "notices.send", {"files": [file]}, now=now())
    drafts.drop("KAZ", draft.id)
    assert (sweep(house, now()), left(house, file)) == (0, [True])
    assert (sweep(house, later()), left(house, file)) == (1, [False])


def test_file_that_only_another_party_names_is_destroyed(house):
    file = hand_in(house, "mine")
    send(house, "mng-1", MNG, to=["KAZ"], files=[file])
    assert (sweep(house, later()), left(house, file)) == (1, [False])


def test_secretariat_sweeps_at_its_desk(house, sit):
    file = hand_in(house, "old")
    for kept in files(house):
        past = kept.stat().st_mtime - GRACE.total_seconds() - 60
        os.utime(kept, (past, past))
    browser = sit("SECRETARIAT", "head")
    assert "1 file was destroyed" in main(browser.post("/en/desk/record/", {"do": "sweep"}).content.decode())
    assert left(house, file) == [False]
    assert "There was no file that nothing names." in main(
        browser.post("/en/desk/record/", {"do": "sweep"}).content.decode()
    )


@pytest.mark.parametrize("party", ["KAZ", "CHAIR"])
def test_nobody_else_sweeps(house, sit, party):
    assert sit(party, "ambassador").post("/en/desk/record/", {"do": "sweep"}).status_code == 403
