"""Restricted acts through the one door: with their openings or not at all; what they amount to, and what is erased."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from comity.forum.kernel.acts import Committed
from comity.forum.kernel.errors import Refused
from comity.forum.kernel.values import Key
from comity.forum.openings.opening import Opening
from comity.record.encoding import encode_base64
from comity.record.entry import parse_act
from comity.secretariat.composing import Drawn, Hat
from tests.support.memory_house import MemoryHouse
from tests.support.small_forum import Act, act
from tests.support.small_parties import (
    KAZ,
    LAST,
    MNG,
    OSCE,
    PARTIES,
    REGISTRAR,
    acknowledge,
    answer,
    drawer,
    drawn,
    enter,
    erase,
    send,
    signed,
)

ASKED = send("KAZ", "kaz-1", "MNG", "OSCE", reply="answer")
NAMED = ("MNG", "OSCE")
NOTICE, DUE = Key("notice", "kaz-1"), Key("due", "MNG/kaz-1")
SENT = LAST + 1


@pytest.fixture
def house(tmp_path: Path) -> MemoryHouse:
    return MemoryHouse(tmp_path).begin(*PARTIES)


def together(house: MemoryHouse, *deeds: tuple[Hat, Act, object]) -> list[int]:
    """Enter acts in one batch; each party's are counted on."""
    serials = {hat.party: drawer(house).due(hat.party) for hat, *_ in deeds}
    submissions = []
    for hat, (kind, body), audience in deeds:
        made = drawer(house)._drawn(hat, kind, body, audience, serials[hat.party])
        serials[hat.party] += 1
        submissions.append(signed(made, hat))
    return [receipt.index for receipt in house.door.enter_all(submissions)]


def trace(house: MemoryHouse) -> list[object]:
    held = house.ledger
    return [list(held.rows), list(held.heads), dict(held.values), dict(held.kept), dict(held.openings)]


def test_restricted_act_is_kept_with_its_opening_and_apart(house):
    made = drawn(house, KAZ, ASKED, NAMED)
    receipt = house.door.enter(signed(made, KAZ))
    assert b"Visit" not in receipt.entry.raw
    assert b"OSCE" not in receipt.entry.raw
    assert isinstance(house.ledger.act(receipt.index).body, Committed)
    assert house.ledger.opened(receipt.index).body == ASKED[1]
    assert house.ledger.openings == {receipt.index: made.opening}
    assert (house.ledger.get(NOTICE), house.ledger.private_value(NOTICE).to) == (None, ("MNG", "OSCE"))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda one: replace(one, opening=None), "openings.missing"),
        (lambda one: replace(one, opening=Opening(b"x" * 32, one.opening.content)), "openings.differs"),
        (lambda one: replace(one, opening=Opening(one.opening.key, b"{}")), "openings.differs"),
    ],
)
def test_restricted_act_without_its_own_opening_is_refused_and_leaves_no_trace(house, change, code):
    before = trace(house)
    with pytest.raises(Refused) as refused:
        house.door.enter(change(signed(drawn(house, KAZ, ASKED, NAMED), KAZ)))
    assert (refused.value.reason.code, trace(house)) == (code, before)


def test_opening_of_a_public_act_is_refused(house):
    before = trace(house)
    openly = drawn(house, KAZ, ASKED)
    with pytest.raises(Refused, match=r"openings\.unasked"):
        house.door.enter(signed(Drawn(openly.line, drawn(house, KAZ, ASKED, NAMED).opening), KAZ))
    assert trace(house) == before


def test_restricted_acts_of_one_batch_may_rest_on_each_other(house):
    deeds = [(KAZ, ASKED, NAMED), (MNG, acknowledge("MNG", "kaz-1"), NAMED), (OSCE, answer("OSCE", "kaz-1"), NAMED)]
    assert together(house, *deeds) == [SENT, SENT + 1, SENT + 2]
    held = house.ledger.private_value(NOTICE)
    assert (held.acts, house.ledger.private_value(DUE).open) == ((SENT, SENT + 1, SENT + 2), True)


