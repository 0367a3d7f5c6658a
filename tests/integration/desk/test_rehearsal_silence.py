"""A rehearsal’s clock that is moved past what delegations mean to do about a silence: they do it on the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings
from django.utils import translation
from pytest_django.plugin import DjangoDbBlocker

from comity.forum.decisions.state import Decision, decision
from comity.forum.registry import ACT_TYPES
from comity.secretariat.clock import HostClock, milliseconds_of
from comity.secretariat.composing import View
from comity.secretariat.rehearsal.acting import Actor
from comity.secretariat.rehearsal.clock import RehearsalClock, read_moment
from comity.secretariat.rehearsal.enrolment import Enrolment
from comity.secretariat.rehearsal.marks import rehearsed
from comity.secretariat.rehearsal.plan import COMMON, FILE
from comity.secretariat.rehearsal.seats import Seats
from comity.store import house as houses
from comity.store.clockwork import Clockwork
from comity.store.house import House, World
from comity.store.living import living_in
from comity.web.desk.frame import ask_here
from comity.web.desk.seats.people import introduce
from comity.web.desk.seats.running import Running, running
from tests.integration.desk.test_seats import wait_until
from tests.support import desks
from tests.support.house import own_database
from tests.support.rehearsal_room import DECIDING, PARTIES, PLAN, acting_forum
from tests.support.trouble import SetClock

BEGUN = "2024-03-01T09:00Z"
RESERVES = "{ reserves = 1.0, reserved = [0.2, 0.2], lifted = [0.6, 0.6] }"
BREAKS = "{ breaks = 1.0, broken = [0.8, 0.8] }"
SILENT = "{ }"


@dataclass
class Scene:
    """A rehearsal with its clockwork, in which the secretariat puts a matter under silence."""

    house: House
    going: Running

    def enter(self, kind: str, /, **said: Any) -> None:
        Actor(self.house, Seats(self.house)).act("SECRETARIAT", kind, ACT_TYPES[kind].body.model_validate(said))

    def silence(self, expires: str, name: str = "plan") -> None:
        said = {
            "decision": name,
            "party": "MNG",
            "matter": "plans",
            "body": "summit",
            "title": name,
            "text": "So be it.",
        }
        self.enter("decisions.propose", **said)
        self.enter("decisions.start_silence", decision=name, expires=expires)

    def simulate(self, **silences: str) -> None:
        """Wake the delegations; each behaves under silence as is said here, all others are absent."""
        delegations = dict.fromkeys(("KAZ", "MNG", "CHN", "BLR"), "absent") | {
            party: party.lower() for party in silences
        }
        lines = [f'{party} = "{profile}"' for party, profile in delegations.items()]
        text = (COMMON / FILE).read_text(encoding="utf-8").replace("every = 5", "every = 3600")
        text = text.replace("[simulation.delegations]\n", "\n".join(["[simulation.delegations]", *lines, ""]))
        text += "".join(PROFILE.format(party.lower(), way) for party, way in silences.items())
        (self.house.folder.path / FILE).write_text(text, encoding="utf-8")
        self.going.simulate(on=True)

    def held(self, name: str = "plan") -> Decision:
        found = decision(View(self.house.ledger), name)
        assert found is not None
        return found


PROFILE = """
[[profiles]]
profile = "{0}"
name = "{0}"
share = 1
acknowledges = 1.0
acknowledged = [0.5, 0.5]
answers = 0.0
answered = [1.0, 1.0]
positions = {{ agrees = 1 }}
silences = {1}
"""


@pytest.fixture
def scene(tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[Scene]:
    host, folder = SetClock(HostClock().now()), tmp_path / "var"
    with django_db_blocker.unblock(), own_database(folder), override_settings(COMITY_DATA=folder):
        data = rehearsed(acting_forum(**DECIDING), PLAN.marks)
        made = houses.begin(folder, data, world=World(RehearsalClock.at(read_moment(BEGUN), host)))
        with houses.open_house(folder, world=World(RehearsalClock.of(made, host))) as house, living_in(house):
            seats = Seats(house)
            enrolment = Enrolment(house, seats, PLAN)
            enrolment.enrol(enrolment.delegations(PARTIES))
            introduce(house, seats.all(), ask_here("en").speech.party)
            work, going = Clockwork(house), running(house)
            work.start()
            yield Scene(house, going)
            going.end()
            work.stop()
    translation.deactivate()


def move(**said: str) -> int:
    return desks.visitor().post("/en/seats/clock/", said).status_code


def said(moment: int) -> str:
    return f"{datetime.fromtimestamp(moment / 1000, UTC):%Y-%m-%dT%H:%M}"


def test_silence_is_broken_in_time_though_the_clock_is_moved_past_its_expiry_at_once(scene):
    scene.silence("2024-03-06T09:00:00Z")
    scene.simulate(MNG=BREAKS)
    assert move(step="week") == 302
    held = scene.held()
    assert (held.state, held.silences[0].breach.party) == ("broken", "MNG")
    assert said(milliseconds_of(held.silences[0].breach.entered)) == "2024-03-05T09:00"
    assert said(scene.house.clock.now()) == "2024-03-08T09:00"
    assert "1 act of theirs was about decisions and treaties." in desks.visitor().get("/en/seats/").content.decode()


def test_silence_that_nobody_breaks_is_concluded_after_all_that_was_meant_before(scene):
    scene.silence("2024-03-06T09:00:00Z")
    scene.simulate(MNG=SILENT, KAZ=RESERVES)
    assert move(step="week") == 302
    wait_until(lambda: scene.held().state == "stands")
    held = scene.held()
    (kept,) = held.silences[0].reservations
    assert said(milliseconds_of(kept.entered)) == "2024-03-02T09:00"
    assert kept.act < kept.lifted < held.results[0].act
    assert held.results[0].effective == "2024-03-06T09:00:00Z"


def test_what_is_meant_about_several_is_done_in_the_order_of_time(scene):
    scene.silence("2024-03-06T09:00:00Z", "long")
    scene.silence("2024-03-03T09:00:00Z", "short")
    scene.simulate(MNG=BREAKS, KAZ=RESERVES)
    assert move(day="2024-03-31", time="") == 302
    done = [(step.act, name, step.what) for name in ("long", "short") for step in scene.held(name).steps]
    order = [
        (name, what.partition(".")[2]) for _act, name, what in sorted(done) if what.endswith(("reserve", "silence"))
    ]
    starts = [("long", "start_silence"), ("short", "start_silence")]
    assert order == [
        *starts,
        ("short", "reserve"),
        ("long", "reserve"),
        ("short", "break_silence"),
        ("long", "break_silence"),
    ]


def test_clock_that_cannot_be_moved_there_moves_nowhere_and_nobody_acts(scene):
    scene.silence("2024-03-06T09:00:00Z")
    scene.simulate(MNG=BREAKS)
    before, size = scene.house.clock.now(), scene.house.ledger.size()
    for day in ("2023-01-01", "9999-12-31"):
        assert move(day=day, time="") == 422
    assert (scene.house.clock.now(), scene.house.ledger.size()) == (before, size)


def test_clock_moves_at_one_go_where_nobody_is_simulated(scene):
    scene.silence("2024-03-06T09:00:00Z")
    assert move(step="week") == 302
    wait_until(lambda: scene.held().state == "stands")
    assert scene.held().silences[0].reservations == ()


def test_drill_of_a_silence_goes_its_whole_way_while_the_clock_is_moved(scene):
    drilling = scene.going.begin(scene.going.plan.drill("silence"))
    assert move(step="week") == 302
    name = drilling.name
    wait_until(lambda: scene.held(name).state == "stands")
    done = [(step.what.partition(".")[2], said(milliseconds_of(step.entered))) for step in scene.held(name).steps]
    assert done[:-1] == [
        ("propose", "2024-03-01T09:00"),
        ("start_silence", "2024-03-01T09:00"),
        ("break_silence", "2024-03-02T03:00"),
        ("revise", "2024-03-02T05:00"),
        ("start_silence", "2024-03-02T05:00"),
    ]
    assert (done[-1][0], scene.held(name).results[0].revision) == ("conclude_silence", 1)


def test_drill_sends_its_notes_at_their_time_and_is_answered_at_theirs_while_the_clock_is_moved(scene):
    scene.simulate(KAZ=SILENT)
    drilling = scene.going.begin(PLAN.drill("circular"))
    size = scene.house.ledger.size()
    assert move(step="hour") == 302
    acts = [scene.house.ledger.act(index) for index in range(size, scene.house.ledger.size())]
    assert drilling.over
    assert [(act.type, act.party, act.entered[11:19]) for act in acts] == [
        ("notices.acknowledge", "KAZ", "09:02:30"),
        ("notices.send", "SECRETARIAT", "09:04:00"),
        ("notices.acknowledge", "KAZ", "09:05:00"),
    ]
