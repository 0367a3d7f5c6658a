"""Dates as a language writes them, exact or not. CLDR gives the patterns, Babel reads them."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from babel import Locale
from babel.dates import format_date, format_skeleton

from comity.forum.kernel.dates import begins, bounds, ends, is_exact, is_span
from comity.forum.kernel.errors import gettext_noop

if TYPE_CHECKING:
    from collections.abc import Callable

LOCALES = {"en": "en_GB", "ru": "ru", "zh": "zh_Hans", "zh-hans": "zh_Hans"}
"""Which CLDR locale writes for which language of the site."""

BETWEEN = gettext_noop("between %(first)s and %(last)s")
BY = gettext_noop("by %(last)s")
FROM = gettext_noop("from %(first)s on")
ABOUT = gettext_noop("about %(day)s")
UNKNOWN = gettext_noop("date not known")


def locale_of(language: str) -> Locale:
    """Return the CLDR locale for a language code of the site."""
    return Locale.parse(LOCALES.get(language, LOCALES["en"]))


@lru_cache(maxsize=8192)
def day(given: date, language: str, width: str = "long") -> str:
    """Return one day in full ("8 June 2010"), or shorter with width "medium" or "short"."""
    return format_date(given, format=width, locale=locale_of(language))


def moment(given: datetime, language: str, *, seconds: bool = False) -> str:
    """Return a moment as `language` writes it, to the minute or the second, in the zone of `given`."""
    clock = given.strftime("%H:%M:%S" if seconds else "%H:%M")
    between = " " if language.startswith("zh") else ", "
    return f"{day(given.date(), language)}{between}{clock}"


@lru_cache(maxsize=4096)
def month(year: int, number: int, language: str) -> str:
    """Return a month of a year ("October 2026")."""
    return format_skeleton("yMMMM", date(year, number, 1), locale=locale_of(language))


@lru_cache(maxsize=8192)
def span(first: date, last: date, language: str, width: str = "long") -> str:
    """Return a stretch of days ("7–9 June 2010"), by CLDR's interval patterns; with width "long" the month in full."""
    if first == last:
        return day(first, language, width)
    formats = locale_of(language).interval_formats["yMMMd"]
    field = "y" if first.year != last.year else "M" if first.month != last.month else "d"
    head, tail = (re.sub("MMM", "MMMM", part) if width == "long" else part for part in formats[field])
    locale = locale_of(language)
    return format_date(first, head, locale=locale) + format_date(last, tail, locale=locale)


def written(when: str, language: str, translate: Callable[[str], str]) -> str:
    """Return an EDTF date as `language` writes it; `translate` gives the words around an uncertain one."""
    if re.fullmatch(r"\d{4}", when):
        return f"{when}年" if language.startswith("zh") else when
    if re.fullmatch(r"\d{4}-\d\d", when):
        return month(int(when[:4]), int(when[5:]), language)
    if is_span(when):
        return _stretch(when, language, translate)
    if when.endswith(("~", "?", "%")):
        return translate(ABOUT) % {"day": written(when[:-1], language, translate)}
    return _bounded(when, language, translate)


def _stretch(when: str, language: str, translate: Callable[[str], str]) -> str:
    first, last = begins(when), ends(when)
    if is_exact(when) and first.earliest and last.latest:
        return span(first.earliest, last.latest, language)
    head, _, tail = when.partition("/")
    if head.endswith("~") and tail.endswith("~"):
        return translate(ABOUT) % {"day": _stretch(f"{head[:-1]}/{tail[:-1]}", language, translate)}
    if first.earliest is None or last.latest is None:
        return _bounded(when, language, translate)
    return f"{written(head, language, translate)} – {written(tail, language, translate)}"


def _bounded(when: str, language: str, translate: Callable[[str], str]) -> str:
    first, last = bounds(when)
    if first and last:
        return _between(first, last, language, translate)
    if last:
        return translate(BY) % {"last": day(last, language)}
    if first:
        return translate(FROM) % {"first": day(first, language)}
    return translate(UNKNOWN)


def _between(first: date, last: date, language: str, translate: Callable[[str], str]) -> str:
    """One day within bounds: named by the month or the years that they amount to, where they amount to such."""
    if first == last:
        return day(first, language)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        years = str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
        return years + ("年" if language.startswith("zh") else "")
    if first.day == 1 and (first.year, first.month) == (last.year, last.month) and (last + timedelta(days=1)).day == 1:
        return month(first.year, first.month, language)
    return translate(BETWEEN) % {"first": day(first, language), "last": day(last, language)}


BY_YEAR = gettext_noop("by %(year)s")
FROM_YEAR = gettext_noop("from %(year)s")


def brief(when: str, language: str, translate: Callable[[str], str]) -> str:
    """Return a date where there is little room: an exact day with its month shortened, else the years it lies in."""
    first, last = begins(when).earliest if is_span(when) else bounds(when).earliest, bounds(when).latest
    if first and last and (first == last or (is_span(when) and is_exact(when.replace("~", "")))):
        return span(first, last, language, "medium")
    if first and last:
        return _brief_between(when, first, last, language, translate)
    if last:
        return translate(BY_YEAR) % {"year": last.year}
    return translate(FROM_YEAR) % {"year": first.year} if first else translate(UNKNOWN)


def _brief_between(when: str, first: date, last: date, language: str, translate: Callable[[str], str]) -> str:
    if first.year != last.year:
        return f"{first.year}–{last.year}"
    return written(when, language, translate) if re.fullmatch(r"\d{4}(-\d\d)?", when) else str(last.year)
