"""The rehearsal's clock as the page of seats shows it, and how far on each of its buttons moves it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from comity.forum.kernel.errors import gettext_noop
from comity.secretariat.clock import time_of
from comity.secretariat.rehearsal.clock import DAY, HOUR, WEEK
from comity.web.desk.notices.times import Clock
from comity.web.portal.framework.data import Data

if TYPE_CHECKING:
    from django.http import HttpRequest

    from comity.store.house import House
    from comity.web.portal.framework.ask import Ask

STEPS = {"hour": HOUR, "day": DAY, "week": WEEK}
"""By how many milliseconds each button moves the clock on."""

_LABELS = (
    ("hour", gettext_noop("One hour on")),
    ("day", gettext_noop("One day on")),
    ("week", gettext_noop("One week on")),
)


class StepShown(Data):
    """A button that moves the clock on."""

    step: str
    label: str


class ClockShown(Data):
    """The clock: `iso` for machines, in words, and what the fields of its form hold: the day and the time in UTC.

    `wrong` says that what was typed into them was refused.
    """

    iso: str
    said: str
    day: str
    time: str
    wrong: bool
    steps: list[StepShown]


def clock_shown(ask: Ask, house: House, request: HttpRequest) -> ClockShown:
    """Return the clock of a rehearsal; its form holds what was typed, or else the next full hour."""
    now = time_of(house.clock)
    later = now.replace(minute=0) + timedelta(hours=1)
    shown = Clock(ask.language, "", now).moment(now, in_full=True)
    return ClockShown(
        iso=shown.iso,
        said=shown.whole,
        day=request.POST.get("day", f"{later:%Y-%m-%d}")[:40],
        time=request.POST.get("time", f"{later:%H:%M}")[:40],
        wrong="day" in request.POST,
        steps=[StepShown(step=step, label=_(label)) for step, label in _LABELS],
    )
