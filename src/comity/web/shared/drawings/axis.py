"""Days laid across a drawing, in per cent, from either side."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Axis:
    """The days from `first` to `last`; `years` holds the years that may be labelled, as the reader writes them."""

    first: date
    last: date
    years: tuple[tuple[int, str], ...] = ()
    rtl: bool = False

    def at(self, day: date) -> float:
        """Where `day` stands, 0 to 100 from the side where reading starts; outside days stand at the edge."""
        span = max(1, (self.last - self.first).days)
        return min(100.0, max(0.0, 100 * (day - self.first).days / span))

    def across(self, place: float) -> float:
        """The same place counted from the left edge of the drawing."""
        return 100 - place if self.rtl else place

    def aside(self, pixels: float) -> float:
        """A step towards the end of the line, counted from the left."""
        return -pixels if self.rtl else pixels

    def left(self, start: float, end: float) -> float:
        """The left edge, from the left, of a bar that runs from `start` to `end`."""
        return min(self.across(start), self.across(end))
