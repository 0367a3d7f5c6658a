"""Small drawings of the desks: how long it is until something is due."""

from __future__ import annotations

from comity.web.shared.drawings.markup import Markup, element


def until(share: float, *, gone: bool) -> Markup:
    """Return a line of four weeks with what is left of them; decoration, for the words beside it say the same."""
    end = f"{share * 100:.1f}%"
    whole = element("line", x1="0", x2="100%", y1="6", y2="6", class_="whole")
    if gone:
        return _line(whole, element("circle", cx="4", cy="6", r="3.5", class_="past"))
    rest = element("line", x1="0", x2=end, y1="6", y2="6", class_="rest")
    return _line(whole, rest, element("circle", cx=end, cy="6", r="4", class_="end"))


def _line(*parts: Markup) -> Markup:
    return element("svg", *parts, class_="until drawn", height="12", aria_hidden="true")
