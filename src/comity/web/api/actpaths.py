"""The addresses at which acts are drawn up, checked and entered, for the API's description."""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.conf import settings

from comity.forum.kernel.errors import gettext_noop
from comity.secretariat.messages import (
    DraftedAct,
    EnteredAct,
    GivenAct,
    InOrder,
    ListedTypes,
    NextAct,
    ToldType,
)
from comity.web.api import problems
from comity.web.api.actschemas import ACT
from comity.web.api.words import LANG

if TYPE_CHECKING:
    from pydantic import BaseModel

Schema = dict[str, Any]

ANSWERS: tuple[type[BaseModel], ...] = (NextAct, ListedTypes, ToldType, InOrder, EnteredAct)
MESSAGES: tuple[type[BaseModel], ...] = (DraftedAct, GivenAct)

SUMMARIES = {
    "acts_next": gettext_noop("What the next act of a party bears: its number, and the checkpoint to be verified."),
    "acts_types": gettext_noop("All act types, and who enters acts of each by the charter."),
    "acts_type": gettext_noop("One act type, with the shape of what its acts say as JSON Schema."),
    "acts_check": gettext_noop("Whether an act would be in order now; nothing is entered."),
    "acts_enter": gettext_noop("Enter an act that officers have signed; the answer is its receipt, with the proof."),
}
"""What each of these addresses is for."""

PARTS = {
    "party": gettext_noop("The party’s code, also SECRETARIAT and CHAIR."),
    "name": gettext_noop("The type of acts, for instance notices.send."),
}
"""The variable parts of their addresses."""

_ABOUT = {
    "acts_check": "The same is asked as when it is entered. Signatures may be missing: then it is asked whether the "
    "officer could sign, and of a restricted act only what the public record decides, for the other rules rest on what "
    "others have withheld. Its opening is needed, and nothing of it is kept.",
    "acts_enter": "The signature is the authority: there is no session, and cookies count for nothing. The line is the "
    "act in canonical JSON (RFC 8785), whose exact bytes were signed under the namespace act.v1@<origin> by "
    "ssh-keygen -Y sign, a security key or a passkey. An act that is not in order leaves no trace in the record.",
}
_TO_READ = HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND, HTTPStatus.SERVICE_UNAVAILABLE
_TO_CHECK = (
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.CONFLICT,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    HTTPStatus.UNPROCESSABLE_ENTITY,
    HTTPStatus.SERVICE_UNAVAILABLE,
)
_SAID = {
    HTTPStatus.OK: "The answer",
    HTTPStatus.CREATED: "The act is entered; this is its receipt",
    HTTPStatus.BAD_REQUEST: "It cannot be read as it is",
    HTTPStatus.NOT_FOUND: "There is no such thing",
    HTTPStatus.CONFLICT: "Something was entered since the act was drawn up, or the act itself was",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "It is too long",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "It is not JSON",
    HTTPStatus.UNPROCESSABLE_ENTITY: "The act is out of order, or a signature does not hold",
    HTTPStatus.TOO_MANY_REQUESTS: "Too much came from this address that no officer has signed",
    HTTPStatus.SERVICE_UNAVAILABLE: "The house takes no acts now",
}
_SECONDS = {"description": "After how many seconds to try again", "schema": {"type": "integer"}}
_ADDRESS = {"description": "The address of the act’s page", "schema": {"type": "string", "format": "uri"}}


def act_paths() -> dict[str, Schema]:
    """Return the operations by their addresses below the API's own."""
    return {
        "acts/next/{party}": {"get": _operation("acts_next", NextAct, _TO_READ, "party")},
        "acts/types": {"get": _operation("acts_types", ListedTypes, _TO_READ)},
        "acts/types/{name}": {"get": _operation("acts_type", ToldType, _TO_READ, "name")},
        "acts/check": {"post": _operation("acts_check", InOrder, _TO_CHECK) | _sent(DraftedAct)},
        "acts": {
            "post": _operation(
                "acts_enter", EnteredAct, (*_TO_CHECK, HTTPStatus.TOO_MANY_REQUESTS), done=HTTPStatus.CREATED
            )
            | _sent(GivenAct)
        },
    }


def with_act_content(schemas: dict[str, Schema]) -> None:
    """Say in the schemas of messages what the text of a line holds."""
    for message in MESSAGES:
        line = schemas[message.__name__]["properties"]["line"]
        line |= {"contentMediaType": "application/json", "contentSchema": {"$ref": _ref(ACT)}}


def _operation(
    name: str,
    answer: type[BaseModel],
    wrong: Iterable[HTTPStatus],
    part: str = "",
    done: HTTPStatus = HTTPStatus.OK,
) -> Schema:
    parameters = [{"in": "path", "name": part, "required": True, **_text(PARTS[part])}] if part else []
    codes = [code for code, _name in settings.LANGUAGES]
    lang = _text(LANG)
    lang["schema"] |= {"enum": codes, "default": settings.LANGUAGE_CODE}
    return {
        "operationId": name,
        "summary": SUMMARIES[name],
        "description": _ABOUT.get(name, SUMMARIES[name]),
        "tags": ["acts"],
        "parameters": [*parameters, {"in": "query", "name": "lang", "required": False, **lang}],
        "responses": {
            str(int(done)): _answered(done, "application/json", answer),
            **{str(int(status)): _answered(status, problems.MEDIA_TYPE, problems.Problem) for status in sorted(wrong)},
        },
    }


def _text(described: str) -> Schema:
    return {"description": described, "schema": {"type": "string"}}


def _answered(status: HTTPStatus, media_type: str, shape: type[BaseModel]) -> Schema:
    response: Schema = {
        "description": _SAID[status],
        "content": {media_type: {"schema": {"$ref": _ref(shape.__name__)}}},
    }
    if status in {HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE}:
        response["headers"] = {"Retry-After": _SECONDS}
    if status is HTTPStatus.CREATED:
        response["headers"] = {"Location": _ADDRESS}
    return response


def _sent(shape: type[BaseModel]) -> Schema:
    content = {"application/json": {"schema": {"$ref": _ref(shape.__name__)}}}
    return {"requestBody": {"required": True, "content": content}}


def _ref(name: str) -> str:
    return f"#/components/schemas/{name}"
