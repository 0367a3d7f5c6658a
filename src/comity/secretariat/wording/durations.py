"""Stretches of time in words, in the two largest units that say something. CLDR gives the words, Babel reads them."""

from __future__ import annotations

from datetime import timedelta
from typing import Literal

from babel.lists import format_list
from babel.units import format_unit

from comity.secretariat.wording.dates import locale_of

UNITS = (("day", timedelta(days=1)), ("hour", timedelta(hours=1)), ("minute", timedelta(minutes=1)))
"""The units that are used, by CLDR's names, the largest first."""


def lasting(stretch: timedelta, language: str) -> str:
    """Return a stretch of time ("2 days, 3 hours"): less than the smaller unit is left out, never rounded up.

    It is at least a minute that is said: what is shorter, or no time at all, counts as none ("0 minutes").
    """
    left = max(stretch, timedelta())
    parts: list[tuple[int, str]] = []
    for number, (unit, length) in enumerate(UNITS):
        count, left = divmod(left, length)
        if count or (not parts and number == len(UNITS) - 1):
            parts.append((number, _counted(count, unit, language)))
    first = parts[0][0]
    # "2 days, 5 minutes" would be more exact than anything else that is said of two days.
    return str(format_list([text for number, text in parts if number <= first + 1], "unit", locale_of(language)))


def _counted(count: int, unit: str, language: str) -> str:
    # Chinese has its words as CLDR's short ones only.
    length: Literal["short", "long"] = "short" if language.startswith("zh") else "long"
    return format_unit(count, f"duration-{unit}", length, locale=locale_of(language))
