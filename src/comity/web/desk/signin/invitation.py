"""The page that an invitation leads to: an officer says who she is, and makes a passkey."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_POST

from comity.forum.charter.state import IDENTITY, Identity
from comity.forum.kernel.errors import Refused
from comity.forum.kernel.text import said_in
from comity.forum.officers.state import Officer, keyring
from comity.secretariat.composing import View
from comity.secretariat.keynames import key_words
from comity.store import people
from comity.store.living import living
from comity.web.desk.frame import ask_here
from comity.web.desk.presence import now
from comity.web.desk.signin import ceremony, questions
from comity.web.desk.signin.ceremony import User
from comity.web.desk.signin.faults import faults_of
from comity.web.desk.signin.hat import agent_text
from comity.web.desk.signin.joining import Joining, invited, join
from comity.web.desk.signin.profile import ProfileForm, initial
from comity.web.desk.signin.reasons import NOT_MADE
from comity.web.desk.signin.visitors import at_the_door, no_entry, show_visitor, told
from comity.web.portal.pages.actlines import moment, party_text

if TYPE_CHECKING:
    from django.http import HttpRequest

    from comity.store.house import House
    from comity.store.invitations import Invitation
    from comity.web.desk.signin.place import Place
    from comity.web.portal.framework.ask import Ask


@require_http_methods(["GET", "HEAD", "POST"])
@at_the_door
def invitation(request: HttpRequest, house: House, place: Place, token: str) -> HttpResponse:
    """What an invited officer sees; once she has made her passkey, by what it is compared and how it stands."""
    try:
        found, officer = invited(house, token, now())
    except Refused as refused:
        return no_entry(request, refused, HTTPStatus.GONE)
    if found.used:
        return _page(request, found, officer, _made(house, found))
    if request.method == "POST":
        return _joined(request, house, place, found, officer)
    known = people.find(house.vault, found.person)
    return _page(request, found, officer, {"form": ProfileForm(initial=initial(known, ask_here().language))})


@require_POST
@at_the_door
def question(request: HttpRequest, house: House, place: Place, token: str) -> HttpResponse:
    """What the browser is to ask for a passkey to be made; what was typed has to be in order first."""
    try:
        found, officer = invited(house, token, now())
    except Refused:
        return HttpResponse(status=HTTPStatus.UNPROCESSABLE_ENTITY)
    form = ProfileForm(request.POST)
    if found.used or not form.is_valid():
        return HttpResponse(status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return questions.put(_purpose(found), lambda asked: _to_make(place, found, officer, form, asked), _person(found))


def _joined(request: HttpRequest, house: House, place: Place, found: Invitation, officer: Officer) -> HttpResponse:
    form = ProfileForm(request.POST)
    if not form.is_valid():
        return _page(request, found, officer, {"form": form}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        asked = questions.answered(request, house.vault, _purpose(found))
        made = ceremony.made(place, asked.challenge, _answer(request))
        label = agent_text(request.headers.get("User-Agent", ""))
        join(house, found, Joining(asked.person, form.profile, made, label, place.origin), now())
    except Refused as refused:
        return _page(request, found, officer, {"form": form}, refused, status=HTTPStatus.FORBIDDEN)
    return HttpResponseRedirect(request.path)


def _answer(request: HttpRequest) -> str:
    answer = request.POST.get("credential", "")
    if not answer:
        raise Refused(NOT_MADE)
    return answer


def _to_make(
    place: Place, found: Invitation, officer: Officer, form: ProfileForm, asked: questions.Question
) -> dict[str, Any]:
    ask = ask_here()
    identity = cast("Identity", ask.library.get(IDENTITY))
    name = f"{said_in(officer.office, ask.language)[0]}, {party_text(ask, found.hat.party)}"
    known = [each.credential for each in people.passkeys_of(asked.person)]
    user = User(asked.person, name, form.cleaned_data["name"])
    return ceremony.to_make(place, said_in(identity.short, ask.language)[0], user, asked.challenge, known)


def _purpose(found: Invitation) -> str:
    return f"invitation {found.mark}"


def _person(found: Invitation) -> str:
    return found.person or people.new_id()


def _made(house: House, found: Invitation) -> dict[str, Any]:
    """The passkey that was made by an invitation, and what the record says of it."""
    passkey = next((each for each in people.passkeys_of(found.person) if each.created == found.used), None)
    if passkey is None:
        return {"made": None}
    language, held = ask_here().language, keyring(View(house.ledger), found.hat.party)
    keys = held.keys if held else ()
    return {
        "made": passkey,
        "words": key_words(passkey.fingerprint, language),
        "english": [] if language == "en" else key_words(passkey.fingerprint, "en"),
        "held": next((key for key in keys if key.fingerprint == passkey.fingerprint), None),
    }


def _page(
    request: HttpRequest,
    found: Invitation,
    officer: Officer,
    further: dict[str, Any],
    refused: Refused | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    ask = ask_here()
    context = {
        "ask": ask,
        "refused": told(refused),
        "party": party_text(ask, found.hat.party),
        "office": said_in(officer.office, ask.language)[0],
        "functions": officer.functions,
        "by": _inviter(ask, found),
        "faults": faults_of([("", further["form"])]) if "form" in further else [],
        "expires": moment(ask, found.expires.isoformat(timespec="seconds")),
        "further_key": bool(found.person),
        **further,
    }
    template = "desk/invitation_made.html" if found.used else "desk/invitation.html"
    return show_visitor(request, template, context, status=status)


def _inviter(ask: Ask, found: Invitation) -> str:
    held = keyring(View(living().ledger), found.by.party)
    officer = held.officer(found.by.officer) if held else None
    office = said_in(officer.office, ask.language)[0] if officer else ""
    return f"{party_text(ask, found.by.party)}, {office}" if office else party_text(ask, found.by.party)
