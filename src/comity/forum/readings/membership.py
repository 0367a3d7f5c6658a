"""The membership register as a whole: statuses of all parties over time, and counts on any day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from comity.forum.charter.state import CHARTER, Charter
from comity.forum.kernel.dates import Bounds
from comity.forum.membership.counts import Count, Place, count_on, in_order, places
from comity.forum.membership.state import KIND, Party
from comity.forum.membership.statuses import MEMBER, Spell, spells

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from comity.forum.readings.reader import Reader


@dataclass(frozen=True, slots=True)
class Register:
    """Every party, and every stretch of status of every party."""

    parties: dict[str, Party]
    spells: tuple[Spell, ...]
    charter: Charter | None

    def of_party(self, code: str) -> tuple[Spell, ...]:
        """Return the statuses of one party over time."""
        return tuple(spell for spell in self.spells if spell.party == code)

    def count(self, status: str, day: date, kind: str | None = None) -> Count:
        """Return how many parties (of a kind: "state", "organisation") held `status` on `day`."""
        return count_on(self._of_kind(kind), status, day)

    def _of_kind(self, kind: str | None) -> Iterable[Spell]:
        return (s for s in self.spells if kind is None or self.parties[s.party].kind == kind)

    def status_on(self, code: str, day: date) -> Spell | None:
        """Return the status that a party surely held on `day`, else one that it may have held, else None."""
        held = [(spell.holds(day), spell) for spell in self.of_party(code)]
        for wanted in ("holds", "may_hold"):
            for holding, spell in held:
                if holding == wanted:
                    return spell
        return None

    def places(self) -> dict[str, Place]:
        """Return the place of each member in the order of joining."""
        return places(self.spells)

    def members_in_order(self) -> list[Spell]:
        """Return the memberships in the order of joining."""
        return in_order(self.spells)

    def quorum(self, day: date) -> tuple[int, int] | None:
        """Return the least and the most members that make a quorum on `day`, or None without a charter."""
        if self.charter is None:
            return None
        rule, count = self.charter.quorum_on(day.isoformat()), self.count(MEMBER, day)
        return rule.of(count.least), rule.of(count.most)

    def changes(self) -> list[tuple[Bounds, tuple[Spell, ...]]]:
        """Return the days on which members joined, each with who joined then, in order."""
        found: dict[Bounds, list[Spell]] = {}
        for spell in self.members_in_order():
            found.setdefault(spell.since, []).append(spell)
        return [(since, tuple(joined)) for since, joined in found.items()]


def register(reader: Reader) -> Register:
    """Return the membership register as `reader` has it."""
    parties = [cast("Party", value) for value in reader.all_of(KIND)]
    charter = cast("Charter | None", reader.get(CHARTER))
    rules = charter.rules if charter else None
    every = tuple(spell for party in parties for spell in spells(party, rules))
    return Register({party.party: party for party in parties}, every, charter)
