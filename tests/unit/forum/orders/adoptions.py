"""Acts of decisions at a meeting: put, objected to, amended, concluded, numbered."""

from __future__ import annotations

from typing import Any

from tests.support.deciding import (
    LATER,
    MEMBERS,
    QUORUM,
    SILENCE,
    act,
    admission,
    amend,
    amendment,
    appointment,
    before,
    breaks,
    chair,
    chair_extension,
    change,
    conclude,
    expired,
    matter,
    objects,
    own,
    procedure,
    propose,
    put,
    silence,
    sits,
    status_end,
)
from tests.support.stage import Step, by
from tests.unit.forum.orders.charter import Case
from tests.unit.forum.orders.proposals import DECIDED, UNDERTAKEN, recommend, revise

OBJECTED = [*before(), objects()]
NUMBERED_LATER = [
    propose(body="council"),
    silence(),
    LATER,
    expired(symbol=None),
]
"""What the council has decided by silence is numbered at its next meeting."""

ISSUED_WITHOUT_SYMBOL = [*before("soc"), conclude(symbol=None)]


def lifts(party: str = "TUR", **said: Any) -> Step:
    return own("lift_objection", party, **({"meeting": "m"} | said))


def amends(**said: Any) -> Step:
    return act("amend_orally", **({"meeting": "m", "amendment": "Line 2: after “and” insert “or”."} | said))


def moves(**said: Any) -> Step:
    given = {"symbol": None, "paragraphs": [2, 3], "statement": "statement", "speaks_for": ["KAZ", "CHN"]} | said
    return conclude("moves_to_chair_statement", **given)


def issue(symbol: str = "F/C/1", **said: Any) -> Step:
    return act("issue", symbol=symbol, **said)


def bringing(effect: dict[str, Any], kind: str, **said: Any) -> Case:
    """A decision at a meeting of the summit that brings an effect about."""
    recommended = [recommend()] if kind == "admission" else []
    return [*sits(), propose(matter=kind, effect=effect), *recommended, put()], conclude(**({"effect": effect} | said))


ADMISSION = bringing(admission(), "admission")
NEW_SILENCE = change("procedures", "summit", procedure("summit", series="d"))
SUMMIT_LEFT = change("matters", "text", matter("text", assembly="decides", summit="discusses"))

ACCEPTED: dict[str, Case] = {
    "a matter put to a meeting": ([*sits(), propose()], put()),
    "a matter put again": ([*OBJECTED, conclude("continues_consultations", symbol=None)], put()),
    **{
        f"what a meeting left undecided, {how}": ([*before(), ("meetings.close", {"meeting": "m"}), *more], step)
        for how, more, step in (
            ("put to the next one", sits(name="n"), put(meeting="n")),
            ("revised", [], revise()),
            ("under silence", [], silence()),
        )
    },
    "a matter agreed subject to silence, put all the same": (
        [*before(), conclude("agrees_subject_to_silence", symbol=None)],
        put(),
    ),
    "an oral amendment": (before(), amends(by="TUR")),
    "an oral amendment of nobody": (before(), amends()),
    "an objection": (before(), objects(reason="r", paragraphs=[2])),
    "an objection stated by the chair": (before(), by("CHAIR", objects())),
    "an objection of a member that is not noted as present": (before(), objects("IND")),
    "a second objection": (OBJECTED, objects("UZB")),
    "an objection of a party that is not left out": (
        [*sits("council"), propose(body="council", without=["UZB"]), put()],
        objects(),
    ),
    "an objection after it was lifted": ([*OBJECTED, lifts()], objects()),
    "an objection to a text that was put again": (
        [*OBJECTED, conclude("defers", symbol=None), revise(), put()],
        objects(),
    ),
    "an objection lifted": (OBJECTED, lifts()),
    "adoption without objection": (before(), conclude()),
    "adoption with undertakings": (before(), conclude(undertakings=UNDERTAKEN, remark="r")),
    "adoption as orally amended": ([*before(), amends()], conclude()),
    "adoption after an objection was lifted": ([*OBJECTED, lifts()], conclude()),
    "adoption of a text to whose earlier wording a member objected": (
        [*OBJECTED, conclude("continues_consultations", symbol=None), revise(), put()],
        conclude(revision=1),
    ),
    "adoption over the objection of one who decides no more": (
        [
            *sits("summit", *MEMBERS),
            propose("e", matter="admission", effect=status_end("TUR")),
            recommend(decision="e"),
            put("e"),
            propose(),
            put(),
            objects(),
            conclude(decision="e", effect=status_end("TUR")),
        ],
        conclude(symbol="F/DEC/2026/2"),
    ),
    "every other way to accept a text": (before(), conclude("takes_note")),
    "a body without symbols": (before("soc"), conclude(symbol=None)),
    "a body that asks for no quorum": ([*sits("soc", "KAZ"), propose(body="soc"), put()], conclude(symbol=None)),
    "a consensus without the party that would object": (
        [*sits("council"), propose(body="council", without=["TUR"]), put()],
        conclude(symbol="F/C/1"),
    ),
    "the next symbol of the year": ([*DECIDED, propose("e"), put("e")], conclude(decision="e", symbol="F/DEC/2026/2")),
    "agreement subject to silence": (before(), conclude("agrees_subject_to_silence", symbol=None)),
    "consultations that continue over an objection": (OBJECTED, conclude("continues_consultations", symbol=None)),
    "a deferral without any objection": (before(), conclude("defers", symbol=None)),
    "paragraphs moved to a statement of the chair": (OBJECTED, moves()),
    "a matter of the assembly that nobody objects to": (before("assembly"), conclude(symbol=None)),
    "an admission": ADMISSION,
    "an admission endorsed": bringing(admission(), "admission", outcome="endorses"),
    "an admission deferred": (ADMISSION[0], conclude("defers", symbol=None)),
    "a suspension": bringing(status_end(), "admission"),
    "the end of an observer’s status, after the notice": bringing(
        status_end("OSCE", "observer", "withdrawn", on="2026-01-11"), "admission"
    ),
    "a chair chosen": bringing(chair(), "chair"),
    "a term prolonged": bringing(chair_extension(), "chair"),
    "an appointment": bringing(appointment(nationality="KAZ"), "post"),
    "a change of the charter": bringing(amendment(NEW_SILENCE), "rules"),
    "a symbol given later, at a meeting": ([*NUMBERED_LATER, *sits("council")], issue(meeting="m", document="paper")),
    "a symbol given later, where the body has come to bear some": (
        [*ISSUED_WITHOUT_SYMBOL, *amend(change("procedures", "soc", procedure("soc", quorum=False, series="c")))],
        issue(),
    ),
}

