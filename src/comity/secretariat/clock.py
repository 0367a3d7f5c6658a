"""The host's clock, and times as the record writes them."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from comity.secretariat.ports import Clock


class HostClock:
    """The clock of this machine, in whole milliseconds since 1970 (UTC)."""

    def now(self) -> int:
        """Return the present time."""
        return time.time_ns() // 1_000_000

    def wait(self, milliseconds: int) -> None:
        """Let that much time go by."""
        time.sleep(milliseconds / 1000)


def entered_at(milliseconds: int) -> str:
    """Return a time of entry as an entry holds it: `2026-11-23T10:02:12.345Z`."""
    moment = datetime.fromtimestamp(milliseconds // 1000, UTC)
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{milliseconds % 1000:03}Z"


def stated_at(milliseconds: int) -> str:
    """Return a time as an author states it, in whole seconds: `2026-11-23T10:02:12Z`."""
    return f"{datetime.fromtimestamp(milliseconds // 1000, UTC):%Y-%m-%dT%H:%M:%SZ}"


def point_of(milliseconds: int) -> datetime:
    """Return a time as a point in time (UTC)."""
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def time_of(clock: Clock) -> datetime:
    """Return the present time of a clock as a point in time (UTC)."""
    return point_of(clock.now())


def milliseconds_of(entered: str) -> int:
    """Return the milliseconds since 1970 of a time of entry."""
    return round(datetime.fromisoformat(entered).timestamp() * 1000)
