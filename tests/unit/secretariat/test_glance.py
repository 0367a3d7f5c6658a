"""A glance at the ledger fetches nothing twice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from comity.forum.kernel.values import Key
from comity.secretariat.composing import Drawer, View
from comity.secretariat.glance import Glance
from tests.support.memory import MemoryLedger
from tests.support.memory_house import MemoryHouse
from tests.support.small_parties import KAZ, MNG, PARTIES, acknowledge, drawn, enter, send


class Counting(MemoryLedger):
    """A ledger that counts what it is asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[Any] = []

    def get(self, key: Key) -> Any:
        self.asked.append(key)
        return super().get(key)

    def private_value(self, key: Key) -> Any:
        self.asked.append(("private", key))
        return super().private_value(key)

    def act(self, index: int) -> Any:
        self.asked.append(index)
        return super().act(index)

    def opened(self, index: int) -> Any:
        self.asked.append(("opened", index))
        return super().opened(index)


@pytest.fixture
def house(tmp_path: Path) -> MemoryHouse:
    return MemoryHouse(tmp_path, Counting()).begin(*PARTIES)


def test_nothing_is_fetched_twice(house):
    enter(house, KAZ, send("KAZ", "kaz-a-note", "MNG"), ("MNG",))
    glance = Glance(house.ledger)
    acts = [drawn(house, MNG, acknowledge("MNG", "kaz-a-note"), ("KAZ",)) for _ in range(3)]
    house.ledger.asked.clear()
    for each in acts:
        Drawer("small", house.door, glance, house.clock).check(each)
    for _ in range(2):
        View(glance).opened(3)
        View(glance).act(3)
    fetched = [each for each in house.ledger.asked if each != 3]
    assert len(fetched) == len(set(map(str, fetched)))


def test_what_is_absent_is_not_asked_for_again(house):
    glance = Glance(house.ledger)
    house.ledger.asked.clear()
    assert [glance.get(Key("notice", "none")) for _ in range(2)] == [None, None]
    assert [glance.private_value(Key("notice", "none")) for _ in range(2)] == [None, None]
    assert len(house.ledger.asked) == 2


def test_glance_sees_the_ledger_as_it_was_at_the_first_look(house):
    glance = Glance(house.ledger)
    size = glance.size()
    enter(house, KAZ, send("KAZ", "kaz-a-note", "MNG"))
    assert (glance.size(), Glance(house.ledger).size()) == (size, size + 1)


def test_all_else_is_the_ledgers_own(house):
    glance, ledger = Glance(house.ledger), house.ledger
    assert (glance.head(), glance.stored(0, 2)) == (ledger.head(), ledger.stored(0, 2))
    with glance.writing() as sheet:
        assert sheet.size == ledger.size()
    glance.scrub()
    assert ledger.scrubbed == 1
