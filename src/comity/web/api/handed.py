"""What is sent to the API, read as strictly as the record itself is: an act is not guessed at."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, TypeVar

from django.http.request import UnreadablePostError
from pydantic import BaseModel, ValidationError

from comity.forum.kernel.errors import Reason, Refused, gettext_noop
from comity.forum.kernel.malformed import malformed
from comity.record.canonical import parse

if TYPE_CHECKING:
    from django.http import HttpRequest

M = TypeVar("M", bound=BaseModel)

MOST_BYTES = 128 * 1024
"""The most that is read. An entry has at most half of it."""

MEDIA_TYPE = "application/json"

TOO_LARGE = Reason(
    "api.too_large",
    gettext_noop("What was sent has more than %(most)s bytes."),
    gettext_noop("An act has at most half as many; a document is named by its digest, and not sent with the act."),
)
NOT_JSON = Reason(
    "api.not_json",
    gettext_noop("What was sent is said to be “%(given)s”."),
    gettext_noop("Send JSON, as application/json in UTF-8."),
)
SHAPE = Reason(
    "api.malformed",
    gettext_noop("The member “%(field)s” of what was sent is not as it has to be: %(fault)s."),
    gettext_noop("Send it in the shape that openapi.json describes."),
)
UNSENT = Reason(
    "api.unsent",
    gettext_noop("What was to be sent did not arrive in whole."),
    gettext_noop("Send it again, with its length in Content-Length."),
)

STATUSES = {
    TOO_LARGE: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    NOT_JSON: HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    SHAPE: HTTPStatus.BAD_REQUEST,
    UNSENT: HTTPStatus.BAD_REQUEST,
}
"""With which status each of these is answered."""


def read(request: HttpRequest, shape: type[M]) -> M:
    """Return the message that a request brings.

    Raises:
        Refused: it is too long, no JSON, of another shape, or did not arrive.
        Malformed: it is JSON that is not read alike by everybody: doubled members, floats, text that is not NFC.
    """
    if request.content_type != MEDIA_TYPE or (request.content_params or {}).get("charset", "utf-8").lower() != "utf-8":
        raise Refused(NOT_JSON, given=request.META.get("CONTENT_TYPE", "")[:80])
    body = _body(request)
    said = parse(body)
    try:
        return shape.model_validate(said)
    except ValidationError as found:
        first = malformed(found, said)
        raise Refused(SHAPE, field=first.field, fault=first.fault) from found


def _body(request: HttpRequest) -> bytes:
    # Asked before anything is read: what is too long is not waited for.
    if _length(request) > MOST_BYTES:
        raise Refused(TOO_LARGE, most=MOST_BYTES)
    try:
        body = request.body
    except UnreadablePostError as fault:
        raise Refused(UNSENT) from fault
    if not body:
        raise Refused(UNSENT)
    return body


def _length(request: HttpRequest) -> int:
    given = str(request.META.get("CONTENT_LENGTH") or "0")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 16 else 0  # noqa: PLR2004 - no int of more
