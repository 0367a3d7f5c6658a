"""The pages that are measured."""

from __future__ import annotations

from tests.support.syntheticforum import LONG_MEETING

LANGUAGES = ("en", "ru", "zh-hans")
MEETING = tuple(f"/{language}/meetings/{LONG_MEETING}/" for language in LANGUAGES)
MOST_STATEMENTS = 10
PAGES = (
    "/en/",
    "/en/participants/",
    "/en/participants/KAZ/",
    "/en/meetings/",
    MEETING[0],
    "/en/documents/",
    "/en/documents/document-1-1/",
    "/en/charter/",
    "/en/record/",
    "/en/record/500/",
    "/en/about/",
)
