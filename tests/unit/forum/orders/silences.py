"""Acts of silence procedures: started, prevented, extended, broken, reserved upon, concluded."""

from __future__ import annotations

from typing import Any

from tests.support.deciding import (
    DISCREET,
    EXPIRES,
    LATER,
    QUORUM,
    SILENCE,
    SILENT,
    act,
    admission,
    amend,
    before,
    breaks,
    change,
    conclude,
    expired,
    matter,
    objects,
    own,
    procedure,
    propose,
    silence,
    sits,
)
from tests.support.stage import Step, by, clock, fact
from tests.unit.forum.orders.charter import Case
from tests.unit.forum.orders.proposals import UNDERTAKEN, recommend, revise

LONGER = "2026-01-03T12:00:00Z"
LAST = clock("2026-01-01T23:59:59.999Z")
COMMITMENT = "A" * 43 + "="
DISCREETLY = [propose(body="council"), silence()]


def vetoes(party: str = "TUR", **said: Any) -> Step:
    return own("veto_silence", party, **said)


def extends(expires: str = LONGER, **said: Any) -> Step:
    return by("CHAIR", act("extend_silence", expires=expires, reason="Capitals ask for time.", **said))


def relays(**said: Any) -> Step:
    return by("CHAIR", act("relay_objection", **({"commitment": COMMITMENT} | said)))


def reserves(party: str = "TUR", kind: str = "scrutiny", **said: Any) -> Step:
    return own("reserve", party, kind=kind, **said)


def lifts(party: str = "TUR", kind: str = "scrutiny") -> Step:
    return own("lift_reservation", party, kind=kind)


def takes_back(party: str = "TUR") -> Step:
    return own("withdraw_objection", party)


def rules(**said: Any) -> dict[str, Any]:
    """The summit's way to decide, with silences that differ."""
    return change("procedures", "summit", procedure("summit", silence=SILENT | said, statements_hours=72, series="d"))


BROKEN = [*SILENCE, breaks()]
AT_A_MEETING = [*before(), conclude("agrees_subject_to_silence", symbol=None), silence(meeting="m")]
ADMITTING = [propose(matter="admission", effect=admission()), recommend(), silence()]
WITHOUT_QUORUM = change("procedures", "summit", procedure("summit", silence=SILENT, series="d", quorum=False))
NO_SILENCES = change("procedures", "summit", procedure("summit", series="d"))
MONGOLIA_LEAVES = fact("membership.lapse", party="MNG", status="member", on="2025-12-31", manner="withdrawn")

