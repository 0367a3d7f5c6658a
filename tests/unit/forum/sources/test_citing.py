from __future__ import annotations

from comity.forum.registry import ACT_TYPES
from comity.forum.sources.citing import cited_by


def body(type_name: str, **said):
    return ACT_TYPES[type_name].body.model_validate(said)


def test_cited_by_registration_of_a_source_is_nothing():
    assert cited_by(body("sources.cite", source="S1", title="Gazette", weight="press")) == ()


def test_cited_by_a_claim_is_its_source_and_those_followed():
    claim = body(
        "sources.claim",
        claim="one",
        source="S2",
        says="There is one.",
        why="Counted.",
        follows=["S1", "S2"],
        question={"kind": "count", "status": "member", "on": "2000", "number": 1},
    )
    assert cited_by(claim) == ("S2", "S1")


def test_cited_by_a_decision_are_also_the_sources_of_its_steps():
    accepted = body(
        "membership.accept",
        party="KWT",
        status="member",
        on="2022-10-13",
        body="summit",
        path="meeting",
        sources=["N2"],
        confidence="high",
        steps=[{"body": "soc", "verb": "recommends", "on": "2022-10-11", "sources": ["N17"], "confidence": "high"}],
    )
    assert cited_by(accepted) == ("N2", "N17")


def test_cited_by_a_correction_are_also_the_sources_of_what_it_puts_right():
    correction = body(
        "sources.correct",
        act=6,
        body={"on": "2000-01-02", "sources": ["S3"], "confidence": "high"},
        reason="found",
        sources=["S1"],
        confidence="high",
    )
    assert cited_by(correction) == ("S1", "S3")


def test_cited_by_a_notice_is_nothing_whatever_it_follows():
    said = {"party": "KAZ", "notice": "kaz-2", "to": ["CHN", "OSCE"], "subject": "s", "text": "t", "follows": "kaz-1"}
    files = [{"name": "n", "sha256": "0" * 64, "size": 1, "media_type": "text/plain"}]
    assert cited_by(body("notices.send", **said, files=files)) == ()
