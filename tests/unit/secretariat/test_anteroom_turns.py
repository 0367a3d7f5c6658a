"""Turns before the door: who was taken along is free at once, and a turn that nobody takes is not lost."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import cast

import pytest

from comity.secretariat import anteroom
from comity.secretariat.anteroom import Anteroom
from comity.secretariat.batch import Submission
from comity.secretariat.enter import Door, Receipt
from tests.support.memory_house import MemoryHouse
from tests.support.small_parties import CHAIR, KAZ, MNG, OSCE, PARTIES, REGISTRAR, drawn, send, signed

PATIENCE_SECONDS = 30
FIRST, TOGETHER, LATER = KAZ, (MNG, OSCE), (CHAIR, REGISTRAR)


class Gate:
    """A door before which somebody stands who lets in one batch after another."""

    def __init__(self, door: Door) -> None:
        self._door = door
        self.before = threading.Semaphore(0)
        self.let_in = threading.Semaphore(0)

    def enter_all(self, submissions: Sequence[Submission]) -> list[Receipt]:
        self.before.release()
        assert self.let_in.acquire(timeout=PATIENCE_SECONDS)
        return self._door.enter_all(submissions)


class Hall:
    """The anteroom of a house, its gate, and those who have come."""

    def __init__(self, house: MemoryHouse) -> None:
        self._house = house
        self.gate = Gate(house.door)
        self.room = Anteroom(cast("Door", self.gate))
        self.threads: dict[str, threading.Thread] = {}

    def come(self, *hats) -> None:
        for hat in hats:
            act = signed(drawn(self._house, hat, send(hat.party, f"{hat.party.lower()}-1", _other(hat.party))), hat)
            thread = threading.Thread(target=self.room.enter, args=(act,), daemon=True)
            self.threads[hat.party] = thread
            thread.start()

    def wait_for_queue(self, length: int) -> None:
        end = time.monotonic() + PATIENCE_SECONDS
        while len(self.room._queue) < length:
            assert time.monotonic() < end, "nobody came"
            time.sleep(0.001)

    def left(self, *hats) -> bool:
        """Whether all of these have gone home, within a while."""
        for hat in hats:
            self.threads[hat.party].join(PATIENCE_SECONDS / 10)
        return not any(self.threads[hat.party].is_alive() for hat in hats)


def _other(party: str) -> str:
    return "KAZ" if party == "MNG" else "MNG"


@pytest.fixture
def hall(tmp_path: Path) -> Hall:
    return Hall(MemoryHouse(tmp_path).begin(*PARTIES))


def test_who_was_taken_along_leaves_while_another_has_the_turn(hall):
    with hall.room._turn:
        hall.come(*TOGETHER)
        hall.wait_for_queue(len(TOGETHER))
        hall.gate.let_in.release()
        hall.room._take_in()
        assert hall.left(*TOGETHER)


def test_those_who_come_meanwhile_have_the_next_turn(hall):
    hall.come(FIRST)
    assert hall.gate.before.acquire(timeout=PATIENCE_SECONDS)
    hall.come(*TOGETHER)
    hall.wait_for_queue(len(TOGETHER))
    hall.gate.let_in.release()
    assert hall.gate.before.acquire(timeout=PATIENCE_SECONDS)
    hall.come(*LATER)
    hall.wait_for_queue(len(LATER))
    assert hall.left(FIRST)
    for _ in range(2):
        hall.gate.let_in.release()
    assert hall.left(*TOGETHER, *LATER)


def test_turn_that_was_given_to_somebody_who_is_gone_is_taken_by_another(hall, monkeypatch):
    monkeypatch.setattr(anteroom, "PATIENCE", 0.01)
    monkeypatch.setattr(anteroom._Waiting, "rouse", lambda _self: None)
    hall.come(FIRST)
    assert hall.gate.before.acquire(timeout=PATIENCE_SECONDS)
    hall.come(*TOGETHER)
    hall.wait_for_queue(len(TOGETHER))
    for _ in range(2):
        hall.gate.let_in.release()
    assert hall.left(FIRST, *TOGETHER)
