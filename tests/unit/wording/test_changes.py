from __future__ import annotations

from typing import Any

import pytest

from comity.forum.charter.provisions import ActRule
from comity.forum.kernel.acts import Committed, Enacted
from comity.forum.registry import ACT_TYPES
from comity.secretariat.wording.changes import KINDS, changes
from comity.secretariat.wording.rules import audience_words, rule_words
from comity.secretariat.wording.speech import Speech

# Kinds of values that only keep a number from being given twice.
UNSAID = {"ballot", "notification-year", "meeting-number", "roll", "symbol"}
SOURCED = {"sources": ["S1"], "confidence": "high"}


class Register:
    def party(self, _code: str) -> None:
        return None

    def title(self, kind: str, thing: str) -> dict[str, str] | None:
        return {"en": f"The {kind} {thing}"} if kind in {"meeting", "status"} else None


SPEECH = Speech("en", str, lambda one, _many, _number: one, Register())


def told(kind: str, body: Any) -> list[str]:
    return [SPEECH.said(each) for each in changes(Enacted(7, "", kind, "KAZ", "o-1", body))]


def test_every_kind_of_value_has_words() -> None:
    kinds = {fold.kind for row in ACT_TYPES.values() for fold in row.folds}
    assert kinds == KINDS.keys() | UNSAID


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        ("officers.dismiss", {"party": "KAZ", "officer": "o-1"}, ["the officers and keys of Kazakhstan"]),
        ("officers.dismiss", {"party": "SECRETARIAT", "officer": "o-1"}, ["the officers and keys of the Secretariat"]),
        (
            "notices.send",
            {"party": "KAZ", "notice": "kaz-1", "to": ["MNG", "CHAIR"], "subject": "s", "text": "t"},
            [
                "the note kaz-1",
                "what is asked of Mongolia and the chair by the note kaz-1",
            ],
        ),
        (
            "meetings.hold",
            {"meeting": "summit-4", "body": "summit", "number": 4, "kind": "regular", "on": "2014-05-20", **SOURCED},
            ["the meeting “The meeting summit-4”"],
        ),
        ("offices.take_chair", {"term": "chn-2014", "on": "2014-05-21", **SOURCED}, ["who is in the chair, and when"]),
        ("openings.erase", {"act": 12, "reason": "r"}, ["what is told of act 12"]),
        (
            "sources.correct",
            {"act": 6, "body": {}, "reason": "r", **SOURCED},
            ["what act 6 is taken to say, and all that follows from it"],
        ),
    ],
)
def test_what_follows_from_an_act_is_said(kind: str, fields: dict[str, Any], expected: list[str]) -> None:
    assert told(kind, ACT_TYPES[kind].body.model_validate(fields)) == expected


def test_nothing_is_said_to_follow_from_what_is_withheld() -> None:
    assert told("notices.send", Committed(commitment="A" * 43 + "=")) == []


def rule(**fields: Any) -> list[str]:
    return [SPEECH.said(each) for each in rule_words(ActRule.model_validate({"assumed": True, **fields}))]


def test_rule_on_acts_is_said() -> None:
    assert rule(act="notices.*", by=["secretariat", "chair", "member", "party"]) == [
        (
            "Entered by the Secretariat, the chair, holders of the status “The status member” and any party of the "
            "register."
        ),
        "Officers who sign: 1, each with the function “signs acts for the party”.",
        "Read by everybody.",
    ]
    assert rule(act="membership.sign", by=["party"], own=True, signatures=2, audience="members", narrowed=True) == [
        "Entered by any party of the register, in their own affairs.",
        "Officers who sign: 2, each with the function “signs acts for the party”.",
        "Read by the members; the author may choose fewer.",
    ]


@pytest.mark.parametrize(
    ("audience", "words"),
    [
        ("public", "everybody"),
        ("participants", "all participants"),
        (("KAZ",), "Kazakhstan"),
        (("CHAIR", "KAZ", "SECRETARIAT"), "the chair, Kazakhstan and the Secretariat"),
    ],
)
def test_audience_is_said(audience: str | tuple[str, ...], words: str) -> None:
    assert SPEECH.word(audience_words(audience)) == words
