from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from comity.secretariat.wording.durations import lasting
from comity.secretariat.wording.hours import at_hour, in_utc, offset

LANGUAGES = ("en", "ru", "zh-hans")
ASTANA = timezone(timedelta(hours=5))


def translated(message: str) -> str:
    return message.replace("UTC", "по UTC")


def test_hour_is_said_with_the_day_of_the_week():
    moment = datetime(2026, 11, 26, 17, 5, tzinfo=ASTANA)
    assert [at_hour(moment, language) for language in LANGUAGES] == [
        "Thu 26 Nov, 17:05",
        "чт, 26 нояб., 17:05",
        "11月26日周四 17:05",
    ]


def test_moment_is_said_in_full_by_the_clock_of_all():
    moment = datetime(2026, 11, 27, 3, 0, tzinfo=ASTANA)
    assert [in_utc(moment, language, str) for language in LANGUAGES] == [
        "26 November 2026, 22:00 UTC",
        "26 ноября 2026\u202fг., 22:00 UTC",
        "2026年11月26日 22:00 UTC",
    ]


def test_words_around_a_moment_are_translated():
    assert in_utc(datetime(2026, 11, 26, 22, 0, tzinfo=UTC), "ru", translated).endswith("22:00 по UTC")


@pytest.mark.parametrize(
    ("apart", "said"),
    [
        (timedelta(hours=5), "+5"),
        (timedelta(hours=5, minutes=30), "+5:30"),
        (timedelta(hours=13), "+13"),
        (timedelta(), "±0"),
        (timedelta(hours=-5), "−5"),
        (timedelta(hours=-2, minutes=-30), "−2:30"),
    ],
)
def test_offset_is_said_with_its_sign(apart, said):
    assert offset(apart) == said


@pytest.mark.parametrize(
    ("stretch", "said"),
    [
        (timedelta(days=2, hours=3, minutes=4), ("2 days, 3 hours", "2 дня 3 часа", "2天3小时")),
        (timedelta(days=45, minutes=5), ("45 days", "45 дней", "45天")),
        (timedelta(hours=1, minutes=1, seconds=59), ("1 hour, 1 minute", "1 час 1 минута", "1小时1分钟")),
        (timedelta(minutes=21), ("21 minutes", "21 минута", "21分钟")),
        (timedelta(seconds=59), ("0 minutes", "0 минут", "0分钟")),
        (timedelta(hours=-3), ("0 minutes", "0 минут", "0分钟")),
    ],
)
def test_stretch_is_said_in_its_two_largest_units(stretch, said):
    assert tuple(lasting(stretch, language) for language in LANGUAGES) == said
