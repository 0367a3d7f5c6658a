"""Takes the README's pictures from a running portal: screenshots.py [ADDRESS] [FOLDER].

With --desk, those of a desk, from a running rehearsal.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.support.screenshots import chromium, take, take_at_desk  # noqa: E402 - found under the root put on the path above


def main() -> int:
    """Take the pictures and say where they are."""
    given = [word for word in sys.argv[1:] if word != "--desk"]
    taking = take_at_desk if "--desk" in sys.argv else take
    address = given[0].rstrip("/") if given else "http://localhost:8000"
    folder = Path(given[1]) if len(given) > 1 else ROOT / "docs" / "images"
    with chromium() as browser:
        for file in taking(browser, address, folder):
            print(f"{file} {file.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
