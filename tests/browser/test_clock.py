"""The time left, counted down beside a moment: by the forum's clock, and with nothing but words at its end."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from comity.web import shared

SCRIPT = Path(shared.__file__).parent / "static" / "comity" / "clock.js"
NOON = "2026-11-26T12:00:00Z"
PART = (
    '<p><time data-until="{until}" data-ahead="{ahead}" data-left="{{d}} d {{h}} h {{m}} min {{s}} s"'
    ' data-today="{{h}} h {{m}} min {{s}} s" data-over="It is over.">then</time> <small>long left</small></p>'
)


@pytest.fixture
def page(chrome: Browser) -> Page:
    return chrome.new_page()


def begin(page: Page, now: str, *parts: tuple[str, int]) -> Locator:
    """Show the time left until each moment, on a clock that stands at `now`; return where it is said."""
    page.clock.set_fixed_time(now)
    page.set_content("".join(PART.format(until=until, ahead=ahead) for until, ahead in parts))
    page.add_script_tag(path=SCRIPT, type="module")
    return page.locator("small")


def test_clock_counts_on(page):
    said = begin(page, "2026-11-24T08:45:55Z", (NOON, 0))
    expect(said).to_have_text("2 d 03 h 14 min 05 s")
    page.clock.set_fixed_time("2026-11-24T08:46:01Z")
    expect(said).to_have_text("2 d 03 h 13 min 59 s")


def test_clock_names_no_days_where_none_are_left(page):
    expect(begin(page, "2026-11-26T02:59:51Z", (NOON, 0))).to_have_text("09 h 00 min 09 s")


def test_clock_is_the_forums_where_that_is_ahead_of_the_hosts(page):
    expect(begin(page, "2026-11-25T12:00:00Z", (NOON, 86_000_000))).to_have_text("00 h 06 min 40 s")


def test_clock_stops_at_the_moment_itself(page):
    said = begin(page, "2026-11-26T11:59:58Z", (NOON, 0), ("2026-11-26T12:00:09Z", 0))
    expect(said).to_have_text(["00 h 00 min 02 s", "00 h 00 min 11 s"])
    page.clock.set_fixed_time(NOON)
    expect(said).to_have_text(["It is over.", "00 h 00 min 09 s"])
    expect(page.locator("[data-until]")).to_have_count(1)


def test_script_is_light():
    assert SCRIPT.stat().st_size <= 1_500
