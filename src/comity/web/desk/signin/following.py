"""The pages of an invitation: before it is followed, and afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from comity.forum.kernel.text import said_in
from comity.forum.officers.state import keyring
from comity.secretariat.composing import View
from comity.secretariat.keynames import key_words
from comity.store import people
from comity.store.living import host_now
from comity.web.desk.frame import ask_here
from comity.web.desk.notices.times import Clock
from comity.web.desk.signin.faults import faults_of
from comity.web.desk.signin.joining import key_of
from comity.web.desk.signin.naming import within
from comity.web.desk.signin.profile import ProfileForm, initial
from comity.web.desk.signin.visitors import show_visitor, told
from comity.web.portal.pages.actlines import party_text

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from comity.forum.kernel.errors import Refused
    from comity.forum.officers.state import Officer
    from comity.store.house import House
    from comity.store.invitations import Invitation
    from comity.web.portal.framework.ask import Ask


@dataclass(frozen=True, slots=True)
class Followed:
    """An invitation that is being followed: the officer it is for; who follows it, where she is `signed_in`.

    `form` is what a new person says of herself; `mine`, that she takes the hat with a passkey that she has.
    """

    found: Invitation
    officer: Officer
    form: ProfileForm | None
    signed_in: str
    mine: bool

    @property
    def purpose(self) -> str:
        """What a question to a passkey is asked for."""
        return f"invitation {self.found.mark}{' mine' if self.mine else ''}"


def form_of(request: HttpRequest) -> ProfileForm:
    """Return the form of a new person, as it was sent or as it begins."""
    return ProfileForm(request.POST or None, initial=initial(None, ask_here().language))


def page_of(
    request: HttpRequest,
    house: House,
    followed: Followed,
    refused: Refused | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    """Return the page of an invitation: how to follow it, or what became of it."""
    ask, found = ask_here(), followed.found
    context = {
        "ask": ask,
        "party": party_text(ask, found.hat.party),
        "of": within(ask, found.hat.party),
        "office": said_in(followed.officer.office, ask.language)[0],
        "by": _inviter(ask, house, found),
    }
    if found.used:
        return show_visitor(request, "desk/invitation_made.html", context | _made(ask, house, found), status=status)
    context |= {
        "refused": told(refused),
        "functions": followed.officer.functions,
        "expires": Clock(ask.language, "", host_now()).moment(found.expires),
        "form": followed.form,
        "faults": faults_of([("", followed.form)]) if followed.form and not followed.mine else [],
        "known": _name(house, followed.signed_in),
    }
    return show_visitor(request, "desk/invitation.html", context, status=status)


def _made(ask: Ask, house: House, found: Invitation) -> dict[str, Any]:
    """The key that was brought by an invitation, and what the record says of it."""
    passkey = key_of(house, found)
    if passkey is None:
        return {"made": None, "held": None}
    held = keyring(View(house.ledger), found.hat.party)
    keys = [key for key in held.keys if key.officer == found.hat.officer] if held else []
    return {
        "made": passkey,
        "words": key_words(passkey.fingerprint, ask.language),
        "english": [] if ask.language == "en" else key_words(passkey.fingerprint, "en"),
        "held": next((key for key in keys if key.fingerprint == passkey.fingerprint), None),
    }


def _name(house: House, person: str) -> str:
    found = people.find(house.vault, person) if person else None
    return found.profile.name if found else ""


def _inviter(ask: Ask, house: House, found: Invitation) -> str:
    held = keyring(View(house.ledger), found.by.party)
    officer = held.officer(found.by.officer) if held else None
    office = said_in(officer.office, ask.language)[0] if officer else ""
    return f"{party_text(ask, found.by.party)}, {office}" if office else party_text(ask, found.by.party)
