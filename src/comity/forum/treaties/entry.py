"""When a treaty enters into force, for whom, and what is still missing: computed from its clause, by no act.

Where the days of instruments are known within bounds only, so is the day of entry into force.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from comity.forum.kernel.dates import Bounds, bounds
from comity.forum.treaties.joined import bonds, signatures

if TYPE_CHECKING:
    from collections.abc import Iterable

    from comity.forum.documents.state import Document
    from comity.forum.treaties.clause import Delay, EntryClause
    from comity.forum.treaties.joined import Bond
    from comity.forum.treaties.state import Denunciation, Treaty

Members = Callable[[str], "Iterable[str]"]
"""Gives the codes of the forum's members on a day (YYYY-MM-DD)."""

Standing = Literal["in_force", "may_be_in_force", "to_enter", "not_in_force"]


@dataclass(frozen=True, slots=True)
class Portion:
    """The share that a clause asks for: `counted` of the `of` signatories or members are bound, `wanted` are asked."""

    counted: int
    wanted: int
    of: int


@dataclass(frozen=True, slots=True)
class Entry:
    """Entry into force of a treaty, from the instruments that are known.

    `on` bounds the day; None where too little is known to be deposited, whatever the days; its last day is open where
    it may not have come. `completed` bounds the day on which all was deposited that the clause asks for. `for_party`
    bounds the day for each party that has consented. `counted` is how many instruments there are, of which `sure` had
    surely been deposited; `wanted` how many the clause asks for by number (nought where it does not), `share` what it
    asks for by share. `missing_named` are the parties that must be among those bound and are not.
    """

    on: Bounds | None
    completed: Bounds | None
    for_party: dict[str, Bounds]
    counted: int
    sure: int
    wanted: int
    share: Portion | None
    missing_named: tuple[str, ...]

    @property
    def missing(self) -> int:
        """How many further instruments are wanted, at the least; nought where named parties alone are."""
        of_share = self.share.wanted - self.share.counted if self.share else 0
        return max(0, self.wanted - self.counted, of_share)

    @property
    def missing_at_most(self) -> int:
        """How many further instruments are wanted, at the most: of some that count the day of deposit is not known."""
        return max(self.missing, self.wanted - self.sure)

    @property
    def day(self) -> date | None:
        """The day of entry into force, where it is one day."""
        return self.on.earliest if self.on is not None and self.on.earliest == self.on.latest else None

    def standing(self, today: date) -> Standing:
        """Return whether the treaty is in force on a day: surely, possibly, not yet but on a day known, or not."""
        return standing_of(self.on, today)


def standing_of(since: Bounds | None, today: date) -> Standing:
    """Return how something stands on a day that begins on a day within bounds, or never as far as is known (None)."""
    if since is None:
        return "not_in_force"
    if since.latest is not None and since.latest <= today:
        return "in_force"
    if since.earliest is None or since.earliest <= today:
        return "may_be_in_force"
    return "to_enter"


def entry_into_force(held: Treaty, document: Document | None, members: Members, until: date | None = None) -> Entry:
    """Return when a treaty enters into force, by what is known; `until` leaves out what was surely later."""
    known = [bond for bond in bonds(held, document) if _by(bond.since, until)]
    signed = {each.party: bounds(each.on) for each in signatures(held, document)}
    asked = _Asked(held, {party: day for party, day in signed.items() if _by(day, until)}, members, until)
    early = _Scenario(asked, {n: _first(held, bond) for n, bond in enumerate(known)}, known)
    late = _Scenario(asked, {n: bond.since.latest for n, bond in enumerate(known)}, known)
    return Entry(
        on=_between(early.on, late.on),
        completed=_between(early.completed, late.completed),
        for_party={
            bond.party: Bounds(*_ordered(early.of(n), late.of(n)))
            for n, bond in enumerate(known)
            if bond.party and early.of(n) is not None
        },
        counted=len(known),
        sure=sum(1 for bond in known if _surely_by(bond.since, until)),
        wanted=held.entry.instruments or 0,
        share=asked.portion([bond.party for bond in known], asked.today(known)),
        missing_named=tuple(sorted(set(held.entry.named) - {bond.party for bond in known})),
    )


def later_by(day: date, delay: Delay) -> date:
    """Return the day that lies a delay after `day`, the day after it being the first.

    A month later is the day of the same number, or the last one of a month that has none.
    """
    if delay.months is None:
        return date.fromordinal(min(day.toordinal() + (delay.days or 0), date.max.toordinal()))
    return months_after(day, delay.months)


