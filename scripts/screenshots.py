"""Takes the README's pictures from a running portal: screenshots.py [ADDRESS] [FOLDER]."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.support.screenshots import chromium, take  # noqa: E402 - found under the root put on the path above


def main() -> int:
    """Take the pictures and say where they are."""
    given = sys.argv[1:]
    address = given[0].rstrip("/") if given else "http://127.0.0.1:8000"
    folder = Path(given[1]) if len(given) > 1 else ROOT / "docs" / "images"
    with chromium() as browser:
        for file in take(browser, address, folder):
            print(f"{file} {file.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
