"""A comb of receipts: a tooth for each addressee, as high as its receipt goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from comity.web.shared.drawings.markup import Attribute, Markup, element, percent
from comity.web.shared.drawings.strips import key

SENT, OPENED, ACKNOWLEDGED, ANSWERED = 1, 2, 3, 4
"""The grades of a receipt, each higher than the one before."""

_FOOT, _LETTERED = 46.0, 64
_SMALL = 16.0
_HEIGHTS = {SENT: 0.1, OPENED: 0.42, ACKNOWLEDGED: 0.72, ANSWERED: 1.0}
_MOST_LABELS = 32
_WIDEST = 7.0


@dataclass(frozen=True, slots=True)
class Tooth:
    """An addressee by a short label, the grade of its receipt, and whether it is the reader."""

    label: str
    grade: int
    ours: bool = False


def comb(teeth: Sequence[Tooth], said: str) -> Markup:
    """Return the comb with a label under each tooth; `said` tells the same in words."""
    lettered = len(teeth) <= _MOST_LABELS
    # Few teeth stand together at the beginning of the line, not far apart.
    step = 100 / max(len(teeth), 12)
    parts = []
    for place, tooth in enumerate(teeth):
        across = percent(step * (place + 0.5))
        parts += _tooth(across, tooth.grade, _FOOT, _WIDEST)
        if lettered:
            kind = "us" if tooth.ours else None
            parts.append(element("text", tooth.label, x=across, y="61", class_=kind))
    base = element("line", x1="0", x2="100%", y1=_FOOT + 0.5, y2=_FOOT + 0.5, class_="axis")
    return element("svg", *parts, base, class_="comb drawn", height=_LETTERED, role="img", aria_label=said)


def small_comb(teeth: Sequence[Tooth], said: str) -> Markup:
    """Return the comb as high as a line of text, without labels."""
    parts = [part for place, tooth in enumerate(teeth) for part in _small_tooth(place * 4.0, tooth.grade)]
    width = 4.0 * max(len(teeth), 1)
    box = {"viewBox": f"0 0 {width:.0f} {_SMALL:.0f}"}
    return element("svg", *parts, class_="comb small", width=width, height=_SMALL, role="img", aria_label=said, **box)


def comb_key(words: dict[int, str]) -> Markup:
    """Return what the heights mean, in the reader's language, by grade."""
    return key([(_sign(grade), word) for grade, word in words.items()])


def _tooth(across: str, grade: int, foot: float, width: float) -> list[Markup]:
    height = _HEIGHTS[grade] * (foot - 4)
    at: dict[str, Attribute] = {"x": across, "width": width, "transform": f"translate({-width / 2})"}
    parts = [element("rect", y=foot - height, height=height, class_=f"t{grade}", **at)]
    if grade == ANSWERED:
        parts.append(element("rect", y=foot - height - 4, height=2.5, class_="cap", **at))
    return parts


def _small_tooth(x: float, grade: int) -> list[Markup]:
    height = max(1.5, _HEIGHTS[grade] * (_SMALL - 3))
    parts = [element("rect", x=x, y=_SMALL - height, width=3.0, height=height, class_=f"t{grade}")]
    if grade == ANSWERED:
        parts.append(element("rect", x=x, y=0.0, width=3.0, height=1.5, class_="cap"))
    return parts


def _sign(grade: int) -> Markup:
    return element("svg", *_small_tooth(8.0, grade), viewBox="0 0 20 16", class_="comb-sign comb", aria_hidden="true")
