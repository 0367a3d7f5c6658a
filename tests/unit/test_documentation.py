"""What the documentation points at is there: files, headings, pictures, and the tests that it names."""

from __future__ import annotations

import re
import struct
import unicodedata
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md")), ROOT / "tests" / "interop" / "README.md"]
MOST_BYTES_OF_A_PICTURE = 250_000

_FENCED = re.compile(r"^( *)```.*?^\1```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_TEST = re.compile(r"`(tests/[\w/]+\.py)(?:::(test_\w+))?`")


def without_code(page: Path) -> str:
    return _FENCED.sub("", page.read_text(encoding="utf-8"))


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as those who show Markdown make them."""
    words = (re.sub(r"[`*]", "", heading).strip().lower() for heading in _HEADING.findall(without_code(page)))
    return {re.sub(r"[^\w\- ]", "", unicodedata.normalize("NFC", word)).replace(" ", "-") for word in words}


def links() -> Iterator[tuple[Path, str]]:
    for page in PAGES:
        yield from ((page, link) for link in _LINK.findall(without_code(page)) if "://" not in link)


def leads_nowhere(page: Path, link: str) -> bool:
    path, _, anchor = link.partition("#")
    target = (page.parent / path).resolve() if path else page
    return not target.exists() or bool(anchor and anchor not in anchors(target))


def test_links_of_the_documentation_lead_somewhere() -> None:
    found = list(links())
    broken = [f"{page.relative_to(ROOT)}: {link}" for page, link in found if leads_nowhere(page, link)]
    assert (broken, len(found) > 50) == ([], True)


def test_pages_of_the_documentation_are_reached_from_its_index() -> None:
    reached, next_ones = set(), [ROOT / "docs" / "index.md"]
    while next_ones:
        page = next_ones.pop()
        reached.add(page)
        targets = {(page.parent / link.partition("#")[0]).resolve() for link in _LINK.findall(without_code(page))}
        next_ones += [
            target for target in targets if target.suffix == ".md" and target.exists() and target not in reached
        ]
    assert sorted(set((ROOT / "docs").rglob("*.md")) - reached) == []


def test_tests_named_by_the_documentation_are_there() -> None:
    named = {found for page in PAGES for found in _TEST.findall(without_code(page))}
    missing = [f"{file}::{test}" for file, test in sorted(named) if f"def {test}" not in (ROOT / file).read_text()]
    assert (missing, len(named) > 10) == ([], True)


def test_pictures_are_light_and_1280_wide() -> None:
    pictures = {picture.name: picture.read_bytes() for picture in sorted((ROOT / "docs" / "images").glob("*.png"))}
    assert {name: struct.unpack(">I", data[16:20])[0] for name, data in pictures.items()} == {
        "act.png": 1280,
        "desk.png": 1280,
        "home.png": 1280,
        "participants.png": 1280,
        "sign.png": 1280,
    }
    assert [name for name, data in pictures.items() if len(data) > MOST_BYTES_OF_A_PICTURE] == []
