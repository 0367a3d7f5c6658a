"""Values of the subject `charter`: the forum's identity, its charter, and the keys of its secretariat."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, NamedTuple, TypeVar, cast

from comity.forum.charter.acts import Adopt
from comity.forum.charter.changing import amended
from comity.forum.charter.days import Days
from comity.forum.charter.provisions import Change, Provision
from comity.forum.kernel.values import Fact, Key, Value

if TYPE_CHECKING:
    from collections.abc import Callable

    from comity.forum.charter.provisions import (
        ActRule,
        Admission,
        BodyRule,
        ContestRule,
        Exit,
        Matter,
        Procedure,
        Quorum,
        StatusRule,
        SymbolSeries,
    )
    from comity.forum.kernel.acts import Enacted
    from comity.forum.kernel.values import Values

_Rule = TypeVar("_Rule", bound=Provision)

IDENTITY = Key("forum", "forum")
CHARTER = Key("charter", "charter")


class Identity(Value):
    """Which forum the record is of: the facts of its first act."""

    forum: str
    names: dict[str, str]
    short: dict[str, str]
    origin: str
    languages: tuple[str, ...]


class Amendment(Fact):
    """A change of the charter by a decision: which version it makes, by which decision, from which day, and what.

    `on` is the day on which the decision came about (YYYY-MM-DD), which may be long before the change is in force.
    """

    version: int
    decision: str
    on: str
    in_force: str
    changes: tuple[Change, ...]


class Version(NamedTuple):
    """A version of the charter: its number, from when it is in force, which act made it, by which decision if any."""

    version: int
    in_force: str
    act: int
    decision: str | None


class Charter(Value):
    """The charter: as it was adopted last and before, and the decisions that have amended it; versions count from 1.

    What the rules are on a day is asked of `on`, or of one of the methods that name a day.
    """

    # What follows from the fields and is asked by every act: worked out once for each value, and no part of it.
    __slots__ = ("_days", "_rules")

    adopted: Adopt
    earlier: tuple[Adopt, ...] = ()
    amendments: tuple[Amendment, ...] = ()

    @property
    def version(self) -> int:
        """The number of the newest version, whether in force already or to come."""
        return self.rules.version

    @property
    def rules(self) -> Adopt:
        """Every provision of the newest version: those in force, those that were, and those to come."""
        rules: Adopt | None = getattr(self, "_rules", None)
        if rules is None:
            rules = self.at(self.amendments[-1].version if self.amendments else self.adopted.version)
            object.__setattr__(self, "_rules", rules)
        return rules

    @property
    def versions(self) -> tuple[Version, ...]:
        """Every version, the first first."""
        kept = [(rules.version, rules.in_force, None) for rules in (*self.earlier, self.adopted)]
        made = [(each.version, each.in_force, each.decision) for each in self.amendments]
        every = sorted([*kept, *made], key=lambda one: one[0])
        return tuple(Version(*one[:2], act, one[2]) for one, act in zip(every, self.acts, strict=True))

    def at(self, version: int) -> Adopt:
        """Return every provision that a version holds; versions that do not exist yet are the newest."""
        base = [rules for rules in (*self.earlier, self.adopted) if rules.version <= version][-1]
        since = [each for each in self.amendments if base.version < each.version <= version]
        return reduce(lambda held, each: amended(held, each.changes, each.in_force, each.decision), since, base)

    @property
    def days(self) -> Days:
        """The rules by the days on which they are in force."""
        days: Days | None = getattr(self, "_days", None)
        if days is None:
            days = Days(self.rules)
            object.__setattr__(self, "_days", days)
        return days

    def on(self, day: str) -> Adopt:
        """Return the rules in force on `day` (YYYY-MM-DD), and no others; all of them where `day` is empty."""
        return self.days.on(day).rules

    def body(self, slug: str, day: str | None = None) -> BodyRule | None:
        """Return the body called `slug` on `day` (YYYY-MM-DD); without a day, as it is or was known last; or None."""
        if day is not None:
            return self.days.on(day).body(slug)
        return _of_the_day(self.rules.bodies, lambda rule: rule.body == slug, day)

    def status(self, slug: str, day: str | None = None) -> StatusRule | None:
        """Return the status called `slug` on `day` (YYYY-MM-DD); without a day, as it is or was known last; or None."""
        return _of_the_day(self.rules.statuses, lambda rule: rule.status == slug, day)

    def series(self, slug: str, day: str | None = None) -> SymbolSeries | None:
        """Return the series of symbols called `slug` on `day`; without a day, as it is or was known last; or None."""
        return _of_the_day(self.rules.symbols, lambda rule: rule.series == slug, day)

    def act_rules(self, type_name: str, day: str) -> list[ActRule]:
        """Return who may enter acts of a type on `day` (YYYY-MM-DD): the rules of the type, else of its subject."""
        return self.days.on(day).act_rules(type_name)

    def matter(self, slug: str, day: str) -> Matter | None:
        """Return the row of the authority matrix called `slug` on `day` (YYYY-MM-DD), or None."""
        return self.days.on(day).matter(slug)

    def procedure(self, body: str, matter: str, day: str) -> Procedure | None:
        """Return how `body` decides `matter` on `day` (YYYY-MM-DD): the row that names most of the two, or None."""
        return self.days.on(day).procedure(body, matter)

    def exits(self, status: str, day: str) -> list[Exit]:
        """Return the ways in which a status ends on `day` (YYYY-MM-DD)."""
        return [rule for rule in self.on(day).exits if rule.status == status]

    def admissions(self, status: str, day: str) -> list[Admission]:
        """Return the ways in which a party comes to a status on `day` (YYYY-MM-DD)."""
        return [rule for rule in self.on(day).admissions if rule.status == status]

    def deciding(self, day: str) -> frozenset[str]:
        """Return the statuses whose holders decide on `day` (YYYY-MM-DD)."""
        return frozenset(rule.status for rule in self.on(day).statuses if rule.decides)

    def contest_rule(self, day: str) -> ContestRule | None:
        """Return what becomes of a contested party's acts on `day` (YYYY-MM-DD), or None where nothing is said."""
        return next(iter(self.on(day).contested), None)

    def quorum_on(self, day: str) -> Quorum:
        """Return the quorum rule in force on `day` (YYYY-MM-DD); the first one given, where none says that it was."""
        return next(iter(self.on(day).quorum), self.rules.quorum[0])


def _of_the_day(rules: tuple[_Rule, ...], fits: Callable[[_Rule], bool], day: str | None) -> _Rule | None:
    """The one that fits and is in force on the day; without a day the last one given that fits."""
    fitting = [rule for rule in rules if fits(rule) and (day is None or rule.in_force(day))]
    return fitting[-1] if fitting else None


def constituted(_value: Identity | None, act: Enacted, _id: str) -> Identity:
    """Return the identity that `charter.constitute` states."""
    return Identity.made_by(act)


def adopted(value: Charter | None, act: Enacted, _id: str) -> Charter:
    """Return the charter after `charter.adopt`."""
    body = cast("Adopt", act.body)
    if value is None:
        return Charter.made_by(act, adopted=body)
    return value.touched(act.index, adopted=body, earlier=(*value.earlier, value.adopted))


def identity(values: Values) -> Identity | None:
    """Return the forum's identity, or None before it is constituted."""
    return cast("Identity | None", values.get(IDENTITY))


def charter(values: Values) -> Charter | None:
    """Return the charter in force, or None before one is adopted."""
    return cast("Charter | None", values.get(CHARTER))
