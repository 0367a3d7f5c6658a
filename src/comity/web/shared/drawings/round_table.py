"""The round table in seating order: two lists read without tilting the head, and a line from each name to its seat.

The seats are where they would be in the room, so nothing is mirrored for languages that run from right to left. On a
narrow page the lines go, the seats are numbered, and the lists stand under the table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from comity.web.shared.drawings.device import star_points
from comity.web.shared.drawings.markup import Markup, element, number

_WIDTH, _ROW, _HEAD = 360.0, 24.0, 46.0
_ACROSS, _LEAST_DOWN, _SEAT = 112.0, 56.0, 5.5
_BENCH, _BENCH_STEP, _BENCH_ROW = 12, 24.0, 28.0


@dataclass(frozen=True, slots=True)
class Seat:
    """A place at the table: its number as the reader writes it, whose it is, whether they joined at this meeting."""

    number: str
    label: str
    url: str = ""
    joined: bool = False


@dataclass(frozen=True, slots=True)
class RoundTable:
    """Members clockwise from the chair's left, observers in the second row."""

    name: str
    title: str
    description: str
    chair: str
    seats: tuple[Seat, ...] = ()
    observers_label: str = ""
    observers: tuple[Seat, ...] = ()


@dataclass(frozen=True, slots=True)
class Point:
    """Pixels from the middle of the drawing and from its top."""

    x: float
    y: float


def round_table(table: RoundTable) -> Markup:
    """The plan with its lists, and under it the observers."""
    half = -(-len(table.seats) // 2)
    plan = element(
        "div",
        element("div", _drawing(table), class_="table"),
        element("ol", *(_entry(seat) for seat in table.seats[:half]), class_="onward"),
        element("ol", *(_entry(seat) for seat in table.seats[half:]), class_="back", start=half + 1),
        class_="plan",
    )
    return Markup(plan + _observers(table))


def seat_points(count: int) -> list[Point]:
    """Where the seats stand: at even turns round the rim, clockwise, the chair's own place left out."""
    down, middle = _down(count), _middle(count)
    turns = [2 * pi * (index + 1) / (count + 1) for index in range(count)]
    return [Point((_ACROSS + 14) * sin(turn), middle - (down + 14) * cos(turn)) for turn in turns]


def row_points(count: int) -> list[Point]:
    """Where the line to each seat begins: at the edge beside its row in the lists."""
    half = -(-count // 2)
    edge = _WIDTH / 2
    onward = [Point(edge, _HEAD + _ROW * (row + 0.5)) for row in range(half)]
    back = [Point(-edge, _HEAD + _ROW * (row + 0.5)) for row in range(count - half)]
    return [*onward, *reversed(back)]


def _down(count: int) -> float:
    return max(_LEAST_DOWN, _ROW * -(-count // 2) / 2 - 22)


def _middle(count: int) -> float:
    return _HEAD + max(_ROW * -(-count // 2) / 2, _LEAST_DOWN + 22)


def _height(table: RoundTable) -> float:
    rows = -(-len(table.observers) // _BENCH)
    return 2 * _middle(len(table.seats)) - _HEAD + (rows * _BENCH_ROW + 36 if rows else 0)


def _drawing(table: RoundTable) -> Markup:
    count, middle = len(table.seats), _middle(len(table.seats))
    height = number(_height(table))
    return element(
        "svg",
        element("title", table.title, id=f"{table.name}-t"),
        element("desc", table.description, id=f"{table.name}-d"),
        _rim(count),
        element("path", d=f"M-20,{number(middle - _down(count) - 14)}h40", class_="elected"),
        element("text", table.chair, y=number(middle - _down(count) - 44), class_="mid count"),
        *(_seat(*placed, middle) for placed in zip(table.seats, seat_points(count), row_points(count), strict=True)),
        *_bench(table),
        class_="drawn",
        width=number(_WIDTH),
        height=height,
        viewBox=f"{number(-_WIDTH / 2)} 0 {number(_WIDTH)} {height}",
        role="img",
        aria_labelledby=f"{table.name}-t {table.name}-d",
    )


def _rim(count: int) -> Markup:
    down, middle = _down(count), _middle(count)
    star = star_points(min(down, _ACROSS) * 0.62, min(down, _ACROSS) * 0.475)
    inner = star_points(min(down, _ACROSS) * 0.16, min(down, _ACROSS) * 0.11)
    ellipse = {"cy": number(middle), "class_": "rim"}
    shift = f"translate(0 {number(middle)})"
    return Markup(
        element("ellipse", rx=number(_ACROSS), ry=number(down), **ellipse)
        + element("polygon", points=star, transform=shift, class_="inlay")
        + element("polygon", points=inner, transform=shift, class_="is"),
    )


def _seat(seat: Seat, point: Point, row: Point, middle: float) -> Markup:
    elbow = (_WIDTH / 2 - 14) * (1 if row.x > 0 else -1)
    path = f"M{_at(point)}L{number(elbow)},{number(row.y)}H{number(row.x)}"
    outwards = Point(point.x * 1.13, middle + (point.y - middle) * 1.13 + 4)
    return Markup(
        element("path", d=path, class_="lead-to leader")
        + element("circle", cx=number(point.x), cy=number(point.y), r=_SEAT, class_="ring" if seat.joined else "is")
        + element("text", seat.number, x=number(outwards.x), y=number(outwards.y), class_="place mid soft"),
    )


def _bench(table: RoundTable) -> list[Markup]:
    """The observers' seats behind the table, in rows of a dozen."""
    top = 2 * _middle(len(table.seats)) - _HEAD + 28
    rows = [table.observers[start : start + _BENCH] for start in range(0, len(table.observers), _BENCH)]
    return [
        Markup(
            element("rect", x=number(x - 5), y=number(y), width="10", height="10", class_="was")
            + element("text", seat.number, x=number(x), y=number(y + 22), class_="place mid soft"),
        )
        for row, seats in enumerate(rows)
        for index, seat in enumerate(seats)
        for x, y in [((index - (len(seats) - 1) / 2) * _BENCH_STEP, top + row * _BENCH_ROW)]
    ]


def _entry(seat: Seat) -> Markup:
    name = element("a", seat.label, href=seat.url) if seat.url else element("span", seat.label)
    return element("li", element("span", seat.number, class_="no"), name, class_="joined" if seat.joined else None)


def _observers(table: RoundTable) -> Markup:
    if not table.observers:
        return Markup()
    entries: Sequence[Markup] = [_entry(seat) for seat in table.observers]
    return Markup(element("h3", table.observers_label) + element("ol", *entries, class_="behind"))


def _at(point: Point) -> str:
    return f"{number(point.x)},{number(point.y)}"
