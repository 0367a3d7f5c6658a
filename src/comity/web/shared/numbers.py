"""Whole numbers as somebody types them, or as an address brings them."""

from __future__ import annotations

_DIGITS = 12


def whole(text: str) -> int | None:
    """Return a whole number, or None where the text is none, or is one so long that nothing here counts so far."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _DIGITS else None
