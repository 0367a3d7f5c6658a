"""The shelf: what lies open of what is restricted is bounded, and what was erased is given out no more."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comity.forum.kernel.values import Key
from comity.store import notices, shelf
from comity.store.notices import Stretch
from comity.store.shelf import shelf_of
from tests.support import desks
from tests.support.notes import CHN, KAZ, MNG, acknowledge, send, send_all


def notes(number: int, **said):
    note = {"party": "KAZ", "to": ["MNG"], "text": "Text."} | said
    return [note | {"notice": f"kaz-{n}", "subject": f"Note {n}"} for n in range(number)]


def test_acts_are_given_with_their_bodies_and_audiences(house):
    index = send(house, audience=("MNG",))
    found = shelf_of(house).said([0, index, 99_999])
    assert {place: (said.audience, said.act.type) for place, said in found.items()} == {
        0: ("public", "charter.constitute"),
        index: (("MNG",), "notices.send"),
    }
    assert found[index].act.body.subject == {"en": "Meeting of experts"}


def test_what_lies_open_is_not_opened_again(house):
    index = send(house)
    shelf_of(house).said([index])
    with CaptureQueriesContext(connection) as asked:
        shelf_of(house).said([index])
    assert [each["sql"].split()[1] for each in asked] == ['"store_opening"."idx"']


def test_erased_act_is_given_out_no_more_though_it_lay_open(house):
    index = send(house)
    assert index in shelf_of(house).said([index])
    desks.enter(house, KAZ, "openings.erase", act=index, reason="Personal data.")
    assert shelf_of(house).said([index]) == {}
    assert shelf_of(house)._memory.among([index]) == {}


@pytest.mark.parametrize(("limit", "most"), [("MOST_ACTS", 8), ("MOST_BYTES", 10_000)])
def test_only_so_much_lies_open(house, monkeypatch, limit, most):
    first = house.ledger.size()
    send_all(house, KAZ, notes(40))
    monkeypatch.setattr(shelf, limit, most)
    memory = shelf._Memory()
    lying = shelf.DatabaseShelf(house.vault, memory)
    assert len(lying.said(range(first, first + 40))) == 40
    assert 0 < len(memory._held) <= 40 // 2
    assert memory._weight == sum(each.weight for each in memory._held.values()) <= shelf.MOST_BYTES


def test_houses_do_not_share_what_lies_open(house):
    assert shelf_of(house)._memory is shelf_of(house)._memory
    assert shelf._Memory() is not shelf_of(house)._memory


def test_each_opening_comes_once_in_the_order_of_the_record(house, monkeypatch):
    monkeypatch.setattr(shelf, "_AT_A_TIME", 3)
    first = house.ledger.size()
    send_all(house, KAZ, notes(10))
    acknowledge(house, MNG, "kaz-3")
    found = [(said.act.index, opening.commitment) for said, opening in shelf_of(house).each_opening()]
    assert [index for index, _ in found] == list(range(first, first + 11))
    assert all(house.ledger.act(index).body.commitment == commitment for index, commitment in found)


def test_values_are_found_public_and_private(house):
    send(house, reply="answer", by="2090-01-01T00:00:00Z")
    keys = [Key("notice", "kaz-2026-1"), Key("due", "MNG/kaz-2026-1"), Key("notice", "none")]
    lying = shelf_of(house)
    assert (set(lying.private(keys)), lying.public(keys)) == (set(keys[:2]), {})


def test_walk_goes_the_newest_first_and_back_in_chunks(house, monkeypatch):
    monkeypatch.setattr(notices, "CHUNK", 4)
    first = house.ledger.size()
    send_all(house, KAZ, notes(10))
    other = send(house, "chn-1", CHN)
    mine = list(range(first, first + 10))
    assert list(notices.sent(Stretch())) == [other, *reversed(mine)]
    assert list(notices.sent(Stretch(), sender="KAZ")) == mine[::-1]
    assert list(notices.sent(Stretch(before=mine[5]))) == mine[:5][::-1]
    assert list(notices.sent(Stretch(after=mine[5]))) == [*mine[6:], other]


def test_first_act_of_a_time_is_found_by_halving(house):
    index = send(house)
    entered = house.ledger.act(index).entered
    assert notices.first_entered(entered) == index
    assert notices.first_entered("1999") == 0
    assert notices.first_entered("9999") == house.ledger.size()
    with CaptureQueriesContext(connection) as asked:
        notices.first_entered("2020")
    assert len(asked) <= 10
