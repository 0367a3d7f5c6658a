from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation

from comity.forum.kernel.errors import Refused
from comity.web.portal.framework.ask import Ask
from comity.web.portal.framework.page import NotHere
from comity.web.portal.pages import source, sources
from tests.support.memorylibrary import MemoryLibrary
from tests.support.officesforum import FURTHER, plainly
from tests.support.small_forum import act, forum_data

TODAY = date(2026, 11, 23)
PRESS = [
    act(
        "sources.cite", source=key, title=f"Paper {key}", weight="press", urls=[f"https://{key}.example"], language="ru"
    )
    for key in ("N10", "N2")
]


@pytest.fixture
def asking():
    library = MemoryLibrary(forum_data(*FURTHER, *PRESS))
    with translation.override("en"):
        yield lambda **query: Ask(library, "en", TODAY, None, query)


def test_sources_stand_by_weight_in_the_order_of_their_keys(asking):
    page = sources.build(asking())
    assert (page.total, [(g.weight, [line.source.id for line in g.lines]) for g in page.groups]) == (
        3,
        [("official", ["S1"]), ("press", ["N2", "N10"])],
    )


def test_sources_sifted_by_weight_as_a_table(asking):
    page = sources.build(asking(weight="press"))
    assert sources.rows(page, None).rows == (
        ("N2", "press", "Paper N2", "https://N2.example", "Russian", ""),
        ("N10", "press", "Paper N10", "https://N10.example", "Russian", ""),
    )


def test_source_shows_what_it_is_and_claims_and_what_rests_on_it(asking):
    page = source.build(asking(), key="S1")
    said = [(claim.claim, claim.verdict) for claim in page.claims]
    # All acts but the constitution, its own registration, and those of the two papers.
    resting = [int(one.act.id) for one in page.acts]
    assert (page.source.text, page.weight_text, page.cited_by.id, said, resting, page.total) == (
        "Gazette",
        "official",
        "1",
        [("one-member", "agrees"), ("line-7", "differs"), ("side-a", "agrees"), ("side-b", "differs")],
        list(range(23, 1, -1)),
        22,
    )


def test_source_acts_are_said_in_words(asking):
    page = source.build(asking(), key="S1")
    assert plainly(source.rows(page, None).rows[4]) == (
        "S1",
        "19",
        "offices.seat",
        "The Secretariat has its seat in Almaty from 17 June 2006.",
    )


def test_source_further_acts_lead_back(asking):
    page = source.build(asking(**{"from": "20"}), key="S1")
    assert ([one.act.id for one in page.acts], page.newer, page.older, page.where) == (
        ["3", "2"],
        "/en/sources/S1/",
        "",
        "21–22 of 22",
    )


def test_source_that_nothing_rests_on(asking):
    page = source.build(asking(), key="N2")
    assert (page.addresses, page.language, page.claims, page.acts, page.total) == (
        ["https://N2.example"],
        "Russian",
        [],
        [],
        0,
    )


def test_source_unknown_is_not_here(asking):
    with pytest.raises(NotHere, match="no source with the key S9"):
        source.build(asking(), key="S9")


def test_source_acts_beyond_the_last_are_not_here(asking):
    with pytest.raises(NotHere, match="This list has 22 acts; it does not go on so far"):
        source.build(asking(**{"from": "22"}), key="S1")


def test_sources_of_an_unknown_weight_are_refused(asking):
    with pytest.raises(Refused) as refusal:
        sources.build(asking(weight="heavy"))
    assert (refusal.value.reason.code, refusal.value.words["given"]) == ("portal.choice_unknown", "heavy")