ALONE = [*sits("summit", *QUORUM[:3]), propose(), put()]

REFUSED: dict[str, list[Case]] = {
    "decisions.unknown": [(sits(), step) for step in (put(), objects(), lifts(), amends(), conclude(), issue())],
    "kernel.out_of_turn": [
        *(([*sits(), propose()], step) for step in (objects(), lifts(), amends(), issue())),
        *(([*DECIDED], step) for step in (put(), objects(), lifts(), amends(), conclude())),
        (SILENCE, conclude(meeting=None)),
    ],
    "kernel.unknown": [
        ([propose()], put(meeting="no-such")),
        (OBJECTED, moves(statement="no-such")),
        ([*NUMBERED_LATER, *sits("council")], issue(meeting="no-such")),
        ([*NUMBERED_LATER, *sits("council")], issue(meeting="m", document="no-such")),
        # Where no meeting is asked for one that is named has to be there all the same.
        ([propose(body="panel"), *(own("support", each) for each in MEMBERS[:3])], conclude(symbol=None, meeting="no")),
    ],
    "meetings.not_sitting": [
        ([*sits()[:1], propose()], put()),
        ([*sits(), propose(), ("meetings.suspend", {"meeting": "m"})], put()),
        ([*sits(), propose(), ("meetings.close", {"meeting": "m"})], put()),
        *(([*OBJECTED, ("meetings.close", {"meeting": "m"})], step) for step in (objects("UZB"), lifts(), amends())),
        ([*before(), ("meetings.close", {"meeting": "m"})], conclude()),
        ([*NUMBERED_LATER, *sits("council")[:1]], issue(meeting="m")),
        ([propose()], put(meeting="summit-1")),
    ],
    "decisions.other_body": [
        ([*sits("soc"), propose()], put()),
        ([*NUMBERED_LATER, *sits("soc")], issue(meeting="m")),
        (
            [*sits("soc"), propose(body="panel"), *(own("support", each) for each in MEMBERS[:3])],
            conclude(symbol=None),
        ),
    ],
    "decisions.other_meeting": [
        ([*OBJECTED, *sits(name="n")], step)
        for step in (
            objects("UZB", meeting="n"),
            lifts(meeting="n"),
            amends(meeting="n"),
            conclude(meeting="n"),
            conclude(meeting=None),
        )
    ],
    "decisions.not_competent": [
        # The body is no more the one that decides.
        ([*sits(), propose(), *amend(SUMMIT_LEFT)], put()),
        ([*before(), *amend(SUMMIT_LEFT)], conclude()),
    ],
    "decisions.matter_unknown": [([*before(), *amend(change("matters", "text"))], conclude())],
    "decisions.no_procedure": [
        ([*before(), *amend(change("procedures", "summit"))], conclude()),
        ([*NUMBERED_LATER, *amend(change("procedures", "council"), in_force="2026-01-02")], issue()),
    ],
    "decisions.not_deciding": [
        (before(), objects("OSCE")),
        (before(), objects("BGD")),
        (before(), objects("KWT")),
        (OBJECTED, lifts("OSCE")),
    ],
    "decisions.not_in_its_name": [(before(), by("KAZ", objects())), (OBJECTED, by("KAZ", lifts()))],
    "decisions.left_out": [([*sits("council"), propose(body="council", without=["TUR"]), put()], objects())],
    "decisions.objects_already": [(OBJECTED, objects())],
    "decisions.no_objection_of_its": [
        (before(), lifts()),
        (OBJECTED, lifts("UZB")),
        ([*OBJECTED, lifts()], lifts()),
        # What it objected to was put before; of this it was asked anew.
        ([*OBJECTED, conclude("defers", symbol=None), put()], lifts()),
    ],
    "membership.party_unknown": [
        (before(), amends(by="THA")),
        (before(), conclude(speaks_for=["THA"])),
    ],
    "meetings.no_quorum": [
        (ALONE, conclude()),
        (ALONE, conclude("defers", symbol=None)),
        # One of four has left; those who came as observers do not count.
        (
            [
                *before(),
                ("meetings.note_presence", {"meeting": "m", "left": ["TUR"]}),
                ("meetings.note_presence", {"meeting": "m", "capacity": "observer", "present": ["OSCE"]}),
            ],
            conclude(),
        ),
    ],
    "decisions.still_before": [
        (before(), put()),
        ([*before(), *sits(name="n")], put(meeting="n")),
        ([*before(), ("meetings.suspend", {"meeting": "m"}), *sits(name="n")], put(meeting="n")),
        (before(), revise()),
        (before(), silence()),
    ],
    "decisions.not_put": [([*sits(), propose()], conclude()), ([*SILENCE, breaks()], conclude(meeting=None))],
    "decisions.revision_differs": [
        (before(), conclude(revision=1)),
        ([*sits(), propose(), revise(), put()], conclude()),
    ],
    "decisions.objected_to": [
        *((OBJECTED, conclude(outcome)) for outcome in ("adopts", "approves", "takes_note", "accepts_as_basis")),
        (OBJECTED, conclude("agrees_subject_to_silence", symbol=None)),
        ([*OBJECTED, objects("UZB"), lifts()], conclude()),
        # It is silent now, but objects to it as it was put.
        (
            [
                *OBJECTED,
                ("meetings.note_presence", {"meeting": "m", "left": ["TUR"], "capacity": "member", "present": ["UZB"]}),
            ],
            conclude(),
        ),
        # Where votes would decide, an objection asks for them.
        ([*before("assembly"), objects()], conclude(symbol=None)),
    ],
    "decisions.outcome_by_votes": [
        (OBJECTED, conclude("not_carried", symbol=None)),
        (before("assembly"), conclude("not_carried", symbol=None)),
    ],
    "decisions.silence_not_known": [(before("soc"), conclude("agrees_subject_to_silence", symbol=None))],
    "decisions.nobody_objects": [(before(), moves()), ([*OBJECTED, lifts()], moves())],
    "decisions.statement_wanted": [
        (OBJECTED, moves(paragraphs=[])),
        (OBJECTED, moves(statement=None)),
        (before(), conclude(paragraphs=[1])),
        (before(), conclude(statement="statement")),
    ],
    "decisions.of_the_members": [(OBJECTED, moves(statement="paper"))],
    "decisions.speaks_for_objector": [(OBJECTED, moves(speaks_for=["KAZ", "TUR"]))],
    "decisions.chosen_otherwise": [(before(), conclude(chosen="TUR"))],
    "decisions.not_recommended": [
        ([*sits(), propose(matter="admission", effect=admission()), put()], conclude(effect=admission())),
        # To have discussed it is not to have recommended it.
        (
            [*sits(), propose(matter="admission", effect=admission()), recommend("discusses"), put()],
            conclude(effect=admission()),
        ),
    ],
    "decisions.effect_differs": [
        (ADMISSION[0], conclude()),
        (ADMISSION[0], conclude(effect=admission("BGD"))),
        (ADMISSION[0], conclude("takes_note", effect=admission())),
        (ADMISSION[0], conclude("defers", effect=admission(), symbol=None)),
        (before(), conclude(effect=admission())),
    ],
    "decisions.symbol_wanted": [(before(), conclude(symbol=None))],
    "decisions.symbol_unfit": [
        (before(), conclude(symbol="F/C/1")),
        (before(), conclude(symbol="Y-1")),
        # Of another year, and of no meeting that has such a number.
        (before(), conclude(symbol="F/DEC/2025/1")),
        (before(), conclude(symbol="F/DEC/1/1")),
        (before(), conclude("defers")),
        (before("soc"), conclude(symbol="F/C/1")),
        (OBJECTED, moves(symbol="F/DEC/2026/1")),
        (ISSUED_WITHOUT_SYMBOL, issue()),
        ([*NUMBERED_LATER, *sits("council")], issue("F/DEC/2026/1", meeting="m")),
    ],
    "documents.symbol_taken": [([*DECIDED, propose("e"), put("e")], conclude(decision="e"))],
    "documents.symbol_leaves_gap": [
        (before(), conclude(symbol="F/DEC/2026/2")),
        ([*NUMBERED_LATER, *sits("council")], issue("F/C/2", meeting="m")),
    ],
    "decisions.numbered_already": [(DECIDED, issue("F/DEC/2026/2"))],
    "decisions.numbered_at_a_meeting": [(NUMBERED_LATER, issue())],
}
