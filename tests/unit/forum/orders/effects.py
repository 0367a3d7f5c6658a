"""What decisions bring about, and what parties do for themselves on its day: which is in order, and which refused."""

from __future__ import annotations

from typing import Any

from tests.support.deciding import (
    TODAY,
    admission,
    amend,
    amendment,
    appointment,
    chair,
    chair_extension,
    change,
    conclude,
    propose,
    put,
    silence,
    sits,
    status_end,
)
from tests.support.stage import RULE, Step, body_rule, by, clock, fact, status_rule
from tests.unit.forum.orders.charter import Case
from tests.unit.forum.orders.membership import attest, lapse
from tests.unit.forum.orders.membership import sign as sign_sourced
from tests.unit.forum.orders.offices import appoint
from tests.unit.forum.orders.proposals import recommend, revise

HEARD = "decisions.* secretariat chair member"
TOMORROW = "2026-01-02"
YESTERDAY = "2025-12-31"


def applies(party: str = "KWT", status: str = "member", **said: Any) -> Step:
    return by(party, ("membership.apply", {"party": party, "status": status} | said))


def leaves(party: str = "IND", status: str = "member", on: str = "2026-01-31", **said: Any) -> Step:
    return by(party, ("membership.withdraw", {"party": party, "status": status, "on": on} | said))


def sign(on: str = TODAY, instrument: str = "declaration", **said: Any) -> Step:
    return "membership.sign", {"party": "KWT", "instrument": instrument, "on": on} | said


def take(on: str = TODAY, term: str = "china", **said: Any) -> Step:
    return "offices.take_chair", {"term": term, "on": on} | said


def enter(code: str = "THA", **said: Any) -> Step:
    return "membership.enter_party", {"party": code, "kind": "state", "iso": code} | said


def admits(*args: Any) -> Step:
    return propose(matter="admission", effect=admission(*args))


def ends(*args: Any, **said: Any) -> Step:
    return propose(matter="admission", effect=status_end(*args, **said))


def chooses(**said: Any) -> Step:
    return propose(matter="chair", effect=chair(**said))


def prolongs(**said: Any) -> Step:
    return propose(matter="chair", effect=chair_extension(**said))


def appoints(**said: Any) -> Step:
    return propose(matter="post", effect=appointment(**said))


def decides(decision: str, matter: str, effect: dict[str, Any], number: int = 1) -> list[Step]:
    """A decision at the meeting `m`, with what it brings about."""
    recommended = [recommend(decision=decision)] if matter == "admission" else []
    symbol = f"F/DEC/2026/{number}"
    given = propose(decision, matter=matter, effect=effect)
    return [given, *recommended, put(decision), conclude(decision=decision, effect=effect, symbol=symbol)]


ADMITTED = [*sits(), *decides("first", "admission", admission())]
SUSPENDED = [*sits(), *decides("first", "admission", status_end())]
CHOSEN = [*sits(), *decides("first", "chair", chair())]
OBSERVER = attest("BGD", "2020", "observer")

ACCEPTED: dict[str, Case] = {
    "an admission": ([], admits()),
    "the admission of a member whose membership was suspended": (
        [*SUSPENDED, clock("2026-01-02T00:00:00.000Z")],
        admits("IND"),
    ),
    "an admission of a state that has signed already": (
        [sign(), sign(instrument="act")],
        admits(),
    ),
    "an admission as an observer": ([], admits("BGD", "observer")),
    "an admission of an observer as a member": ([OBSERVER], admits("BGD")),
    "a suspension": ([], ends()),
    "a suspension on a day to come": ([], ends(on="2026-03-01")),
    "the end of an observer’s status": ([], ends("OSCE", "observer", "withdrawn", on="2026-01-11")),
    "a chair": ([], chooses(until="2029")),
    "a prolongation": ([], prolongs()),
    "a prolongation of a term that a decision began": (
        CHOSEN,
        propose("e", matter="chair", effect=chair_extension("mongolia", "2030")),
    ),
    "an appointment": ([appoint()], appoints(nationality="KAZ", until="2030")),
    "a change of the charter": (
        [],
        propose(matter="rules", effect=amendment(change("bodies", "soc", body_rule("soc", rhythm="x")))),
    ),
    "an application": ([], applies(text="We wish to join.")),
    "an application of an observer": ([OBSERVER], applies("BGD")),
    "an application after a status ended": ([*SUSPENDED, clock("2026-01-02T00:00:00.000Z")], applies("IND")),
    "a withdrawal, with notice": ([], leaves(reason="r")),
    "a withdrawal, with more notice": ([], leaves(on="2027-01-01")),
    "a signature on its day": ([], sign()),
    "a signature where it is the day after": ([], sign(TOMORROW)),
    "a signature where it is the day before": ([], sign(YESTERDAY)),
    "a signature of the past, with sources": ([], sign_sourced("KWT", "declaration", "2022-10-11")),
    "the chair taken on its day": ([], by("CHAIR", take())),
    "the chair taken, as a decision chose": (
        [*CHOSEN, clock("2027-01-01T00:00:00.000Z")],
        take("2027-01-01", term="mongolia"),
    ),
    "a party that is new": ([], enter()),
    "an organisation that is new": (
        [],
        ("membership.enter_party", {"party": "UN", "kind": "organisation", "name": "UN"}),
    ),
}

