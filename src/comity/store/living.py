"""The house that this process lives in: opened once, when it begins to serve, and asked for by whoever enters acts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from comity.forum.kernel.errors import Reason, gettext_noop
from comity.secretariat.faults import Stopped
from comity.store.house import House

ONLY_READING = Reason(
    "store.only_reading",
    gettext_noop("This process only shows the record; nothing can be entered through it."),
    gettext_noop("Serve the data folder by comity serve."),
)

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
