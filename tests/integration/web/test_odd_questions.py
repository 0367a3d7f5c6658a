"""Nonsense in an address, or in what is asked of a page, is told so; no public page breaks down over it."""

from __future__ import annotations

from urllib.parse import quote, urlencode

import pytest

from tests.support.oddly import ODD

PAGES = (
    "", "participants/", "participants/KAZ/", "meetings/", "meetings/summit-6/", "documents/", "decisions/",
    "decisions/silences/", "decisions/undertakings/", "treaties/", "treaties/convention-privileges/", "chair/",
    "charter/", "record/", "record/100/", "decisions.json", "documents.csv", "search/",
)  # fmt: skip
ASKED = ("on", "from", "year", "body", "kind", "matter", "state", "type", "q", "party", "step", "part")
THINGS = ("participants", "meetings", "documents", "decisions", "treaties", "record", "claims", "notifications")


@pytest.mark.parametrize("page", PAGES)
def test_no_page_breaks_down_over_what_is_asked_of_it(get, page):
    asked = [
        f"/en/{page}?{urlencode({name: odd[:2000]}, errors='surrogatepass')}"
        for place, name in enumerate(ASKED)
        for odd in (ODD[place % len(ODD)], ODD[(place + 7) % len(ODD)], "\0")
    ]
    told = {address: get(address).status for address in asked}
    assert {address: status for address, status in told.items() if status >= 500} == {}


@pytest.mark.parametrize("things", THINGS)
def test_no_thing_is_looked_for_in_vain_with_a_crash(get, things):
    told = {odd: get(f"/en/{things}/{quote(odd[:2000], safe='', errors='surrogatepass')}/").status for odd in ODD}
    assert {odd: status for odd, status in told.items() if status >= 500} == {}
