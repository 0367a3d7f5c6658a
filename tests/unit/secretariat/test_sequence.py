"""Nothing is signed that is not, as stored, what was entered: bits may flip in memory, on the way, or on the disk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from comity.record.merkle import leaf_hash
from comity.secretariat.faults import Fault, Stopped
from comity.secretariat.ports import Stored
from tests.support.memory import MemoryLedger, MemorySheet
from tests.support.memory_house import MemoryHouse
from tests.support.small_forum import meeting

Flip = Callable[[Stored], Stored]


def flipped_bytes(stored: Stored) -> Stored:
    return Stored(stored.index, stored.raw.replace(b"summit", b"summjt"), stored.leaf_hash)


def flipped_bytes_with_their_hash(stored: Stored) -> Stored:
    raw = flipped_bytes(stored).raw
    return Stored(stored.index, raw, leaf_hash(raw))


def flipped_time_with_its_hash(stored: Stored) -> Stored:
    raw = stored.raw.replace(b'"entered":"2026', b'"entered":"2027')
    return Stored(stored.index, raw, leaf_hash(raw))


class FlippingLedger(MemoryLedger):
    """A database that changes the newest entry: before it is committed, or after."""

    def __init__(self) -> None:
        super().__init__()
        self.before: Flip | None = None
        self.after: Flip | None = None

    def sheet(self) -> MemorySheet:
        return FlippingSheet(self)

    def stored(self, start: int, stop: int) -> list[Stored]:
        return _flip(super().stored(start, stop), self.after)


class FlippingSheet(MemorySheet):
    def written(self) -> list[Stored]:
        ledger = self._ledger
        assert isinstance(ledger, FlippingLedger)
        return _flip(super().written(), ledger.before)


def _flip(stored: Sequence[Stored], flip: Flip | None) -> list[Stored]:
    return [*stored[:-1], flip(stored[-1])] if flip and stored else list(stored)


@pytest.fixture
def house(tmp_path: Path) -> MemoryHouse:
    return MemoryHouse(tmp_path, FlippingLedger()).begin()


@pytest.mark.parametrize("flip", [flipped_bytes, flipped_bytes_with_their_hash, flipped_time_with_its_hash])
@pytest.mark.parametrize("when", ["before", "after"])
def test_flipped_entry_is_not_signed(house: MemoryHouse, when: str, flip: Flip) -> None:
    signed, checkpoint = (house.path / "signed-heads").read_bytes(), house.files.checkpoint()
    setattr(house.ledger, when, flip)
    with pytest.raises(Stopped):
        house.desk.enter_all([meeting(2)])
    assert house.ledger.size() == (10 if when == "before" else 11)
    assert ((house.path / "signed-heads").read_bytes(), house.files.checkpoint()) == (signed, checkpoint)


@pytest.mark.parametrize("flip", [flipped_bytes, flipped_bytes_with_their_hash])
def test_flipped_entry_is_not_signed_at_the_next_start_either(house: MemoryHouse, flip: Flip) -> None:
    house.ledger.after = flip
    with pytest.raises(Stopped):
        house.desk.enter_all([meeting(2)])
    with pytest.raises(Fault) as fault:
        house.open()
    assert fault.value.code == "sequence.stored_differs"
    house.ledger.after = None
    house.open()
    assert house.ledger.heads[-1].size == 11
