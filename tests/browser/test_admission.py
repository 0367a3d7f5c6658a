"""Kuwait is admitted as it was in October 2022: it signs, then the summit decides, and it is the 28th member."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_desk_pages import seated, url
from tests.browser.test_meeting_room import CHAIR, SECRETARIAT, look, press, sign
from tests.support.commands import COMITY, Place, Served, free_port, own_place, wait_until_up

KUWAIT = ("KWT.authoriser-1", "KWT.authoriser-2")
CANDIDATE, SUMMIT = "desk/admission/KWT/member/", "desk/meetings/summit-6/room/"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    with own_place(tmp_path_factory.mktemp("admission")) as place:
        yield place


@pytest.fixture(scope="module")
def rehearsal(place: Place) -> Iterator[Served]:
    """A rehearsal of CICA on the eve of Kuwait's signature."""
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


def apply(served: Served, page: Page) -> None:
    page.goto(url(served, CANDIDATE))
    expect(page.locator("main")).to_contain_text("Today it would be number 28 in order.")
    page.get_by_role("link", name="Apply", exact=True).first.click()
    look(page)
    sign(page, "**/receipts/**")


def sign_by_two(served: Served, first: Page, second: Page) -> None:
    """A founding document is signed by one officer of Kuwait, and then by another."""
    first.goto(url(served, CANDIDATE))
    first.get_by_role("link", name="Sign", exact=True).first.click()
    look(first)
    first.wait_for_url("**/sign/")
    press(first, "Sign with this seat’s key")
    expect(first.locator("main")).to_contain_text("1 more signature is wanted")
    second.goto(url(served, "desk/"))
    second.get_by_role("link", name="Signature of a founding document").click()
    sign(second, "**/receipts/**")


def convene(served: Served, page: Page) -> None:
    """The sixth summit is convened for its days, all members come, and it is opened."""
    page.goto(url(served, "desk/meetings/"))
    page.get_by_role("link", name="Convene it").click()
    page.get_by_label("Day", exact=True).first.fill("2022-10-12")
    page.get_by_label("Last day").fill("2022-10-13")
    look(page)
    sign(page, "**/room/**")
    page.get_by_role("link", name="Who came, who left").click()
    press(page, "All are there")
    sign(page, "**/room/**")
    page.get_by_role("link", name="Open the meeting").click()
    look(page)
    sign(page, "**/room/**")


def move_clock(served: Served, page: Page, day: str) -> None:
    page.goto(url(served, "seats/"))
    page.locator("#clock-day").fill(day)
    page.locator("#clock-time").fill("06:00")
    press(page, "Move the clock forward")


def test_kuwait_signs_and_then_is_admitted(chrome: Browser, rehearsal: Served, place: Place) -> None:
    with ExitStack() as seats:
        kuwait, deputy, chair, head = (
            seats.enter_context(seated(chrome, rehearsal, seat)) for seat in (*KUWAIT, CHAIR, SECRETARIAT)
        )
        move_clock(rehearsal, head, "2022-10-11")
        apply(rehearsal, kuwait)
        for _ in ("the Declaration of 1999", "the Almaty Act"):
            sign_by_two(rehearsal, kuwait, deputy)
        chair.goto(url(rehearsal, CANDIDATE))
        expect(chair.locator("main")).to_contain_text("1 step is missing.")
        press(chair, "Propose the decision")
        chair.get_by_label(re.compile("Meeting of Heads of State")).check()
        chair.locator('[name="title_en"]').fill("Admission of Kuwait")
        chair.locator('[name="text_en"]').fill("The Council decides to admit Kuwait.")
        look(chair)
        sign(chair, "**/receipts/**")

        move_clock(rehearsal, head, "2022-10-13")
        convene(rehearsal, head)
        chair.goto(url(rehearsal, SUMMIT))
        press(chair, "Put it to the meeting")
        sign(chair, "**/room/**")
        expect(chair.locator("#now")).to_contain_text("Is there any objection?")
        press(chair, "It is so decided")
        sign(chair, "**/room/**")

        kuwait.goto(url(rehearsal, CANDIDATE))
        expect(kuwait.locator("main")).to_contain_text("It is member since 13 October 2022. Number 28 in order.")
        kuwait.goto(url(rehearsal, "participants/KWT/"))
        expect(kuwait.locator("main")).to_contain_text("13 October 2022")
        kuwait.goto(url(rehearsal, "meetings/summit-6/journal/"))
        expect(kuwait.locator("main")).to_contain_text("Admission of Kuwait")
    rehearsal.end()
    verified = place.run("record", "verify", place.data / "record")
    assert verified.returncode == 0, verified.stderr
