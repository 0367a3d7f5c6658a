"""Mails that go by themselves: a thread of the serving process composes what is due, and sends what waits."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

from django.db import connections

from comity.secretariat.clock import time_of
from comity.store import mailroom, postman

if TYPE_CHECKING:
    from comity.store.house import House

EVERY = 60.0
"""Seconds between one round and the next."""

_log = logging.getLogger("comity.mail")


class Runner:
    """The thread. It has a database connection of its own, and nobody waits for it, not even the process that ends."""

    def __init__(self, house: House, origin: str, every: float = EVERY) -> None:
        """Compose and send for `house`; mails lead to the web origin `origin`."""
        self._house = house
        self._origin = origin
        self._every = every
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="outbox", daemon=True)

    def start(self) -> None:
        """Begin; the first round comes after the first pause, so that it delays nothing when a server starts."""
        self._thread.start()

    def stop(self) -> None:
        """End, after the round that may be going on."""
        self._stopped.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stopped.wait(self._every):
            self._round()

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
