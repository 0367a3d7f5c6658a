"""Markup that is made, never pasted: every name and text that comes in is escaped on its way out."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

Attribute = str | int | float | None


class Markup(str):
    """Finished HTML or SVG; Django's templates print it as it stands."""

    __slots__ = ()

    def __html__(self) -> str:
        return str(self)


def element(tag: str, *children: str, **attributes: Attribute) -> Markup:
    """One element; a `None` attribute is left out, a trailing `_` is dropped, other `_` become `-`."""
    written = "".join(
        f' {_attribute_name(name)}="{escape(_value(value))}"' for name, value in attributes.items() if value is not None
    )
    inner = join(children)
    return Markup(f"<{tag}{written}>{inner}</{tag}>" if inner or tag not in _MAY_BE_EMPTY else f"<{tag}{written}/>")


def join(children: Iterable[str]) -> Markup:
    """Children in order; plain texts are escaped, markup is kept."""
    return Markup("".join(child if isinstance(child, Markup) else escape(child) for child in children))


def number(value: float) -> str:
    """A coordinate with at most two decimals and none that are noise."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if value else "0"


def percent(value: float) -> str:
    """A place across the drawing."""
    return f"{number(value)}%"


_MAY_BE_EMPTY = frozenset({"rect", "path", "line", "circle", "use", "polygon", "ellipse"})
_CASED = {"viewBox", "preserveAspectRatio", "patternUnits"}


def _attribute_name(name: str) -> str:
    return name if name in _CASED else name.rstrip("_").replace("_", "-")


def _value(value: str | float) -> str:
    return number(value) if isinstance(value, float) else str(value)
