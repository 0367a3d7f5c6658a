"""A fault at every write, sync, rename and statement in turn: the door stops, and the next start loses nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.db.backends.base.base import BaseDatabaseWrapper

from comity.forum.audit import audit
from comity.secretariat.clock import HostClock
from comity.secretariat.enter import Receipt
from comity.secretariat.faults import Fault, Stopped
from comity.store import house
from comity.store.house import World
from comity.store.register import Register
from tests.support.house import Snapshot
from tests.support.small_forum import Act, meeting
from tests.support.trouble import Moments, TroubledDisk, full, read_only

# From 250 acts on a batch of twenty runs over the end of a tile.
NEARLY_A_TILE = 250


def world(moments: Moments) -> World:
    return World(HostClock(), lambda spare: TroubledDisk(spare, moments))


def acts(count: int) -> list[Act]:
    """Acts that have not been entered yet."""
    last = max(value.acts[0] for value in Register().all_of("meeting"))
    return [meeting(last + 2 + number) for number in range(count)]


@contextmanager
def failing_statements(moments: Moments) -> Iterator[None]:
    def pass_on(execute: Callable[..., Any], *call: Any) -> Any:
        moments.pass_or_spoil()
        return execute(*call)

    with connection.execute_wrapper(pass_on):
        yield


def broken() -> None:
    raise OperationalError("disk I/O error")


@pytest.mark.parametrize(("batch", "fault"), [(1, full), (1, read_only), (20, full)])
def test_fault_of_the_disk_at_every_moment_loses_nothing(begun: Path, batch: int, fault: Callable[[], None]) -> None:
    fill_up(begun, NEARLY_A_TILE)
    snapshot = Snapshot(begun)
    for moment in range(1, 100):
        moments = Moments(fault, moment)
        entered = enter_in_trouble(begun, moments, acts(batch))
        check_all_is_well(begun, entered)
        snapshot.restore()
        if moments.passed < moment:
            break
    assert 15 < moment < 99


@pytest.mark.parametrize("batch", [1, 20])
def test_fault_of_the_database_at_every_statement_loses_nothing(begun: Path, batch: int) -> None:
    fill_up(begun, NEARLY_A_TILE)
    snapshot = Snapshot(begun)
    for moment in range(1, 100):
        moments, wanted = Moments(broken, moment), acts(batch)
        with failing_statements(moments):
            entered = enter_in_trouble(begun, Moments(full), wanted)
        check_all_is_well(begun, entered)
        snapshot.restore()
        if moments.passed < moment:
            break
    assert 15 < moment < 99


def test_second_fault_while_the_first_is_mended_loses_nothing(begun: Path) -> None:
    for first in range(1, 16, 2):
        for second in range(1, 20, 3):
            entered = enter_in_trouble(begun, Moments(full, first), acts(1))
            entered += enter_in_trouble(begun, Moments(full, second), [])
            check_all_is_well(begun, entered)


@pytest.mark.sqlite
def test_full_database_stops_the_door(begun: Path) -> None:
    with house.open_house(begun) as opened:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA page_count")
            pages = cursor.fetchone()[0]
            cursor.execute(f"PRAGMA max_page_count = {pages + 2}")
        with pytest.raises(Stopped) as stopped:
            opened.desk.enter_all([meeting(number) for number in range(2, 200)])
        assert stopped.value.code == "door.halted"
    connection.close()
    check_all_is_well(begun, [])


def test_database_that_cannot_be_written_stops_the_door(begun: Path) -> None:
    read = {"sqlite": "PRAGMA query_only = ON", "postgresql": "SET default_transaction_read_only = on"}
    with house.open_house(begun) as opened:
        with connection.cursor() as cursor:
            cursor.execute(read[connection.vendor])
        for _ in range(2):
            with pytest.raises(Stopped) as stopped:
                opened.desk.enter_all([meeting(2)])
            assert stopped.value.code == "door.halted"
    connection.close()
    check_all_is_well(begun, [])


BUSY = {"sqlite": ("PRAGMA busy_timeout = 50",), "postgresql": ("SET lock_timeout = 50",)}
HELD = {"sqlite": ("BEGIN IMMEDIATE",), "postgresql": ("BEGIN", "LOCK TABLE store_entry IN SHARE MODE")}


def test_lock_held_by_somebody_else_puts_an_act_off_and_stops_nothing(begun: Path) -> None:
    other = connection.copy()
    with house.open_house(begun) as opened:
        size = opened.ledger.size()
        run(connection, *BUSY[connection.vendor])
        run(other, *HELD[connection.vendor])
        for _ in range(2):
            with pytest.raises(Stopped) as stopped:
                opened.desk.enter_all([meeting(2)])
            assert (stopped.value.code, opened.ledger.size()) == ("door.busy", size)
        run(other, "ROLLBACK")
        other.close()
        entered = opened.desk.enter_all([meeting(2)])
    connection.close()
    check_all_is_well(begun, entered)


def run(through: BaseDatabaseWrapper, *statements: str) -> None:
    with through.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def test_disk_nearly_full_stops_the_door_before_it_is(begun: Path) -> None:
    with house.open_house(begun, world=World(HostClock(), reserve=2**60)) as opened, pytest.raises(Stopped) as stopped:
        opened.desk.enter_all([meeting(2)])
    assert stopped.value.code == "door.disk_low"
    check_all_is_well(begun, [])


def fill_up(path: Path, size: int) -> None:
    with house.open_house(path) as opened:
        opened.desk.enter_all([meeting(number) for number in range(2, size - 8)])


def enter_in_trouble(path: Path, moments: Moments, wanted: list[Act]) -> list[Receipt]:
    """What was acknowledged; after a fault the door must take nothing more."""
    try:
        with house.open_house(path, world=world(moments)) as opened:
            try:
                return opened.desk.enter_all(wanted)
            except Stopped:
                with pytest.raises((Stopped, OperationalError)):
                    opened.desk.enter_all([meeting(99_999)])
                return []
    except (OSError, OperationalError, Fault):
        return []
    finally:
        connection.close()


def check_all_is_well(path: Path, entered: list[Receipt]) -> None:
    """The record opens and verifies, and whatever was acknowledged is in it."""
    with house.open_house(path) as opened:
        found = audit(opened.files, opened.policy)
        report, replay = found.record, found.replay
        stored = [each.raw for each in opened.ledger.stored(0, opened.ledger.size())]
    assert [stored[each.index] for each in entered] == [each.entry.raw for each in entered]
    assert (report.size, replay.values) == (len(stored), {key: Register().get(key) for key in replay.values})
