"""Moments as a desk shows them: in the officer's own time zone where the directory knows it, and in UTC."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.dates import format_skeleton, get_timezone_location
from babel.units import format_unit
from django.utils.translation import gettext as _

from comity.secretariat.wording.dates import locale_of
from comity.store import people
from comity.web.portal.framework.data import Data

if TYPE_CHECKING:
    from datetime import tzinfo

    from comity.web.desk.presence import Present

_HOUR, _DAY = 60, 24 * 60
SPAN = timedelta(weeks=4)
"""What the lines of what is due are long for."""


class Moment(Data):
    """A moment: `iso` for machines; day and time where the officer is, with that place's name; the same in UTC."""

    iso: str
    day: str
    time: str
    utc: str

    @property
    def whole(self) -> str:
        """Day and time."""
        return _("%(day)s, %(time)s") % {"day": self.day, "time": self.time}


class Clock:
    """A language, a time zone, and the present moment."""

    def __init__(self, language: str, zone: str, now: datetime) -> None:
        self.language = language
        self.now = now
        self.zone = known_zone(zone)

    @property
    def here(self) -> str:
        """What the place is called whose time is shown."""
        return _place(str(self.zone), self.language) if self.zone is not UTC else "UTC"

    def moment(self, when: datetime | str, *, in_full: bool = False) -> Moment:
        """Return a moment, given itself or as the record writes it; this year's is named only `in_full`."""
        at = datetime.fromisoformat(when) if isinstance(when, str) else when
        local, utc = at.astimezone(self.zone), at.astimezone(UTC)
        there = {"time": f"{local:%H:%M}", "place": self.here}
        time = _("%(time)s %(place)s") % there
        told = _("%(time)s UTC") % {"time": f"{utc:%H:%M}"}
        if local.date() != utc.date():
            told = _("%(day)s, %(time)s") % {"day": self._day(utc, in_full=in_full), "time": told}
        iso = f"{utc:%Y-%m-%dT%H:%M:%SZ}"
        return Moment(iso=iso, day=self._day(local, in_full=in_full), time=time, utc="" if self.zone is UTC else told)

    def left(self, until: str) -> str:
        """Return how long it is until a moment, in two units ("2 days 23 hrs"); empty where it has gone by."""
        minutes = (datetime.fromisoformat(until) - self.now) // timedelta(minutes=1)
        if minutes < 0:
            return ""
        if minutes >= _DAY:
            return self._units((minutes // _DAY, "duration-day"), (minutes % _DAY // _HOUR, "duration-hour"))
        return self._units((minutes // _HOUR, "duration-hour"), (minutes % _HOUR, "duration-minute"))

    def share(self, until: str) -> float:
        """Return how much of four weeks it is until a moment: 0 where it has gone by, 1 where it is later than that."""
        share = (datetime.fromisoformat(until) - self.now) / SPAN
        return min(1.0, max(0.0, share))

    def _units(self, *counted: tuple[int, str]) -> str:
        said = [_unit(number, name, self.language) for number, name in counted if number]
        between = "" if self.language.startswith("zh") else " "
        return between.join(said) or _unit(0, counted[-1][1], self.language)

    def _day(self, at: datetime, *, in_full: bool) -> str:
        usual = not in_full and at.year == self.now.astimezone(at.tzinfo).year
        return _day(at.year, at.month, at.day, self.language, usual)


def clock_of(here: Present, language: str, now: datetime) -> Clock:
    """Return the clock of whoever sits at a desk."""
    found = people.find(here.house.vault, here.session.person)
    return Clock(language, found.profile.time_zone if found else "", now)


@lru_cache(maxsize=256)
def known_zone(name: str) -> tzinfo:
    """Return a time zone by its IANA name; UTC where there is none of that name."""
    try:
        return ZoneInfo(name) if name else UTC
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


@lru_cache(maxsize=1024)
def _day(*given: Any) -> str:  # noqa: ANN401 - year, month, day, language, whether the year goes without saying
    year, month, day, language, usual = given
    pattern = "MMMEd" if usual else "yMMMEd"
    return format_skeleton(pattern, datetime(year, month, day, tzinfo=UTC), locale=locale_of(language))


@lru_cache(maxsize=256)
def _place(zone: str, language: str) -> str:
    return get_timezone_location(ZoneInfo(zone), locale=locale_of(language), return_city=True)


@lru_cache(maxsize=1024)
def _unit(number: int, name: str, language: str) -> str:
    return str(format_unit(number, name, length="short", locale=locale_of(language)))
