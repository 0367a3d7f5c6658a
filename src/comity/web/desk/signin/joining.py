"""Following an invitation: a person comes into the directory with her passkey, and a draft asks to have it signed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from comity.forum.kernel.errors import Refused
from comity.forum.officers.state import Officer, keyring
from comity.secretariat.composing import View
from comity.store import drafts, invitations, people
from comity.store.people import Passkey
from comity.web.desk.signin.reasons import EXPIRED, NO_OFFICER, NOT_INVITED, PASSKEY_THERE, WITHDRAWN

if TYPE_CHECKING:
    from comity.store.house import House
    from comity.store.invitations import Invitation
    from comity.store.people import Profile
    from comity.web.desk.signin.ceremony import Made

KIND = "officers.add_key"

Follow = Callable[["House", "Invitation"], None]
"""What is to be done once somebody has followed an invitation; a rehearsal confirms those that it has made itself."""

_FOLLOWING: list[Follow] = []


def follow_up(follow: Follow) -> None:
    """Let `follow` be called whenever somebody has made a passkey by an invitation."""
    if follow not in _FOLLOWING:
        _FOLLOWING.append(follow)


@dataclass(frozen=True, slots=True)
class Joining:
    """Who joins, with what: the id under which she is entered, the passkey, what it is called, where it works."""

    person: str
    profile: Profile
    made: Made
    label: str
    origin: str


def invited(house: House, secret: str, now: datetime) -> tuple[Invitation, Officer]:
    """Return the invitation of a link, waiting or used, and the officer it is for.

    Raises:
        Refused: it leads nowhere, or no more.
    """
    found = invitations.find(house.vault, secret)
    if found is None:
        raise Refused(NOT_INVITED)
    reason = {"expired": EXPIRED, "withdrawn": WITHDRAWN}.get(found.state(now))
    if reason:
        raise Refused(reason)
    held = keyring(View(house.ledger), found.hat.party)
    officer = held.officer(found.hat.officer) if held else None
    if officer is None:
        raise Refused(NO_OFFICER)
    return found, officer


def join(house: House, invitation: Invitation, joining: Joining, now: datetime) -> None:
    """Take a person in by an invitation, which works no more then.

    Raises:
        Refused: another was quicker, or the passkey is known already.
    """
    made = joining.made
    with transaction.atomic():
        if not invitations.use(invitation, joining.person, now):
            raise Refused(EXPIRED)
        if people.passkey(made.credential):
            raise Refused(PASSKEY_THERE)
        if people.find(house.vault, joining.person):
            people.save(house.vault, joining.person, joining.profile)
        else:
            people.enter(house.vault, joining.profile, now=now, person=joining.person)
        people.give_hat(joining.person, invitation.hat)
        people.add_passkey(_passkey(joining, now))
        drafts.begin(house.vault, invitation.by, KIND, _to_sign(invitation, joining), now=now)
    for follow in _FOLLOWING:
        follow(house, invitation)


def _passkey(joining: Joining, now: datetime) -> Passkey:
    public = joining.made.public
    return Passkey(
        credential=joining.made.credential,
        person=joining.person,
        fingerprint=public.fingerprint,
        openssh=public.openssh,
        transports=joining.made.transports,
        label=joining.label,
        created=now,
        used=None,
    )


def _to_sign(invitation: Invitation, joining: Joining) -> dict[str, Any]:
    """What `officers.add_key` is to say."""
    hat, credentials = invitation.hat, invitation.credentials
    body: dict[str, Any] = {
        "party": hat.party,
        "officer": hat.officer,
        "key": joining.made.public.openssh,
        "origins": [joining.origin],
    }
    if credentials:
        body["credentials"] = credentials.model_dump(mode="json", exclude_none=True)
    return body
