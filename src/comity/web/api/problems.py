"""Problems as machines read them: RFC 9457."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from pydantic import BaseModel, ConfigDict

if TYPE_CHECKING:
    from django.http import HttpRequest

    from comity.forum.kernel.errors import Refused

MEDIA_TYPE = "application/problem+json"


class Problem(BaseModel):
    """Why there is no answer. `code` is stable and for machines, `detail` for people, in the language asked for."""

    model_config = ConfigDict(frozen=True)

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    instance: str
    code: str


def problem(request: HttpRequest, status: HTTPStatus, code: str, detail: str) -> HttpResponse:
    """Return a problem as the response to a request."""
    told = Problem(title=status.phrase, status=status, detail=detail, instance=request.get_full_path(), code=code)
    response = HttpResponse(told.model_dump_json(), status=status, content_type=MEDIA_TYPE)
    response.headers["Content-Language"] = get_language() or "en"
    return response


def refusal(request: HttpRequest, refused: Refused) -> HttpResponse:
    """Return the problem of a question that cannot be answered as it is put."""
    said, remedy = (_(text) % refused.words for text in (refused.reason.text, refused.reason.remedy))
    return problem(request, HTTPStatus.BAD_REQUEST, refused.reason.code, f"{said} {remedy}")
