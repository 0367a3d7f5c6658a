"""The checks that `make check` runs, in the order in which a mistake is cheapest to read."""

from __future__ import annotations

import sys
from dataclasses import dataclass

# The floors where a reader must never have to guess (docs: style).
CORE = ("src/comity/record", "src/comity/forum", "src/comity/secretariat")


@dataclass(frozen=True)
class Check:
    """A command that says by its exit code whether something holds."""

    name: str
    command: tuple[str, ...]


CHECKS = (
    Check("style", ("ruff", "check", "--output-format=concise", ".")),
    Check("format", ("ruff", "format", "--check", "--output-format=concise", ".")),
    Check("types", ("mypy", "--no-error-summary")),
    Check("floors", ("lint-imports", "--no-cache")),
    Check("docstrings", ("interrogate", *CORE)),
    Check("templates", ("djlint", "--lint", "--quiet", "src/comity")),
    Check("catalogues", (sys.executable, "scripts/catalogues.py", "check")),
    Check("words", (sys.executable, "scripts/check_words.py")),
)
