"""Fails if a file of the project says what it must not: a word of blame, a path of one machine, a registry's host."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Ban:
    """What may not be written, where, and why."""

    pattern: re.Pattern[str]
    where: tuple[str, ...]
    why: str


EVERYWHERE = ("",)
# Patterns are written so that this file does not match them.
BANS = (
    Ban(
        re.compile("viola" + "tion", re.IGNORECASE),
        ("src/", "docs/", "README.md", "CHANGELOG.md"),
        "things are due, received or not received; nobody is blamed on a screen",
    ),
    Ban(
        re.compile(r"(?<![\w.~$}-])/(?:work|root|home/[a-z][\w-]*|Users/\w+)(?:/|\b(?!\w))"),
        EVERYWHERE,
        "a path of one machine means nothing on another",
    ),
    Ban(
        re.compile(
            r"(?:pypi|pythonhosted|npmjs|yarnpkg|debian|golang|rubygems|crates)\.(?:org|com|io)/(?:simple|packages|debian)"
            r"|files\.pythonhosted\.|registry\.npmjs\.|proxy\.golang\.|deb\.debian\.|--(?:extra-)?index-url|--find-links",
        ),
        ("requirements/", "src/", "tests/", "docs/", "Makefile", ".ci/", "pyproject.toml"),
        "which registry serves a package is the machine's own setting",
    ),
)


def project_files() -> Iterator[tuple[str, str]]:
    """Path and text of every file that is, or would be, committed."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout
    for name in sorted(set(listed.decode().split("\0")) - {""}):
        path = ROOT / name
        try:
            yield name, path.read_text(encoding="utf-8")
        except (UnicodeDecodeError, FileNotFoundError):
            continue  # a picture, or a file deleted and not yet committed


def findings() -> Iterator[str]:
    for name, text in project_files():
        for ban in BANS:
            if not name.startswith(ban.where):
                continue
            for number, line in enumerate(text.splitlines(), 1):
                if found := ban.pattern.search(line):
                    yield f"{name}:{number}: “{found.group()}”: {ban.why}"


def main() -> int:
    found = list(findings())
    print("\n".join(found), file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
