"""The further sheet of the pages of a meeting: light, and after the rules of the desks' own."""

from __future__ import annotations

import re
from pathlib import Path

import comity.web.desk
from tests.unit.web.drawings.test_stylesheet import PHYSICAL
from tests.unit.web.drawings.test_stylesheet import SHEET as SITE

SHEET = (Path(comity.web.desk.__file__).parent / "static/comity/meetings.css").read_text(encoding="utf-8")


def test_sheet_is_light_and_knows_no_left_or_right():
    assert len(SHEET.encode()) <= 4_000
    assert PHYSICAL.findall(SHEET) == []
    assert re.findall(r"^@layer (\w+) \{", SHEET, re.MULTILINE) == ["components"]


def test_sheet_has_no_colours_of_its_own_and_fetches_nothing():
    assert set(re.findall(r"var\((--[a-z0-9-]+)\)", SHEET)) <= set(re.findall(r"(--[a-z0-9-]+):", SITE))
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|url\(|@import", SHEET) == []
