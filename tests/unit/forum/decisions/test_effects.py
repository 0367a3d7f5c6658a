"""What decisions drive: statuses in either order of the steps, the chair and its hat, posts, the charter."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from typing import Any

import pytest

from comity.forum.charter.state import charter
from comity.forum.membership.roll import deciding as who_decides
from comity.forum.officers.authority import delegation_of
from comity.forum.offices.state import chair as chair_of
from comity.forum.offices.state import post
from comity.forum.readings.chair import elected_until, served
from comity.forum.readings.membership import Register, register
from tests.support.deciding import (
    LATER,
    act,
    admission,
    amendment,
    appointment,
    chair,
    chair_extension,
    change,
    conclude,
    deciding,
    expired,
    procedure,
    propose,
    put,
    silence,
    sits,
    status_end,
    way_out,
)
from tests.support.decidingrecord import DecidingRecord
from tests.support.stage import Step, by, clock
from tests.unit.forum.orders.effects import applies, decides, leaves, sign, take
from tests.unit.forum.orders.proposals import recommend


def on(day: str, *steps: Step) -> list[Step]:
    """The steps, entered at noon of a day."""
    return [clock(f"{day}T12:00:00.000Z"), *steps]


def at_a_meeting(day: str, party: str = "KWT", name: str = "d", number: int = 1) -> list[Step]:
    meeting = f"m-{name}"
    return on(
        day,
        *sits(name=meeting, on=day),
        propose(name, matter="admission", effect=admission(party)),
        recommend(decision=name),
        put(name, meeting),
        conclude(decision=name, meeting=meeting, effect=admission(party), symbol=f"F/DEC/2026/{number}"),
    )


def by_silence(day: str) -> list[Step]:
    """A decision by a silence that expires at the beginning of a day."""
    expires = f"{day}T00:00:00Z"
    return [
        propose(matter="admission", effect=admission()),
        recommend(),
        silence(expires=expires),
        *on(day, expired(effective=expires, effect=admission())),
    ]


def members(record: DecidingRecord) -> Register:
    return register(record.replay)


STEPS = {
    "declaration": on("2026-01-01", sign("2026-01-01")),
    "decision": at_a_meeting("2026-01-02"),
    "act": on("2026-01-03", sign("2026-01-03", "act")),
}


# --- Admission


@pytest.mark.parametrize(
    ("steps", "day"),
    [
        # Kuwait: signed, then decided.
        ([*on("2026-01-01", sign(), sign(instrument="act")), *at_a_meeting("2026-01-03")], "2026-01-03"),
        # Bangladesh: decided, then signed.
        ([*at_a_meeting("2026-01-01"), *on("2026-01-02", sign("2026-01-02")),
          *on("2026-01-04", sign("2026-01-04", "act"))], "2026-01-04"),
        # One signature before, one after.
        ([*on("2026-01-01", sign()), *at_a_meeting("2026-01-02"), *on("2026-01-03", sign("2026-01-03", "act"))],
         "2026-01-03"),
        # All on one day.
        ([*on("2026-01-01", sign(), sign(instrument="act")), *at_a_meeting("2026-01-01")], "2026-01-01"),
        # By silence: the day is that of the expiry.
        ([*by_silence("2026-01-02"), *on("2026-01-03", sign("2026-01-03"), sign("2026-01-03", "act"))], "2026-01-03"),
    ],
    ids=["sign then decide", "decide then sign", "between the signatures", "on one day", "by silence, then sign"],
)  # fmt: skip
def test_admission_is_effective_when_the_later_step_is_done(steps, day):
    record = DecidingRecord(*steps)
    held, entered = members(record), date.fromisoformat(day)
    eve = date.fromordinal(entered.toordinal() - 1)
    spell = next(each for each in held.of_party("KWT") if each.status == "member")
    assert (spell.since.earliest, spell.since.latest) == (entered, entered)
    assert [held.count("member", each).least for each in (eve, entered)] == [6, 7]
    # It is the seventh by the order of joining, and decides from that day on.
    assert held.places()["KWT"].first == 7
    assert ["KWT" in who_decides(each.isoformat(), record.replay) for each in (eve, entered)] == [False, True]
    assert record.replayed().values == record.replay.values


def test_admission_by_silence_counts_from_its_expiry_though_it_was_recorded_later():
    record = DecidingRecord(
        sign(), sign(instrument="act"), propose(matter="admission", effect=admission()), recommend()
    )
    record.play(silence(), *on("2026-01-05", expired(effect=admission())))
    held = members(record)
    spell = next(each for each in held.of_party("KWT") if each.status == "member")
    assert (spell.since.latest, held.parties["KWT"].acceptances[-1].path) == (date(2026, 1, 2), "silence")


@pytest.mark.parametrize("missing", ["declaration", "act", "decision"])
def test_nobody_is_a_member_while_a_step_is_missing(missing):
    record = DecidingRecord(*(step for name, steps in STEPS.items() if name != missing for step in steps))
    assert "member" not in [each.status for each in members(record).of_party("KWT")]


def test_order_of_the_steps_within_the_record_makes_no_difference():
    """Signatures of earlier days are entered from sources, whenever that is; the decision has its own time."""
    sourced = {"sources": ["S1"], "confidence": "high"}
    deeds = {
        "declaration": [sign("2026-01-01", **sourced)],
        "act": [sign("2026-01-03", "act", **sourced)],
        "decision": at_a_meeting("2026-01-05")[1:],
    }
    found = set()
    for order in permutations(deeds):
        stage = deciding().play(clock("2026-01-05T12:00:00.000Z"), *(step for name in order for step in deeds[name]))
        party = stage.value("party", "KWT")
        found.add((tuple(each.on for each in party.acceptances), frozenset(each.on for each in party.signatures)))
    assert found == {(("2026-01-05",), frozenset({"2026-01-01", "2026-01-03"}))}


def test_two_admissions_take_their_places_in_the_order_of_their_days():
    record = DecidingRecord(
        *at_a_meeting("2026-01-01", "KWT", "first", 1),
        *at_a_meeting("2026-01-01", "BGD", "second", 2),
        *on("2026-01-02", _signs("BGD"), _signs("BGD", "act")),
        *on("2026-01-03", sign("2026-01-03"), sign("2026-01-03", "act")),
    )
    places = members(record).places()
    assert (places["BGD"].first, places["KWT"].first) == (7, 8)


def _signs(party: str, instrument: str = "declaration") -> Step:
    return "membership.sign", {"party": party, "instrument": instrument, "on": "2026-01-02"}


def test_admitted_party_has_nothing_more_to_apply_for():
    record = DecidingRecord(
        *at_a_meeting("2026-01-01", "BGD"),
        *on("2026-01-02", _signs("BGD")),
    )
    assert record.refused(applies("BGD")) is None
    assert record.play(_signs("BGD", "act")).refused(applies("BGD")) == "membership.held_already"


def test_application_stands_with_the_party():
    record = DecidingRecord(applies(text="We wish to join."))
    application = record.replay.values[("party", "KWT")].applications[0]
    assert (application.status, application.entered, application.text) == (
        "member",
        "2026-01-01T00:00:00.000Z",
        {"en": "We wish to join."},
    )


# --- The end of a status


def test_suspension_by_decision_ends_the_right_to_decide_on_that_day():
    stage = deciding().play(*sits(), *decides("d", "admission", status_end("IND", on="2026-03-01")))
    assert ["IND" in who_decides(day, stage) for day in ("2026-02-28", "2026-03-01")] == [True, False]
    ending = stage.value("party", "IND").endings[0]
    assert (ending.manner, ending.on, ending.decision) == ("suspended", "2026-03-01", "d")


def test_suspension_by_silence_counts_from_the_expiry():
    stage = deciding().play(propose(matter="admission", effect=status_end()), recommend(), silence())
    stage.play(clock("2026-01-07T00:00:00.000Z"), expired(effect=status_end()))
    assert stage.value("party", "IND").endings[0].on == "2026-01-02"


def test_withdrawal_by_notice_is_over_on_its_day():
    stage = deciding().play(leaves())
    assert ["IND" in who_decides(day, stage) for day in ("2026-01-30", "2026-01-31")] == [True, False]


def test_forum_whose_charter_knows_no_exits_ends_no_status():
    stage = deciding(exits=[])
    assert stage.code(leaves()) == "membership.no_way_out"
    assert stage.code(propose(matter="admission", effect=status_end())) == "membership.no_way_out"
    only = deciding(exits=[way_out("member", "withdrawn", decision=True)])
    assert only.code(leaves()) == "membership.no_way_out"
    assert only.code(propose(matter="admission", effect=status_end(manner="withdrawn"))) is None


# --- The chair


def test_chair_chosen_by_silence_is_taken_by_an_act_of_its_own_and_the_hat_moves_with_it():
    effect = chair(since="2026-01-04", until="2029")
    record = DecidingRecord(propose(matter="chair", effect=effect), silence(), LATER, expired(effect=effect))
    term = chair_of(record.replay).terms[-1]
    assert (term.state, term.on, term.path, term.decision, term.taken) == ("MNG", "2026-01-02", "silence", "d", None)
    assert delegation_of("CHAIR", "2026-01-02", record.replay) == "KAZ"
    record.play(clock("2026-01-04T09:00:00.000Z"))
    assert delegation_of("CHAIR", "2026-01-04", record.replay) == "KAZ"
    record.play(by("CHAIR", take("2026-01-04", "mongolia")))
    assert delegation_of("CHAIR", "2026-01-04", record.replay) == "MNG"
    assert [each.term.term for each in served(record.replay)] == ["kazakhstan", "mongolia"]
    # The next act of the chair is signed by Mongolia’s officers.
    record.play(propose("e"), silence("e", expires="2026-01-06T00:00:00Z"))
    assert record.decision("e").state == "silence"


def test_term_is_prolonged_by_a_decision():
    stage = deciding().play(*sits(), *decides("d", "chair", chair_extension(until="2028-06-30")))
    term = next(each for each in chair_of(stage).terms if each.term == "kazakhstan")
    assert (elected_until(term), term.extensions[0].decision, term.extensions[0].meeting) == ("2028-06-30", "d", "m")


def test_term_that_a_decision_began_is_prolonged_by_another():
    stage = deciding().play(*sits(), *decides("d", "chair", chair(until="2029")))
    stage.play(*decides("e", "chair", chair_extension("mongolia", "2030"), 2))
    assert elected_until(chair_of(stage).terms[-1]) == "2030"


# --- Posts


@pytest.mark.parametrize("path", ["meeting", "silence"])
def test_appointment_fills_the_post(path):
    effect = appointment(nationality="TUR", until="2031")
    if path == "meeting":
        stage = deciding().play(*sits(), *decides("d", "post", effect))
    else:
        stage = deciding().play(propose(matter="post", effect=effect), silence(), LATER, expired(effect=effect))
    tenure = post(stage, "executive-head").tenures[0]
    assert (tenure.tenure, tenure.person, tenure.nationality, tenure.since, tenure.until, tenure.decision) == (
        "second",
        {"en": "P"},
        "TUR",
        "2026",
        "2031",
        "d",
    )
    assert tenure.meeting == ("m" if path == "meeting" else None)


# --- The charter


def test_charter_amended_by_silence_is_judged_by_from_its_day():
    longer = change("procedures", "summit", procedure("summit", silence={"by": ["chair"], "hours": 72}, series="d"))
    effect = amendment(longer, in_force="2026-01-04")
    stage = deciding().play(propose(matter="rules", effect=effect), silence(), LATER, expired(effect=effect))
    held = charter(stage)
    assert (held.version, held.amendments[0].decision, held.amendments[0].in_force) == (3, "d", "2026-01-04")
    assert [held.procedure("summit", "text", day).silence.hours for day in ("2026-01-03", "2026-01-04")] == [24, 72]
    stage.play(propose("e"), clock("2026-01-03T23:59:59.000Z"))
    assert stage.code(silence("e", expires="2026-01-04T23:59:59Z")) is None
    stage.play(clock("2026-01-04T00:00:00.000Z"))
    assert stage.code(silence("e", expires="2026-01-05T00:00:00Z")) == "decisions.silence_too_short"


# --- Undertakings


def test_undertaking_leaves_the_board_when_each_has_done_its_part():
    laid_down = [{"number": 1, "parties": ["TUR", "UZB"], "bodies": ["soc"], "what": "They report."}]
    stage = deciding().play(propose(), silence(undertakings=laid_down))
    assert stage.value("decision", "d").undertakings == ()
    stage.play(LATER, expired(undertakings=laid_down))
    waits: list[Any] = [stage.value("decision", "d").undertakings[0].open_for]
    for party in ("TUR", "SECRETARIAT", "UZB"):
        stage.play(by(party, act("fulfil", party=party, undertaking=1)))
        waits.append(stage.value("decision", "d").undertakings[0].open_for)
    assert waits == [("TUR", "UZB", "SECRETARIAT"), ("UZB", "SECRETARIAT"), ("UZB",), ()]
