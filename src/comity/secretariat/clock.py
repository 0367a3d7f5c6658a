"""The host's clock, and times as the record writes them."""

from __future__ import annotations

import time
from datetime import UTC, datetime


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


def milliseconds_of(entered: str) -> int:
    """Return the milliseconds since 1970 of a time of entry."""
    return round(datetime.fromisoformat(entered).timestamp() * 1000)
