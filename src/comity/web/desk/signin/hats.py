"""Which hats somebody may wear who has signed in with a passkey: those for which the record knows that key today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity.forum.kernel.names import CHAIR
from comity.forum.officers.authority import delegation_of
from comity.forum.officers.state import keyring
from comity.secretariat.composing import Hat, View
from comity.store import people
from comity.web.desk.presence import now

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comity.store.house import House


def hats_with(house: House, person: str, fingerprint: str) -> list[Hat]:
    """Return the hats that a person may wear with a key: her parties', then the chair's where it is one of theirs."""
    return list(_hats(house, person, fingerprint))


def _hats(house: House, person: str, fingerprint: str) -> Iterator[Hat]:
    view = View(house.ledger)
    own = [hat for hat in people.hats_of(person) if _holds(view, hat, fingerprint)]
    yield from own
    chairing = delegation_of(CHAIR, now().date().isoformat(), view)
    yield from (Hat(CHAIR, hat.officer) for hat in own if hat.party == chairing)


def _holds(view: View, hat: Hat, fingerprint: str) -> bool:
    held = keyring(view, hat.party)
    return held is not None and held.held_by(hat.officer, fingerprint) is not None