def months_after(day: date, months: int) -> date:
    """Return the day of the same number so many months later, or the last one of a month that has none."""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if years > date.max.year:
        return date.max
    return date(years, month + 1, min(day.day, calendar.monthrange(years, month + 1)[1]))


def denunciation_effect(held: Treaty, notice: Denunciation) -> Bounds:
    """Return the bounds of the day on which a denunciation takes effect: when the notice has run since its receipt."""
    received, months = bounds(notice.on), held.withdrawal_months or 0
    first, last = (months_after(day, months) if day else None for day in received)
    return Bounds(first, last)


def _by(day: Bounds, until: date | None) -> bool:
    return until is None or day.earliest is None or day.earliest <= until


def _surely_by(day: Bounds, until: date | None) -> bool:
    return until is None or (day.latest is not None and day.latest <= until)


def _first(held: Treaty, bond: Bond) -> date | None:
    # Nothing was deposited before the treaty was adopted.
    return bond.since.earliest or bounds(held.adopted).earliest or date.min


def _between(early: date | None, late: date | None) -> Bounds | None:
    return None if early is None else Bounds(*_ordered(early, late))


def _ordered(early: date | None, late: date | None) -> tuple[date | None, date | None]:
    if early is None or late is None:
        return early, late
    return min(early, late), max(early, late)


class _Asked:
    """What the clause asks for, and of whom a share is taken on a day."""

    def __init__(self, held: Treaty, signed: dict[str, Bounds], members: Members, until: date | None) -> None:
        self.clause: EntryClause = held.entry
        self._signed = signed
        self._members = members
        self._until = until
        self._adopted = bounds(held.adopted).latest
        self._closes = bounds(held.open_until).latest if held.open_until else None

    def base(self, day: date) -> frozenset[str]:
        """Of whom a share is taken on a day."""
        of = self.clause.share.of if self.clause.share else "signatories"
        if of == "signatories":
            return frozenset(party for party, on in self._signed.items() if on.earliest is None or on.earliest <= day)
        asked = self._adopted if of == "members_at_adoption" and self._adopted else day
        return frozenset(self._members(asked.isoformat()))

    def portion(self, parties: Iterable[str], day: date) -> Portion | None:
        """What there is on a day of the share that the clause asks for; None where it asks for none.

        An instrument of a state that was not found counts: only those can have deposited one of whom it is taken.
        """
        share = self.clause.share
        if share is None:
            return None
        base = self.base(day)
        there = sum(1 for party in parties if party in base or not party)
        return Portion(there, share.out_of(len(base)), len(base))

    def met(self, parties: list[str], day: date) -> bool:
        """Whether the instruments there are on a day are all that the clause asks for."""
        if not set(self.clause.named) <= set(parties) or len(parties) < (self.clause.instruments or 0):
            return False
        portion = self.portion(parties, day)
        return portion is None or (portion.of > 0 and portion.counted >= portion.wanted)

    def candidates(self, days: Iterable[date]) -> list[date]:
        """The days on which the clause may come to be met: those of instruments, and the last one for signature.

        Of how many signatories a share is taken is not known before.
        """
        found = set(days)
        if self.clause.share is not None and self.clause.share.of == "signatories" and self._closes is not None:
            found = {max(day, self._closes) for day in found}
        return sorted(found)

    def today(self, known: Iterable[Bond]) -> date:
        """The day on which the numbers are told: the one asked for, or that of the last thing known."""
        if self._until is not None:
            return self._until
        days = [*(bond.since for bond in known), *self._signed.values()]
        last = max((day for span in days for day in span if day), default=self._adopted or date.min)
        return max(last, self._closes or last)


class _Scenario:
    """One way in which the days may lie: all as early as they can, or all as late (None: on no day known)."""

    def __init__(self, asked: _Asked, days: dict[int, date | None], known: list[Bond]) -> None:
        self._asked = asked
        self._days = {n: day for n, day in days.items() if day is not None}
        self._known = known

    @cached_property
    def completed(self) -> date | None:
        """The first day on which all is there that the clause asks for."""
        for day in self._asked.candidates(self._days.values()):
            there = [self._known[n].party for n, deposited in self._days.items() if deposited <= day]
            if self._asked.met(there, day):
                return day
        return None

    @property
    def on(self) -> date | None:
        """The day of entry into force."""
        return None if self.completed is None else later_by(self.completed, self._asked.clause.after)

    def of(self, n: int) -> date | None:
        """The day of entry into force for the party of the `n`-th consent."""
        deposited, on = self._days.get(n), self.on
        if deposited is None or on is None or self.completed is None:
            return None
        if deposited <= self.completed:
            return on
        return max(on, later_by(deposited, self._asked.clause.later or self._asked.clause.after))