REFUSED: dict[str, list[Case]] = {
    "membership.party_unknown": [([], admits("THA")), ([], ends("THA")), ([], chooses(state="THA"))],
    "membership.not_a_state": [([], chooses(state="OSCE")), ([], appoints(nationality="OSCE"))],
    "membership.status_unknown": [
        ([], admits("KWT", "guest")),
        ([], ends("KWT", "guest")),
        ([], applies(status="guest")),
        ([], leaves(status="guest")),
        # A status that the charter has given up is none to be had, though it is one to have held.
        ([*amend(change("statuses", "partner"))], admits("OSCE", "partner")),
        ([*amend(change("statuses", "partner"))], applies("OSCE", "partner")),
    ],
    "membership.not_for_this_kind": [
        ([], admits("OSCE")),
        ([], admits("KWT", "partner")),
        ([], ends("OSCE")),
        ([], applies("OSCE")),
        ([], leaves("OSCE")),
    ],
    "membership.no_way_in": [
        # Of partners the charter says nothing; as a member one founded by signing alone until 2002.
        ([], admits("OSCE", "partner")),
    ],
    "membership.held_already": [
        ([], admits("IND")),
        ([], admits("OSCE", "observer")),
        ([], applies("IND")),
        ([], applies("OSCE", "observer")),
    ],
    "membership.accepted_already": [(ADMITTED, propose("e", matter="admission", effect=admission()))],
    "membership.statements_conflict": [
        # It has signed, and is attested to be a member only from a day to come.
        ([sign(), sign(instrument="act"), attest("KWT", "[2026-01-02..2026-01-02]")], admits()),
    ],
    "membership.no_way_out": [
        ([], ends("OSCE", "observer", "suspended")),
        ([], ends("IND", "member", "withdrawn")),
        ([], leaves("OSCE", "observer")),
    ],
    "membership.status_not_held": [
        ([], ends("BGD")),
        ([], ends("KWT", "observer", "withdrawn", on="2026-02-01")),
        ([], leaves("BGD")),
        ([leaves()], ends()),
        ([leaves()], leaves()),
        (SUSPENDED, leaves()),
        ([lapse("IND", "2020", "member")], ends()),
    ],
    "membership.notice_too_short": [
        ([], leaves(on="2026-01-30")),
        ([], ends(on=YESTERDAY)),
        ([], ends("OSCE", "observer", "withdrawn", on="2026-01-10")),
        ([], ends("OSCE", "observer", "withdrawn")),
        # What was long enough when it was proposed is asked again when it is decided.
        (
            [
                propose(matter="admission", effect=status_end("OSCE", "observer", "withdrawn", on="2026-01-11")),
                recommend(),
                clock("2026-01-02T00:00:00.000Z"),
            ],
            silence(expires="2026-01-03T00:00:00Z"),
        ),
    ],
    "offices.term_twice": [
        ([], chooses(term="kazakhstan")),
        (CHOSEN, propose("e", matter="chair", effect=chair())),
        (CHOSEN, fact("offices.elect_chair", term="mongolia", state="MNG", since="2027")),
    ],
    "offices.term_unknown": [([], prolongs(term="none"))],
    "offices.taken_early": [(CHOSEN, take(term="mongolia")), (CHOSEN, by("CHAIR", take(term="mongolia")))],
    "charter.locked_out": [
        ([], amend(change("acts", "", RULE | {"act": name, **rule}))[0])
        for name, rule in (
            ("officers.enrol", {"by": ["secretariat"], "audience": "participants"}),
            ("decisions.conclude", {"by": ["partner"]}),
            ("decisions.propose", {"by": ["member"], "audience": "members"}),
        )
    ],
    "membership.not_for_another": [([], by(acting, leaves())) for acting in ("SECRETARIAT", "CHAIR", "KAZ")],
    "charter.unheard": [
        ([], amend(changed)[0])
        for changed in (
            change("statuses", "member", status_rule("member", "state")),
            change("acts", HEARD, RULE | {"act": "decisions.*", "by": ["secretariat", "chair"]}),
            change("acts", HEARD, RULE | {"act": "decisions.*", "by": ["chair", "member"], "own": True}),
            change(
                "acts",
                "",
                RULE | {"act": "decisions.conclude_silence", "by": ["secretariat"], "signatures": 2},
            ),
            # What is to be withheld, and cannot be, nobody enters.
            change(
                "acts",
                "",
                RULE | {"act": "decisions.conclude_silence", "by": ["secretariat"], "audience": "members"},
            ),
            change("acts", "", RULE | {"act": "decisions.object", "by": ["member"], "audience": "members"}),
        )
    ],
    "offices.tenure_twice": [([appoint("second")], appoints())],
    "kernel.ends_before": [
        ([], chooses(until="2026")),
        ([], prolongs(until="2019")),
        ([], appoints(until="2025")),
    ],
    "charter.no_such_provision": [
        ([], propose(matter="rules", effect=amendment(change("bodies", "none")))),
        ([propose(matter="rules")], revise(effect=amendment(change("bodies", "none")))),
    ],
    "charter.amended_too_early": [
        ([], propose(matter="rules", effect=amendment(change("matters", "post"), in_force=YESTERDAY))),
    ],
    "sources.wanted": [
        ([], sign("2025-12-30")),
        ([], sign("2026")),
        ([], sign("[..2026-01-01]")),
        ([clock("2026-01-03T00:00:00.000Z")], sign()),
        ([], take("2025-12-30")),
        ([], take("2026-01")),
    ],
    "sources.unknown": [
        ([], enter(sources=["S9"], confidence="high")),
        ([], sign(sources=["S9"], confidence="high")),
        ([], take(sources=["S9"], confidence="high")),
    ],
    "kernel.day_to_come": [([], sign("2026-01-03")), ([], take("2026-01-03"))],
    "kernel.body_malformed": [
        ([], sign(sources=["S1"])),
        ([], take(confidence="high")),
        ([], leaves(on="2026")),
    ],
}
