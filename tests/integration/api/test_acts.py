"""Acts over the API: what officers have signed is entered, and whoever asks is told what would be in order."""

from __future__ import annotations

import csv
import html
import io
from xml.sax.saxutils import escape as escape_xml

import pytest
from django.conf import settings

from comity.forum.audit import audit
from comity.record import sshsig
from comity.record.entry import parse_entry
from comity.record.keys import PrivateKey
from comity.record.policy import open_trusted
from comity.record.tlogproof import parse_tlog_proof, verify_tlog_proof
from comity.secretariat.composing import Hat
from tests.support import desks
from tests.support.machine import Machine, message, slug
from tests.support.ministry import (
    ADMINISTRATOR,
    ADMINISTRATORS_KEY,
    AMBASSADOR,
    COUNSELLOR,
    KEY,
    NOTE,
    SCOPE,
    TOKEN,
    add_key,
    by,
    note,
)
from tests.support.openssh import verified
from tests.support.small_forum import ORIGIN

CLAIMANT = {"name": "A", "papers": [{"reference": "No. 1", "on": "2026-01-01"}]}
FACT = {"on": "2020-01-01", "sources": ["S1"], "confidence": "high"}


@pytest.fixture
def machine(house) -> Machine:
    return Machine()


def test_act_signed_by_an_officer_is_entered_with_a_receipt_that_anybody_can_verify(machine, house):
    drawn = note(machine)
    reply = machine.enter(drawn, by(KEY, drawn))
    assert reply.status == 201
    entry, proof = parse_entry(reply.said["entry"].encode()), parse_tlog_proof(reply.said["proof"].encode())
    checkpoint = verify_tlog_proof(proof, entry.leaf_hash, house.policy)
    assert (entry.line, proof.index, checkpoint.size) == (drawn.line, reply.said["index"], proof.index + 1)
    assert reply.said["checkpoint"].encode() == proof.checkpoint
    assert (reply.said["sha256"], reply.said["entered"]) == (entry.act_hash.hex(), entry.entered)


def test_receipt_says_where_the_act_is_read(machine):
    drawn = note(machine)
    reply = machine.enter(drawn, by(KEY, drawn))
    page = f"http://localhost/en/record/{reply.said['index']}/"
    assert (reply.said["page"], reply.headers["Location"]) == (page, page)
    data = machine.client.get(reply.said["data"].removeprefix("http://localhost"))
    assert data.json()["page"]["sha256"] == reply.said["sha256"]


def test_act_signed_by_a_security_key_is_entered_and_openssh_verifies_it(machine, house, tmp_path):
    drawn = machine.draw(COUNSELLOR, "notices.send", "participants", **NOTE, notice=slug("kaz"))
    blob = TOKEN.sshsig(drawn.line, SCOPE)
    assert machine.enter(drawn, ("KAZ/counsellor", blob)).status == 201
    (tmp_path / "act.sig").write_text(sshsig.armor(blob))
    signers = house.folder.record / "allowed_signers"
    said = verified(drawn.line, tmp_path / "act.sig", signers, "KAZ/counsellor", SCOPE)
    assert said.startswith(f'Good "{SCOPE}" signature for KAZ/counsellor with ED25519-SK key')


def test_signature_may_come_in_bare_base64(machine):
    drawn = note(machine)
    said = message(drawn, by(KEY, drawn))
    lines = said["signatures"][0]["sig"].split("\n")
    said["signatures"][0]["sig"] = "".join(lines[1:-2])
    assert machine.send("acts", said).status == 201


def test_record_with_acts_from_machines_holds_in_everything(machine, house):
    drawn = note(machine)
    machine.enter(drawn, by(KEY, drawn))
    assert audit(house.files, house.policy).record.size == house.ledger.size()


def test_next_act_is_told_with_a_checkpoint_that_verifies(machine, house):
    told = machine.get("acts/next/KAZ").said
    checkpoint, _ = open_trusted(told["checkpoint"].encode(), house.policy)
    assert (checkpoint.size, checkpoint.origin, told["namespace"]) == (told["seen"]["size"], ORIGIN, SCOPE)
    officers = {each["officer"]: each["keys"] for each in told["officers"]}
    missing = set(desks.OFFICERS["KAZ"]) - set(officers)
    assert (missing, KEY.public.fingerprint in officers["ambassador"]) == (set(), True)


def test_next_act_of_the_chair_is_told_with_the_officers_of_the_chairing_state(machine):
    told = machine.get("acts/next/CHAIR").said
    assert (told["party"], {each["officer"] for each in told["officers"]}) == ("CHAIR", set(desks.OFFICERS["CHN"]))


def test_party_without_officers_has_a_next_act_that_nobody_can_sign_yet(machine):
    told = machine.get("acts/next/UZB").said
    assert (told["serial"], told["officers"]) == (1, [])
    drawn = machine.draw(
        Hat("UZB", "o"), "officers.enrol", party="UZB", officer="o-1", office="A", functions=["drafter"]
    )
    assert machine.enter(drawn, by(KEY, drawn, "UZB/o")).why == (422, "officers.no_keys")


def test_acts_of_a_contested_party_are_suspended_by_the_rule_that_is_named(machine, house):
    key = PrivateKey.from_seed(b"b" * 32)
    add_key(house, Hat("BLR", "administrator"), key.public.openssh)
    contest = {"party": "BLR", "claimants": [CLAIMANT, CLAIMANT | {"name": "B"}]}
    desks.enter(house, Hat("SECRETARIAT", "head"), "officers.contest", **contest)
    said = {"party": "BLR", "officer": "o-1", "office": "A", "functions": ["drafter"]}
    drawn = machine.draw(Hat("BLR", "administrator"), "officers.enrol", **said)
    reply = machine.enter(drawn, by(key, drawn, "BLR/administrator"))
    assert (reply.why, reply.said["rule"]["provision"]) == ((422, "officers.suspended"), "contested")


