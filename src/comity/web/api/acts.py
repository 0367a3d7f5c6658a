"""Acts over the API: drawn up, checked, entered. The signature is the authority: there is no session here.

Who sends a cookie is heard like everybody else, so that no page of another site can make a browser act.
"""

from __future__ import annotations

import hashlib
import math
from functools import wraps
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation

from comity.forum.kernel.errors import Reason, Refused, gettext_noop
from comity.forum.officers import authority
from comity.forum.officers.state import keyring
from comity.forum.registry import ACT_TYPES
from comity.record.entry import verify_signatures
from comity.record.errors import RecordError
from comity.secretariat.answers import entered_act, next_act
from comity.secretariat.checking import Checker
from comity.secretariat.clock import entered_at
from comity.secretariat.composing import View as LedgerView
from comity.secretariat.faults import Fault
from comity.secretariat.messages import DraftedAct, GivenAct, InOrder, ListedTypes
from comity.secretariat.wording.acts import in_words
from comity.store import throttle
from comity.store.living import host_now, living, today
from comity.web.api import acttypes, handed
from comity.web.api.language import language_asked
from comity.web.api.problems import apart, refusal
from comity.web.api.refusing import closed, not_taken
from comity.web.desk.signin.asker import of_network
from comity.web.portal import library as kept
from comity.web.portal.framework.ask import Ask
from comity.web.portal.framework.chrome import current_page_language
from comity.web.portal.framework.serve import CACHE_MARK

if TYPE_CHECKING:
    from datetime import timedelta

    from pydantic import BaseModel

    from comity.secretariat.batch import Submission
    from comity.store.house import House
    from comity.web.api.urls import View

PARTY_UNKNOWN = Reason(
    "api.party_unknown",
    gettext_noop("The forum knows no party “%(party)s”."),
    gettext_noop("Name a party by its code, as the register of participants has it."),
)
TYPE_UNKNOWN = Reason(
    "api.type_unknown",
    gettext_noop("There are no acts of the type “%(type)s”."),
    gettext_noop("The types stand in acts/types."),
)
TOO_OFTEN = Reason(
    "api.too_often",
    gettext_noop("From this address too much was sent that no officer has signed."),
    gettext_noop("Wait for %(seconds)s seconds, then try again. What other addresses send is taken meanwhile."),
)


def _spoken(view: View) -> View:
    """Answer in the language that `lang` names; a house that is not there, or has stopped, says so."""

    @wraps(view)
    def answer(request: HttpRequest, **parts: str) -> HttpResponse:
        try:
            language = language_asked(request.GET.get("lang") or settings.LANGUAGE_CODE)
        except Refused as refused:
            return refusal(request, refused)
        with translation.override(language):
            try:
                response = view(request, **parts)
            except Fault as fault:
                response = closed(request, fault)
        response.headers.setdefault("Content-Language", language)
        if CACHE_MARK not in response.headers:
            response.headers["Cache-Control"] = "no-store"
        return response

    return answer


def _said(message: BaseModel, status: HTTPStatus = HTTPStatus.OK) -> HttpResponse:
    return HttpResponse(message.model_dump_json(), status=status, content_type="application/json")


@_spoken
def types(_request: HttpRequest) -> HttpResponse:
    """Every act type, with who enters it."""
    library = kept.library()
    response = _said(ListedTypes(types=tuple(acttypes.listed(name, library) for name in ACT_TYPES)))
    response.headers[CACHE_MARK] = "public"
    return response


@_spoken
def one_type(request: HttpRequest, name: str) -> HttpResponse:
    """One act type, with the shape of its body."""
    if name not in ACT_TYPES:
        return apart(request, HTTPStatus.NOT_FOUND, Refused(TYPE_UNKNOWN, type=name[:80]))
    response = _said(acttypes.told(name, kept.library()))
    response.headers[CACHE_MARK] = "public"
    return response


