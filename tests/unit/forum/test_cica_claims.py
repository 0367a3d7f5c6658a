from __future__ import annotations

from comity.forum.readings.claims import judge_all
from tests.unit.forum.cica_register import cica

# Judged by hand against the article, line by line, and against the conflicts of the other sources.
VERDICTS = {
    "article-01": "undecidable",  # the foreign names are lost
    "article-02": "differs",  # 4, 4, 4, 5, 3 years apart
    "article-03": "agrees",  # the month, where the register has the day
    "article-04": "differs",  # one day of two; the seventeen are right
    "article-05": "agrees",  # participants of 1996, no members yet
    "article-06": "differs",  # facts of 2002 and 2014 under the heading of 1999
    "article-07": "differs",  # Australia is named by the Kremlin
    "article-08": "differs",  # the UN and the OSCE are no states
    "article-09": "differs",  # twelve names, where the Secretariat counts ten
    "article-10": "undecidable",  # since when Thailand observed is not known
    "article-11": "differs",  # no member is counted or named
    "article-12": "differs",  # Mongolia and Thailand left out
    "article-13": "agrees",  # 22, with Jordan and the Emirates unnamed
    "article-14": "differs",  # Bahrain and Cambodia left out
    "article-15": "agrees",  # the day without month and year
    "article-16": "differs",  # two persons fused
    "article-17": "agrees",  # the papers are so called
    "article-18": "differs",  # a future long past
    "article-19": "differs",  # third country, fourth term
    "article-20": "differs",  # no outcome named
    "article-21": "undecidable",  # lost: 27 members
    "article-22": "undecidable",  # lost: 8 observer states
    "article-23": "undecidable",  # lost: 2 of 5 observer organisations
    "article-24": "differs",  # the assembly is not the council
    "article-25": "undecidable",  # lost: the countries in the chair
    "article-26": "agrees",  # a year of handover among years of summits
    "article-27": "differs",  # no ends, no prolongations, no rule
    "article-28": "differs",  # four ministerial meetings and five texts left out
    "article-29": "differs",  # bodies, rules and dimensions left out
    "article-30": "undecidable",  # lost: the citations
    "article-31": "differs",  # amended and added to since the copy
    "article-32": "differs",  # nothing after 2019
    "conflict-a-1": "agrees",
    "conflict-a-2": "differs",
    "conflict-b-1": "differs",
    "conflict-b-2": "agrees",
    "conflict-c-1": "differs",
    "conflict-c-2": "agrees",
    "conflict-d-1": "undecidable",
    "conflict-d-2": "undecidable",
    "conflict-e-1": "differs",
    "conflict-e-2": "agrees",
    "conflict-f-1": "agrees",
    "conflict-f-2": "agrees",
    "conflict-g-1": "agrees",
    "conflict-g-2": "agrees",
    "conflict-h-1": "differs",
    "conflict-h-2": "agrees",
    "conflict-i-1": "agrees",
    "conflict-i-2": "differs",
    "conflict-j-1": "agrees",
    "conflict-j-2": "differs",
    "conflict-k-1": "undecidable",  # no acts on coordinators yet
    "conflict-k-2": "undecidable",
    "conflict-l-1": "agrees",
    "conflict-l-2": "agrees",
    "conflict-m-1": "agrees",
    "conflict-m-2": "differs",
    "conflict-n-1": "undecidable",
    "conflict-n-2": "undecidable",
}

# What the article leaves out, and what it has that does not belong there.
LEFT_OUT_OR_TOO_MUCH = {
    "article-06": ((), ("almaty-act", "declaration-terrorism-2002", "memorandum-bangladesh-2014")),
    "article-07": (("AUS",), ()),
    "article-12": (("MNG", "THA"), ()),
    "article-14": (("BHR", "KHM"), ()),
    "article-20": (("dushanbe-declaration",), ()),
    "article-32": (("KWT", "TKM", "SAU", "kazakhstan-2020", "azerbaijan-2024", "summit-6"), ()),
    "conflict-j-2": ((), ("ARM", "ISL", "NOR", "PRK")),
}


def test_every_claim_has_the_verdict_that_was_found_by_reading():
    assert {judged.claim.claim: str(judged.finding.verdict) for judged in judge_all(cica())} == VERDICTS


def test_claims_name_what_is_left_out_and_what_is_too_much():
    findings = {judged.claim.claim: judged.finding for judged in judge_all(cica())}
    found = {name: (findings[name].missing, findings[name].extra) for name in LEFT_OUT_OR_TOO_MUCH}
    assert found == LEFT_OUT_OR_TOO_MUCH


def test_every_claim_speaks_three_languages():
    texts = {judged.claim.claim: [judged.claim.says, judged.claim.why] for judged in judge_all(cica())}
    assert [name for name, both in texts.items() if any(set(text) != {"en", "ru", "zh"} for text in both)] == []


def test_the_article_is_quoted_in_its_own_lines_and_conflicts_stand_two_by_two():
    claims = [judged.claim for judged in judge_all(cica())]
    groups = [claim.group for claim in claims if claim.group]
    article = [claim.claim for claim in claims if claim.source == "ARTICLE"]
    assert (article, groups) == (
        [f"article-{row:02}" for row in range(1, 33)],
        [f"conflict-{letter}" for letter in "abcdefghijklmn" for _ in range(2)],
    )
