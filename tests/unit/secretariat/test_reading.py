"""What a party may read, and that nothing shows in it of what it may not."""

from __future__ import annotations

from pathlib import Path

import pytest

from comity.secretariat.composing import View
from comity.secretariat.reading import Reader, named_in
from tests.support.memory_house import MemoryHouse
from tests.support.memory_shelf import MemoryShelf
from tests.support.small_parties import (
    CHAIR,
    KAZ,
    MNG,
    OSCE,
    PARTIES,
    REGISTRAR,
    acknowledge,
    answer,
    enter,
    erase,
    send,
    withdraw,
)

DAY = "2026-05-04"
EVERYBODY = ("CHAIR", "KAZ", "MNG", "OSCE", "SECRETARIAT")


@pytest.fixture
def house(tmp_path: Path) -> MemoryHouse:
    return MemoryHouse(tmp_path).begin(*PARTIES)


def reader(house: MemoryHouse, party: str, day: str = DAY) -> Reader:
    return Reader(party, day, View(house.ledger), MemoryShelf(house.ledger))


def who_reads(house: MemoryHouse, index: int, *parties: str) -> str:
    return " ".join(party for party in parties or EVERYBODY if reader(house, party).acts([index]))


@pytest.mark.parametrize(
    ("audience", "readers"),
    [
        ("public", "CHAIR KAZ MNG OSCE SECRETARIAT"),
        ("participants", "CHAIR KAZ MNG OSCE SECRETARIAT"),
        ("members", "CHAIR KAZ MNG SECRETARIAT"),
        (("MNG",), "KAZ MNG"),
    ],
)
def test_act_is_read_by_its_author_and_audience(house, audience, readers):
    index = enter(house, KAZ, send("KAZ", "kaz-a-note", "MNG"), audience).index
    assert who_reads(house, index) == readers


def test_stranger_to_the_register_reads_what_is_public_and_no_more(house):
    shown = enter(house, KAZ, send("KAZ", "kaz-shown", "MNG")).index
    withheld = enter(house, KAZ, send("KAZ", "kaz-withheld", "MNG"), "participants").index
    assert (who_reads(house, shown, "JPN"), who_reads(house, withheld, "JPN")) == ("JPN", "")


def test_audience_is_of_the_day_but_what_was_addressed_stays_read(house):
    to_others = enter(house, KAZ, send("KAZ", "kaz-to-others", "SECRETARIAT"), "members").index
    to_it = enter(house, KAZ, send("KAZ", "kaz-to-it", "MNG"), "members").index
    before_it_joined = reader(house, "MNG", "1999-01-01").acts([to_others, to_it])
    assert list(before_it_joined) == [to_it]


def test_erased_act_is_read_by_nobody(house):
    index = enter(house, KAZ, send("KAZ", "kaz-a-note", "MNG"), ("MNG",)).index
    enter(house, KAZ, erase(index))
    assert (who_reads(house, index), reader(house, "KAZ").notice("kaz-a-note")) == ("", None)


def test_notice_is_folded_from_what_its_reader_may_read(house):
    enter(house, KAZ, send("KAZ", "kaz-a-note", "MNG", "OSCE", reply="answer"), "participants")
    enter(house, MNG, acknowledge("MNG", "kaz-a-note"), "participants")
    enter(house, OSCE, answer("OSCE", "kaz-a-note", position="objects"), ("KAZ",))
    seen = {party: reader(house, party).notice("kaz-a-note") for party in ("KAZ", "MNG", "OSCE")}
    assert [reply.party for reply in seen["KAZ"].notice.replies] == ["OSCE"]
    assert [reply.party for reply in seen["OSCE"].notice.replies] == ["OSCE"]
    assert seen["MNG"].notice.replies == ()
    assert [receipt.party for receipt in seen["MNG"].notice.receipts] == ["MNG"]
    assert len(seen["MNG"].acts) == len(seen["MNG"].notice.acts) == 2


def test_withdrawal_that_may_not_be_read_leaves_the_notice_standing(house):
    enter(house, KAZ, send("KAZ", "kaz-a-note", "MNG"), "participants")
    enter(house, KAZ, withdraw("KAZ", "kaz-a-note", "MNG"), ("MNG",))
    assert reader(house, "MNG").notice("kaz-a-note").notice.withdrawn is not None
    assert reader(house, "OSCE").notice("kaz-a-note").notice.withdrawn is None


def test_public_notice_with_a_withheld_answer_shows_it_to_its_audience_alone(house):
    enter(house, KAZ, send("KAZ", "kaz-a-note", "MNG", "OSCE"))
    enter(house, MNG, answer("MNG", "kaz-a-note"), ("KAZ",))
    assert reader(house, "KAZ").notice("kaz-a-note").notice.answer_of("MNG")
    assert reader(house, "OSCE").notice("kaz-a-note").notice.answer_of("MNG") is None


def test_notice_that_may_not_be_read_is_none_like_one_that_is_not_there(house):
    enter(house, KAZ, send("KAZ", "kaz-a-note", "MNG"), ("MNG",))
    found = [reader(house, "OSCE").notice(slug) for slug in ("kaz-a-note", "no-note")]
    assert found == [None, None]


def test_read_notice_tells_its_audience_and_its_first_act(house):
    index = enter(house, CHAIR, send("CHAIR", "chair-a-note", "MNG"), ("MNG",)).index
    read = reader(house, "MNG").notice("chair-a-note")
    assert (read.audience, read.first.index, read.body.subject) == (("MNG",), index, {"en": "Visit"})


def test_several_notices_are_read_at_once(house):
    names = [f"secretariat-{number}" for number in range(4)]
    for name in names[:3]:
        enter(house, REGISTRAR, send("SECRETARIAT", name, "MNG"), ("MNG",) if name == names[0] else "members")
    assert sorted(reader(house, "KAZ").notices(names)) == names[1:3]


def test_answer_to_named_parties_is_read_by_them_and_by_whom_it_answers():
    assert named_in(("MNG", "OSCE"), "KAZ") == ("KAZ", "MNG", "OSCE")
    assert named_in("members", "KAZ") == "members"
