"""The acts of the subject `membership`."""

from __future__ import annotations

from typing import Protocol

from comity.forum.kernel.subject import ActType, Fold
from comity.forum.membership import acts, roll, rules, state


class _Named(Protocol):
    @property
    def party(self) -> str: ...


def _party(body: _Named) -> tuple[str, ...]:
    return (body.party,)


def _roll(_body: object) -> tuple[str, ...]:
    return (roll.ROLL.id,)


ACTS = (
    ActType(
        "membership.enter_party",
        acts.EnterParty,
        rules.check_enter_party,
        (Fold(state.KIND, _party, state.entered), Fold(roll.ROLL.kind, _roll, roll.enrolled, lasting=True)),
        v=2,
        # The second version may do without sources, for a party that is new to the forum.
        upcast={1: dict},
    ),
    ActType("membership.rename", acts.Rename, rules.check_rename, (Fold(state.KIND, _party, state.renamed),)),
    ActType(
        "membership.sign",
        acts.Sign,
        rules.check_sign,
        (Fold(state.KIND, _party, state.signed),),
        v=2,
        # The second version may do without sources, on its day.
        upcast={1: dict},
    ),
    ActType("membership.apply", acts.Apply, rules.check_apply, (Fold(state.KIND, _party, state.applied),)),
    ActType("membership.withdraw", acts.Withdraw, rules.check_withdraw, (Fold(state.KIND, _party, state.withdrew),)),
    ActType("membership.accept", acts.Accept, rules.check_accept, (Fold(state.KIND, _party, state.accepted),)),
    ActType("membership.attest", acts.Attest, rules.check_attest, (Fold(state.KIND, _party, state.attested),)),
    ActType("membership.lapse", acts.Lapse, rules.check_lapse, (Fold(state.KIND, _party, state.lapsed),)),
)
