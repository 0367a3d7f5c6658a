"""The page that an invitation leads to: an officer says who she is, and makes a passkey.

Whoever is in the directory already is asked nothing, and told nothing of what it knows: the link may be in other hands.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_POST

from comity.forum.charter.state import IDENTITY, Identity
from comity.forum.kernel.errors import Refused
from comity.forum.kernel.text import said_in
from comity.record.keys import PublicKey
from comity.store import people
from comity.store.living import host_now
from comity.web.desk.frame import ask_here
from comity.web.desk.presence import present
from comity.web.desk.signin import ceremony, questions
from comity.web.desk.signin.ceremony import User
from comity.web.desk.signin.following import Followed, form_of, page_of
from comity.web.desk.signin.hat import agent_text
from comity.web.desk.signin.joining import Joining, invited, join, passkey_made
from comity.web.desk.signin.reasons import NOT_MADE, NOT_YOURS
from comity.web.desk.signin.visitors import at_the_door, no_entry
from comity.web.portal.pages.actlines import party_text

if TYPE_CHECKING:
    from django.http import HttpRequest

    from comity.store.house import House
    from comity.web.desk.signin.place import Place

_UNPROCESSABLE = HTTPStatus.UNPROCESSABLE_ENTITY


@require_http_methods(["GET", "HEAD", "POST"])
@at_the_door
def invitation(request: HttpRequest, house: House, place: Place, token: str) -> HttpResponse:
    """What an invited officer sees; once she has made her passkey, by what it is compared and how it stands."""
    try:
        followed = _followed(request, house, token)
    except Refused as refused:
        return no_entry(request, refused, HTTPStatus.GONE)
    if followed.found.used or request.method != "POST":
        return page_of(request, house, followed)
    if followed.form and not followed.mine and not followed.form.is_valid():
        return page_of(request, house, followed, status=_UNPROCESSABLE)
    try:
        joins = _with_own if followed.mine else _anew
        joining = joins(request, house, place, followed)
        join(house, followed.found, joining, joining.passkey.created if joining.new else host_now())
    except Refused as refused:
        return page_of(request, house, followed, refused, HTTPStatus.FORBIDDEN)
    return HttpResponseRedirect(request.path)


@require_POST
@at_the_door
def question(request: HttpRequest, house: House, place: Place, token: str) -> HttpResponse:
    """What the browser is to ask a passkey, or for one to be made; what was typed has to be in order first."""
    try:
        followed = _followed(request, house, token)
    except Refused:
        return HttpResponse(status=_UNPROCESSABLE)
    if followed.mine:
        return questions.put(followed.purpose, lambda asked: ceremony.to_prove(place, asked.challenge))
    if followed.found.used or (followed.form and not followed.form.is_valid()):
        return HttpResponse(status=_UNPROCESSABLE)
    person = followed.found.person or people.new_id()
    return questions.put(followed.purpose, lambda asked: _to_make(place, followed, asked), person)


def _followed(request: HttpRequest, house: House, token: str) -> Followed:
    found, officer = invited(house, token, host_now())
    known = people.find(house.vault, found.person) if found.person else None
    here = present(request)
    form = None if known or found.used else form_of(request)
    signed_in = here.session.person if here and found.person in {"", here.session.person} else ""
    mine = bool(request.POST.get("mine")) and bool(signed_in)
    return Followed(found, officer, form, signed_in, mine)


def _anew(request: HttpRequest, house: House, place: Place, followed: Followed) -> Joining:
    """Somebody joins with a passkey that she has made just now."""
    asked = questions.answered(request, house.vault, followed.purpose)
    made, moment = ceremony.made(place, asked.challenge, _answer(request)), host_now()
    passkey = passkey_made(made, asked.person, agent_text(request.headers.get("User-Agent", "")), moment)
    profile = followed.form.profile if followed.form else None
    return Joining(passkey, place, new=True, profile=profile)


def _with_own(request: HttpRequest, house: House, place: Place, followed: Followed) -> Joining:
    """Somebody who is signed in takes on a further hat, with a passkey that she has."""
    asked, answer = questions.answered(request, house.vault, followed.purpose), _answer(request)
    passkey = people.passkey(ceremony.credential_in(answer))
    if passkey is None or passkey.person != followed.signed_in:
        raise Refused(NOT_YOURS)
    ceremony.prove(place, asked.challenge, answer, PublicKey.from_openssh(passkey.openssh), passkey.person)
    return Joining(passkey, place)


def _answer(request: HttpRequest) -> str:
    answer = request.POST.get("credential", "")
    if not answer:
        raise Refused(NOT_MADE)
    return answer


def _to_make(place: Place, followed: Followed, asked: questions.Question) -> dict[str, Any]:
    ask, form = ask_here(), followed.form
    identity = cast("Identity", ask.library.get(IDENTITY))
    office = said_in(followed.officer.office, ask.language)[0]
    name = f"{office}, {party_text(ask, followed.found.hat.party)}"
    known = [each.credential for each in people.passkeys_of(asked.person)]
    user = User(asked.person, name, form.cleaned_data["name"] if form else office)
    return ceremony.to_make(place, said_in(identity.short, ask.language)[0], user, asked.challenge, known)
