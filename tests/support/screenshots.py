"""The pictures of the README, taken from a running portal; the browser tests and scripts/screenshots.py take them."""

from __future__ import annotations

import struct
import zlib
from base64 import b64decode, b64encode
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page, ViewportSize

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
WIDTH, HEIGHT = 1280, 1600
MOST_BYTES = 250_000
DRILL_MILLISECONDS = 3000

# Names of pictures and the pages that they show; the act shown is the newest decision that gave somebody a status.
PAGES = {"home": "/en/", "participants": "/en/participants/", "act": ""}
ACTS = "/en/record.json?type=membership.accept"

# A page has a few hundred colours, most of them the greys of letters' edges. The 256 most frequent are kept and every
# other becomes the nearest of these: a third of the bytes, and no eye sees it. Done in the browser, which can decode.
_TO_PALETTE = """async (png) => {
  const image = new Image();
  image.src = "data:image/png;base64," + png;
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), {width: image.width, height: image.height});
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  const pixels = new Uint32Array(context.getImageData(0, 0, image.width, image.height).data.buffer);
  const often = new Map();
  for (const pixel of pixels) often.set(pixel, (often.get(pixel) || 0) + 1);
  const kept = [...often.keys()].sort((a, b) => often.get(b) - often.get(a) || a - b).slice(0, 256);
  const parts = (colour) => [colour & 255, colour >> 8 & 255, colour >> 16 & 255];
  const palette = kept.map(parts);
  const apart = (one, other) => one.reduce((sum, part, at) => sum + (part - other[at]) ** 2, 0);
  const index = new Map(kept.map((colour, at) => [colour, at]));
  const nearest = (colour) => palette.reduce((best, each, at) =>
    apart(each, parts(colour)) < apart(palette[best], parts(colour)) ? at : best, 0);
  for (const colour of often.keys()) if (!index.has(colour)) index.set(colour, nearest(colour));
  const bytes = Uint8Array.from(pixels, (pixel) => index.get(pixel));
  let text = "";
  for (let at = 0; at < bytes.length; at += 32768) text += String.fromCharCode(...bytes.subarray(at, at + 32768));
  return {width: image.width, palette: palette.flat(), indices: btoa(text)};
}"""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, as the browser tests use it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield browser
        browser.close()


def take(browser: Browser, address: str, folder: Path) -> list[Path]:
    """Take the pictures of the portal at `address` (`http://127.0.0.1:8000`) and return the files written."""
    page = _page(browser)
    taken = {name: _taken(page, address + (path or _act(page, address))) for name, path in PAGES.items()}
    return _kept(page, taken, folder)


def take_at_desk(browser: Browser, address: str, folder: Path) -> list[Path]:
    """Take the pictures of a desk in the rehearsal at `address` (`http://localhost:8000`), once a drill has begun."""
    page = _page(browser)
    page.goto(f"{address}/en/seats/")
    page.locator("tr", has_text="Mongolia").get_by_role("button", name="Authorised officer 1").click()
    page.goto(f"{address}/en/seats/")
    page.get_by_role("button", name="A circular with a reply asked").click()
    page.wait_for_timeout(DRILL_MILLISECONDS)
    taken = {"desk": _taken(page, f"{address}/en/desk/")}
    page.locator("main a[href*='/desk/notices/']").first.click()
    page.get_by_role("button", name="Acknowledge it").click()
    taken["sign"] = _taken(page, page.url)
    return _kept(page, taken, folder)


def _page(browser: Browser) -> Page:
    viewport: ViewportSize = {"width": WIDTH, "height": HEIGHT}
    return browser.new_context(viewport=viewport, color_scheme="light", locale="en-GB").new_page()


def _kept(page: Page, taken: dict[str, bytes], folder: Path) -> list[Path]:
    # A page of its own for the work: the portal's own policy would forbid it there.
    page.goto("about:blank")
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for name, png in taken.items():
        file = folder / f"{name}.png"
        file.write_bytes(_lighter(page, png))
        files.append(file)
    page.context.close()
    return files


def _act(page: Page, address: str) -> str:
    lines = page.request.get(address + ACTS).json()["page"]["lines"]
    return str(lines[0]["act"]["url"])


def _taken(page: Page, address: str) -> bytes:
    response = page.goto(address, wait_until="networkidle")
    if response is None or not response.ok:
        message = f"{address} was answered with {response.status if response else 'nothing'}"
        raise RuntimeError(message)
    page.evaluate("document.fonts.ready")
    return page.screenshot(animations="disabled")


def _lighter(page: Page, png: bytes) -> bytes:
    found: dict[str, Any] = page.evaluate(_TO_PALETTE, b64encode(png).decode())
    indices, width = b64decode(found["indices"]), int(found["width"])
    rows = b"".join(b"\0" + indices[at : at + width] for at in range(0, len(indices), width))
    header = struct.pack(">IIBBBBB", width, len(indices) // width, 8, 3, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"PLTE", bytes(found["palette"])), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
