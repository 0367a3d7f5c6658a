"""Counts and places: how many parties held a status on a day, and the how-manieth each was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from comity.forum.membership.statuses import MEMBER, Spell

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Count:
    """How many parties held a status on a day: a range wherever a date is uncertain.

    `sure` are the spells that surely held, `open_` those that may have: they make it a range.
    """

    least: int
    most: int
    sure: tuple[Spell, ...]
    open_: tuple[Spell, ...]

    @property
    def exact(self) -> bool:
        """Whether the count is one number."""
        return self.least == self.most


@dataclass(frozen=True, slots=True)
class Place:
    """The how-manieth holder of a status a party is: between `first` and `last`, counted from 1.

    `counted` is the place that sources give it, where one does.
    """

    party: str
    first: int
    last: int
    counted: int | None


def count_on(spells: Iterable[Spell], status: str, day: date) -> Count:
    """Return how many of `spells` of `status` hold on `day`."""
    found = [(spell, spell.holds(day)) for spell in spells if spell.status == status]
    sure = tuple(spell for spell, holding in found if holding == "holds")
    open_ = tuple(spell for spell, holding in found if holding == "may_hold")
    return Count(len(sure), len(sure) + len(open_), sure, open_)


def places(spells: Iterable[Spell], status: str = MEMBER) -> dict[str, Place]:
    """Return the place of each party among the holders of `status`, in the order in which they came to it first.

    Whoever comes back keeps the place that it had.
    """
    first: dict[str, Spell] = {}
    for spell in spells:
        if spell.status == status:
            first.setdefault(spell.party, spell)
    held = list(first.values())
    result = {}
    for spell in held:
        before = sum(1 for other in held if _surely_before(other, spell))
        not_after = sum(1 for other in held if other is not spell and not _surely_before(spell, other))
        result[spell.party] = Place(spell.party, before + 1, not_after + 1, spell.counted)
    return result


def _surely_before(one: Spell, other: Spell) -> bool:
    return bool(one.since.latest and other.since.earliest and one.since.latest < other.since.earliest)


def in_order(spells: Iterable[Spell], status: str = MEMBER) -> list[Spell]:
    """Return the spells of `status` in order of joining: by first and last day possible, by counted place, by code."""
    held = [spell for spell in spells if spell.status == status]
    return sorted(held, key=_order)


def _order(spell: Spell) -> tuple[date, date, int, str]:
    last = date.max
    earliest, latest = spell.since
    return (earliest or latest or last, latest or last, spell.counted or 0, spell.party)
