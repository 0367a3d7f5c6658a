"""Acts of decisions on the way to a body that decides, and after it: which are in order, and which are refused."""

from __future__ import annotations

from typing import Any

from tests.support.deciding import (
    LATER,
    SILENCE,
    act,
    admission,
    amend,
    appointment,
    before,
    breaks,
    chair,
    change,
    conclude,
    expired,
    matter,
    objects,
    own,
    propose,
    put,
    silence,
    sits,
)
from tests.support.stage import Step, by, clock, document, meeting
from tests.unit.forum.orders.charter import Case

DOCUMENT = document("paper-2")
UNDERTAKEN = [
    {"number": 1, "parties": ["TUR", "UZB"], "what": "They host.", "by": "2026-06-01T00:00:00Z"},
    {"number": 2, "bodies": ["soc"], "what": "It prepares."},
]
DECIDED = [*before(), conclude(undertakings=UNDERTAKEN)]
MOVED = [*before(), objects(), conclude("moves_to_chair_statement", symbol=None, paragraphs=[1], statement="statement")]
WITHDRAWN = [propose(), own("withdraw", "KAZ")]


def recommend(verb: str = "recommends", body: str = "soc", **said: Any) -> Step:
    return act("recommend", **({"body": body, "verb": verb} | said))


def revise(revision: int = 1, party: str = "KAZ", **said: Any) -> Step:
    return by(party, act("revise", **({"revision": revision, "text": f"Rev.{revision}"} | said)))


def attach(party: str = "TUR", **said: Any) -> Step:
    return own("attach", party, **({"kind": "interpretative_statement", "text": "It means this."} | said))


def fulfil(party: str = "TUR", undertaking: int = 1, **said: Any) -> Step:
    return own("fulfil", party, undertaking=undertaking, **said)


def review(**said: Any) -> Step:
    return act("review", **({"body": "soc", "text": "All is done."} | said))


COUNCIL_TEXT = propose(body="council", without=["TUR", "UZB"])

ACCEPTED: dict[str, Case] = {
    "a proposal": ([], propose()),
    "a proposal of a document": ([DOCUMENT], propose(text=None, document="paper-2")),
    "a proposal of the chair": ([], propose(party="CHAIR")),
    "a proposal for a member, entered by the secretariat": ([], act("propose", **propose()[1])),
    "a proposal that follows another": ([propose("first")], propose(follows="first")),
    "a proposal to admit a state": ([], propose(matter="admission", effect=admission())),
    "a proposal without two parties": ([], COUNCIL_TEXT),
    "an election": ([], propose(matter="election", body="assembly", candidates=["MNG", "IND"], effect=chair())),
    "a referral": ([propose()], act("refer", body="soc", reason="r")),
    "a referral to a body of the same procedure": (
        [propose("e", body="council"), propose()],
        act("refer", body="council"),
    ),
    "a referral of a text whose silence was broken": ([*SILENCE, breaks()], act("refer", body="soc")),
    "a recommendation": ([propose(matter="admission")], recommend()),
    "a recommendation at a meeting": ([propose(matter="admission"), *sits("soc")], recommend(meeting="m", remark="r")),
    "a recommendation at a meeting of the past": (
        [propose(matter="admission"), meeting("soc-1", "2020-01-01", body="soc")],
        recommend(meeting="soc-1"),
    ),
    "an approval of a body that could decide": ([propose()], recommend("approves")),
    "a discussion": ([propose()], recommend("discusses")),
    "a revision by who proposed it": ([propose()], revise()),
    "a second revision, by the chair, of a document": (
        [propose(), revise(), DOCUMENT],
        revise(2, "CHAIR", text=None, document="paper-2"),
    ),
    "a revision after a silence was broken": ([*SILENCE, breaks()], revise(1, "SECRETARIAT")),
    "a revision with another effect": (
        [propose(matter="admission", effect=admission())],
        revise(effect=admission("BGD")),
    ),
    "a revision of what is left of a text": (MOVED, revise()),
    "a withdrawal": ([propose()], own("withdraw", "KAZ", reason="r")),
    "a withdrawal while a silence runs": (SILENCE, own("withdraw", "KAZ")),
    "a withdrawal at the meeting": (before(), own("withdraw", "KAZ")),
    "an interpretative statement": (DECIDED, attach()),
    "a reservation": (DECIDED, attach(kind="formal_reservation")),
    "an explanation of position, after a silence": (
        [*SILENCE, LATER, expired()],
        attach(kind="explanation_of_position", document="paper"),
    ),
    "a statement of a party that was left out": (
        [*sits("council"), COUNCIL_TEXT, put(), conclude(symbol="F/C/1")],
        attach(),
    ),
    "a statement within its time": ([*DECIDED, clock("2026-01-03T23:59:59.999Z")], attach()),
    "a statement where no time is set": (
        [*before("soc"), conclude(symbol=None), clock("2027-01-01T00:00:00.000Z")],
        attach(),
    ),
    "a statement to what was moved to the chair": (MOVED, attach()),
    "a second statement": ([*DECIDED, attach()], attach(text="It also means that.")),
    "an undertaking fulfilled": (DECIDED, fulfil(text="It was held.", document="paper")),
    "an undertaking fulfilled by the other party": ([*DECIDED, fulfil()], fulfil("UZB")),
    "an undertaking of a body, fulfilled by the secretariat": (DECIDED, by("SECRETARIAT", fulfil("SECRETARIAT", 2))),
    "an undertaking fulfilled after its time": ([*DECIDED, clock("2026-07-01T00:00:00.000Z")], fulfil()),
    "a review": (DECIDED, review(body="summit", meeting="summit-1", document="paper")),
    "a second review": ([*DECIDED, review()], review()),
    "a review of what was moved to the chair": (MOVED, review()),
}

