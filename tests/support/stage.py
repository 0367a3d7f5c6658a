"""A forum played through in memory: the real act types, checks and folds, without signatures or a record."""

from __future__ import annotations

from typing import Any

from comity.forum.fold import check, evolve
from comity.forum.kernel.acts import Enacted
from comity.forum.kernel.errors import Refused
from comity.forum.kernel.values import Key, Value
from comity.forum.openings.opening import Audience, Opening
from comity.forum.openings.opening import opening as restricted_opening
from comity.forum.registry import ACT_TYPES, read_body
from comity.record.keys import PrivateKey

KEY = PrivateKey.from_seed(b"r" * 32)
Fields = dict[str, Any]
Step = tuple[str, Fields] | tuple[str, Fields, str]
"""An act: its type, its body, and the party that enters it where that is not the secretariat."""

ENTERED = "2026-01-01T00:00:00.000Z"
"""When acts are entered, until a `clock` says otherwise."""

CLOCK = "clock"
FACT: Fields = {"sources": ["S1"], "confidence": "high"}
RULE: Fields = {"sources": ["S1"]}
CONSTITUTION: Fields = {
    "forum": "stage",
    "names": "Staged Forum",
    "short": "SF",
    "origin": "record.stage.example",
    "languages": ["en"],
    "keys": [{"office": "registrar", "key": KEY.public.openssh}],
}


def body_rule(name: str, **said: Any) -> Fields:
    return RULE | {"body": name, "names": [{"name": name}], "level": "summit", "rhythm": "r", "function": "f"} | said


def status_rule(name: str, *holders: str) -> Fields:
    return RULE | {"status": name, "name": name, "holders": list(holders)}


def series(pattern: str) -> Fields:
    return RULE | {"series": pattern[0].lower(), "pattern": pattern, "name": pattern}


def charter(**said: Any) -> Fields:
    """A charter with CICA's two ways to membership: founders by one signature, others by two and a decision."""
    founding = {"status": "member", "signatures": ["declaration"], "decision": False, "until": "2002-06-03"}
    joining = {"status": "member", "signatures": ["declaration", "act"], "since": "2002-06-04"}
    return {
        **FACT,
        "version": 1,
        "in_force": "1999-09-14",
        "statuses": [
            status_rule("member", "state") | {"decides": True},
            status_rule("observer", "state", "organisation"),
            status_rule("partner", "organisation"),
        ],
        "admissions": [RULE | {"text": "t"} | way for way in (founding, joining, {"status": "observer"})],
        "bodies": [body_rule("summit"), body_rule("soc")],
        "decisions": [RULE | {"rule": "consensus", "text": "t"}],
        "quorum": [RULE | {"numerator": 2, "denominator": 3, "text": "t"}],
        "chair": [RULE | {"text": "t", "years": 2}],
        "symbols": [series("F/SUM.{m}/{n}"), series("X-{n}")],
        **said,
    }


def source(key: str = "S1") -> Step:
    return "sources.cite", {"source": key, "title": f"Source {key}", "weight": "official"}


def state(code: str) -> Step:
    return "membership.enter_party", {**FACT, "party": code, "kind": "state", "iso": code}


def organisation(code: str) -> Step:
    return "membership.enter_party", {**FACT, "party": code, "kind": "organisation", "name": code}


def document(name: str, on: str = "1999-09-14", **said: Any) -> Step:
    return "documents.register", {**FACT, "document": name, "title": name, "kind": "founding", "on": on, **said}


def fact(type_name: str, **said: Any) -> Step:
    return type_name, {**FACT, **said}


def meeting(name: str, on: str = "2002-06-04", **said: Any) -> Step:
    return fact("meetings.hold", **({"meeting": name, "body": "summit", "kind": "regular", "on": on} | said))


def clock(at: str) -> Step:
    """No act: the acts that follow are entered at this time."""
    return CLOCK, {"at": at}


def code_of(refused: Refused) -> str:
    """The code of the reason; all places of its sentences are filled."""
    assert "%(" not in refused.text + refused.remedy
    return refused.reason.code


