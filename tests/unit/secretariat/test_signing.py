from __future__ import annotations

from pathlib import Path

import pytest

from comity.forum.kernel.acts import Enacted
from comity.forum.kernel.errors import Refused
from comity.forum.officers.state import HeldKey
from comity.record import passkey
from comity.record.entry import Signature, namespace, sign_act
from comity.record.errors import RecordError
from comity.record.sshsig import armor
from comity.secretariat.composing import Drawn, Hat, View
from comity.secretariat.entitled import entitlement, entitlements
from comity.secretariat.glance import Glance
from comity.secretariat.signing import Assertion, by_file, by_passkey, counted, digest_of, keys_of, signer
from tests.support.authenticator import Authenticator
from tests.support.memory_house import MemoryHouse
from tests.support.small_forum import ORIGIN, fact
from tests.support.small_parties import (
    ADMIN,
    CHAIR,
    CLERK,
    DEPUTY,
    KAZ,
    MNG,
    OSCE,
    PARTIES,
    REGISTRAR,
    drawer,
    drawn,
    key_of,
    send,
)

DAY = "2026-11-23"
NOW = f"{DAY}T10:00:00.000Z"
HOST = "https://desk.example"
PASSKEY = Authenticator("desk.example")
HELD = HeldKey(
    act=1, officer="minister", fingerprint=PASSKEY.public.fingerprint, openssh=PASSKEY.public.openssh, origins=(HOST,)
)


@pytest.fixture
def house(tmp_path: Path) -> MemoryHouse:
    return MemoryHouse(tmp_path).begin(*PARTIES)


@pytest.fixture
def note(house: MemoryHouse) -> Drawn:
    return drawn(house, KAZ, send("KAZ", "kaz-1", "MNG"))


def signed(hat: Hat, act: Drawn) -> Signature:
    return sign_act(key_of(hat), act.line, ORIGIN, signer(hat))


# --- signatures ---------------------------------------------------------------------------------------------------


def test_signature_of_a_passkey_is_taken_from_what_the_browser_answers(note: Drawn) -> None:
    answer = Assertion(*PASSKEY.assertion(passkey.challenge(note.line, namespace(ORIGIN)), HOST))
    found = by_passkey(HELD, KAZ, ORIGIN, note, answer)
    assert found == Signature(
        PASSKEY.public.fingerprint, PASSKEY.sshsig(note.line, namespace(ORIGIN), HOST), "KAZ/minister"
    )


@pytest.mark.parametrize("wrong", ["another act", "another record", "another passkey", "cut short"])
def test_assertion_that_is_not_of_this_act_by_this_passkey_is_refused(note: Drawn, wrong: str) -> None:
    line = b"{}" if wrong == "another act" else note.line
    scope = namespace("another.example" if wrong == "another record" else ORIGIN)
    key = Authenticator("desk.example", "another") if wrong == "another passkey" else PASSKEY
    answer = Assertion(*key.assertion(passkey.challenge(line, scope), HOST))
    if wrong == "cut short":
        answer = answer._replace(authenticator_data=answer.authenticator_data[:36])
    with pytest.raises(RecordError):
        by_passkey(HELD, KAZ, ORIGIN, note, answer)


def test_signature_is_taken_from_a_file_of_openssh(note: Drawn) -> None:
    expected = signed(KAZ, note)
    assert by_file(armor(expected.sig).encode(), KAZ, ORIGIN, note) == expected
    with pytest.raises(RecordError):
        by_file(armor(expected.sig).encode(), KAZ, ORIGIN, Drawn(note.line + b" "))


def test_digest_is_that_of_the_line(note: Drawn) -> None:
    assert digest_of(note) == digest_of(Drawn(note.line)) != digest_of(Drawn(note.line + b" "))


# --- keys and counting --------------------------------------------------------------------------------------------


def test_keys_of_an_officer_are_those_that_are_active(house: MemoryHouse) -> None:
    view = View(house.ledger)
    assert [key.fingerprint for key in keys_of(KAZ, DAY, view)] == [key_of(KAZ).public.fingerprint]
    assert keys_of(Hat("KAZ", "nobody"), DAY, view) == []
    assert keys_of(Hat("XXX", "minister"), DAY, view) == []
    assert [key.fingerprint for key in keys_of(CHAIR, DAY, view)] == [key_of(KAZ).public.fingerprint]
    assert keys_of(CHAIR, "1999-01-01", view) == [], "nobody is in the chair"


