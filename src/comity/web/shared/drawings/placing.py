"""Boxes of labels: what a label covers at the least width at which it is shown, so that none covers another.

Places across are per cent and boxes are pixels, so boxes only move apart when a drawing grows: a placement that is free
at the least width of a version is free at every width of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Version(Enum):
    """A version of a drawing and the least width in px at which it is shown (the container queries of comity.css)."""

    NARROW = 280
    MIDDLE = 600
    WIDE = 960


# Boxes that touch do not meet, however the sums that placed them were rounded.
_HAIR = 1e-6


@dataclass(frozen=True, slots=True)
class Box:
    """Pixels covered, from the side where reading starts and from the top."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether the two cover a common pixel."""
        across = self.left + _HAIR < other.right and other.left + _HAIR < self.right
        return across and self.top + _HAIR < other.bottom and other.top + _HAIR < self.bottom

    def within(self, width: float) -> bool:
        """Whether nothing of it lies beside a drawing of `width` px."""
        return self.left >= 0 and self.right <= width


@dataclass(frozen=True, slots=True)
class Label:
    """One line of text where a version has it: `place` in per cent, `aside` and `base` in px."""

    text: str
    place: float
    base: float
    box: Box
    aside: float = 0.0
    anchor: str = "start"
    kind: str = ""
    count: str = ""


@dataclass(frozen=True, slots=True)
class Tick:
    """An upright line that leads from a mark to a label that could not stand beside it."""

    place: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Placement:
    """Everything that a version may place in its own way."""

    labels: tuple[Label, ...] = ()
    ticks: tuple[Tick, ...] = ()


def free(box: Box, taken: list[Box]) -> bool:
    """Whether `box` meets none that is taken."""
    return not any(box.meets(other) for other in taken)
