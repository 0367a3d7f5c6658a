"""Mails that go by themselves: a thread of the serving process composes what is due, and sends what waits."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

from django.db import connections

from comity.secretariat.clock import time_of
from comity.secretariat.rehearsal.clock import moved
from comity.store import mailroom, postman
from comity.store.tidings import TYPES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from comity.secretariat.enter import Receipt
    from comity.store.house import House

EVERY = 60.0
"""Seconds between one round and the next, where nothing happens of which all are told at once."""

PAUSE = 1.0
"""Seconds between one round and the next at the least: what happens meanwhile is told together."""

_log = logging.getLogger("comity.mail")


class Runner:
    """The thread. It has a database connection of its own, and nobody waits for it, not even the process that ends.

    It makes a round every so often, and at once when something is entered of which all are told at once, or a
    rehearsal's clock is moved. What a round composes it finds by itself: nothing is lost that it was not woken for.
    """

    def __init__(self, house: House, origin: str, every: float = EVERY) -> None:
        """Compose and send for `house`; mails lead to the web origin `origin`."""
        self._house = house
        self._origin = origin
        self._every = every
        self._stopped = threading.Event()
        self._wake = threading.Event()
        self._thread = threading.Thread(target=self._run, name="outbox", daemon=True)

    def start(self) -> None:
        """Begin; the first round comes after the first pause, so that it delays nothing when a server starts."""
        self._house.door.entered.append(self._told)
        moved.append(self._wake.set)
        self._thread.start()

    def stop(self) -> None:
        """End, after the round that may be going on."""
        self._stopped.set()
        self._wake.set()
        self._thread.join()
        self._house.door.entered.remove(self._told)
        moved.remove(self._wake.set)

    def _told(self, receipts: Iterable[Receipt]) -> None:
        if any(each.entry.act.type in TYPES for each in receipts):
            self._wake.set()

    def _run(self) -> None:
        while True:
            self._wake.wait(self._every)
            if self._stopped.is_set():
                return
            # It is cleared before it is looked what there is: what comes during the round makes another one.
            self._wake.clear()
            self._round()
            self._stopped.wait(min(PAUSE, self._every))

    def _round(self) -> None:
        """A fault of one round is noted, and the next one is made all the same."""
        try:
            now = time_of(self._house.clock)
            mailroom.compose_for(self._house, now, self._origin)
            if postman.is_set():
                postman.send_due(self._house, now)
        except Exception as fault:  # noqa: BLE001 - whatever it was, mails wait and the desks go on
            # Its words may name people; where it happened does not.
            _log.error("mails could not be composed or sent: %s at %s", type(fault).__name__, _place(fault))
        finally:
            connections.close_all()


def start(house: House, origin: str) -> Runner:
    """Let mails of `house` be composed and sent from now on, as long as this process lives, and return what does it.

    Mails that are held, or that no server is set for, wait.
    """
    runner = Runner(house, origin)
    runner.start()
    return runner


def _place(fault: BaseException) -> str:
    trace = fault.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_name}:{trace.tb_lineno}" if trace else "?"
