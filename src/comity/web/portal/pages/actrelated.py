"""The acts that an act belongs with: its corrections, the act that it corrects, and the others on the same values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from comity.forum.corrections import CORRECT
from comity.forum.kernel.acts import Committed
from comity.forum.kernel.values import Key
from comity.forum.openings.state import KIND as RESTRICTED
from comity.forum.registry import named_by
from comity.forum.sources.state import CORRECTION
from comity.web.portal.pages.actlines import act_lines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from comity.forum.kernel.acts import Enacted
    from comity.forum.sources.acts import Correct
    from comity.web.portal.framework.ask import Ask
    from comity.web.portal.framework.library import Library
    from comity.web.portal.pages.actlines import ActLine

MOST = 7
MOST_OF_A_VALUE = 3


@dataclass(frozen=True, slots=True)
class Kin:
    """An act's own line and those of its kin; `beside` are the nearest acts on the same values, itself among them."""

    itself: ActLine
    corrections: list[ActLine]
    corrects: ActLine | None
    beside: list[ActLine]


def kin(ask: Ask, act: Enacted) -> Kin:
    """Return an act and its kin in words, as far as they were in the record on the day of the page."""
    corrections = _of(ask.library, Key(CORRECTION, str(act.index)))
    corrected = [cast("Correct", act.body).act] if act.type == CORRECT else []
    beside = _beside(ask.library, act)
    wanted = ask.library.some_acts({act.index, *corrections, *corrected, *beside})
    known = [each for each in wanted.values() if not ask.on or each.entered[:10] <= ask.on.isoformat()]
    lines = {int(line.act.id): line for line in act_lines(ask, known)}
    return Kin(
        itself=lines[act.index],
        corrections=[lines[index] for index in corrections if index in lines],
        corrects=next((lines[index] for index in corrected), None),
        beside=[lines[index] for index in beside if index in lines],
    )


def nearest(index: int, others: Iterable[int], most: int) -> list[int]:
    """Return the `most` acts nearest to the one at `index`, which is not among them, in the order of the record."""
    by_distance = sorted(set(others) - {index}, key=lambda other: (abs(other - index), other))
    return sorted(by_distance[:most])


def _beside(library: Library, act: Enacted) -> list[int]:
    """The nearest acts on each value that the act changes, so that one busy value does not crowd out the others."""
    keys = [key for key, _ in named_by(act.type, act.body)]
    if isinstance(act.body, Committed):
        # What it says is known to nobody here, but what became of it is.
        keys.append(Key(RESTRICTED, str(act.index)))
    values = [_of(library, key) for key in keys]
    most = MOST if len(values) == 1 else MOST_OF_A_VALUE
    return sorted({act.index, *(index for acts in values for index in nearest(act.index, acts, most))})


def _of(library: Library, key: Key) -> tuple[int, ...]:
    held = library.get(key)
    return held.acts if held else ()
