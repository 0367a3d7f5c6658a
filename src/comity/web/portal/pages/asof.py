"""Facts as they stood on a day: what had begun by then, and which ends had come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity.forum.kernel.dates import begins
from comity.web.portal.framework.links import when

if TYPE_CHECKING:
    from datetime import date

    from comity.forum.kernel.dates import Bounds
    from comity.web.portal.framework.ask import Ask
    from comity.web.portal.framework.data import When


def may_have_begun(given: str | None, day: date) -> bool:
    """Say whether a date (EDTF) may have come by `day`; one that nobody knows, or "by" some later day, may."""
    first = begins(given).earliest if given else None
    return first is None or first <= day


def begun(given: str | None, day: date) -> bool:
    """Say whether a date (EDTF) counts as come by `day`: from its first day on, or its last where no first is known."""
    first = (begins(given).earliest or begins(given).latest) if given else None
    return first is None or first <= day


def when_known(ask: Ask, given: str | None) -> When | None:
    """Return a date with its wording, None where there is none."""
    return when(ask, given) if given else None


def ended(ask: Ask, given: str | None) -> When | None:
    """Return the end of something, None where there is none or it had not come on the day of the page."""
    return when(ask, given) if given and begun(given, ask.day) else None


def written(found: Bounds) -> str:
    """Return bounds as an EDTF date, a whole year or span of years as such."""
    early, late = found
    if early and late:
        if early == late:
            return early.isoformat()
        if (early.month, early.day, late.month, late.day) == (1, 1, 12, 31):
            return str(early.year) if early.year == late.year else f"[{early.year}..{late.year}]"
    return f"[{early.isoformat() if early else ''}..{late.isoformat() if late else ''}]"
