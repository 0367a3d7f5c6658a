from __future__ import annotations

from typing import Any

import pytest

from comity.forum.fold import check, evolve
from comity.forum.kernel.acts import Enacted
from comity.forum.kernel.errors import Refused
from comity.forum.kernel.values import Key, Value
from comity.forum.registry import read_body
from comity.forum.sources.state import Claimed, Correction, Source, source

SOURCE = {"source": "S1", "title": "Evolution of the process", "weight": "official", "urls": ["https://example.org"]}
OTHER = {**SOURCE, "source": "S2"}
CLAIM = {
    "claim": "c-1",
    "source": "S1",
    "line": 24,
    "says": "There were 22 members",
    "question": {"kind": "count", "status": "member", "on": "2010-06-08", "number": 22},
    "why": "It is the forum's own page.",
    "follows": ["S2"],
}
PARTY = {"party": "KAZ", "kind": "state", "iso": "KAZ", "sources": ["S1"], "confidence": "high"}
CORRECTION = {
    "act": 2,
    "body": {**PARTY, "in_asia": True},
    "reason": "Left out.",
    "sources": ["S1"],
    "confidence": "high",
}


class Sheet:
    """The values that acts amount to; an act out of order raises."""

    def __init__(self, *acts: tuple[str, dict[str, Any]]) -> None:
        self.values: dict[Key, Value] = {}
        self.acts: list[Enacted] = []
        for name, body in acts:
            self.take(name, body)

    def get(self, key: Key) -> Value | None:
        return self.values.get(key)

    def act(self, index: int) -> Enacted | None:
        return self.acts[index] if 0 <= index < len(self.acts) else None

    def take(self, name: str, body: dict[str, Any]) -> None:
        act = Enacted(len(self.acts), "", name, "SECRETARIAT", "registrar", read_body(name, 1, body))
        check(act, self)
        self.values.update(evolve(act, self))
        self.acts.append(act)


SOURCES = (("sources.cite", SOURCE), ("sources.cite", OTHER))
ENTERED = (*SOURCES, ("membership.enter_party", PARTY))


def test_cite_registers_a_source():
    assert source(Sheet(*SOURCES), "S1") == Source(
        acts=(0,),
        source="S1",
        title={"en": "Evolution of the process"},
        weight="official",
        urls=("https://example.org",),
    )


def test_claim_enters_what_a_source_says():
    sheet = Sheet(*SOURCES, ("sources.claim", CLAIM))
    body = read_body("sources.claim", 1, CLAIM)
    assert sheet.get(Key("claim", "c-1")) == Claimed(
        acts=(2,),
        claim="c-1",
        source="S1",
        line=24,
        says={"en": "There were 22 members"},
        question=body.question,
        why={"en": "It is the forum's own page."},
        follows=("S2",),
    )


def test_correct_supersedes_the_facts_and_keeps_the_act():
    sheet = Sheet(*ENTERED, ("sources.correct", CORRECTION))
    party, correction = sheet.get(Key("party", "KAZ")), sheet.get(Key("correction", "2"))
    assert (party.in_asia, party.acts, correction) == (True, (2, 3), Correction(acts=(3,), act=2))


def test_correct_again_puts_the_newest_in_force():
    again = {**CORRECTION, "body": {**PARTY, "in_asia": False}}
    sheet = Sheet(*ENTERED, ("sources.correct", CORRECTION), ("sources.correct", again))
    party, correction = sheet.get(Key("party", "KAZ")), sheet.get(Key("correction", "2"))
    assert (party.in_asia, party.acts, correction) == (False, (2, 3, 4), Correction(acts=(3, 4), act=2))


def test_correct_a_source_and_a_claim():
    better = {**CLAIM, "line": 25}
    sheet = Sheet(
        *SOURCES,
        ("sources.claim", CLAIM),
        ("sources.correct", {**CORRECTION, "body": better}),
        ("sources.correct", {**CORRECTION, "act": 0, "body": {**SOURCE, "weight": "press"}}),
    )
    claim, cited = sheet.get(Key("claim", "c-1")), source(sheet, "S1")
    assert (claim.line, claim.acts, cited.weight, cited.acts) == (25, (2, 3), "press", (0, 4))


@pytest.mark.parametrize(
    ("before", "name", "body", "code"),
    [
        (SOURCES, "sources.cite", SOURCE, "sources.cited_already"),
        ((), "sources.claim", CLAIM, "sources.unknown"),
        (SOURCES[:1], "sources.claim", CLAIM, "sources.unknown"),
        ((*SOURCES, ("sources.claim", CLAIM)), "sources.claim", CLAIM, "sources.claimed_already"),
        (ENTERED, "sources.correct", {**CORRECTION, "sources": ["S9"]}, "sources.unknown"),
        (ENTERED, "sources.correct", {**CORRECTION, "act": 3}, "sources.act_unknown"),
        (ENTERED, "sources.correct", {**CORRECTION, "act": 99}, "sources.act_unknown"),
        (
            (*ENTERED, ("sources.correct", CORRECTION)),
            "sources.correct",
            {**CORRECTION, "act": 3},
            "sources.not_correctable",
        ),
        (ENTERED, "sources.correct", {**CORRECTION, "body": {**PARTY, "sources": ["S9"]}}, "sources.unknown"),
        (ENTERED, "sources.correct", {**CORRECTION, "body": {"party": "KAZ"}}, "kernel.body_malformed"),
    ],
)
def test_act_out_of_order_is_refused(before, name, body, code):
    sheet = Sheet(*before)
    with pytest.raises(Refused) as refused:
        sheet.take(name, body)
    assert refused.value.reason.code == code


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JavaScript://example.org/%0aalert(1)",
        "ftp://example.org",
        "//example.org",
        "example.org",
        "https://",
        'https://a b/" onclick=x',
        "https://example.org/\n",
        "https://example.org/<b>",
    ],
)
def test_address_that_is_none_of_the_web_is_refused(url):
    with pytest.raises(Refused) as refused:
        read_body("sources.cite", 1, SOURCE | {"urls": [url]})
    assert refused.value.reason.code == "kernel.body_malformed"


@pytest.mark.parametrize("url", ["https://example.org/a?b=c#d", "http://пример.рф/путь", "https://[::1]:8000/~a(b)'c'"])
def test_address_of_the_web_is_taken(url):
    assert read_body("sources.cite", 1, SOURCE | {"urls": [url]}).urls == (url,)
