"""Acts of the charter and of the sources: which are in order, and which are refused by which reason."""

from __future__ import annotations

from tests.support.stage import (
    CONSTITUTION,
    FACT,
    RULE,
    Step,
    body_rule,
    charter,
    fact,
    series,
    source,
    state,
    status_rule,
)

Case = tuple[list[Step], Step]


def _adopting(**said: object) -> Case:
    """A charter adopted, where there was none, with provisions that differ from the usual ones."""
    return [source()], ("charter.adopt", charter(**said))


def _setting(name: str) -> dict[str, object]:
    return RULE | {"setting": name, "name": "n", "text": "t"}


def act_rule(*by: str, **said: object) -> dict[str, object]:
    return RULE | {"act": "notices.*", "by": list(by or ("member",))} | said


def procedure(**said: object) -> dict[str, object]:
    return RULE | {"procedure": "consensus", "way": "consensus", "text": "t"} | said


MATTER: dict[str, object] = RULE | {"matter": "m", "name": "n", "roles": {"soc": "decides"}}


def _claim(**said: object) -> Step:
    question = {"kind": "count", "status": "member", "on": "2000", "number": 1}
    return "sources.claim", {"claim": "c-1", "source": "S1", "says": "s", "question": question, "why": "w", **said}


CITE = source()
ADOPT: Step = ("charter.adopt", charter())

ACCEPTED: dict[str, Case] = {
    "the first version of a charter": _adopting(),
    "a charter that says who enters what": _adopting(
        acts=[
            act_rule("member", "observer", until="2025"),
            act_rule("party", "chair", "secretariat"),
            act_rule(since="2026"),
            act_rule(act="*"),
        ],
        contested=[RULE | {"acts": "go_on", "text": "t"}],
    ),
    "a charter that says how bodies decide": _adopting(
        matters=[MATTER],
        procedures=[
            procedure(),
            procedure(
                procedure="silence", bodies=["soc"], matters=["m"], series="x", silence={"by": ["chair"], "hours": 1}
            ),
        ],
        exits=[RULE | {"status": "member", "manner": "withdrawn", "decision": False, "text": "t"}],
    ),
    "one name at two times": _adopting(
        bodies=[body_rule("soc", until="2001"), body_rule("soc", since="2002"), body_rule("summit")]
    ),
    "the next version of a charter": ([CITE, ADOPT], ("charter.adopt", charter(version=2))),
    "a source": ([], CITE),
    "a claim": ([CITE], _claim()),
    "a claim that follows another source": ([CITE, source("S2")], _claim(follows=["S2"])),
}

REFUSED: dict[str, list[Case]] = {
    "charter.constituted_already": [([], ("charter.constitute", CONSTITUTION))],
    "charter.version_out_of_turn": [
        _adopting(version=2),
        ([CITE, ADOPT], ("charter.adopt", charter())),
        ([CITE, ADOPT], ("charter.adopt", charter(version=3))),
    ],
    "charter.named_twice": [
        _adopting(bodies=[body_rule("soc"), body_rule("soc")]),
        _adopting(statuses=[status_rule("member", "state"), status_rule("member", "state")]),
        _adopting(matters=[RULE | {"matter": "m", "name": "n", "roles": {}}] * 2),
        _adopting(decisions=[RULE | {"rule": "consensus", "text": "t"}] * 2),
        _adopting(languages=[_setting("x")], settings=[_setting("x")]),
        _adopting(symbols=[series("X-{n}")] * 2),
        _adopting(dimensions=[RULE | {"dimension": "d", "name": "n"}] * 2),
        _adopting(acts=[act_rule(), act_rule("secretariat", "member", signatures=2)]),
        _adopting(acts=[act_rule(), act_rule(since="2026")]),
        _adopting(bodies=[body_rule("soc", until="2002-05"), body_rule("soc", since="2002")]),
        _adopting(quorum=[RULE | {"numerator": 2, "denominator": 3, "text": "t"}] * 2),
        _adopting(procedures=[procedure(), procedure()]),
    ],
    "charter.procedure_of_nothing": [
        _adopting(procedures=[procedure(**said)])
        for said in (
            {"bodies": ["swg"]},
            {"matters": ["m"]},
            {"series": "none"},
            {"silence": {"by": ["guest"], "hours": 1}},
        )
    ],
    "charter.by_decision_only": [
        (
            [CITE, ("charter.adopt", charter(matters=[MATTER | {"effects": ["charter"]}]))],
            ("charter.adopt", charter(version=2)),
        )
    ],
    "charter.decided_nowhere": [_adopting(bodies=[body_rule("soc") | {"sources": [], "decided": "d-1"}])],
    "charter.entered_by_nobody": [_adopting(acts=[act_rule("guest")]), _adopting(acts=[act_rule("chair", "guest")])],
    "charter.unknown_body": [
        _adopting(matters=[MATTER | {"roles": {"swg": "drafts"}}]),
        _adopting(matters=[MATTER | {"requires": ["swg"]}]),
    ],
    "charter.unknown_status": [
        _adopting(admissions=[RULE | {"status": "guest", "text": "t"}]),
        _adopting(exits=[RULE | {"status": "guest", "manner": "withdrawn", "decision": True, "text": "t"}]),
    ],
    "sources.unknown": [
        ([], ("charter.adopt", charter())),
        _adopting(quorum=[{"sources": ["S9"], "numerator": 2, "denominator": 3, "text": "t"}]),
        ([CITE], _claim(source="S9")),
        ([CITE], _claim(follows=["S9"])),
        ([], state("KAZ")),
    ],
    "sources.cited_already": [([CITE], CITE)],
    "sources.claimed_already": [([CITE, _claim()], _claim(says="other"))],
    "sources.act_unknown": [
        ([CITE], fact("sources.correct", act=9, body={}, reason="r")),
        ([CITE], fact("sources.correct", act=2, body={}, reason="the correction itself")),
    ],
    "sources.not_correctable": [
        ([CITE], fact("sources.correct", act=0, body=CONSTITUTION, reason="r")),
        ([CITE, ADOPT], fact("sources.correct", act=2, body=charter(), reason="r")),
        (
            [CITE, fact("sources.correct", act=1, body=source()[1] | {"language": "en"}, reason="r")],
            fact("sources.correct", act=2, body=FACT, reason="r"),
        ),
    ],
    "kernel.type_unknown": [([], ("sources.invent", {}))],
    "kernel.body_malformed": [([], ("sources.cite", {"source": "S1"}))],
}
