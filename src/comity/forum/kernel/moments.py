"""Moments in UTC, compared: times of entry (with milliseconds) and the moments that acts name (to the second)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


def instant(moment: str) -> datetime:
    """Return a moment ("2026-11-23T10:02:11Z"), or a time of entry ("…11.345Z"), as a point in time."""
    return datetime.fromisoformat(moment)


def comes_before(entered: str, moment: str) -> bool:
    """Whether an act entered at `entered` came before `moment`. At the moment itself it does not any more."""
    return instant(entered) < instant(moment)


def hours_after(moment: str, hours: int) -> str:
    """Return the moment that lies so many hours after `moment`, to the second: no part of one is taken off the time."""
    then = instant(moment) + timedelta(hours=hours)
    return stated(then + timedelta(seconds=1) if then.microsecond else then)


def stated(point: datetime) -> str:
    """Return a point in time as acts name it, to the second."""
    return f"{point.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat()}Z"


def day_of(entered: str) -> str:
    """Return the day (UTC, YYYY-MM-DD) of a time of entry or a moment."""
    return entered[:10]
