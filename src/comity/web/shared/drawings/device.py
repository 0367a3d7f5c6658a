"""The eight-pointed star: device of the running head, mark of a summit, ornament of the frieze and of the table."""

from __future__ import annotations

from math import cos, pi, sin

from comity.web.shared.drawings.markup import number


def star_points(outer: float, inner: float) -> str:
    """The sixteen corners of a star with eight points, round 0,0, the first point upwards."""
    corners = [
        (radius * sin(turn * pi / 8), -radius * cos(turn * pi / 8))
        for turn in range(16)
        for radius in [inner if turn % 2 else outer]
    ]
    return " ".join(f"{number(x)},{number(y)}" for x, y in corners)
