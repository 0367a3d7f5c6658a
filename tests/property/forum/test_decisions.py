"""Whatever is done about decisions in whatever order: no state that the rules do not know, and every effect once."""

from __future__ import annotations

from collections import Counter
from random import Random
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comity.forum.charter.state import charter
from comity.forum.decisions.machine import MACHINE, NOTHING
from comity.forum.decisions.rules.meeting import BRINGING
from comity.forum.documents.symbols import series_of
from comity.forum.kernel.errors import Refused
from comity.forum.kernel.moments import comes_before
from comity.forum.kernel.values import Key
from comity.forum.membership.roll import deciding as who_decides
from comity.forum.registry import read_body
from comity.secretariat.composing import stored_body
from tests.property.forum.test_fold import Reread, as_json
from tests.support.decidingplay import TYPES, Play, begun
from tests.support.stage import CLOCK, Stage, Step, code_of

if TYPE_CHECKING:
    from comity.forum.decisions.state import Decision
    from comity.forum.kernel.acts import Enacted
    from comity.forum.kernel.values import Value

LENGTH = 120
EXAMPLES = 240
LARGEST = 2**48 - 1


def drawn(seed: int) -> list[int]:
    """Numbers that are spread evenly: lists of hypothesis's own repeat themselves, and can leave rare acts out."""
    dice = Random(seed)  # noqa: S311 - nothing is kept secret by it
    return [dice.randint(0, LARGEST) for _ in range(LENGTH)]


NUMBERS = st.one_of(
    st.integers(0, 2**32).map(drawn), st.lists(st.integers(0, LARGEST), min_size=LENGTH, max_size=LENGTH)
)


class Watched:
    """A play of which every step is watched."""

    def __init__(self) -> None:
        self.stage = begun()
        self.tried = 0
        self.taken: Counter[str] = Counter()

    def go(self, numbers: list[int]) -> Stage:
        play = Play(self.stage)
        for number in numbers:
            for step in play.steps(number):
                self._try(step)
        return self.stage

    def _try(self, step: Step) -> None:
        if step[0] == CLOCK:
            self.stage.play(step)
            return
        self.tried += 1
        before, acts = dict(self.stage.values), len(self.stage.acts)
        refused = None
        try:
            self.stage.play(step)
        except Refused as reason:
            refused = reason
        if refused is not None:
            assert code_of(refused)
            assert (self.stage.values, len(self.stage.acts)) == (before, acts)
            return
        self.taken[step[0]] += 1
        self._look(before, self.stage.acts[-1])

    def _look(self, before: dict[Key, Value], act: Enacted) -> None:
        changed = {key: value for key, value in self.stage.values.items() if before.get(key) is not value}
        for value in changed.values():
            assert type(value).model_validate_json(value.model_dump_json()) == value
            assert value.acts[-1] == act.index
        assert read_body(act.type, 1, stored_body(act.body)) == act.body
        for key, value in changed.items():
            if key.kind == "decision":
                followed(before.get(key), value, act, self.stage)


def followed(old: Any, new: Any, act: Enacted, stage: Stage) -> None:
    """What one act may have made of a matter."""
    assert new.state in MACHINE.after(old.state if old else NOTHING, act.type)
    indices = [step.act for step in new.steps]
    assert indices == sorted(set(indices))
    assert (indices[-1], new.steps[-1].what) == (act.index, act.type)
    assert [wording.revision for wording in new.wordings] == list(range(len(new.wordings)))
    _clocks(new)
    if old is not None:
        _undertakings(old, new, act)
        assert not new.undertakings or new.state == "stands"
        assert new.symbol == old.symbol or old.symbol is None
    if act.type == "decisions.conclude_silence":
        _concluded_in_silence(old, new, act)
    if act.type in {"decisions.break_silence", "decisions.relay_objection"}:
        assert comes_before(act.entered, old.silence.expires)
    if act.type == "decisions.conclude" and new.state == "stands" and new.result.way == "meeting":
        _by_consensus(old, act, stage)


def _clocks(held: Decision) -> None:
    for number, silence in enumerate(held.silences, 1):
        expiries = [each.expires for each in silence.clocks]
        assert (expiries, silence.number) == (sorted(set(expiries)), number)
        assert (silence.ended == "") == (silence is held.silence)
        assert (silence.ended == "broken") == (silence.breach is not None)


