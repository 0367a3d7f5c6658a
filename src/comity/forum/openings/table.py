"""The acts of the subject `openings`."""

from __future__ import annotations

from typing import Protocol

from comity.forum.kernel.subject import ActType, Fold
from comity.forum.openings import acts, rules, state


class _Named(Protocol):
    @property
    def act(self) -> int: ...


def _restricted(body: _Named) -> tuple[str, ...]:
    return (str(body.act),)


ACTS = (
    ActType("openings.reveal", acts.Reveal, rules.check_reveal, (Fold(state.KIND, _restricted, state.revealed),)),
    ActType("openings.erase", acts.Erase, rules.check_erase, (Fold(state.KIND, _restricted, state.erased),)),
)
