"""The look of the desks: light, in the layers of the site's own stylesheet, the same in every direction of writing."""

from __future__ import annotations

import re
from pathlib import Path

import comity.web.desk
from tests.unit.web.drawings.test_stylesheet import PHYSICAL
from tests.unit.web.drawings.test_stylesheet import SHEET as SITE

SHEET = (Path(comity.web.desk.__file__).parent / "static/comity/desk.css").read_text(encoding="utf-8")


def test_stylesheet_is_light_enough():
    assert len(SHEET.encode()) <= 14_000


def test_stylesheet_has_logical_properties_only():
    assert PHYSICAL.findall(SHEET) == []


def test_stylesheet_adds_to_layers_that_the_site_has():
    assert re.findall(r"^@layer (\w+) \{", SHEET, re.MULTILINE) == ["components", "print"]


def test_stylesheet_has_no_colours_of_its_own():
    named = set(re.findall(r"var\((--[a-z0-9-]+)\)", SHEET))
    assert named <= set(re.findall(r"(--[a-z0-9-]+):", SITE))
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl|oklch)a?\(", SHEET) == []


def test_stylesheet_fetches_nothing():
    assert "url(" not in SHEET
    assert "@import" not in SHEET
