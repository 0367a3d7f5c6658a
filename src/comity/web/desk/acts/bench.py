"""Where an officer works on an act: what draws it up and judges it, over values that are read once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from comity.secretariat.clock import entered_at
from comity.secretariat.composing import Drawer, View
from comity.secretariat.entitled import Entitlement, entitlement, entitlements
from comity.secretariat.glance import Glance
from comity.secretariat.signing import keys_of

if TYPE_CHECKING:
    from comity.forum.officers.state import HeldKey
    from comity.web.desk.presence import Present


@dataclass(frozen=True, slots=True)
class Bench:
    """An officer at her desk, at a time as entries hold it; `view` is the record as it was when she began."""

    here: Present
    entered: str
    drawer: Drawer
    view: View

    @property
    def keys(self) -> list[HeldKey]:
        """Her active keys."""
        return keys_of(self.here.hat, self.entered[:10], self.view)

    def entitled(self, kind: str) -> Entitlement:
        """Return by what her party enters acts of a type now.

        Raises Refused where it may not.
        """
        return entitlement(self.here.hat, kind, self.entered, self.view)

    def entitlements(self) -> dict[str, Entitlement]:
        """Return the types of acts that her party may enter now."""
        return entitlements(self.here.hat, self.entered, self.view)


def bench_of(here: Present) -> Bench:
    """Return the bench of an officer who begins now."""
    house = here.house
    ledger = Glance(house.ledger)
    drawer = Drawer(house.folder.forum, house.door, ledger, house.clock)
    return Bench(here, entered_at(house.clock.now()), drawer, View(ledger))
