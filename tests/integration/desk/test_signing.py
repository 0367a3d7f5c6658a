from __future__ import annotations

import hashlib
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from comity.forum.charter.state import charter
from comity.record.entry import Entry, namespace, parse_entry, sign_act
from comity.record.keys import PrivateKey
from comity.record.sshsig import armor
from comity.secretariat.composing import Drawn, Hat
from comity.secretariat.faults import HALTED, Stopped
from comity.secretariat.wording.digest import digest_words
from comity.store import drafts, people, sessions
from comity.store.house import House
from comity.web.desk.acts import ways
from comity.web.desk.acts.ways import Way, open_way
from comity.web.desk.presence import COOKIE, now
from tests.support import desks
from tests.support.actsdesk import Leaf, Officer, officer
from tests.support.authenticator import Authenticator
from tests.support.small_forum import act

HOSTILE = "<script>alert(1)</script>\"'&amp;"
NOTE: dict[str, Any] = {
    "party": "KAZ",
    "notice": "kaz-1",
    "to": ["MNG"],
    "subject": {"en": "Flood"},
    "text": {"en": "Rises."},
}


@pytest.fixture
def ambassador(house: House) -> Officer:
    return officer(house, "KAZ", "ambassador")


@pytest.fixture
def counsellor(house: House) -> Officer:
    return officer(house, "KAZ", "counsellor")


@pytest.fixture
def note(ambassador: Officer) -> str:
    """A draft of a note of Kazakhstan."""
    return ambassador.begin("notices.send", **NOTE)


def size(house: House) -> int:
    return house.ledger.size()


# --- one officer --------------------------------------------------------------------------------------------------


