"""The acts of the subject `meetings`."""

from __future__ import annotations

from typing import Protocol

from comity.forum.kernel.subject import ActType, Fold
from comity.forum.meetings import acts, rules, state


class _Named(Protocol):
    @property
    def meeting(self) -> str: ...


def _meeting(body: _Named) -> tuple[str, ...]:
    return (body.meeting,)


def _number(body: acts.Plan | acts.Hold) -> tuple[str, ...]:
    return (rules.number_key(body.body, body.number).id,) if body.number else ()


_NUMBER = Fold(state.NUMBER, _number, state.numbered, state.unnumbered)

ACTS = (
    ActType("meetings.plan", acts.Plan, rules.check_plan, (Fold(state.KIND, _meeting, state.planned), _NUMBER)),
    ActType("meetings.move", acts.Move, rules.check_move, (Fold(state.KIND, _meeting, state.moved),)),
    ActType("meetings.hold", acts.Hold, rules.check_hold, (Fold(state.KIND, _meeting, state.was_held), _NUMBER)),
    ActType("meetings.attend", acts.Attend, rules.check_attend, (Fold(state.KIND, _meeting, state.attended),)),
    ActType("meetings.conclude", acts.Conclude, rules.check_conclude, (Fold(state.KIND, _meeting, state.concluded),)),
)
