"""What restricted acts amount to, for those who hold their openings: the same rules, over values that are kept apart.

Nothing that follows from a restricted act may be seen in a public value. So what it changes is laid over the public
values, and kept apart from them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol, cast

from comity.forum.fold import evolve
from comity.forum.kernel.acts import Committed
from comity.forum.kernel.errors import Reason, Refused, gettext_noop
from comity.forum.openings.opening import OPENING_DIFFERS, TOO_LONG, Audience, Opening
from comity.forum.openings.reach import may_read
from comity.forum.openings.rules import NOT_NARROWED, TOO_WIDE, check_audience
from comity.forum.registry import ACT_TYPES, BODY_MALFORMED, RESTRICTABLE_KINDS, named_by, read_body

if TYPE_CHECKING:
    from comity.forum.kernel.acts import Enacted
    from comity.forum.kernel.values import Key, Value, Values

OPENING_MISSING = Reason(
    "openings.missing",
    gettext_noop("The act withholds what it says, and nothing was handed in that opens it."),
    gettext_noop("Hand in its opening with it: the house keeps it for the audience, and judges by it."),
)
OPENING_UNASKED = Reason(
    "openings.unasked",
    gettext_noop("The act says what it says in the record, and yet an opening was handed in."),
    gettext_noop("Hand in the act alone."),
)
UNREADABLE = Reason(
    "openings.unreadable_by_addressee",
    gettext_noop("The act is addressed to %(party)s, who is not in its audience and could not read it."),
    gettext_noop("Widen the audience, or leave that addressee out."),
)
OF_THE_OPENING = frozenset((OPENING_DIFFERS, TOO_LONG, TOO_WIDE, NOT_NARROWED, UNREADABLE, BODY_MALFORMED))
"""Reasons for which an opening is refused whatever other restricted acts say."""


class Private(Protocol):
    """Public values, and beside them those that restricted acts made."""

    def get(self, key: Key) -> Value | None:
        """Return the public value under `key`, or None."""

    def private(self, key: Key) -> Value | None:
        """Return the value under `key` as restricted acts have left it, or None where none has touched it."""

    def act(self, index: int) -> Enacted | None:
        """Return the act at `index`, or None."""

    def opened(self, index: int) -> Enacted | None:
        """Return the act at `index` with its body, or None where that is withheld and its opening not held."""


class Chamber:
    """Values as those see them who hold every opening: the private one where there is one, else the public one."""

    def __init__(self, values: Private) -> None:
        """Look at `values` from within."""
        self._values = values

    def get(self, key: Key) -> Value | None:
        """Return the value under `key`."""
        held = self._values.private(key) if key.kind in RESTRICTABLE_KINDS else None
        return held if held is not None else self._values.get(key)

    def act(self, index: int) -> Enacted | None:
        """Return the act at `index`."""
        return self._values.act(index)


def judge_restricted(act: Enacted, version: int, opening: Opening | None, values: Private) -> dict[Key, Value]:
    """Return the private values that an act changes, if its body, where it is withheld, is in order too.

    `act` is as the record holds it, of that `version` of its type, and in order as far as that tells.

    Raises:
        Refused: what is out of order; or an opening is missing, not the act's, or handed in without need.
    """
    if not isinstance(act.body, Committed):
        if opening is not None:
            raise Refused(OPENING_UNASKED)
        row = ACT_TYPES[act.type]
        if row.within is not None:
            row.within(act, Chamber(values))
        if not row.restrictable:
            return {}
        _check_not_there(act, values)
        return followed(act, values)
    if opening is None:
        raise Refused(OPENING_MISSING)
    opening.check(act.body)
    audience, said = opened(act, version, opening)
    chamber = Chamber(values)
    check_audience(act, audience, chamber)
    _check_addressees(said, audience, chamber)
    ACT_TYPES[act.type].check(said, chamber)
    return evolve(said, chamber)


def opened(act: Enacted, version: int, opening: Opening) -> tuple[Audience, Enacted]:
    """Return who may read a restricted act, and the act with its body.

    Raises:
        Refused: the opening is not of its shape.
    """
    audience, body = opening.read()
    return audience, replace(act, body=read_body(act.type, version, body))


def _check_not_there(act: Enacted, values: Private) -> None:
    """Where what a public act begins is there already, though withheld, the act's own rule refuses it."""
    if any(fold.begins and values.private(key) for key, fold in named_by(act.type, act.body)):
        ACT_TYPES[act.type].check(act, Chamber(values))


def _check_addressees(act: Enacted, audience: Audience, values: Values) -> None:
    for party in getattr(act.body, "to", ()):
        if not may_read(audience, act.party, party, act.entered[:10], values):
            raise Refused(UNREADABLE, party=party)


def followed(act: Enacted, values: Private) -> dict[Key, Value]:
    """Return what a public act changes of values that are kept apart already: they go on as the public ones do."""
    if not ACT_TYPES[act.type].restrictable:
        return {}
    changed: dict[Key, Value] = {}
    for key, fold in named_by(act.type, act.body):
        held = values.private(key)
        if held is not None:
            changed[key] = fold.evolve(held, act, key.id)
    return changed


def folded(said: Enacted, values: Private) -> dict[Key, Value]:
    """Return the private values that a restricted act changes, given with its body, without asking the rules again.

    Where what it speaks of was erased, nothing follows from it.
    """
    chamber = Chamber(values)
    changed: dict[Key, Value] = {}
    for key, fold in named_by(said.type, said.body):
        held = chamber.get(key)
        if held is not None or fold.begins:
            changed[key] = fold.evolve(held, said, key.id)
    return changed


def forgotten(index: int, values: Private) -> dict[Key, Value | None]:
    """Return the private values as they are once the restricted act at `index` is erased; None for one that goes.

    What other acts made of them stays, as far as it stands without the erased one. Where all of these are public, the
    public value says as much, and no private one stays.
    """
    said = values.opened(index)
    if said is None:
        return {}
    held = ((key, values.private(key)) for key, _fold in named_by(said.type, said.body))
    return {key: _without(index, key, value, values) for key, value in held if value is not None}


def _without(index: int, key: Key, held: Value, values: Private) -> Value | None:
    left: Value | None = None
    for each in held.acts:
        said = values.opened(each) if each != index else None
        for named, fold in named_by(said.type, said.body) if said else ():
            if named == key and (left is not None or fold.begins):
                left = fold.evolve(left, cast("Enacted", said), key.id)
    return left if left and any(_is_withheld(each, values) for each in left.acts) else None


def _is_withheld(index: int, values: Private) -> bool:
    act = values.act(index)
    return act is not None and isinstance(act.body, Committed)
