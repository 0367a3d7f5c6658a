"""The house that this process lives in: opened once, when it begins to serve, and asked for by whoever enters acts.

What the forum calls *now* and *today* is told here too, by the clock of that house: a rehearsal has one of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

from comity.forum.kernel.errors import Reason, gettext_noop
from comity.secretariat.clock import HostClock, point_of
from comity.secretariat.faults import Stopped
from comity.store.house import House

ONLY_READING = Reason(
    "store.only_reading",
    gettext_noop("This process only shows the record; nothing can be entered through it."),
    gettext_noop("Serve the data folder by comity serve."),
)

_HOST = HostClock()
_house: House | None = None


def settle(house: House | None) -> None:
    """Live in `house` from now on, or in none."""
    global _house  # noqa: PLW0603 - one process lives in one house
    _house = house


def living() -> House:
    """Return the house of this process.

    Raises Stopped where it has none.
    """
    if _house is None:
        raise Stopped(ONLY_READING)
    return _house


@contextmanager
def living_in(house: House) -> Iterator[House]:
    """Live in `house` for a while."""
    settle(house)
    try:
        yield house
    finally:
        settle(None)


def moment() -> int:
    """Return the present time of the forum in milliseconds since 1970; the host's where this process has no house."""
    return (_house.clock if _house else _HOST).now()


def now() -> datetime:
    """Return the present moment of the forum (UTC)."""
    return point_of(moment())


def today() -> date:
    """Return the present day of the forum (UTC)."""
    return now().date()


def host_now() -> datetime:
    """Return the present moment of the host (UTC), whatever the forum's clock says.

    It is for what keeps the house safe: sessions, questions put to passkeys, links of invitations, throttling, audits.
    Were they measured by a rehearsal's clock, moving it on by a day would sign everybody out.
    """
    return datetime.now(UTC)
