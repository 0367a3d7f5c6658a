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
from comity.store.living import now as forum_now
from comity.store.people import Passkey
from comity.web.desk.signin.reasons import EXPIRED, NO_OFFICER, NOT_INVITED, PASSKEY_THERE, WITHDRAWN

if TYPE_CHECKING:
    from comity.store.house import House
    from comity.store.invitations import Invitation
    from comity.store.people import Profile
    from comity.web.desk.signin.ceremony import Made
    from comity.web.desk.signin.place import Place

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
    """Who joins, with a passkey that she has or, where it is `new`, has made just now.

    `profile` is what she says of herself where the directory knows nothing.
    """

    passkey: Passkey
    place: Place
    new: bool = False
    profile: Profile | None = None

    @property
    def person(self) -> str:
        """Who it is, by her id in the directory."""
        return self.passkey.person


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
    with transaction.atomic():
        if not invitations.use(invitation, joining.person, now):
            raise Refused(EXPIRED)
        if joining.profile:
            people.enter(house.vault, joining.profile, now=now, person=joining.person)
        if joining.new and people.passkey(joining.passkey.credential):
            raise Refused(PASSKEY_THERE)
        if joining.new:
            people.add_passkey(joining.passkey)
        else:
            people.note_used(joining.passkey.credential, now)
        people.give_hat(joining.person, invitation.hat)
        drafts.begin(house.vault, invitation.by, KIND, _to_sign(invitation, joining), now=forum_now())
    for follow in _FOLLOWING:
        follow(house, invitation)


def passkey_made(made: Made, person: str, label: str, now: datetime) -> Passkey:
    """Return a passkey that was made just now, as it is kept."""
    return Passkey(
        credential=made.credential,
        person=person,
        fingerprint=made.public.fingerprint,
        openssh=made.public.openssh,
        transports=made.transports,
        label=label,
        created=now,
        used=None,
    )


def key_of(house: House, invitation: Invitation) -> Passkey | None:
    """Return the passkey with which an invitation was followed, or None where it is kept no more."""
    found = people.passkeys_of(invitation.person)
    held = keyring(View(house.ledger), invitation.hat.party)
    known = {key.fingerprint for key in held.keys if key.officer == invitation.hat.officer} if held else set()
    by_time = (each for each in found if invitation.used in {each.created, each.used})
    return next(by_time, None) or next((each for each in found if each.fingerprint in known), None)


def _to_sign(invitation: Invitation, joining: Joining) -> dict[str, Any]:
    """What `officers.add_key` is to say."""
    hat, credentials = invitation.hat, invitation.credentials
    body: dict[str, Any] = {
        "party": hat.party,
        "officer": hat.officer,
        "key": joining.passkey.openssh,
        "origins": [joining.place.origin],
    }
    if credentials:
        body["credentials"] = credentials.model_dump(mode="json", exclude_none=True)
    return body
