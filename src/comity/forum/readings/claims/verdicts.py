"""Verdicts, and how dates and numbers of a source are held against those of the register."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from comity.forum.kernel.dates import Bounds, bounds, is_exact
from comity.forum.kernel.errors import gettext_noop
from comity.forum.readings.said import Said

if TYPE_CHECKING:
    from comity.forum.membership.counts import Count
    from comity.forum.sources.state import Claimed


class Verdict(StrEnum):
    """How a claim stands against the register."""

    AGREES = "agrees"
    DIFFERS = "differs"
    UNDECIDABLE = "undecidable"


@dataclass(frozen=True, slots=True)
class Finding:
    """What the register says to a claim's question, and how the claim stands against that.

    `missing` and `extra` are what the source leaves out of a list, and what it has that the register does not.
    """

    verdict: Verdict
    register: Said
    missing: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim with its finding."""

    claim: Claimed
    finding: Finding


def nothing() -> Finding:
    """Return the finding where the register holds nothing that answers a question."""
    return Finding(Verdict.UNDECIDABLE, Said(gettext_noop("The register holds nothing that answers this.")))


def told(first: Said, *rest: Said) -> Said:
    """Return several sentences as one, in this order."""
    for sentence in rest:
        first = Said(gettext_noop("%(first)s %(then)s"), {"first": first, "then": sentence})
    return first


def written(found: Bounds) -> str:
    """Return bounds as an EDTF date."""
    if found.earliest == found.latest and found.earliest:
        return found.earliest.isoformat()
    early, late = (day.isoformat() if day else "" for day in found)
    return f"[{early}..{late}]"


def of_dates(claimed: str, held: str) -> Verdict:
    """Hold a source's date against the register's.

    A source that is less precise but not wrong agrees ("October 1992" for 5 October 1992). Where the register's own
    date is open and the source's may be it, nothing decides.
    """
    said, known = bounds(claimed), bounds(held)
    if said == known or _within(known, said):
        return Verdict.AGREES
    after = said.latest and known.earliest and said.latest < known.earliest
    before = said.earliest and known.latest and said.earliest > known.latest
    return Verdict.DIFFERS if before or after or is_exact(held) else Verdict.UNDECIDABLE


def _within(inner: Bounds, outer: Bounds) -> bool:
    begins = outer.earliest is None or (inner.earliest is not None and outer.earliest <= inner.earliest)
    ends = outer.latest is None or (inner.latest is not None and inner.latest <= outer.latest)
    return begins and ends


def dated(claimed: str, held: str, register: Said) -> Finding:
    """Return the finding on a date: what the register says, and what is less exact where the two are not equal."""
    verdict = of_dates(claimed, held)
    if verdict == Verdict.AGREES and bounds(claimed) != bounds(held):
        register = told(register, Said(gettext_noop("The source is less exact.")))
    if verdict == Verdict.UNDECIDABLE:
        register = told(register, Said(gettext_noop("The register knows it only within these bounds.")))
    return Finding(verdict, register)


def of_count(claimed: int, held: Count) -> Verdict:
    """Hold a source's number against a count that may be a range."""
    if held.exact:
        return Verdict.AGREES if claimed == held.least else Verdict.DIFFERS
    return Verdict.UNDECIDABLE if held.least <= claimed <= held.most else Verdict.DIFFERS


def yes_or_no(*, agrees: bool) -> Verdict:
    """Return the verdict of a comparison that leaves nothing open."""
    return Verdict.AGREES if agrees else Verdict.DIFFERS


def same_words(asked: dict[str, str], held: dict[str, str]) -> bool:
    """Whether a name that a source gives is the register's, or a part of it, in every language that both have."""
    common = [language for language in asked if language in held]
    return bool(common) and all(asked[code].casefold() in held[code].casefold() for code in common)
