from __future__ import annotations

import logging
import time
from datetime import datetime

import pytest

from comity.forum.decisions.state import Decision, decision
from comity.secretariat.composing import View, stored_body
from comity.secretariat.rehearsal.clock import moved
from comity.store import models
from comity.store.clockwork import Clockwork, Rounds
from comity.store.house import World, open_house
from tests.support import decided
from tests.support.trouble import SetClock

SILENCE = {"decision": "", "expires": "2026-11-24T10:00:00Z"}


def milliseconds(moment: str) -> int:
    return int(datetime.fromisoformat(moment).timestamp() * 1000)


def proposed(name: str) -> list[decided.Told]:
    """A matter that is proposed and put under silence, before the present moment of the story."""
    proposal = {"decision": name, "party": "KAZ", "matter": "plans", "body": "soc", "title": name, "text": "So be it."}
    return [
        (decided.NOW, "decisions.propose", proposal),
        (decided.NOW, "decisions.start_silence", SILENCE | {"decision": name}),
    ]


def matter(house, name: str) -> Decision:
    held = decision(View(house.ledger), name)
    assert held is not None
    return held


def test_silence_that_expired_while_nobody_was_there_is_concluded_once(path):
    clock = decided.begun(path)
    with open_house(path, world=World(clock)) as house:
        expires = matter(house, "archive").silences[-1].expires
        size = house.ledger.size()
        assert Clockwork(house).look() == Rounds(concluded=1)
        held = matter(house, "archive")
        assert held.state == "stands"
        assert held.result is not None
        # Since when it stands, and when that was recorded, are two things.
        assert (held.result.effective, held.result.entered) == (expires, "2026-11-23T10:00:00.000Z")
        assert held.result.effective < held.result.entered
        assert Clockwork(house).look() == Rounds()
        assert house.ledger.size() == size + 1
    with open_house(path, world=World(clock)) as house:
        assert Clockwork(house).look() == Rounds()


def test_conclusion_says_of_the_effect_what_the_proposal_said_and_no_more(path):
    effect = {"kind": "chair", "term": "mng-2026", "state": "MNG", "since": "2026-12"}
    proposal, silence = proposed("chair")
    more = {"matter": "chair", "effect": effect}
    clock = decided.begun(path, (*proposal[:2], proposal[2] | more), silence)
    with open_house(path, world=World(clock)) as house:
        clock.time = milliseconds("2026-11-24T10:00:00+00:00")
        Clockwork(house).look()
        held = matter(house, "chair")
        assert held.result is not None
        assert held.effect is not None
        assert stored_body(held.effect) == effect
        act = house.ledger.act(held.result.act)
        assert act is not None
        assert stored_body(act.body)["effect"] == effect


@pytest.mark.parametrize(
    ("moment", "concluded"),
    [("2026-11-24T09:59:59.999+00:00", 0), ("2026-11-24T10:00:00+00:00", 3), ("2026-12-24T10:00:00+00:00", 3)],
)
def test_silences_that_expire_in_the_same_second_are_numbered_one_after_another(path, moment, concluded):
    names = ("first", "second", "third")
    clock = decided.begun(path, *[each for name in names for each in proposed(name)])
    with open_house(path, world=World(clock)) as house:
        Clockwork(house).look()
        before = len(matter(house, "archive").symbol or "")
        clock.time = milliseconds(moment)
        Clockwork(house).look()
        symbols = [matter(house, name).symbol for name in names]
        numbers = [int(symbol.rpartition("/")[2]) for symbol in symbols if symbol]
        assert before > 0
        assert len(numbers) == concluded
        assert numbers == list(range(numbers[0], numbers[0] + 3)) if numbers else True


def test_silence_that_cannot_be_concluded_holds_up_no_other_and_is_said_once(path, caplog):
    clock = decided.begun(path, *proposed("first"), *proposed("second"))
    with open_house(path, world=World(clock)) as house:
        Clockwork(house).look()
        clock.time = milliseconds("2026-11-25T09:00:00+00:00")
        work = Clockwork(house)
        # Its symbol is taken by something that the clockwork does not know of when it draws the acts up.
        real, taken = work._bodies, matter(house, "archive").symbol

        def in_the_way(names):
            return [
                (kind, body.model_copy(update={"symbol": taken}) if body.decision == "first" else body)
                for kind, body in real(names)
            ]

        work._bodies = in_the_way
        with caplog.at_level(logging.ERROR, "comity.clockwork"):
            assert work.look() == Rounds(1, (("first", "documents.symbol_taken"),))
            assert work.look() == Rounds(0, (("first", "documents.symbol_taken"),))
        assert caplog.text.count("could not be concluded") == 1
        work._bodies = real
        assert work.look() == Rounds(1)
        assert matter(house, "first").state == "stands"


def test_silence_that_is_past_understanding_holds_up_no_other(path, caplog):
    clock = decided.begun(path, *proposed("first"), *proposed("second"))
    with open_house(path, world=World(clock)) as house:
        clock.time = milliseconds("2026-11-25T09:00:00+00:00")
        # As a fault of the disk, or of the program, would leave it.
        models.Decision.objects.filter(id="first").update(value="{}")
        with caplog.at_level(logging.ERROR, "comity.clockwork"):
            found = Clockwork(house).look()
        assert [name for name, _ in found.refused] == ["first"]
        assert matter(house, "second").state == "stands"


def test_clockwork_runs_by_itself_and_is_roused_by_a_clock_that_is_moved(path, django_db_blocker):
    clock = decided.begun(path, *proposed("first"))
    with open_house(path, world=World(clock)) as house, django_db_blocker.unblock():
        before = list(moved)
        work = Clockwork(house, every=3600)
        work.start()
        assert waited(lambda: matter(house, "archive").state == "stands")
        assert matter(house, "first").state == "silence"
        clock.time = milliseconds("2026-11-24T10:00:00+00:00")
        for tell in moved:
            tell()
        assert waited(lambda: matter(house, "first").state == "stands")
        work.stop()
        assert moved == before


def waited(done) -> bool:
    for _ in range(200):
        if done():
            return True
        time.sleep(0.05)
    return False


def test_clock_set_back_concludes_nothing_that_has_not_expired(path):
    clock: SetClock = decided.begun(path)
    with open_house(path, world=World(clock)) as house:
        clock.time = milliseconds("2026-11-01T09:00:00+00:00")
        assert Clockwork(house).look() == Rounds()
        assert matter(house, "archive").state == "silence"
