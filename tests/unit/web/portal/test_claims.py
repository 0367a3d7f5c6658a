from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation

from comity.forum.kernel.errors import Refused
from comity.web.portal.framework.ask import Ask
from comity.web.portal.pages import claims
from tests.support.officesforum import offices_library, plainly

TODAY = date(2026, 11, 23)


@pytest.fixture
def asking():
    library = offices_library()
    with translation.override("en"):
        yield lambda **query: Ask(library, "en", TODAY, None, query)


def brief(page):
    sides = [(matter.matter, [side.claim for side in matter.sides]) for matter in page.matters]
    return [claim.claim for claim in page.lines], sides


def test_claims_lines_stand_in_the_order_of_the_source_and_conflicts_apart(asking):
    page = claims.build(asking())
    tallies = [(tally.verdict, tally.text, tally.count, tally.url) for tally in page.tallies]
    assert (brief(page), page.total, page.part, page.other_url, tallies) == (
        (["line-7", "one-member"], [("when", ["side-a", "side-b"])]),
        4,
        "article",
        "/en/article/?part=conflicts",
        [
            ("agrees", "agrees", 2, "/en/article/?verdict=agrees"),
            ("differs", "differs", 2, "/en/article/?verdict=differs"),
            ("undecidable", "cannot be decided", 0, "/en/article/?verdict=undecidable"),
        ],
    )


def test_claim_holds_both_voices(asking):
    claim = plainly(claims.build(asking()).lines[0].model_dump(by_alias=True))
    assert {**claim, "register": claim["register"].split(":")[-1]} == {
        "claim": "line-7",
        "source": {"id": "S1", "text": "Gazette", "url": "/en/sources/S1/"},
        "line": 7,
        "quote": "公报",
        "language": "",
        "says": "The first summit was held in 2001.",
        "verdict": "differs",
        "verdict_text": "differs",
        "register": " 2 January 2000.",
        "why": "The day is known.",
        "follows": ["S1"],
        "url": "/en/article/?line=7#line-7",
        "act": {"id": "21", "text": "21", "url": "/en/record/21/"},
    }


def test_claims_sifted_by_verdict_keep_a_conflict_whole(asking):
    page = claims.build(asking(verdict="agrees", part="conflicts"))
    chosen = [tally.verdict for tally in page.tallies if tally.chosen]
    assert (brief(page), chosen, page.other_url) == (
        (["one-member"], [("when", ["side-a", "side-b"])]),
        ["agrees"],
        "/en/article/?verdict=agrees",
    )


@pytest.mark.parametrize(
    ("query", "reason"),
    [({"verdict": "wrong"}, "portal.verdict_unknown"), ({"part": "annex"}, "portal.part_unknown")],
)
def test_claims_unknown_word_is_refused(asking, query, reason):
    with pytest.raises(Refused, match=reason):
        claims.build(asking(**query))


def test_claims_shown_from_a_line_on_lead_back(asking):
    ask = asking(line="8")
    drawn = claims.draw(claims.build(ask), ask)
    shown = [claim.claim for claim in drawn["shown"]]
    assert (shown, drawn["back"], drawn["further"]) == (["one-member"], "/en/article/", "")


def test_claims_of_one_line_are_not_parted(asking, monkeypatch):
    monkeypatch.setattr(claims, "LINES_SHOWN", 1)
    ask = asking()
    page = claims.build(ask)
    twice = page.model_copy(update={"lines": [page.lines[0], *page.lines]})
    drawn = claims.draw(twice, ask)
    shown = [claim.claim for claim in drawn["shown"]]
    assert (shown, drawn["back"], drawn["further"]) == (["line-7", "line-7"], "", "/en/article/?line=99999")


def test_claims_rows_name_the_conflict(asking):
    page = claims.build(asking())
    found = [(row[0], row[2], row[3], row[6]) for row in claims.rows(page, None).rows]
    assert found == [
        ("line-7", "7", "", "differs"),
        ("one-member", "", "", "agrees"),
        ("side-a", "", "when", "agrees"),
        ("side-b", "", "when", "differs"),
    ]
