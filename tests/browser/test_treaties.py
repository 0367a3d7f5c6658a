"""Pages of treaties and papers in a real browser: nothing for axe to find, whole without scripts, never too wide."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from wsgiref.simple_server import make_server

import pytest
from playwright.sync_api import Browser

from tests.support.django_setup import set_up_django

set_up_django()

from django.test import override_settings  # noqa: E402 - Django is set up before anything that needs it
from pytest_django.plugin import DjangoDbBlocker  # noqa: E402

from comity.config.wsgi import build  # noqa: E402
from tests.browser.test_decisions import _Quiet, _Server  # noqa: E402
from tests.browser.test_pages import opened, too_wide  # noqa: E402
from tests.support import treatied  # noqa: E402
from tests.support.axe import axe_findings  # noqa: E402
from tests.support.house import own_database  # noqa: E402

PATHS = (
    "treaties/",
    "treaties/accord/",
    "treaties/pact/",
    "treaties/notifications/",
    "treaties/notifications/C.N.1.2026/",
    "documents/languages/",
    "documents/guest-house/",
    "documents/guest-house-rev/compare/guest-house/",
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """Where the forum that keeps treaties is served, at its own present moment."""
    path = tmp_path_factory.mktemp("treatied") / "var"
    with django_db_blocker.unblock(), own_database(path), override_settings(COMITY_DATA=path):
        clock = treatied.begun(path)
        with treatied.opened(path, clock), make_server("localhost", 0, build(path), _Server, _Quiet) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            yield f"http://localhost:{server.server_port}/en/"
            server.shutdown()


@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_nothing_and_nothing_is_too_wide(address: str, chrome: Browser, path: str) -> None:
    with opened(chrome) as page:
        page.goto(address + path)
        by_day = axe_findings(page)
        page.emulate_media(color_scheme="dark")
        assert (by_day, axe_findings(page), too_wide(page)) == ([], [], [])


def test_reader_comes_from_the_status_to_receipts_and_back_without_scripts(address: str, chrome: Browser) -> None:
    with opened(chrome, java_script_enabled=False) as page:
        page.goto(address)
        page.get_by_role("navigation", name="Subjects").get_by_role("link", name="Treaties").click()
        page.get_by_role("link", name="Accord on Mutual Assistance in Floods").click()
        assert "the 30th day after the deposit of the 10th instrument" in page.locator("main").inner_text()
        page.get_by_role("link", name="C.N.1.2026").click()
        assert "5 of 13 states concerned have acknowledged receipt." in page.locator("main").inner_text()


def test_file_is_downloaded_and_versions_compared_without_scripts(address: str, chrome: Browser) -> None:
    with opened(chrome, java_script_enabled=False) as page:
        page.goto(address + "documents/guest-house/")
        with page.expect_download() as taken:
            page.locator("dd").get_by_role("link", name="Russian").click()
        assert taken.value.suggested_filename == "text.ru.md"
        page.get_by_role("link", name="what differs").click()
        assert page.locator("del").inner_text() == "three"
