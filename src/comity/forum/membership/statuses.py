"""From facts to statuses: since when a party holds which status, on any day, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import reduce
from typing import TYPE_CHECKING, Literal

from comity.forum.kernel.dates import Bounds, begins, both, bounds, later
from comity.forum.membership.chapters import chapter_at, chapters, ends_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from comity.forum.charter.acts import Adopt
    from comity.forum.charter.provisions import Admission
    from comity.forum.membership.chapters import Chapter
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


def _signature_day(chapter: Chapter, instrument: str) -> Bounds | None:
    found = [bounds(s.on) for s in chapter.signatures if s.instrument == instrument]
    return reduce(later, found[1:], found[0]) if found else None


def _by_rule(chapter: Chapter, rule: Admission) -> Bounds | None:
    """The day on which every step that `rule` asks for was done, or None while one is missing.

    Whoever comes back takes a step anew: signatures of before stand beside a new decision, but bring nothing alone.
    """
    days: list[Bounds] = []
    for instrument in rule.signatures:
        day = _signature_day(chapter, instrument)
        if day is None:
            return None
        days.append(day)
    if rule.decision:
        if not chapter.acceptances:
            return None
        days.append(begins(chapter.acceptances[0].on))
    elif chapter.number and not any(s.instrument in rule.signatures for s in chapter.fresh):
        return None
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


def _stepwise(chapter: Chapter, status: str, charter: Adopt | None) -> Bounds | None:
    rules = [rule for rule in charter.admissions if rule.status == status] if charter else []
    found = [day for rule in rules if (day := _by_rule(chapter, rule))]
    return min(found, key=_last) if found else None


def _last(day: Bounds) -> date:
    return day.latest or day.earliest or date.max


def _beginning(chapter: Chapter, party: str, status: str, charter: Adopt | None, *, strict: bool) -> Bounds | None:
    stepwise = _stepwise(chapter, status, charter)
    stated = [bounds(a.since) for a in chapter.attestations]
    if not stated and status != MEMBER:
        stated = [bounds(a.on) for a in chapter.acceptances]
    marks = [*stated, *([stepwise] if stepwise else [])]
    if not marks:
        return None
    common: Bounds | None = marks[0]
    for mark in marks[1:]:
        common = both(common, mark) if common else None
    if common is None and strict:
        raise StatementsConflict(party, status)
    return common or marks[0]


def spells(party: Party, charter: Adopt | None, *, strict: bool = False) -> tuple[Spell, ...]:
    """Return the statuses of `party` over time, the earliest first; one that it came back to stands there again.

    No act may make attested dates and completed steps contradict one another; `strict` asks whether they do. A later
    version of the charter can, for it reads the same steps by other rules: then what sources attest stands.

    Raises:
        StatementsConflict: they do, and `strict` was asked for.
    """
    held = dict.fromkeys([a.status for a in party.attestations] + [a.status for a in party.acceptances])
    if charter:
        held |= dict.fromkeys(r.status for r in charter.admissions)
    members = _of_status(party, MEMBER, charter, strict=strict) if MEMBER in held else []
    promotions = [spell.since for spell in members]
    found = [
        spell
        for status in held
        for spell in (
            members if status == MEMBER else _of_status(party, status, charter, strict=strict, promotions=promotions)
        )
    ]
    return tuple(sorted(found, key=lambda spell: _last(spell.since)))


def chapter_of(party: Party, status: str, charter: Adopt | None, when: Bounds, act: int) -> Chapter:
    """Return the chapter of a status to which a fact of the day `when` belongs that `act` states."""
    members = _of_status(party, MEMBER, charter, strict=False) if status != MEMBER else []
    promotions = [spell.since for spell in members]
    return chapters(party, status, promotions)[chapter_at(ends_of(party, status, promotions), when, act)]


def _of_status(
    party: Party, status: str, charter: Adopt | None, *, strict: bool, promotions: Iterable[Bounds] = ()
) -> list[Spell]:
    if not _is_touched(party, status, charter):
        return []
    found = []
    for chapter in chapters(party, status, promotions):
        since = _beginning(chapter, party.party, status, charter, strict=strict)
        if since is not None:
            found.append(_spell(party, status, since, chapter))
    return found


def _is_touched(party: Party, status: str, charter: Adopt | None) -> bool:
    """Whether anything is known that bears on a status: most parties have to do with one or two of them."""
    if status in {a.status for a in party.attestations} | {a.status for a in party.acceptances}:
        return True
    rules = charter.admissions if charter and party.signatures else ()
    asked = {name for rule in rules if rule.status == status for name in rule.signatures}
    return bool(asked) and any(signed.instrument in asked for signed in party.signatures)


def _spell(party: Party, status: str, since: Bounds, chapter: Chapter) -> Spell:
    signed = chapter.signatures if status == MEMBER else ()
    origin = (*chapter.attestations, *chapter.acceptances, *signed)
    end = chapter.end
    return Spell(
        party=party.party,
        status=status,
        since=since,
        until=end.on if end else None,
        manner=end.manner if end else "",
        counted=next((a.counted for a in chapter.attestations if a.counted), None),
        acts=tuple(sorted({*(fact.act for fact in origin), *([end.act] if end and end.act is not None else [])})),
        sources=tuple(dict.fromkeys(source for fact in origin for source in fact.sources)),
        confidence=origin[0].confidence if origin else "",
    )
