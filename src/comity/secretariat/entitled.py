"""Which acts a party may enter, how they are signed and who reads them: what the charter says, asked for a hat."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from comity.forum.kernel.acts import Enacted
from comity.forum.kernel.errors import Refused
from comity.forum.officers.authority import check_may_enter, delegation_of
from comity.forum.officers.state import keyring
from comity.forum.registry import ACT_TYPES
from comity.secretariat.composing import PUBLIC, Hat

if TYPE_CHECKING:
    from comity.forum.charter.provisions import ActRule
    from comity.forum.kernel.values import Values

FIRST = "charter.constitute"
"""The type of the first act of a record, which is entered once, and at no desk."""

_NARROWER = {
    PUBLIC: ("participants", "members", "named"),
    "participants": ("members", "named"),
    "members": ("named",),
    "named": (),
}


@dataclass(frozen=True, slots=True)
class Entitlement:
    """By what a party enters acts of a type: the charter's `rule`; None where it says nothing and the secretariat acts.

    `officers` are those who may sign, by their ids.
    """

    kind: str
    rule: ActRule | None
    officers: tuple[str, ...]

    @property
    def function(self) -> str:
        """The function that an officer needs to sign."""
        return self.rule.function if self.rule else "authoriser"

    @property
    def signatures(self) -> int:
        """How many officers sign."""
        return self.rule.signatures if self.rule else 1

    @property
    def own(self) -> bool:
        """Whether the party acts in its own affairs only."""
        return bool(self.rule and self.rule.own)

    @property
    def audiences(self) -> tuple[str, ...]:
        """Who may be let read what the act says, the charter's own audience first; "named" is a list of parties."""
        reach = self.rule.audience if self.rule else PUBLIC
        narrowed = bool(self.rule and self.rule.narrowed) and ACT_TYPES[self.kind].restrictable
        return (reach, *(_NARROWER[reach] if narrowed else ()))


def entitlement(hat: Hat, kind: str, entered: str, values: Values) -> Entitlement:
    """Return by what the party of `hat` enters acts of the type `kind`, at a time as entries hold it.

    Raises:
        Refused: it may not, and by which rule.
    """
    bare = Enacted(0, entered, kind, hat.party, hat.officer, ACT_TYPES[kind].body.model_construct())
    rule = check_may_enter(bare, values)
    delegation = delegation_of(hat.party, entered[:10], values)
    held = keyring(values, delegation) if delegation else None
    able = held.able(rule.function if rule else "authoriser") if held else []
    return Entitlement(kind, rule, tuple(officer.officer for officer in able))


def entitlements(hat: Hat, entered: str, values: Values) -> dict[str, Entitlement]:
    """Return the types of acts that the party of `hat` may enter, in the order of the registry."""
    found: dict[str, Entitlement] = {}
    for kind in ACT_TYPES.keys() - {FIRST}:
        try:
            found[kind] = entitlement(hat, kind, entered, values)
        except Refused:
            continue
    return {kind: found[kind] for kind in ACT_TYPES if kind in found}
