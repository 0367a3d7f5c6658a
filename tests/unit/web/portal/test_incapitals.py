from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext, ngettext

from comity.forum.membership.state import Name, Party
from comity.secretariat.wording.speech import Speech
from comity.web.portal.framework.incapitals import CapitalRow, in_capitals

if TYPE_CHECKING:
    from collections.abc import Iterator

# A Friday, on which 14:30 in Tehran is 16:00 in Astana.
FRIDAY = datetime(2026, 11, 27, 11, 0, tzinfo=UTC)


class Register:
    """A state under a code of the forum's own, an organisation, and what nobody has entered."""

    def party(self, code: str) -> Party | None:
        if code == "K":
            return Party(party="K", kind="state", iso="KAZ", names=(Name(act=1, name={"en": "Qazaqstan"}),))
        return Party(party="UN", kind="organisation", name={"en": "United Nations"}) if code == "UN" else None

    def title(self, _kind: str, _thing: str) -> dict[str, str] | None:
        return None


@contextmanager
def speaking(language: str = "en") -> Iterator[Speech]:
    with translation.override(language):
        yield Speech(language, gettext, ngettext, Register())


def rendered(moment: datetime, *parties: str, language: str = "en") -> str:
    with speaking(language) as speech:
        return render_to_string(
            "shared/capitals.html", {"capitals": in_capitals(parties, moment, speech), "lang": language}
        )


def test_row_says_all_that_a_twin_needs():
    with speaking() as speech:
        found = in_capitals(["K"], FRIDAY, speech)
    assert (found.moment, found.text) == ("2026-11-27T11:00:00Z", "27 November 2026, 11:00 UTC")
    assert found.rows == (
        CapitalRow(
            party="K",
            state="Qazaqstan",
            capital="Astana",
            local="2026-11-27T16:00+05:00",
            text="Fri 27 Nov, 16:00",
            offset="+5",
            working=True,
            why="",
            mark="",
            holiday="",
            holiday_lang="",
            known=True,
        ),
    )


def test_capitals_stand_from_west_to_east_and_then_by_name():
    with speaking() as speech:
        found = in_capitals(["KOR", "KGZ", "BGD", "USA", "IRN", "USA"], FRIDAY, speech)
    assert [row.capital for row in found.rows] == ["Washington", "Tehran", "Bishkek", "Dhaka", "Seoul"]


def test_summary_counts_days_of_rest_then_nights():
    with speaking() as speech:
        found = in_capitals(["IRN", "BGD", "K", "KOR", "USA"], FRIDAY, speech)
    assert found.summary == (
        "In 2 of 5 capitals it falls on a weekend or a public holiday: Tehran and Dhaka.",
        "In 2 more it is outside working hours, taken to be 09:00 to 18:00 everywhere.",
    )


def test_summary_says_that_it_falls_on_no_day_of_rest():
    with speaking() as speech:
        found = in_capitals(["K"], FRIDAY, speech)
    assert found.summary == ("As far as is known, it falls on a weekend or a public holiday in no capital.",)


def test_organisations_have_no_capital_and_are_not_missed():
    with speaking() as speech:
        found = in_capitals(["UN"], FRIDAY, speech)
    assert (found.rows, found.summary) == ((), ())


def test_state_whose_capital_is_not_known_is_named():
    with speaking() as speech:
        found = in_capitals(["TUV"], FRIDAY, speech)
    assert (found.rows, found.summary) == ((), ("No capital is known here for Tuvalu.",))


def test_holidays_that_are_not_known_are_said_to_be_so():
    with speaking() as speech:
        found = in_capitals(["LKA"], datetime(2099, 1, 1, 6, 0, tzinfo=UTC), speech)
    assert (found.rows[0].working, found.rows[0].mark) == (True, "public holidays not known")
    assert found.summary[1:] == ("Public holidays are not known here for Colombo.",)


def test_both_are_said_where_it_is_night_and_holidays_are_not_known():
    with speaking() as speech:
        found = in_capitals(["LKA"], datetime(2099, 1, 1, 20, 0, tzinfo=UTC), speech)
    assert found.rows[0].mark == "after hours, public holidays not known"


@pytest.mark.parametrize(
    ("language", "moscow", "christmas"),
    [
        ("en", "Moscow", 'Astana <span class="n"><strong>public holiday'),
        ("ru", "Москва", 'Астана <span class="n"><strong>'),
        ("zh-hans", "莫斯科", '阿斯塔纳 <span class="n"><strong>'),
    ],
)
def test_table_is_written_in_the_language_of_the_reader(language, moscow, christmas):
    page = rendered(datetime(2027, 1, 7, 7, 0, tzinfo=UTC), "RUS", "K", "THA", language=language)
    assert f"<li>{moscow} <span" in page
    assert f"<li>{christmas}" in page


def test_name_of_a_holiday_says_which_language_it_is_in():
    page = rendered(datetime(2027, 1, 7, 7, 0, tzinfo=UTC), "RUS", "K", language="ru")
    assert '<span class="n">Рождество Христово</span>' in page
    assert '<span class="n" lang="en">Orthodox Christmas</span>' in page


def test_capitals_of_one_zone_share_a_row():
    page = rendered(FRIDAY, "K", "UZB", "TJK", "KGZ")
    assert page.count("<time") == 2
    assert '<time class="d" datetime="2026-11-27T16:00+05:00">Fri 27 Nov, 16:00</time><small>UTC+5</small>' in page


def test_there_is_no_table_without_capitals():
    assert "<table" not in rendered(FRIDAY, "UN")
