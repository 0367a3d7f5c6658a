"""What somebody would try who means ill: to act for another, to swap a text that was agreed, numbers without end."""

from __future__ import annotations

from typing import Any

import pytest

from comity.forum.documents.symbols import next_in_series
from tests.support.deciding import (
    SHARE,
    SILENCE,
    SILENT,
    Fields,
    admission,
    amend,
    before,
    breaks,
    chair,
    change,
    conclude,
    deciding,
    procedure,
    propose,
    put,
    silence,
    sits,
    way_out,
)
from tests.support.stage import Step, by, clock, document, fact
from tests.unit.forum.orders import votes
from tests.unit.forum.orders.documents import correct
from tests.unit.forum.orders.proposals import recommend, revise
from tests.unit.forum.orders.treaties import register, sign
from tests.unit.forum.orders.treaties import stage as treaties

CENTURIES = 2**53 - 1
"""The largest number that a record can hold."""


def convene(planned: str, **said: Any) -> Step:
    given = {"meeting": "n", "body": "summit", "kind": "informal", "planned": planned, "format": "in_person"}
    return "meetings.convene", given | said


# --- At the edges of the calendar, and numbers without end


@pytest.mark.parametrize(("planned", "code"), [("9999-12-31", None), ("0001-01-01", "meetings.past_already")])
def test_meeting_at_the_edge_of_the_calendar(planned, code):
    assert deciding().code(convene(planned)) == code
    assert deciding().code(convene(planned, opens="2026-01-02T00:00:00Z")) == "meetings.opens_elsewhen"


SUMMIT = procedure("summit", series="d")
ENDLESS: list[Fields] = [
    change("procedures", "summit", SUMMIT | {"silence": SILENT | {"hours": CENTURIES}}),
    change("procedures", "summit", SUMMIT | {"silence": SILENT | {"usual_hours": CENTURIES}}),
    change("procedures", "summit", SUMMIT | {"silence": SILENT | {"veto_hours": CENTURIES}}),
    change("procedures", "summit", SUMMIT | {"statements_hours": CENTURIES}),
    change("exits", "member withdrawn", way_out("member", "withdrawn", decision=False, notice_days=CENTURIES)),
]


@pytest.mark.parametrize("changed", ENDLESS)
def test_charter_knows_no_time_that_ends_outside_the_calendar(changed):
    assert deciding().code(amend(changed)[0]) == "charter.change_malformed"


@pytest.mark.parametrize("after", [{"days": 36_500}, {"months": 1_200}])
def test_treaty_open_to_the_end_of_the_calendar_enters_into_force_no_later(after):
    share = {"numerator": 1, "denominator": 1, "of": "signatories"}
    kept = treaties().play(register(open_until="9999-12-31", entry={"share": share, "after": after}))
    assert kept.play(sign(mode="definitive")).code(sign("CHN", mode="definitive")) is None


@pytest.mark.parametrize("said", [{"deposited": CENTURIES}, {"missing": CENTURIES}])
def test_no_report_counts_more_instruments_than_states(said):
    assert treaties().play(register()).code(report(**said)) == "kernel.body_malformed"
    endless = {"instruments": CENTURIES, "after": {"days": 1}}
    assert treaties().code(register(entry=endless)) == "kernel.body_malformed"


def report(**said: Any) -> Step:
    return "treaties.report", {"treaty": "pact", "as_of": "2026-01-01"} | said


# --- Acts for another


OFFICES = [{"act": "decisions.*", "by": ["secretariat", "chair"], "sources": ["S1"]}]


@pytest.mark.parametrize("acting", ["SECRETARIAT", "CHAIR"])
def test_office_states_for_a_member_what_the_member_cannot_enter_itself_and_nothing_else(acting):
    closed = deciding(acts=OFFICES).play(*(by("SECRETARIAT", step) for step in SILENCE))
    assert closed.code(by(acting, breaks())) is None
    assert deciding().play(*SILENCE).code(by(acting, breaks())) == "decisions.not_in_its_name"


def test_nobody_puts_a_ballot_into_the_box_for_another_whatever_the_charter_says():
    stage = deciding(acts=OFFICES).play(*votes.ELECTION)
    assert stage.code(by("SECRETARIAT", votes.casts())) == "decisions.not_in_its_name"


# --- What was agreed to was another text


def test_recommendation_is_of_the_text_that_was_recommended():
    kuwait = [*sits(), propose(matter="admission", effect=admission()), recommend()]
    stage = deciding().play(*kuwait, revise(effect=admission("BGD")), put())
    bangladesh = conclude(revision=1, effect=admission("BGD"))
    assert stage.code(bangladesh) == "decisions.not_recommended"
    again = deciding().play(*kuwait, revise(effect=admission("BGD")), recommend(), put())
    assert again.code(bangladesh) is None


def test_states_have_asked_for_the_text_as_it_was():
    stage = deciding().play(*votes.ASKED, *votes.asks("MNG"), revise())
    assert stage.code(votes.declares(meeting=None, revision=1)) == "decisions.too_few_ask"
    stage.play(*votes.asks("KAZ", "TUR", "MNG"))
    assert stage.code(votes.declares(meeting=None, revision=1)) is None


GONE = fact("membership.lapse", party="TUR", status="member", on="2025-12-31", manner="withdrawn")