@_spoken
def following(request: HttpRequest, party: str) -> HttpResponse:
    """What the next act of a party bears."""
    house = living()
    head = house.door.head
    told = next_act(party, head, LedgerView(house.ledger), acttypes.today()) if head and "\0" not in party else None
    if told is None:
        return apart(request, HTTPStatus.NOT_FOUND, Refused(PARTY_UNKNOWN, party=party[:40]))
    return _said(told)


@_spoken
def check(request: HttpRequest) -> HttpResponse:
    """Whether an act would be in order now."""
    house, line = living(), b""
    try:
        submission = handed.read(request, DraftedAct).read()
        line = submission.line
        checked = Checker(house.ledger, house.door, house.clock).check(submission)
    except (RecordError, Refused) as fault:
        return _not_taken(request, fault, line, house)
    ask = Ask(kept.library(), current_page_language(), today())
    says, digest = ask.say(in_words(checked.act))[0], hashlib.sha256(line).hexdigest()
    return _said(InOrder(index=checked.act.index, sha256=digest, says=says, in_whole=checked.in_whole))


@_spoken
def enter(request: HttpRequest) -> HttpResponse:
    """Enter an act, and answer with its receipt."""
    house, line = living(), b""
    try:
        submission = handed.read(request, GivenAct).read()
        line = submission.line
        _check_signed(submission, house)
    except (RecordError, Refused) as fault:
        return _not_signed(request, fault, line, house)
    try:
        receipt = house.anteroom.enter(submission)
    except (RecordError, Refused) as fault:
        return _not_taken(request, fault, line, house)
    page = request.build_absolute_uri(reverse("act", args=[receipt.index]))
    data = request.build_absolute_uri(reverse("api.act", args=[receipt.index]))
    response = _said(entered_act(receipt, page, data), HTTPStatus.CREATED)
    response.headers["Location"] = page
    return response


def _check_signed(submission: Submission, house: House) -> None:
    """Refuse what no officer of the party has signed, before it takes up a place among those who wait at the door."""
    entry = submission.entered(entered_at(house.clock.now()))
    verify_signatures(entry, house.folder.origin)
    party, view = entry.act.party, LedgerView(house.ledger)
    delegation = authority.delegation_of(party, acttypes.today(), view)
    held = keyring(view, delegation) if delegation else None
    if held is None:
        raise Refused(authority.NO_KEYS, party=delegation or party)
    known = {key.fingerprint for key in held.keys}
    for each in entry.signatures:
        if each.key not in known:
            raise Refused(authority.NOT_ITS_KEY, key=each.key, office=each.signer.split("/", 1)[1], party=party)


def _not_signed(request: HttpRequest, fault: RecordError | Refused, line: bytes, house: House) -> HttpResponse:
    """Answer what no officer has signed; only who sends such things again and again is made to wait."""
    who = of_network(request, "acts of")
    if wait := throttle.wait(house.vault, who, host_now()):
        return _told_to_wait(request, wait)
    throttle.failed(house.vault, who, host_now())
    return _not_taken(request, fault, line, house)


def _not_taken(request: HttpRequest, fault: RecordError | Refused, line: bytes, house: House) -> HttpResponse:
    if isinstance(fault, Refused) and fault.reason in handed.STATUSES:
        return apart(request, handed.STATUSES[fault.reason], fault)
    return not_taken(request, fault, line, LedgerView(house.ledger))


def _told_to_wait(request: HttpRequest, wait: timedelta) -> HttpResponse:
    seconds = math.ceil(wait.total_seconds())
    response = apart(request, HTTPStatus.TOO_MANY_REQUESTS, Refused(TOO_OFTEN, seconds=seconds))
    response.headers["Retry-After"] = str(seconds)
    return response


VIEWS: dict[str, View] = {
    "api.acts": enter,
    "api.acts.check": check,
    "api.acts.next": following,
    "api.acts.types": types,
    "api.acts.type": one_type,
}
"""These views by the names of their addresses."""
