"""A rehearsal set on a day of history, as its delegates go through it: seats, clock, signing, and its record."""

from __future__ import annotations

import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Locator, Page, expect

from tests.support.commands import COMITY, Place, Served, free_port, wait_until_up

LOOK = "Look at it as it will be signed"
SEAT = "Sign with this seat’s key"
WITHIN_SECONDS = 20
ENTERED = re.compile(r"(?:/desk/receipts/|[?]entered=|&passed=)(\d+)")
"""Where one comes who has signed: the receipt of the act, or the room of the meeting at which it was done."""


@contextmanager
def rehearsing(place: Place, on: str) -> Iterator[Served]:
    """A rehearsal of CICA that began on a day, made where it is not there yet, and served."""
    port = free_port()
    command = [*COMITY, "rehearse", "--on", on, "--data", str(place.data), "--port", str(port)]
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    process = subprocess.Popen(command, env=place.env, cwd=place.data.parent, start_new_session=True, **pipes)
    served = Served(process, port)
    try:
        wait_until_up(served)
        yield served
    finally:
        if process.poll() is None:
            served.end()


@dataclass
class Delegate:
    """Somebody in a seat, at a browser of her own."""

    page: Page
    site: str
    visited: set[str] = field(default_factory=set)

    @property
    def main(self) -> Locator:
        return self.page.locator("main")

    def open(self, path: str) -> None:
        """Go to a page. A public one may be five seconds old in a browser that has been there: it is asked for anew."""
        self.page.goto(f"{self.site}/en/{path}")
        if path in self.visited:
            self.page.reload()
        if not path.startswith(("desk/", "seats/")):
            self.visited.add(path)

    def says(self, *texts: str | re.Pattern[str]) -> None:
        for text in texts:
            expect(self.main).to_contain_text(text)

    def finds(self, path: str, *texts: str | re.Pattern[str]) -> None:
        """Look at a page again until it says what comes about by itself within seconds."""
        deadline = time.monotonic() + WITHIN_SECONDS
        self.open(path)
        while "is being concluded" in self.main.inner_text() and time.monotonic() < deadline:
            self.page.wait_for_timeout(200)
            self.open(path)
        self.says(*texts)

    def follow(self, name: str | re.Pattern[str]) -> None:
        self.page.get_by_role("link", name=name).first.click()

    def press(self, name: str | re.Pattern[str]) -> None:
        self.page.get_by_role("button", name=name).first.click()

    def fill(self, **fields: str) -> None:
        """Type into fields by their names; choose in a list of choices, or mark one of several."""
        for name, value in fields.items():
            found = self.page.locator(f'[name="{name}"]').first
            kind = found.evaluate("each => each.type || each.tagName.toLowerCase()")
            if kind == "select-one":
                found.select_option(value)
            elif kind in {"radio", "checkbox"}:
                self.page.locator(f'[name="{name}"][value="{value}"]').check()
            else:
                found.fill(value)

    def sign(self) -> int:
        """Sign what the form or the page says, with the seat's key; return the number of the act in the record."""
        self.press_to_sign()
        self.page.wait_for_url(ENTERED)
        return int(ENTERED.findall(self.page.url)[0])

    def sign_in_part(self) -> None:
        """Sign what wants another signature after this one."""
        self.press_to_sign()
        self.says("Signed in part")

    def look(self) -> None:
        """From the form to the page on which the act is read and signed."""
        self.page.get_by_role("button", name=LOOK, exact=True).last.click()
        self.page.wait_for_url("**/sign/")

    def press_to_sign(self) -> None:
        looking = self.page.get_by_role("button", name=LOOK, exact=True)
        signing = self.page.get_by_role("button", name=SEAT, exact=True)
        expect(looking.or_(signing).first).to_be_visible()
        if looking.count():
            looking.last.click()
        signing.click()


