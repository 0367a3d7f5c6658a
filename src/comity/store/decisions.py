"""Matters before the forum as a desk asks for them: what runs, what is open, what a party has proposed or owes."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.db.models import Q

from comity.forum.decisions.machine import SILENCE
from comity.forum.kernel.names import SECRETARIAT
from comity.forum.meetings.machine import IN_PROGRESS
from comity.store import models
from comity.store.register import Register

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from django.db.models import QuerySet

    from comity.forum.decisions.state import Decision
    from comity.forum.meetings.state import Meeting


def silences(limit: int | None = None) -> list[Decision]:
    """Return the matters under silence, the soonest to expire first."""
    return _read(_in(SILENCE).order_by("expires", "born")[:limit])


def in_states(states: Collection[str], *, start: int = 0, limit: int | None = None) -> list[Decision]:
    """Return the matters in any of `states`, the newest first."""
    rows = _in(*states).order_by("-at", "-born")
    return _read(rows[start : None if limit is None else start + limit])


def running(states: Collection[str], limit: int) -> list[Decision]:
    """Return the matters in `states`; those under silence last, the soonest of them to expire first."""
    return _read(_in(*states).order_by("expires", "born")[:limit])


def concerning(party: str, states: Collection[str], limit: int) -> list[Decision]:
    """Return what asks something of a party, and what it has proposed and is in `states`, the newest first."""
    rows = models.Decision.objects.filter(Q(party=party, state__in=states) | _owing(party))
    return _read(rows.order_by("-undertaken", "-at", "-born")[:limit])


def counted(*states: str) -> int:
    """Return how many matters are in one of these states."""
    return _in(*states).count()


def pressing(party: str, states: Collection[str], limit: int) -> list[Decision]:
    """Return the matters in `states` and those that ask something of a party, in one statement: at most `limit`."""
    rows = models.Decision.objects.filter(Q(state__in=states) | _owing(party))
    return _read(rows.order_by("-expires", "-at")[:limit])


def undertaken(party: str) -> list[Decision]:
    """Return the matters that lay down something which a party has not done yet, the newest first."""
    rows = models.Decision.objects.filter(_owing(party)).order_by("-at", "-born")
    return [held for held in _read(rows) if any(party in each.open_for for each in held.undertakings)]


def _owing(party: str) -> Q:
    """Matters that may ask something of a party: its fields say which do, their text is searched to read fewer."""
    return Q(undertaken=True) if party == SECRETARIAT else Q(undertaken=True, value__contains=f'"{party}"')


def named(*names: str) -> list[Decision]:
    """Return the matters with these names, in one statement."""
    return _read(models.Decision.objects.filter(id__in=names))


def sitting() -> list[Meeting]:
    """Return the meetings that have been opened and not closed, the newest first."""
    rows = models.Meeting.objects.filter(state__in=IN_PROGRESS).order_by("-first_day", "-born")
    return cast("list[Meeting]", Register().values(rows))


def to_come(day: str) -> list[Meeting]:
    """Return the meetings that have not been closed, from a day (YYYY-MM-DD) on, the next first."""
    rows = models.Meeting.objects.filter(last_day__gte=day).exclude(state="closed").order_by("first_day", "born")
    return cast("list[Meeting]", Register().values(rows))


def _in(*states: str) -> QuerySet[models.Decision]:
    return models.Decision.objects.filter(state__in=states)


def _read(rows: Iterable[models.Decision]) -> list[Decision]:
    return cast("list[Decision]", Register().values(rows))
