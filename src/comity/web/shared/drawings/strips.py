"""Strips: one row of a table, years across; a participant's status, or a term in the chair.

The tile is the mark: full for a member, hollow for an observer, half-toned for a partner, small tiles where the day is
unknown, a slit while in the chair. A strip stretches with its column; the table around it carries names and dates.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeVar

from comity.web.shared.drawings.axis import Axis
from comity.web.shared.drawings.markup import Markup, element, join, number, percent
from comity.web.shared.drawings.measure import text_width
from comity.web.shared.drawings.stairs import Step

Status = Literal["member", "observer", "partner"]
Row = TypeVar("Row")
_TILE = {"member": "tm", "observer": "to", "partner": "tp"}


@dataclass(frozen=True, slots=True)
class Span:
    """A status from `start` to `end`; it may have begun as early as `head_from` and lasted as long as `tail_to`."""

    status: Status
    start: date
    end: date
    head_from: date | None = None
    tail_to: date | None = None


@dataclass(frozen=True, slots=True)
class Strip:
    """One participant; `said` says in words what the strip shows."""

    said: str
    spans: tuple[Span, ...] = ()
    chairs: tuple[tuple[date, date], ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """A term in the chair, elected for and served."""

    start: date
    elected_until: date
    end: date
    said: str


def strip(row: Strip, axis: Axis) -> Markup:
    """The tiles of one participant; a tile is a year wide."""
    parts = [part for span in row.spans for part in _span(span, axis)]
    slits = [_bar(start, end, axis, y="4", height="2", class_="tile-chair") for start, end in row.chairs]
    return _row("strip", row.said, axis, [*parts, *slits])


def chair_strip(term: Term, axis: Axis) -> Markup:
    """A heavy line for the term elected for, a thin one for what was served beyond it."""
    elected = min(term.elected_until, term.end)
    served = [_line(elected, term.end, axis, "served")] if term.end > elected else []
    return _row("strip drawn", term.said, axis, [_line(term.start, elected, axis, "elected"), *served])


def year_axis(axis: Axis, every: int = 5) -> Markup:
    """Labels of the years over a column of strips; decoration, the strips say their years themselves."""
    labels = [(axis.at(date(year, 1, 1)), text) for year, text in axis.years if year % every == 0]
    texts = [
        element("text", text, x=percent(axis.across(place)), y="13", class_="soft")
        for place, text in labels
        if place / 100 * _LEAST_COLUMN + text_width(text, _SIZE) <= _LEAST_COLUMN
    ]
    return element("svg", *texts, class_="years drawn", height="18", aria_hidden="true")


def strip_marks() -> Markup:
    """The tiles that strips are laid of; once a page, before the first strip."""
    member = element("rect", x="0.5", width="9", height="10", class_="tile-m")
    observer = element("rect", x="1", y="0.9", width="8", height="8.2", class_="tile-o")
    partner = element("rect", x="0.5", y="2.5", width="9", height="5", class_="tile-p")
    unknown = [element("rect", x=x, y="3.6", width="2.4", height="2.8", class_="tile-m") for x in ("0.5", "3.8", "7.1")]
    patterns = [_pattern("tm", member), _pattern("to", observer), _pattern("tp", partner), _pattern("tu", *unknown)]
    return element("svg", element("defs", *patterns), width="0", height="0", aria_hidden="true", class_="vh")


def strip_key(*, member: str, observer: str, unknown: str, chair: str = "", partner: str = "") -> Markup:
    """What the tiles mean, in the reader's language; an empty word leaves its tile out."""
    slit = element("rect", y="4", width="20", height="2", class_="tile-chair")
    rows = [(member, "tm", []), (chair, "tm", [slit]), (observer, "to", []), (partner, "tp", []), (unknown, "tu", [])]
    return key([(_tile(pattern, extra), word) for word, pattern, extra in rows if word])


def key(rows: Sequence[tuple[Markup, str]]) -> Markup:
    """Signs and their words."""
    return element("ul", *(element("li", sign, word) for sign, word in rows), class_="key")


def fold_alike(rows: Sequence[Row], likeness: Callable[[Row], Hashable]) -> list[tuple[Row, ...]]:
    """Rows that are alike, together at the place of the first of them."""
    folded: dict[Hashable, list[Row]] = {}
    for row in rows:
        folded.setdefault(likeness(row), []).append(row)
    return [tuple(alike) for alike in folded.values()]


def sparkline(steps: Sequence[Step], axis: Axis, said: str) -> Markup:
    """A count as small as a word; uncertain days count from their latest."""
    highest = max([1, *(step.count_after for step in steps)])
    path = "M" + number(axis.across(0)) + ",14"
    for step in steps:
        path += f"H{number(axis.across(axis.at(step.latest)))}V{number(14 - 13 * step.count_after / highest)}"
    line = element("path", d=f"{path}H{number(axis.across(100))}", class_="least")
    box = {"viewBox": "0 0 100 14", "preserveAspectRatio": "none"}
    return element("svg", line, class_="spark drawn", role="img", aria_label=said, **box)


_SIZE, _LEAST_COLUMN = 12.5, 280.0


def _row(kind: str, said: str, axis: Axis, parts: Sequence[Markup]) -> Markup:
    years = max(1.0, (axis.last - axis.first).days / 365.25)
    box = f"0 0 {number(10 * years)} 10"
    return element(
        "svg",
        join(parts),
        class_=kind,
        viewBox=box,
        preserveAspectRatio="none",
        role="img",
        aria_label=said,
    )


def _span(span: Span, axis: Axis) -> list[Markup]:
    head = [(span.head_from, span.start)] if span.head_from else []
    tail = [(span.end, span.tail_to)] if span.tail_to else []
    doubts = [_bar(start, end, axis, height="10", fill="url(#tu)") for start, end in [*head, *tail]]
    return [_bar(span.start, span.end, axis, height="10", fill=f"url(#{_TILE[span.status]})"), *doubts]


def _bar(start: date, end: date, axis: Axis, **attributes: str) -> Markup:
    first, last = axis.at(start), axis.at(end)
    return element("rect", x=percent(axis.left(first, last)), width=percent(max(0.0, last - first)), **attributes)


def _line(start: date, end: date, axis: Axis, kind: str) -> Markup:
    ends = {"x1": percent(axis.across(axis.at(start))), "x2": percent(axis.across(axis.at(end)))}
    return element("line", y1="5", y2="5", class_=kind, **ends)


def _pattern(name: str, *children: Markup) -> Markup:
    return element("pattern", *children, id=name, width="10", height="10", patternUnits="userSpaceOnUse")


def _tile(pattern: str, extra: Sequence[Markup]) -> Markup:
    rect = element("rect", width="20", height="10", fill=f"url(#{pattern})")
    return element("svg", rect, *extra, viewBox="0 0 20 10", aria_hidden="true")
