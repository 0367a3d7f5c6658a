"""The acts of the subject `officers`."""

from __future__ import annotations

from typing import Protocol

from comity.forum.kernel.subject import ActType, Fold
from comity.forum.officers import acts, rules, state


class _Named(Protocol):
    @property
    def party(self) -> str: ...


def _party(body: _Named) -> tuple[str, ...]:
    return (body.party,)


ACTS = (
    ActType("officers.enrol", acts.Enrol, rules.check_enrol, (Fold(state.KIND, _party, state.enrolled),)),
    ActType("officers.add_key", acts.AddKey, rules.check_add_key, (Fold(state.KIND, _party, state.key_added),)),
    ActType(
        "officers.revoke_key", acts.RevokeKey, rules.check_revoke_key, (Fold(state.KIND, _party, state.key_revoked),)
    ),
    ActType("officers.dismiss", acts.Dismiss, rules.check_dismiss, (Fold(state.KIND, _party, state.dismissed),)),
    ActType("officers.contest", acts.Contest, rules.check_contest, (Fold(state.KIND, _party, state.contested),)),
    ActType("officers.settle", acts.Settle, rules.check_settle, (Fold(state.KIND, _party, state.settled),)),
)