class Stage:
    """Values and acts in memory."""

    entered = ENTERED

    def __init__(self, *steps: Step) -> None:
        self.values: dict[Key, Value] = {}
        self.acts: list[Enacted] = []
        self.play(("charter.constitute", CONSTITUTION), *steps)

    def get(self, key: Key) -> Value | None:
        return self.values.get(key)

    def act(self, index: int) -> Enacted | None:
        return self.acts[index] if 0 <= index < len(self.acts) else None

    def value(self, kind: str, name: str) -> Any:
        return self.values.get(Key(kind, name))

    def play(self, *steps: Step) -> Stage:
        for step in steps:
            if step[0] == CLOCK:
                self.entered = step[1]["at"]
                continue
            check(self.enacted(*step), self)
            self.fold(step)
        return self

    def fold(self, step: Step) -> None:
        """Take an act without asking whether it is in order."""
        act = self.enacted(*step)
        self.values.update(evolve(act, self))
        self.acts.append(act)

    def enacted(self, type_name: str, fields: Fields, party: str = "SECRETARIAT") -> Enacted:
        body = read_body(type_name, ACT_TYPES[type_name].v if type_name in ACT_TYPES else 1, fields)
        office = "registrar" if party == "SECRETARIAT" else "minister"
        return Enacted(len(self.acts), self.entered, type_name, party, office, body)

    def refusal(self, step: Step) -> Refused | None:
        """Why the next act would be refused; None where it is in order."""
        try:
            check(self.enacted(*step), self)
        except Refused as refused:
            return refused
        return None

    def code(self, step: Step) -> str | None:
        refused = self.refusal(step)
        return refused.reason.code if refused else None

    def without_acts(self) -> dict[Key, Value]:
        """The values but for which acts made them."""
        return {key: value.model_copy(update={"acts": ()}) for key, value in self.values.items()}


OPENING: list[Step] = [
    source(),
    ("charter.adopt", charter()),
    *(state(code) for code in ("KAZ", "CHN", "KWT", "BGD")),
    organisation("OSCE"),
    document("declaration"),
    document("act", "2002-06-04"),
    document("paper", "2004-10-22", kind="political"),
    meeting("summit-1", number=1),
]


def opening() -> Stage:
    """A forum with its charter, two founding documents, four states, an organisation and a held summit."""
    return Stage(*OPENING)


ACT_RULES: list[Fields] = [
    RULE | {"act": "officers.*", "by": ["secretariat", "party"], "own": True, "function": "administrator"},
    RULE | {"act": "officers.contest", "by": ["secretariat"], "function": "administrator"},
    RULE | {"act": "officers.settle", "by": ["secretariat"], "function": "administrator"},
    RULE | {"act": "membership.sign", "by": ["secretariat"]},
    RULE | {"act": "membership.sign", "by": ["member"], "own": True, "signatures": 2},
    RULE | {"act": "notices.*", "by": ["secretariat", "chair", "member", "observer"], "own": True, "narrowed": True},
    RULE | {"act": "notices.register_paper", "by": ["secretariat"], "narrowed": True},
    RULE | {"act": "openings.*", "by": ["secretariat", "chair", "party"]},
    # Only here to be refused: what follows from meetings is public.
    RULE | {"act": "meetings.conclude", "by": ["secretariat"], "narrowed": True},
]
"""Who enters what where parties act: notices are public, unless the author narrows them."""


def by(party: str, step: Step) -> Step:
    """The same act, entered by a party."""
    return step[0], step[1], party


def withheld(step: Step, audience: Audience, key: bytes = b"k" * 32) -> tuple[Step, Opening]:
    """The same act with its body withheld, and its opening."""
    opened = restricted_opening(key, audience, step[1])
    return (step[0], {"commitment": opened.commitment}, *step[2:]), opened  # type: ignore[return-value]


def peopled(**said: Any) -> list[Step]:
    """After the opening, the charter by which parties act, of which `said` is to differ, and who they are.

    Kazakhstan and China are members, the OSCE an observer. Kazakhstan has taken the chair. Bangladesh has no status,
    Kuwait had one.
    """
    return [
        ("charter.adopt", charter(version=2, **({"acts": ACT_RULES} | said))),
        *(fact("membership.attest", party=code, status="member", since="1999-09-14") for code in ("KAZ", "CHN")),
        fact("membership.attest", party="OSCE", status="observer", since="2002"),
        fact("membership.attest", party="KWT", status="observer", since="2002"),
        fact("membership.lapse", party="KWT", status="observer", on="2010", manner="not_listed"),
        fact("offices.elect_chair", term="kazakhstan", state="KAZ", since="2020"),
        fact("offices.take_chair", term="kazakhstan", on="2020-09-24"),
    ]


def parties() -> Stage:
    """The opening, and parties that act."""
    return opening().play(*peopled())
