"""What is known of a treaty from its own acts and from those of its document: nothing has to be entered twice.

A signature entered by `documents.sign` is a simple one. A consent entered by `documents.ratify` counts as an instrument
from its day on, but the day of its deposit is not found, so that it may have come later. How many instruments
`documents.report` says were missing counts as a report does.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from comity.forum.kernel.dates import Bounds, bounds
from comity.forum.kernel.machine import NOTHING
from comity.forum.treaties.machine import CONSENTED, SIGNED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from comity.forum.documents.state import Document
    from comity.forum.treaties.state import Treaty

DEFINITIVE = "definitive_signature"
REPORTED = "reported"


@dataclass(frozen=True, slots=True)
class Signed:
    """A party's signature, from whichever act: on which day, simple or definitive."""

    party: str
    on: str
    mode: str
    act: int
    at: dict[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Bond:
    """A consent to be bound that counts. `since` bounds the day on which the depositary had it.

    `way` is the kind of instrument, "definitive_signature", or "reported" for one of a state that was not found, whose
    `party` is empty. `found` is False where the day of the instrument is known but not that of its deposit.
    """

    party: str
    since: Bounds
    way: str
    act: int
    on: str = ""
    found: bool = True


@dataclass(frozen=True, slots=True)
class Counted:
    """How many instruments were deposited as of a day, by a report."""

    as_of: Bounds
    number: int
    act: int


def signatures(held: Treaty, document: Document | None) -> list[Signed]:
    """Return the signatures of a treaty, one a party, those of its own acts first."""
    found = {
        each.party: Signed(each.party, s.on, s.mode, s.act, s.at)
        for each in held.participants
        if (s := each.signature) is not None
    }
    for old in document.signatures if document else ():
        found.setdefault(old.party, Signed(old.party, old.on, "simple", old.act, old.at))
    return list(found.values())


def standing(held: Treaty, document: Document | None, party: str) -> str:
    """Return the state of the machine in which a party stands to a treaty."""
    state = held.participation(party).state
    if state in {NOTHING, SIGNED} and any(each.party == party for each in (document.consents if document else ())):
        return CONSENTED
    if state == NOTHING and any(each.party == party for each in (document.signatures if document else ())):
        return SIGNED
    return state


def named_bonds(held: Treaty, document: Document | None) -> list[Bond]:
    """Return the consents to be bound of parties known by name, one a party, in the order of the record."""
    found = {}
    for each in held.participants:
        if each.deposit is not None:
            made = each.deposit
            found[each.party] = Bond(each.party, bounds(made.on), made.instrument, made.act, made.on)
        elif each.signature is not None and each.signature.mode == "definitive":
            signed = each.signature
            found[each.party] = Bond(each.party, bounds(signed.on), DEFINITIVE, signed.act, signed.on)
    for c in document.consents if document else ():
        earliest = bounds(c.on).earliest
        found.setdefault(c.party, Bond(c.party, Bounds(earliest, None), c.instrument, c.act, c.on, found=False))
    return sorted(found.values(), key=lambda bond: bond.act)


def counts(held: Treaty, document: Document | None) -> list[Counted]:
    """Return what reports say of the number of instruments, in the order of their days."""
    told: list[tuple[str, int | None, int | None, int]] = [
        *((r.as_of, r.deposited, r.missing, r.act) for r in held.reports),
        *((s.as_of, None, s.missing, s.act) for s in (document.standings if document else ())),
    ]
    said = [
        Counted(bounds(as_of), number, act)
        for as_of, deposited, missing, act in told
        if (number := _number(held, deposited, missing)) is not None
    ]
    return sorted(said, key=lambda each: (each.as_of.latest or date.max, each.act))


def _number(held: Treaty, deposited: int | None, missing: int | None) -> int | None:
    if deposited is not None or missing is None or held.entry.instruments is None:
        return deposited
    return max(0, held.entry.instruments - missing)


def bonds(held: Treaty, document: Document | None) -> list[Bond]:
    """Return every consent to be bound: of parties by name, and as many without one as reports count beyond these."""
    reports = counts(held, document)
    known = [_narrowed(bond, reports) for bond in named_bonds(held, document)]
    return [*known, *_unnamed(held, known, reports)]


def _narrowed(bond: Bond, reports: Sequence[Counted]) -> Bond:
    """A consent of which no day of deposit is known had been deposited when the first report after it counted."""
    if bond.found:
        return bond
    latest = next((r.as_of.latest for r in reports if _begun_by(bond, r.as_of.latest)), None)
    return replace(bond, since=Bounds(bond.since.earliest, latest))


def _begun_by(bond: Bond, day: date | None) -> bool:
    return day is None or bond.since.earliest is None or bond.since.earliest <= day


def _unnamed(held: Treaty, known: Sequence[Bond], reports: Sequence[Counted]) -> list[Bond]:
    found: list[Bond] = []
    since = bounds(held.opened or held.adopted).earliest
    for report in reports:
        within = sum(1 for bond in known if _begun_by(bond, report.as_of.latest)) + len(found)
        span = Bounds(since, report.as_of.latest)
        found += [Bond("", span, REPORTED, report.act)] * (report.number - within)
        since = report.as_of.earliest
    return found
