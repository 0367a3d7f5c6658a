"""What axe finds on a page, in words. axe itself comes inside a Python package, so no npm is needed."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# WCAG 2.2 AA and everything below it, and axe's own good practices.
RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"],
    },
    "resultTypes": ["violations"],
}


def axe_findings(page: Page) -> list[str]:
    """One line for each element that axe objects to: the rule, what it asks, where. Empty is what we want."""
    response = Axe().run(page, options=RULES).response
    return [
        f"{rule['id']}: {rule['help']}: {' '.join(map(str, node['target']))}"
        for rule in response["violations"]
        for node in rule["nodes"]
    ]
