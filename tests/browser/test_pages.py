"""Every kind of page in a real browser: nothing for axe to find, nothing too wide, nothing in the console."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.support.axe import axe_findings
from tests.support.commands import Served
from tests.support.screenshots import MOST_BYTES, PAGES, take

PATHS = (
    "",
    "participants/",
    "participants/?on=2010-12-01",
    "participants/KAZ/",
    "participants/OSCE/",
    "meetings/",
    "meetings/summit-4/",
    "meetings/summit-7/",
    "meetings/decision-2024-03-19/",
    "documents/",
    "documents/convention-privileges/",
    "chair/",
    "charter/",
    "charter/?part=settings",
    "article/",
    "article/?part=conflicts",
    "sources/",
    "sources/S8/",
    "record/",
    "record/220/",
    "about/",
    "participants/?on=yesterday",
    "participants/XXX/",
)
PHONE, TABLET, DESK = 390, 820, 1280


@contextmanager
def opened(chrome: Browser, width: int = DESK, **options: object) -> Iterator[Page]:
    """A page of a browser that has seen nothing; what the console says is an error of the test."""
    context = chrome.new_context(viewport={"width": width, "height": 900}, **options)  # type: ignore[arg-type]
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    context.close()
    # A page that is not there is itself told in the console, and rightly so.
    assert [text for text in said if "status of 404" not in text and "status of 400" not in text] == []


def too_wide(page: Page) -> int:
    """By how many pixels the page is wider than the screen."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(("width", "scheme"), [(PHONE, "light"), (DESK, "dark")])
def test_axe_finds_nothing(cica: Served, chrome: Browser, path: str, width: int, scheme: str) -> None:
    with opened(chrome, width, color_scheme=scheme) as page:
        page.goto(cica.url(f"/en/{path}"))
        assert axe_findings(page) == []


@pytest.mark.parametrize("path", ["", "participants/", "meetings/summit-4/", "charter/", "article/", "record/220/"])
@pytest.mark.parametrize("language", ["ru", "zh-hans"])
def test_axe_finds_nothing_in_other_languages(cica: Served, chrome: Browser, path: str, language: str) -> None:
    with opened(chrome) as page:
        page.goto(cica.url(f"/{language}/{path}"))
        assert axe_findings(page) == []


@pytest.mark.parametrize("language", ["en", "ru", "zh-hans"])
@pytest.mark.parametrize("width", [320, PHONE, TABLET, DESK])
def test_no_page_is_wider_than_the_screen(cica: Served, chrome: Browser, language: str, width: int) -> None:
    with opened(chrome, width) as page:
        found = {}
        for path in PATHS:
            page.goto(cica.url(f"/{language}/{path}"))
            found[path] = too_wide(page)
        assert {path: pixels for path, pixels in found.items() if pixels > 0} == {}


def test_everything_can_be_reached_without_scripts(cica: Served, chrome: Browser) -> None:
    with opened(chrome, java_script_enabled=False) as page:
        page.goto(cica.url("/en/"))
        page.get_by_role("navigation", name="Subjects").get_by_role("link", name="Participants").click()
        page.get_by_role("textbox").fill("2006-06-17")
        page.get_by_role("button", name="Show").click()
        assert "18 member states" in page.locator(".answer").inner_text()
        page.get_by_role("link", name="Mongolia").first.click()
        assert page.locator("h1").inner_text() == "Mongolia"
        page.get_by_role("navigation", name="Languages").get_by_role("link", name="Русский").click()
        assert page.locator("h1").inner_text() == "Монголия"


def test_what_was_typed_is_not_lost(cica: Served, chrome: Browser) -> None:
    with opened(chrome) as page:
        page.goto(cica.url("/en/participants/?on=17.06.2006"))
        assert "17.06.2006" in page.locator("main").inner_text() + page.locator("main").inner_html()
        assert "year-month-day" in page.locator("main").inner_text()


def test_keyboard_reaches_the_text_first(cica: Served, chrome: Browser) -> None:
    with opened(chrome) as page:
        page.goto(cica.url("/en/meetings/"))
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        page.keyboard.press("Enter")
        assert (outline, page.evaluate("document.activeElement.id")) == ("solid", "main")


def test_page_prints_on_paper_and_in_forced_colours(cica: Served, chrome: Browser) -> None:
    with opened(chrome, forced_colors="active") as page:
        page.goto(cica.url("/en/meetings/summit-4/"))
        page.emulate_media(media="print")
        assert page.locator("nav.matters").is_visible() is False
        assert page.locator("h1").is_visible() is True
        assert len(page.pdf(format="A4")) > 10_000


def test_pictures_of_the_readme_can_be_taken(cica: Served, chrome: Browser, tmp_path: Path) -> None:
    taken = take(chrome, cica.url(""), tmp_path)
    assert [file.stem for file in taken] == list(PAGES)
    assert [file.name for file in taken if file.stat().st_size > MOST_BYTES] == []
