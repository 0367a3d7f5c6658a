"""The staircase of a count: at least so many, at most so many, and who made each step.

Heights are px above the ground line, counted downwards as SVG does: the ground is 0, everything on it is negative.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from comity.web.shared.drawings.axis import Axis
from comity.web.shared.drawings.markup import Markup, element, number
from comity.web.shared.drawings.measure import balanced, text_width, wrap
from comity.web.shared.drawings.placing import Box, Label, Placement, Tick, Version, free

_SIZE, _TOLD_SIZE = 12.5, 13.5
_ROW, _ASCENT, _DESCENT = 15.0, 11.5, 3.5
_ASIDE = 7.0
_MOST_LINES, _MOST_TOLD = 3, 4
# A label that would stand higher than this over its step says nothing; the table beside the drawing does.
_MOST_DRIFT = 80.0
_TALL_STROKE, _STROKE = 36.0, 7.0


@dataclass(frozen=True, slots=True)
class Step:
    """The count becomes `count_after`, not before `earliest` and not after `latest` (the same day when it is known)."""

    earliest: date
    latest: date
    count_after: int
    count: str
    label: str
    told: bool = False


@dataclass(frozen=True, slots=True)
class Stroke:
    """A day before the first step; the first that has a label is told."""

    day: date
    label: str = ""


@dataclass(frozen=True, slots=True)
class Stairs:
    """What there is to draw, and how high one more member stands; `wanted` is a count to be reached, or nought."""

    axis: Axis
    steps: tuple[Step, ...]
    strokes: tuple[Stroke, ...]
    until: date
    wanted: int = 0
    wanted_label: str = ""

    @property
    def rise(self) -> float:
        """Height of one in px."""
        # Towards a small number each step has room for its label.
        most = min(24.0, max(9.2, 110 / self.wanted)) if self.wanted else 9.2
        return min(most, 260 / max([1, self.wanted, *(step.count_after for step in self.steps)]))

    @property
    def threshold(self) -> float:
        """Where the count that is wanted lies."""
        return -self.rise * self.wanted

    def height(self, step: Step) -> float:
        """Where the tread of `step` lies."""
        return -self.rise * step.count_after


def placement(stairs: Stairs, version: Version) -> Placement:
    """Labels and leading ticks of one version."""
    labels = _wanted(stairs)
    ticks: list[Tick] = []
    before = 0.0
    for step in stairs.steps:
        taken = [*(label.box for label in labels), *(_covered(tick, version) for tick in ticks)]
        beside = _beside(stairs, step, version, before, taken)
        labels += beside
        before = stairs.height(step)
        if beside and beside[-1].base < before - 2:
            ticks.append(Tick(stairs.axis.at(step.latest), beside[-1].base - 4, before))
    return Placement((*labels, *_told(stairs, version, labels)), tuple(ticks))


def _wanted(stairs: Stairs) -> list[Label]:
    """The words of the count to be reached, over its line where reading begins."""
    if not stairs.wanted_label:
        return []
    base = stairs.threshold - 5
    width = text_width(stairs.wanted_label, _SIZE)
    return [Label(stairs.wanted_label, 0.0, base, Box(0, base - _ASCENT, width, base + _DESCENT), kind="soft by")]


def _covered(tick: Tick, version: Version) -> Box:
    across = tick.place / 100 * version.value
    return Box(across - 1, tick.top, across + 1, tick.bottom)


def _beside(stairs: Stairs, step: Step, version: Version, before: float, taken: list[Box]) -> list[Label]:
    """The label of a step, to be read towards its riser, free of all that stands already; a step may have none."""
    if not step.label and not step.count:
        return []
    room = stairs.axis.at(step.latest) / 100 * version.value - _ASIDE
    size = _TOLD_SIZE if step.told else _SIZE
    lines = balanced(f"{step.label} {step.count}".strip(), size, room)
    if step.told or lines is None or len(lines) > _MOST_LINES:
        under = [] if taken else _first(stairs, step, version)
        short = wrap(step.count, size, room)
        return [*under, *(_stack(stairs, step, short, before, taken, version) if short else [])]
    return _stack(stairs, step, lines, before, taken, version)


def _stack(
    stairs: Stairs,
    step: Step,
    lines: tuple[str, ...],
    before: float,
    taken: list[Box],
    version: Version,
) -> list[Label]:
    """Lines one over another, the last of them level with the tread unless earlier labels are in the way."""
    natural = min(stairs.height(step), before - 9) + 4
    above = [box.top - _DESCENT for box in taken if box.top - _DESCENT < natural]
    for base in sorted([natural, *above], reverse=True):
        placed = _lines(stairs, step, lines, base, version)
        if base < natural - _MOST_DRIFT:
            break
        if all(free(label.box, taken) for label in placed):
            return placed
    return []


def _lines(stairs: Stairs, step: Step, lines: tuple[str, ...], base: float, version: Version) -> list[Label]:
    """`lines` ending at the riser, the last on `base` with the count behind it."""
    place = stairs.axis.at(step.latest)
    riser = place / 100 * version.value
    size = _TOLD_SIZE if step.told else _SIZE
    bases = [base - _ROW * (len(lines) - 1 - row) for row in range(len(lines))]
    boxes = [
        Box(riser - _ASIDE - text_width(line, size), height - _ASCENT, riser + 1, height + _DESCENT)
        for line, height in zip(lines, bases, strict=True)
    ]
    texts = [(line, "") for line in lines[:-1]] + [(lines[-1].removesuffix(step.count).strip(), step.count)]
    return [
        Label(text, place, height, box, -_ASIDE, "end", _kind(step, "by"), count)
        for (text, count), height, box in zip(texts, bases, boxes, strict=True)
    ]


def _first(stairs: Stairs, step: Step, version: Version) -> list[Label]:
    """The words of the first step: below its count and before its riser, or under its tread if that is too narrow."""
    place = stairs.axis.at(step.latest)
    riser = place / 100 * version.value
    lines = balanced(step.label, _TOLD_SIZE, riser - _ASIDE) or ()
    bases = [stairs.height(step) + 4 + _ROW * (row + 1) for row in range(len(lines))]
    if not lines or len(lines) > _MOST_LINES or bases[-1] > -_DESCENT:
        return _inside(stairs, step, version)
    return [
        Label(line, place, base, _before(riser, base, line), -_ASIDE, "end", _kind(step, "by"))
        for line, base in zip(lines, bases, strict=True)
    ]


def _before(riser: float, base: float, line: str) -> Box:
    return Box(riser - _ASIDE - text_width(line, _TOLD_SIZE), base - _ASCENT, riser + 1, base + _DESCENT)


def _inside(stairs: Stairs, step: Step, version: Version) -> list[Label]:
    """Where there is no room before the first riser, its label stands under the first tread."""
    place = stairs.axis.at(step.latest)
    start = place / 100 * version.value + _ASIDE
    lines = balanced(step.label, _TOLD_SIZE, version.value - start) or ()
    room = int((-stairs.height(step) - 16) // _ROW)
    return [
        Label(line, place, base, _box(start, base, line), _ASIDE, "start", _kind(step, "in"))
        for row, line in enumerate(lines if len(lines) <= room else ())
        for base in [stairs.height(step) + 20 + row * _ROW]
    ]


def _told(stairs: Stairs, version: Version, taken: list[Label]) -> list[Label]:
    """The words of the first stroke that has any, if they fit before the first riser."""
    stroke = next((stroke for stroke in stairs.strokes if stroke.label), None)
    if stroke is None:
        return []
    place = stairs.axis.at(stroke.day)
    start = place / 100 * version.value + _ASIDE
    end = min([100.0, *(stairs.axis.at(step.earliest) for step in stairs.steps)]) / 100 * version.value
    lines = balanced(stroke.label, _TOLD_SIZE, end - start - _ASIDE) or ()
    if len(lines) > _MOST_TOLD:
        return []
    bases = [-12 - _ROW * (len(lines) - 1 - row) for row in range(len(lines))]
    told = [
        Label(line, place, base, _box(start, base, line), _ASIDE, "start", "told")
        for line, base in zip(lines, bases, strict=True)
    ]
    return told if all(free(label.box, [other.box for other in taken]) for label in told) else []


def _box(start: float, base: float, line: str) -> Box:
    return Box(start, base - _ASCENT, start + text_width(line, _TOLD_SIZE), base + _DESCENT)


def _kind(step: Step, where: str) -> str:
    return f"{where} told" if step.told else where


def drawn(stairs: Stairs) -> Markup:
    """The mass, the doubt between least and most, both lines, the strokes; in a box 1000 wide that stretches."""
    least = _levels(stairs, late=True)
    most = _levels(stairs, late=False)
    parts = [
        element("path", d=_area(stairs, most), class_="doubt") if most != least else Markup(),
        element("path", d=_area(stairs, least), class_="mass"),
        element("path", d=_line(stairs, most), class_="most") if most != least else Markup(),
        element("path", d=_line(stairs, least), class_="least"),
        element("path", d=_strokes(stairs), class_="axis"),
        element("path", d=f"M0,{number(stairs.threshold)}H1000", class_="today") if stairs.wanted else Markup(),
    ]
    return Markup("".join(part for part in parts if part))


def _levels(stairs: Stairs, *, late: bool) -> list[tuple[float, float]]:
    """Places and heights: the count if every rise came late (and every fall early), or the other way round."""
    before, changes = 0, []
    for step in stairs.steps:
        rise = step.count_after - before
        before = step.count_after
        changes.append((step.latest if late == (rise > 0) else step.earliest, rise))
    count, levels = 0, []
    for day, rise in sorted(changes):
        count += rise
        levels.append((stairs.axis.at(day), -stairs.rise * count))
    return levels


def _line(stairs: Stairs, levels: Sequence[tuple[float, float]]) -> str:
    if not levels:
        return ""
    return f"M{_x(stairs, levels[0][0])},0" + "".join(
        f"V{number(height)}H{_x(stairs, following)}"
        for (_, height), following in zip(levels, [*(place for place, _ in levels[1:]), _end(stairs)], strict=True)
    )


def _area(stairs: Stairs, levels: Sequence[tuple[float, float]]) -> str:
    line = _line(stairs, levels)
    return f"{line}V0Z" if line else ""


def _strokes(stairs: Stairs) -> str:
    told = next((stroke for stroke in stairs.strokes if stroke.label), None)
    return "".join(
        f"M{_x(stairs, stairs.axis.at(stroke.day))},0v-{number(_TALL_STROKE if stroke is told else _STROKE)}"
        for stroke in stairs.strokes
    )


def _end(stairs: Stairs) -> float:
    return stairs.axis.at(stairs.until)


def _x(stairs: Stairs, place: float) -> str:
    return number(10 * stairs.axis.across(place))
