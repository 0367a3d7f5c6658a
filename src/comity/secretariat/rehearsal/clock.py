"""The clock of a rehearsal: the host's, and how far ahead of it or behind it the rehearsal is.

It can be set on a day of history when the rehearsal is made, and moved forward while it goes on, never back: times of
entry never decrease. How far it is apart from the host's stands in `<data>/clock.toml`, so that it outlives the
process. A real forum can never have such a clock.
"""

from __future__ import annotations

import re
import threading
import tomllib
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from comity.forum.kernel.errors import Reason, Refused, gettext_noop
from comity.secretariat.clock import HostClock, stated_at
from comity.secretariat.disk import Disk
from comity.secretariat.faults import FolderRefused
from comity.secretariat.rehearsal.marks import check_rehearsal, is_rehearsal

if TYPE_CHECKING:
    from collections.abc import Callable

    from comity.secretariat.datafolder import DataFolder
    from comity.secretariat.ports import Clock

FILE = "clock.toml"

SECOND, HOUR = 1000, 3_600_000
"""Milliseconds in a second and in an hour."""

DAY, WEEK = 24 * HOUR, 7 * 24 * HOUR
"""Milliseconds in a day and in a week."""

FURTHEST = int(datetime(9999, 1, 1, tzinfo=UTC).timestamp()) * SECOND
"""No clock goes further: what is reckoned from its day must still be a day that can be written."""

MOMENT_UNREADABLE = Reason(
    "rehearsal.moment_unreadable",
    gettext_noop("“%(given)s” is no day, and no moment."),
    gettext_noop("Write the day as 2022-10-10, or the day with a time of UTC as 2022-10-10T09:00Z."),
)
BACKWARDS = Reason(
    "rehearsal.clock_backwards",
    gettext_noop("It is %(now)s in this rehearsal already; its clock cannot be set back to %(to)s."),
    gettext_noop("Move it to a later moment. Times of entry never decrease: an earlier day is for another rehearsal."),
)
TOO_FAR = Reason(
    "rehearsal.clock_too_far",
    gettext_noop("The clock of a rehearsal goes up to %(furthest)s and no further."),
    gettext_noop("Move it to an earlier moment."),
)
CLOCK_BROKEN = Reason(
    "rehearsal.clock_broken",
    gettext_noop("The clock of the rehearsal, %(file)s, cannot be read: %(fault)s."),
    gettext_noop("Restore that file; it holds set_on and ahead."),
)

moved: list[Callable[[], None]] = []
"""Called after a rehearsal's clock has been moved forward, in whatever thread moved it: they return at once and raise
nothing. Whoever waits for a time to come adds the `set` of the event it waits on, and takes it out at its end:

    wake = threading.Event()
    moved.append(wake.set)
"""

_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?Z)?", re.ASCII)
_NAMES = {"set_on": str, "ahead": int}


