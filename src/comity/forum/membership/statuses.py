"""From facts to statuses: since when a party holds which status, on any day, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import reduce
from typing import TYPE_CHECKING, Literal

from comity.forum.kernel.dates import Bounds, begins, both, bounds, later

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from comity.forum.charter.acts import Adopt
    from comity.forum.charter.provisions import Admission
    from comity.forum.membership.state import Party

MEMBER = "member"
Holding = Literal["holds", "may_hold", "does_not_hold"]


class StatementsConflict(Exception):
    """What sources attest and what the steps amount to leave no day in common."""


@dataclass(frozen=True, slots=True)
class Spell:
    """A stretch during which a party holds a status. `since` and `until` bound its first day and the day it is over.

    `until` is None while the status goes on. `manner` says how it ended: "promoted", or as an act of lapse states.
    `acts` are the indices of the acts that it follows from, `sources` and `confidence` those of its beginning.
    """

    party: str
    status: str
    since: Bounds
    until: Bounds | None
    manner: str
    counted: int | None
    acts: tuple[int, ...]
    sources: tuple[str, ...]
    confidence: str

    def holds(self, day: date) -> Holding:
        """Whether the status is held on `day`: surely, possibly, or not."""
        begun = self._since(self.since, day)
        over = self._since(self.until, day) if self.until else "does_not_hold"
        if begun == "does_not_hold" or over == "holds":
            return "does_not_hold"
        return "holds" if begun == "holds" and over == "does_not_hold" else "may_hold"

    @staticmethod
    def _since(mark: Bounds, day: date) -> Holding:
        if mark.earliest and day < mark.earliest:
            return "does_not_hold"
        return "holds" if mark.latest and day >= mark.latest else "may_hold"


def _signature_day(party: Party, instrument: str) -> Bounds | None:
    found = [bounds(s.on) for s in party.signatures if s.instrument == instrument]
    return reduce(later, found[1:], found[0]) if found else None


def _by_rule(party: Party, rule: Admission) -> Bounds | None:
    """The day on which every step that `rule` asks for was done, or None while one is missing."""
    days: list[Bounds] = []
    for instrument in rule.signatures:
        day = _signature_day(party, instrument)
        if day is None:
            return None
        days.append(day)
    if rule.decision:
        decided = [begins(a.on) for a in party.acceptances if a.status == rule.status]
        if not decided:
            return None
        days.append(decided[0])
    if not days:
        return None
    return _in_time(rule, reduce(later, days))


def _in_time(rule: Admission, day: Bounds) -> Bounds | None:
    """The day on which the steps bring the status about by `rule`, or None where they are not of its time.

    A rule that a decision has made asks of those who have taken its steps before it nothing more: they come to the
    status on its first day. A rule of the past is dated by what was seen, and steps before it were of another rule.
    """
    opens = bounds(rule.since).earliest if rule.since else None
    closes = bounds(rule.until).latest if rule.until else None
    if opens and rule.decided:
        day = later(day, Bounds(opens, opens))
    too_late = closes and day.earliest and day.earliest > closes
    too_early = opens and day.latest and day.latest < opens
    return None if too_late or too_early else day


def is_over(rule: Admission, when: str) -> bool:
    """Whether a way to a status was no longer open on a day (EDTF)."""
    closes, day = bounds(rule.until).latest if rule.until else None, bounds(when).earliest
    return bool(closes and day and day > closes)


def _stepwise(party: Party, status: str, charter: Adopt | None) -> Bounds | None:
    rules = [rule for rule in charter.admissions if rule.status == status] if charter else []
    found = [day for rule in rules if (day := _by_rule(party, rule))]
    return min(found, key=lambda day: day.latest or day.earliest or date.max) if found else None


def _beginning(party: Party, status: str, charter: Adopt | None, *, strict: bool) -> Bounds | None:
    stepwise = _stepwise(party, status, charter)
    stated = [bounds(a.since) for a in party.attestations if a.status == status]
    if not stated and status != MEMBER:
        stated = [bounds(a.on) for a in party.acceptances if a.status == status]
    marks = [*stated, *([stepwise] if stepwise else [])]
    if not marks:
        return None
    common: Bounds | None = marks[0]
    for mark in marks[1:]:
        common = both(common, mark) if common else None
    if common is None and strict:
        raise StatementsConflict(party.party, status)
    return common or marks[0]


def spells(party: Party, charter: Adopt | None, *, strict: bool = False) -> tuple[Spell, ...]:
    """Return the statuses of `party` over time, the earliest first.

    No act may make attested dates and completed steps contradict one another; `strict` asks whether they do. A later
    version of the charter can, for it reads the same steps by other rules: then what sources attest stands.

    Raises:
        StatementsConflict: they do, and `strict` was asked for.
    """
    held = dict.fromkeys([a.status for a in party.attestations] + [a.status for a in party.acceptances])
    if charter:
        held |= dict.fromkeys(r.status for r in charter.admissions)
    begun = [(status, day) for status in held if (day := _beginning(party, status, charter, strict=strict))]
    begun.sort(key=lambda item: item[1].latest or item[1].earliest or date.max)
    return tuple(_spell(party, status, day, begun) for status, day in begun)


def _spell(party: Party, status: str, since: Bounds, begun: Sequence[tuple[str, Bounds]]) -> Spell:
    until, manner, ending_acts = _ending(party, status, begun)
    facts = [a for a in party.attestations if a.status == status]
    decisions = [a for a in party.acceptances if a.status == status]
    signed = list(party.signatures) if status == MEMBER else []
    origin = (*facts, *decisions, *signed)
    return Spell(
        party=party.party,
        status=status,
        since=since,
        until=until,
        manner=manner,
        counted=next((a.counted for a in facts if a.counted), None),
        acts=tuple(sorted({*(fact.act for fact in origin), *ending_acts})),
        sources=tuple(dict.fromkeys(source for fact in origin for source in fact.sources)),
        confidence=origin[0].confidence if origin else "",
    )


def _ending(
    party: Party, status: str, begun: Iterable[tuple[str, Bounds]]
) -> tuple[Bounds | None, str, tuple[int, ...]]:
    for ending in party.endings:
        if ending.status == status:
            return bounds(ending.on), ending.manner, (ending.act,)
    if status != MEMBER:
        for other, day in begun:
            if other == MEMBER:
                return day, "promoted", ()
    return None, "", ()
