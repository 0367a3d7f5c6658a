"""Writes the placements of all versions as one drawing: what they share once, what differs once a version."""

from __future__ import annotations

from collections.abc import Mapping

from comity.web.shared.drawings.axis import Axis
from comity.web.shared.drawings.markup import Markup, element, join, number, percent
from comity.web.shared.drawings.placing import Label, Placement, Tick, Version

_WORD = {Version.WIDE: "wide-out", Version.MIDDLE: "middle-out", Version.NARROW: "narrow-out"}
_Drawn = tuple[str, float, float, float, str, str, str]


def written(placements: Mapping[Version, Placement], axis: Axis) -> Markup:
    """Labels and ticks of all versions, each once."""
    labels: dict[_Drawn, list[Version]] = {}
    ticks: dict[Tick, list[Version]] = {}
    for version, placement in placements.items():
        for label in placement.labels:
            labels.setdefault(_seen(label), []).append(version)
        for tick in placement.ticks:
            ticks.setdefault(tick, []).append(version)
    return join(
        [
            *(_tick(tick, left_out(shown), axis) for tick, shown in ticks.items()),
            *(_text(label, left_out(shown), axis) for label, shown in labels.items()),
        ],
    )


def left_out(shown: list[Version]) -> str:
    """The classes that hide an element where it is not shown."""
    return " ".join(word for version, word in _WORD.items() if version not in shown)


def _seen(label: Label) -> _Drawn:
    return label.text, label.place, label.base, label.aside, label.anchor, label.kind, label.count


def _text(seen: _Drawn, hidden: str, axis: Axis) -> Markup:
    text, place, base, aside, anchor, kind, count = seen
    classes = " ".join(word for word in (kind, "" if anchor == "start" else anchor, hidden) if word)
    counted = [element("tspan", count, class_="count")] if count else []
    return element(
        "text",
        f"{text} " if count and text else text,
        *counted,
        x=percent(axis.across(place)),
        dx=number(axis.aside(aside)) if aside else None,
        y=number(base),
        class_=classes or None,
    )


def _tick(tick: Tick, hidden: str, axis: Axis) -> Markup:
    across = percent(axis.across(tick.place))
    classes = f"lead-to {hidden}".strip()
    return element("line", x1=across, x2=across, y1=number(tick.top), y2=number(tick.bottom), class_=classes)
