"""Pages in parts: data hold everything, the HTML shows one part, so that no page weighs too much or runs too long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.http import urlencode

from comity.forum.kernel.errors import Reason, Refused, gettext_noop

if TYPE_CHECKING:
    from comity.web.portal.framework.ask import Ask

PART_UNKNOWN = Reason(
    "portal.part_unknown",
    gettext_noop("“%(given)s” is no part of this page."),
    gettext_noop("The parts are: %(parts)s."),
)


def asked_part(ask: Ask, parts: tuple[str, ...]) -> str:
    """Return the part asked for, the first where none is.

    Raises:
        Refused: the page has no such part.
    """
    given = ask.word("part") or parts[0]
    if given not in parts:
        raise Refused(PART_UNKNOWN, given=given[:40], parts=", ".join(parts))
    return given


def part_url(ask: Ask, name: str, part: str, **further: str) -> str:
    """Return the address of a part of a page, on the day asked for; the empty part is the first."""
    words = {"part": part, **further, "on": ask.word("on")}
    kept = urlencode({word: value for word, value in words.items() if value})
    return reverse(name) + (f"?{kept}" if kept else "")
