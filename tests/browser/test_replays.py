"""The decision on the chair of March 2024 in a rehearsal, by a new user: broken in the last minute, run anew as Rev.1.

The clock of the rehearsal is moved on as hers would go; what expires concludes by itself; and a stranger verifies all
of it from the files.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_breaking import AZERBAIJAN, CHAIR, MATTER, THAILAND, propose, sign, start
from tests.browser.test_desk_pages import seated, url
from tests.support.commands import COMITY, Place, Served, free_port, own_place, wait_until_up

PUBLIC = MATTER.removeprefix("desk/")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    with own_place(tmp_path_factory.mktemp("replay")) as place:
        yield place


@pytest.fixture(scope="module")
def rehearsal(place: Place) -> Iterator[Served]:
    """A rehearsal of CICA on the eve of the decision on its chair, of March 2024."""
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


def public(served: Served, page: Page) -> None:
    """The public page, asked for anew: a browser may keep it for some seconds."""
    page.goto(url(served, PUBLIC))
    page.reload()


def expiry(served: Served, page: Page) -> str:
    """The moment at which the silence that runs expires."""
    public(served, page)
    moment = page.locator("time[data-until]").first.get_attribute("data-until")
    assert moment is not None
    return moment


def move_clock(served: Served, page: Page, moment: str) -> None:
    page.goto(url(served, "seats/"))
    page.locator("#clock-day").fill(moment[:10])
    page.locator("#clock-time").fill(moment[11:16])
    page.get_by_role("button", name="Move the clock forward").click()
    expect(page.locator("main")).to_contain_text("The rehearsal’s clock")


def a_minute_before(moment: str) -> str:
    hour, minute = int(moment[11:13]), int(moment[14:16])
    left = (hour * 60 + minute - 1) % (24 * 60)
    assert left, "the day would change"
    return f"{moment[:10]}T{left // 60:02}:{left % 60:02}Z"


def test_silence_is_broken_in_its_last_minute_and_runs_anew_until_it_concludes_by_itself(
    chrome: Browser, rehearsal: Served, place: Place
) -> None:
    with ExitStack() as seats:
        chair, azerbaijan, thailand = (
            seats.enter_context(seated(chrome, rehearsal, seat)) for seat in (CHAIR, AZERBAIJAN, THAILAND)
        )
        propose(rehearsal, chair)
        start(rehearsal, chair)
        first = expiry(rehearsal, azerbaijan)
        move_clock(rehearsal, azerbaijan, a_minute_before(first))

        thailand.goto(url(rehearsal, MATTER))
        thailand.get_by_role("link", name="Break the silence").click()
        thailand.locator('[name="text_en"]').fill("Azerbaijan is in the chair until the Seventh Summit.")
        sign(thailand)
        expect(thailand.locator("main")).to_contain_text("before the expiry of the silence")

        chair.goto(url(rehearsal, MATTER))
        chair.get_by_role("link", name="Revise the text").click()
        chair.locator('[name="text_en"]').fill("Azerbaijan is in the chair until the Seventh Summit.")
        sign(chair)
        start(rehearsal, chair)
        second = expiry(rehearsal, azerbaijan)
        assert second > first
        move_clock(rehearsal, azerbaijan, a_minute_before(second))
        azerbaijan.goto(url(rehearsal, MATTER))
        expect(azerbaijan.get_by_role("link", name="Break the silence")).to_have_count(1)
        move_clock(rehearsal, azerbaijan, second)

        # Nobody has done anything: the house states what has come about.
        public(rehearsal, azerbaijan)
        expect(azerbaijan.locator("h1 + p, .held").first).to_contain_text(re.compile("adopts, by silence, with effect"))
        expect(azerbaijan.locator("main")).to_contain_text("CICA/MIN/DEC/2024/1")
        expect(azerbaijan.locator("main")).to_contain_text("Nobody had broken the silence when it expired")
        azerbaijan.goto(url(rehearsal, MATTER))
        expect(azerbaijan.get_by_role("link", name="Break the silence")).to_have_count(0)
        azerbaijan.goto(url(rehearsal, "chair/"))
        expect(azerbaijan.locator("main")).to_contain_text("Azerbaijan")
    rehearsal.end()
    verified = place.run("record", "verify", place.data / "record")
    assert verified.returncode == 0, verified.stderr
    bundle = max((place.data / "record" / "tile" / "entries").rglob("*.p/*"), key=lambda file: file.stat().st_mtime)
    data = bundle.read_bytes()
    changed = data.replace(b"decisions.conclude_silence", b"decisions.conclude_silencf", 1)
    assert changed != data
    bundle.write_bytes(changed)
    assert place.run("record", "verify", place.data / "record").returncode != 0
