"""A walk along every link of the site in one pass: each leads somewhere, and each page is light and well made."""

from __future__ import annotations

import json
import re
from collections import deque
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest

from tests.support.site import Answer, Made, ask, made_of, without_fragment

LANGUAGES = ("en", "ru", "zh-hans")
MOST_BYTES = 40_000
# Acts' pages are alike in every language, and their files say nothing of their own: of these, one in so many is seen.
EVERY = 20


@dataclass
class Walk:
    """What was found: pages, other files, links to parts of pages, and faults in words."""

    pages: dict[str, Made] = field(default_factory=dict)
    answers: dict[str, Answer] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def visit(self, application, address: str) -> set[str]:
        answer = ask(application, address)
        self.answers[address] = Answer(answer.status, answer.headers, b"")
        kind = answer.headers.get("content-type", "")
        if answer.status != 200:
            self.faults.append(f"{address}: {answer.status}")
        elif kind.startswith("application/json"):
            json.loads(answer.body)
        elif kind.startswith("text/html"):
            return self._read(address, answer)
        return set()

    def _read(self, address: str, answer: Answer) -> set[str]:
        made = self.pages[address] = made_of(address, answer)
        language = urlsplit(address).path.split("/")[1]
        rules = {
            f"{weight(answer)} bytes": weight(answer) <= MOST_BYTES,
            f"inline: {made.inline}": not made.inline,
            "the same id twice": len(made.ids) == len(set(made.ids)),
            f"lang={made.language}": language not in LANGUAGES or made.language == language,
            f"alternates {made.alternates}": language not in LANGUAGES or set(made.alternates) == set(LANGUAGES),
            "no policy": "content-security-policy" in answer.headers,
            f"{made.headings.count(1)} main headings": made.headings.count(1) == 1,
            f"{len(made.files)} files": len(made.files) <= 3,
            "not to be kept": language not in LANGUAGES or "etag" in answer.headers,
            "a placeholder is left": b"%(" not in answer.body and b"{{" not in answer.body,
        }
        self.faults += [f"{address}: {fault}" for fault, holds in rules.items() if not holds]
        return made.links


def weight(answer: Answer) -> int:
    """The bytes of a page but for those of an act: they are shown whole, since the browser verifies what is shown."""
    shown = re.search(rb'<code id="act-bytes">(.*?)</code>', answer.body, re.DOTALL)
    return len(answer.body) - (len(shown[1]) if shown else 0)


def is_walked(address: str) -> bool:
    """Whether a link is followed: every one, but of acts in other languages and of their files only some.

    The way to the desks is not: they are in no public page's house, and tested in theirs.
    """
    parts = urlsplit(address).path.strip("/").split("/")
    if parts[1:] == ["sign-in"]:
        return False
    if len(parts) < 3 or parts[1] != "record" or (parts[0] == "en" and address.endswith("/")):
        return True
    number = parts[2].split(".")[0]
    return not number.isdigit() or int(number) % EVERY == 0


@pytest.fixture(scope="module")
def walk(cica):
    from comity.config.wsgi import build  # noqa: PLC0415 - the settings come first

    application, found = build(cica), Walk()
    queue = deque(f"/{language}/" for language in LANGUAGES)
    known = {*queue, "/"}
    while queue:
        links = found.visit(application, queue.popleft())
        for target in sorted({without_fragment(link)[0] for link in links} - known):
            known.add(target)
            if is_walked(target):
                queue.append(target)
    found.faults += [
        f"{address}: no place {place} on {target}"
        for address, made in found.pages.items()
        for target, place in map(without_fragment, made.links)
        if place and target in found.pages and place not in found.pages[target].ids
    ]
    return found


@pytest.mark.sqlite
def test_no_link_is_broken_and_no_page_ill_made(walk):
    assert walk.faults == []


@pytest.mark.sqlite
def test_every_thing_of_the_register_was_found(walk):
    from tests.support.portal import cica as in_memory  # noqa: PLC0415 - the settings come first

    expected = {
        f"/en/{folder}/{getattr(value, kind)}/"
        for folder, kind in (
            ("participants", "party"),
            ("meetings", "meeting"),
            ("documents", "document"),
            ("sources", "source"),
        )
        for value in in_memory().all_of(kind)
    }
    expected |= {f"/en/record/{index}/" for index in range(len(in_memory()._acts))}
    assert expected - set(walk.pages) == set()


@pytest.mark.sqlite
def test_languages_have_the_same_pages(walk):
    pages = {language: set() for language in LANGUAGES}
    for address in walk.answers:
        language, _slash, rest = address.lstrip("/").partition("/")
        if language in pages and is_walked(f"/ru/{rest}"):
            pages[language].add(rest)
    assert pages["en"] == pages["ru"] == pages["zh-hans"]


@pytest.mark.sqlite
def test_styles_and_scripts_are_light(walk, cica):
    from comity.config.wsgi import build  # noqa: PLC0415 - the settings come first

    application = build(cica)
    files = set().union(*(made.files for made in walk.pages.values()))
    assert sum(len(ask(application, file).body) for file in files) <= 60_000
