"""A matter as it was on a day: folded anew from the acts that had been entered by then."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from comity.forum.decisions.state import KIND
from comity.forum.kernel.values import Key
from comity.forum.registry import named_by

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from comity.forum.decisions.state import Decision
    from comity.forum.kernel.acts import Enacted
    from comity.web.portal.framework.ask import Ask


def as_of(ask: Ask, held: Sequence[Decision]) -> list[Decision]:
    """Return matters as they were at the end of the day that is shown; those proposed later are left out.

    Where the page is of today they are returned as they are.
    """
    if ask.on is None:
        return list(held)
    day = ask.on.isoformat()
    begun = [each for each in held if each.proposed[:10] <= day]
    later = [each for each in begun if each.steps[-1].entered[:10] > day]
    acts = ask.library.some_acts(index for each in later for index in each.acts) if later else {}
    earlier = {each.decision: _folded(each, acts, day) for each in later}
    return [earlier.get(each.decision, each) for each in begun]


def _folded(held: Decision, acts: Mapping[int, Enacted], day: str) -> Decision:
    key, value = Key(KIND, held.decision), cast("Decision", None)
    for act in (acts[index] for index in held.acts if index in acts and acts[index].entered[:10] <= day):
        for touched, fold in named_by(act.type, act.body):
            if touched == key:
                value = cast("Decision", fold.evolve(value, act, key.id))
    return value
