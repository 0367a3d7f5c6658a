"""The name of a new matter in addresses: made from its title, and free."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from comity.forum.decisions.state import KIND
from comity.forum.kernel.values import Key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from comity.web.desk.decisions.asking import Asking

_LONGEST = 40
_APART = re.compile(r"[^a-z0-9]+")
_TRIES = 50


def suggested(asked: Asking, title: Mapping[str, str], matter: str) -> str:
    """Return a name that no matter bears: the title's own words where it has any in Latin letters, else the row's."""
    stem = _words(title.get("en", "")) or f"{matter}-{asked.day[:4]}"
    names = [stem, *(f"{stem}-{number}" for number in range(2, _TRIES))]
    return next((name for name in names if asked.view.get(Key(KIND, name)) is None), "")


def _words(title: str) -> str:
    apart = "".join(letter if unicodedata.category(letter)[0] in "LMN" else "-" for letter in title)
    plain = unicodedata.normalize("NFKD", apart).encode("ascii", "ignore").decode().lower()
    name = _APART.sub("-", plain).strip("-")
    if len(name) <= _LONGEST:
        return name
    return name[: _LONGEST + 1].rpartition("-")[0] or name[:_LONGEST]
