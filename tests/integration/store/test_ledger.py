from __future__ import annotations

from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from comity.forum.audit import audit
from comity.forum.kernel.values import Key
from comity.store import house
from comity.store.house import House
from comity.store.kinds import KINDS, TABLES
from comity.store.models import ActCount, Entry, Head
from comity.store.register import Register
from tests.support.small_forum import correction, meeting

FORBIDDEN = (
    "UPDATE store_entry SET party = 'KAZ' WHERE idx = 1",
    "DELETE FROM store_entry WHERE idx = 9",
    "UPDATE store_head SET size = size + 1",
    "DELETE FROM store_head",
    "INSERT INTO store_entry SELECT idx + 2, leaf_hash, act_hash, bytes, type, party FROM store_entry WHERE idx = 9",
    "INSERT INTO store_entry SELECT idx + 1, leaf_hash, act_hash, bytes, type, party FROM store_entry WHERE idx = 9",
    "INSERT INTO store_head SELECT size - 1, root, note FROM store_head",
)


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_truth_is_only_added_to(begun: Path, statement: str) -> None:
    before = _truth()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert _truth() == before


@pytest.mark.postgres
@pytest.mark.parametrize("table", ["store_entry", "store_head"])
def test_truth_is_not_truncated(begun: Path, table: str) -> None:
    before = _truth()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {table}")
    assert _truth() == before


@pytest.mark.sqlite
def test_truth_is_not_replaced(begun: Path) -> None:
    before = _truth()
    statement = "INSERT OR REPLACE INTO store_entry SELECT idx, leaf_hash, act_hash, bytes, 'x', party FROM store_entry"
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert _truth() == before


def test_values_are_those_of_a_replay(open_house: House) -> None:
    open_house.desk.enter_all([correction(), meeting(2)])
    open_house.desk.enter_all([meeting(3), meeting(4, number=4)])
    replay = audit(open_house.files, open_house.policy).replay
    register = Register()
    held = {kind: list(register.all_of(kind)) for kind in KINDS}
    assert held == {kind: replay.all_of(kind) for kind in KINDS}
    assert {key: register.get(key) for key in replay.values} == replay.values


def test_rebuilt_tables_equal_the_live_ones(begun: Path) -> None:
    with house.open_house(begun) as opened:
        opened.desk.enter_all([correction(), meeting(2)])
        opened.desk.enter_all([meeting(3)])
    live = _derived()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE store_meeting SET value = '{}'")
        cursor.execute("DELETE FROM store_party")
    assert _derived() != live
    assert house.refold(begun) == 13
    assert _derived() == live


def test_rebuild_tells_how_far_it_is(begun: Path) -> None:
    told: list[tuple[str, int, int]] = []
    house.refold(begun, on_progress=lambda *step: told.append(step))
    assert told == [("tiles", 1, 2), ("tiles", 2, 2), ("fold", 10, 10)]


def test_ledger_finds_what_is_there(open_house: House) -> None:
    ledger = open_house.ledger
    entry = Entry.objects.get(idx=3)
    assert ledger.indices_of([bytes(entry.act_hash), bytes(32)]) == {bytes(entry.act_hash): 3}
    assert ledger.indices_of([]) == {}
    assert ledger.get(Key("meeting", "summit-9")) is None
    assert ledger.act(10) is None
    act = ledger.act(3)
    assert act is not None
    assert (act.index, act.type) == (3, "membership.enter_party")


def _truth() -> list[object]:
    entries = Entry.objects.order_by("idx").values_list()
    return [*_plain(entries), *_plain(Head.objects.order_by("size").values_list())]


def _derived() -> dict[str, list[object]]:
    return {table.__name__: _plain(table.objects.order_by("pk").values_list()) for table in (*TABLES, ActCount)}


def _plain(rows) -> list[object]:
    return [tuple(bytes(each) if isinstance(each, memoryview) else each for each in row) for row in rows]


def test_name_with_a_nul_is_that_of_nothing(open_house: House) -> None:
    """PostgreSQL takes no such text, not even to look for."""
    assert [open_house.ledger.get(Key(kind, "KAZ\0")) for kind in ("party", "meeting", "decision")] == [None] * 3
