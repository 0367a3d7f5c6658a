"""The forum's years in one drawing: how many members, which meetings, who was in the chair.

Served once. Lines stretch with the page, labels keep their size; where a narrower page has no room for a label as the
wide one places it, the label is placed, wrapped or shortened anew, and only what differs is written again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from comity.web.shared.drawings import lanes, stairs
from comity.web.shared.drawings.axis import Axis
from comity.web.shared.drawings.device import star_points
from comity.web.shared.drawings.lanes import Band, Lane
from comity.web.shared.drawings.markup import Markup, element, number, percent
from comity.web.shared.drawings.measure import text_width
from comity.web.shared.drawings.placing import Box, Label, Placement, Version, free
from comity.web.shared.drawings.stairs import Stairs, Step, Stroke
from comity.web.shared.drawings.versions import written

_SIZE = 12.5
_TODAY_ROW, _YEARS_ROW = 20.0, 30.0
_LANE, _DEEP_LANE, _BANDS, _BANDS_ROW = 58.0, 72.0, 52.0, 15.0


@dataclass(frozen=True, slots=True)
class Timeline:
    """Everything the drawing says; texts are in the reader's language, `steps` in the order of their latest day.

    `wanted` is a count that the steps are to reach, drawn as a line across; nought where there is none.
    """

    name: str
    title: str
    description: str
    axis: Axis
    steps: tuple[Step, ...] = ()
    strokes: tuple[Stroke, ...] = ()
    lanes: tuple[Lane, ...] = ()
    bands_label: str = ""
    bands: tuple[Band, ...] = ()
    today: date | None = None
    today_label: str = ""
    wanted: int = 0
    wanted_label: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One storey of the drawing: its shapes, and its labels in every version."""

    top: float
    shapes: Markup
    placements: dict[Version, Placement]


def timeline(drawing: Timeline) -> Markup:
    """The whole drawing as one SVG element."""
    parts = storeys(drawing)
    height = _height(drawing, parts)
    leads = any(mark.url for lane in drawing.lanes for mark in lane.marks) or any(band.url for band in drawing.bands)
    return element(
        "svg",
        element("title", drawing.title, id=f"{drawing.name}-t"),
        element("desc", drawing.description, id=f"{drawing.name}-d"),
        element("defs", element("polygon", id=f"{drawing.name}-star", points=star_points(9, 5.6))),
        *(_storey(part, drawing.axis) for part in parts),
        _today(drawing, parts[0].top),
        class_=f"drawn {_depth(parts)}".strip(),
        width="100%",
        height=number(height),
        role="group" if leads else "img",
        aria_labelledby=f"{drawing.name}-t {drawing.name}-d",
    )


def storeys(drawing: Timeline) -> list[Part]:
    """Staircase, years, one storey a lane, and the bands at the foot, from top to bottom."""
    until = drawing.today or drawing.axis.last
    flight = Stairs(drawing.axis, drawing.steps, drawing.strokes, until, drawing.wanted, drawing.wanted_label)
    steps = _every(lambda version: stairs.placement(flight, version))
    ground = _TODAY_ROW - min(
        [-40.0, flight.threshold, *(flight.height(step) for step in drawing.steps), *_tops(steps)]
    )
    years = _every(lambda version: _years(drawing.axis, version))
    parts = [
        Part(ground, _stretched(stairs.drawn(flight), drawing.axis), steps),
        Part(ground, Markup(), years),
    ]
    top = ground + _YEARS_ROW
    for lane in drawing.lanes:
        placed = _every(lambda version, lane=lane: lanes.lane_placement(lane, drawing.axis, version))  # type: ignore[misc]
        shapes = lanes.lane_drawn(lane, drawing.axis, f"{drawing.name}-star")
        parts.append(Part(top, shapes, placed))
        top += _DEEP_LANE if max(_bottoms(placed)) > _LANE else _LANE
    bands = _every(lambda version: lanes.bands_placement(drawing.bands_label, drawing.bands, drawing.axis, version))
    return [*parts, *([Part(top, lanes.bands_drawn(drawing.bands, drawing.axis), bands)] if drawing.bands else [])]


def _every(place: Callable[[Version], Placement]) -> dict[Version, Placement]:
    return {version: place(version) for version in Version}


def _tops(placements: dict[Version, Placement]) -> list[float]:
    return [label.box.top for placement in placements.values() for label in placement.labels]


def _bottoms(placements: dict[Version, Placement]) -> list[float]:
    return [0.0, *(label.box.bottom for placement in placements.values() for label in placement.labels)]


def _height(drawing: Timeline, parts: Sequence[Part]) -> float:
    """Down to the labels of the wide and middle versions; the narrow one may ask for more below (`more-…`)."""
    last = parts[-1]
    if not drawing.bands:
        return last.top + (max(lanes.LANE_FOOT, *_bottoms(last.placements)) if drawing.lanes else _YEARS_ROW)
    return last.top + max(_deepest(last, Version.WIDE), _deepest(last, Version.MIDDLE), _BANDS)


def _deepest(part: Part, version: Version) -> float:
    return max([0.0, *(label.box.bottom for label in part.placements[version].labels)])


def _depth(parts: Sequence[Part]) -> str:
    last = parts[-1]
    wider = max(_deepest(last, Version.WIDE), _deepest(last, Version.MIDDLE), _BANDS)
    rows = round(max(0.0, _deepest(last, Version.NARROW) - wider) / _BANDS_ROW)
    return f"more-{min(rows, 3)}" if rows else ""


def _storey(part: Part, axis: Axis) -> Markup:
    return element("g", part.shapes, written(part.placements, axis), transform=f"translate(0 {number(part.top)})")


def _stretched(shapes: Markup, axis: Axis) -> Markup:
    """A box 1000 wide and as high as it is, stretched across the page, with the ground line and its years."""
    years = range(axis.first.year, axis.last.year + 1)
    ticks = "".join(f"M{number(10 * axis.across(axis.at(date(year, 1, 1))))},0v5" for year in years)
    return element(
        "svg",
        shapes,
        element("path", d=f"M0,0H1000{ticks}", class_="axis"),
        viewBox="0 0 1000 100",
        width="100%",
        height="100",
        preserveAspectRatio="none",
        overflow="visible",
    )


def _years(axis: Axis, version: Version) -> Placement:
    """The closest even steps of years whose labels stand apart."""
    for every in (1, 2, 5, 10, 20, 50):
        labels = [_year(year, text, axis, version) for year, text in axis.years if year % every == 0]
        boxes = [label.box for label in labels]
        if all(free(box, boxes[:index]) for index, box in enumerate(boxes)):
            return Placement(tuple(label for label in labels if label.box.within(version.value)))
    return Placement()


def _year(year: int, text: str, axis: Axis, version: Version) -> Label:
    place = axis.at(date(year, 1, 1))
    start = place / 100 * version.value
    return Label(text, place, 17, Box(start, 6, start + text_width(text, _SIZE) + 4, 21), kind="soft")


def _today(drawing: Timeline, ground: float) -> Markup:
    if drawing.today is None:
        return Markup()
    across = percent(drawing.axis.across(drawing.axis.at(drawing.today)))
    line = element("line", x1=across, x2=across, y1="16", y2=number(ground), class_="today")
    late = drawing.axis.at(drawing.today) > 50  # noqa: PLR2004
    return Markup(line + element("text", drawing.today_label, x=across, y="10", class_="end" if late else None))
