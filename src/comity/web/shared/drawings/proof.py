"""The way from an act to the root: each digest of the proof covers a part of the log, and together they tile it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from comity.web.shared.drawings.markup import Markup, element, number, percent
from comity.web.shared.drawings.strips import key

_ROW, _WIDTH = 26.0, 72.0
_MIDDLE, _OUT = 36.0, 24.0
# A bar of one act in a million would be invisible: every part is at least so many per cent wide.
_LEAST = 0.5


@dataclass(frozen=True, slots=True)
class Sibling:
    """A digest that the proof gives: of the acts from `start` up to, not including, `end`."""

    start: int
    end: int
    digest: str
    range_text: str


@dataclass(frozen=True, slots=True)
class ProofHeads:
    """The words over the columns and beside the root."""

    path: str
    digest: str
    acts: str
    log: str
    root: str


@dataclass(frozen=True, slots=True)
class Proof:
    """The act at `index` of `size`, and its siblings from leaf to root."""

    name: str
    title: str
    description: str
    index: int
    size: int
    leaf: str
    leaf_label: str
    siblings: tuple[Sibling, ...]
    root: str
    heads: ProofHeads
    rtl: bool = False


@dataclass(frozen=True, slots=True)
class Level:
    """One row: what is known below it, and the sibling that joins here."""

    start: int
    end: int
    sibling: Sibling

    @property
    def on_left(self) -> bool:
        """Whether the sibling covers the older acts."""
        return self.sibling.start < self.start


def levels(drawing: Proof) -> list[Level]:
    """From leaf to root. Raises `ValueError` where a sibling borders on nothing known, or the log is not tiled."""
    start, end, found = drawing.index, drawing.index + 1, []
    for sibling in drawing.siblings:
        if sibling.end != start and sibling.start != end:
            raise ValueError(
                f"a sibling of [{start}, {end}) covers [{sibling.start}, {sibling.end}), which is not beside it"
            )
        found.append(Level(start, end, sibling))
        start, end = min(start, sibling.start), max(end, sibling.end)
    if (start, end) != (0, drawing.size):
        raise ValueError(f"the path ends at [{start}, {end}), the log is [0, {drawing.size})")
    return found


def proof(drawing: Proof) -> Markup:
    """A table, root at the top, leaf at the foot; the tree at the side, the bars tiling the log."""
    path = levels(drawing)
    heads = drawing.heads
    head = element(
        "tr",
        element("th", heads.path, scope="col", class_="joint"),
        element("th", heads.digest, scope="col"),
        element("th", heads.acts, scope="col", class_="may"),
        element("th", heads.log, scope="col", class_="bar"),
    )
    rows = [_root(drawing), *(_level(drawing, level) for level in reversed(path)), _leaf(drawing)]
    return element(
        "table",
        element("caption", f"{drawing.title}. {drawing.description}", class_="vh"),
        element("thead", head),
        element("tbody", *rows),
        class_="register proof",
    )


def proof_key(*, this: str, given: str, made: str) -> Markup:
    """What the marks in the tree and the tones of the bars mean."""
    marks = [
        (element("circle", cx="10", cy="5", r="4.5", class_="leaf"), this),
        (element("rect", x="5.5", y="0.5", width="9", height="9", class_="given"), given),
        (element("circle", cx="10", cy="5", r="4", class_="made"), made),
    ]
    return key(
        [(element("svg", mark, viewBox="0 0 20 10", class_="joint", aria_hidden="true"), word) for mark, word in marks]
    )


def _root(drawing: Proof) -> Markup:
    joint = [_stem(0.5, 1), _node("made", "5.5"), _node("leaf", "2")]
    return _row(joint, drawing.root, drawing.heads.root, _bars(drawing, [("so-far", 0, drawing.size)]))


def _level(drawing: Proof, level: Level) -> Markup:
    out = _OUT if level.on_left == drawing.rtl else -_OUT
    joint = [
        _stem(0, 1),
        _line("branch", _MIDDLE + out / 6, 5 - _ROW / 2, _MIDDLE + out, _ROW / 2),
        _node("made", "4"),
        element("rect", x=number(_MIDDLE + out - 4.5), y=number(_ROW / 2 - 4.5), width="9", height="9", class_="given"),
    ]
    bars = [("so-far", level.start, level.end), ("given", level.sibling.start, level.sibling.end)]
    return _row(joint, level.sibling.digest, level.sibling.range_text, _bars(drawing, bars))


def _leaf(drawing: Proof) -> Markup:
    bars = _bars(drawing, [("so-far", drawing.index, drawing.index + 1)])
    return _row([_stem(0, 0.5), _node("leaf", "5")], drawing.leaf, drawing.leaf_label, bars, bold=True)


def _row(joint: Sequence[Markup], digest: str, acts: str, bars: Markup, *, bold: bool = False) -> Markup:
    size = {"width": number(_WIDTH), "height": number(_ROW)}
    tree = element("svg", *joint, aria_hidden="true", **size)
    covered = element("b", acts, class_="verb") if bold else acts
    return element(
        "tr",
        element("td", tree, class_="joint"),
        element("td", element("code", digest, dir="ltr")),
        element("td", covered, class_="may"),
        element("td", bars, class_="bar"),
    )


def _bars(drawing: Proof, parts: Sequence[tuple[str, int, int]]) -> Markup:
    whole = element("rect", width="100%", height="12", class_="log-whole")
    bars = [_part(drawing, kind, start, end) for kind, start, end in parts]
    return element("svg", whole, *bars, height="12", aria_hidden="true")


def _part(drawing: Proof, kind: str, start: int, end: int) -> Markup:
    width = max(_LEAST, 100 * (end - start) / drawing.size)
    left = min(100 * start / drawing.size, 100 - width)
    across = 100 - left - width if drawing.rtl else left
    return element("rect", x=percent(across), width=percent(width), height="12", class_=kind)


def _stem(start: float, end: float) -> Markup:
    return _line("stem", _MIDDLE, start * _ROW, _MIDDLE, end * _ROW)


def _line(kind: str, x1: float, y1: float, x2: float, y2: float) -> Markup:
    ends = {"x1": number(x1), "y1": number(y1), "x2": number(x2), "y2": number(y2)}
    return element("line", class_=kind, **ends)


def _node(kind: str, radius: str) -> Markup:
    return element("circle", cx=number(_MIDDLE), cy=number(_ROW / 2), r=radius, class_=kind)
