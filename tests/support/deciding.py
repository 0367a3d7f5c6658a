"""A forum of small parties that decide, each of its bodies in another way; and the steps by which they do.

- ``deciding()`` is the stage: Kazakhstan (in the chair), China, Mongolia, Türkiye, Uzbekistan and India are members,
  the OSCE is an observer, Kuwait was one, Bangladesh has no status. Four of the six members make a quorum.
- The ``summit`` decides by consensus and knows silences; ``soc`` by consensus, without silences and without a quorum;
  the ``council`` by consensus but for two at most, and does not tell who breaks a silence; the ``assembly`` by votes
  (budgets by two thirds of the members, elections by secret ballot); the ``panel`` when three states ask for it, and
  changes rules when one does. The ``office`` decides on ``orphan``, but nothing says how.
- The document ``paper`` is one of the members, ``statement`` one of the chair alone.
- ``propose``, ``put``, … are steps about the matter ``d`` unless they name another; ``sits(body)`` is a meeting.
"""

from __future__ import annotations

from typing import Any

from tests.support.stage import (
    ACT_RULES,
    OPENING,
    RULE,
    Fields,
    Stage,
    Step,
    body_rule,
    by,
    clock,
    document,
    fact,
    peopled,
    series,
    state,
    status_rule,
)

MEMBERS = ("KAZ", "CHN", "MNG", "TUR", "UZB", "IND")
QUORUM = MEMBERS[:4]
TODAY = "2026-01-01"
SILENT: Fields = {"by": ["chair", "secretariat"], "hours": 24, "veto_hours": 2}
DISCREET: Fields = {
    "by": ["chair"],
    "where": "between",
    "hours": 1,
    "breaker": "chair_only",
    "numbered": "next_meeting",
}
EXPIRES = "2026-01-02T00:00:00Z"
"""When the silence of `silence()` expires: 24 hours after it is started."""


def procedure(name: str, way: str = "consensus", **said: Any) -> Fields:
    return RULE | {"procedure": name, "bodies": [name], "way": way, "text": name} | said


def matter(name: str, *effects: str, requires: tuple[str, ...] = (), **roles: str) -> Fields:
    return RULE | {"matter": name, "name": name, "roles": roles, "effects": list(effects), "requires": list(requires)}


def way_out(status: str, manner: str, *, decision: bool, notice_days: int = 0) -> Fields:
    return RULE | {"status": status, "manner": manner, "decision": decision, "notice_days": notice_days, "text": "t"}


SHARE: Fields = {"numerator": 1, "denominator": 2}
RULES: Fields = {
    "bodies": [body_rule(name) for name in ("summit", "soc", "council", "assembly", "panel", "office")],
    "statuses": [
        status_rule("member", "state") | {"decides": True},
        status_rule("observer", "state", "organisation"),
        status_rule("partner", "organisation"),
    ],
    "exits": [
        way_out("member", "withdrawn", decision=False, notice_days=30),
        way_out("member", "suspended", decision=True),
        way_out("observer", "withdrawn", decision=True, notice_days=10),
    ],
    "matters": [
        matter("text", summit="decides", council="decides", assembly="decides", panel="decides", soc="decides"),
        matter("admission", "admission", "status_end", requires=("soc",), summit="decides", soc="recommends"),
        matter("chair", "chair", "chair_extension", summit="decides"),
        matter("post", "appointment", summit="decides"),
        matter("rules", "charter", summit="decides", panel="decides"),
        matter("budget", assembly="decides"),
        matter("election", "chair", assembly="decides"),
        matter("orphan", office="decides", soc="decides"),
    ],
    "procedures": [
        procedure("summit", silence=SILENT, statements_hours=72, series="d"),
        procedure("soc", quorum=False),
        procedure("council", "consensus_minus", without=2, silence=DISCREET, series="c"),
        procedure("assembly", "majority", **SHARE),
        procedure("budget", "majority", bodies=["assembly"], matters=["budget"], numerator=2, denominator=3)
        | {"of": "members"},
        procedure("election", "secret_ballot", bodies=["assembly"], matters=["election"], **SHARE),
        procedure("panel", "trigger", trigger=3, quorum=False),
        procedure("at-once", "trigger", bodies=["panel"], matters=["rules"], trigger=1, quorum=False),
    ],
    "symbols": [
        series("F/SUM.{m}/{n}"),
        series("X-{n}"),
        RULE | {"series": "d", "pattern": "F/DEC/{m}/{n}", "name": "decisions"},
        RULE | {"series": "c", "pattern": "F/C/{n}", "name": "council"},
    ],
    "acts": [
        *ACT_RULES,
        RULE | {"act": "decisions.*", "by": ["secretariat", "chair", "member"], "own": True},
        RULE | {"act": "decisions.open_ballot", "by": ["member"], "own": True, "narrowed": True},
        RULE | {"act": "offices.take_chair", "by": ["secretariat", "chair"]},
        RULE | {"act": "membership.apply", "by": ["secretariat", "party"], "own": True},
        RULE | {"act": "membership.withdraw", "by": ["secretariat", "member"], "own": True},
    ],
}


