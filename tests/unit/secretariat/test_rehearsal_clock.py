"""The clock of a rehearsal: set on a moment, moved forward, never back, and kept; no real forum has one."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from comity.forum.kernel.errors import Refused
from comity.secretariat.clock import HostClock, entered_at, time_of
from comity.secretariat.datafolder import DataFolder
from comity.secretariat.faults import FolderRefused
from comity.secretariat.rehearsal.clock import (
    DAY,
    FILE,
    FURTHEST,
    HOUR,
    RehearsalClock,
    check_clock,
    clock_of,
    moved,
    read_moment,
)
from tests.support.trouble import SetClock

OCTOBER = read_moment("2022-10-10")


def folder(path: Path, forum: str = "small-rehearsal") -> DataFolder:
    (path / "spare").mkdir(exist_ok=True)
    return DataFolder(path, forum, "record.example", "")


def kept(path: Path, moment: int, host: SetClock) -> RehearsalClock:
    clock = RehearsalClock.at(moment, host)
    clock.keep(folder(path))
    return clock


@pytest.mark.parametrize(
    ("given", "entered"),
    [
        ("2022-10-10", "2022-10-10T00:00:00.000Z"),
        ("2022-10-10T09:00Z", "2022-10-10T09:00:00.000Z"),
        ("2022-10-10T09:00:07Z", "2022-10-10T09:00:07.000Z"),
        ("1992-10-05", "1992-10-05T00:00:00.000Z"),
    ],
)
def test_day_or_moment_is_read(given, entered):
    assert entered_at(read_moment(given)) == entered


@pytest.mark.parametrize(
    "given",
    [
        "",
        "yesterday",
        "2022",
        "2022-10",
        "2022-13-01",
        "2022-02-30",
        "0000-01-01",
        "2022-10-10T25:00Z",
        "2022-10-10T09:00",
        "2022-10-10T09:00+05:00",
        "2022-10-10 09:00Z",
        "٢٠٢٢-10-10",
        "2022-10-10\n",
    ],
)
def test_what_is_no_day_and_no_moment_is_refused(given):
    with pytest.raises(Refused) as refused:
        read_moment(given)
    assert refused.value.reason.code == "rehearsal.moment_unreadable"


def test_clock_set_on_a_moment_runs_on_from_there_as_the_hosts_does():
    host = SetClock()
    clock = RehearsalClock.at(OCTOBER, host)
    assert (clock.now(), clock.set_on) == (OCTOBER, "2022-10-10T00:00:00Z")
    host.time += 5
    clock.wait(7)
    assert (clock.now(), time_of(clock).isoformat()) == (OCTOBER + 12, "2022-10-10T00:00:00.012000+00:00")


def test_moved_clock_is_at_that_moment_and_runs_on():
    host = SetClock()
    clock = RehearsalClock.at(OCTOBER, host)
    clock.move(OCTOBER + DAY)
    host.time += HOUR
    assert clock.now() == OCTOBER + DAY + HOUR


@pytest.mark.parametrize(
    ("to", "code"),
    [(OCTOBER - 1, "rehearsal.clock_backwards"), (FURTHEST, "rehearsal.clock_too_far")],
)
def test_clock_goes_neither_back_nor_beyond_what_can_be_written(tmp_path, to, code):
    clock = kept(tmp_path, OCTOBER, SetClock())
    before = (tmp_path / FILE).read_bytes()
    with pytest.raises(Refused) as refused:
        clock.move(to)
    assert (refused.value.reason.code, clock.now(), (tmp_path / FILE).read_bytes()) == (code, OCTOBER, before)


def test_step_leads_on_from_now_and_no_further_than_any_clock():
    clock = RehearsalClock.at(OCTOBER, SetClock())
    clock.step(HOUR)
    assert clock.now() == OCTOBER + HOUR
    with pytest.raises(Refused) as refused:
        clock.step(FURTHEST)
    assert (refused.value.reason.code, clock.now()) == ("rehearsal.clock_too_far", OCTOBER + HOUR)


def test_refusal_to_go_back_says_both_moments():
    clock = RehearsalClock.at(read_moment("2022-10-10T09:30Z"), SetClock())
    with pytest.raises(Refused) as refused:
        clock.move(OCTOBER)
    assert "2022-10-10 09:30 UTC" in refused.value.text
    assert "set back to 2022-10-10 00:00 UTC" in refused.value.text


def test_moved_clock_is_found_again_where_it_is_kept(tmp_path):
    host = SetClock()
    kept(tmp_path, OCTOBER, host).move(OCTOBER + DAY)
    host.time += HOUR
    again = RehearsalClock.of(folder(tmp_path), host)
    assert (again.now(), again.set_on) == (OCTOBER + DAY + HOUR, "2022-10-10T00:00:00Z")
    again.move(again.now() + DAY)
    assert RehearsalClock.of(folder(tmp_path), host).now() == OCTOBER + 2 * DAY + HOUR


def test_rehearsal_that_was_never_set_or_moved_has_the_hosts_time(tmp_path):
    host = SetClock()
    clock = RehearsalClock.of(folder(tmp_path), host)
    assert (clock.now(), clock.ahead, clock.set_on, (tmp_path / FILE).exists()) == (host.now(), 0, "", False)
    clock.move(host.now() + DAY)
    assert RehearsalClock.of(folder(tmp_path), host).ahead == DAY


def test_whoever_waits_is_told_that_the_clock_was_moved_and_only_then(tmp_path):
    clock, wake, seen = kept(tmp_path, OCTOBER, SetClock()), threading.Event(), []

    def look() -> None:
        seen.append((clock.now(), RehearsalClock.of(folder(tmp_path), SetClock()).now()))

    moved.extend((wake.set, look))
    try:
        with pytest.raises(Refused):
            clock.move(OCTOBER - DAY)
        assert (wake.is_set(), seen) == (False, [])
        clock.move(OCTOBER + DAY)
        assert (wake.is_set(), seen) == (True, [(OCTOBER + DAY, OCTOBER + DAY)])
    finally:
        moved.remove(wake.set)
        moved.remove(look)


# --- a real forum ---


def test_real_forum_has_the_hosts_clock_whatever_lies_in_its_folder(tmp_path):
    kept(tmp_path, OCTOBER, SetClock())
    assert isinstance(clock_of(folder(tmp_path, "small")), HostClock)
    assert isinstance(clock_of(folder(tmp_path)), RehearsalClock)


@pytest.mark.parametrize(
    "put",
    [
        RehearsalClock.of,
        lambda place: RehearsalClock().keep(place),
        lambda place: check_clock(RehearsalClock(), place),
    ],
)
def test_clock_that_can_be_moved_is_refused_in_the_folder_of_a_real_forum(tmp_path, put):
    with pytest.raises(FolderRefused) as refused:
        put(folder(tmp_path, "small"))
    assert (refused.value.code, (tmp_path / FILE).exists()) == ("rehearsal.none", False)


def test_hosts_clock_is_in_order_everywhere(tmp_path):
    check_clock(HostClock(), folder(tmp_path, "small"))
    check_clock(HostClock(), folder(tmp_path))


# --- a file that was spoiled ---


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"ahead",
        b"\xff",
        b"ahead = 5\n",
        b'set_on = ""\nahead = "5"\n',
        b'set_on = ""\nahead = true\n',
        b"set_on = 5\nahead = 5\n",
        b'set_on = ""\nahead = 5\nmore = 1\n',
    ],
)
def test_clock_that_cannot_be_read_is_said_with_its_file(tmp_path, text):
    (tmp_path / FILE).write_bytes(text)
    with pytest.raises(FolderRefused) as refused:
        clock_of(folder(tmp_path))
    assert (refused.value.code, FILE in str(refused.value)) == ("rehearsal.clock_broken", True)
