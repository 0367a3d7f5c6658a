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
    from comity.forum.membership.statuses import Spell

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
    return list(deciding_since(day, values))


def deciding_since(day: str, values: Values) -> dict[str, int]:
    """Return who decides on `day` (YYYY-MM-DD), each with the act by which it came to do so on that very day.

    It is 0 for whoever decided the day before already: a status begins on a day, but within the day what was done
    before the act that brought it about was done without its holder.
    """
    held = charter(values)
    if held is None:
        return {}
    statuses, on = held.deciding(day), date.fromisoformat(day)
    found = {code: _spell_on(code, statuses, held, on, values) for code in parties(values)}
    return {code: max(spell.acts) if spell.since.latest == on else 0 for code, spell in found.items() if spell}


def decides(party: str, day: str, values: Values) -> bool:
    """Whether a party decides on `day` (YYYY-MM-DD)."""
    held = charter(values)
    if held is None:
        return False
    statuses = held.deciding(day)
    return _holds(party, statuses, held, date.fromisoformat(day), values)


def _holds(code: str, statuses: frozenset[str], held: Charter, day: date, values: Values) -> bool:
    return _spell_on(code, statuses, held, day, values) is not None


def _spell_on(code: str, statuses: frozenset[str], held: Charter, day: date, values: Values) -> Spell | None:
    known = party_of(values, code)
    if known is None:
        return None
    found = (spell for spell in spells(known, held.rules) if spell.status in statuses)
    return next((spell for spell in found if spell.holds(day) == "holds"), None)
