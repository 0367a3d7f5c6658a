"""kill -9 at every step, and at random moments in a loop: after the next start nothing acknowledged is missing."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from comity.forum.audit import audit
from comity.secretariat.clock import HostClock
from comity.store import house
from comity.store.house import House, World
from comity.store.register import Register
from tests.support.house import Snapshot
from tests.support.small_forum import meeting
from tests.support.trouble import Moments, TroubledDisk, power_cut

SECONDS = 12
# Statements and operations on files of one batch are fewer than this.
MOMENTS = 130


@pytest.mark.parametrize("batch", [1, 20])
def test_kill_at_every_step_loses_nothing(begun: Path, batch: int) -> None:
    """The process dies at the first operation on disk or database, then at the second, and so on, until it survives.

    From 250 acts on, twenty run over the end of a tile.
    """
    with house.open_house(begun) as opened:
        opened.desk.enter_all([meeting(number) for number in range(2, 242)])
    snapshot, first = Snapshot(begun), _next()
    for moment in range(1, MOMENTS):
        moments = Moments(power_cut, moment)
        acknowledged, died = _in_child(begun, partial(_enter, numbers=list(range(first, first + batch))), moments)
        _check(begun, acknowledged)
        snapshot.restore()
        if not died:
            break
    assert (20 < moment < MOMENTS - 1, len(acknowledged)) == (True, batch), moment


def test_kill_in_a_loop_loses_nothing(begun: Path) -> None:
    acknowledged: list[bytes] = []
    kills, until = 0, time.monotonic() + SECONDS
    while time.monotonic() < until:
        # The moment of a kill is no secret.
        pause = random.uniform(0.01, 0.4)  # noqa: S311
        acknowledged += _killed(begun, partial(_enter_for_ever, first=_next()), pause)
        with house.open_house(begun) as opened:
            stored = {each.leaf_hash.hex().encode() for each in opened.ledger.stored(0, opened.ledger.size())}
        assert [each for each in acknowledged if each not in stored] == []
        kills += 1
    _check(begun, acknowledged)
    assert kills > 10
    assert len(acknowledged) > kills


def _next() -> int:
    """The number of a summit that is not held yet."""
    return max(value.acts[0] for value in Register().all_of("meeting")) + 2


def _enter(opened: House, numbers: list[int]) -> Iterator[bytes]:
    for receipt in opened.desk.enter_all([meeting(number) for number in numbers]):
        yield receipt.entry.leaf_hash


def _enter_for_ever(opened: House, first: int) -> Iterator[bytes]:
    while True:
        many = random.choice((1, 1, 1, 7, 60))  # noqa: S311 - nor is the size of a batch
        yield from _enter(opened, list(range(first, first + many)))
        first += many


def _in_child(
    path: Path, enter: Callable[[House], Iterator[bytes]], moments: Moments, pause: float | None = None
) -> tuple[list[bytes], bool]:
    """Run `enter` in a process of its own; return what it acknowledged, and whether it was killed (after `pause`)."""
    connection.close()
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        _be_the_child(path, enter, moments, writer)
    os.close(writer)
    if pause is not None:
        time.sleep(pause)
        os.kill(child, signal.SIGKILL)
    with os.fdopen(reader, "rb") as acknowledged:
        # A last line that was cut short was acknowledged to nobody.
        lines = [line.strip() for line in acknowledged if line.endswith(b"\n")]
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.waitstatus_to_exitcode(status) == 0
    return lines, os.WIFSIGNALED(status)


def _killed(path: Path, enter: Callable[[House], Iterator[bytes]], pause: float) -> list[bytes]:
    acknowledged, died = _in_child(path, enter, Moments(power_cut), pause)
    assert died
    return acknowledged


def _be_the_child(path: Path, enter: Callable[[House], Iterator[bytes]], moments: Moments, writer: int) -> None:
    code = 1
    try:
        world = World(HostClock(), lambda spare: TroubledDisk(spare, moments))
        with _counted_statements(moments), house.open_house(path, world=world) as opened:
            for leaf_hash in enter(opened):
                os.write(writer, leaf_hash.hex().encode() + b"\n")
        code = 0
    finally:
        os._exit(code)


@contextmanager
def _counted_statements(moments: Moments) -> Iterator[None]:
    def pass_on(execute: Callable[..., Any], *call: Any) -> Any:
        moments.pass_or_spoil()
        return execute(*call)

    with connection.execute_wrapper(pass_on):
        yield


def _check(path: Path, acknowledged: list[bytes]) -> None:
    with house.open_house(path) as opened:
        found = audit(opened.files, opened.policy)
        report, replay = found.record, found.replay
        stored = [each.leaf_hash.hex().encode() for each in opened.ledger.stored(0, opened.ledger.size())]
    assert [each for each in acknowledged if each not in set(stored)] == []
    assert (report.size, replay.values) == (len(stored), {key: Register().get(key) for key in replay.values})
