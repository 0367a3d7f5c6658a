"""A meeting in a real browser, from its convening to its journal, by those who run it and one who objects."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_desk_pages import seated, url
from tests.support.axe import axe_findings
from tests.support.commands import COMITY, Served, free_port, own_place, wait_until_up

SECRETARIAT, CHAIR, CHINA = (f"{party}.authoriser-1" for party in ("SECRETARIAT", "CHAIR", "CHN"))
ROOM, HALL = "desk/meetings/summit-6/room/", "desk/meetings/summit-6/"
PHONE = 390


@pytest.fixture(scope="module")
def rehearsal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A rehearsal of CICA on the eve of its sixth summit."""
    with own_place(tmp_path_factory.mktemp("summit")) as place:
        port = free_port()
        command = [*COMITY, "rehearse", "--on", "2022-10-10", "--data", str(place.data), "--port", str(port)]
        pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        process = subprocess.Popen(command, env=place.env, cwd=place.data.parent, start_new_session=True, **pipes)
        served = Served(process, port)
        try:
            wait_until_up(served)
            yield served
        finally:
            if process.poll() is None:
                served.end()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


def sign(page: Page, onwards: str) -> None:
    """Sign what the page shows; it leads back to the meeting."""
    page.wait_for_url("**/sign/")
    press(page, "Sign with this seat’s key")
    page.wait_for_url(onwards)


def look(page: Page) -> None:
    press(page, "Look at it as it will be signed")


def propose(served: Served, page: Page) -> None:
    page.goto(url(served, "desk/acts/new/decisions.propose/"))
    page.locator("main form button").first.click()
    page.wait_for_url("**/drafts/*/")
    words = {"decision": "it-plan", "title.en": "Plan on information technology", "text.en": "The plan is adopted."}
    for name, said in {**words, "matter": "outcome-documents", "body": "summit"}.items():
        page.locator(f'[name="{name}"]').fill(said)
    page.locator('[name="party"]').select_option("SECRETARIAT")
    page.locator('button[value="sign"]').first.click()
    sign(page, "**/receipts/**")


def convene(served: Served, page: Page) -> None:
    page.goto(url(served, "desk/meetings/"))
    page.get_by_role("link", name="Convene it").click()
    page.get_by_label("Day", exact=True).first.fill("2022-10-10")
    page.get_by_label("Last day").fill("2022-10-13")
    page.get_by_label("Place", exact=True).fill("Astana")
    look(page)
    sign(page, "**/room/**")
    page.get_by_role("link", name="Set the provisional agenda").click()
    page.get_by_label("Title", exact=True).first.fill("Documents of the summit")
    page.get_by_text("Matters, documents, other languages").first.click()
    page.get_by_label("Plan on information technology").first.check()
    look(page)
    sign(page, "**/room/**")
    page.get_by_role("link", name="Who came, who left").click()
    press(page, "All are there")
    sign(page, "**/room/**")
    expect(page.locator("main")).to_contain_text("27 of 27 members are present; 18 make a quorum.")
    page.get_by_role("link", name="Open the meeting").click()
    look(page)
    sign(page, "**/room/**")


def test_meeting_is_run_from_its_convening_to_its_journal(chrome: Browser, rehearsal: Served) -> None:
    with ExitStack() as seats:
        head, chair, china = (
            seats.enter_context(seated(chrome, rehearsal, seat)) for seat in (SECRETARIAT, CHAIR, CHINA)
        )
        propose(rehearsal, head)
        convene(rehearsal, head)
        china.goto(url(rehearsal, HALL))
        expect(china.locator("#now")).to_contain_text("Nothing is put to the meeting.")
        chair.goto(url(rehearsal, ROOM))
        press(chair, "Put it to the meeting")
        sign(chair, "**/room/**")
        # The delegation, whose page was open all the while, is asked without loading it anew.
        expect(china.locator("#now")).to_contain_text("Is there any objection?", timeout=10_000)
        assert axe_findings(china) == []
        press(china, "Object")
        sign(china, "**/summit-6/?entered=*")
        expect(chair.locator("#now")).to_contain_text("China objects, so there is no consensus.", timeout=10_000)
        expect(chair.get_by_role("button", name="It is so decided")).to_have_count(0)
        assert axe_findings(chair) == []
        press(china, "Lift the objection")
        sign(china, "**/summit-6/?entered=*")
        expect(chair.get_by_role("button", name="It is so decided")).to_be_visible(timeout=10_000)
        press(chair, "It is so decided")
        sign(chair, "**/room/**")
        expect(chair.locator("main")).to_contain_text("CICA/SUM/DEC/2022/1")
        press(chair, "Close the meeting")
        sign(chair, "**/room/**")
        chair.get_by_role("link", name="The journal", exact=True).click()
        expect(chair.locator("main")).to_contain_text("decision CICA/SUM/DEC/2022/1")
        expect(chair.locator("main")).to_contain_text("China objects to “Plan on information technology”.")


@pytest.mark.parametrize(
    "path", [ROOM, HALL, "desk/meetings/", "desk/meetings/convene/", "desk/meetings/summit-6/note/"]
)
def test_pages_of_meetings_fit_a_telephone_without_scripts(chrome: Browser, rehearsal: Served, path: str) -> None:
    with seated(chrome, rehearsal, SECRETARIAT, PHONE, java_script_enabled=False) as page:
        answered = page.goto(url(rehearsal, path))
        assert answered is not None
        assert answered.ok
        wide = page.locator("html").evaluate("(html) => html.scrollWidth > html.clientWidth")
        assert not wide
