"""The depositary and a party in a real browser: an instrument completes a treaty, is notified, and is acknowledged."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_desk_pages import seated, url
from tests.support.axe import axe_findings
from tests.support.commands import COMITY, Served, free_port, own_place, wait_until_up

SECRETARIAT, INDIA = "SECRETARIAT.authoriser-1", "IND.authoriser-1"
TREATY = "desk/treaties/convention-privileges/"
PHONE = 390
PAGES = (
    (SECRETARIAT, "desk/treaties/"),
    (SECRETARIAT, TREATY),
    (SECRETARIAT, TREATY + "deposit/"),
    (SECRETARIAT, TREATY + "notify/"),
    (SECRETARIAT, "desk/treaties/register/"),
    (SECRETARIAT, "desk/documents/register/"),
    (SECRETARIAT, "desk/admission/enter/"),
    (INDIA, "desk/treaties/"),
    (INDIA, TREATY),
    (INDIA, "desk/treaties/notifications/C.N.1.2026/"),
    (INDIA, "desk/documents/"),
    (INDIA, "desk/documents/almaty-act/"),
    (INDIA, "desk/admission/"),
)


@pytest.fixture(scope="module")
def rehearsal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A rehearsal of CICA with its whole history, in which the Convention of 2010 is one instrument short."""
    with own_place(tmp_path_factory.mktemp("depositary")) as place:
        port = free_port()
        command = [*COMITY, "rehearse", "--data", str(place.data), "--port", str(port)]
        pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        process = subprocess.Popen(command, env=place.env, cwd=place.data.parent, start_new_session=True, **pipes)
        served = Served(process, port)
        try:
            wait_until_up(served)
            yield served
        finally:
            if process.poll() is None:
                served.end()


def sign(page: Page) -> None:
    page.wait_for_url("**/sign/")
    page.get_by_role("button", name="Sign with this seat’s key").click()
    page.wait_for_url("**/receipts/**")


def look(page: Page) -> None:
    page.get_by_role("button", name="Look at it as it will be signed").click()


def deposit(served: Served, page: Page) -> None:
    page.goto(url(served, TREATY + "deposit/"))
    page.get_by_label("Party").select_option(label="Mongolia")
    page.get_by_label("accession").check()
    page.get_by_label("Its reference").fill("No. 12-3/456")
    page.get_by_label("Its date").fill("2026-11-20")
    page.get_by_role("button", name="What would follow?").click()
    expect(page.get_by_role("status").first).to_contain_text(
        "This is the 10th instrument: the treaty enters into force"
    )
    look(page)
    expect(page.locator("main")).to_contain_text("the 30th day after.")
    sign(page)


@pytest.fixture(scope="module")
def notified(chrome: Browser, rehearsal: Served) -> Served:
    """The rehearsal once the tenth instrument has been deposited and notified."""
    with seated(chrome, rehearsal, SECRETARIAT) as page:
        deposit(rehearsal, page)
        page.goto(url(rehearsal, TREATY))
        page.get_by_role("link", name="Notify", exact=True).click()
        look(page)
        sign(page)
    return rehearsal


@pytest.mark.parametrize(("seat", "path"), PAGES)
def test_axe_finds_nothing_and_no_page_is_too_wide(chrome: Browser, notified: Served, seat: str, path: str) -> None:
    with seated(chrome, notified, seat) as page:
        page.goto(url(notified, path))
        by_day = axe_findings(page)
        page.emulate_media(color_scheme="dark")
        by_night = axe_findings(page)
        page.set_viewport_size({"width": PHONE, "height": 900})
        wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        assert (by_day, by_night, wide) == ([], [], False)


def test_party_acknowledges_what_awaits_it_on_a_telephone(chrome: Browser, notified: Served) -> None:
    with seated(chrome, notified, INDIA, width=PHONE) as page:
        page.get_by_role("link", name="C.N.1.2026").first.click()
        page.get_by_role("button", name="Acknowledge receipt").click()
        sign(page)
        page.goto(url(notified, "desk/"))
        expect(page.locator("main")).not_to_contain_text("C.N.1.2026")
        page.goto(url(notified, "desk/treaties/notifications/C.N.1.2026/"))
        expect(page.locator("main")).to_contain_text("We have acknowledged it")
