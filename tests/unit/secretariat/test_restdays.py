from __future__ import annotations

from datetime import date, timedelta

import pytest

from comity.secretariat.capitals import capitals
from comity.secretariat.restdays import Place, day_in, weekend_by_cldr

# A week without a public holiday in any of the states asked for: Monday 2 to Sunday 8 November 2026.
MONDAY = date(2026, 11, 2)
NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def weekend(state: str, monday: date = MONDAY) -> str:
    place = capitals()[state].place
    return " ".join(NAMES[step] for step in range(7) if day_in(place, monday + timedelta(days=step)).weekend)


@pytest.mark.parametrize(
    ("state", "days"),
    [
        ("IRN", "Fri"),
        ("SAU", "Fri Sat"),
        ("ARE", "Sat Sun"),
        ("ISR", "Fri Sat"),
        ("EGY", "Fri Sat"),
        ("KAZ", "Sat Sun"),
        # CLDR has another weekend for each of these.
        ("AFG", "Fri Sat"),
        ("BGD", "Fri Sat"),
        ("IND", "Sat Sun"),
        # The library and CLDR both have Saturday and Sunday.
        ("PSE", "Fri Sat"),
    ],
)
def test_weekend_is_that_of_the_state(state, days):
    assert weekend(state) == days


def test_weekend_is_that_of_its_time():
    assert (weekend("ARE", date(2021, 11, 1)), weekend("ARE", date(2022, 11, 7))) == ("Fri Sat", "Sat Sun")


def test_library_and_cldr_differ_on_no_other_weekend_than_is_known():
    # Where this fails after either was renewed, read docs/adr/0020 again.
    apart = {
        state for state in capitals() if {NAMES[day] for day in weekend_by_cldr(state)} != set(weekend(state).split())
    }
    assert apart == {"AFG", "BGD", "BRN", "IND", "MDV", "PSE"}


@pytest.mark.parametrize(
    ("state", "day", "name"),
    [
        ("CHN", "2026-10-01", "National Day"),
        ("IND", "2027-01-26", "Republic Day"),
        ("KAZ", "2026-12-16", "Independence Day"),
        ("PAK", "2026-08-14", "Independence Day"),
        ("RUS", "2026-06-12", "Russia Day"),
        ("TJK", "2026-09-09", "Independence Day"),
        ("TUR", "2026-10-29", "Republic Day"),
        ("UZB", "2026-09-01", "Independence Day"),
        ("VNM", "2026-09-02", "National Day"),
        # Known to the library in English only, with no code for a language.
        ("ZAF", "2026-04-27", "Freedom Day"),
    ],
)
def test_public_holiday_has_its_name(state, day, name):
    found = day_in(capitals()[state].place, date.fromisoformat(day))
    assert (found.known, (found.holiday or {})["en"]) == (True, name)


def test_public_holiday_is_named_in_the_languages_that_the_library_has():
    victory, golden_week = day_in(Place("RUS"), date(2026, 5, 9)), day_in(Place("CHN"), date(2026, 10, 1))
    assert (victory.holiday or {})["ru"] == "День Победы"
    assert golden_week.holiday == {"en": "National Day", "zh": "国庆节"}


def test_part_of_a_state_keeps_its_own_holidays():
    day = date(2026, 3, 9)
    assert (day_in(Place("AUS"), day).holiday, day_in(capitals()["AUS"].place, day).holiday) == (
        None,
        {"en": "Canberra Day"},
    )


def test_apostrophes_are_those_of_print():
    assert day_in(Place("KAZ"), date(2027, 1, 1)).holiday == {"en": "New Year’s Day"}


def test_day_by_the_moon_says_that_it_is_estimated():
    assert day_in(Place("PSE"), date(2026, 8, 25)).holiday == {"en": "Prophet’s Birthday (estimated)"}


def test_day_of_a_weekend_is_worked_in_exchange_for_another():
    saturday, friday = day_in(Place("CHN"), date(2026, 2, 14)), day_in(Place("CHN"), date(2026, 2, 20))
    assert (saturday.weekend, saturday.holiday, friday.holiday) == (False, None, {"en": "Day off", "zh": "休息日"})


def test_day_may_be_exchanged_across_the_turn_of_a_year():
    assert day_in(Place("CHN"), date(2011, 12, 31)).weekend is False


@pytest.mark.parametrize(("state", "day"), [("LKA", "2099-01-01"), ("MNG", "1990-01-01"), ("XKX", "2026-12-25")])
def test_holidays_that_are_not_known_are_not_none(state, day):
    found = day_in(Place(state), date.fromisoformat(day))
    assert (found.holiday, found.known) == (None, False)


def test_weekend_is_known_also_where_holidays_are_not():
    assert [day_in(Place("XKX"), date(2026, 11, day)).weekend for day in (6, 7, 8)] == [False, True, True]


@pytest.mark.parametrize("state", sorted(capitals()))
def test_all_holidays_of_the_capitals_have_english_names(state):
    place = capitals()[state].place
    days = [day_in(place, date(2026, 1, 1) + timedelta(days=step)) for step in range(365)]
    held = [day.holiday for day in days if day.holiday]
    # Under martial law Ukraine keeps its holidays, and works on them.
    assert bool(held) is (state != "UKR")
    assert [names for names in held if "en" not in names] == []
