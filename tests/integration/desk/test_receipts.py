from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest

from comity.record.entry import parse_entry
from comity.record.merkle import leaf_hash
from comity.record.proof import check_inclusion
from comity.record.tlogproof import parse_tlog_proof
from comity.secretariat.composing import Hat
from comity.secretariat.openingfile import read_openings
from comity.store import readings
from comity.store.house import House
from comity.web.desk.presence import now
from tests.support import desks
from tests.support.actsdesk import Leaf, Officer, officer

NOTE: dict[str, Any] = {"party": "KAZ", "notice": "kaz-1", "to": ["MNG"], "subject": "Flood", "text": "Water rises."}


@pytest.fixture
def ambassador(house: House) -> Officer:
    return officer(house, "KAZ", "ambassador")


@pytest.fixture
def note(ambassador: Officer) -> int:
    """A note of Kazakhstan that was entered."""
    return ambassador.entered(ambassador.begin("notices.send", **NOTE))


def test_receipt_leads_to_files_that_prove_the_act_without_us(ambassador: Officer, note: int, tmp_path: Path) -> None:
    page = ambassador.get(f"receipts/{note}/")
    assert f"This act stands in the record as number {note}" in page.plain
    for name in (f"{note}.act", f"{note}.act.sig", f"{note}.tlog-proof", f"{note}.entry"):
        address = f"/en/record/{note}/{name}"
        assert f'href="{address}"' in page.text
        (tmp_path / name).write_bytes(ambassador.browser.get(address).content)
    (tmp_path / "allowed_signers").write_bytes((ambassador.house.folder.record / "allowed_signers").read_bytes())
    command = next(line for line in page.text.splitlines() if "ssh-keygen -Y verify" in line).split("<code>")[-1]
    assert command.endswith(f"&lt; {note}.act")
    shell = command.replace("&lt;", "<")
    done = subprocess.run(["sh", "-c", shell], cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    entry = (tmp_path / f"{note}.entry").read_bytes()
    proof = parse_tlog_proof((tmp_path / f"{note}.tlog-proof").read_bytes())
    head = ambassador.house.ledger.head()
    assert head is not None
    check_inclusion(leaf_hash(entry), note, head.size, proof.path, head.root)
    assert parse_entry(entry).line == (tmp_path / f"{note}.act").read_bytes()


def test_receipt_of_a_restricted_act_says_what_it_says_to_its_author(ambassador: Officer, note: int) -> None:
    page = ambassador.get(f"receipts/{note}/")
    assert "Kazakhstan writes to Mongolia: “Flood”." in page.plain
    assert "It is read by: all participants." in page.plain
    assert "Nobody has opened it yet." in page.plain
    answer = ambassador.browser.get(f"/en/desk/receipts/{note}/opening.jsonl")
    (opening,) = read_openings(answer.content).values()
    assert opening == ambassador.house.ledger.private.opening(note)
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_receipt_says_who_has_opened_it(ambassador: Officer, note: int) -> None:
    readings.note(ambassador.house, note, Hat("MNG", "attache"), now())
    page = ambassador.get(f"receipts/{note}/")
    assert "Mongolia attache" in page.plain
    assert "Nobody has opened it yet." not in page.plain


def test_receipt_and_opening_are_for_the_authors_party_alone(house: House, note: int) -> None:
    for stranger in (officer(house, "MNG", "ambassador"), officer(house, "SECRETARIAT", "head")):
        for leaf in (
            stranger.get(f"receipts/{note}/"),
            stranger.post(f"receipts/{note}/", reveal="1"),
            stranger.get(f"receipts/{note}/opening.jsonl"),
        ):
            assert (leaf.status, "Flood" in leaf.text) == (404, False)


def test_officer_who_reads_begins_nothing_from_a_receipt(house: House, note: int) -> None:
    administrator = Hat("KAZ", "administrator")
    who = {"party": "KAZ", "officer": "intern"}
    desks.enter(house, administrator, "officers.enrol", office="Intern", functions=["reader"], **who)
    key = desks.passkey(Hat("KAZ", "intern")).public.openssh
    desks.enter(house, administrator, "officers.add_key", key=key, origins=[desks.WEB_ORIGIN], **who)
    intern = officer(house, "KAZ", "intern")
    assert "Make it public" not in intern.get(f"receipts/{note}/").plain
    assert intern.post(f"receipts/{note}/", reveal="1").status == 403


@pytest.mark.parametrize("index", [99_999, 2**70])
def test_receipt_of_no_act_is_not_there(ambassador: Officer, index: int) -> None:
    assert ambassador.get(f"receipts/{index}/").status == 404


def test_receipt_of_a_public_act_has_nothing_withheld(house: House) -> None:
    administrator = officer(house, "KAZ", "administrator")
    who = {"party": "KAZ", "officer": "third", "office": "Third Secretary", "functions": ["drafter"]}
    index = administrator.entered(administrator.begin("officers.enrol", **who))
    page = administrator.get(f"receipts/{index}/")
    assert "Read by everybody" in page.plain
    assert "Withheld" not in page.plain
    assert administrator.get(f"receipts/{index}/opening.jsonl").status == 404


def test_act_is_revealed_from_its_receipt_and_anybody_reads_it(ambassador: Officer, note: int) -> None:
    public = Leaf(ambassador.browser.get(f"/en/record/{note}/"))
    assert "what this says is withheld" in public.plain
    assert "The record holds the party, the type, the times, the signature, and a commitment" in public.plain
    assert "Flood" not in public.text
    leaf = ambassador.post(f"receipts/{note}/", reveal="1")
    assert leaf.status == 302
    name = leaf.response.headers["Location"].split("/")[-3]
    page = ambassador.read(name)
    assert f"What act {note} says Kazakhstan writes to Mongolia: “Flood”." in page.plain
    assert "Water rises." in page.plain
    index = ambassador.entered(name)
    receipt = ambassador.get(f"receipts/{note}/")
    assert f"What this act says was made public by act {index}." in receipt.plain
    assert "Make it public" not in receipt.plain
    public = Leaf(ambassador.browser.get(f"/en/record/{note}/"))
    assert "Kazakhstan writes to Mongolia: “Flood”." in public.plain
    assert "Water rises." in public.plain
    assert "The commitment that the record holds fits it" in public.plain
    listed = Leaf(ambassador.browser.get("/en/record/"))
    assert "Kazakhstan writes to Mongolia: “Flood”." in listed.plain


def test_act_is_erased_from_its_receipt_and_only_that_it_was_there_stays(ambassador: Officer, note: int) -> None:
    leaf = ambassador.post(f"receipts/{note}/", erase="1")
    name = leaf.response.headers["Location"].split("/")[-2]
    page = ambassador.read(name)
    assert page.response.headers["Location"] == f"/en/desk/drafts/{name}/?mend=1", "why it is erased has to be said"
    leaf = ambassador.post(
        f"drafts/{name}/", **{"do": "sign", "act": str(note), "reason.en": "By mistake.", "was": _was(ambassador, name)}
    )
    assert leaf.status == 302, leaf.plain
    index = ambassador.entered(name)
    receipt = ambassador.get(f"receipts/{note}/")
    assert f"What this act said was erased by act {index}." in receipt.plain
    assert "Flood" not in receipt.text
    assert ambassador.get(f"receipts/{note}/opening.jsonl").status == 404
    public = Leaf(ambassador.browser.get(f"/en/record/{note}/"))
    assert "Flood" not in public.text
    assert f"What it said was erased by act {index}" in public.plain
    assert "By mistake." in Leaf(ambassador.browser.get(f"/en/record/{index}/")).plain


def _was(who: Officer, name: str) -> str:
    text = who.get(f"drafts/{name}/").text
    return text.split('name="was" value="')[1][:64]
