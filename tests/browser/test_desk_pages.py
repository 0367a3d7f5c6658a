"""The desks in a real browser: everybody can read and use them, on a telephone too, with and without scripts."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.axe import axe_findings
from tests.support.commands import COMITY, Served, free_port, own_place, wait_until_up

PHONE, DESK = 390, 1280
KAZ, SECRETARIAT = "KAZ.authoriser-1", "SECRETARIAT.authoriser-1"
PAGES = (
    (KAZ, "desk/"),
    (KAZ, "desk/received/"),
    (KAZ, "desk/sent/"),
    (KAZ, "desk/notices/secretariat-note/"),
    (KAZ, "desk/notices/secretariat-note/answer/"),
    (KAZ, "desk/write/"),
    (KAZ, "desk/export/"),
    (SECRETARIAT, "desk/"),
    (SECRETARIAT, "desk/sent/"),
    (SECRETARIAT, "desk/notices/secretariat-note/"),
    (SECRETARIAT, "desk/notices/secretariat-note/withdraw/"),
    (SECRETARIAT, "desk/paper/"),
    (SECRETARIAT, "desk/record/"),
)


@pytest.fixture(scope="module")
def rehearsal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A rehearsal of CICA, made and served by its one command."""
    with own_place(tmp_path_factory.mktemp("rehearsal")) as place:
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


def url(served: Served, path: str) -> str:
    return f"http://localhost:{served.port}/en/{path}"


@contextmanager
def seated(chrome: Browser, served: Served, seat: str, width: int = DESK, **options: Any) -> Iterator[Page]:
    """A browser in which somebody has taken a seat; what the console says is an error of the test."""
    context = chrome.new_context(viewport={"width": width, "height": 900}, reduced_motion="reduce", **options)
    page = context.new_page()
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda fault: heard.append(str(fault)))
    try:
        page.goto(url(served, "seats/"))
        page.locator(f'button[value="{seat}"]').click()
        page.wait_for_url("**/desk/")
        yield page
        # A form that comes back to be mended is answered with 422, and Chromium says so.
        assert [said for said in heard if "status of 422" not in said] == []
    finally:
        context.close()


@pytest.fixture(scope="module")
def note(chrome: Browser, rehearsal: Served) -> str:
    """The Secretariat has written to all members and asked for an answer: in the form, signed with its seat's key."""
    with seated(chrome, rehearsal, SECRETARIAT) as page:
        page.get_by_role("link", name="Write a note").click()
        page.get_by_label("every member").check()
        page.get_by_label("Subject", exact=True).fill("Annual calendar of meetings")
        page.get_by_label("Text", exact=True).fill("Please name your national events.\n\nOf the coming year.")
        page.get_by_label("an answer").check()
        page.get_by_label("Day").fill("2090-05-14")
        page.get_by_label("Number").fill("secretariat-note")
        page.get_by_role("button", name="Look at it as it will be signed").click()
        page.wait_for_url("**/sign/")
        page.get_by_role("button", name="Sign with this seat’s key").click()
        page.wait_for_url("**/receipts/**")
    return "secretariat-note"


@pytest.mark.parametrize(("width", "scheme"), [(PHONE, "light"), (DESK, "dark"), (PHONE, "dark"), (DESK, "light")])
def test_axe_finds_nothing_and_nothing_runs_over(
    chrome: Browser, rehearsal: Served, note: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    found = []
    # What is wrong in a width or in a colour is wrong in the first two of these.
    pages = PAGES if (width, scheme) in {(PHONE, "light"), (DESK, "dark")} else PAGES[:4]
    for seat in dict.fromkeys(seat for seat, _ in pages):
        with seated(chrome, rehearsal, seat, width, color_scheme=scheme) as page:
            for path in (path for sitting, path in pages if sitting == seat):
                page.goto(url(rehearsal, path))
                page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
                wider = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
                found += [f"{path}: {finding}" for finding in axe_findings(page)]
                found += [f"{path} is wider than its window"] if wider else []
    assert found == []


def test_form_that_wants_mending_is_read_out_and_leads_to_its_fields(
    chrome: Browser, rehearsal: Served, note: str
) -> None:
    with seated(chrome, rehearsal, KAZ) as page:
        page.goto(url(rehearsal, "desk/write/"))
        page.get_by_label("Text", exact=True).fill("Kept")
        page.get_by_role("button", name="Look at it as it will be signed").click()
        expect(page.get_by_role("alert")).to_contain_text("to be looked at before this can be signed")
        assert axe_findings(page) == []
        page.get_by_role("alert").get_by_role("link").first.click()
        assert page.evaluate("location.hash").startswith("#f-")
        assert page.get_by_label("Text", exact=True).input_value() == "Kept"


@pytest.mark.parametrize("scripts", [True, False])
def test_list_is_sifted_with_and_without_scripts(chrome: Browser, rehearsal: Served, note: str, scripts: bool) -> None:
    with seated(chrome, rehearsal, KAZ, java_script_enabled=scripts) as page:
        page.goto(url(rehearsal, "desk/received/"))
        if scripts:
            page.evaluate("window.stayed = true")
        page.get_by_label("Words of the subject").fill("calendar")
        page.get_by_role("button", name="Show").click()
        page.wait_for_url("**q=calendar**")
        expect(page.locator("tbody tr")).to_have_count(1)
        page.get_by_label("Words of the subject").fill("nothing of the kind")
        page.get_by_role("button", name="Show").click()
        expect(page.get_by_text("Nothing fits this choice.")).to_be_visible()
        if scripts:
            assert page.evaluate("window.stayed"), "the page was loaded anew"
            page.go_back()
            page.wait_for_url("**q=calendar**")
        else:
            page.goto(url(rehearsal, "desk/received/?q=calendar"))
        expect(page.locator("tbody tr")).to_have_count(1)


def test_note_is_opened_and_acknowledged_by_keyboard_alone(chrome: Browser, rehearsal: Served, note: str) -> None:
    with seated(chrome, rehearsal, "MNG.authoriser-1") as page:
        page.get_by_role("link", name="Annual calendar of meetings").focus()
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/notices/{note}/")
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.textContent") == "Acknowledge it":
                break
        page.keyboard.press("Enter")
        page.wait_for_url("**/sign/")
        assert "has received the note" in page.locator(".act").inner_text()
