"""Acts drawn up: what the drawer lets pass the door takes, and what it refuses the door refuses for the same reason."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from comity.forum.kernel.acts import Committed
from comity.forum.kernel.errors import Refused
from comity.forum.kernel.values import Key
from comity.forum.openings.opening import Opening
from comity.record.tiles import MAX_ENTRY
from comity.secretariat.composing import PUBLIC, ROOM_FOR_SIGNATURES, Drawn, Hat, View, read_drawn, stored_body
from tests.support.memory_house import MemoryHouse
from tests.support.small_forum import Act, act, fact, meeting
from tests.support.small_parties import (
    ADMIN,
    CHAIR,
    CLERK,
    DEPUTY,
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
    withdraw,
)


@pytest.fixture
def house(tmp_path: Path) -> MemoryHouse:
    return MemoryHouse(tmp_path).begin(*PARTIES)


NAMED = ("MNG",)
ASKED = send("KAZ", "kaz-1", "MNG", reply="answer")
LONG = {"en": "x" * 4000, "ru": "ж" * 4000, "zh": "字" * 4000}
FILES = [{"name": f"{number}.pdf", "sha256": "0" * 64, "size": 1, "media_type": "text/plain"} for number in range(20)]
SIGN = fact("membership.sign", party="OSCE", instrument="founding-act", on="2000")

# What went before (who, what, to whom), who, what, to whom, and the code of the reason; None where it is in order.
Deed = tuple[Hat, Act, Any]
CASES: list[tuple[list[Deed], Deed, str | None]] = [
    ([], (KAZ, ASKED, PUBLIC), None),
    ([], (KAZ, ASKED, NAMED), None),
    ([], (KAZ, ASKED, "participants"), None),
    ([], (KAZ, send("KAZ", "kaz-1", "OSCE"), "members"), "openings.unreadable_by_addressee"),
    ([], (KAZ, send("KAZ", "kaz-1", "KAZ"), NAMED), "notices.to_itself"),
    ([], (KAZ, send("MNG", "mng-1", "KAZ"), PUBLIC), "officers.not_own_affair"),
    ([], (KAZ, send("MNG", "mng-1", "KAZ"), ("KAZ",)), "notices.not_in_its_name"),
    ([], (KAZ, send("KAZ", "kaz-1", "THA"), PUBLIC), "notices.addressee_unknown"),
    ([], (KAZ, send("KAZ", "kaz-1", "MNG", text=LONG, subject=LONG, files=FILES), NAMED), "openings.too_long"),
    ([], (CHAIR, send("CHAIR", "chair-1", "MNG"), PUBLIC), None),
    ([], (CLERK, ASKED, PUBLIC), "officers.no_function"),
    ([], (CLERK, ASKED, NAMED), "officers.no_function"),
    ([], (Hat("BLR", "minister"), send("BLR", "blr-1", "MNG"), PUBLIC), "officers.no_keys"),
    ([], (KAZ, meeting(2), PUBLIC), "officers.not_theirs_to_enter"),
    ([], (REGISTRAR, meeting(2), PUBLIC), None),
    ([], (REGISTRAR, meeting(1), PUBLIC), "meetings.held_already"),
    ([], (REGISTRAR, meeting(2), "participants"), "openings.not_restricted"),
    ([], (REGISTRAR, erase(1), PUBLIC), "openings.nothing_restricted"),
    ([(KAZ, ASKED, PUBLIC)], (KAZ, ASKED, PUBLIC), "notices.notice_there"),
    ([(KAZ, ASKED, NAMED)], (KAZ, ASKED, PUBLIC), "notices.notice_there"),
    ([(KAZ, ASKED, NAMED)], (MNG, answer("MNG", "kaz-1"), ("KAZ",)), None),
    ([(KAZ, ASKED, NAMED)], (MNG, answer("MNG", "kaz-1"), PUBLIC), "notices.notice_unknown"),
    ([(KAZ, ASKED, NAMED)], (OSCE, answer("OSCE", "kaz-1"), ("KAZ",)), "notices.notice_unknown"),
    ([(KAZ, ASKED, NAMED)], (KAZ, erase(LAST + 1), PUBLIC), None),
    ([(KAZ, ASKED, NAMED)], (MNG, erase(LAST + 1), PUBLIC), "openings.not_its_act"),
    (
        [(KAZ, ASKED, NAMED), (MNG, acknowledge("MNG", "kaz-1"), NAMED)],
        (MNG, acknowledge("MNG", "kaz-1"), ("KAZ",)),
        "notices.acknowledged_already",
    ),
    (
        [(KAZ, ASKED, NAMED), (KAZ, withdraw("KAZ", "kaz-1", "MNG"), NAMED)],
        (MNG, answer("MNG", "kaz-1"), ("KAZ",)),
        "notices.withdrawn",
    ),
    (
        [(KAZ, ASKED, NAMED), (KAZ, erase(LAST + 1), PUBLIC)],
        (MNG, answer("MNG", "kaz-1"), ("KAZ",)),
        "notices.notice_unknown",
    ),
    ([(REGISTRAR, act("officers.contest", party="KAZ", claimants=[
        {"name": name, "papers": [{"reference": "No. 9", "on": "2026"}]} for name in ("First", "Second")
    ]), PUBLIC)], (KAZ, ASKED, PUBLIC), "officers.suspended"),
    ([], (OSCE, SIGN, PUBLIC), "officers.not_theirs_to_enter"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "deed", "code"), CASES)
def test_drawer_refuses_what_the_door_refuses_and_nothing_else(house, before, deed, code):
    for hat, said, audience in before:
        enter(house, hat, said, audience)
    hat, said, audience = deed
    made = drawn(house, hat, said, audience)
    size = house.ledger.size()
    told = reason(lambda: drawer(house).check(made))
    assert (told, house.ledger.size()) == (code, size)
    met = reason(lambda: house.door.enter(signed(made, hat)))
    assert (met, house.ledger.size()) == (code, size + (code is None))


def reason(call: Callable[[], object]) -> str | None:
    try:
        call()
    except Refused as refused:
        return refused.reason.code
    return None


@pytest.mark.parametrize("hat", [Hat("KAZ", "nobody"), Hat("CHAIR", "nobody"), Hat("SECRETARIAT", "minister")])
def test_office_that_the_party_has_not_could_sign_nothing(house, hat):
    made = drawn(house, hat, send(hat.party, f"{hat.party.lower()}-1", "MNG"))
    assert reason(lambda: drawer(house).check(made)) == "officers.no_function"
    assert reason(lambda: house.door.enter(signed(made, hat))) == "officers.not_its_key"


def test_signatures_are_not_asked_for_before_there_are_any(house):
    enter(house, ADMIN, act("officers.enrol", party="KAZ", officer="third", office="T", functions=["authoriser"]))
    sign = fact("membership.sign", party="MNG", instrument="founding-act", on="2000")
    made = drawn(house, MNG, sign)
    assert drawer(house).check(made).type == "membership.sign"
    assert reason(lambda: house.door.enter(signed(made, MNG))) == "officers.too_few_signatures"
    both = drawn(house, KAZ, ASKED)
    assert house.door.enter(signed(both, KAZ, DEPUTY)).index == LAST + 2


def test_act_that_no_entry_could_hold_is_refused_before_it_is_signed(house):
    words = dict.fromkeys(("en", "ru", "zh"), "字" * 3500)
    said = [send("KAZ", "kaz-1", "MNG", text=words, subject=subject) for subject in ("s", words)]
    fits, does_not = (drawn(house, KAZ, each) for each in said)
    assert drawer(house).check(fits).body.text == words
    assert len(does_not.line) < MAX_ENTRY
    # What an act leaves to its signatures is no part of what may be said.
    longest = MAX_ENTRY - ROOM_FOR_SIGNATURES
    with pytest.raises(Refused) as refused:
        drawer(house).check(does_not)
    assert refused.value.reason.code == "door.too_large"
    assert refused.value.words == {"size": len(does_not.line), "most": longest}


def test_act_drawn_up_counts_on_from_the_last_and_over_the_published_checkpoint(house):
    first, second = drawn(house, KAZ, ASKED).stated, drawn(house, KAZ, ASKED).stated
    head = house.door.head
    assert (first.serial, first.seen.size, first.seen.root) == (1, head.size, head.root)
    assert (first.party, first.office, first.forum, first.v) == ("KAZ", "minister", "small", 1)
    # The same again is another act.
    assert first.nonce != second.nonce
    enter(house, KAZ, ASKED)
    assert (drawer(house).due("KAZ"), drawer(house).due("BLR")) == (2, 1)
    serials = [each.stated.serial for each in drawer(house).draw_all(KAZ, [ASKED, ASKED])]
    assert serials == [2, 3]


def test_restricted_act_says_in_the_record_that_it_is_one_and_nothing_else(house):
    one, other = drawn(house, KAZ, ASKED, NAMED), drawn(house, KAZ, ASKED, NAMED)
    assert one.stated.body == {"commitment": one.opening.commitment}
    # Each has a key of its own, so that nobody can tell that they say the same.
    assert one.opening.content == other.opening.content
    assert one.opening.key != other.opening.key
    assert len(one.opening.key) == 32
    assert one.opening.read() == (NAMED, stored_body(ASKED[1]))


def test_act_drawn_up_is_read_from_exactly_what_is_signed(house):
    openly, apart = drawn(house, KAZ, ASKED), drawn(house, KAZ, ASKED, NAMED)
    for made in (openly, apart):
        read = read_drawn(made, 7, "2026-01-01T00:00:00.000Z")
        assert (read.index, read.type, read.party, read.office) == (7, "notices.send", "KAZ", "minister")
        assert read.body == ASKED[1]
        assert drawer(house).check(made).body == ASKED[1]
    # Without its opening it is read as the record has it.
    assert isinstance(read_drawn(Drawn(apart.line), 7, "").body, Committed)
    with pytest.raises(Refused, match=r"openings\.differs"):
        read_drawn(Drawn(apart.line, Opening(apart.opening.key, b"{}")), 7, "")


def test_audience_is_the_charters_where_the_author_chooses_none(house):
    by_charter = [drawer(house).audience_of(*each) for each in ((KAZ, "notices.send"), (REGISTRAR, "sources.cite"))]
    assert by_charter == [PUBLIC, PUBLIC]
    said = house.ledger.get(Key("charter", "charter")).rules.model_dump(mode="json", exclude_unset=True)
    rules = [rule | ({"audience": "members"} if rule["act"] == "notices.*" else {}) for rule in said["acts"]]
    enter(house, REGISTRAR, act("charter.adopt", **(said | {"version": 3, "acts": rules})))
    assert drawer(house).audience_of(KAZ, "notices.answer") == "members"
    # Where it may not enter them at all, it has no audience either.
    assert drawer(house).audience_of(Hat("BLR", "minister"), "notices.answer") == PUBLIC


def test_view_shows_the_ledger_as_the_door_sees_it(house):
    index = enter(house, KAZ, ASKED, NAMED).index
    view, key = View(house.ledger), Key("notice", "kaz-1")
    assert (view.get(key), view.private(key).notice) == (None, "kaz-1")
    assert (view.act(index).body, view.opened(index).body) == (house.ledger.act(index).body, ASKED[1])


def test_act_before_the_first_checkpoint_has_seen_nothing(tmp_path):
    house = MemoryHouse(tmp_path)
    house.open()
    seen = drawn(house, KAZ, ASKED).stated.seen
    assert (seen.size, house.door.head) == (0, None)