REFUSED: dict[str, list[Case]] = {
    "decisions.unknown": [
        ([], recommend()),
        ([], revise()),
        ([], own("withdraw", "KAZ")),
        ([], attach()),
        ([], fulfil()),
        ([], review()),
        ([], act("refer", body="soc")),
    ],
    "kernel.out_of_turn": [
        # What is before a meeting, runs under silence or has come to its end is not open to these.
        *(
            (stage, step)
            for stage in (before(), SILENCE, DECIDED, WITHDRAWN)
            for step in (act("refer", body="soc"), recommend())
        ),
        *((stage, revise()) for stage in (SILENCE, DECIDED, WITHDRAWN)),
        (DECIDED, own("withdraw", "KAZ")),
        (WITHDRAWN, own("withdraw", "KAZ")),
        *(
            (stage, step)
            for stage in ([propose()], SILENCE, WITHDRAWN, [*SILENCE, breaks()])
            for step in (
                attach(),
                fulfil(),
                review(),
            )
        ),
        # A statement of the chair alone lays nothing down.
        (MOVED, fulfil()),
    ],
    "decisions.there_already": [([propose()], propose()), (WITHDRAWN, propose(party="CHN"))],
    "decisions.not_in_its_name": [
        ([], by("CHN", propose())),
        ([propose()], by("CHN", own("withdraw", "KAZ"))),
        # Not even the forum's own hats, of what the member may do itself.
        ([propose()], act("withdraw", party="KAZ")),
        ([propose(party="CHAIR")], act("withdraw", party="CHAIR")),
        (DECIDED, by("SECRETARIAT", attach())),
        (DECIDED, by("SECRETARIAT", fulfil())),
        (DECIDED, by("KAZ", attach())),
        (DECIDED, by("KAZ", fulfil())),
    ],
    "membership.party_unknown": [
        ([], propose(party="THA")),
        ([], propose(body="council", without=["THA"])),
        ([], propose(matter="election", body="assembly", candidates=["THA"])),
        ([], propose(matter="admission", effect=admission("THA"))),
        (before(), conclude(undertakings=[UNDERTAKEN[0] | {"parties": ["THA"]}])),
    ],
    "kernel.unknown": [
        ([], propose(text=None, document="no-such")),
        ([], propose(follows="no-such")),
        ([propose()], recommend(meeting="no-such")),
        ([propose()], revise(document="no-such")),
        (DECIDED, attach(document="no-such")),
        (DECIDED, fulfil(document="no-such")),
        (DECIDED, review(meeting="no-such")),
        (DECIDED, review(document="no-such")),
    ],
    "kernel.body_malformed": [
        ([], propose(text=None)),
        ([propose()], revise(text=None)),
        (before(), conclude(undertakings=[{"number": 1, "what": "Somebody does it."}])),
        ([], propose(matter="admission", effect=admission() | {"kind": "merger"})),
    ],
    "charter.body_unknown": [
        ([], propose(body="swg")),
        ([propose()], act("refer", body="swg")),
        ([propose()], recommend(body="swg")),
        (DECIDED, review(body="swg")),
        (before(), conclude(undertakings=[UNDERTAKEN[1] | {"number": 1, "bodies": ["swg"]}])),
    ],
    "decisions.matter_unknown": [
        ([], propose(matter="war")),
        # The matter was taken out of the charter since.
        ([propose(), *amend(change("matters", "text"))], recommend()),
        ([propose(), *amend(change("matters", "text"))], revise()),
    ],
    "decisions.not_competent": [
        ([], propose(matter="admission", body="soc")),
        ([], propose(matter="chair", body="assembly")),
        ([propose()], act("refer", body="office")),
        # A row that a decision has made rests on it.
        (
            [*amend(change("matters", "budget", matter("budget", council="decides")))],
            propose(matter="budget", body="soc"),
        ),
    ],
    "decisions.no_procedure": [([], propose(matter="orphan", body="office"))],
    "decisions.leaves_out_too_many": [
        ([], propose(without=["TUR"])),
        ([], propose(body="council", without=["TUR", "UZB", "IND"])),
        # A body that leaves nobody out does not come to do so by referral.
        ([COUNCIL_TEXT], act("refer", body="summit")),
    ],
    "decisions.candidates_unfit": [
        ([], propose(candidates=["MNG"])),
        ([], propose(body="assembly", candidates=["MNG"])),
    ],
    "decisions.elects_otherwise": [
        (
            [*amend(change("matters", "election", matter("election", "appointment", assembly="decides")))],
            propose(matter="election", body="assembly", candidates=["MNG"], effect=appointment()),
        )
    ],
    "decisions.effect_of_another": [
        ([], propose(effect=admission())),
        ([], propose(matter="chair", effect=admission())),
        ([propose()], revise(effect=admission())),
    ],
    "decisions.not_its_meeting": [
        ([propose(matter="admission")], recommend(meeting="summit-1")),
        (DECIDED, review(meeting="summit-1")),
    ],
    "meetings.not_held": [([propose(matter="admission"), sits("soc")[0]], recommend(meeting="m"))],
    "decisions.role_other": [
        ([propose(matter="admission")], recommend("recommends", "council")),
        ([propose(matter="admission")], recommend("finalises")),
        ([propose(matter="rules", body="panel")], recommend("recommends", "office")),
    ],
    "decisions.revision_out_of_turn": [
        ([propose()], revise(2)),
        ([propose(), revise()], revise()),
        ([propose(), revise()], revise(3)),
    ],
    "decisions.not_its_proposal": [
        ([propose()], revise(1, "CHN")),
        ([propose()], own("withdraw", "CHN")),
        ([propose(party="CHAIR")], own("withdraw", "KAZ")),
    ],
    "decisions.silence_over": [([*SILENCE, LATER], own("withdraw", "KAZ"))],
    "decisions.not_deciding": [(DECIDED, attach("OSCE")), (DECIDED, attach("BGD")), (DECIDED, attach("KWT"))],
    "decisions.statement_late": [
        ([*DECIDED, clock("2026-01-04T00:00:00.000Z")], attach()),
        # The time counts from when the conclusion was entered, not from an expiry before it.
        ([*SILENCE, clock("2026-01-05T00:00:00.000Z"), expired(), clock("2026-01-08T00:00:00.000Z")], attach()),
    ],
    "decisions.attached_twice": [([*DECIDED, attach()], attach())],
    "decisions.undertaking_unknown": [
        (DECIDED, fulfil(undertaking=3)),
        ([*before(), conclude()], fulfil()),
    ],
    "decisions.not_its_undertaking": [
        (DECIDED, fulfil("IND")),
        ([*DECIDED, fulfil()], fulfil()),
        (DECIDED, fulfil("TUR", 2)),
    ],
    "decisions.undertakings_uncounted": [
        (before(), conclude(undertakings=[UNDERTAKEN[1]])),
        (before(), conclude(undertakings=[UNDERTAKEN[0], UNDERTAKEN[0]])),
        ([propose()], silence(undertakings=[UNDERTAKEN[1]])),
    ],
    "decisions.undertaken_in_the_past": [
        (before(), conclude(undertakings=[UNDERTAKEN[0] | {"by": "2026-01-01T00:00:00Z"}])),
        ([propose()], silence(undertakings=[UNDERTAKEN[0] | {"by": "2025-12-31T00:00:00Z"}])),
    ],
    "decisions.undertaken_undecided": [
        (before(), conclude(outcome, symbol=None, undertakings=UNDERTAKEN))
        for outcome in ("defers", "continues_consultations", "agrees_subject_to_silence")
    ],
}
