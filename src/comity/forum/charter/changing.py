"""What a change makes of a charter: the old provision is closed, the new one put in its place, nothing is lost."""

from __future__ import annotations

from datetime import date, timedelta
from functools import reduce
from typing import TYPE_CHECKING

from comity.forum.charter.names import PARTS, named, of_part
from comity.forum.kernel.dates import bounds

if TYPE_CHECKING:
    from collections.abc import Iterable

    from comity.forum.charter.acts import Adopt
    from comity.forum.charter.provisions import Change, Part, Provision

_ONE = timedelta(days=1)


def amended(rules: Adopt, changes: Iterable[Change], in_force: str, decided: str) -> Adopt:
    """Return `rules` as they are once the decision called `decided` has changed them from `in_force` (YYYY-MM-DD) on.

    The changes are taken to be in order: `comity.forum.charter.amending.check_amendment` has been asked. Version counts
    up by one.
    """
    after = reduce(lambda held, change: _changed(held, change, in_force, decided), changes, rules)
    return after.model_copy(update={"version": rules.version + 1, "in_force": in_force})


def provision_of(change: Change, in_force: str, decided: str) -> Provision | None:
    """Return the provision that a change makes, in force from a day by a decision; None where it makes none.

    Raises:
        pydantic.ValidationError: the provision is not of the shape that its part demands.
    """
    if change.rule is None:
        return None
    return PARTS[change.part].model_validate({**change.rule, "since": in_force, "decided": decided})


def begins_later(rule: Provision, day: str) -> bool:
    """Whether a provision is in force only after `day` (YYYY-MM-DD)."""
    begin = bounds(rule.since).earliest if rule.since else None
    return begin is not None and begin > date.fromisoformat(day)


def found(rules: Adopt, part: Part, name: str, day: str) -> int | None:
    """Return the place of the provision of that name in its part: the one in force on `day`, else one to come, or None.

    A provision that is in force no more is not found.
    """
    places = [(place, rule) for place, (called, rule) in enumerate(named(rules, part)) if called == name]
    standing = (place for place, rule in places if rule.in_force(day))
    coming = (place for place, rule in places if begins_later(rule, day))
    return next(standing, next(coming, None))


def _changed(rules: Adopt, change: Change, in_force: str, decided: str) -> Adopt:
    held = of_part(rules, change.part)
    fresh = [rule for rule in (provision_of(change, in_force, decided),) if rule is not None]
    place = found(rules, change.part, change.name, in_force) if change.name else None
    if place is None:
        return rules.model_copy(update={change.part: (*held, *fresh)})
    closed = _closed(held[place], in_force)
    # Rules on the chair are called by their number, so none comes before one that was there. All others keep their
    # place in the order of their part: of rules that fit, the first counts, and readers know where to look.
    if change.part == "chair" and closed:
        return rules.model_copy(update={change.part: (*held[:place], *closed, *held[place + 1 :], *fresh)})
    return rules.model_copy(update={change.part: (*held[:place], *closed, *fresh, *held[place + 1 :])})


def _closed(rule: Provision, day: str) -> list[Provision]:
    """The provision as it ends on the eve of `day`; nothing of one that would have begun on that day, or later."""
    begin = bounds(rule.since).earliest if rule.since else None
    first = date.fromisoformat(day)
    if begin is not None and begin >= first:
        return []
    return [rule.model_copy(update={"until": (first - _ONE).isoformat()})]
