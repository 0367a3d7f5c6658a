"""Every kind of page in a real browser: nothing for axe to find, nothing too wide, nothing in the console."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page

from tests.support.axe import axe_findings
from tests.support.commands import Served
from tests.support.pseudolocale import LANGUAGE as TURNED
from tests.support.screenshots import MOST_BYTES, PAGES, take

PATHS = (
    "",
    "?on=1995-01-01",
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
    "charter/?part=deciding",
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
IN_EVERY_LANGUAGE = tuple(path for path in PATHS if "?" not in path)
MIRRORED = ("", "participants/", "participants/KAZ/", "meetings/summit-4/", "record/220/", "?on=yesterday")
PHONE, DESK = 390, 1280
WIDTHS = (320, PHONE, 820, DESK)
HEIGHT = 900
# What is wrong in a width or in a colour is wrong in the first two of these; the main pages are looked at in all.
CASES: tuple[tuple[int, Literal["light", "dark"]], ...] = (
    (PHONE, "light"),
    (DESK, "dark"),
    (PHONE, "dark"),
    (DESK, "light"),
)


@contextmanager
def opened(chrome: Browser, width: int = DESK, **options: Any) -> Iterator[Page]:
    """A page of a browser that has seen nothing; what the console says is an error of the test."""
    # Without motion, so that axe never looks at colours on their way from day to night.
    context = chrome.new_context(viewport={"width": width, "height": HEIGHT}, reduced_motion="reduce", **options)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    context.close()
    # A page that is not there is itself told in the console, and rightly so.
    assert [text for text in said if "status of 404" not in text and "status of 400" not in text] == []


def too_wide(page: Page) -> list[int]:
    """The widths of screen at which a page is wider than it."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            found.append(width)
    return found


@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_nothing_on_any_screen_by_day_or_night(cica: Served, chrome: Browser, path: str) -> None:
    found = {}
    with opened(chrome) as page:
        page.goto(cica.url(f"/en/{path}"))
        for width, scheme in CASES if path in MIRRORED else CASES[:2]:
            page.set_viewport_size({"width": width, "height": HEIGHT})
            page.emulate_media(color_scheme=scheme)
            found[width, scheme] = axe_findings(page)
    assert {case: findings for case, findings in found.items() if findings} == {}


@pytest.mark.parametrize("language", ["ru", "zh-hans"])
def test_axe_finds_nothing_in_other_languages(cica: Served, chrome: Browser, language: str) -> None:
    found = {}
    with opened(chrome) as page:
        for path in IN_EVERY_LANGUAGE:
            page.goto(cica.url(f"/{language}/{path}"))
            found[path] = axe_findings(page)
    assert {path: findings for path, findings in found.items() if findings} == {}


@pytest.mark.parametrize("language", ["en", "ru", "zh-hans"])
def test_no_page_is_wider_than_the_screen(cica: Served, chrome: Browser, language: str) -> None:
    found = {}
    with opened(chrome) as page:
        for path in PATHS:
            page.goto(cica.url(f"/{language}/{path}"))
            found[path] = too_wide(page)
    assert {path: widths for path, widths in found.items() if widths} == {}


@pytest.mark.parametrize("path", MIRRORED)
def test_page_from_right_to_left_is_whole(turned: Served, chrome: Browser, path: str) -> None:
    with opened(chrome) as page:
        page.goto(turned.url(f"/{TURNED}/{path}"))
        heading = page.locator("h2").first.bounding_box()
        assert heading is not None
        told = (page.locator("html").get_attribute("dir"), heading["x"] > DESK / 2, axe_findings(page), too_wide(page))
    assert told == ("rtl", True, [], [])


def test_links_lead_everywhere_without_scripts(cica: Served, chrome: Browser) -> None:
    with opened(chrome, java_script_enabled=False) as page:
        page.goto(cica.url("/en/"))
        page.get_by_role("navigation", name="Subjects").get_by_role("link", name="Participants").click()
        page.get_by_role("link", name="Mongolia").first.click()
        assert page.locator("h1").inner_text() == "Mongolia"
        page.get_by_role("navigation", name="Languages").get_by_role("link", name="Русский").click()
        assert page.locator("h1").inner_text() == "Монголия"


