"""Days on which people of a state do not work: its weekend, and its public holidays with their names.

Both are told by the library `holidays`, which is loaded when it is first asked, and then only for the states asked for.
What it does not know is said to be not known, never that there is none (docs/adr/0020).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from inspect import signature
from typing import TYPE_CHECKING, Any, cast

import pycountry
from babel import Locale

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from holidays import HolidayBase

LANGUAGES = (("en", "en"), ("ru", "ru"), ("zh", "zh_CN"))
"""Languages in which names of holidays are of use here, and how the library's codes for them begin."""

# "Day off (substituted from 01/03/2026)": which day was exchanged is nothing to a reader, and is written as in America.
_EXCHANGED = re.compile(r"\s*[(（][^()（）]*\d[^()（）]*[)）]")


@dataclass(frozen=True, slots=True)
class Place:
    """Whose days are asked for: a state (ISO 3166-1 alpha-3), and a part of it that has holidays of its own, or none.

    `weekend` are the days of the week (Monday is 0) that are free, where that is known better than the library has it.
    """

    state: str
    subdivision: str = ""
    weekend: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Day:
    """A day in a state: whether it belongs to the weekend, and the names, by language, of its public holiday.

    `known` is False where the public holidays of that state in that year are not known: `holiday` is then None.
    """

    weekend: bool
    holiday: Mapping[str, str] | None
    known: bool


@dataclass(frozen=True, slots=True)
class _Year:
    names: Mapping[date, Mapping[str, str]]
    worked: frozenset[date]
    """Days of the weekend that are worked, in exchange for others."""


def day_in(place: Place, day: date) -> Day:
    """Return what `day` is in `place`."""
    year = _year(place.state, place.subdivision, day.year)
    if year is None:
        return Day(weekend=_is_weekend(place, day), holiday=None, known=False)
    return Day(
        weekend=_is_weekend(place, day) and day not in year.worked,
        holiday=year.names.get(day),
        known=True,
    )


def _is_weekend(place: Place, day: date) -> bool:
    """Whether people rest on this day of the week.

    The library is asked before CLDR: it knows since when a weekend is as it is, and CLDR (48) is behind for some.
    """
    if place.weekend:
        return day.weekday() in place.weekend
    told = _library(place.state, place.subdivision)
    if told is not None:
        return told.is_weekend(day)
    return day.weekday() in weekend_by_cldr(place.state)


def weekend_by_cldr(state: str) -> frozenset[int]:
    """Return the days of the week (Monday is 0) that CLDR has for the weekend of a state (ISO 3166-1 alpha-3)."""
    found = pycountry.countries.get(alpha_3=state)
    locale = Locale.parse(f"und_{found.alpha_2}" if found else "en_001")
    first, last = locale.weekend_start, locale.weekend_end
    return frozenset((first + step) % 7 for step in range((last - first) % 7 + 1))


@lru_cache(maxsize=512)
def _year(state: str, subdivision: str, year: int) -> _Year | None:
    told = _library(state, subdivision)
    if told is None or not told.start_year <= year <= told.end_year:
        return None
    names: dict[date, dict[str, str]] = {}
    worked: set[date] = set()
    for language, tag in _tags(told).items():
        # A holiday may be kept, or a day of rest exchanged, across the turn of a year.
        spoken = _spoken(told, tag, (year - 1, year, year + 1))
        worked |= spoken.weekend_workdays
        for day, name in spoken.items():
            names.setdefault(day, {})[language] = _EXCHANGED.sub("", name).replace("'", "’")
    return _Year({day: name for day, name in names.items() if day.year == year}, frozenset(worked))


@lru_cache(maxsize=512)
def _library(state: str, subdivision: str) -> HolidayBase | None:
    """What the library has for a state, no year reckoned yet; None where it does not know it."""
    import holidays  # noqa: PLC0415 - 10 MB and a fifth of a second, which only pages with capitals need

    found = pycountry.countries.get(alpha_3=state)
    # It names a state by an attribute of its own name; three letters would also find months (MAR).
    kind = getattr(holidays, found.alpha_2 if found else "", None)
    return cast("HolidayBase", kind(subdiv=subdivision or None)) if kind else None


def _tags(told: HolidayBase) -> dict[str, str | None]:
    """The library's code for each language that it has; None where English is the only one it has at all."""
    known = sorted(told.supported_languages)
    found: dict[str, str | None] = {
        language: tag for language, begins in LANGUAGES for tag in known if tag.startswith(begins)
    }
    return found or {"en": None}


def _spoken(told: HolidayBase, tag: str | None, years: tuple[int, ...]) -> HolidayBase:
    kind: Any = type(told)
    # Dates by the moon are foretold; where they are, their names say so, if the library is asked to.
    told_so = {"islamic_show_estimated": True} if "islamic_show_estimated" in signature(kind).parameters else {}
    return cast("HolidayBase", kind(subdiv=told.subdiv, language=tag, years=years, **told_so))
