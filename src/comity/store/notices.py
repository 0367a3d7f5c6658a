"""Which acts of the record send notices, the newest first, and what public ones ask of a party."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from django.db.models import Max

from comity.forum.notices.state import Due
from comity.record.entry import parse_entry
from comity.store import models
from comity.store.kinds import read_value

SEND, PAPER = "notices.send", "notices.register_paper"
CHUNK = 64
"""How many places are fetched at a time: more than a page, for some of them will not be the reader's to read."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the record, walked the newest first: below the index `before`; or, the oldest first, above `after`."""

    before: int | None = None
    after: int | None = None


def sent(stretch: Stretch, *, sender: str = "") -> Iterator[int]:
    """Yield the indices of the acts that sent notices, by any or one party, or registered papers, whoever sent them."""
    return _walk([{"type": SEND, **({"party": sender} if sender else {})}, {"type": PAPER}], stretch)


def dues(party: str) -> list[Due]:
    """Return what public notices ask of a party and is open."""
    rows = models.Due.objects.filter(party=party, open=True).values_list("value", flat=True)
    return [cast("Due", read_value("due", text)) for text in rows]


def _walk(wanted: list[dict[str, str]], stretch: Stretch) -> Iterator[int]:
    onward = stretch.after is not None
    walks = [_one(each, stretch) for each in wanted]
    return heapq.merge(*walks, reverse=not onward)


def _one(wanted: dict[str, str], stretch: Stretch) -> Iterator[int]:
    """In chunks by place, so that neither memory nor a statement grows with the record."""
    place, onward = stretch.after if stretch.after is not None else stretch.before, stretch.after is not None
    while True:
        rows = models.Entry.objects.filter(**wanted).order_by("idx" if onward else "-idx")
        if place is not None:
            rows = rows.filter(**{"idx__gt" if onward else "idx__lt": place})
        found = list(rows.values_list("idx", flat=True)[:CHUNK])
        yield from found
        if len(found) < CHUNK:
            return
        place = found[-1]


def first_entered(since: str) -> int:
    """Return the index of the first act that was entered at `since` (the beginning of a time of entry) or later.

    Times of entry never decrease along the record, so that few entries are looked at.
    """
    low, high = 0, (models.Entry.objects.aggregate(last=Max("idx"))["last"] or -1) + 1
    while low < high:
        middle = (low + high) // 2
        if _entered(middle) < since:
            low = middle + 1
        else:
            high = middle
    return low


def _entered(index: int) -> str:
    return parse_entry(bytes(models.Entry.objects.values_list("bytes", flat=True).get(idx=index))).entered


def counted(party: str, since: str, *, paper: bool = False) -> int:
    """Return how many notices a party has sent, or papers registered, since a time of entry (its beginning)."""
    kind = PAPER if paper else SEND
    return models.Entry.objects.filter(type=kind, party=party, idx__gte=first_entered(since)).count()
