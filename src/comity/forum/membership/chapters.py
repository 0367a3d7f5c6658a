"""What is known of a status between two ends of it: a status that has ended can be given anew, and then begins anew."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from comity.forum.kernel.dates import Bounds, begins, bounds

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from comity.forum.membership.state import Acceptance, Attestation, Party, Signature


@dataclass(frozen=True, slots=True)
class End:
    """The end of a status: the bounds of its day, in which manner, and the act that states it; None of a promotion."""

    on: Bounds
    manner: str
    act: int | None = None

    def is_before(self, day: Bounds, act: int) -> bool:
        """Whether a fact of `day`, which `act` states, surely came after; within one day the order of the acts says."""
        if day.earliest is None or self.on.latest is None:
            return False
        return day.earliest > self.on.latest or (
            day.earliest == self.on.latest and self.act is not None and act > self.act
        )


@dataclass(frozen=True, slots=True)
class Chapter:
    """The facts of a status after an end of it (`number` many) and before the next one, which is `end` if there is one.

    Signatures of earlier chapters stand, `signatures` has them all; `fresh` are those of this chapter alone.
    """

    number: int
    attestations: tuple[Attestation, ...]
    acceptances: tuple[Acceptance, ...]
    signatures: tuple[Signature, ...]
    fresh: tuple[Signature, ...]
    end: End | None


def ends_of(party: Party, status: str, promotions: Iterable[Bounds] = ()) -> list[End]:
    """Return the ends of a status in the order of their days; `promotions` are days on which a higher one began."""
    stated = [End(bounds(each.on), each.manner, each.act) for each in party.endings if each.status == status]
    found = [*stated, *(End(day, "promoted") for day in promotions)]
    return sorted(found, key=lambda end: end.on.latest or end.on.earliest or date.max)


def chapter_at(ends: Sequence[End], day: Bounds, act: int) -> int:
    """Return to which chapter a fact belongs that `act` states of `day`."""
    return sum(1 for end in ends if end.is_before(day, act))


def chapters(party: Party, status: str, promotions: Iterable[Bounds] = ()) -> list[Chapter]:
    """Return what is known of a status, chapter by chapter; there is always a last one, which has no end."""
    ends = ends_of(party, status, promotions)
    attested = [a for a in party.attestations if a.status == status]
    accepted = [a for a in party.acceptances if a.status == status]
    if not ends or not (attested or accepted or party.signatures):
        return [
            Chapter(0, tuple(attested), tuple(accepted), party.signatures, party.signatures, next(iter(ends), None))
        ]
    return [_chapter(number, ends, attested, accepted, party.signatures) for number in range(len(ends) + 1)]


def _chapter(
    number: int,
    ends: Sequence[End],
    attested: Iterable[Attestation],
    accepted: Iterable[Acceptance],
    signatures: Iterable[Signature],
) -> Chapter:
    signed = [(chapter_at(ends, bounds(s.on), s.act), s) for s in signatures]
    return Chapter(
        number,
        tuple(a for a in attested if chapter_at(ends, bounds(a.since), a.act) == number),
        tuple(a for a in accepted if chapter_at(ends, begins(a.on), a.act) == number),
        tuple(s for at, s in signed if at <= number),
        tuple(s for at, s in signed if at == number),
        ends[number] if number < len(ends) else None,
    )
