"""Many who hand in acts at once: none is lost, none doubled, and whoever is refused holds up nobody else."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from comity.forum.kernel.errors import Refused
from comity.record.entry import parse_act
from comity.record.errors import RecordError
from comity.record.policy import open_trusted
from comity.record.proof import check_inclusion
from comity.secretariat import anteroom
from comity.secretariat.anteroom import Anteroom
from comity.secretariat.batch import Submission
from comity.secretariat.composing import Hat
from comity.secretariat.enter import Receipt
from comity.secretariat.faults import Stopped
from comity.secretariat.publisher import RecordFiles
from tests.support.memory_house import MemoryHouse
from tests.support.small_parties import CHAIR, KAZ, LAST, MNG, OSCE, PARTIES, REGISTRAR, drawn, send, signed
from tests.support.trouble import Moments, TroubledDisk, full

HATS = (KAZ, MNG, OSCE, CHAIR, REGISTRAR)
PATIENCE = 30


@pytest.fixture
def house(tmp_path: Path) -> MemoryHouse:
    return MemoryHouse(tmp_path).begin(*PARTIES)


def notice(house: MemoryHouse, hat: Hat, number: int = 1) -> Submission:
    """A notice to another, restricted if its number is even."""
    to = "OSCE" if hat.party == "MNG" else "MNG"
    said = send(hat.party, f"{hat.party.lower()}-{number}", to)
    return signed(drawn(house, hat, said, "public" if number % 2 else (to,)), hat)


class Together:
    """Threads that each do something, and what came of it: a receipt, or what was raised."""

    def __init__(self) -> None:
        self.came: dict[str, Receipt | BaseException] = {}
        self._threads: list[threading.Thread] = []

    def start(self, name: str, call: Callable[[], Receipt]) -> None:
        def run() -> None:
            try:
                self.came[name] = call()
            except BaseException as raised:  # noqa: BLE001 - a test looks at whatever it was
                self.came[name] = raised

        self._threads.append(threading.Thread(target=run, name=name, daemon=True))
        self._threads[-1].start()

    def wait(self) -> dict[str, Receipt | BaseException]:
        for thread in self._threads:
            thread.join(PATIENCE)
        assert not any(thread.is_alive() for thread in self._threads)
        return self.came


class Queue:
    """An anteroom whose door is held shut, until everybody stands before it."""

    def __init__(self, house: MemoryHouse) -> None:
        self.room, self.together = Anteroom(house.door), Together()
        self._door = house.door
        self._door._mutex.acquire()
        self._arrived = 0

    def arrive(self, name: str, submission: Submission) -> None:
        """Have somebody arrive, and wait until the act stands in the queue: the first is taken along at once."""
        self.together.start(name, lambda: self.room.enter(submission))
        self._arrived += 1
        waiting = threading.Event()
        for _ in range(PATIENCE * 1000):
            if len(self.room._queue) == self._arrived - 1 and self.room._turn.locked():
                return
            waiting.wait(0.001)
        raise AssertionError("nobody came")

    def open(self) -> dict[str, Receipt | BaseException]:
        self._door._mutex.release()
        return self.together.wait()


def codes(came: dict[str, Receipt | BaseException]) -> dict[str, object]:
    """What came of each: an index, or a code."""

    def told(one: Receipt | BaseException) -> object:
        if isinstance(one, Receipt):
            return one.index
        return one.reason.code if isinstance(one, Refused) else getattr(one, "code", type(one).__name__)

    return {name: told(one) for name, one in came.items()}


def check_receipt(house: MemoryHouse, receipt: Receipt) -> None:
    """The act stands where the receipt says, and its proof holds."""
    assert house.ledger.rows[receipt.index].raw == receipt.entry.raw
    checkpoint, _ = open_trusted(receipt.head.note, house.policy)
    check_inclusion(receipt.entry.leaf_hash, receipt.index, checkpoint.size, receipt.path(), checkpoint.root)


def test_acts_of_many_threads_are_entered_each_once(house):
    room, together, each = Anteroom(house.door), Together(), 12
    entered: dict[str, list[Receipt]] = {hat.party: [] for hat in HATS}

    def write(hat: Hat) -> Receipt:
        for number in range(each):
            entered[hat.party].append(room.enter(notice(house, hat, number)))
        return entered[hat.party][-1]

    for hat in HATS:
        together.start(hat.party, lambda hat=hat: write(hat))
    assert not [one for one in together.wait().values() if isinstance(one, BaseException)]
    receipts = [receipt for some in entered.values() for receipt in some]
    assert sorted(receipt.index for receipt in receipts) == list(range(LAST + 1, LAST + 1 + each * len(HATS)))
    assert len({receipt.entry.act_hash for receipt in receipts}) == len(receipts)
    # Of each party they stand in the order in which it wrote them.
    places = [[receipt.index for receipt in some] for some in entered.values()]
    assert places == [sorted(some) for some in places]
    for receipt in receipts:
        check_receipt(house, receipt)


def test_acts_that_arrive_together_stand_under_one_checkpoint(house):
    queue, heads = Queue(house), len(house.ledger.heads)
    for hat in HATS:
        queue.arrive(hat.party, notice(house, hat))
    came = queue.open()
    assert codes(came) == {hat.party: LAST + 1 + number for number, hat in enumerate(HATS)}
    # The first had gone in alone; all who came while it was under way went in together.
    assert len(house.ledger.heads) == heads + 2
    for receipt in came.values():
        check_receipt(house, receipt)


def test_no_more_go_in_together_than_fit_the_door(house, monkeypatch):
    monkeypatch.setattr(anteroom, "MOST", 2)
    queue, heads = Queue(house), len(house.ledger.heads)
    for hat in HATS:
        queue.arrive(hat.party, notice(house, hat))
    assert codes(queue.open()) == {hat.party: LAST + 1 + number for number, hat in enumerate(HATS)}
    assert len(house.ledger.heads) == heads + 3


@pytest.mark.parametrize("wrong", [{1}, {0}, {4}, {1, 3}, {2, 3, 4}, {0, 1, 2, 3, 4}])
def test_refused_act_holds_up_no_other(house, wrong):
    queue = Queue(house)
    acts = [notice(house, hat) for hat in HATS]
    for number, hat in enumerate(HATS):
        # Changed after it was signed, in another way each time.
        line = acts[number].line
        changed = line[:-1] + b" }" if number % 2 else line.replace(b"Please.", b"Please!")
        queue.arrive(hat.party, Submission(changed, acts[number].signatures) if number in wrong else acts[number])
    came = codes(queue.open())
    refused = {party for party, one in came.items() if one in {"json.canonical", "signature.wrong"}}
    assert refused == {HATS[number].party for number in wrong}
    taken = [one for party, one in came.items() if party not in refused]
    assert sorted(taken) == list(range(LAST + 1, LAST + 1 + len(HATS) - len(wrong)))


def test_each_is_told_its_own_reason(house):
    queue = Queue(house)
    good, twice = notice(house, KAZ), notice(house, MNG)
    queue.arrive("good", good)
    queue.arrive("the same again", good)
    queue.arrive("to itself", signed(drawn(house, OSCE, send("OSCE", "osce-1", "OSCE")), OSCE))
    queue.arrive("first", twice)
    queue.arrive("out of turn", notice(house, MNG, 3))
    restricted = notice(house, CHAIR, 2)
    queue.arrive("unopened", Submission(restricted.line, restricted.signatures))
    came = queue.open()
    assert codes(came) == {
        "good": LAST + 1,
        "the same again": "door.entered_already",
        "to itself": "notices.to_itself",
        "first": LAST + 2,
        "out of turn": "door.serial_out_of_turn",
        "unopened": "openings.missing",
    }
    # Each was tried alone before it was refused.
    assert [one.__notes__ for name, one in came.items() if name == "to itself"] == [
        ["It was number 1 of the 1 acts handed in together."]
    ]


def test_fault_of_the_door_is_told_to_all_who_wait(house):
    house.files = RecordFiles(house.path / "record", TroubledDisk(house.path / "spare", Moments(full, 1)))
    house.open()
    queue = Queue(house)
    for hat in HATS:
        queue.arrive(hat.party, notice(house, hat))
    came = queue.open()
    assert codes(came) == dict.fromkeys([hat.party for hat in HATS], "door.halted")
    with pytest.raises(Stopped):
        queue.room.enter(notice(house, KAZ, 3))


def test_interruption_of_one_leaves_no_other_waiting(house):
    def interrupt() -> None:
        raise KeyboardInterrupt

    moments = Moments(interrupt)
    house.files = RecordFiles(house.path / "record", TroubledDisk(house.path / "spare", moments))
    house.open()
    before = moments.passed
    house.door.enter(notice(house, KAZ))
    queue = Queue(house)
    queue.arrive("first", notice(house, KAZ, 3))
    for hat in HATS[1:]:
        queue.arrive(hat.party, notice(house, hat))
    # One act takes so many operations; the next is the first for those who go in together.
    moments._chosen = {moments.passed + (moments.passed - before) + 1}
    came = codes(queue.open())
    assert came.pop("first") == LAST + 2
    assert sorted(came.values()) == ["KeyboardInterrupt", *["door.halted"] * 3]


def test_one_alone_is_refused_as_at_the_door(house):
    room = Anteroom(house.door)
    with pytest.raises(RecordError, match="canonical"):
        room.enter(Submission(b'{"a": 1}', notice(house, KAZ).signatures))
    with pytest.raises(Refused, match=r"notices\.to_itself"):
        room.enter(signed(drawn(house, KAZ, send("KAZ", "kaz-1", "KAZ")), KAZ))
    receipt = room.enter(notice(house, KAZ))
    assert (receipt.index, parse_act(receipt.entry.line).party) == (LAST + 1, "KAZ")