def test_act_waits_until_as_many_have_signed_as_the_charter_wants(house: MemoryHouse) -> None:
    body = fact("membership.sign", party="KAZ", instrument="founding-act", on="1999-09-14")
    act = drawn(house, KAZ, body)
    enacted = Enacted(house.ledger.size(), NOW, act.stated.type, "KAZ", "minister", body[1])
    view = View(house.ledger)
    none = counted(enacted, [], view)
    assert (none.wanted, none.given, none.able, none.complete) == (2, (), ("minister", "deputy"), False)
    one = counted(enacted, [signed(KAZ, act)], view)
    assert (one.given, one.able, one.complete) == (("minister",), ("deputy",), False)
    both = counted(enacted, [signed(KAZ, act), signed(DEPUTY, act)], view)
    assert (both.given, both.able, both.complete) == (("minister", "deputy"), (), True)


@pytest.mark.parametrize(
    ("hats", "code"),
    [
        ([DEPUTY], "officers.not_by_its_office"),
        ([KAZ, KAZ], "officers.signed_twice"),
        ([KAZ, CLERK], "officers.no_function"),
        ([KAZ, MNG], "officers.not_its_key"),
    ],
)
def test_signature_that_may_not_stand_is_refused_before_the_others_are_there(
    house: MemoryHouse, hats: list[Hat], code: str
) -> None:
    body = fact("membership.sign", party="KAZ", instrument="founding-act", on="1999-09-14")
    act = drawn(house, KAZ, body)
    enacted = Enacted(house.ledger.size(), NOW, act.stated.type, "KAZ", "minister", body[1])
    with pytest.raises(Refused) as refused:
        counted(enacted, [signed(hat, act) for hat in hats], View(house.ledger))
    assert refused.value.reason.code == code


# --- what a party may enter ---------------------------------------------------------------------------------------


def test_entitlement_says_who_signs_and_who_may_read(house: MemoryHouse) -> None:
    view = View(house.ledger)
    signing = entitlement(KAZ, "membership.sign", NOW, view)
    assert (signing.function, signing.signatures, signing.own) == ("authoriser", 2, True)
    assert (signing.officers, signing.audiences) == (("minister", "deputy"), ("public",))
    notes = entitlement(KAZ, "notices.send", NOW, view)
    assert notes.audiences == ("public", "participants", "members", "named")
    revealing = entitlement(KAZ, "openings.reveal", NOW, view)
    assert revealing.audiences == ("public",)
    assert entitlement(ADMIN, "officers.enrol", NOW, view).officers == ("admin",)


def test_entitlement_of_the_secretariat_where_the_charter_says_nothing(house: MemoryHouse) -> None:
    found = entitlement(REGISTRAR, "sources.cite", NOW, View(house.ledger))
    assert (found.rule, found.function, found.signatures, found.own) == (None, "authoriser", 1, False)
    assert (found.officers, found.audiences) == (("registrar",), ("public",))


def test_type_that_is_not_a_partys_is_refused(house: MemoryHouse) -> None:
    with pytest.raises(Refused) as refused:
        entitlement(OSCE, "membership.sign", NOW, View(house.ledger))
    assert refused.value.reason.code == "officers.not_theirs_to_enter"


def test_types_that_a_party_may_enter_are_those_that_it_is_entitled_to(house: MemoryHouse) -> None:
    view = View(house.ledger)
    assert "membership.sign" in entitlements(KAZ, NOW, view)
    assert "membership.sign" not in entitlements(OSCE, NOW, view)
    assert "charter.constitute" not in entitlements(REGISTRAR, NOW, view)
    assert "charter.adopt" in entitlements(REGISTRAR, NOW, view)
    assert list(entitlements(KAZ, NOW, view)) == [
        "membership.sign",
        *(f"officers.{name}" for name in ("enrol", "add_key", "revoke_key", "dismiss", "contest", "settle")),
        *(f"notices.{name}" for name in ("send", "acknowledge", "answer", "withdraw", "register_paper")),
        *(f"openings.{name}" for name in ("reveal", "erase")),
    ]


# --- reading once -------------------------------------------------------------------------------------------------


def test_value_that_was_read_is_not_read_again(house: MemoryHouse, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    get, private = house.ledger.get, house.ledger.private_value
    monkeypatch.setattr(house.ledger, "get", lambda key: asked.append(key) or get(key))
    monkeypatch.setattr(house.ledger, "private_value", lambda key: asked.append(key) or private(key))
    ledger = Glance(house.ledger)
    view = View(ledger)
    for _ in range(3):
        entitlement(KAZ, "notices.send", NOW, view)
        drawer(house).due("KAZ")
    held = [key for key in asked if asked.count(key) > 1]
    assert {str(key) for key in held} == {"Key(kind='serial', id='KAZ')"}, "the drawer reads for itself"
    assert ledger.size() == house.ledger.size()
    assert ledger.head() == house.ledger.head()
    assert ledger.stored(0, 2) == house.ledger.stored(0, 2)
    assert (ledger.act(3), ledger.opened(3)) == (house.ledger.act(3), house.ledger.opened(3))
    ledger.scrub()
    assert house.ledger.scrubbed == 1
