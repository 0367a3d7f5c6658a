"""Moments as desks show them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.support.django_setup import set_up_django

set_up_django()

from django.utils import translation  # noqa: E402 - settings come first

from comity.web.desk.notices.times import Clock, known_zone  # noqa: E402 - as above

NOW = datetime(2026, 5, 4, 8, 20, 30, tzinfo=UTC)


def clock(language: str = "en", zone: str = "") -> Clock:
    return Clock(language, zone, NOW)


def test_moment_is_shown_in_the_officers_zone_and_in_utc():
    shown = clock(zone="Asia/Ulaanbaatar").moment("2026-05-08T10:00:00Z")
    assert (shown.iso, shown.day, shown.time, shown.utc) == (
        "2026-05-08T10:00:00Z",
        "Fri 8 May",
        "18:00 Ulaanbaatar",
        "10:00 UTC",
    )


def test_moment_that_is_another_day_in_utc_names_that_day():
    assert clock(zone="Asia/Almaty").moment("2026-05-08T20:30:00.123Z").utc == "Fri 8 May, 20:30 UTC"
    assert clock(zone="Asia/Almaty").moment("2026-05-08T20:30:00Z").day == "Sat 9 May"


@pytest.mark.parametrize("zone", ["", "Mars/Olympus", "../../etc/passwd", "UTC\0"])
def test_moment_is_in_utc_alone_where_no_zone_is_known(zone):
    shown = clock(zone=zone).moment("2026-05-08T10:00:00Z")
    assert (shown.time, shown.utc, known_zone(zone)) == ("10:00 UTC", "", UTC)


def test_other_years_are_named():
    assert clock().moment("2027-05-08T10:00:00Z").day == "Sat, 8 May 2027"


@pytest.mark.parametrize(("language", "day"), [("ru", "пт, 8 мая"), ("zh-hans", "5月8日周五")])
def test_days_are_written_as_the_language_writes_them(language, day):
    with translation.override(language):
        assert clock(language).moment("2026-05-08T10:00:00Z").day == day


@pytest.mark.parametrize(
    ("until", "left"),
    [
        ("2026-05-06T10:00:00Z", "2 days 1 hr"),
        ("2026-05-06T08:20:30Z", "2 days"),
        ("2026-05-04T11:40:00Z", "3 hrs 19 mins"),
        ("2026-05-04T08:21:00Z", "0 mins"),
        ("2026-05-04T08:20:29Z", ""),
        ("2020-01-01T00:00:00Z", ""),
    ],
)
def test_time_left_is_said_in_two_units(until, left):
    assert clock().left(until) == left


@pytest.mark.parametrize(("language", "left"), [("ru", "2 дн. 1 ч"), ("zh-hans", "2天1小时")])
def test_time_left_is_said_in_the_language(language, left):
    assert clock(language).left("2026-05-06T10:00:00Z") == left


@pytest.mark.parametrize(
    ("until", "share"),
    [("2026-05-18T08:20:30Z", 0.5), ("2027-01-01T00:00:00Z", 1.0), ("2026-01-01T00:00:00Z", 0.0)],
)
def test_line_of_what_is_due_is_four_weeks_long(until, share):
    assert clock().share(until) == share
