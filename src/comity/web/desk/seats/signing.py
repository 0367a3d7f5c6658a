"""Signing from a seat: with the key that the rehearsal keeps for it, or with a passkey of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from comity.forum.kernel.errors import Refused
from comity.forum.officers.acts import AddKey
from comity.forum.officers.state import keyring
from comity.secretariat.composing import Hat, View
from comity.secretariat.rehearsal.marks import is_rehearsal
from comity.secretariat.rehearsal.seats import NO_SEAT, Seat, Seats
from comity.store import drafts, invitations
from comity.store.living import host_now
from comity.web.desk.acts.ways import Way
from comity.web.desk.seats.people import person_of
from comity.web.desk.seats.running import running
from comity.web.desk.signin.joining import KIND

if TYPE_CHECKING:
    from comity.store.house import House
    from comity.store.invitations import Invitation
    from comity.web.desk.presence import Present
    from comity.web.desk.seats.running import Running


def seat_way(here: Present) -> Way | None:
    """The way to sign that is open to whoever has taken a seat: the server signs with the seat's key."""
    if not is_rehearsal(here.house.folder.forum):
        return None
    kept, seat = Seats(here.house), Seat(here.delegation, here.hat.officer)
    # Who signed in with a passkey signs with it: the seat's key is for those who sat down at this machine.
    if not kept.has(seat) or kept.key(seat).public.fingerprint != here.session.fingerprint:
        return None
    return Way(
        name="seat",
        label=_("Sign with this seat’s key"),
        hint=_("This machine keeps the key and signs with it; that is done in rehearsals only."),
        sign=lambda drawn: kept.sign(here.hat, drawn.line),
    )


def invite(going: Running, here: Present) -> str:
    """Return the secret of an invitation to make a passkey for the seat in which somebody sits.

    Raises Refused where no seat of the delegation administers it.
    """
    house, hat = going.house, Hat(here.delegation, here.hat.officer)
    by, person = _administrator(going, hat.party), person_of(house, Seat(*hat))
    secret = invitations.invite(house.vault, hat, by, now=host_now(), person=person)
    made = invitations.find(house.vault, secret)
    going.invited |= {made.mark} if made else set()
    return secret


def _administrator(going: Running, party: str) -> Hat:
    held = keyring(View(going.house.ledger), party)
    able = [officer.officer for officer in held.able("administrator")] if held else []
    found = next((officer for officer in able if going.seats.known(Seat(party, officer))), None)
    if found is None:
        raise Refused(NO_SEAT, party=party, officer="administrator")
    return Hat(party, found)


def confirm(going: Running, invitation: Invitation) -> None:
    """Let the seat that administers a delegation sign for a passkey that was made by an invitation from these seats.

    Any other waits for whoever sits there: comparing and confirming keys is a thing to be practised.
    """
    if invitation.mark not in going.invited:
        return
    house, party = going.house, invitation.by.party
    waiting = (each for each in drafts.listed(house.vault, party) if each.kind == KIND)
    draft = next((each for each in waiting if each.fields["officer"] == invitation.hat.officer), None)
    if draft is not None:
        going.seats.desk(invitation.by).enter_all([(KIND, AddKey.model_validate(draft.fields))])
        drafts.drop(party, draft.id)
        going.invited -= {invitation.mark}


def follow(house: House, invitation: Invitation) -> None:
    """Called whenever a passkey was made by an invitation, in whatever forum."""
    if is_rehearsal(house.folder.forum):
        confirm(running(house), invitation)