def test_day_can_be_asked_for_without_scripts(cica: Served, chrome: Browser) -> None:
    with opened(chrome, java_script_enabled=False) as page:
        page.goto(cica.url("/en/participants/"))
        page.get_by_role("textbox").fill("2006-06-17")
        page.get_by_role("button", name="Show").click()
        assert "18 member states" in page.locator(".answer").inner_text()
        page.get_by_role("link", name="Show it as of today").click()
        assert "28 member states" in page.locator(".answer").inner_text()


def test_list_can_be_sifted_and_leafed_through_without_scripts(cica: Served, chrome: Browser) -> None:
    with opened(chrome, java_script_enabled=False) as page:
        page.goto(cica.url("/en/meetings/"))
        first = page.locator("tbody a").first.inner_text()
        page.get_by_role("link", name="Older").click()
        assert page.locator("tbody a").first.inner_text() != first
        page.get_by_role("link", name="Newer").click()
        assert page.locator("tbody a").first.inner_text() == first
        page.get_by_role("combobox", name="Body").select_option("summit")
        page.get_by_role("textbox", name="Year").fill("2014")
        page.get_by_role("button", name="Show").click()
        assert page.locator("tbody tr td:nth-child(2) > a").all_inner_texts() == ["Fourth Summit"]
        assert page.get_by_role("combobox", name="Body").input_value() == "summit"


@pytest.mark.parametrize("scripts", [True, False])
def test_what_was_typed_is_shown_back_to_be_mended(cica: Served, chrome: Browser, scripts: bool) -> None:
    with opened(chrome, java_script_enabled=scripts) as page:
        page.goto(cica.url("/en/meetings/?body=summit&year=MMXIV"))
        field = page.get_by_role("textbox", name="Year")
        assert (field.input_value(), field.get_attribute("aria-invalid")) == ("MMXIV", "true")
        field.fill("2014")
        page.get_by_role("button", name="Show").click()
        assert page.locator("tbody tr td:nth-child(2) > a").all_inner_texts() == ["Fourth Summit"]


def test_keyboard_reaches_the_text_first(cica: Served, chrome: Browser) -> None:
    with opened(chrome) as page:
        page.goto(cica.url("/en/meetings/"))
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
        assert page.locator(".skip").bounding_box()["y"] >= 0  # type: ignore[index]
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"


def test_focus_is_seen_wherever_it_goes(cica: Served, chrome: Browser) -> None:
    unseen = []
    with opened(chrome, PHONE) as page:
        page.goto(cica.url("/en/meetings/summit-4/"))
        for _ in range(60):
            page.keyboard.press("Tab")
            outline, said = page.evaluate(
                "() => { const it = document.activeElement, style = getComputedStyle(it);"
                " return [style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1, it.outerHTML] }"
            )
            if not outline:
                unseen.append(said[:200])
    assert unseen == []


@pytest.mark.parametrize("path", ["", "participants/", "meetings/summit-4/", "record/220/"])
def test_page_prints_on_paper(cica: Served, chrome: Browser, path: str) -> None:
    with opened(chrome) as page:
        page.goto(cica.url(f"/en/{path}"))
        page.emulate_media(media="print")
        seen = [page.locator(each).first.is_visible() for each in ("h1", "nav.matters", "nav.tongues", ".colophon p")]
        assert (seen, page.pdf(format="A4")[:5]) == ([True, False, False, True], b"%PDF-")


@pytest.mark.parametrize("path", ["", "participants/", "meetings/summit-4/"])
def test_axe_finds_nothing_in_forced_colours(cica: Served, chrome: Browser, path: str) -> None:
    with opened(chrome, forced_colors="active") as page:
        page.goto(cica.url(f"/en/{path}"))
        assert axe_findings(page) == []


def test_pictures_of_the_readme_can_be_taken(cica: Served, chrome: Browser, tmp_path: Path) -> None:
    taken = take(chrome, cica.url(""), tmp_path)
    assert [file.stem for file in taken] == list(PAGES)
    assert [file.name for file in taken if file.stat().st_size > MOST_BYTES] == []
