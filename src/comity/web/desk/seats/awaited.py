"""What simulated delegations must know: what is asked of them, who read it, and where somebody sits."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from comity.forum.decisions.machine import PUT, SILENCE
from comity.forum.officers.authority import delegation_of
from comity.secretariat.clock import time_of
from comity.secretariat.composing import PUBLIC, View
from comity.store import decisions, notices, sessions
from comity.store.living import host_now
from comity.store.models import Notification as Notifications
from comity.store.models import Session
from comity.store.register import Register

if TYPE_CHECKING:
    from comity.forum.decisions.state import Decision
    from comity.forum.notices.state import Due
    from comity.forum.openings.opening import Audience
    from comity.forum.treaties.state import Notification
    from comity.store.house import House

NEWEST = 20
"""How many depositary notifications are looked at: what is older has been acknowledged, or never will be."""


class Awaited:
    """What a house knows, as the simulation asks it."""

    def __init__(self, house: House) -> None:
        self._house = house

    def dues(self, party: str) -> list[Due]:
        """Return what is asked of a party and open."""
        return [*notices.dues(party), *self._house.ledger.private.tray(party)]

    def matters(self) -> list[Decision]:
        """Return the matters that are under silence or before a meeting."""
        return decisions.in_states((SILENCE, PUT))

    def notifications(self) -> list[Notification]:
        """Return the newest depositary notifications."""
        rows = Notifications.objects.order_by("-at")[:NEWEST]
        return cast("list[Notification]", Register().values(rows))

    def audience(self, index: int) -> Audience:
        """Return who reads the act at `index`."""
        opening = self._house.ledger.private.opening(index)
        return opening.read()[0] if opening else PUBLIC

    def taken(self) -> set[str]:
        """Return the delegations in one of whose seats somebody sits."""
        return {delegation for delegation, _officer in taken(self._house)}


def taken(house: House) -> set[tuple[str, str]]:
    """Return the seats in which somebody sits, as delegation and officer: those with a session that goes on."""
    view, moment = View(house.ledger), host_now()
    rows = Session.objects.filter(expires__gt=moment, seen__gt=moment - sessions.IDLE).values_list("party", "officer")
    day = time_of(house.clock).date().isoformat()
    return {(delegation_of(party, day, view) or party, officer) for party, officer in rows}
