"""What time it is in the capitals of states, and whether people work there then.

Capitals and their zones are data of the program (`forums/capitals.toml`); the rules of the zones are those of IANA.
Working hours are assumed, since no state publishes those of its ministries in one place: they are the same everywhere.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

from comity import forums
from comity.secretariat.restdays import Place, day_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

OPENS, CLOSES = time(9), time(18)
"""Working hours by the clock of a capital, assumed."""

Why = Literal["weekend", "holiday", "night"]
"""Why nobody works: a day of the weekend, a public holiday of the week, or an hour outside working hours."""


@dataclass(frozen=True, slots=True)
class Capital:
    """Where the foreign ministry of a state works: `name` by language (en, ru, zh), `zone` by IANA.

    `party` is the state by ISO 3166-1 alpha-3; `place` is whose days of rest hold there. It says nothing of status.
    """

    party: str
    name: Mapping[str, str]
    zone: str
    place: Place


@dataclass(frozen=True, slots=True)
class Hour:
    """A moment by the clock of a capital, and whether people work there then.

    `why` says why they do not, None where they do. `holiday` are the names of a public holiday by language, also where
    the day belongs to the weekend anyway. `known` is False where the public holidays of that year are not known.
    """

    local: datetime
    utc_offset: timedelta
    working: bool
    why: Why | None
    holiday: Mapping[str, str] | None
    known: bool


@dataclass(frozen=True, slots=True)
class Rest:
    """A day within a window on which nobody works, and the names of its public holiday where it has one."""

    day: date
    why: Why
    holiday: Mapping[str, str] | None


@dataclass(frozen=True, slots=True)
class Working:
    """What a window leaves for work in a capital.

    `whole` and `part` count working days of which all working hours, or only some, lie within the window; `hours` is
    how many working hours do; `rests` are its days of rest; `known` is False where holidays of any of its days are not.
    """

    whole: int
    part: int
    hours: timedelta
    rests: tuple[Rest, ...]
    known: bool


@lru_cache(maxsize=1)
def capitals() -> Mapping[str, Capital]:
    """Return all capitals that are known, by state (ISO 3166-1 alpha-3)."""
    file = Path(forums.__file__).with_name("capitals.toml")
    return {state: _capital(state, **told) for state, told in tomllib.loads(file.read_text(encoding="utf-8")).items()}


def _capital(
    state: str, *, name: Mapping[str, str], zone: str, subdivision: str = "", weekend: tuple[int, ...] = ()
) -> Capital:
    return Capital(state, name, zone, Place(state, subdivision, tuple(weekend)))


def capital_of(code: str | None) -> Capital | None:
    """Return the capital of a state (ISO 3166-1 alpha-3); None where it is not known, and for what is no state."""
    return capitals().get(code or "")


def at(capital: Capital, moment: datetime) -> Hour:
    """Return `moment` (of any zone, but of one) by the clock of `capital`."""
    local = moment.astimezone(ZoneInfo(capital.zone))
    day = day_in(capital.place, local.date())
    why: Why | None = None
    if day.weekend:
        why = "weekend"
    elif day.holiday:
        why = "holiday"
    elif not OPENS <= local.time() < CLOSES:
        why = "night"
    return Hour(local, local.utcoffset() or timedelta(), why is None, why, day.holiday, day.known)


def over(capital: Capital, since: datetime, until: datetime) -> Working:
    """Return what the time from `since` until `until` (not included) leaves for work in `capital`."""
    whole, part, hours, known = 0, 0, timedelta(), True
    rests: list[Rest] = []
    for day in _days(capital, since, until):
        found = day_in(capital.place, day)
        known = known and found.known
        if found.weekend or found.holiday:
            rests.append(Rest(day, "weekend" if found.weekend else "holiday", found.holiday))
            continue
        opens, closes = _hours(capital, day)
        within = max(min(until, closes) - max(since, opens), timedelta())
        whole += within == closes - opens
        part += timedelta() < within < closes - opens
        hours += within
    return Working(whole, part, hours, tuple(rests), known)


def _days(capital: Capital, since: datetime, until: datetime) -> Iterator[date]:
    zone = ZoneInfo(capital.zone)
    day, last = since.astimezone(zone).date(), (until - datetime.resolution).astimezone(zone).date()
    while day <= last:
        yield day
        day += timedelta(days=1)


def _hours(capital: Capital, day: date) -> tuple[datetime, datetime]:
    """The working hours of a day as points in time: in UTC, since within one zone the clock on the wall is compared."""
    zone = ZoneInfo(capital.zone)
    return datetime.combine(day, OPENS, zone).astimezone(UTC), datetime.combine(day, CLOSES, zone).astimezone(UTC)
