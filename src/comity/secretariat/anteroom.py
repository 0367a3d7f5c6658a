"""The anteroom: acts that arrive at the same moment wait here, and go through the door together under one checkpoint.

Whoever finds the door free takes all that wait. An act that is refused does not hold up the others.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from comity.forum.kernel.errors import Refused
from comity.record.errors import RecordError
from comity.secretariat.faults import HALTED, Stopped

if TYPE_CHECKING:
    from comity.secretariat.batch import Submission
    from comity.secretariat.enter import Door, Receipt

MOST = 64
"""How many acts go through the door together at the most."""

PATIENCE = 1.0
"""For how many seconds somebody waits to be called before looking whether the turn is free."""


class Anteroom:
    """Takes acts from many threads, and hands them in together. One anteroom a door."""

    def __init__(self, door: Door) -> None:
        """Stand before `door`."""
        self._door = door
        self._queue: list[_Waiting] = []
        self._mutex = threading.Lock()
        self._turn = threading.Lock()

    def enter(self, submission: Submission) -> Receipt:
        """Enter one act and return its receipt, once a signed checkpoint includes it.

        Raises:
            Refused, RecordError, Stopped: as `Door.enter` does.
        """
        waiting = _Waiting(submission)
        with self._mutex:
            self._queue.append(waiting)
        while not waiting.done:
            if self._turn.acquire(blocking=False):
                self._lead()
            else:
                waiting.wait()
        return waiting.outcome()

    def _lead(self) -> None:
        """Take in all who wait, and give the turn to the first of those who came meanwhile.

        Who was taken along goes away at once: in a queue for the turn it would be too late for the next one.
        """
        try:
            self._take_in()
        finally:
            self._turn.release()
            with self._mutex:
                following = self._queue[:1]
            for each in following:
                each.rouse()

    def _take_in(self) -> None:
        with self._mutex:
            taken, self._queue = self._queue[:MOST], self._queue[MOST:]
        try:
            self._enter_together(taken)
        finally:
            # Where the thread that took them along is interrupted, the others must not wait for ever.
            for each in taken:
                if not each.done:
                    each.fail(Stopped(HALTED, fault="interrupted"))

    def _enter_together(self, taken: list[_Waiting]) -> None:
        """Where one is refused, those before and after it are tried without it."""
        try:
            receipts = self._door.enter_all([each.submission for each in taken])
        except (Refused, RecordError) as refusal:
            if len(taken) > 1:
                self._in_halves(taken)
            else:
                taken[0].fail(refusal)
        except Exception as fault:  # noqa: BLE001 - whoever waits has to be told, whatever it was
            for each in taken:
                each.fail(fault)
        else:
            for each, receipt in zip(taken, receipts, strict=True):
                each.succeed(receipt)

    def _in_halves(self, taken: list[_Waiting]) -> None:
        middle = len(taken) // 2
        self._enter_together(taken[:middle])
        self._enter_together(taken[middle:])


class _Waiting:
    def __init__(self, submission: Submission) -> None:
        self.submission = submission
        self.done = False
        self._receipt: Receipt | None = None
        self._fault: Exception | None = None
        self._roused = threading.Event()

    def wait(self) -> None:
        """Wait until it is done, or the turn may be free.

        Should whoever was given the turn have been interrupted, another looks for itself after a while.
        """
        self._roused.wait(PATIENCE)
        self._roused.clear()

    def rouse(self) -> None:
        self._roused.set()

    def succeed(self, receipt: Receipt) -> None:
        self._receipt, self.done = receipt, True
        self.rouse()

    def fail(self, fault: Exception) -> None:
        self._fault, self.done = fault, True
        self.rouse()

    def outcome(self) -> Receipt:
        if self._receipt is not None:
            return self._receipt
        raise self._fault or RuntimeError
