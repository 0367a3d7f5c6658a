"""Lanes under the staircase: meetings as marks, chairs as bands, each labelled where there is room."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from comity.web.shared.drawings.axis import Axis
from comity.web.shared.drawings.markup import Markup, element, number, percent
from comity.web.shared.drawings.measure import text_width
from comity.web.shared.drawings.placing import Box, Label, Placement, Tick, Version, free

_SIZE, _ASCENT, _DESCENT, _APART = 12.5, 11.0, 3.5, 3.0
_HEAD_ABOVE, _HEAD_BESIDE, _MARK = 11.0, 31.0, 27.0
LANE_FOOT = _MARK + 13.0
"""Below this a lane without labels under its marks has nothing: neither a mark nor the place to touch it."""

_MARK_ROWS = (47.0, 62.0)
_BAND_ROWS = (45.0, 60.0, 75.0)
_HALF_MARK = 10.0


@dataclass(frozen=True, slots=True)
class Mark:
    """One meeting; `said` is its name for readers who hear, `short` stands where `label` has no room."""

    day: date
    label: str
    said: str
    url: str = ""
    short: str = ""
    detail: str = ""
    planned: bool = False


@dataclass(frozen=True, slots=True)
class Lane:
    """Marks of one kind on one line."""

    label: str
    kind: Literal["star", "ring"]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """A term in the chair: elected from `start` until `elected_until`, served to `end`."""

    start: date
    elected_until: date
    end: date
    label: str
    said: str
    url: str = ""
    short: str = ""


def lane_placement(lane: Lane, axis: Axis, version: Version) -> Placement:
    """Full labels with details, else full labels on two rows, else short ones, else none."""
    head = _head(lane.label, [axis.at(mark.day) for mark in lane.marks], version)
    attempts: tuple[Callable[[], list[Label] | None], ...] = (
        lambda: _with_details(lane.marks, axis, version),
        lambda: _centred(lane.marks, [mark.label for mark in lane.marks], _MARK_ROWS, axis, version),
        lambda: _centred(lane.marks, [mark.short for mark in lane.marks], _MARK_ROWS[:1], axis, version),
    )
    found = next((labels for attempt in attempts if (labels := attempt()) is not None), [])
    return Placement((*head, *found))


def _with_details(marks: Sequence[Mark], axis: Axis, version: Version) -> list[Label] | None:
    upper = _centred(marks, [mark.label for mark in marks], _MARK_ROWS[:1], axis, version)
    lower = _centred(marks, [mark.detail for mark in marks], _MARK_ROWS[1:], axis, version, kind="soft")
    return None if upper is None or lower is None else upper + lower


def _centred(
    marks: Sequence[Mark],
    texts: Sequence[str],
    rows: Sequence[float],
    axis: Axis,
    version: Version,
    *,
    kind: str = "",
) -> list[Label] | None:
    """Each text under its mark on the first row where it is free; `None` where one finds no place."""
    placed: list[Label] = []
    for mark, text in zip(marks, texts, strict=True):
        options = (_under(text, axis.at(mark.day), base, version, kind) for base in rows)
        taken = [label.box for label in placed]
        label = next((option for option in options if free(option.box, taken)), None)
        if label is None:
            return None
        placed += [label] if text else []
    return placed


def _under(text: str, place: float, base: float, version: Version, kind: str) -> Label:
    """Centred under `place`, moved in from the edge as far as needed."""
    half = text_width(text, _SIZE) / 2
    centre = place / 100 * version.value
    moved = max(half, min(version.value - half, centre))
    box = _box(moved - half, moved + half, base)
    return Label(text, place, base, box, moved - centre, "mid", kind)


def bands_placement(label: str, bands: Sequence[Band], axis: Axis, version: Version) -> Placement:
    """Every label from the start of its band; lines lead down to those that found no place on the first row."""
    head = _head(label, [axis.at(band.start) for band in bands], version)
    for rows, mixed in ((_BAND_ROWS[:2], False), (_BAND_ROWS, False), (_BAND_ROWS, True)):
        found = _led(bands, rows, axis, version, [each.box for each in head], mixed=mixed)
        if found is not None:
            return Placement((*head, *found.labels), found.ticks)
    return Placement(tuple(head))


def _led(
    bands: Sequence[Band], rows: Sequence[float], axis: Axis, version: Version, taken: list[Box], *, mixed: bool
) -> Placement | None:
    """From the end to the start, so that no leading line has a label of a later band, or a box `taken`, in its way."""
    labels: list[Label] = []
    ticks: list[Tick] = []
    for band in reversed(bands):
        options = [(band.label, base) for base in (rows[:1] if mixed else rows)]
        options += [(band.short, base) for base in rows] if mixed else []
        if mixed and _too_late(band, axis, version):
            options = options[1:]
        found = next((led for text, base in options if (led := _from(band, text, base, axis, version, taken))), None)
        if found is None:
            return None
        label, leader = found
        labels.append(label)
        taken.append(label.box)
        if label.base != rows[0]:
            ticks.append(Tick(axis.at(band.start), _MARK + 3, label.base - 9))
            taken.append(leader)
    return Placement(tuple(reversed(labels)), tuple(reversed(ticks)))


def _too_late(band: Band, axis: Axis, version: Version) -> bool:
    """Whether the full label would have to begin before its band, taking room from the band before."""
    return axis.at(band.start) / 100 * version.value + text_width(band.label, _SIZE) > version.value


def _from(
    band: Band,
    text: str,
    base: float,
    axis: Axis,
    version: Version,
    taken: list[Box],
) -> tuple[Label, Box] | None:
    width = text_width(text, _SIZE)
    start = axis.at(band.start) / 100 * version.value
    moved = max(0.0, min(start, version.value - width))
    box = _box(moved, moved + width, base)
    leader = Box(start - 1, _MARK, start + 1, base - _ASCENT)
    if not free(box, taken) or (base != _BAND_ROWS[0] and not free(leader, taken)):
        return None
    return Label(text, axis.at(band.start), base, box, moved - start), leader


def _head(label: str, places: Sequence[float], version: Version) -> list[Label]:
    """The name of the lane, on its line where the line begins empty, else above it."""
    width = text_width(label, _SIZE)
    first = min([100.0, *places]) / 100 * version.value - _HALF_MARK
    base = _HEAD_BESIDE if width < first else _HEAD_ABOVE
    return [Label(label, 0.0, base, _box(0, width, base), kind="soft")] if label else []


def _box(left: float, right: float, base: float) -> Box:
    return Box(left, base - _ASCENT, right + _APART, base + _DESCENT)


def lane_drawn(lane: Lane, axis: Axis, star: str) -> Markup:
    """The marks, each with a place to touch when it leads somewhere."""
    return Markup("".join(_mark(lane, mark, axis, star) for mark in lane.marks))


def _mark(lane: Lane, mark: Mark, axis: Axis, star: str) -> Markup:
    across, level = percent(axis.across(axis.at(mark.day))), number(_MARK)
    if lane.kind == "star":
        shape = element("use", href=f"#{star}", x=across, y=level, class_="was" if mark.planned else "is")
    else:
        shape = element("circle", cx=across, cy=level, r="5.5", class_="was" if mark.planned else "ring")
    touch = element("circle", cx=across, cy=level, r="12", class_="touch")
    return element("a", touch, shape, href=mark.url, aria_label=mark.said) if mark.url else shape


def bands_drawn(bands: Sequence[Band], axis: Axis) -> Markup:
    """A heavy line for the term elected for, a thin one for what was served beyond it."""
    return Markup("".join(_band(band, axis) for band in bands))


def _band(band: Band, axis: Axis) -> Markup:
    elected = min(band.elected_until, band.end)
    lines = [_bar(band.start, elected, axis, "elected")]
    if band.end > elected:
        lines.append(_bar(elected, band.end, axis, "served"))
    start, end = axis.at(band.start), axis.at(band.end)
    left = percent(axis.left(start, end))
    touch = element("rect", x=left, width=percent(end - start), y=number(_MARK - 12), height="24", class_="touch")
    return element("a", touch, *lines, href=band.url, aria_label=band.said) if band.url else Markup("".join(lines))


def _bar(start: date, end: date, axis: Axis, kind: str) -> Markup:
    first, last = axis.at(start) + 0.15, max(axis.at(end), axis.at(start) + 0.3)
    level = number(_MARK)
    ends = {"x1": percent(axis.across(first)), "x2": percent(axis.across(last)), "y1": level, "y2": level}
    return element("line", class_=kind, **ends)