ACCEPTED: dict[str, Case] = {
    "a silence between meetings": ([propose()], silence()),
    "a silence at a meeting": (AT_A_MEETING[:-1], AT_A_MEETING[-1]),
    "a silence at a meeting for which no quorum is asked": (
        [*amend(WITHOUT_QUORUM), *AT_A_MEETING[:-1]],
        AT_A_MEETING[-1],
    ),
    "a silence with its outcome and undertakings": (
        [propose()],
        silence(outcome="endorses", undertakings=UNDERTAKEN, remark="r"),
    ),
    "a silence started by the secretariat": ([propose()], by("SECRETARIAT", silence())),
    "a silence started by a member, where the charter lets it": (
        [*amend(rules(by=["member"])), propose()],
        by("TUR", silence()),
    ),
    "a silence on a revised text": ([*BROKEN, revise()], silence()),
    "a silence on the same text again": (BROKEN, silence()),
    "a silence after one that was prevented": ([*SILENCE, vetoes()], silence()),
    "a silence on what a meeting deferred": ([*before(), objects(), conclude("defers", symbol=None)], silence()),
    "a veto": (SILENCE, vetoes(reason="r")),
    "a veto at the last moment": ([*SILENCE, clock("2026-01-01T01:59:59.999Z")], vetoes()),
    "a veto while the meeting lasts at which it was started": (
        [*AT_A_MEETING, clock("2026-01-01T20:00:00.000Z")],
        vetoes(),
    ),
    "a veto while that meeting is suspended": (
        [*AT_A_MEETING, ("meetings.suspend", {"meeting": "m"}), clock("2026-01-01T20:00:00.000Z")],
        vetoes(),
    ),
    "an extension": (SILENCE, extends()),
    "an extension at the last moment": ([*SILENCE, LAST], extends()),
    "a second extension": ([*SILENCE, extends(), LATER], extends("2026-01-03T12:00:01Z")),
    "a breach": (SILENCE, breaks(reason="r", text="We could agree to this.", document="paper")),
    "a breach at the last moment": ([*SILENCE, LAST], breaks()),
    "a breach after an extension": ([*SILENCE, extends(), LATER], breaks()),
    "a breach where the charter has come to know no silences": ([*SILENCE, *amend(NO_SILENCES)], breaks()),
    "a breach where nothing says any more how the body decides": (
        [*SILENCE, *amend(change("procedures", "summit"))],
        breaks(),
    ),
    "a breach by a party that is not left out": (
        [
            *amend(change("procedures", "council", procedure("council", "consensus_minus", without=1, silence=SILENT))),
            propose(body="council", without=["UZB"]),
            silence(),
        ],
        breaks(),
    ),
    "a breach whose author is not told": (DISCREETLY, relays(text="We could agree to this.")),
    "an objection withdrawn": (BROKEN, takes_back()),
    "an objection withdrawn once the text is revised": ([*BROKEN, revise()], takes_back()),
    "a reservation": (SILENCE, reserves(text="Parliament sits in March.")),
    "a reservation of another kind": ([*SILENCE, reserves()], reserves(kind="linguistic")),
    "a reservation of another member": ([*SILENCE, reserves()], reserves("UZB")),
    "a reservation at the last moment": ([*SILENCE, LAST], reserves()),
    "a reservation lifted": ([*SILENCE, reserves()], lifts()),
    "a reservation made again": ([*SILENCE, reserves(), lifts()], reserves()),
    "a conclusion at the expiry": ([*SILENCE, LATER], expired(revision=0)),
    "a conclusion long after": ([*SILENCE, clock("2027-05-01T12:00:00.000Z")], expired(symbol="F/DEC/2027/1")),
    "a conclusion over a reservation": ([*SILENCE, reserves(), LATER], expired()),
    "a conclusion after an extension": (
        [*SILENCE, extends(), clock("2026-01-03T12:00:00.000Z")],
        expired(effective=LONGER),
    ),
    "a conclusion of the second silence, on a revised text": (
        [*BROKEN, revise(), silence(), LATER],
        expired(silence=2, revision=1),
    ),
    "a conclusion of what was agreed at a meeting": ([*AT_A_MEETING, LATER], expired()),
    "a conclusion with its undertakings": (
        [propose(), silence(outcome="approves", undertakings=UNDERTAKEN), LATER],
        expired(outcome="approves", undertakings=UNDERTAKEN),
    ),
    "a conclusion that admits a state": ([*ADMITTING, LATER], expired(effect=admission())),
    "a conclusion that brings nothing about": (
        [*ADMITTING[:-1], silence(outcome="takes_note"), LATER],
        expired(outcome="takes_note"),
    ),
    "a conclusion that is numbered later": ([*DISCREETLY, LATER], expired(symbol=None)),
    "a conclusion where nothing says any more how the body decides": (
        [*SILENCE, *amend(change("procedures", "summit")), LATER],
        expired(symbol=None),
    ),
    "a conclusion on a matter that the charter has come not to know": (
        [*SILENCE, *amend(change("matters", "text")), LATER],
        expired(),
    ),
    "a conclusion whose effect became impossible": (
        [*ADMITTING, *amend(change("matters", "admission")), LATER],
        expired(hindered="decisions.matter_unknown"),
    ),
}

