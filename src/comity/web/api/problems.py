"""Problems as machines read them: RFC 9457."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from pydantic import BaseModel, ConfigDict, Field

from comity.forum.kernel.errors import Refused
from comity.secretariat.messages import ToldRule
from comity.secretariat.wording.speech import Speech

if TYPE_CHECKING:
    from django.http import HttpRequest

    from comity.forum.membership.state import Party
    from comity.secretariat.faults import Fault

MEDIA_TYPE = "application/problem+json"


class Problem(BaseModel):
    """Why there is no answer. `code` is stable and for machines, `detail` for people, in the language asked for.

    Of an act that is not taken, `remedy` says what would be in order, `rule` which provision of the charter it rests on
    where one is known, and `index` where the act stands if it was entered before.
    """

    model_config = ConfigDict(frozen=True)

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    instance: str
    code: str
    remedy: str = Field(default="", exclude_if=lambda value: not value)
    rule: ToldRule | None = Field(default=None, exclude_if=lambda value: value is None)
    index: int | None = Field(default=None, exclude_if=lambda value: value is None)


def problem(request: HttpRequest, status: HTTPStatus, code: str, detail: str, **further: Any) -> HttpResponse:  # noqa: ANN401 - fields of a problem
    """Return a problem as the response to a request; `further` are fields that not every problem has."""
    told = Problem(
        title=status.phrase, status=status, detail=detail, instance=request.get_full_path(), code=code, **further
    )
    response = HttpResponse(told.model_dump_json(), status=status, content_type=MEDIA_TYPE)
    response.headers["Content-Language"] = get_language() or "en"
    return response


def refusal(request: HttpRequest, refused: Refused) -> HttpResponse:
    """Return the problem of a question that cannot be answered as it is put."""
    said, remedy = (_(text) % refused.words for text in (refused.reason.text, refused.reason.remedy))
    return problem(request, HTTPStatus.BAD_REQUEST, refused.reason.code, f"{said} {remedy}")


def apart(request: HttpRequest, status: HTTPStatus, told: Refused | Fault, **further: Any) -> HttpResponse:  # noqa: ANN401 - as above
    """Return the problem of a refusal, or of a fault of the house; what would be in order is said apart."""
    said, remedy = Speech(get_language() or "en", _, ngettext, _NoTitles()).refusal(Refused(told.reason, **told.words))
    return problem(request, status, told.reason.code, said, remedy=remedy, **further)


class _NoTitles:
    """Refusals name things by their ids."""

    def party(self, _code: str) -> Party | None:
        return None

    def title(self, _kind: str, _thing: str) -> dict[str, str] | None:
        return None
