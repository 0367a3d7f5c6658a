"""The tables of the machines against the rules: each state, and what each act makes of it or why it is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from comity.forum.kernel.machine import NOTHING, Machine
from comity.forum.treaties.joined import standing
from comity.forum.treaties.machine import CORRECTION, MACHINES, PARTICIPATION, RESERVATION
from tests.support.datedstage import on_day
from tests.unit.forum.orders.treaties import (
    AT_SIGNATURE,
    IN_FORCE,
    KEPT,
    LATE,
    PROPOSED,
    RATIFIED,
    RESERVATION_ACT,
    RESERVED,
    SIGNED,
    accede,
    apply_provisionally,
    denounce,
    deposit,
    end_provisional,
    full_powers,
    object_to,
    object_to_correction,
    propose,
    rectify,
    reserve,
    revoke,
    sign,
    stage,
    withdraw_objection,
    withdraw_reservation,
)

if TYPE_CHECKING:
    from tests.support.datedstage import DatedStage

OUT = "kernel.out_of_turn"
DAY = "2026-02-01"

ACTS: dict[str, Any] = {
    "treaties.receive_full_powers": full_powers(),
    "treaties.sign": on_day(DAY, sign()),
    "treaties.deposit": on_day(DAY, deposit(on=DAY)),
    "treaties.reserve": reserve(moment="signature"),
    "treaties.apply_provisionally": apply_provisionally(),
    "treaties.end_provisional": end_provisional(),
    "treaties.denounce": on_day(DAY, denounce()),
    "treaties.revoke_denunciation": on_day("2026-03-01", revoke()),
}
STATES: dict[str, list[Any]] = {
    NOTHING: KEPT,
    "signed": [*SIGNED, apply_provisionally()],
    "consented": [*RATIFIED, accede("CHN")],
    "bound": IN_FORCE,
    "denounced": [*IN_FORCE, on_day("2026-01-31", denounce())],
}
# Where the table lets an act pass, another rule may still refuse it.
OUTCOMES: dict[str, dict[str, str]] = {
    NOTHING: {
        "treaties.receive_full_powers": NOTHING,
        "treaties.sign": "signed",
        "treaties.deposit": "treaties.signature_wanted",
    },
    "signed": {
        "treaties.receive_full_powers": "signed",
        "treaties.deposit": "bound",
        "treaties.reserve": "signed",
        "treaties.apply_provisionally": "treaties.applied_already",
        "treaties.end_provisional": "signed",
    },
    "consented": {
        "treaties.deposit": "bound",
        "treaties.reserve": "treaties.made_at_another_moment",
        "treaties.apply_provisionally": "consented",
        "treaties.end_provisional": "treaties.not_applied",
        "treaties.denounce": "treaties.not_in_force_for",
    },
    "bound": {
        "treaties.reserve": "treaties.made_at_another_moment",
        "treaties.apply_provisionally": "bound",
        "treaties.end_provisional": "treaties.not_applied",
        "treaties.denounce": "denounced",
    },
    "denounced": {"treaties.revoke_denunciation": "bound"},
}  # fmt: skip


def stands(played: DatedStage, party: str = "KAZ") -> str:
    return standing(played.value("treaty", "pact"), played.value("document", "pact"), party)


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("state", STATES)
def test_participation_moves_as_its_table_says(state: str, act: str) -> None:
    played: Any = stage().play(*STATES[state])
    assert stands(played) == state
    code = played.code(ACTS[act])
    assert (code or stands(played.play(ACTS[act]))) == OUTCOMES[state].get(act, OUT)
    assert (code == OUT) == (not PARTICIPATION.allows(state, act))
    assert code or stands(played) in PARTICIPATION.after(state, act)


ON_STATEMENTS: dict[str, Any] = {
    "treaties.object": on_day(DAY, object_to(RESERVATION_ACT, "BGD")),
    "treaties.withdraw_objection": on_day(DAY, withdraw_objection(RESERVATION_ACT)),
    "treaties.withdraw_reservation": on_day(DAY, withdraw_reservation(RESERVATION_ACT)),
}
OBJECTED = on_day("2026-02-01", object_to(RESERVATION_ACT))
STATEMENTS: dict[str, list[Any]] = {
    "made": [*AT_SIGNATURE, OBJECTED],
    "stands": [*RESERVED, OBJECTED],
    "late": LATE,
    "fallen": [*LATE, OBJECTED],
    "lapsed": [*AT_SIGNATURE, deposit()],
    "withdrawn": [*RESERVED, withdraw_reservation(RESERVATION_ACT)],
}
AFTER: dict[str, dict[str, str]] = {
    "made": {"treaties.object": "made", "treaties.withdraw_objection": "made"},
    "stands": {"treaties.object": "stands", "treaties.withdraw_objection": "stands"},
    "late": {"treaties.object": "fallen"},
    "fallen": {"treaties.object": "fallen", "treaties.withdraw_objection": "late"},
    "lapsed": {},
    "withdrawn": {},
}


@pytest.mark.parametrize("act", ON_STATEMENTS)
@pytest.mark.parametrize("state", STATEMENTS)
def test_reservation_moves_as_its_table_says(state: str, act: str) -> None:
    played: Any = stage().play(*STATEMENTS[state])

    def now() -> str:
        return played.value("treaty", "pact").statements[0].state  # type: ignore[no-any-return]

    assert now() == state
    code = played.code(ON_STATEMENTS[act])
    live = state in {"made", "stands", "late", "fallen"}
    expected = AFTER[state].get(act, "withdrawn" if live and act == "treaties.withdraw_reservation" else OUT)
    assert (code or (played.play(ON_STATEMENTS[act]) and now())) == expected
    assert (code == OUT) == (not RESERVATION.allows(state, act))
    assert code or now() in RESERVATION.after(state, act)


@pytest.mark.parametrize(
    ("steps", "state", "outcomes"),
    [
        (PROPOSED, "proposed", {"treaties.object_to_correction": "objected", "treaties.rectify": "rectified"}),
        (
            [*PROPOSED, accede("CHN"), object_to_correction(RESERVATION_ACT, "CHN")],
            "objected",
            {"treaties.object_to_correction": "objected", "treaties.rectify": OUT},
        ),
        (
            [*PROPOSED, on_day("2026-04-02", rectify(RESERVATION_ACT))],
            "rectified",
            {"treaties.object_to_correction": OUT, "treaties.rectify": OUT},
        ),
    ],
)
def test_correction_moves_as_its_table_says(steps: list[Any], state: str, outcomes: dict[str, str]) -> None:
    acts = {
        "treaties.object_to_correction": on_day("2026-04-01", object_to_correction(RESERVATION_ACT)),
        "treaties.rectify": on_day("2026-04-02", rectify(RESERVATION_ACT)),
    }
    for act, expected in outcomes.items():
        played: Any = stage().play(*steps)
        assert played.value("treaty", "pact").corrections[0].state == state
        code = played.code(acts[act])
        assert (code or played.play(acts[act]).value("treaty", "pact").corrections[0].state) == expected
        assert (code == OUT) == (not CORRECTION.allows(state, act))


def test_correction_begins_as_proposed() -> None:
    played: Any = stage().play(*KEPT, propose())
    assert played.value("treaty", "pact").corrections[0].state in CORRECTION.after(
        NOTHING, "treaties.propose_correction"
    )


@pytest.mark.parametrize("machine", MACHINES, ids=lambda machine: machine.name)
def test_tables_name_states_that_there_are_and_reach_each(machine: Machine) -> None:
    states = set(machine.states)
    named = {state for move in machine.moves for state in (*move.before, *move.after)}
    reached = {state for move in machine.moves for state in (move.after or move.before)}
    # That a consent was entered on the document is no act of the treaty's own.
    assert (named <= states, states - reached - {"consented"}) == (True, set() if NOTHING in reached else {NOTHING})
