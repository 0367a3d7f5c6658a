"""The chair over time: terms elected and served, counted by country and by term."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from comity.forum.kernel.dates import bounds
from comity.forum.offices.state import CHAIR, Chair, Term

if TYPE_CHECKING:
    from datetime import date

    from comity.forum.kernel.values import Values
    from comity.forum.readings.reader import Reader


@dataclass(frozen=True, slots=True)
class Served:
    """A term as it was served: the how-manieth term, the how-manieth country; `until` None while it goes on."""

    term: Term
    number: int
    country: int
    since: str
    until: str | None


def served(reader: Values | Reader) -> list[Served]:
    """Return the terms that were taken up, in order; a country counts once, when it is first in the chair."""
    held = cast("Chair | None", reader.get(CHAIR))
    countries: list[str] = []
    result: list[Served] = []
    for term in [t for t in held.terms if t.taken] if held else []:
        if term.state not in countries:
            countries.append(term.state)
        taken = cast("str", term.taken)
        result.append(Served(term, len(result) + 1, countries.index(term.state) + 1, taken, term.ended))
    return result


def in_chair(terms: list[Served], day: date) -> Served | None:
    """Return who was in the chair on `day`; on the day of a handover, who took it."""
    found = None
    for term in terms:
        begun = bounds(term.since).latest
        if begun and begun <= day:
            found = term
    return found


def elected_until(term: Term) -> str | None:
    """Return until when a term runs by decision: what it was elected for, or its newest extension."""
    ends = [e.until for e in term.extensions if e.until]
    return ends[-1] if ends else term.until
