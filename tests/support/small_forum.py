"""A forum small enough to enter in a moment, and as many further acts as a test wants."""

from __future__ import annotations

from typing import Any

from comity.forum.kernel.acts import Body
from comity.forum.registry import ACT_TYPES
from comity.secretariat.forumdata import Drafted, ForumData

ORIGIN = "record.forum.example"
IDENTITY: dict[str, Any] = {
    "forum": "small",
    "origin": ORIGIN,
    "languages": ["en"],
    "names": {"en": "Small Forum"},
    "short": {"en": "SF"},
}
_FACT: dict[str, Any] = {"sources": ["S1"], "confidence": "high"}
_RULE: dict[str, Any] = {"sources": ["S1"]}
_CHARTER: dict[str, Any] = {
    "version": 1,
    "in_force": "1999-09-14",
    "statuses": [_RULE | {"status": "member", "name": "member", "holders": ["state"], "decides": True}],
    "admissions": [
        _RULE | {"status": "member", "signatures": ["founding-act"], "decision": False, "text": "by signature"}
    ],
    "bodies": [
        _RULE
        | {"body": "summit", "names": [{"name": "Summit"}], "level": "summit", "rhythm": "4 years", "function": "leads"}
    ],
    "decisions": [_RULE | {"rule": "consensus", "text": "by consensus"}],
    "quorum": [_RULE | {"numerator": 2, "denominator": 3, "text": "two thirds"}],
    "chair": [_RULE | {"text": "one state", "years": 2}],
}

Act = tuple[str, Body]


def act(type_name: str, **said: Any) -> Act:
    return type_name, ACT_TYPES[type_name].body.model_validate(said)


def fact(type_name: str, **said: Any) -> Act:
    return act(type_name, **_FACT, **said)


def history() -> list[Act]:
    """Acts 1 to 9: a source, a charter, two parties, a document, a meeting with attendance, signatures, a claim."""
    return [
        act("sources.cite", source="S1", title={"en": "Gazette", "ru": "Вестник", "zh": "公报"}, weight="official"),
        fact("charter.adopt", **_CHARTER),
        fact("membership.enter_party", party="KAZ", kind="state", iso="KAZ", in_asia=True),
        fact("membership.enter_party", party="MNG", kind="state", iso="MNG", in_asia=True),
        fact("documents.register", document="founding-act", title="Founding Act", kind="founding", on="1999-09-14"),
        meeting(1, number=1),
        fact("meetings.attend", meeting="summit-1", parties=["KAZ", "MNG"], capacity="member"),
        fact("membership.sign", party="KAZ", instrument="founding-act", on="1999-09-14"),
        act(
            "sources.claim",
            claim="one-member",
            source="S1",
            says="There is one member.",
            why="Counted.",
            question={"kind": "count", "status": "member", "on": "2000", "number": 1},
        ),
    ]


def meeting(nth: int, **said: Any) -> Act:
    """The holding of the summit `nth`, on a day of its own; after 8,736 the days begin anew: none is to come."""
    day = f"{2000 + nth // 336 % 26}-{nth // 28 % 12 + 1:02}-{nth % 28 + 1:02}"
    return fact("meetings.hold", meeting=f"summit-{nth}", body="summit", kind="regular", on=day, **said)


def correction() -> Act:
    """Act 6, the first summit, should have named another place."""
    _, held = meeting(1, number=1)
    body = held.model_dump(mode="json", exclude_unset=True) | {"place": {"en": "Almaty"}}
    return fact("sources.correct", act=6, body=body, reason="the place was found")


def forum_data(*further: Act) -> ForumData:
    """The forum as its folder of data would say it."""
    acts = [*history(), *further]
    return ForumData(IDENTITY, tuple(Drafted(name, body, "acts.toml", 1) for name, body in acts))
