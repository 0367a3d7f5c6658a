"""Hours of a day as a language writes them, on a clock of 24 hours. CLDR gives the patterns, Babel reads them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from babel.dates import format_skeleton

from comity.forum.kernel.errors import gettext_noop
from comity.secretariat.wording.dates import day, locale_of

if TYPE_CHECKING:
    from collections.abc import Callable

IN_UTC = gettext_noop("%(time)s UTC")


def clock(moment: datetime) -> str:
    """Return what a clock shows at `moment`, in its own zone ("17:00")."""
    return f"{moment:%H:%M}"


def at_hour(moment: datetime, language: str) -> str:
    """Return a moment by its own zone's clock, in brief and with the day of the week ("Thu 26 Nov, 17:00")."""
    # Without its zone, a moment is the same for all capitals of one, and is kept once.
    return _in_brief(moment.replace(tzinfo=None), language)


@lru_cache(maxsize=4096)
def _in_brief(local: datetime, language: str) -> str:
    return _joined(str(format_skeleton("MMMEd", local, locale=locale_of(language))), clock(local), language)


def in_utc(moment: datetime, language: str, translate: Callable[[str], str]) -> str:
    """Return a moment in full, by the clock that is the same for all ("26 November 2026, 12:00 UTC")."""
    there = moment.astimezone(UTC)
    return translate(IN_UTC) % {"time": _joined(day(there.date(), language), clock(there), language)}


def offset(apart: timedelta) -> str:
    """Return how far a clock is apart from UTC ("+5", "+5:30", "−5", "±0")."""
    minutes = round(apart.total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    sign = "±" if minutes == 0 else "+" if minutes > 0 else "−"
    return f"{sign}{hours}:{rest:02}" if rest else f"{sign}{hours}"


def _joined(date: str, time: str, language: str) -> str:
    pattern: str = locale_of(language).datetime_formats["medium"]
    return pattern.format(time, date)
