"""state = fold(evolve, acts): what one act makes of the values that it names."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from comity.forum.corrections import CORRECT, refold, refold_checking
from comity.forum.kernel.acts import Committed
from comity.forum.openings.rules import check_committed, check_public
from comity.forum.openings.state import made_by
from comity.forum.overlay import Overlay
from comity.forum.registry import ACT_TYPES, named_by

if TYPE_CHECKING:
    from comity.forum.kernel.acts import Enacted
    from comity.forum.kernel.values import Key, Value, Values

__all__ = ["Overlay", "check", "evolve", "named_by"]


def check(act: Enacted, values: Values) -> None:
    """Refuse an act that its subject's rule finds out of order.

    A correction is also judged by what it makes: every act on the values that it touches is checked again.

    Raises:
        Refused: by which rule.
    """
    if isinstance(act.body, Committed):
        check_committed(act, values, restrictable=ACT_TYPES[act.type].restrictable)
        return
    check_public(act, values)
    ACT_TYPES[act.type].check(act, values)
    if act.type == CORRECT:
        refold_checking(act, values)


def evolve(act: Enacted, values: Values) -> dict[Key, Value]:
    """Return the values that `act` changes, as they are after it; `values` stay as they are.

    The act must be in order.
    """
    if isinstance(act.body, Committed):
        return made_by(act)
    sheet = Overlay(values)
    for key, fold in named_by(act.type, act.body):
        sheet.changed[key] = fold.evolve(sheet.get(key), act, key.id)
    if act.type == CORRECT:
        sheet.changed.update(refold(act, values))
    return cast("dict[Key, Value]", sheet.changed)
