"""The night watch: once a day the house audits its whole record from the entries up, while it is served.

At each of its rounds it destroys what is left of acts that were erased, where that had to be put off.

How logs have died teaches it: what is only written and never read again can be lost for months before anybody knows.
"""

from __future__ import annotations

import logging
import threading
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import connections

from comity.store import audits
from comity.store.living import host_now

if TYPE_CHECKING:
    from datetime import datetime

    from comity.store.house import House

DAILY = timedelta(hours=24)
ROUNDS = 600.0
"""Seconds between one look at the clock and the next; the first comes after as many, so that no start is delayed."""

_MOST_SECONDS = 1800.0
_log = logging.getLogger("comity.audit")


class NightWatch:
    """The thread. It ends with the process, and nobody waits for it."""

    def __init__(self, house: House, rounds: float = ROUNDS) -> None:
        """Watch over `house`."""
        self._house = house
        self._rounds = rounds
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="night watch", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End, after the audit that may be going on."""
        self._stopped.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stopped.wait(self._rounds):
            try:
                self._house.ledger.scrub()
                self.look(host_now())
            except Exception as fault:  # noqa: BLE001 - whatever it was, the desks go on, and the next round too
                _log.exception("the record could not be audited", exc_info=fault)
            finally:
                connections.close_all()

    def look(self, now: datetime) -> audits.Found | None:
        """Audit the record if the last audit is a day old, and say it in the log if anything is not as it should be."""
        last = audits.last()
        if last is not None and now - last.at < DAILY:
            return None
        try:
            found = audits.run(self._house, now, _MOST_SECONDS)
        except audits.TakesTooLong as long:
            _log.warning("the nightly audit had come to %s of %s acts when its time was over", long.done, long.size)
            return None
        if found.fault:
            _log.error("the nightly audit of %s acts found a fault: %s", found.size, found.fault)
        return found
