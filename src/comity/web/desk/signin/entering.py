"""Signing in: a passkey's answer is judged, the record asked, a session begun; and signing out."""

from __future__ import annotations

import math
import re
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.http import HttpResponseRedirect
from django.middleware.csrf import rotate_token
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST

from comity.forum.kernel.errors import Refused
from comity.forum.kernel.names import CHAIR
from comity.forum.officers.authority import delegation_of
from comity.forum.officers.state import keyring
from comity.record.keys import PublicKey
from comity.store import invitations, people, sessions, throttle
from comity.store.living import host_now
from comity.web.desk.frame import ask_here
from comity.web.desk.presence import COOKIE, present
from comity.web.desk.signin import ceremony, questions
from comity.web.desk.signin.asker import asker, remember
from comity.web.desk.signin.hats import hats_with
from comity.web.desk.signin.looking import Looking
from comity.web.desk.signin.naming import within
from comity.web.desk.signin.reasons import AWAITS, NO_HAT, TOO_OFTEN, UNKNOWN
from comity.web.desk.signin.visitors import at_the_door, show_visitor, told
from comity.web.portal.pages.actlines import party_text

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

    from comity.secretariat.composing import Hat
    from comity.store.house import House
    from comity.store.people import Passkey
    from comity.web.desk.signin.place import Place
    from comity.web.portal.framework.ask import Ask

PURPOSE = "sign in"

# Paths of our own below a language, in the characters that a path may have; none is read as another host's.
_OWN_PATH = re.compile(rf"/(?:{'|'.join(code for code, _name in settings.LANGUAGES)})/[!-\[\]-~]*", re.ASCII)


@require_http_methods(["GET", "HEAD", "POST"])
@at_the_door
def sign_in(request: HttpRequest, house: House, place: Place) -> HttpResponse:
    """The page on which an officer signs in, and what becomes of the answer of her passkey."""
    return _answered(request, house, place) if request.method == "POST" else _page(request)


@require_POST
@at_the_door
def question(request: HttpRequest, house: House, place: Place) -> HttpResponse:  # noqa: ARG001 - as every view here
    """What the browser is to ask a passkey, for the script of the page."""
    return questions.put(PURPOSE, lambda asked: ceremony.to_prove(place, asked.challenge))


@require_POST
@at_the_door
def sign_out(request: HttpRequest, house: House, place: Place) -> HttpResponse:  # noqa: ARG001 - as every view here
    """End the session of this browser."""
    _end_session(request, house)
    response = HttpResponseRedirect(f"{reverse('desk.sign_in')}?{urlencode({'out': 1})}")
    response.delete_cookie(COOKIE)
    return response


def onward(given: str, otherwise: str) -> str:
    """Return where to go on: a path of our own that was asked for, else another; a page elsewhere it never is."""
    return given if _OWN_PATH.fullmatch(given) else otherwise


def _answered(request: HttpRequest, house: House, place: Place) -> HttpResponse:
    who = asker(request)
    if wait := throttle.wait(house.vault, who, host_now()):
        seconds = math.ceil(wait.total_seconds())
        response = _page(request, Refused(TOO_OFTEN, seconds=seconds), HTTPStatus.TOO_MANY_REQUESTS)
        response.headers["Retry-After"] = str(seconds)
        return response
    try:
        passkey = _proven(request, house, place)
    except Refused as refused:
        throttle.failed(house.vault, who, host_now())
        return _page(request, refused, HTTPStatus.FORBIDDEN)
    throttle.succeeded(house.vault, who)
    looking = Looking(house.ledger)
    hats = hats_with(looking, passkey.person, passkey.fingerprint)
    if not hats:
        return _page(request, _why_without_hat(looking, passkey), HTTPStatus.FORBIDDEN)
    return _let_in(request, house, passkey, hats)


def _proven(request: HttpRequest, house: House, place: Place) -> Passkey:
    """The passkey that has answered. The question counts as answered, whatever the answer proves."""
    asked = questions.answered(request, house.vault, PURPOSE)
    answer = request.POST.get("credential", "")
    passkey = people.passkey(ceremony.credential_in(answer))
    if passkey is None:
        raise Refused(UNKNOWN)
    ceremony.prove(place, asked.challenge, answer, PublicKey.from_openssh(passkey.openssh), passkey.person)
    return passkey


def _why_without_hat(looking: Looking, passkey: Passkey) -> Refused:
    """Either the key has been in the record, and is good no more, or it has never come there."""
    for hat in people.hats_of(passkey.person):
        held = keyring(looking, hat.party)
        if held is None or all(key.fingerprint != passkey.fingerprint for key in held.keys):
            return Refused(AWAITS, party=party_text(ask_here(), hat.party))
    return Refused(NO_HAT)


def _let_in(request: HttpRequest, house: House, passkey: Passkey, hats: list[Hat]) -> HttpResponse:
    secret = _begun(request, house, passkey, hats[0])
    on = onward(request.POST.get("next", ""), reverse("desk.home"))
    response = HttpResponseRedirect(f"{reverse('desk.hat')}?{urlencode({'next': on})}" if len(hats) > 1 else on)
    lasts = int(sessions.LASTS.total_seconds())
    response.set_cookie(COOKIE, secret, max_age=lasts, secure=True, httponly=True, samesite="Lax")
    remember(request, response)
    rotate_token(request)
    return response


def _begun(request: HttpRequest, house: House, passkey: Passkey, hat: Hat) -> str:
    """Begin a session under a new secret; what was open before in this browser is over."""
    moment, agent = host_now(), request.headers.get("User-Agent", "")
    with transaction.atomic():
        _end_session(request, house)
        _forget(moment)
        people.note_used(passkey.credential, moment)
        return sessions.begin(house.vault, passkey.person, hat, passkey.fingerprint, agent, now=moment)


def _end_session(request: HttpRequest, house: House) -> None:
    found = sessions.find(house.vault, request.COOKIES.get(COOKIE, ""), host_now())
    if found:
        sessions.end(found.person, found.public)


def _forget(moment: datetime) -> None:
    """Somebody comes in every day: then what is over is swept out."""
    for table in (sessions, invitations, throttle):
        table.clear(moment)


def _page(request: HttpRequest, refused: Refused | None = None, status: int = HTTPStatus.OK) -> HttpResponse:
    here, ask = present(request), ask_here()
    context = {
        "ask": ask,
        "refused": told(refused),
        "next": onward(request.POST.get("next", "") or request.GET.get("next", ""), ""),
        "out": request.GET.get("out", ""),
        "chair": _chair_passed_to(request, ask),
        "here": here,
        "of": within(ask, here.party) if here else "",
        "home_of_desk": reverse("desk.home"),
    }
    return show_visitor(request, "desk/sign_in.html", context, status=status)


def _chair_passed_to(request: HttpRequest, ask: Ask) -> str:
    """Who is in the chair, for an officer whose hat as the chair has just moved on; the empty string for all others."""
    if not request.GET.get("passed"):
        return ""
    chairing = delegation_of(CHAIR, ask.today.isoformat(), ask.library)
    return party_text(ask, chairing) if chairing else ""
