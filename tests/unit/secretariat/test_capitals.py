from __future__ import annotations

import tomllib
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

import pytest

from comity import forums
from comity.secretariat.capitals import Hour, Rest, Working, at, capital_of, capitals, over

PARTIES = Path(forums.__file__).parent / "cica" / "history" / "10-parties.toml"


def states() -> list[str]:
    acts = tomllib.loads(PARTIES.read_text(encoding="utf-8"))["act"]
    return [act["iso"] for act in acts if act.get("kind") == "state"]


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def hour(state: str, moment: str) -> Hour:
    return at(capitals()[state], utc(moment))


@pytest.mark.parametrize("state", states())
def test_every_state_among_the_parties_has_a_capital(state):
    assert capital_of(state) is not None


@pytest.mark.parametrize("state", sorted(capitals()))
def test_every_capital_has_three_names_and_a_zone(state):
    capital = capitals()[state]
    assert sorted(name for name, text in capital.name.items() if text.strip()) == ["en", "ru", "zh"]
    assert capital.zone in available_timezones()


@pytest.mark.parametrize("code", ["UN", "XXX", "", None])
def test_what_is_no_state_has_no_capital(code):
    assert capital_of(code) is None


def test_moment_is_said_by_the_clock_of_each_of_eleven_zones():
    members = ["EGY", "TUR", "IRN", "AZE", "AFG", "KAZ", "IND", "KGZ", "THA", "CHN", "KOR"]
    found = [f"{hour(state, '2026-11-26T15:30').local:%a %H:%M}" for state in members]
    assert found == [
        *("Thu 17:30", "Thu 18:30", "Thu 19:00", "Thu 19:30", "Thu 20:00", "Thu 20:30", "Thu 21:00", "Thu 21:30"),
        *("Thu 22:30", "Thu 23:30", "Fri 00:30"),
    ]


def test_day_is_another_on_either_side_of_the_date_line():
    found = [hour(state, "2026-11-27T23:30") for state in ("USA", "FJI")]
    assert [(one.local.date(), one.why) for one in found] == [
        (date(2026, 11, 27), "night"),
        (date(2026, 11, 28), "weekend"),
    ]


@pytest.mark.parametrize(
    ("state", "moment", "local"),
    [
        # New York's clocks go back at 06:00 UTC: the hour from one to two comes twice.
        ("USA", "2026-11-01T05:30", "2026-11-01T01:30:00-04:00"),
        ("USA", "2026-11-01T06:30", "2026-11-01T01:30:00-05:00"),
        # Beirut's go forward at midnight.
        ("LBN", "2026-03-28T21:59", "2026-03-28T23:59:00+02:00"),
        ("LBN", "2026-03-28T22:00", "2026-03-29T01:00:00+03:00"),
        # South of the equator it is summer in January.
        ("AUS", "2026-01-15T00:00", "2026-01-15T11:00:00+11:00"),
        ("AUS", "2026-07-15T00:00", "2026-07-15T10:00:00+10:00"),
    ],
)
def test_clocks_go_forward_and_back(state, moment, local):
    found = hour(state, moment)
    assert (found.local.isoformat(), found.utc_offset) == (local, found.local.utcoffset())


@pytest.mark.parametrize(
    ("moment", "why"),
    [
        ("2026-11-26T03:59", "night"),
        ("2026-11-26T04:00", None),
        ("2026-11-26T12:59", None),
        ("2026-11-26T13:00", "night"),
        ("2026-11-28T07:00", "weekend"),
        ("2026-12-16T07:00", "holiday"),
    ],
)
def test_people_of_astana_work_from_nine_to_six_on_working_days(moment, why):
    found = hour("KAZ", moment)
    assert (found.working, found.why) == (why is None, why)


def test_holiday_on_a_weekend_is_named_and_remains_a_weekend():
    found = hour("RUS", "2026-05-09T09:00")
    assert (found.why, (found.holiday or {})["ru"]) == ("weekend", "День Победы")


def test_hour_says_where_holidays_are_not_known():
    found = hour("LKA", "2099-01-01T06:00")
    assert (found.working, found.holiday, found.known) == (True, None, False)


def test_window_is_counted_in_whole_and_part_days_and_in_hours():
    # Astana, from Tuesday 15 December, 17:00, to Monday 21 December, 12:00.
    found = over(capitals()["KAZ"], utc("2026-12-15T12:00"), utc("2026-12-21T07:00"))
    rests = (
        Rest(date(2026, 12, 16), "holiday", {"en": "Independence Day"}),
        Rest(date(2026, 12, 19), "weekend", None),
        Rest(date(2026, 12, 20), "weekend", None),
    )
    assert found == Working(whole=2, part=2, hours=timedelta(hours=1 + 9 + 9 + 3), rests=rests, known=True)


def test_window_counts_hours_that_pass_where_clocks_go_back():
    # Washington, from Friday, 09:00 in summer time, to Monday, 10:00 in winter time.
    found = over(capitals()["USA"], utc("2026-10-30T13:00"), utc("2026-11-02T15:00"))
    assert (found.whole, found.part, found.hours, len(found.rests)) == (1, 1, timedelta(hours=10), 2)


def test_window_that_ends_at_midnight_has_nothing_of_the_next_day():
    found = over(capitals()["KAZ"], utc("2026-11-26T19:00"), utc("2026-11-27T19:00"))
    assert (found.whole, found.part, found.rests) == (1, 0, ())


def test_window_within_an_afternoon_is_part_of_a_day():
    found = over(capitals()["KAZ"], utc("2026-11-26T10:00"), utc("2026-11-26T11:30"))
    assert (found.whole, found.part, found.hours) == (0, 1, timedelta(hours=1, minutes=30))


@pytest.mark.parametrize("until", ["2026-11-26T10:00", "2026-11-20T10:00"])
def test_window_that_is_none_leaves_nothing(until):
    found = over(capitals()["KAZ"], utc("2026-11-26T10:00"), utc(until))
    assert (found.whole, found.part, found.hours) == (0, 0, timedelta())


def test_window_says_where_holidays_of_any_of_its_days_are_not_known():
    # Colombo's are known up to some year; the library's own bound is asked, so that it may grow.
    capital = capitals()["LKA"]
    assert over(capital, utc("2026-06-01T00:00"), utc("2026-06-03T00:00")).known is True
    assert over(capital, utc("2026-06-01T00:00"), utc("2099-01-02T00:00")).known is False


def test_moment_may_be_given_by_any_clock():
    there = datetime(2026, 11, 26, 17, 0, tzinfo=ZoneInfo("Asia/Seoul"))
    assert at(capitals()["KAZ"], there) == hour("KAZ", "2026-11-26T08:00")