def test_who_decides_no_more_asks_for_nothing():
    stage = deciding().play(*votes.ASKED, *votes.asks("MNG"), GONE)
    assert stage.code(votes.declares(meeting=None)) == "decisions.too_few_ask"


def test_majority_of_the_members_is_of_those_who_decided_at_the_close():
    three = ["for", "for", "for"]
    stage = deciding().play(*votes.voting(*three, **votes.BUDGET))
    # Two members fewer, and three would be two thirds of them.
    leaving = [
        fact("membership.lapse", party=code, status="member", on="2026-01-02", manner="withdrawn")
        for code in ("UZB", "IND")
    ]
    stage.play(clock("2026-01-02T12:00:00.000Z"), *leaving)
    assert stage.code(votes.declares()) == "decisions.not_so_carried"


# --- Elections


def test_candidates_stand_once_and_are_such_as_can_be_chosen():
    election: Fields = {"matter": "election", "body": "assembly", "effect": chair()}
    assert deciding().code(propose(candidates=["MNG", "MNG"], **election)) == "kernel.body_malformed"
    assert deciding().code(propose(candidates=["MNG", "OSCE"], **election)) == "membership.not_a_state"


def test_nobody_is_elected_by_silence():
    secret = procedure("election", "secret_ballot", bodies=["assembly"], matters=["election"], **SHARE)
    stage = deciding().play(*amend(change("procedures", "election", secret | {"silence": SILENT})), votes.PROPOSED)
    assert stage.code(silence()) == "decisions.silence_not_known"


# --- Corrections


def test_correction_takes_away_nothing_to_which_something_was_done():
    """Of what is done no rule is asked again: it needs what it was done to."""
    stage = deciding()
    planned = len(stage.acts)
    plan = fact("meetings.plan", meeting="p", body="soc", kind="informal", planned="2026-01-01")
    attended: Step = "meetings.convene", convene("2026-01-01", meeting="p", body="soc")[1]
    stage.play(plan, propose(matter="admission"), attended)
    assert stage.code(correct(planned, plan, meeting="q")) == "sources.correction_removes"
    registered = len(stage.acts)
    paper = document("draft", "2026-01-01", kind="draft")
    file = {"language": "en", "name": "t", "sha256": "a" * 64, "size": 1, "media_type": "text/plain"}
    stage.play(paper, ("documents.add_language", {"document": "draft", "file": file, "original": True}))
    assert stage.code(correct(registered, paper, document="other")) == "sources.correction_removes"
    # What was done stays with what is corrected otherwise.
    assert stage.code(correct(registered, paper, title="Other")) is None


def test_what_a_party_entered_itself_is_corrected_by_nobody_for_it():
    kept = treaties().play(register())
    signed = len(kept.acts)
    kept.play(by("KAZ", sign(signed_by="plenipotentiary")))
    definitive = correct(signed, sign(), mode="definitive")
    assert kept.code(definitive) == "sources.not_correctable"
    # What the depositary entered on its paper it can mend.
    own_word = treaties().play(register(), sign())
    assert own_word.code(correct(signed, sign(), at="Almaty")) is None


def test_facts_of_a_member_that_a_decision_admitted_can_be_corrected():
    stage = deciding()
    stage.play(fact("membership.enter_party", party="THA", kind="state", iso="THA"))
    entered = len(stage.acts) - 1
    told = propose(matter="admission", effect=admission("THA"))
    stage.play(*sits(), told, recommend(), put(), conclude(effect=admission("THA")))
    before_it = stage.value("party", "THA")
    entering = fact("membership.enter_party", party="THA", kind="state", iso="THA")
    stage.play(correct(entered, entering, in_asia=True))
    after_it = stage.value("party", "THA")
    assert (after_it.acceptances, after_it.in_asia) == (before_it.acceptances, True)


# --- Symbols


def pattern(name: str, said: str) -> Fields:
    return {"series": name, "pattern": said, "name": name, "sources": ["S1"]}


def test_decision_is_numbered_by_the_series_as_it_is_on_the_day():
    stage = deciding().play(*amend(change("symbols", "d", pattern("d", "F/D/{m}/{n}"))), *before())
    assert stage.code(conclude(symbol="F/DEC/2026/1")) == "decisions.symbol_unfit"
    assert stage.code(conclude(symbol="F/D/2026/1")) is None
    named = [next_in_series("d", "2026", stage, day) for day in ("2025-12-31", "2026-01-01")]
    assert named == ["F/DEC/2026/1", "F/D/2026/1"]


def test_series_that_is_like_another_is_counted_by_itself():
    alike = [pattern("c", "F/{n}/{m}"), pattern("d", "F/{m}/{n}")]
    stage = deciding(symbols=alike).play(*before(), propose("e"), put("e"), conclude(symbol="F/2026/1"))
    assert stage.code(conclude(decision="e", symbol="F/2026/3")) == "documents.symbol_leaves_gap"
    assert stage.code(conclude(decision="e", symbol="F/2026/2")) is None


# --- A meeting that closes over what is before it


def test_what_a_closed_meeting_left_undecided_is_decided_at_the_next():
    stage = deciding().play(*before(), ("meetings.close", {"meeting": "m"}), *sits(name="n"), put(meeting="n"))
    assert stage.code(conclude(meeting="m")) == "decisions.other_meeting"
    assert stage.code(conclude(meeting="n")) is None
    silent = deciding().play(*before(), ("meetings.close", {"meeting": "m"}), silence())
    assert silent.value("decision", "d").meeting is None
