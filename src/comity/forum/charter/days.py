"""A charter by days: the provisions that are in force on each, found without looking at the others."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta
from typing import TYPE_CHECKING

from comity.forum.charter.names import PARTS, of_part
from comity.forum.kernel.dates import bounds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from comity.forum.charter.acts import Adopt
    from comity.forum.charter.provisions import ActRule, BodyRule, Matter, Procedure, Provision

_ONE = timedelta(days=1)


class Standing:
    """The charter as it stands on a day: `rules` holds the provisions in force, and no other."""

    def __init__(self, rules: Adopt) -> None:
        """Look at `rules`, of which each is in force."""
        self.rules = rules
        self._bodies = {rule.body: rule for rule in rules.bodies}
        self._matters = {rule.matter: rule for rule in rules.matters}
        self._acts: dict[str, list[ActRule]] = {}
        for rule in rules.acts:
            self._acts.setdefault(rule.act, []).append(rule)

    def body(self, slug: str) -> BodyRule | None:
        """Return the body called `slug`, or None."""
        return self._bodies.get(slug)

    def matter(self, slug: str) -> Matter | None:
        """Return the row of the authority matrix called `slug`, or None."""
        return self._matters.get(slug)

    def act_rules(self, type_name: str) -> list[ActRule]:
        """Return who may enter acts of a type: the rules of the type, else of its subject, else of all."""
        for wanted in (type_name, f"{type_name.split('.', 1)[0]}.*", "*"):
            if found := self._acts.get(wanted):
                return found
        return []

    def procedure(self, body: str, matter: str) -> Procedure | None:
        """Return how a body decides a matter: the row that names most of the two counts, the body before the matter."""
        rows = [row for row in self.rules.procedures if _speaks_of(row, body, matter)]
        return max(rows, key=lambda row: (bool(row.bodies), bool(row.matters)), default=None)


def _speaks_of(row: Procedure, body: str, matter: str) -> bool:
    return (not row.bodies or body in row.bodies) and (not row.matters or matter in row.matters)


class Days:
    """The rules of a charter at all times, cut at the days on which one of them begins or is over."""

    def __init__(self, rules: Adopt) -> None:
        """Look at `rules`."""
        self._rules = rules
        self.cuts = tuple(sorted({day.isoformat() for rule in _every(rules) for day in _cuts(rule)}))
        self._standing: dict[int, Standing] = {}

    def on(self, day: str) -> Standing:
        """Return the charter as it stands on `day` (YYYY-MM-DD); at all times for the empty string."""
        place = bisect_right(self.cuts, day) if day else -1
        held = self._standing.get(place)
        if held is None:
            held = self._standing[place] = Standing(in_force_on(self._rules, day) if day else self._rules)
        return held

    def from_day(self, day: str) -> Iterator[str]:
        """Yield `day` (YYYY-MM-DD), and each later one on which a provision begins or is over."""
        yield day
        yield from (cut for cut in self.cuts if cut > day)


def in_force_on(rules: Adopt, day: str) -> Adopt:
    """Return the rules without those that are not in force on `day` (YYYY-MM-DD)."""
    parts: dict[str, object] = {
        part: tuple(rule for rule in of_part(rules, part) if rule.in_force(day)) for part in PARTS
    }
    return rules.model_copy(update=parts)


def _every(rules: Adopt) -> Iterable[Provision]:
    return (rule for part in PARTS for rule in of_part(rules, part))


def _cuts(rule: Provision) -> Iterator[date]:
    begin = bounds(rule.since).earliest if rule.since else None
    end = bounds(rule.until).latest if rule.until else None
    if begin:
        yield begin
    if end and end < date.max:
        yield end + _ONE
