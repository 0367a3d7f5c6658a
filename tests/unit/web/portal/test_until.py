from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext, ngettext

from comity.secretariat.wording.speech import Speech
from comity.web.portal.framework.until import Until, until, until_from
from tests.unit.web.portal.test_incapitals import Register

NOON = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)
LONG_BEFORE = NOON - timedelta(days=2, hours=3)


def told(now: datetime, language: str = "en", ahead: timedelta = timedelta()) -> Until:
    with translation.override(language):
        return until_from(now, NOON, Speech(language, gettext, ngettext, Register()), ahead=ahead)


def rendered(found: Until, language: str = "en") -> str:
    with translation.override(language):
        return render_to_string("shared/until.html", {"until": found})


def test_time_left_is_said_with_when_it_was_reckoned():
    assert told(LONG_BEFORE) == Until(
        moment="2026-11-26T12:00:00Z",
        text="26 November 2026, 12:00 UTC",
        left="2 days, 3 hours left when this page was made, 24 November 2026, 09:00 UTC",
        over=False,
        ahead=0,
    )


@pytest.mark.parametrize("late", [timedelta(), timedelta(seconds=1), timedelta(days=400)])
def test_time_is_over_at_the_moment_itself(late):
    found = told(NOON + late)
    assert (found.over, found.left) == (True, "This time is over.")


def test_clock_of_a_rehearsal_is_ahead_by_whole_seconds():
    assert told(LONG_BEFORE, ahead=timedelta(days=3, milliseconds=-2)).ahead == 259_200_000


def test_time_is_that_of_the_forum():
    with translation.override("en"):
        found = until(datetime(2020, 1, 1, tzinfo=UTC), Speech("en", gettext, ngettext, Register()))
    assert (found.over, found.ahead) == (True, 0)


@pytest.mark.parametrize(
    ("language", "text", "left"),
    [
        ("en", "26 November 2026, 12:00 UTC", "2 days, 3 hours"),
        ("ru", "26 ноября 2026\u202fг., 12:00", "2 дня 3 часа"),
        ("zh-hans", "2026年11月26日 12:00", "2天3小时"),
    ],
)
def test_part_of_a_page_stands_without_javascript_and_tells_the_script_what_it_needs(language, text, left):
    page = rendered(told(LONG_BEFORE, language, timedelta(hours=1)), language)
    assert (
        '<time datetime="2026-11-26T12:00:00Z" data-until="2026-11-26T12:00:00Z" data-ahead="3600000" data-left="'
        in page
    )
    assert f">{text}" in page
    assert left in page.partition('<small aria-live="off">')[2]


def test_script_is_told_nothing_where_the_time_is_over():
    page = rendered(told(NOON))
    assert "data-" not in page
    assert "This time is over." in page