def test_language_that_is_not_spoken_is_told(machine):
    reply = machine.get("acts/next/KAZ?lang=fr")
    assert reply.why == (400, "api.language_unknown")


@pytest.mark.parametrize("party", ["XXX", "kaz", "%00", "%F0%9F%98%80", "x" * 500])
def test_party_that_is_none_has_no_next_act(machine, party):
    reply = machine.get(f"acts/next/{party}?lang=ru")
    assert (reply.why, reply.headers["Content-Language"]) == ((404, "api.party_unknown"), "ru")


def test_act_is_checked_before_anybody_signs_it_and_nothing_is_entered(machine, house):
    size = house.ledger.size()
    drawn = note(machine)
    reply = machine.enter(drawn, path="acts/check")
    assert (reply.status, reply.said["index"], house.ledger.size()) == (200, size, size)
    assert reply.said["says"] == "Kazakhstan writes to China and Belarus: “A visit”."
    assert machine.enter(drawn, by(KEY, drawn), path="acts/check").status == 200


def test_act_is_refused_when_it_is_checked_as_when_it_is_entered(machine):
    drawn = note(machine, heading={"serial": 1})
    told = [machine.enter(drawn, *signed, path="acts/check").why for signed in ([], [by(KEY, drawn)])]
    assert [*told, machine.enter(drawn, by(KEY, drawn)).why] == [(409, "door.serial_out_of_turn")] * 3


def test_act_entered_is_told_apart_when_it_is_checked(machine):
    drawn = note(machine)
    entered = machine.enter(drawn, by(KEY, drawn))
    reply = machine.enter(drawn, by(KEY, drawn), path="acts/check")
    assert (reply.why, reply.said["index"]) == ((409, "door.entered_already"), entered.said["index"])


def test_refusal_names_the_rule_of_the_charter_and_what_would_be_in_order(machine):
    drawn = machine.draw(AMBASSADOR, "officers.contest", party="KAZ", claimants=[CLAIMANT, CLAIMANT])
    reply = machine.enter(drawn, path="acts/check")
    assert reply.why == (422, "officers.not_theirs_to_enter")
    assert "are not for KAZ to enter. By the charter they are entered by: " in reply.said["detail"]
    assert reply.said["remedy"] == "Ask one of these to enter it."
    rule = reply.said["rule"]
    assert (rule["provision"], rule["assumed"], rule["says"]["by"]) == ("acts: officers.contest", True, ["secretariat"])


def test_act_that_wants_two_signatures_is_entered_with_two(machine):
    drawn = machine.draw(AMBASSADOR, "membership.sign", party="KAZ", instrument="founding-act", **FACT)
    one = machine.enter(drawn, by(KEY, drawn), path="acts/check")
    assert (one.why, one.said["rule"]["says"]["signatures"]) == ((422, "officers.too_few_signatures"), 2)
    second = ("KAZ/counsellor", TOKEN.sshsig(drawn.line, SCOPE))
    both = machine.enter(drawn, by(KEY, drawn), second, path="acts/check")
    # The small forum's founding act was signed by Kazakhstan in 1999.
    assert both.why == (422, "membership.signed_already")


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_refusal_is_in_the_language_asked_for(machine, language):
    drawn = note(machine, heading={"serial": 1})
    reply = machine.send(f"acts/check?lang={language}", message(drawn))
    assert (reply.why, reply.headers["Content-Language"]) == ((409, "door.serial_out_of_turn"), language)


HOSTILE = [
    '=HYPERLINK("https://evil.example","x")',
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7*7 }}{% debug %}",
    "%(name)s %s {0}",
    "'; DROP TABLE store_entry; --",
    "\\u0000<!--",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_a_party_writes_is_text_wherever_it_is_read(machine, house, text):
    said = {"party": "KAZ", "officer": slug("o"), "office": {"en": text}, "functions": ["drafter"]}
    drawn = machine.draw(ADMINISTRATOR, "officers.enrol", **said)
    signed = by(ADMINISTRATORS_KEY, drawn, "KAZ/administrator")
    checked = machine.enter(drawn, signed, path="acts/check")
    assert (checked.status, text in checked.said["says"]) == (200, True)
    index = machine.enter(drawn, signed).said["index"]
    shown = [machine.client.get(page).content.decode() for page in (f"/en/record/{index}/", "/en/record.atom")]
    assert [escape(text) in page for escape, page in zip((html.escape, escape_xml), shown, strict=True)] == [True] * 2
    assert not any(tag in page for page in shown for tag in ("<script>alert", "<img src=x"))
    table = machine.client.get("/en/record.csv").content.decode("utf-8-sig")
    rows = [row for row in csv.reader(io.StringIO(table)) if any(text in cell for cell in row)]
    assert (len(rows), [cell for cell in rows[0] if cell[:1] in {"=", "+", "-", "@"}]) == (1, [])


def test_second_of_two_officers_is_told_what_changed_meanwhile(machine):
    first, second = note(machine), note(machine)
    machine.enter(first, by(KEY, first))
    reply = machine.enter(second, by(KEY, second))
    assert (reply.why, "is due" in reply.said["detail"]) == ((409, "door.serial_out_of_turn"), True)


def test_act_handed_in_twice_is_told_where_it_stands(machine):
    drawn = note(machine)
    entered = machine.enter(drawn, by(KEY, drawn))
    reply = machine.enter(drawn, by(KEY, drawn))
    assert (reply.why, reply.said["index"]) == ((409, "door.entered_already"), entered.said["index"])
