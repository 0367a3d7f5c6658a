"""Meetings as a desk asks for them: what has closed lately, how far each body has counted, what is open before one."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.db.models import Max

from comity.forum.decisions.machine import LIVE
from comity.forum.meetings.machine import CLOSED
from comity.store import models
from comity.store.register import Register

if TYPE_CHECKING:
    from collections.abc import Iterable

    from comity.forum.decisions.state import Decision
    from comity.forum.meetings.state import Meeting


def lately_closed(kinds: Iterable[str], day: str, limit: int) -> list[Meeting]:
    """Return the meetings of some kinds that were closed last, up to a day (YYYY-MM-DD)."""
    rows = models.Meeting.objects.filter(state=CLOSED, kind__in=kinds, last_day__lte=day)
    rows = rows.order_by("-last_day", "-born")[:limit]
    return cast("list[Meeting]", Register().values(rows))


def last_numbers() -> dict[str, int]:
    """Return the number of the last regular meeting of each body that counts them, by the body's name."""
    rows = models.Meeting.objects.filter(number__isnull=False).values_list("body").annotate(Max("number"))
    return {body: number for body, number in rows if number is not None}


def matters_of(body: str) -> list[Decision]:
    """Return the matters before a body that have not come to their end, the oldest first."""
    rows = models.Decision.objects.filter(body=body, state__in=LIVE).order_by("born")
    return cast("list[Decision]", Register().values(rows))