REFUSED: dict[str, list[Case]] = {
    "decisions.unknown": [
        ([], step)
        for step in (silence(), vetoes(), extends(), breaks(), relays(), takes_back(), reserves(), lifts(), expired())
    ],
    "kernel.out_of_turn": [
        *(([propose()], step) for step in (vetoes(), extends(), breaks(), relays(), reserves(), lifts(), expired())),
        (SILENCE, silence()),
        (SILENCE, takes_back()),
        # What is broken is over: nobody breaks it again, and nothing revives it.
        *((BROKEN, step) for step in (breaks(), breaks("UZB"), extends(), reserves(), lifts(), vetoes())),
        ([*BROKEN, LATER], expired()),
        ([*BROKEN, takes_back(), LATER], expired()),
        ([*SILENCE, own("withdraw", "KAZ"), LATER], expired()),
        ([*SILENCE, vetoes(), LATER], expired()),
        ([*SILENCE, LATER, expired()], expired()),
        ([*SILENCE, LATER, expired()], expired()),
    ],
    "decisions.not_competent": [
        ([propose(), *amend(change("matters", "text", matter("text", council="decides")))], silence()),
    ],
    "decisions.silence_not_known": [
        ([propose(body="soc")], silence()),
        ([propose(), *amend(NO_SILENCES)], silence()),
        ([*SILENCE, *amend(NO_SILENCES)], extends()),
        ([*SILENCE, *amend(NO_SILENCES)], vetoes()),
    ],
    "decisions.no_procedure": [
        ([propose(), *amend(change("procedures", "summit"))], silence()),
        ([*SILENCE, *amend(change("procedures", "summit"))], extends()),
    ],
    "decisions.leaves_out_too_many": [
        (
            [
                propose(body="council", without=["TUR"]),
                *amend(change("procedures", "council", procedure("council", silence=DISCREET))),
            ],
            silence(),
        )
    ],
    "decisions.silence_not_started_by": [
        ([propose()], by("KAZ", silence())),
        ([propose()], by("OSCE", silence())),
        (SILENCE, by("TUR", extends())),
        ([propose(body="council")], by("SECRETARIAT", silence())),
    ],
    "decisions.silence_elsewhere": [
        ([*sits("council"), propose(body="council")], silence(meeting="m")),
        ([*amend(rules(where="meeting")), propose()], silence()),
    ],
    "meetings.not_sitting": [([propose(), sits()[0]], silence(meeting="m"))],
    "meetings.no_quorum": [([propose(), *sits("summit", *QUORUM[:3])], silence(meeting="m"))],
    "decisions.other_body": [([propose(), *sits("soc")], silence(meeting="m"))],
    "kernel.unknown": [([propose()], silence(meeting="no-such")), (SILENCE, breaks(document="no-such"))],
    "decisions.silence_too_short": [
        ([propose()], silence(expires="2026-01-01T23:59:59Z")),
        ([propose()], silence(expires="2025-12-31T00:00:00Z")),
        # A thousandth of a second after midnight it is too short by as much.
        ([propose(), clock("2026-01-01T00:00:01.000Z")], silence()),
    ],
    "decisions.not_recommended": [([propose(matter="admission", effect=admission())], silence())],
    "membership.accepted_already": [
        (
            [
                *ADMITTING,
                propose("e", matter="admission", effect=admission()),
                recommend(decision="e"),
                LATER,
                expired(effect=admission()),
            ],
            silence("e", expires="2026-01-03T00:00:00Z"),
        )
    ],
    "decisions.silence_no_veto": [
        ([*SILENCE, clock("2026-01-01T02:00:00.000Z")], vetoes()),
        ([*AT_A_MEETING, ("meetings.close", {"meeting": "m"}), clock("2026-01-01T02:00:00.000Z")], vetoes()),
        (DISCREETLY, vetoes()),
        ([*amend(rules(veto_hours=0)), *AT_A_MEETING], vetoes()),
    ],
    "decisions.not_deciding": [
        *((SILENCE, step(party)) for step in (vetoes, breaks, reserves) for party in ("OSCE", "BGD", "KWT")),
        (SILENCE, lifts("OSCE")),
        # It was a member when the silence began.
        ([*SILENCE, MONGOLIA_LEAVES], breaks("MNG")),
    ],
    "decisions.not_in_its_name": [
        *(
            (SILENCE, by(acting, step))
            for acting in ("KAZ", "CHAIR", "SECRETARIAT")
            for step in (vetoes(), breaks(), reserves(), lifts())
        ),
        # No member states for another, unnamed, that it objects.
        (DISCREETLY, by("TUR", relays())),
        (BROKEN, by("KAZ", takes_back())),
    ],
    "decisions.left_out": [
        (
            [
                *amend(
                    change("procedures", "council", procedure("council", "consensus_minus", without=1, silence=SILENT))
                ),
                propose(body="council", without=["TUR"]),
                silence(),
            ],
            step,
        )
        for step in (breaks(), vetoes(), reserves())
    ],
    "decisions.silence_over": [
        ([*SILENCE, LATER], step) for step in (breaks(), reserves(), extends(), vetoes(), own("withdraw", "KAZ"))
    ]
    + [([*SILENCE, LATER, expired()], step) for step in (breaks(), reserves(), extends(), vetoes())]
    + [([*DISCREETLY, LATER], relays()), ([*SILENCE, reserves(), LATER], lifts())],
    "decisions.silence_not_later": [
        (SILENCE, extends(EXPIRES)),
        (SILENCE, extends("2026-01-01T23:59:59Z")),
        ([*SILENCE, extends()], extends()),
    ],
    "decisions.breaker_not_told": [(DISCREETLY, breaks())],
    "decisions.breaker_named": [(SILENCE, relays())],
    "decisions.reserves_already": [([*SILENCE, reserves()], reserves())],
    "decisions.no_such_reservation": [
        (SILENCE, lifts()),
        ([*SILENCE, reserves()], lifts("UZB")),
        ([*SILENCE, reserves()], lifts(kind="linguistic")),
        ([*SILENCE, reserves(), lifts()], lifts()),
    ],
    "decisions.not_its_breach": [
        ([propose()], takes_back()),
        (BROKEN, takes_back("UZB")),
        ([*BROKEN, takes_back()], takes_back()),
        ([*DISCREETLY, relays()], takes_back()),
        ([*SILENCE, vetoes()], takes_back()),
    ],
    "decisions.silence_still_running": [
        (SILENCE, expired()),
        ([*SILENCE, LAST], expired()),
        ([*SILENCE, extends(), LATER], expired(effective=LONGER)),
    ],
    "decisions.silence_concluded_otherwise": [
        ([*SILENCE, LATER], expired(**said))
        for said in (
            {"silence": 2},
            {"effective": "2026-01-02T00:00:01Z"},
            {"outcome": "approves"},
            {"revision": 1},
            {"effect": admission()},
            {"hindered": "decisions.matter_unknown"},
            {"undertakings": UNDERTAKEN},
        )
    ]
    + [
        ([*ADMITTING, LATER], expired()),
        ([*ADMITTING, LATER], expired(hindered="membership.accepted_already")),
        ([*SILENCE, extends(), clock("2026-01-03T12:00:00.000Z")], expired()),
    ],
    "decisions.symbol_wanted": [([*SILENCE, LATER], expired(symbol=None))],
    "decisions.symbol_unfit": [
        ([*SILENCE, LATER], expired(symbol="F/C/1")),
        ([*DISCREETLY, LATER], expired(symbol="F/C/1")),
    ],
    "documents.symbol_leaves_gap": [([*SILENCE, LATER], expired(symbol="F/DEC/2026/2"))],
    "decisions.undertakings_uncounted": [([propose()], silence(undertakings=UNDERTAKEN[1:]))],
}
