"""The load counts what it has done: what was entered, refused, lost, doubled, or came in unasked."""

from __future__ import annotations

from typing import Any

import pytest

from comity.secretariat.ports import Stored
from comity.secretariat.rehearsal.load import Load, Outcome
from comity.secretariat.rehearsal.seats import Seats
from tests.support.memory import MemoryLedger
from tests.support.rehearsal_room import MemoryRoom, enrolled
from tests.support.small_forum import act

PARTIES = ["KAZ", "MNG", "CHN", "BLR"]
LONG = 60.0


class Forgetful(MemoryLedger):
    """A ledger that lacks some entries when it is read after the load, or shows some twice."""

    lacking: frozenset[int] = frozenset()
    twice: frozenset[int] = frozenset()

    def stored(self, start: int, stop: int) -> list[Stored]:
        found = [each for each in super().stored(start, stop) if each.index not in self.lacking]
        again = [Stored(each.index + 10_000, each.raw, each.leaf_hash) for each in found if each.index in self.twice]
        return found + again


@pytest.fixture
def room(tmp_path) -> MemoryRoom:
    return MemoryRoom(tmp_path, ledger=Forgetful())


@pytest.fixture
def seats(room) -> Seats:
    return enrolled(room)


def counts(outcome: Outcome) -> dict[str, Any]:
    return {name: getattr(outcome, name) for name in ("entered", "refused", "lost", "doubled", "unasked")}


def test_every_party_acknowledges_every_note_once(room, seats):
    load = Load(room, seats, PARTIES)
    outcome = load.drive(load.send(5), LONG)
    assert counts(outcome) == {"entered": 20, "refused": 0, "lost": 0, "doubled": 0, "unasked": 0}
    assert (len(outcome.waits), outcome.rate > 0, outcome.wait(0.5) <= outcome.wait(0.99)) == (20, True, True)


def test_load_ends_when_its_time_is_over(room, seats):
    load = Load(room, seats, PARTIES)
    outcome = load.drive(load.send(2), seconds=0.0)
    assert (outcome.entered, outcome.waits, outcome.wait(0.5)) == (0, (), 0.0)


def test_refusals_are_counted_by_their_codes(room, seats):
    load = Load(room, seats, ["KAZ"])
    names = load.send(1)
    outcome = load.drive([*names, *names, "unknown"], LONG)
    assert (outcome.entered, outcome.refused) == (1, 2)
    assert dict(outcome.refusals) == {"notices.acknowledged_already": 1, "notices.notice_unknown": 1}


def test_fault_of_the_house_is_counted_and_ends_nothing(room, seats):
    load = Load(room, seats, ["KAZ"])
    names = load.send(2)
    room.clock.time -= 3_600_000
    assert dict(load.drive(names, LONG).refusals) == {"door.clock_behind": 2}


def test_act_that_is_not_in_the_record_is_lost(room, seats):
    load = Load(room, seats, ["KAZ"])
    outcome = _with(room, load, load.send(3), lacking=1)
    assert (outcome.entered, outcome.lost) == (3, 1)


def test_act_that_is_there_twice_is_doubled(room, seats):
    load = Load(room, seats, ["KAZ"])
    outcome = _with(room, load, load.send(3), twice=0)
    assert (outcome.entered, outcome.lost, outcome.doubled) == (3, 0, 1)


def test_act_that_came_in_beside_the_load_is_unasked(room, seats):
    load = Load(room, seats, ["KAZ"])
    names = load.send(1)
    # Mongolia acknowledges the same note while the load runs, at the farewell of its only thread.
    body = act("notices.acknowledge", party="MNG", notice="kaz-note")
    note = act("notices.send", party="KAZ", notice="kaz-note", to=["MNG"], subject="A note", text="It says this.")
    load._actor.act("KAZ", *note, audience="participants")
    outcome = load.drive(names, LONG, lambda: _quietly(load, body))
    assert (outcome.entered, outcome.unasked) == (1, 1)


def test_farewell_is_said_in_every_thread(room, seats):
    said: list[str] = []
    load = Load(room, seats, PARTIES)
    load.drive(load.send(1), LONG, lambda: said.append("farewell"))
    assert said == ["farewell"] * len(PARTIES)


def test_notes_of_a_load_are_asked_of_all_its_parties(room, seats):
    (name,) = Load(room, seats, PARTIES).send(1)
    sent = room.ledger.opened(room.ledger.size() - 1).body
    assert (sent.notice, list(sent.to), sent.reply) == (name, PARTIES, "acknowledgement")


def _quietly(load: Load, body: Any) -> None:
    load._actor.act("MNG", *body, audience="participants")


def _with(room: MemoryRoom, load: Load, names: list[str], **spoiled: int) -> Outcome:
    """Drive the load, and spoil one of its entries, counted from 0, before they are counted."""
    first = room.ledger.size()

    def spoil() -> None:
        for name, place in spoiled.items():
            setattr(room.ledger, name, frozenset({first + place}))

    return load.drive(names, LONG, spoil)