def test_restricted_act_out_of_order_undoes_its_batch(house):
    before = trace(house)
    with pytest.raises(Refused, match=r"notices\.acknowledged_already") as refused:
        together(house, (KAZ, ASKED, NAMED), *[(MNG, acknowledge("MNG", "kaz-1"), NAMED)] * 2)
    assert refused.value.__notes__ == ["It was number 3 of the 3 acts handed in together."]
    assert trace(house) == before


def test_erased_act_leaves_its_commitment_and_nothing_else(house):
    enter(house, KAZ, ASKED, NAMED)
    enter(house, MNG, answer("MNG", "kaz-1"), NAMED)
    enter(house, MNG, erase(SENT + 1))
    assert (house.ledger.opened(SENT + 1), house.ledger.openings.keys()) == (None, {SENT})
    assert (house.ledger.private_value(NOTICE).replies, house.ledger.private_value(DUE).open) == ((), True)
    enter(house, REGISTRAR, erase(SENT))
    assert (house.ledger.kept, house.ledger.openings) == ({}, {})
    assert isinstance(house.ledger.act(SENT).body, Committed)


def test_what_is_left_of_an_erased_act_is_scrubbed_once_the_door_is_free_again(house):
    enter(house, KAZ, ASKED, NAMED)
    assert house.ledger.scrubbed == 0
    heads: list[int] = []
    house.ledger.scrub = lambda: heads.append(enter(house, MNG, acknowledge("MNG", "kaz-2"), NAMED).head.size)
    together(house, (KAZ, erase(SENT), "public"), (KAZ, send("KAZ", "kaz-2", "MNG"), NAMED))
    assert heads == [SENT + 4]


def test_batch_may_enter_erase_and_enter_again(house):
    deeds = [(KAZ, ASKED, NAMED), (KAZ, erase(SENT), "public"), (MNG, answer("MNG", "kaz-1"), NAMED)]
    with pytest.raises(Refused, match=r"notices\.notice_unknown"):
        together(house, *deeds)
    deeds = [
        (KAZ, ASKED, NAMED),
        (MNG, acknowledge("MNG", "kaz-1"), NAMED),
        (MNG, erase(SENT + 1), "public"),
        (KAZ, erase(SENT), "public"),
        (KAZ, ASKED, NAMED),
    ]
    assert together(house, *deeds)[-1] == SENT + 4
    assert (house.ledger.private_value(NOTICE).acts, house.ledger.openings.keys()) == ((SENT + 4,), {SENT + 4})


def test_revealed_act_is_held_to_its_commitment(house):
    made = drawn(house, KAZ, ASKED, NAMED)
    house.door.enter(signed(made, KAZ))
    said = {"act": SENT, "key": encode_base64(made.opening.key), "content": made.opening.content.decode()}
    wrong = act("openings.reveal", **(said | {"content": "{}"}))
    with pytest.raises(Refused, match=r"openings\.differs"):
        enter(house, KAZ, wrong)
    enter(house, KAZ, act("openings.reveal", **said))
    assert house.ledger.get(Key("restricted", str(SENT))).content == made.opening.content.decode()
    # What is public stays public.
    with pytest.raises(Refused, match=r"openings\.revealed_already"):
        enter(house, KAZ, erase(SENT))


def test_longest_opening_can_be_revealed(house):
    # Each of these characters takes two bytes more in the act that reveals it.
    words = {"en": '"' * 4000, "ru": "\\" * 4000, "zh": "\n" + '"' * 3000}
    made = drawn(house, KAZ, send("KAZ", "kaz-1", "MNG", text=words, subject={"en": '"' * 3600}), NAMED)
    assert 29_000 < len(made.opening.content) <= 30_000
    house.door.enter(signed(made, KAZ))
    said = {"act": SENT, "key": encode_base64(made.opening.key), "content": made.opening.content.decode()}
    revealing = drawn(house, KAZ, act("openings.reveal", **said))
    assert drawer(house).check(revealing).type == "openings.reveal"
    assert house.door.enter(signed(revealing, KAZ)).index == SENT + 1
    assert parse_act(revealing.line).body["content"].encode() == made.opening.content
