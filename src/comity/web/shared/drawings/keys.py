"""The key of the timeline."""

from __future__ import annotations

from dataclasses import dataclass

from comity.web.shared.drawings.device import star_points
from comity.web.shared.drawings.markup import Markup, element
from comity.web.shared.drawings.strips import key


@dataclass(frozen=True, slots=True)
class TimelineKey:
    """Words of the key; an empty one leaves its sign out."""

    members: str
    between: str = ""
    elected: str = ""
    prolonged: str = ""
    summit: str = ""
    ministers: str = ""
    planned: str = ""


def timeline_key(words: TimelineKey) -> Markup:
    """Signs of the timeline and their words."""
    star = {"points": star_points(5, 3.2), "transform": "translate(10 5)"}
    signs = [
        (_line("least"), words.members),
        (_line("most"), words.between),
        (element("polygon", class_="is", **star), words.summit),
        (element("circle", cx="10", cy="5", r="3.6", class_="ring"), words.ministers),
        (element("polygon", class_="was", **star), words.planned),
        (_line("elected"), words.elected),
        (_line("served"), words.prolonged),
    ]
    return key([(_sign(shape), word) for shape, word in signs if word])


def _line(kind: str) -> Markup:
    return element("line", x2="20", y1="5", y2="5", class_=kind)


def _sign(shape: Markup) -> Markup:
    return element("svg", shape, viewBox="0 0 20 10", class_="drawn", aria_hidden="true")