def decided(**said: Any) -> list[Step]:
    """The acts that begin the stage; the charter differs by `said`."""
    more = ("MNG", "TUR", "UZB", "IND")
    return [
        *OPENING,
        *(state(code) for code in more),
        *peopled(**(RULES | said)),
        *(fact("membership.attest", party=code, status="member", since="1999-09-14") for code in more),
        fact("offices.elect_chair", term="china", state="CHN", since="2026"),
        document("statement", TODAY, kind="chair_statement", by_members=False),
    ]


def deciding(**said: Any) -> Stage:
    """The forum; its charter differs by `said`."""
    return Stage(*decided(**said))


FIRST = len(deciding().acts)
"""The place of the first act of a case."""


def act(name: str, decision: str = "d", **said: Any) -> Step:
    given = {"decision": decision} | said
    return f"decisions.{name}", {field: value for field, value in given.items() if value is not None}


def own(name: str, party: str, decision: str = "d", **said: Any) -> Step:
    """What a party does about a matter, entered by itself."""
    return by(party, act(name, decision, party=party, **said))


def propose(decision: str = "d", party: str = "KAZ", **said: Any) -> Step:
    given = {"matter": "text", "body": "summit", "title": decision, "text": f"The text of {decision}."} | said
    return own("propose", party, decision, **given)


def sits(body: str = "summit", *present: str, name: str = "m", on: str = TODAY) -> list[Step]:
    """A meeting of a body that is open, with these members or else a quorum."""
    presided = [{"party": "KAZ", "office": "Chair"}]
    return [
        (
            "meetings.convene",
            {"meeting": name, "body": body, "kind": "informal", "planned": on, "format": "in_person"},
        ),
        ("meetings.open", {"meeting": name, "presided": presided}),
        ("meetings.note_presence", {"meeting": name, "capacity": "member", "present": list(present or QUORUM)}),
    ]


def put(decision: str = "d", meeting: str = "m") -> Step:
    return act("put", decision, meeting=meeting)


def before(body: str = "summit", **said: Any) -> list[Step]:
    """A matter proposed and put to an open meeting of a body."""
    return [*sits(body), propose(body=body, **said), put()]


def objects(party: str = "TUR", decision: str = "d", **said: Any) -> Step:
    return own("object", party, decision, **({"meeting": "m"} | said))


def conclude(outcome: str = "adopts", decision: str = "d", **said: Any) -> Step:
    """What the chair declares at the meeting; the symbol is the first of the summit's, where something was decided."""
    given: Fields = {"meeting": "m", "outcome": outcome, "symbol": "F/DEC/2026/1"}
    return by("CHAIR", act("conclude", decision, **(given | said)))


def silence(decision: str = "d", **said: Any) -> Step:
    return by("CHAIR", act("start_silence", decision, **({"expires": EXPIRES} | said)))


def breaks(party: str = "TUR", decision: str = "d", **said: Any) -> Step:
    return own("break_silence", party, decision, **said)


def expired(decision: str = "d", **said: Any) -> Step:
    """The conclusion of the silence of `silence()`."""
    given: Fields = {"silence": 1, "effective": EXPIRES, "outcome": "adopts", "symbol": "F/DEC/2026/1"}
    return act("conclude_silence", decision, **(given | said))


SILENCE = [propose(), silence()]
LATER = clock("2026-01-02T00:00:00.000Z")
"""From here on it is the very moment at which that silence expires."""


def admission(party: str = "KWT", status: str = "member") -> Fields:
    return {"kind": "admission", "party": party, "status": status}


def status_end(party: str = "IND", status: str = "member", manner: str = "suspended", **said: Any) -> Fields:
    return {"kind": "status_end", "party": party, "status": status, "manner": manner} | said


def chair(term: str = "mongolia", state: str = "MNG", **said: Any) -> Fields:
    return {"kind": "chair", "term": term, "state": state, "since": "2027"} | said


def chair_extension(term: str = "kazakhstan", until: str = "2027") -> Fields:
    return {"kind": "chair_extension", "term": term, "until": until}


def appointment(tenure: str = "second", **said: Any) -> Fields:
    given = {"kind": "appointment", "post": "executive-head", "person": "P", "tenure": tenure, "since": "2026"}
    return given | said


def amendment(*changes: Fields, in_force: str = TODAY) -> Fields:
    return {"kind": "charter", "in_force": in_force, "changes": list(changes)}


def change(part: str, name: str = "", rule: Fields | None = None) -> Fields:
    """A provision of the charter as it is to be, without what the decision gives it; None where it ends."""
    kept = {k: v for k, v in rule.items() if k not in {"sources", "since", "until"}} if rule is not None else None
    return {"part": part, "name": name, "rule": kept} if kept is not None else {"part": part, "name": name}


def amend(*changes: Fields, in_force: str = TODAY, decision: str = "new-rules") -> list[Step]:
    """The panel changes the charter at once."""
    effect = amendment(*changes, in_force=in_force)
    return [
        propose(decision, matter="rules", body="panel", effect=effect),
        own("support", "KAZ", decision),
        by("CHAIR", act("conclude", decision, outcome="adopts", effect=effect)),
    ]
