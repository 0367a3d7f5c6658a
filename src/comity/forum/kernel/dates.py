"""Dates as sources give them: a day, a month, a year, a span of days, or a day known only within bounds.

A date is kept as the EDTF string that was entered (ISO 8601-2:2019, levels 0 to 2 as the `edtf` library reads it), so
that nothing is lost; what rules and counts need are its bounds.
"""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import lru_cache
from typing import Annotated, Any, NamedTuple

from pydantic import AfterValidator

# A plain date; the sign that follows an approximate or uncertain one changes nothing of what it can mean.
_PLAIN = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?[~?%]?\Z")
_HALF_MONTH = re.compile(r"\d{4}-(?:X\d|\dX)")
_LONGEST = 60


class Bounds(NamedTuple):
    """The first and the last day that a date can mean; None where the source leaves that side open."""

    earliest: date | None
    latest: date | None


def _plain(year: int, month: int | None = None, day: int | None = None) -> Bounds:
    if month is not None and day is not None:
        exact = date(year, month, day)
        return Bounds(exact, exact)
    if month is not None:
        return Bounds(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))
    return Bounds(date(year, 1, 1), date(year, 12, 31))


def _edge(text: str, *, upper: bool) -> date | None:
    if not text:
        return None
    found = bounds(text)
    return found.latest if upper else found.earliest


@lru_cache(maxsize=16384)
def bounds(when: str) -> Bounds:
    """Return the bounds of the EDTF date `when`.

    A span ("2014-05-20/2014-05-21") and a choice ("[2010-06-09..2011-12-31]") both have the bounds of their ends; an
    approximate or uncertain date ("2014~", "2014?") has the bounds of what it names.

    Raises:
        ValueError: `when` is no EDTF date.
    """
    if plain := _PLAIN.match(when):
        return _plain(*(int(part) for part in plain.groups() if part is not None))
    if len(when) > _LONGEST:
        message = f"{when[:_LONGEST]!r}… is too long for a date"
        raise ValueError(message)
    if "/" in when:
        return _stretch(*when.split("/", 1))
    if choice := re.fullmatch(r"\[([^,\]]*?)\.\.([^,\[]*?)\]", when):
        return _in_order(Bounds(_edge(choice[1], upper=False), _edge(choice[2], upper=True)), when)
    return _in_order(_by_library(when), when)


def _stretch(first: str, last: str) -> Bounds:
    return _in_order(Bounds(_open(first).earliest, _open(last).latest), f"{first}/{last}")


def _in_order(found: Bounds, when: str) -> Bounds:
    if found.earliest and found.latest and found.earliest > found.latest:
        message = f"{when} ends before it begins"
        raise ValueError(message)
    return found


def _open(end: str) -> Bounds:
    return Bounds(None, None) if end in {"", ".."} else bounds(end)


def _by_library(when: str) -> Bounds:
    message = f"{when!r} is not a date: write 2014, 2014-05, 2014-05-20, 2014-05-20/2014-05-21 or [2010..2011]"
    if _HALF_MONTH.search(when):  # the library prints such a month and fails
        raise ValueError(message)
    # Its grammar takes more memory than all dates, and few dates need it.
    from edtf import EDTFParseException, parse_edtf  # noqa: PLC0415

    try:
        return _as_bounds(parse_edtf(when))
    except (EDTFParseException, OverflowError) as fault:
        raise ValueError(message) from fault


def _as_bounds(parsed: Any) -> Bounds:  # noqa: ANN401 - the library's classes have no common type
    from edtf.parser.parser_classes import OneOfASet  # noqa: PLC0415 - as above

    if isinstance(parsed, OneOfASet):
        ends = [bounds(str(item)) for item in parsed.objects]
        return Bounds(min(end.earliest for end in ends if end.earliest), max(end.latest for end in ends if end.latest))
    low, high = parsed.lower_strict(), parsed.upper_strict()
    return Bounds(date(*low[:3]), date(*high[:3]))


def is_span(when: str) -> bool:
    """Whether `when` is a stretch of days (a meeting of two days), not one day known within bounds."""
    return "/" in when


def is_exact(when: str) -> bool:
    """Whether `when` names one day or a stretch of exact days."""
    return all(re.fullmatch(r"\d{4}-\d\d-\d\d", end) for end in when.split("/"))


def begins(when: str) -> Bounds:
    """Return the bounds of the day on which `when` begins (of its first half, for a span)."""
    return _open(when.split("/", 1)[0]) if is_span(when) else bounds(when)


def ends(when: str) -> Bounds:
    """Return the bounds of the day on which `when` ends (of its second half, for a span)."""
    return _open(when.rsplit("/", 1)[-1]) if is_span(when) else bounds(when)


def sort_key(when: str) -> tuple[date, date]:
    """Return a key that puts dates in order: by the first day each can mean, then by the last."""
    found = bounds(when)
    return (found.earliest or date.min, found.latest or date.max)


def later(one: Bounds, other: Bounds) -> Bounds:
    """Return the bounds of the later of two days, each known within bounds."""
    latest = None if one.latest is None or other.latest is None else max(one.latest, other.latest)
    known = [day for day in (one.earliest, other.earliest) if day]
    return Bounds(max(known, default=None), latest)


def both(one: Bounds, other: Bounds) -> Bounds | None:
    """Return the bounds that fit both statements of one day, or None where they contradict each other."""
    earliest = max((day for day in (one.earliest, other.earliest) if day), default=None)
    latest = min((day for day in (one.latest, other.latest) if day), default=None)
    if earliest and latest and earliest > latest:
        return None
    return Bounds(earliest, latest)


def _check(when: str) -> str:
    bounds(when)
    return when


When = Annotated[str, AfterValidator(_check)]
"""An EDTF date, checked when an act is read."""
