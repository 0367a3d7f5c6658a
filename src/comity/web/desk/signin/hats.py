"""Which hats somebody may wear who has signed in with a passkey: those for which the record knows that key today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity.forum.kernel.names import CHAIR
from comity.forum.officers.authority import delegation_of
from comity.forum.officers.state import keyring
from comity.secretariat.composing import Hat
from comity.store import people
from comity.web.desk.presence import now

if TYPE_CHECKING:
    from comity.forum.kernel.values import Values


def hats_with(values: Values, person: str, fingerprint: str) -> list[Hat]:
    """Return the hats that a person may wear with a key: her parties', then the chair's where it is one of theirs."""
    own = [hat for hat in people.hats_of(person) if _holds(values, hat, fingerprint)]
    chairing = delegation_of(CHAIR, now().date().isoformat(), values)
    return [*own, *(Hat(CHAIR, hat.officer) for hat in own if hat.party == chairing)]


def _holds(values: Values, hat: Hat, fingerprint: str) -> bool:
    held = keyring(values, hat.party)
    return held is not None and held.held_by(hat.officer, fingerprint) is not None
