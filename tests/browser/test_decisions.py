"""Pages of decisions in a real browser: nothing for axe to find, whole without scripts, clocks that go with them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from playwright.sync_api import Browser

from tests.support.django_setup import set_up_django

set_up_django()

from django.test import override_settings  # noqa: E402 - Django is set up before anything that needs it
from pytest_django.plugin import DjangoDbBlocker  # noqa: E402

from comity.config.wsgi import build  # noqa: E402
from tests.browser.test_pages import opened, too_wide  # noqa: E402
from tests.support import decided  # noqa: E402
from tests.support.axe import axe_findings  # noqa: E402
from tests.support.house import own_database  # noqa: E402

PATHS = (
    "",
    "decisions/",
    "decisions/?part=earlier",
    "decisions/silences/",
    "decisions/undertakings/",
    "decisions/exercises/",
    "decisions/work-plan/",
    "decisions/rules/",
    "meetings/soc-2/",
    "meetings/soc-1/journal/",
)


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_said: object) -> None: ...


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """Where the forum that decides is served, at its own present moment."""
    path = tmp_path_factory.mktemp("decided") / "var"
    with django_db_blocker.unblock(), own_database(path), override_settings(COMITY_DATA=path):
        clock = decided.begun(path)
        with decided.opened(path, clock), make_server("localhost", 0, build(path), _Server, _Quiet) as server:
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


def test_register_leads_to_the_proof_without_scripts(address: str, chrome: Browser) -> None:
    with opened(chrome, java_script_enabled=False) as page:
        page.goto(address + "decisions/")
        page.get_by_role("combobox", name="State").select_option("not_adopted")
        page.get_by_role("button", name="Show").click()
        page.get_by_role("link", name="Mutual visits").click()
        assert "0.786 seconds before the expiry" in page.locator("main").inner_text()
        with page.expect_download() as taken:
            page.get_by_role("link", name=".tlog-proof").click()
        assert taken.value.suggested_filename.endswith(".tlog-proof")


def test_clock_goes_with_scripts_and_is_told_without(address: str, chrome: Browser) -> None:
    with opened(chrome, java_script_enabled=False) as page:
        page.goto(address + "decisions/exercises/")
        assert "3 days, 2 hours left when this page was made" in page.locator(".until").inner_text()
    with opened(chrome) as page:
        page.goto(address + "decisions/exercises/")
        page.wait_for_function("document.querySelector('.until small').textContent.startsWith('3\\u00a0d')")