@dataclass
class Rehearsal:
    """A rehearsal that is served, and whoever sits in it."""

    place: Place
    served: Served
    chrome: Browser
    stack: ExitStack
    sitting: dict[str, Delegate] = field(default_factory=dict)

    @property
    def site(self) -> str:
        return f"http://localhost:{self.served.port}"

    def seat(self, party: str, office: str = "authoriser-1") -> Delegate:
        """The delegate who sits in a seat; she takes it when it is asked for first."""
        name = f"{party}.{office}"
        if name not in self.sitting:
            self.sitting[name] = self._take(name)
        return self.sitting[name]

    def leave(self, party: str, office: str = "authoriser-1") -> None:
        """Whoever sits in a seat gets up, so that the next who is asked for takes it anew."""
        self.sitting.pop(f"{party}.{office}").page.context.close()

    def _take(self, name: str) -> Delegate:
        context = self.chrome.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
        self.stack.callback(context.close)
        taken = Delegate(context.new_page(), self.site)
        taken.page.set_default_timeout(10_000)
        taken.open("seats/")
        taken.page.locator(f'button[value="{name}"]').first.click()
        taken.page.wait_for_url("**/desk/")
        return taken

    def clock(self, day: str, time: str = "09:00") -> None:
        """Move the rehearsal's clock forward, at the page of seats."""
        if "clock" not in self.sitting:
            context = self.chrome.new_context()
            self.stack.callback(context.close)
            self.sitting["clock"] = Delegate(context.new_page(), self.site)
        at = self.sitting["clock"]
        at.open("seats/")
        at.fill(day=day, time=time)
        at.press("Move the clock forward")
        at.page.wait_for_url("**/seats/#h-clock")

    def end(self) -> None:
        """End the server, as whoever has started it does."""
        self.served.end()


@contextmanager
def set_on(place: Place, on: str, chrome: Browser) -> Iterator[Rehearsal]:
    """A rehearsal of CICA that began on a day, with nobody in its seats yet."""
    with rehearsing(place, on) as served, ExitStack() as stack:
        yield Rehearsal(place, served, chrome, stack)


def check_holds_and_would_not(rehearsal: Rehearsal, kind: str) -> None:
    """A stranger replays every rule from the files alone; with a byte of an act of that type changed it fails."""
    rehearsal.end()
    place = rehearsal.place
    verified = place.run("record", "verify", place.data)
    assert verified.returncode == 0, verified.stderr
    assert kind in verified.stdout
    bundles = [file for file in (place.data / "record" / "tile" / "entries").rglob("*") if file.is_file()]
    bundle = next(file for file in bundles if f'"{kind}"'.encode() in file.read_bytes())
    whole = bundle.read_bytes()
    bundle.write_bytes(whole.replace(f'"{kind}"'.encode(), f'"{kind[:-1]}_"'.encode(), 1))
    changed = place.run("record", "verify", place.data)
    bundle.write_bytes(whole)
    assert changed.returncode != 0
    assert "does not hold" in changed.stderr


def check_proof_alone(party: Delegate, act: int, place: Place, folder: Path) -> None:
    """What a party takes home from a receipt proves its act and the time of entry, with the policy and nothing else."""
    policy = folder / "policy"
    policy.write_bytes((place.data / "record" / "policy").read_bytes())
    for name in (f"{act}.tlog-proof", f"{act}.entry", f"{act}.act", f"{act}.act.sig", "allowed_signers"):
        with party.page.expect_download() as downloading:
            party.page.get_by_role("link", name=name, exact=True).click()
        downloading.value.save_as(folder / name)
    proof, entry = folder / f"{act}.tlog-proof", folder / f"{act}.entry"
    checked = place.run("record", "check", proof, entry, "--policy", policy)
    assert checked.returncode == 0, checked.stderr
    assert f"is entry {act} of the record" in checked.stdout
    assert "2024-03-19T11:59:" in checked.stdout
    entry.write_bytes(entry.read_bytes().replace(b"T11:59:", b"T12:00:"))
    assert place.run("record", "check", proof, entry, "--policy", policy).returncode == 1
