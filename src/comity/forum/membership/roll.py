"""The roll: which parties the register knows, so that a rule can ask who decides on a day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, cast

from comity.forum.charter.state import Charter, charter
from comity.forum.kernel.values import Key, Value
from comity.forum.membership.state import party as party_of
from comity.forum.membership.statuses import spells

if TYPE_CHECKING:
    from comity.forum.kernel.acts import Enacted
    from comity.forum.kernel.values import Values
    from comity.forum.membership import acts

ROLL = Key("roll", "roll")


class Roll(Value):
    """The codes of all parties of the register, in the order in which they were entered."""

    parties: tuple[str, ...] = ()


def enrolled(value: Roll | None, act: Enacted, _id: str) -> Roll:
    """Return the roll after `membership.enter_party`."""
    party = cast("acts.EnterParty", act.body).party
    held = value or Roll()
    return held.touched(act.index, parties=(*held.parties, party))


def parties(values: Values) -> tuple[str, ...]:
    """Return the codes of all parties of the register."""
    held = cast("Roll | None", values.get(ROLL))
    return held.parties if held else ()


def deciding(day: str, values: Values) -> list[str]:
    """Return who decides on `day` (YYYY-MM-DD): the parties that surely hold a status whose holders decide."""
    held = charter(values)
    if held is None:
        return []
    statuses = held.deciding(day)
    return [code for code in parties(values) if _holds(code, statuses, held, date.fromisoformat(day), values)]


def decides(party: str, day: str, values: Values) -> bool:
    """Whether a party decides on `day` (YYYY-MM-DD)."""
    held = charter(values)
    if held is None:
        return False
    statuses = held.deciding(day)
    return _holds(party, statuses, held, date.fromisoformat(day), values)


def _holds(code: str, statuses: frozenset[str], held: Charter, day: date, values: Values) -> bool:
    known = party_of(values, code)
    if known is None:
        return False
    found = (spell for spell in spells(known, held.rules) if spell.status in statuses)
    return any(spell.holds(day) == "holds" for spell in found)
