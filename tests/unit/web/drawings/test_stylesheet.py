from __future__ import annotations

import re
from pathlib import Path

from comity.web import shared

SHEET = (Path(shared.__file__).parent / "static/comity/comity.css").read_text(encoding="utf-8")
PHYSICAL = re.compile(
    r"[\s{;](?:margin|padding|border)-(?:left|right|top|bottom)|[\s{;](?:left|right|top|bottom|width|height)\s*:"
)


def test_stylesheet_is_light_enough():
    assert len(SHEET.encode()) <= 35_000


def test_stylesheet_has_logical_properties_only():
    assert PHYSICAL.findall(SHEET) == []


def test_stylesheet_has_its_layers_in_order():
    assert re.findall(r"^@layer (\w+) \{", SHEET, re.MULTILINE) == ["tokens", "base", "layout", "components", "print"]


def test_stylesheet_fetches_only_its_own_frieze():
    assert re.findall(r"url\(([^)]*)\)", SHEET) == ["frieze.svg"]
