"""The acts of the subject `offices`."""

from __future__ import annotations

from typing import Protocol

from comity.forum.kernel.acts import Body
from comity.forum.kernel.subject import ActType, Fold
from comity.forum.offices import acts, rules, state


class _Posted(Protocol):
    @property
    def post(self) -> str: ...


def _chair(_body: Body) -> tuple[str, ...]:
    return (state.CHAIR.id,)


def _post(body: _Posted) -> tuple[str, ...]:
    return (body.post,)


def _seat(_body: Body) -> tuple[str, ...]:
    return (state.SEAT.id,)


_KIND = state.CHAIR.kind

ACTS = (
    ActType("offices.elect_chair", acts.ElectChair, rules.check_elect_chair, (Fold(_KIND, _chair, state.elected),)),
    ActType("offices.extend_chair", acts.ExtendChair, rules.check_extend_chair, (Fold(_KIND, _chair, state.extended),)),
    ActType(
        "offices.take_chair",
        acts.TakeChair,
        rules.check_take_chair,
        (Fold(_KIND, _chair, state.taken),),
        v=2,
        # The second version may do without sources, on its day.
        upcast={1: dict},
    ),
    ActType(
        "offices.appoint", acts.Appoint, rules.check_appoint, (Fold(state.POST, _post, state.appointed, state.vacated),)
    ),
    ActType("offices.leave", acts.Leave, rules.check_leave, (Fold(state.POST, _post, state.left, state.vacated),)),
    ActType(
        "offices.retitle", acts.Retitle, rules.check_retitle, (Fold(state.POST, _post, state.retitled, state.vacated),)
    ),
    ActType("offices.seat", acts.Seat, rules.check_seat, (Fold(state.SEAT.kind, _seat, state.seated),)),
)
