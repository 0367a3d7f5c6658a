"""Simulated delegations do in time what they mean to, from seats in which nobody sits, and take a refusal calmly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from comity.forum.notices.state import notice
from comity.forum.openings.chamber import Chamber
from comity.secretariat.composing import View
from comity.secretariat.rehearsal.acting import Actor
from comity.secretariat.rehearsal.plan import Plan
from comity.secretariat.rehearsal.seats import Seats
from comity.secretariat.rehearsal.simulation import Simulation
from tests.support.rehearsal_room import PLAN, MemoryAwaited, MemoryRoom, enrolled
from tests.support.small_forum import act

MINUTE = 60_000


def all_behaving(profile: str, **others: str) -> Plan:
    delegations = dict.fromkeys(("KAZ", "MNG", "CHN", "BLR", "CHAIR"), profile) | others
    simulation = PLAN.simulation.model_copy(update={"delegations": delegations})
    return PLAN.model_copy(update={"simulation": simulation})


@dataclass
class Scene:
    """A rehearsal in which the secretariat has sent notes, and time goes by."""

    room: MemoryRoom
    seats: Seats
    awaited: MemoryAwaited

    def simulation(self, plan: Plan) -> Simulation:
        return Simulation(self.room, self.seats, plan, self.awaited)

    def send(self, name: str, to: list[str], reply: str = "answer", audience: Any = "participants") -> int:
        said = {
            "party": "SECRETARIAT",
            "notice": name,
            "to": to,
            "subject": "A note",
            "text": "It asks.",
            "reply": reply,
        }
        body = act("notices.send", **said)
        return Actor(self.room, self.seats).act("SECRETARIAT", *body, audience=audience).index

    def later(self, minutes: float) -> None:
        self.room.clock.time += round(minutes * MINUTE)

    def notice(self, name: str) -> Any:
        return notice(Chamber(View(self.room.ledger)), name)

    def did(self, name: str) -> tuple[list[str], list[str]]:
        found = self.notice(name)
        return sorted(each.party for each in found.receipts), sorted(each.party for each in found.replies)


@pytest.fixture
def scene(tmp_path) -> Scene:
    room = MemoryRoom(tmp_path)
    return Scene(room, enrolled(room), MemoryAwaited(room.ledger))


def test_diligent_delegations_acknowledge_then_answer_in_their_time(scene):
    scene.send("secretariat-one", ["KAZ", "MNG"])
    simulation = scene.simulation(all_behaving("diligent"))
    assert (simulation.look(), scene.did("secretariat-one")) == (0, ([], []))
    scene.later(0.5)
    assert (simulation.look(), scene.did("secretariat-one")) == (2, (["KAZ", "MNG"], []))
    scene.later(2)
    assert (simulation.look(), scene.did("secretariat-one")) == (2, (["KAZ", "MNG"], ["KAZ", "MNG"]))
    assert (simulation.look(), simulation.tally.acknowledged, simulation.tally.answered) == (0, 2, 2)


def test_delegation_that_looks_late_answers_without_acknowledging_first(scene):
    scene.send("secretariat-one", ["KAZ"])
    scene.later(5)
    simulation = scene.simulation(all_behaving("diligent"))
    assert (simulation.look(), scene.did("secretariat-one"), simulation.look()) == (1, ([], ["KAZ"]), 0)


def test_what_asks_for_an_acknowledgement_gets_no_more(scene):
    scene.send("secretariat-one", ["KAZ"], reply="acknowledgement")
    scene.later(5)
    assert (scene.simulation(all_behaving("diligent")).look(), scene.did("secretariat-one")) == (1, (["KAZ"], []))


def test_absent_delegation_does_nothing_while_others_do(scene):
    scene.send("secretariat-one", ["KAZ", "MNG"])
    scene.later(60)
    scene.simulation(all_behaving("diligent", MNG="absent")).look()
    assert scene.did("secretariat-one") == ([], ["KAZ"])


def test_contrary_delegations_object_in_the_words_of_the_plan(scene):
    names = [f"secretariat-note-{number}" for number in range(8)]
    for name in names:
        scene.send(name, ["KAZ"])
    scene.later(5)
    scene.simulation(all_behaving("contrary")).look()
    answers = [scene.room.ledger.opened(scene.notice(name).replies[0].act).body for name in names]
    assert {each.position for each in answers} == {"objects", "comments"}
    assert all(each.text == PLAN.simulation.answers[each.position] for each in answers)


def test_delegation_in_which_somebody_sits_is_left_alone(scene):
    scene.send("secretariat-one", ["KAZ", "MNG"])
    scene.later(5)
    scene.awaited.seated = {"KAZ"}
    scene.simulation(all_behaving("diligent")).look()
    assert scene.did("secretariat-one") == ([], ["MNG"])


@pytest.mark.parametrize(("seated", "answered"), [(set(), ["CHAIR", "CHN"]), ({"CHN"}, [])])
def test_chair_is_simulated_unless_somebody_sits_for_the_chairing_state(scene, seated, answered):
    scene.send("secretariat-one", ["CHN", "CHAIR"])
    scene.later(5)
    scene.awaited.seated = seated
    scene.simulation(all_behaving("diligent")).look()
    assert scene.did("secretariat-one")[1] == answered


def test_nothing_more_is_done_once_it_does_not_go_on(scene):
    scene.send("secretariat-one", ["KAZ", "MNG", "CHN"])
    scene.later(5)
    asked = iter([True, True, False])
    assert scene.simulation(all_behaving("diligent")).look(lambda: next(asked)) == 2


def test_secretariat_is_never_simulated(scene):
    said = {"party": "KAZ", "notice": "kaz-1", "to": ["SECRETARIAT"], "subject": "A note", "text": "It asks."}
    Actor(scene.room, scene.seats).act("KAZ", *act("notices.send", **said, reply="answer"), audience="participants")
    scene.later(60)
    assert (scene.simulation(all_behaving("diligent")).look(), scene.did("kaz-1")) == (0, ([], []))


@pytest.mark.parametrize(("asked", "answered"), [("participants", "participants"), (("KAZ",), ("KAZ", "SECRETARIAT"))])
def test_answer_is_read_by_those_who_read_the_question_and_by_who_asked(scene, asked, answered):
    scene.send("secretariat-one", ["KAZ"], audience=asked)
    scene.later(5)
    scene.simulation(all_behaving("diligent")).look()
    assert scene.awaited.audience(scene.notice("secretariat-one").replies[0].act) == answered


def test_withdrawn_notice_is_answered_by_nobody(scene):
    scene.send("secretariat-one", ["KAZ"])
    said = {"party": "SECRETARIAT", "notice": "secretariat-one", "to": ["KAZ"], "reason": "An error."}
    Actor(scene.room, scene.seats).act("SECRETARIAT", *act("notices.withdraw", **said), audience="participants")
    scene.later(5)
    assert scene.simulation(all_behaving("diligent")).look() == 0


def test_refusal_is_counted_once_and_keeps_nobody_else_from_acting(scene):
    scene.send("secretariat-one", ["KAZ", "MNG"])
    scene.later(5)
    for officer in ("authoriser-1", "authoriser-2"):
        (scene.room.path / "seats" / f"KAZ.{officer}").unlink()
    scene.seats = Seats(scene.room)
    simulation = scene.simulation(all_behaving("diligent"))
    assert (simulation.look(), simulation.look()) == (1, 0)
    assert (scene.did("secretariat-one")[1], simulation.tally.refusals) == (["MNG"], {"rehearsal.too_few_seats": 1})


def test_signature_that_does_not_verify_is_counted_too(scene):
    scene.send("secretariat-one", ["KAZ"])
    scene.later(5)
    simulation = scene.simulation(all_behaving("diligent"))
    object.__setattr__(scene.room.folder, "origin", "elsewhere.example")
    assert (simulation.look(), simulation.tally.refusals) == (0, {"signature.namespace": 1})


def test_notice_that_was_erased_since_is_passed_over(scene):
    scene.send("secretariat-one", ["KAZ"])
    scene.later(5)
    dues = scene.awaited.dues("KAZ")
    scene.awaited.dues = lambda party: dues if party == "KAZ" else []
    scene.room.ledger.kept.clear()
    assert scene.simulation(all_behaving("diligent")).look() == 0