def test_act_is_read_from_its_bytes_signed_and_verified_with_openssh(
    ambassador: Officer, note: str, tmp_path: Path
) -> None:
    page = ambassador.read(note)
    assert page.status == 200
    assert "Kazakhstan writes to Mongolia: “Flood”." in page.plain
    digest = hashlib.sha256(page.line).digest()
    assert page.shown == digest.hex()
    assert " ".join(digest_words(digest, "en")) in page.plain
    assert "It becomes act 7 of Kazakhstan, by its own count, and stays in the record for good." in page.plain
    index = ambassador.entered(note)
    assert ambassador.draft(note) is None
    entry = ambassador.house.ledger.stored(index, index + 1)[0].raw
    assert entry.split(b"\n")[0] == page.line
    for name, content in {
        "act": page.line,
        "act.sig": Leaf(ambassador.browser.get(f"/en/record/{index}/{index}.act.sig")).text.encode(),
        "allowed_signers": (ambassador.house.folder.record / "allowed_signers").read_bytes(),
    }.items():
        (tmp_path / name).write_bytes(content)
    scope = namespace(ambassador.house.folder.origin)
    command = [
        "ssh-keygen",
        "-Y",
        "verify",
        "-f",
        "allowed_signers",
        "-I",
        "KAZ/ambassador",
        "-n",
        scope,
        "-s",
        "act.sig",
    ]
    done = subprocess.run(command, cwd=tmp_path, input=page.line, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    changed = subprocess.run(command, cwd=tmp_path, input=page.line + b" ", capture_output=True, check=False)
    assert changed.returncode != 0


def test_page_shows_the_same_act_again_so_that_two_devices_can_be_compared(ambassador: Officer, note: str) -> None:
    assert ambassador.read(note).line == ambassador.read(note).line


def test_two_who_open_the_page_in_the_same_moment_both_read_an_act(
    ambassador: Officer, counsellor: Officer, note: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    find, met = drafts.find, []

    def found(*asked: Any) -> Any:
        draft = find(*asked)
        if not met:
            met.append(draft)
            assert counsellor.read(note).status == 200
        return draft

    monkeypatch.setattr(drafts, "find", found)
    page = ambassador.read(note)
    assert (page.status, b'"office":"ambassador"' in page.line) == (200, True)
    assert ambassador.sign(note, page).status == 302


def test_page_that_was_open_for_long_shows_the_act_drawn_up_anew(ambassador: Officer, note: str) -> None:
    before = ambassador.read(note)
    draft = ambassador.draft(note)
    assert draft is not None
    stale = draft.line.replace(b'"at":"2', b'"at":"1')
    drafts.save(ambassador.house.vault, replace(draft, line=stale), now=now())
    assert ambassador.read(note).line not in {before.line, stale}


def test_act_shows_everything_that_it_says(ambassador: Officer) -> None:
    file = {"name": "map.pdf", "sha256": "ab" * 32, "size": 1234, "media_type": "application/pdf"}
    said = NOTE | {
        "subject": {"en": "Flood", "ru": "Паводок"},
        "precedence": "immediate",
        "files": [file],
        "reply": "answer",
    }
    page = ambassador.read(ambassador.begin("notices.send", audience=("CHN", "MNG"), **said))
    for words in ("Паводок", "Rises.", "map.pdf", "ab" * 32, "1,234", "immediate", "an answer", "Mongolia (MNG)"):
        assert words in page.plain
    assert "Read by China and Mongolia" in page.plain
    assert '"audience":["CHN","MNG"]' in page.plain


def test_passkeys_that_are_asked_for_are_those_that_the_record_knows_as_hers(ambassador: Officer, note: str) -> None:
    other = Authenticator(desks.RP_ID, "of nobody").public
    person = "person-kaz-ambassador"
    people.add_passkey(people.Passkey("not-hers", person, other.fingerprint, other.openssh, (), "x", now(), None))
    page = ambassador.read(note)
    assert "credential-KAZ-ambassador" in page.text
    assert "not-hers" not in page.text


def test_officer_who_prepares_reads_the_act_and_is_told_who_signs_it(house: House, note: str) -> None:
    attache = officer(house, "KAZ", "attache")
    page = attache.read(note)
    assert page.status == 200
    assert "May sign it: Ambassador (ambassador) and Counsellor (counsellor)." in page.plain
    assert "Sign with a passkey" not in page.plain
    assert "Its digest in words" not in page.plain, "what she is shown is not what will be signed by another"
    leaf = attache.post(f"drafts/{note}/sign/", shown="0" * 64, **attache.answer(page.line))
    assert leaf.status == 409
    assert size(house) == 54


# --- what is not taken --------------------------------------------------------------------------------------------


def _truncated(sent: dict[str, str]) -> dict[str, str]:
    return sent | {"signature": sent["signature"][:40]}


WRONG: dict[str, tuple[dict[str, Any], dict[str, str], int, str]] = {
    "forged": ({}, {"signature": "MEUCIQDAAAAA"}, 422, ""),
    "truncated authenticator data": ({}, {"authenticatorData": "AAAA"}, 422, "passkey.authenticator"),
    "no base64": ({}, {"clientDataJSON": "no base64!"}, 422, "signing.unreadable"),
    "nothing": ({}, {"signature": "", "clientDataJSON": "", "authenticatorData": ""}, 422, "passkey.authenticator"),
    "huge": ({}, {"clientDataJSON": "A" * 100_000}, 422, ""),
    "of another site": ({"origin": "https://evil.example"}, {}, 422, "webauthn.rp"),
    "of another place of the site": ({"origin": "http://localhost:9999"}, {}, 422, "officers.passkey_elsewhere"),
    "in a frame of another site": ({"cross_origin": True}, {}, 422, "webauthn.cross_origin"),
    "without the person verified": ({"user_verified": False}, {}, 422, "signature.verification"),
    "without a touch": ({"user_present": False}, {}, 422, "signature.presence"),
    "to another challenge": ({"members": {"challenge": "AAAA"}}, {}, 422, ""),
    "at registration": ({"members": {"type": "webauthn.create"}}, {}, 422, ""),
    "with a passkey that nobody knows": ({}, {"credential": "unknown"}, 422, "signing.not_your_passkey"),
    "with a colleague's passkey": ({}, {"credential": "credential-KAZ-counsellor"}, 422, "signing.not_your_passkey"),
    "of another act": ({}, {"shown": "0" * 64}, 409, "signing.changed"),
    "in no known way": ({}, {"way": "shouting"}, 422, "signing.unreadable"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_signature_that_is_not_in_order_is_refused_and_the_draft_is_kept(
    ambassador: Officer, counsellor: Officer, note: str, wrong: str
) -> None:
    assertion, changed, status, code = WRONG[wrong]
    leaf = ambassador.sign(note, changed=changed, **assertion)
    assert leaf.status == status, leaf.plain
    assert leaf.code.startswith(code)
    assert leaf.code
    assert "Flood" in leaf.plain
    assert size(ambassador.house) == 54
    draft = ambassador.draft(note)
    assert draft is not None
    assert (draft.fields, draft.signatures) == (NOTE, ())
    assert ambassador.entered(note) == 54


def test_signature_of_an_act_that_was_entered_is_not_taken_for_another(ambassador: Officer, note: str) -> None:
    page = ambassador.read(note)
    answer = ambassador.answer(page.line)
    ambassador.entered(note)
    again = ambassador.begin("notices.send", **NOTE | {"notice": "kaz-2"})
    leaf = ambassador.post(f"drafts/{again}/sign/", **answer, shown=ambassador.read(again).shown)
    assert (leaf.status, size(ambassador.house)) == (422, 55)


def test_form_sent_twice_enters_the_act_once(ambassador: Officer, note: str) -> None:
    page = ambassador.read(note)
    sent = {"shown": page.shown, **ambassador.answer(page.line)}
    draft = ambassador.draft(note)
    assert draft is not None
    assert ambassador.post(f"drafts/{note}/sign/", **sent).status == 302
    kept = drafts.begin(ambassador.house.vault, ambassador.hat, "notices.send", NOTE, now=now())
    drafts.save(ambassador.house.vault, replace(kept, line=draft.line, opening=draft.opening), now=now())
    leaf = ambassador.post(f"drafts/{kept.id}/sign/", **sent)
    assert (leaf.status, leaf.response.headers["Location"]) == (302, "/en/desk/receipts/54/")
    assert (size(ambassador.house), ambassador.draft(kept.id)) == (55, None)


def test_page_of_an_act_that_was_entered_leads_to_its_receipt(ambassador: Officer, note: str) -> None:
    ambassador.read(note)
    draft = ambassador.draft(note)
    assert draft is not None
    ambassador.entered(note)
    kept = drafts.begin(ambassador.house.vault, ambassador.hat, "notices.send", NOTE, now=now())
    drafts.save(ambassador.house.vault, replace(kept, line=draft.line, opening=draft.opening), now=now())
    leaf = ambassador.read(kept.id)
    assert (leaf.status, leaf.response.headers["Location"]) == (302, "/en/desk/receipts/54/")


def test_revoked_key_signs_no_more_and_what_it_signed_stays(
    ambassador: Officer, counsellor: Officer, note: str
) -> None:
    first = ambassador.entered(note)
    second = ambassador.begin("notices.send", **NOTE | {"notice": "kaz-2"})
    third = counsellor.begin("notices.send", **NOTE | {"notice": "kaz-3"})
    revoke = {"party": "KAZ", "officer": "ambassador", "fingerprint": desks.passkey(ambassador.hat).public.fingerprint}
    administrator = officer(ambassador.house, "KAZ", "administrator")
    administrator.entered(administrator.begin("officers.revoke_key", reason="lost", **revoke))
    page = counsellor.read(third)
    answer = ambassador.answer(page.line) | {"credential": counsellor.credential}
    leaf = counsellor.post(f"drafts/{third}/sign/", shown=page.shown, **answer)
    assert leaf.status == 422
    leaf = ambassador.get(f"drafts/{second}/sign/")
    assert leaf.response.headers["Location"].startswith("/en/sign-in/")
    assert counsellor.get(f"receipts/{first}/").status == 200


def test_stopped_door_is_told_and_nothing_is_lost(
    ambassador: Officer, note: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object) -> None:
        raise Stopped(HALTED, fault="the disk is full")

    page = ambassador.read(note)
    with monkeypatch.context() as patch:
        patch.setattr(type(ambassador.house.anteroom), "enter", stopped)
        leaf = ambassador.sign(note, page)
    assert (leaf.status, "the disk is full" in leaf.plain) == (503, True)
    assert ambassador.entered(note) == 54


def test_stranger_is_led_to_the_sign_in_and_another_site_sends_nothing(ambassador: Officer, note: str) -> None:
    visitor = desks.visitor()
    assert visitor.get(f"/en/desk/drafts/{note}/sign/").headers["Location"].startswith("/en/sign-in/")
    strict = ambassador.browser.__class__(enforce_csrf_checks=True, headers={"host": desks.HOST})
    strict.cookies = ambassador.browser.cookies
    page = ambassador.read(note)
    sent = {"shown": page.shown, **ambassador.answer(page.line)}
    assert strict.post(f"/en/desk/drafts/{note}/sign/", sent).status_code == 403
    assert size(ambassador.house) == 54


# --- what the rules refuse ----------------------------------------------------------------------------------------


def test_act_that_would_be_refused_says_why_before_anybody_signs(ambassador: Officer) -> None:
    name = ambassador.begin("notices.send", **NOTE | {"to": ["KAZ"]})
    page = ambassador.read(name)
    assert (page.status, page.code) == (422, "notices.to_itself")
    assert "Kazakhstan cannot write to itself. Leave it out of the addressees." in page.plain
    assert f'href="/en/desk/drafts/{name}/"' in page.text
    assert "Sign with a passkey" not in page.plain
    draft = ambassador.draft(name)
    assert draft is not None
    assert draft.fields["to"] == ["KAZ"]


def test_act_that_is_not_the_partys_to_enter_names_the_rule(ambassador: Officer) -> None:
    page = ambassador.read(ambassador.begin("charter.adopt"))
    assert (page.status, page.code) == (422, "officers.not_theirs_to_enter")
    assert "By the charter they are entered by: the Secretariat." in page.plain


def test_act_that_is_too_long_for_an_entry_is_refused_before_it_is_signed(house: House) -> None:
    head = officer(house, "SECRETARIAT", "head")
    title = {"en": "x" * 3900, "ru": "y" * 3900, "zh": "中" * 3900}
    said = {"source": "S2", "title": title, "weight": "press", "urls": ["https://example.org/" + "z" * 900] * 60}
    page = head.read(head.begin("sources.cite", **said))
    assert (page.status, page.code) == (422, "door.too_large")


def test_draft_that_is_not_finished_leads_back_to_what_is_missing(ambassador: Officer) -> None:
    name = ambassador.begin("notices.send", party="KAZ")
    assert ambassador.read(name).response.headers["Location"] == f"/en/desk/drafts/{name}/?mend=1"
    assert "Subject: it is missing" in ambassador.get(f"drafts/{name}/?mend=1").plain


def test_body_that_is_only_a_commitment_is_not_taken_for_one(ambassador: Officer) -> None:
    name = ambassador.begin("notices.send", commitment="A" * 43 + "=")
    assert ambassador.read(name).status == 302


def test_text_that_the_record_cannot_hold_is_told(ambassador: Officer) -> None:
    name = ambassador.begin("notices.send", **NOTE | {"subject": {"ru": "и\u0306"}})
    page = ambassador.read(name)
    assert (page.status, page.code) == (422, "json.nfc")


# --- several officers ---------------------------------------------------------------------------------------------


@pytest.fixture
def two(house: House) -> str:
    """A draft of Kazakhstan that two officers have to sign: an answer to a note of Mongolia."""
    return _answer(house, 2)


def _answer(house: House, signatures: int) -> str:
    held = charter(house.ledger)
    assert held is not None
    rules = held.rules.model_dump(mode="json", exclude_unset=True)
    usual = next(rule for rule in rules["acts"] if rule["act"] == "notices.*")
    rules["acts"].append(usual | {"act": "notices.answer", "signatures": signatures})
    house.desk.enter_all([act("charter.adopt", **rules | {"version": held.version + 1})])
    asked = {"party": "MNG", "notice": "mng-1", "to": ["KAZ"], "subject": "Help", "text": "Please.", "reply": "answer"}
    desks.enter(house, Hat("MNG", "ambassador"), "notices.send", **asked)
    answer = {"party": "KAZ", "notice": "mng-1", "position": "agrees"}
    return officer(house, "KAZ", "ambassador").begin("notices.answer", **answer)


def test_act_waits_for_the_second_officer_and_is_entered_by_her(
    ambassador: Officer, counsellor: Officer, two: str
) -> None:
    page = ambassador.read(two)
    assert "It is entered once 2 officers have signed it." in page.plain
    leaf = ambassador.sign(two)
    assert (leaf.status, leaf.response.headers["Location"]) == (302, f"/en/desk/drafts/{two}/sign/")
    assert size(ambassador.house) == 56
    waiting = ambassador.read(two)
    assert "Signed so far by: Ambassador (ambassador)." in waiting.plain
    assert "Sign with a passkey" not in waiting.plain
    assert "signed by Ambassador (ambassador), more wanted" in counsellor.get("drafts/").plain
    assert "asked for: a further signature" in counsellor.get("").plain
    assert "asked for: a further signature" not in ambassador.get("").plain
    second = counsellor.read(two)
    assert second.line == page.line
    assert "May sign it: Counsellor (counsellor)." in second.plain
    index = counsellor.entered(two)
    assert [each.signer for each in _entry(ambassador.house, index).signatures] == sorted(
        ["KAZ/ambassador", "KAZ/counsellor"], key=_fingerprint
    )


def _entry(house: House, index: int) -> Entry:
    return parse_entry(house.ledger.stored(index, index + 1)[0].raw)


def _fingerprint(signer: str) -> str:
    party, name = signer.split("/")
    return desks.passkey(Hat(party, name)).public.fingerprint


def test_officer_does_not_sign_twice(ambassador: Officer, two: str) -> None:
    page = ambassador.read(two)
    ambassador.sign(two, page)
    leaf = ambassador.sign(two, page)
    assert (leaf.status, leaf.code) == (422, "officers.signed_twice")
    draft = ambassador.draft(two)
    assert draft is not None
    assert len(draft.signatures) == 1


def test_two_who_sign_in_the_same_moment_both_count(
    house: House, ambassador: Officer, counsellor: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    minister, administrator = officer(house, "KAZ", "minister"), Hat("KAZ", "administrator")
    who = {"party": "KAZ", "officer": "minister"}
    desks.enter(house, administrator, "officers.enrol", office="Minister", functions=["authoriser"], **who)
    key = desks.passkey(minister.hat).public.openssh
    desks.enter(house, administrator, "officers.add_key", key=key, origins=[desks.WEB_ORIGIN], **who)
    three = _answer(house, 3)
    ambassador.sign(three)
    page, before = minister.read(three), house.ledger.size()
    find, met = drafts.find, []

    def found(*asked: Any) -> Any:
        """The minister signs after the counsellor's draft was read, and before it is kept."""
        draft = find(*asked)
        if not met:
            met.append(draft)
            assert minister.sign(three, page).response.headers["Location"].endswith("/sign/")
        return draft

    monkeypatch.setattr(drafts, "find", found)
    leaf = counsellor.sign(three, page)
    assert leaf.response.headers["Location"] == f"/en/desk/receipts/{before}/"
    assert len(_entry(house, before).signatures) == 3


def test_signatures_of_a_waiting_act_are_said_to_be_at_stake_before_another_is_entered(
    ambassador: Officer, counsellor: Officer, two: str
) -> None:
    ambassador.sign(two)
    page = counsellor.read(counsellor.begin("notices.send", **NOTE))
    assert "Another act of your party waits for signatures: Answer to a note" in page.plain
    assert "those signatures are void" in page.plain


def test_waiting_act_that_was_overtaken_is_drawn_up_anew_and_nothing_typed_is_lost(
    ambassador: Officer, counsellor: Officer, two: str
) -> None:
    page = ambassador.read(two)
    ambassador.sign(two)
    counsellor.entered(counsellor.begin("notices.send", **NOTE))
    for leaf in (counsellor.read(two), counsellor.sign(two, page)):
        assert leaf.status == 409
        assert (
            "Meanwhile your officer Counsellor (counsellor) has entered another act, which took the number 7"
            in leaf.plain
        )
        assert "Kazakhstan writes to Mongolia: “Flood”." in leaf.plain
        assert "The signatures given for this act are therefore void." in leaf.plain
    assert ambassador.post(f"drafts/{two}/sign/", anew="1").status == 302
    anew = ambassador.read(two)
    assert (anew.status, b'"serial":8' in anew.line) == (200, True)
    assert "Kazakhstan answers the note mng-1: it agrees." in anew.plain
    ambassador.sign(two)
    counsellor.entered(two)


def test_second_of_two_officers_is_told_what_took_the_number_and_signs_anew(
    ambassador: Officer, counsellor: Officer, note: str
) -> None:
    page = ambassador.read(note)
    index = counsellor.entered(
        counsellor.begin("notices.send", **NOTE | {"notice": "kaz-2", "subject": {"en": "Fire"}})
    )
    leaf = ambassador.sign(note, page)
    assert (leaf.status, leaf.code) == (409, "door.serial_out_of_turn")
    assert f"took the number 7: act {index} of the record" in leaf.plain
    assert "Kazakhstan writes to Mongolia: “Fire”." in leaf.plain
    assert b'"serial":8' in leaf.line
    assert ambassador.sign(note, leaf).status == 302
    assert size(ambassador.house) == 56


def test_act_changed_after_it_was_shown_is_not_signed(ambassador: Officer, counsellor: Officer, note: str) -> None:
    page = ambassador.read(note)
    draft = ambassador.draft(note)
    assert draft is not None
    other = dict(NOTE | {"subject": {"en": "Surrender"}})
    drafts.save(ambassador.house.vault, replace(draft, fields=other, line=b"", opening=None), now=now())
    leaf = ambassador.sign(note, page)
    assert (leaf.status, leaf.code) == (409, "signing.changed")
    assert "“Surrender”" in leaf.plain
    assert size(ambassador.house) == 54


def test_signature_whose_key_was_revoked_meanwhile_holds_up_the_act_and_says_so(
    ambassador: Officer, counsellor: Officer, two: str
) -> None:
    ambassador.sign(two)
    revoke = {"party": "KAZ", "officer": "ambassador", "fingerprint": _fingerprint("KAZ/ambassador"), "reason": "lost"}
    desks.enter(
        ambassador.house,
        Hat("SECRETARIAT", "head"),
        "officers.revoke_key",
        credentials=desks.NOTE | {"reference": "No. 9"},
        **revoke,
    )
    page = counsellor.read(two)
    assert (page.status, page.code) == (422, "officers.key_revoked")
    assert "Draw it up anew" in page.plain


# --- other ways ---------------------------------------------------------------------------------------------------


@pytest.fixture
def keeper(counsellor: Officer) -> PrivateKey:
    """A key of the counsellor for ssh-keygen."""
    key = PrivateKey.from_seed(b"7" * 32)
    administrator = officer(counsellor.house, "KAZ", "administrator")
    added = {"party": "KAZ", "officer": "counsellor", "key": key.public.openssh}
    administrator.entered(administrator.begin("officers.add_key", **added))
    return key


def hand_in(who: Officer, name: str, content: bytes) -> Leaf:
    file = SimpleUploadedFile("act.json.sig", content)
    return who.post(f"drafts/{name}/sign/", way="file", shown=who.read(name).shown, file=file)


def test_act_is_signed_with_ssh_keygen_from_files_alone(
    counsellor: Officer, keeper: PrivateKey, tmp_path: Path
) -> None:
    name = counsellor.begin("notices.send", **NOTE)
    page = counsellor.read(name)
    assert keeper.public.fingerprint in page.plain
    answer = counsellor.browser.get(f"/en/desk/drafts/{name}/act/")
    file = tmp_path / "act-8.json"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="act-8.json"'
    file.write_bytes(answer.content)
    assert answer.content == page.line
    private = tmp_path / "key"
    private.write_bytes(keeper.to_openssh())
    private.chmod(0o600)
    scope = namespace(counsellor.house.folder.origin)
    assert f"ssh-keygen -Y sign -f ~/.ssh/id_ed25519 -n {scope} act-8.json" in page.plain
    subprocess.run(["ssh-keygen", "-Y", "sign", "-f", private, "-n", scope, file], check=True, capture_output=True)
    leaf = hand_in(counsellor, name, Path(f"{file}.sig").read_bytes())
    assert (leaf.status, size(counsellor.house)) == (302, 56)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"nothing of the kind", "sshsig.armor"),
        (b"", "sshsig.armor"),
        (b"\xff" * 30_000, ""),
    ],
)
def test_file_that_is_no_signature_is_told(counsellor: Officer, keeper: PrivateKey, content: bytes, code: str) -> None:
    leaf = hand_in(counsellor, counsellor.begin("notices.send", **NOTE), content)
    assert leaf.status == 422
    assert leaf.code.startswith(code)


def test_form_without_its_file_is_told(counsellor: Officer, keeper: PrivateKey) -> None:
    name = counsellor.begin("notices.send", **NOTE)
    leaf = counsellor.post(f"drafts/{name}/sign/", way="file", shown=counsellor.read(name).shown)
    assert (leaf.status, leaf.code) == (422, "signing.no_file")


def test_signature_for_another_record_or_by_another_key_is_refused(counsellor: Officer, keeper: PrivateKey) -> None:
    name = counsellor.begin("notices.send", **NOTE)
    line = counsellor.read(name).line
    elsewhere = sign_act(keeper, line, "another.example", "KAZ/counsellor").sig
    assert hand_in(counsellor, name, armor(elsewhere).encode()).code == "signature.namespace"
    stranger = sign_act(PrivateKey.from_seed(b"8" * 32), line, counsellor.house.folder.origin, "KAZ/counsellor").sig
    assert hand_in(counsellor, name, armor(stranger).encode()).code == "officers.not_its_key"


def test_way_that_a_part_of_the_house_opens_is_offered_to_whom_it_is_open(
    ambassador: Officer, counsellor: Officer, note: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def opens(here: Any) -> Way | None:
        if here.hat != ambassador.hat:
            return None
        return Way("seat", "Sign with the key of the seat", "A rehearsal.", _sign)

    def _sign(drawn: Drawn) -> Any:
        return desks.signature(ambassador.house, ambassador.hat, drawn.line)

    monkeypatch.setattr(ways, "_OPENED", [])
    open_way(opens)
    open_way(opens)
    page = ambassador.read(note)
    assert page.plain.count("Sign with the key of the seat") == 1
    assert "Sign with the key of the seat" not in counsellor.read(note).plain
    page = ambassador.read(note)
    assert ambassador.post(f"drafts/{note}/sign/", way="seat", shown=page.shown).status == 302


def test_chair_signs_through_officers_of_the_chairing_state(house: House) -> None:
    chair = officer(house, "CHAIR", "ambassador")
    name = chair.begin("notices.send", **NOTE | {"party": "CHAIR", "notice": "chair-1"})
    page = chair.read(name)
    assert "The chair writes to Mongolia: “Flood”." in page.plain
    assert _entry(house, chair.entered(name)).act.party == "CHAIR"


def test_next_chair_finds_nothing_that_the_former_chair_has_not_sent(house: House) -> None:
    former = officer(house, "CHAIR", "ambassador")
    kept = former.begin("notices.send", **NOTE | {"party": "CHAIR", "notice": "chair-1"})
    assert "Flood" in former.get("drafts/").plain
    term = {"term": "kaz-2026", "sources": ["S1"], "confidence": "high"}
    house.desk.enter_all(
        [
            act("offices.elect_chair", state="KAZ", since="2026-06-01", **term),
            act("offices.take_chair", on="2026-06-01", **term),
        ]
    )
    key, hat = desks.passkey(Hat("KAZ", "ambassador")).public.fingerprint, Hat("CHAIR", "ambassador")
    cookie = sessions.begin(house.vault, desks.person_of(Hat("KAZ", "ambassador")), hat, key, "a browser", now=now())
    browser = desks.visitor()
    browser.cookies[COOKIE] = cookie
    seen = Leaf(browser.get("/en/desk/drafts/"))
    assert (seen.status, "Flood" in seen.plain, "Flood" in Leaf(browser.get("/en/desk/")).plain) == (200, False, False)
    assert [browser.get(f"/en/desk/drafts/{kept}/{page}").status_code for page in ("", "sign/", "act/")] == [404] * 3
    own = browser.post("/en/desk/acts/new/notices.send/").headers["Location"]
    assert (Leaf(browser.get(own)).status, former.draft(kept) is None) == (200, False)


def test_texts_of_parties_are_escaped_wherever_acts_are_shown(ambassador: Officer) -> None:
    said = NOTE | {"subject": {"en": HOSTILE}, "text": {"en": HOSTILE, "ru": HOSTILE}}
    name = ambassador.begin("notices.send", **said)
    page = ambassador.read(name)
    assert HOSTILE.encode() not in page.line, "it is withheld"
    index = ambassador.entered(name)
    for leaf in (page, ambassador.get(f"receipts/{index}/"), Leaf(ambassador.browser.get(f"/en/record/{index}/"))):
        assert leaf.status == 200
        assert "<script>alert" not in leaf.text
    assert HOSTILE in page.plain


@pytest.mark.parametrize("language", ["ru", "zh-hans"])
def test_act_is_read_in_the_readers_language(ambassador: Officer, note: str, language: str) -> None:
    page = Leaf(ambassador.browser.get(f"/{language}/desk/drafts/{note}/sign/"))
    digest = hashlib.sha256(page.line).digest()
    assert " ".join(digest_words(digest, language)) in page.plain
