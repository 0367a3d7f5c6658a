"""Whoever wanders through a desk and types nonsense: every page that can be reached, every form on it filled oddly.

`wander(browser)` yields the pages of a desk; `answers(browser, address, page)` posts each form of a page with odd
values, one after another, and yields what was sent with the status that came back. `nonsense(browser)` does both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.test import Client

DESK = "/en/desk/"
ODD = (
    "",
    "x",
    "-1",
    "0",
    "99999999999999999999",
    "9" * 5_000,
    "\u0663\u0662",
    "2026-02-31",
    "2026-13-01T25:61",
    "0001-01-01",
    "9999-12-31",
    "%(party)s %s {0}",
    "<script>alert(1)</script>",
    "../../etc/passwd",
    "\x00",
    "\u202e\ud7ff\U00010000",
    "a" * 21_000,
    '{"kind": "amend", "by": [null]}',
)
"""What is typed: nothing, too much, no date, the ends of the calendar, what other programs would take for a command."""

# Whoever ends her own session or leaves the directory sees no desk any more.
_LEAVES_ALONE = re.compile(r"/(sessions|sign-in|hat|officers)/|/export/|\.(zip|csv|json|ics|pdf)$|/files/")


class _Forms(HTMLParser):
    """The forms of a page that are sent: where to, and the names of their fields with a value that they offer."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, list[str]]]] = []
        self._fields: dict[str, list[str]] | None = None
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form" and said.get("method", "").lower() == "post":
            self._fields = {}
            self.found.append((said.get("action", ""), self._fields))
        if self._fields is None:
            return
        if tag == "option" and self._select:
            self._fields[self._select].append(said.get("value", ""))
        if tag in {"input", "button", "textarea", "select"} and said.get("name"):
            self._select = said["name"] if tag == "select" else ""
            self._fields.setdefault(said["name"], []).extend([said["value"]] if "value" in said else [])

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._fields = None
        if tag == "select":
            self._select = ""


def wander(browser: Client, most: int = 200) -> Iterator[tuple[str, str]]:
    """Yield the address of each page of a desk that links lead to, and what it holds."""
    waiting, seen = [DESK], {DESK}
    while waiting and len(seen) <= most:
        address = waiting.pop(0)
        response = browser.get(address)
        assert response.status_code < 500, address
        if "text/html" not in response.headers.get("Content-Type", ""):
            continue
        page = response.content.decode()
        yield address, page
        for link in re.findall(r'href="(/en/desk/[^"#]*)', page):
            plain = link.replace("&amp;", "&")
            if plain not in seen and not _LEAVES_ALONE.search(plain):
                seen.add(plain)
                waiting.append(plain)


def answers(browser: Client, address: str, page: str) -> Iterator[tuple[Any, int]]:
    """Send every form of a page with odd values in all fields at once, then in one field after another."""
    reader = _Forms()
    reader.feed(page)
    for action, fields in reader.found:
        where = action.replace("&amp;", "&") or address
        if _LEAVES_ALONE.search(where) or not where.startswith("/en/desk/"):
            continue
        whole = {name: values[-1] if values else "x" for name, values in fields.items()}
        for odd in ODD:
            yield (where, odd[:40]), _send(browser, where, dict.fromkeys(fields, odd))
        for place, name in enumerate(fields):
            sent = {**whole, name: [ODD[place % len(ODD)], ODD[(place + 5) % len(ODD)]]}
            yield (where, name), _send(browser, where, sent)
        for name in fields:
            yield (where, f"without {name}"), _send(browser, where, {k: v for k, v in whole.items() if k != name})


def nonsense(browser: Client, most: int = 120) -> tuple[int, list[tuple[Any, int]]]:
    """Return how many forms were sent, and those over which the desk broke down."""
    browser.raise_request_exception = False
    pages = list(wander(browser, most))
    told = [each for address, page in pages for each in answers(browser, address, page)]
    # Whoever had been signed out on the way would have been led to the sign-in ever since.
    assert browser.get(DESK).status_code == 200
    return len(told), [each for each in told if each[1] >= 500]


def _send(browser: Client, where: str, data: dict[str, Any]) -> int:
    return browser.post(where, data).status_code
