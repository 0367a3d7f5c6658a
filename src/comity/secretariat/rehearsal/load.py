"""All delegations at once: how many acts the house takes durably, and whether each is there once."""

from __future__ import annotations

import secrets
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from comity.forum.kernel.errors import Refused
from comity.forum.kernel.names import SECRETARIAT
from comity.forum.notices.acts import Acknowledge, Send
from comity.forum.notices.state import stem
from comity.record.entry import parse_entry
from comity.record.errors import RecordError
from comity.secretariat.faults import Fault
from comity.secretariat.rehearsal.acting import Actor

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from comity.secretariat.enter import Receipt
    from comity.secretariat.rehearsal.seats import Room, Seats

KIND = "notices.acknowledge"
READERS = "participants"

ROUNDS = 60
"""How many notes the secretariat sends beforehand, each to be acknowledged once by every delegation."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a load came to.

    `entered` acts have receipts; `lost` of them are not in the record, `doubled` are there twice, `unasked` acts are
    there without a receipt. `refused` were not taken. `waits` are the seconds from drawing up to receipt, sorted.
    """

    entered: int
    refused: int
    lost: int
    doubled: int
    unasked: int
    seconds: float
    waits: tuple[float, ...]
    refusals: tuple[tuple[str, int], ...] = ()

    @property
    def rate(self) -> float:
        """Acts a second that were entered durably."""
        return self.entered / self.seconds

    def wait(self, share: float) -> float:
        """Return the seconds within which that share of the acts (0.5, 0.99) was answered."""
        return self.waits[min(int(len(self.waits) * share), len(self.waits) - 1)] if self.waits else 0.0


@dataclass(slots=True)
class _Hand:
    """What one delegation holds in its hand afterwards."""

    receipts: list[Receipt] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)


class Load:
    """Delegations that act all at once, each from a thread of its own, by restricted acknowledgements of notes."""

    def __init__(self, room: Room, seats: Seats, parties: Sequence[str]) -> None:
        """Let `parties` act from their seats in the rehearsal of `room`."""
        self._room = room
        self._seats = seats
        self._parties = parties
        self._actor = Actor(room, seats)

    def send(self, rounds: int = ROUNDS) -> list[str]:
        """Send as many notes to all the parties, and return their names: what is to be acknowledged."""
        run = secrets.token_hex(4)
        names = [f"{stem(SECRETARIAT)}load-{run}-{number}" for number in range(rounds)]
        for name in names:
            said = {
                "party": SECRETARIAT,
                "notice": name,
                "to": tuple(self._parties),
                "subject": "Load",
                "text": "Load.",
            }
            self._actor.act(
                SECRETARIAT, "notices.send", Send.model_validate({**said, "reply": "acknowledgement"}), READERS
            )
        return names

    def drive(self, names: Sequence[str], seconds: float, farewell: Callable[[], None] = lambda: None) -> Outcome:
        """Let every party acknowledge the notes `names` one after another, for `seconds` at the most.

        `farewell` is called at the end of each thread: to close what it has opened.
        """
        first, hands = self._room.ledger.size(), [_Hand() for _ in self._parties]
        started = time.monotonic()
        threads = [
            threading.Thread(target=self._run, args=(party, names, started + seconds, hand, farewell))
            for party, hand in zip(self._parties, hands, strict=True)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return self._counted(first, hands, time.monotonic() - started)

    def _run(self, party: str, names: Sequence[str], until: float, hand: _Hand, farewell: Callable[[], None]) -> None:
        try:
            bodies = [Acknowledge(party=party, notice=name) for name in names]
            officers = self._actor.officers(party, KIND, bodies[0])
            for body in bodies:
                begun = time.monotonic()
                if begun >= until:
                    return
                self._acknowledge(party, officers, body, hand)
                hand.waits.append(time.monotonic() - begun)
        finally:
            farewell()

    def _acknowledge(self, party: str, officers: Sequence[str], body: Acknowledge, hand: _Hand) -> None:
        try:
            hand.receipts.append(self._actor.enter(party, officers, KIND, body, READERS))
        except Refused as refused:
            hand.refusals.append(refused.reason.code)
        except (RecordError, Fault) as fault:
            hand.refusals.append(fault.code)

    def _counted(self, first: int, hands: Sequence[_Hand], seconds: float) -> Outcome:
        receipts = [receipt for hand in hands for receipt in hand.receipts]
        there = {each.index: each.raw for each in self._room.ledger.stored(first, self._room.ledger.size())}
        acts = (parse_entry(raw) for raw in there.values())
        hashes = Counter(entry.act_hash for entry in acts if entry.act.type == KIND)
        refusals = Counter(code for hand in hands for code in hand.refusals)
        return Outcome(
            entered=len(receipts),
            refused=refusals.total(),
            lost=sum(there.get(receipt.index) != receipt.entry.raw for receipt in receipts),
            doubled=sum(count - 1 for count in hashes.values()),
            unasked=len(hashes.keys() - {receipt.entry.act_hash for receipt in receipts}),
            seconds=seconds,
            waits=tuple(sorted(wait for hand in hands for wait in hand.waits)),
            refusals=tuple(refusals.most_common()),
        )
