"""Whatever is done in whatever order: folded at once, act by act, or from the record, a history amounts to the same."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from comity.forum.fold import evolve
from comity.forum.kernel.values import Key, Value
from comity.forum.replay import Replay
from comity.record.entry import Act, Seen, act_line, compose, parse_entry, sign_act
from comity.record.merkle import EMPTY_ROOT
from comity.secretariat.composing import stored_body
from tests.support.stage import CONSTITUTION, KEY, Stage, Step, fact, meeting, opening
from tests.unit.forum.orders.documents import amend, correct, numbered, ratify, report, sign
from tests.unit.forum.orders.meetings import attend, conclude, move, plan
from tests.unit.forum.orders.membership import accept, attest, lapse
from tests.unit.forum.orders.membership import sign as sign_for_status
from tests.unit.forum.orders.offices import appoint, elect, extend, leave, retitle, seat, take

PARTIES = st.sampled_from(["KAZ", "CHN", "KWT", "BGD", "OSCE"])
DAYS = st.sampled_from(
    ["1999-09-14", "2002-06-04", "2006", "2014-05-20/2014-05-21", "[2010-06-09..2011-12-31]", "2022-10"]
)
MEETINGS = st.sampled_from(["summit-1", "summit-2", "summit-3"])
STATUSES = st.sampled_from(["member", "observer", "partner"])
DOCUMENTS = st.sampled_from(["paper", "declaration", "act"])
TERMS = st.sampled_from(["a", "b"])
NUMBERS = st.sampled_from([None, 1, 2])

# Most of these are in order at some places and out of order at others; those that are not are left out as they come.
STEPS: st.SearchStrategy[Step] = st.one_of(
    st.builds(attest, PARTIES, DAYS, STATUSES),
    st.builds(accept, PARTIES, DAYS, STATUSES),
    st.builds(lapse, PARTIES, DAYS, STATUSES),
    st.builds(sign_for_status, PARTIES, DOCUMENTS, DAYS),
    st.builds(lambda party, on: fact("membership.rename", party=party, name="N", since=on), PARTIES, DAYS),
    st.builds(lambda name, number: plan(name, number=number), MEETINGS, NUMBERS),
    st.builds(lambda name, on: move(name, planned=on), MEETINGS, DAYS),
    st.builds(lambda name, on, number: meeting(name, on, number=number), MEETINGS, DAYS, NUMBERS),
    st.builds(lambda party, at: attend(party, at=at), PARTIES, MEETINGS),
    st.builds(conclude, MEETINGS),
    st.builds(lambda term, on: elect(term, since=on, until=None), TERMS, DAYS),
    st.builds(extend, TERMS),
    st.builds(take, TERMS, DAYS),
    st.builds(appoint, TERMS),
    st.builds(leave, TERMS),
    st.builds(lambda on: retitle(since=on), DAYS),
    st.builds(lambda on: seat(since=on), DAYS),
    st.builds(numbered, st.sampled_from(["X-1", "X-2", "F/SUM.1/1"])),
    st.builds(sign, PARTIES),
    st.builds(ratify, PARTIES),
    st.builds(amend),
    st.builds(report),
)  # fmt: skip


@st.composite
def corrections(draw: st.DrawFn, stage: Stage) -> Step:
    """An earlier act should have said something else."""
    played = stage.acts[len(opening().acts) :]
    act = draw(st.sampled_from([act for act in played if act.type != "sources.correct"] or stage.acts[3:]))
    changes: dict[str, Any] = draw(
        st.fixed_dictionaries(
            {},
            optional={
                "on": DAYS,
                "since": DAYS,
                "party": PARTIES,
                "meeting": MEETINGS,
                "document": DOCUMENTS,
                "term": TERMS,
            },
        )
    )
    known = {name: value for name, value in changes.items() if name in type(act.body).model_fields}
    return correct(act.index, (act.type, stored_body(act.body)), **known)


@st.composite
def histories(draw: st.DrawFn, *, corrected: bool = True) -> Stage:
    stage = opening()
    for step in draw(st.lists(STEPS, min_size=4, max_size=24)):
        if stage.refusal(step) is None:
            stage.play(step)
    for _ in range(draw(st.integers(0, 3)) if corrected else 0):
        step = draw(corrections(stage))
        if stage.refusal(step) is None:
            stage.play(step)
    return stage


def as_json(values: dict[Key, Value]) -> dict[Key, str]:
    return {key: value.model_dump_json() for key, value in values.items()}


def entries(stage: Stage) -> list[bytes]:
    """The record of what was played."""
    made = []
    for act in stage.acts:
        line = act_line(
            Act(
                at="2026-01-01T00:00:00Z",
                body=stored_body(act.body),
                forum="stage",
                nonce=f"{act.index:021}A",
                office="registrar",
                party="SECRETARIAT",
                seen=Seen(0, EMPTY_ROOT),
                serial=act.index + 1,
                type=act.type,
                v=1,
            )
        )
        signature = sign_act(KEY, line, CONSTITUTION["origin"], "SECRETARIAT/registrar")
        made.append(compose(line, [signature], act.entered))
    return made


class Reread:
    """Values that are written as JSON after each act and read again before the next, as a store does."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._stored: dict[Key, tuple[type[Value], str]] = {}

    def get(self, key: Key) -> Value | None:
        found = self._stored.get(key)
        return found[0].model_validate_json(found[1]) if found else None

    def act(self, index: int) -> Any:
        return self._stage.act(index)

    def fold(self) -> dict[Key, str]:
        for act in self._stage.acts:
            for key, value in evolve(act, self).items():
                self._stored[key] = (type(value), value.model_dump_json())
        return {key: text for key, (_, text) in self._stored.items()}


@given(histories())
@settings(max_examples=60)
def test_history_replayed_from_the_record_equals_the_history_played(stage):
    raws = entries(stage)
    replay = Replay(read=raws.__getitem__)
    for raw in raws:
        replay.take(parse_entry(raw))
    folded = {key: text for key, text in as_json(replay.values).items() if key.kind != "serial"}
    assert folded == as_json(stage.values)


@given(histories())
@settings(max_examples=60)
def test_history_folded_through_a_store_equals_the_history_played(stage):
    assert Reread(stage).fold() == as_json(stage.values)


@given(histories(corrected=False), st.data())
@settings(max_examples=120)
def test_corrected_history_equals_the_history_told_rightly(stage, data):
    step = data.draw(corrections(stage))
    if stage.refusal(step) is not None:
        return
    told = opening_with(stage, step)
    stage.play(step)
    assert known(stage) == known(told)


def opening_with(stage: Stage, step: Step) -> Stage:
    """The same acts, but the corrected one as it should have been.

    There it may name what came into the register after it, for that is known when it is corrected.
    """
    told = Stage()
    for act in stage.acts[1:]:
        body = step[1]["body"] if act.index == step[1]["act"] else stored_body(act.body)
        told.fold((act.type, body))
    return told


def known(stage: Stage) -> dict[Key, Value]:
    """What is known, without the acts that it is known from, and without what a correction left free or empty."""
    freed = ("document", "meeting", "tenures")
    return {
        key: value
        for key, value in stage.without_acts().items()
        if key.kind != "correction"
        and not (key.kind in {"symbol", "meeting-number"} and not any(getattr(value, name, "") for name in freed))
        and not (key.kind == "post" and not value.tenures and not value.titles)
    }