class RehearsalClock:
    """The clock of one rehearsal. Its methods may be called from any thread."""

    def __init__(self, ahead: int = 0, set_on: str = "", host: Clock | None = None) -> None:
        """Run `ahead` milliseconds ahead of the host's clock; `set_on` is the moment that it was set on, if any."""
        self._host = host or HostClock()
        self._ahead = ahead
        self._mutex = threading.Lock()
        self._folder: DataFolder | None = None
        self.set_on = set_on

    @classmethod
    def at(cls, moment: int, host: Clock | None = None) -> RehearsalClock:
        """Return a clock that is set on `moment` (milliseconds since 1970) now, and runs on from there."""
        running = host or HostClock()
        return cls(moment - running.now(), stated_at(moment), running)

    @classmethod
    def of(cls, folder: DataFolder, host: Clock | None = None) -> RehearsalClock:
        """Return the clock of the rehearsal in `folder`: the host's own where it was never set or moved.

        Raises:
            FolderRefused: it is a real forum's, or the clock's file cannot be read.
        """
        check_rehearsal(folder)
        clock = cls(*_read(folder), host)
        clock._folder = folder
        return clock

    @property
    def ahead(self) -> int:
        """How many milliseconds it runs ahead of the host's clock; less than nought where it is behind."""
        return self._ahead

    def now(self) -> int:
        """Return the present time of the rehearsal, in milliseconds since 1970 (UTC)."""
        return self._host.now() + self._ahead

    def wait(self, milliseconds: int) -> None:
        """Let that much time go by."""
        self._host.wait(milliseconds)

    def keep(self, folder: DataFolder) -> None:
        """Belong to the rehearsal in `folder` from now on, and be on its disk before this returns.

        Raises:
            FolderRefused: it is a real forum's.
        """
        check_rehearsal(folder)
        _write(folder, self._ahead, self.set_on)
        self._folder = folder

    def move(self, to: int) -> None:
        """Move on to the moment `to` (milliseconds since 1970), durably, and tell all who wait (`moved`).

        Raises:
            Refused: it would go back, or further than any clock.
        """
        with self._mutex:
            now = self.now()
            self._check(now, to)
            self._set(self._ahead + to - now)
        _tell()

    def check(self, to: int) -> None:
        """Refuse what `move` would refuse."""
        self._check(self.now(), to)

    def step(self, by: int) -> None:
        """Move on by so many milliseconds from now; as `move`."""
        with self._mutex:
            self._set(self._ahead + by)
        _tell()

    def _check(self, now: int, to: int) -> None:
        if to < now:
            raise Refused(BACKWARDS, now=_said(now), to=_said(to))
        if to >= FURTHEST:
            raise Refused(TOO_FAR, furthest=_said(FURTHEST))

    def _set(self, ahead: int) -> None:
        if self._host.now() + ahead >= FURTHEST:
            raise Refused(TOO_FAR, furthest=_said(FURTHEST))
        if self._folder is not None:
            _write(self._folder, ahead, self.set_on)
        self._ahead = ahead


def _tell() -> None:
    for tell in tuple(moved):
        tell()


def clock_of(folder: DataFolder) -> Clock:
    """Return the clock of the forum in `folder`: the host's, but for a rehearsal, which has its own.

    Raises:
        FolderRefused: the rehearsal's clock cannot be read.
    """
    return RehearsalClock.of(folder) if is_rehearsal(folder.forum) else HostClock()


def check_clock(clock: Clock, folder: DataFolder) -> None:
    """Refuse a clock that can be moved where it would be a real forum's.

    Raises:
        FolderRefused: it would.
    """
    if isinstance(clock, RehearsalClock):
        check_rehearsal(folder)


def read_moment(given: str) -> int:
    """Return the moment (milliseconds since 1970) that was written as a day or a moment of UTC; a day from its start.

    Raises:
        Refused: it is neither.
    """
    try:
        if not _MOMENT.fullmatch(given):
            raise ValueError(given)
        return int(datetime.fromisoformat(given).replace(tzinfo=UTC).timestamp()) * SECOND
    except ValueError:
        raise Refused(MOMENT_UNREADABLE, given=given[:40]) from None


def _said(moment: int) -> str:
    return f"{stated_at(moment)[:16].replace('T', ' ')} UTC"


def _read(folder: DataFolder) -> tuple[int, str]:
    file = folder.path / FILE
    try:
        said = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return 0, ""
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise FolderRefused(CLOCK_BROKEN, file=file, fault=str(fault)) from fault
    if {name: type(value) for name, value in said.items()} != _NAMES:
        raise FolderRefused(CLOCK_BROKEN, file=file, fault="it holds set_on, a text, and ahead, a number, and no more")
    return said["ahead"], said["set_on"]


def _write(folder: DataFolder, ahead: int, set_on: str) -> None:
    text = (
        "# The clock of this rehearsal: the moment that it was set on, if any, and how many milliseconds it runs\n"
        "# ahead of this machine's clock. It is moved at /seats/, and only forward.\n"
        f'set_on = "{set_on}"\nahead = {ahead}\n'
    )
    Disk(folder.spare).replace({folder.path / FILE: text.encode()})
