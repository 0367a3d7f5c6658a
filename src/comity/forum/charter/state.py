"""Values of the subject `charter`: the forum's identity, its charter, and the keys of its secretariat."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from comity.forum.charter.acts import Adopt
from comity.forum.charter.provisions import ActRule, BodyRule, ContestRule, Exit, Matter, Procedure, Quorum
from comity.forum.kernel.values import Key, Value

if TYPE_CHECKING:
    from comity.forum.kernel.acts import Enacted
    from comity.forum.kernel.values import Values

IDENTITY = Key("forum", "forum")
CHARTER = Key("charter", "charter")


class Identity(Value):
    """Which forum the record is of: the facts of its first act."""

    forum: str
    names: dict[str, str]
    short: dict[str, str]
    origin: str
    languages: tuple[str, ...]


class Charter(Value):
    """The charter in force, and the versions before it; `version` counts from 1."""

    rules: Adopt
    earlier: tuple[Adopt, ...] = ()

    @property
    def version(self) -> int:
        """The number of the version in force."""
        return self.rules.version

    def body(self, slug: str) -> BodyRule | None:
        """Return the body called `slug`, or None."""
        return next((body for body in self.rules.bodies if body.body == slug), None)

    def act_rules(self, type_name: str, day: str) -> list[ActRule]:
        """Return who may enter acts of a type on `day` (YYYY-MM-DD): the rules of the type, else of its subject."""
        for wanted in (type_name, f"{type_name.split('.', 1)[0]}.*", "*"):
            found = [rule for rule in self.rules.acts if rule.act == wanted and rule.in_force(day)]
            if found:
                return found
        return []

    def matter(self, slug: str, day: str) -> Matter | None:
        """Return the row of the authority matrix called `slug` on `day` (YYYY-MM-DD), or None."""
        return next((rule for rule in self.rules.matters if rule.matter == slug and rule.in_force(day)), None)

    def procedure(self, body: str, matter: str, day: str) -> Procedure | None:
        """Return how `body` decides `matter` on `day` (YYYY-MM-DD): the row that names most of the two, or None."""
        fitting = [
            rule
            for rule in self.rules.procedures
            if (not rule.bodies or body in rule.bodies)
            and (not rule.matters or matter in rule.matters)
            and rule.in_force(day)
        ]
        return max(fitting, key=lambda rule: (bool(rule.bodies) + bool(rule.matters), bool(rule.bodies)), default=None)

    def exits(self, status: str, day: str) -> list[Exit]:
        """Return the ways in which a status ends on `day` (YYYY-MM-DD)."""
        return [rule for rule in self.rules.exits if rule.status == status and rule.in_force(day)]

    def contest_rule(self, day: str) -> ContestRule | None:
        """Return what becomes of a contested party's acts on `day` (YYYY-MM-DD), or None where nothing is said."""
        return next((rule for rule in self.rules.contested if rule.in_force(day)), None)

    def quorum_on(self, day: str) -> Quorum:
        """Return the quorum rule in force on `day` (YYYY-MM-DD); the first one given, where none says that it was."""
        rules = self.rules.quorum
        return next((rule for rule in rules if rule.in_force(day)), rules[0])


def constituted(_value: Identity | None, act: Enacted, _id: str) -> Identity:
    """Return the identity that `charter.constitute` states."""
    return Identity.made_by(act)


def adopted(value: Charter | None, act: Enacted, _id: str) -> Charter:
    """Return the charter after `charter.adopt`."""
    body = cast("Adopt", act.body)
    if value is None:
        return Charter.made_by(act, rules=body)
    return value.touched(act.index, rules=body, earlier=(*value.earlier, value.rules))


def identity(values: Values) -> Identity | None:
    """Return the forum's identity, or None before it is constituted."""
    return cast("Identity | None", values.get(IDENTITY))


def charter(values: Values) -> Charter | None:
    """Return the charter in force, or None before one is adopted."""
    return cast("Charter | None", values.get(CHARTER))
