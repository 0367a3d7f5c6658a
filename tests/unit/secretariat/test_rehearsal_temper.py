"""What simulated delegations mean to do follows from the plan and its seed, and from nothing else."""

from __future__ import annotations

from collections import Counter

import pytest

from comity.forum.notices.state import Due
from comity.secretariat.clock import milliseconds_of
from comity.secretariat.rehearsal.plan import Plan
from comity.secretariat.rehearsal.temper import Temper
from tests.support.rehearsal_room import PLAN

SENT, BY = "2026-11-25T10:00:00.000Z", "2026-11-25T10:10:00Z"
BEGIN, END = milliseconds_of(SENT), milliseconds_of(BY)
NOTES = [f"note-{number}" for number in range(200)]


def due(notice: str = "note", reply: str = "answer", by: str | None = BY, party: str = "KAZ") -> Due:
    return Due(acts=(1,), party=party, notice=notice, reply=reply, sent=SENT, by=by)


def behaving(profile: str, **changes: object) -> Temper:
    """Kazakhstan behaves as a profile says, with changes to it."""
    profiles = [each.model_copy(update=changes) if each.profile == profile else each for each in PLAN.profiles]
    simulation = PLAN.simulation.model_copy(update={"delegations": {"KAZ": profile}})
    return Temper(PLAN.model_copy(update={"profiles": tuple(profiles), "simulation": simulation}))


def seeded(seed: int) -> Plan:
    return PLAN.model_copy(update={"simulation": PLAN.simulation.model_copy(update={"seed": seed})})


def test_same_seed_makes_the_same_intentions_and_another_makes_others():
    one, again, other = Temper(seeded(1)), Temper(seeded(1)), Temper(seeded(2))
    meant = [[each.intention(due(note)) for note in NOTES] for each in (one, again, other)]
    assert (meant[0] == meant[1], meant[0] == meant[2]) == (True, False)


def test_profiles_are_drawn_in_their_shares():
    temper = Temper(PLAN)
    drawn = Counter(temper.profile(f"P{number}").profile for number in range(3000))
    whole = sum(each.share for each in PLAN.profiles)
    assert {each.profile: round(drawn[each.profile] / 100) for each in PLAN.profiles} == pytest.approx(
        {each.profile: 30 * each.share / whole for each in PLAN.profiles}, abs=1.5
    )


def test_delegation_that_the_plan_names_behaves_as_it_says():
    assert behaving("absent").profile("KAZ").profile == "absent"


def test_absent_delegation_means_to_do_nothing():
    temper = behaving("absent")
    assert {temper.intention(due(note))[:2] for note in NOTES} == {(None, None)}


def test_silent_delegation_acknowledges_and_never_answers():
    meant = [behaving("silent").intention(due(note)) for note in NOTES]
    assert ({each.answer for each in meant}, None in {each.acknowledge for each in meant}) == ({None}, False)


def test_diligent_delegation_is_never_late():
    meant = [behaving("diligent").intention(due(note)) for note in NOTES]
    assert all(BEGIN <= each.acknowledge <= each.answer <= END for each in meant)


@pytest.mark.parametrize("reply", ["answer", "acknowledgement"])
def test_delegation_that_is_always_late_is_late_with_what_was_asked(reply):
    meant = [behaving("diligent", late=1.0).intention(due(note, reply)) for note in NOTES]
    asked = [each.answer if reply == "answer" else each.acknowledge for each in meant]
    latest = BEGIN + (END - BEGIN) * (1 + PLAN.simulation.late_by[1])
    assert all(END < moment <= latest for moment in asked)
    assert reply != "answer" or all(each.acknowledge < END for each in meant)


def test_contrary_delegation_never_agrees():
    said = Counter(behaving("contrary").intention(due(note)).position for note in NOTES)
    assert (set(said), said["objects"] > said["comments"] > 0) == ({"objects", "comments"}, True)


@pytest.mark.parametrize("reply", ["none", "acknowledgement"])
def test_what_asks_for_no_answer_gets_none(reply):
    assert {behaving("diligent").intention(due(note, reply)).answer for note in NOTES} == {None}


def test_what_gives_no_time_is_done_in_the_time_of_the_plan():
    meant = [behaving("diligent").intention(due(note, by=None)).answer - BEGIN for note in NOTES]
    most = PLAN.simulation.unhurried * 1000
    assert (min(meant) >= most * 0.1, max(meant) <= most * 0.5) == (True, True)


def test_one_chance_that_is_changed_leaves_the_others_as_they_were():
    before, after = behaving("ordinary"), behaving("ordinary", acknowledges=0.0)
    pairs = [(before.intention(due(note)), after.intention(due(note))) for note in NOTES]
    assert all(one[1:] == other[1:] for one, other in pairs)
