"""Audits that the house makes of its own record: every file, every signature, every rule; kept with what they found."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, cast

from comity.forum.audit import audit
from comity.forum.kernel.values import Key
from comity.forum.openings.state import COMMITMENT, CommitmentSeen
from comity.record.errors import RecordFault
from comity.store import models

if TYPE_CHECKING:
    from comity.forum.openings.opening import Opening
    from comity.store.house import House

MOST_SECONDS = 30.0
"""For how long an audit may keep the server busy; a longer one is for the console."""


class TakesTooLong(Exception):
    """The record is too long to be audited while it is served; `done` acts of `size` were audited until then."""

    def __init__(self, done: int, size: int) -> None:
        super().__init__(done, size)
        self.done, self.size = done, size


@dataclass(frozen=True, slots=True)
class Found:
    """An audit: when, of how many acts, how long it took; `fault` is empty where all was in order."""

    at: datetime
    size: int
    seconds: float
    fault: str = ""


def last() -> Found | None:
    """Return the last audit, or None."""
    row = models.Audit.objects.order_by("-at").first()
    return Found(row.at, row.size, row.seconds, row.fault) if row else None


def run(house: House, now: datetime, most_seconds: float = MOST_SECONDS) -> Found:
    """Audit the record as it is published, with all that the house can open, and keep what was found.

    Raises TakesTooLong.
    """
    found = _audited(house, now, time.monotonic() + most_seconds)
    if found.fault and found.size != house.ledger.size():
        # The record has grown meanwhile, and files that were parts of others may have given way to these.
        found = _audited(house, now, time.monotonic() + most_seconds)
    models.Audit.objects.create(at=found.at, size=found.size, seconds=found.seconds, fault=found.fault)
    return found


def _audited(house: House, now: datetime, deadline: float) -> Found:
    def check_time(done: int, size: int) -> None:
        if time.monotonic() > deadline:
            raise TakesTooLong(done, size)

    started, size = time.monotonic(), house.ledger.size()
    try:
        size = audit(house.files, house.policy, check_time, lambda commitment: _opening(house, commitment)).record.size
    except RecordFault as fault:
        return Found(now, size, time.monotonic() - started, f"{fault.message} [{fault.code}]")
    return Found(now, size, time.monotonic() - started)


def _opening(house: House, commitment: str) -> Opening | None:
    seen = cast("CommitmentSeen | None", house.ledger.get(Key(COMMITMENT, commitment)))
    return house.ledger.private.opening(seen.act) if seen else None
