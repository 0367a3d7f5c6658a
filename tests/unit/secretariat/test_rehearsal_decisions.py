"""Simulated delegations under silence, at a meeting, and told by a depositary: most are silent, some are not."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from comity.forum.decisions.state import Clock, Decision, Silence, decision
from comity.forum.registry import ACT_TYPES
from comity.forum.treaties.state import notification
from comity.secretariat.clock import entered_at, milliseconds_of
from comity.secretariat.composing import View
from comity.secretariat.rehearsal.acting import Actor
from comity.secretariat.rehearsal.marks import rehearsed
from comity.secretariat.rehearsal.plan import Meetings, Plan, Silences
from comity.secretariat.rehearsal.seats import Seats
from comity.secretariat.rehearsal.simulation import Simulation
from comity.secretariat.rehearsal.temper import Temper
from tests.support.rehearsal_room import DECIDING, PLAN, MemoryAwaited, MemoryRoom, acting_forum, enrolled

HOUR = 3_600_000
BEGUN, EXPIRES = "2026-11-25T10:00:00.000Z", "2026-11-29T10:00:00Z"
RUNNING = Silence(act=1, number=1, started=BEGUN, revision=0, clocks=(Clock(act=1, expires=EXPIRES, entered=BEGUN),))
MATTERS = [f"matter-{number}" for number in range(200)]
WORDS = PLAN.simulation.words


def behaving(profile: str, **changes: Any) -> Plan:
    """All behave as a profile says, with changes to it; the Kazakh delegation alone where `only` says so."""
    only = changes.pop("only", ("KAZ", "MNG", "CHN", "BLR"))
    profiles = [each.model_copy(update=changes) if each.profile == profile else each for each in PLAN.profiles]
    delegations = dict.fromkeys(("KAZ", "MNG", "CHN", "BLR", "CHAIR"), "absent") | dict.fromkeys(only, profile)
    simulation = PLAN.simulation.model_copy(update={"delegations": delegations})
    return PLAN.model_copy(update={"profiles": tuple(profiles), "simulation": simulation})


# --- what they mean to do -----------------------------------------------------------------------------------------


def test_most_are_silent_some_reserve_and_few_break():
    temper = Temper(PLAN)
    meant = [temper.stance(f"P{number}", "plan", RUNNING) for number in range(1000)]
    reserved, broken = (sum(getattr(each, name) is not None for each in meant) for name in ("reserve", "breach"))
    assert (50 < reserved < 250, 2 < broken < 40) == (True, True)


def test_what_is_meant_comes_in_its_order_and_before_the_expiry():
    temper = Temper(behaving("contrary", silences=Silences(reserves=1, lifts=1, breaks=1)))
    for each in (temper.stance("KAZ", name, RUNNING) for name in MATTERS):
        assert milliseconds_of(BEGUN) <= each.reserve <= each.lift < milliseconds_of(EXPIRES)
        assert milliseconds_of(BEGUN) <= each.breach < milliseconds_of(EXPIRES)


def test_same_seed_means_the_same_and_each_silence_has_a_lot_of_its_own():
    one, again = Temper(PLAN), Temper(PLAN)
    meant = [[each.stance("KAZ", name, RUNNING) for name in MATTERS] for each in (one, again)]
    other = [one.stance("KAZ", name, RUNNING.model_copy(update={"number": 2})) for name in MATTERS]
    assert (meant[0] == meant[1], meant[0] == other) == (True, False)


def test_who_reserves_nothing_lifts_nothing():
    temper = Temper(behaving("ordinary", silences=Silences(reserves=0, lifts=1)))
    assert {temper.stance("KAZ", name, RUNNING)[:3] for name in MATTERS} == {(None, None, None)}


def test_what_is_kept_open_and_whether_there_is_a_text_follows_the_shares():
    way = Silences(reserves=1, kinds={"general": 3, "linguistic": 1}, breaks=1, texts=0.5)
    temper = Temper(behaving("contrary", silences=way))
    meant = [temper.stance("KAZ", name, RUNNING) for name in MATTERS]
    kinds, texts = Counter(each.kind for each in meant), Counter(each.text for each in meant)
    assert kinds["general"] > kinds["linguistic"] > 0
    assert min(texts[True], texts[False]) > 0


# --- what they do -------------------------------------------------------------------------------------------------


@dataclass
class Scene:
    """A rehearsal in which the secretariat puts a matter under silence, or to a meeting, and time goes by."""

    room: MemoryRoom
    seats: Seats
    awaited: MemoryAwaited

    def simulation(self, plan: Plan) -> Simulation:
        return Simulation(self.room, self.seats, plan, self.awaited)

    def enter(self, kind: str, by: str = "SECRETARIAT", /, **said: Any) -> int:
        return Actor(self.room, self.seats).act(by, kind, ACT_TYPES[kind].body.model_validate(said)).index

    def propose(self, name: str = "plan", **more: Any) -> None:
        said = {
            "decision": name,
            "party": "MNG",
            "matter": "plans",
            "body": "summit",
            "title": name,
            "text": "So be it.",
        }
        self.enter("decisions.propose", **said, **more)

    def silence(self, hours: int = 100, name: str = "plan") -> None:
        self.propose(name)
        self.enter("decisions.start_silence", decision=name, expires=self.at(hours))

    def meeting(self, *present: str) -> None:
        self.propose()
        plan = {"body": "summit", "kind": "special", "planned": self.at(0)[:10], "format": "in_person"}
        self.enter("meetings.convene", meeting="summit-9", **plan)
        self.enter("meetings.note_presence", meeting="summit-9", capacity="member", present=list(present))
        self.enter("meetings.open", meeting="summit-9", presided=[{"party": "CHN", "office": "Chair"}])
        self.enter("decisions.put", decision="plan", meeting="summit-9")

    def at(self, hours: float) -> str:
        moment = datetime.fromtimestamp(self.room.clock.time / 1000, UTC) + timedelta(hours=hours)
        return f"{moment:%Y-%m-%dT%H:%M:%SZ}"

    def later(self, hours: float) -> None:
        self.room.clock.time += round(hours * HOUR)

    def held(self, name: str = "plan") -> Decision:
        found = decision(View(self.room.ledger), name)
        assert found is not None
        return found


@pytest.fixture
def scene(tmp_path) -> Scene:
    room = MemoryRoom(tmp_path, rehearsed(acting_forum(**DECIDING), PLAN.marks))
    return Scene(room, enrolled(room), MemoryAwaited(room.ledger))


KEEPS = Silences(reserves=1, reserved=(0.2, 0.2), kinds={"linguistic": 1}, lifts=1, lifted=(0.6, 0.6))
BREAKS = Silences(breaks=1, broken=(0.5, 0.5), texts=1)


def test_who_keeps_something_open_says_so_and_lifts_it_in_time(scene):
    scene.silence()
    simulation = scene.simulation(behaving("ordinary", silences=KEEPS, only=("KAZ", "MNG")))
    assert simulation.look() == 0
    scene.later(21)
    assert simulation.look() == 2
    reservations = scene.held().silence.reservations
    assert [(each.party, each.kind, each.text, each.lifted) for each in reservations] == [
        ("KAZ", "linguistic", WORDS["reservation"], None),
        ("MNG", "linguistic", WORDS["reservation"], None),
    ]
    scene.later(40)
    assert (simulation.look(), simulation.look()) == (2, 0)
    assert None not in {each.lifted for each in scene.held().silence.reservations}
    assert simulation.tally.others == {"decisions.reserve": 2, "decisions.lift_reservation": 2}
    assert simulation.tally.further == 4


def test_who_looks_only_when_it_would_be_lifted_reserves_nothing(scene):
    scene.silence()
    scene.later(61)
    assert scene.simulation(behaving("ordinary", silences=KEEPS)).look() == 0


def test_who_breaks_says_why_and_what_it_could_agree_to(scene):
    scene.silence()
    simulation = scene.simulation(behaving("contrary", silences=BREAKS))
    scene.later(51)
    assert simulation.look() == 1
    breach = scene.held().silences[0].breach
    assert (breach.party, breach.reason, breach.text) == ("CHN", WORDS["breach"], WORDS["alternative"])
    assert (scene.held().state, simulation.look(), simulation.tally.refusals) == ("broken", 0, {})


def test_who_gives_no_text_breaks_with_the_reason_alone(scene):
    scene.silence()
    scene.later(51)
    way = BREAKS.model_copy(update={"texts": 0.0})
    scene.simulation(behaving("contrary", silences=way, only=("KAZ",))).look()
    assert (scene.held().silences[0].breach.party, scene.held().silences[0].breach.text) == ("KAZ", None)


def test_delegations_without_words_of_the_plan_act_without_any(scene):
    scene.silence()
    scene.later(51)
    plan = behaving("contrary", silences=BREAKS)
    wordless = plan.model_copy(update={"simulation": plan.simulation.model_copy(update={"words": {}})})
    scene.simulation(wordless).look()
    assert scene.held().silences[0].breach.reason is None


def test_silence_that_has_expired_is_broken_by_nobody(scene):
    scene.silence()
    scene.later(100)
    simulation = scene.simulation(behaving("contrary", silences=BREAKS))
    assert (simulation.look(), simulation.tally.refusals, scene.held().state) == (0, {}, "silence")


def test_silence_is_left_alone_by_observers_absent_delegations_and_those_in_which_somebody_sits(scene):
    scene.silence()
    scene.later(51)
    scene.awaited.seated = {"KAZ"}
    assert scene.simulation(behaving("contrary", silences=BREAKS, only=("BLR", "KAZ"))).look() == 0
    assert scene.simulation(behaving("absent")).look() == 0


def test_what_is_meant_is_listed_in_the_order_of_time_with_what_follows_from_it(scene):
    scene.silence(100, "long")
    scene.silence(50, "short")
    simulation = scene.simulation(behaving("ordinary", silences=KEEPS, only=("KAZ",)))
    now = scene.room.clock.time
    hours = [round((each.moment - now) / HOUR) for each in simulation.meant(now, now + 100 * HOUR)]
    assert hours == [10, 20, 30, 60]
    assert [each.affair.name for each in simulation.meant(now, now + 25 * HOUR)] == ["short/1", "long/1"]


def test_each_is_carried_out_at_its_moment_and_only_then(scene):
    scene.silence()
    simulation = scene.simulation(behaving("ordinary", silences=KEEPS, only=("KAZ",)))
    now = scene.room.clock.time
    (reserve, lift) = simulation.meant(now, now + 100 * HOUR)
    assert simulation.carry_out(reserve.affair) is False
    for each in (reserve, lift):
        scene.room.clock.time = each.moment
        assert (simulation.carry_out(each.affair), simulation.carry_out(each.affair)) == (True, False)
    assert scene.held().silence.reservations[0].entered == entered_at(reserve.moment)


def test_affair_of_a_silence_that_is_over_is_nobodys_any_more(scene):
    scene.silence()
    simulation = scene.simulation(behaving("contrary", silences=BREAKS, only=("KAZ",)))
    now = scene.room.clock.time
    (meant,) = simulation.meant(now, now + 100 * HOUR)
    scene.enter("decisions.break_silence", "MNG", decision="plan", party="MNG")
    scene.enter("decisions.revise", decision="plan", revision=1, text="Rather so.")
    scene.enter("decisions.start_silence", decision="plan", expires=scene.at(100))
    scene.room.clock.time = meant.moment
    assert simulation.carry_out(meant.affair) is False


OBJECTS = Meetings(objects=1, objected=(0.5, 0.5))


def test_who_is_at_a_meeting_objects_once_in_its_own_time(scene):
    scene.meeting("KAZ", "MNG", "CHN")
    simulation = scene.simulation(behaving("contrary", meetings=OBJECTS, only=("KAZ", "MNG")))
    assert simulation.look() == 0
    scene.later(PLAN.simulation.unhurried / 3600)
    assert (simulation.look(), simulation.look()) == (2, 0)
    objections = scene.held().standing_objections
    assert [(each.party, each.reason) for each in objections] == [
        ("KAZ", WORDS["objection"]),
        ("MNG", WORDS["objection"]),
    ]


def test_who_is_not_at_the_meeting_does_not_object(scene):
    scene.meeting("MNG", "CHN")
    scene.later(1)
    assert scene.simulation(behaving("contrary", meetings=OBJECTS, only=("KAZ",))).look() == 0


def test_objection_waits_for_its_time(scene):
    scene.meeting("KAZ", "MNG", "CHN")
    simulation = scene.simulation(behaving("contrary", meetings=OBJECTS, only=("KAZ",)))
    (meant,) = simulation.meant(0, scene.room.clock.time + HOUR)
    assert simulation.carry_out(meant.affair) is False


def test_party_without_whom_it_is_to_be_decided_means_nothing_about_it(tmp_path):
    ways = [DECIDING["procedures"][0] | {"way": "consensus_minus", "without": 1}]
    room = MemoryRoom(tmp_path, rehearsed(acting_forum(**{**DECIDING, "procedures": ways}), PLAN.marks))
    scene = Scene(room, enrolled(room), MemoryAwaited(room.ledger))
    scene.propose("plan", without=["KAZ"])
    scene.enter("decisions.start_silence", decision="plan", expires=scene.at(100))
    simulation = scene.simulation(behaving("contrary", silences=BREAKS))
    meant = simulation.meant(0, scene.room.clock.time + 100 * HOUR)
    assert [each.affair.party for each in meant] == ["CHN", "MNG"]


def test_who_never_objects_does_not_object(scene):
    scene.meeting("KAZ", "MNG", "CHN")
    scene.later(1)
    assert scene.simulation(behaving("diligent")).look() == 0


def test_matter_that_is_before_the_meeting_no_more_is_not_objected_to(scene):
    scene.meeting("KAZ", "MNG", "CHN")
    simulation = scene.simulation(behaving("contrary", meetings=OBJECTS, only=("KAZ",)))
    (meant,) = simulation.meant(0, scene.room.clock.time + HOUR)
    scene.enter("decisions.withdraw", decision="plan", party="MNG")
    scene.later(1)
    assert simulation.carry_out(meant.affair) is False


def notify(scene: Scene) -> None:
    """Keep a treaty that is open to Kazakhstan and Belarus, and issue a notification about it."""
    fact = {"sources": ["S1"], "confidence": "high"}
    clause = {"instruments": 2, "after": {"days": 30}}
    kept = {"treaty": "pact", "adopted": "2014-05-21", "also": ["KAZ", "BLR"], "ways": ["ratification"]}
    kept |= {"entry": clause, "reservations": "allowed", "objection_months": 12}
    scene.enter("documents.register", document="pact", kind="treaty", title="Pact", on="2014-05-21", **fact)
    place = scene.enter("treaties.register", **fact, **kept)
    number = f"C.N.1.{scene.at(0)[:4]}"
    scene.enter("treaties.notify", treaty="pact", notification=number, about=[place], text="It tells.")


def test_notification_is_acknowledged_by_those_whom_it_concerns(scene):
    notify(scene)
    simulation = scene.simulation(behaving("diligent"))
    assert simulation.look() == 0
    scene.later(1)
    assert (simulation.look(), simulation.look()) == (2, 0)
    held = notification(View(scene.room.ledger), f"C.N.1.{scene.at(0)[:4]}")
    assert sorted(each.party for each in held.receipts) == ["BLR", "KAZ"]


def test_absent_delegations_acknowledge_no_notification(scene):
    notify(scene)
    scene.later(1)
    assert scene.simulation(behaving("absent")).look() == 0
