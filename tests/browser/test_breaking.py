"""A silence in a real browser: proposed and begun by the chair, seen by all with its clock, broken with a text."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_desk_pages import seated, url
from tests.support.axe import axe_findings
from tests.support.commands import COMITY, Served, free_port, own_place, wait_until_up

CHAIR, AZERBAIJAN, THAILAND = (f"{party}.authoriser-1" for party in ("CHAIR", "AZE", "THA"))
TITLE = "Chairmanship of Azerbaijan, 2024–2026"
MATTER = "desk/decisions/chairmanship-of-azerbaijan-2024-2026/"
PHONE, DESKTOP = 390, 1280


@pytest.fixture(scope="module")
def rehearsal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A rehearsal of CICA on the eve of the decision on its chair, of March 2024."""
    with own_place(tmp_path_factory.mktemp("silence")) as place:
        port = free_port()
        command = [*COMITY, "rehearse", "--on", "2024-03-01", "--data", str(place.data), "--port", str(port)]
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
    page.get_by_role("button", name="Look at it as it will be signed", exact=True).last.click()
    page.wait_for_url("**/sign/")
    page.get_by_role("button", name="Sign with this seat’s key", exact=True).click()
    page.wait_for_url("**/receipts/**")


def check_looks(page: Page) -> None:
    """Nothing that axe objects to, and nothing that a phone would have to scroll sideways for."""
    for width in (PHONE, DESKTOP):
        page.set_viewport_size({"width": width, "height": 900})
        assert not axe_findings(page), page.url
        assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url


def propose(served: Served, page: Page) -> None:
    page.goto(url(served, "desk/decisions/"))
    page.get_by_role("link", name="Propose a matter").click()
    check_looks(page)
    page.get_by_role("link", name="Next chair", exact=True).click()
    page.get_by_label(re.compile("Ministerial Council")).check()
    page.locator('[name="title_en"]').fill(TITLE)
    page.locator('[name="text_en"]').fill("Azerbaijan is in the chair from 17 December 2024.")
    page.get_by_label("a state is chosen for the chair").check()
    page.locator("summary", has_text="A state is chosen for the chair").click()
    page.locator('[name="chair_state"]').select_option("AZE")
    page.locator('[name="chair_since"]').fill("2024-12-17")
    check_looks(page)
    sign(page)


def start(served: Served, page: Page) -> None:
    page.goto(url(served, MATTER))
    page.get_by_role("link", name="Start a silence").click()
    expect(page.locator("main")).to_contain_text(re.compile(r"In \d+ of \d+ capitals it falls on"))
    check_looks(page)
    sign(page)


def test_silence_is_broken_and_all_see_it(chrome: Browser, rehearsal: Served) -> None:
    with ExitStack() as seats:
        chair, azerbaijan, thailand = (
            seats.enter_context(seated(chrome, rehearsal, seat)) for seat in (CHAIR, AZERBAIJAN, THAILAND)
        )
        propose(rehearsal, chair)
        start(rehearsal, chair)

        thailand.goto(url(rehearsal, "desk/"))
        expect(thailand.locator("main")).to_contain_text("under silence: if you agree, nothing is needed")
        for page in ("desk/decisions/", MATTER, "desk/calendar/"):
            thailand.goto(url(rehearsal, page))
            expect(thailand.locator("main")).to_contain_text(TITLE)
            check_looks(thailand)

        thailand.goto(url(rehearsal, MATTER))
        thailand.get_by_role("link", name="Break the silence").click()
        words = "If you break the silence, the text is not adopted, and all delegations are told at once."
        expect(thailand.locator("main")).to_contain_text(words)
        clock = thailand.locator(".clock .until small")
        expect(clock).to_have_text(re.compile(r"^13\sd\s23\sh\s\d\d\smin\s\d\d\ss$|^14\sd\s00\sh\s\d\d\smin\s\d\d\ss$"))
        before = clock.inner_text()
        expect(clock).not_to_have_text(before)
        check_looks(thailand)
        thailand.locator('[name="reason_en"]').fill("Thailand awaits its cabinet.")
        thailand.locator('[name="text_en"]').fill("Azerbaijan is in the chair from 18 December 2024.")
        sign(thailand)
        expect(thailand.locator("main")).to_contain_text("before the expiry of the silence")
        expect(thailand.locator("main")).to_contain_text("To take home")
        check_looks(thailand)

        azerbaijan.goto(url(rehearsal, MATTER))
        expect(azerbaijan.locator("main")).to_contain_text("not adopted: the silence was broken")
        expect(azerbaijan.locator("main")).to_contain_text("Azerbaijan is in the chair from 18 December 2024.")
        expect(azerbaijan.get_by_role("link", name="Break the silence")).to_have_count(0)
        check_looks(azerbaijan)
