"""The question that a passkey answers: random, bound to one browser and one purpose, good once and for five minutes."""

from __future__ import annotations

import base64
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core import signing
from django.http import JsonResponse

from comity.forum.kernel.errors import Refused
from comity.record.encoding import encode_base64url
from comity.store import throttle
from comity.store.living import host_now
from comity.web.desk.signin.reasons import STALE

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

    from comity.secretariat.vault import Vault

COOKIE = "__Host-comity-question"
LASTS_SECONDS = 300

_SALT = "comity.question"
_BYTES = 32  # of which base64url needs one sign of filling


@dataclass(frozen=True, slots=True)
class Question:
    """A challenge, and the id under which a person will be entered who makes a passkey by it."""

    challenge: bytes
    person: str = ""


def put(purpose: str, options: Callable[[Question], dict[str, Any]], person: str = "") -> JsonResponse:
    """Return a new question to a script, as the `options` that its browser is asked with, for the browser to keep."""
    question = Question(secrets.token_bytes(_BYTES), person)
    response = JsonResponse({"publicKey": options(question)})
    kept = signing.dumps([encode_base64url(question.challenge), purpose, person], salt=_SALT)
    response.set_cookie(COOKIE, kept, max_age=LASTS_SECONDS, secure=True, httponly=True, samesite="Strict")
    return response


def answered(request: HttpRequest, vault: Vault, purpose: str) -> Question:
    """Return the question that this browser was asked last; it is answered by this, however the answer is.

    Raises:
        Refused: there is none, it was asked for another purpose or too long ago, or was answered before.
    """
    try:
        challenge, asked_for, person = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=LASTS_SECONDS)
    except signing.BadSignature:
        raise Refused(STALE) from None
    if asked_for != purpose or not throttle.first_time(vault, challenge, host_now()):
        raise Refused(STALE)
    return Question(base64.urlsafe_b64decode(f"{challenge}="), person)