def _undertakings(old: Decision, new: Decision, act: Enacted) -> None:
    """What is laid down stays, and leaves a board only as who had to do it has done it."""
    if not old.undertakings:
        return
    assert [each.number for each in new.undertakings] == [each.number for each in old.undertakings]
    left = [
        (one.number, party)
        for one, other in zip(old.undertakings, new.undertakings, strict=True)
        for party in one.open_for
        if party not in other.open_for
    ]
    due = [(act.body.undertaking, act.body.party)] if act.type == "decisions.fulfil" else []  # type: ignore[attr-defined]
    assert left == due


def _concluded_in_silence(old: Decision, new: Decision, act: Enacted) -> None:
    ran = old.silence
    assert ran is not None
    assert not comes_before(act.entered, ran.expires)
    assert new.result is not None
    assert (new.result.effective, new.silences[-1].breach) == (ran.expires, None)


def _by_consensus(old: Decision, act: Enacted, stage: Stage) -> None:
    """Nobody who decides objected at adoption, whatever was lifted or put before; a trigger alone asks nobody."""
    day, rules = act.entered[:10], charter(stage)
    assert rules is not None
    way = rules.procedure(old.body, old.matter, day)
    if way is not None and way.way == "trigger":
        return
    standing: set[str] = set()
    for step in old.steps:
        if step.what == "decisions.put":
            standing = set()
        elif step.what == "decisions.object":
            standing.add(step.party)
        elif step.what == "decisions.lift_objection":
            standing.discard(step.party)
    # Who was suspended by this very act objects no more by it, but did: it is left to the cases of their own.
    assert not standing & set(who_decides(day, stage))


def done_once(stage: Stage) -> None:
    """Each effect of a decision that stands has come about once, and of no other one."""
    kept: list[Any] = list(stage.values.values())
    facts = [
        fact
        for value in kept
        for part in ("acceptances", "endings", "terms", "tenures", "amendments")
        for fact in getattr(value, part, ())
    ]
    facts += [each for fact in facts for each in getattr(fact, "extensions", ())]
    found = Counter(fact.decision for fact in facts if fact.decision)
    due = Counter(
        held.decision
        for held in kept
        if hasattr(held, "undertakings") and held.state == "stands" and held.effect is not None
        if held.result.outcome in BRINGING and held.result.hindered is None
    )
    assert found == due


def numbered(stage: Stage) -> None:
    """Symbols count from 1 without gaps, and each is that of the decision that bears it."""
    kept: dict[Key, Any] = dict(stage.values)
    borne = [(held.symbol, held.decision) for key, held in kept.items() if key.kind == "decision" and held.symbol]
    assert sorted(borne) == sorted((key.id, value.decision) for key, value in kept.items() if key.kind == "symbol")
    series: dict[str, list[int]] = {}
    for symbol, _ in borne:
        series.setdefault(series_of(symbol)[0], []).append(series_of(symbol)[1])
    assert all(sorted(numbers) == list(range(1, len(numbers) + 1)) for numbers in series.values())


def test_ten_thousand_steps_lead_to_no_state_that_the_rules_do_not_know():
    tried, taken = 0, Counter[str]()

    @given(NUMBERS)
    @settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
    def play(numbers: list[int]) -> None:
        nonlocal tried, taken
        watched = Watched()
        stage = watched.go(numbers)
        tried, taken = tried + watched.tried, taken + watched.taken
        done_once(stage)
        numbered(stage)

    play()
    assert tried >= 10_000
    # It is no play in which everything is refused: every act that the table knows was in order now and then.
    assert set(TYPES) - set(taken) == set()


@given(NUMBERS)
@settings(max_examples=12, suppress_health_check=list(HealthCheck))
def test_what_was_played_folded_anew_is_the_same(numbers):
    stage = Watched().go(numbers)
    again = Stage.__new__(Stage)
    again.values, again.acts = {}, []
    for act in stage.acts:
        again.entered = act.entered
        again.fold((act.type, stored_body(act.body), act.party))
    assert as_json(again.values) == as_json(stage.values)
    assert Reread(stage).fold() == as_json(stage.values)
