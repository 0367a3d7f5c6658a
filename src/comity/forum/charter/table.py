"""The acts of the subject `charter`."""

from __future__ import annotations

from comity.forum.charter import rules, state
from comity.forum.charter.acts import Adopt, Constitute
from comity.forum.kernel.subject import ActType, Fold


def _identity(_body: Constitute) -> tuple[str, ...]:
    return (state.IDENTITY.id,)


def _charter(_body: Adopt) -> tuple[str, ...]:
    return (state.CHARTER.id,)


ACTS = (
    ActType(
        "charter.constitute",
        Constitute,
        rules.check_constitute,
        (Fold(state.IDENTITY.kind, _identity, state.constituted),),
    ),
    ActType(
        "charter.adopt",
        Adopt,
        rules.check_adopt,
        (Fold(state.CHARTER.kind, _charter, state.adopted),),
        v=3,
        # The second version may also say who enters what, the third how bodies decide and how a status ends; the
        # versions before said nothing of it.
        upcast={1: dict, 2: dict},
    ),
)
