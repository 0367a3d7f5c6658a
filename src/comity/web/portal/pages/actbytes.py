"""An act's bytes as HTML: every character as it is, the keys marked so that a reader finds them."""

from __future__ import annotations

import re

from django.utils.safestring import SafeString, mark_safe

# Above this, the marks would weigh more than the act.
_MARKED = 8_000
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"(:?)')
# Quotation marks may stand in text as they are, and escaped they would triple an act's weight.
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def marked(line: str) -> SafeString:
    """Return a line of canonical JSON as HTML text; its characters, taken together, are the line."""
    if len(line) > _MARKED:
        return mark_safe(_escaped(line))  # noqa: S308 - escaped by us, for text only
    return mark_safe(_STRING.sub(_mark, _escaped(line)))  # noqa: S308 - as above


def _escaped(line: str) -> str:
    return line.translate(_ESCAPES)


def _mark(found: re.Match[str]) -> str:
    if not found[1]:
        return found[0]
    return f'<span class="k">{found[0][:-1]}</span>:'
