"""Errors are pages too: what was wrong, and what to try."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from comity.secretariat.wording.speech import Speech

if TYPE_CHECKING:
    from django.http import HttpRequest

    from comity.forum.kernel.errors import Refused


@dataclass(frozen=True, slots=True)
class Entry:
    """A word of the query as it was typed; `wrong` marks the one that could not be read."""

    name: str
    label: str
    value: str
    wrong: bool


def page(
    request: HttpRequest,
    status: int,
    what: str,
    wrong: str,
    entries: tuple[Entry, ...] = (),
    code: str = "portal.not_here",
) -> HttpResponse:
    """Return an error page in the reader's language, with what was typed and with ways on.

    Where a program asked for data it is told the same as a problem, with `code`.
    """
    if _is_for_machines(request):
        return _problem(request, status, code, wrong)
    from comity.web.portal.framework.chrome import frame  # noqa: PLC0415 - the frame needs the store, errors may not
    from comity.web.portal.framework.serve import ask_of, library_of  # noqa: PLC0415 - as above

    # The day or the host asked for may be what was wrong: the error page speaks of today, and of no address.
    request.GET = QueryDict()
    context = frame(request, ask_of(request, library_of(request)), "", [], canonical=False)
    context |= {"status": str(status), "what": what, "wrong": wrong, "tries": _tries(request)}
    context |= {"entries": entries, "path": request.path}
    return render(request, "portal/refused.html", context, status=status)


def _is_for_machines(request: HttpRequest) -> bool:
    return request.path.startswith("/api/") or request.path.endswith(".json")


def _problem(request: HttpRequest, status: int, code: str, detail: str) -> HttpResponse:
    from comity.web.api.problems import problem  # noqa: PLC0415 - the API is made from the portal, not the portal from it

    return problem(request, HTTPStatus(status), code, detail)


def _tries(request: HttpRequest) -> list[dict[str, str]]:
    """Ways on; somebody who was on the way to a desk is led to it first."""
    at_desk = "/desk/" in request.path
    return [
        *([{"label": _("Desk"), "url": reverse("desk.home")}] if at_desk else []),
        {"label": _("The forum today"), "url": reverse("home")},
        {"label": _("Participants"), "url": reverse("participants")},
        {"label": _("Meetings"), "url": reverse("meetings")},
        {"label": _("The record, act by act"), "url": reverse("record")},
    ]


def refusal(request: HttpRequest, refused: Refused) -> HttpResponse:
    """Return the page for a question that cannot be answered as it is put: what was typed can be mended there."""
    speech = Speech(get_language() or "en", _, ngettext, _NoTitles())
    said, remedy = speech.refusal(refused)
    return page(request, 400, _("Not understood"), f"{said} {remedy}", _entries(request, refused), refused.reason.code)


def _entries(request: HttpRequest, refused: Refused) -> tuple[Entry, ...]:
    field = refused.words.get("field")
    if field not in request.GET:
        return ()
    labels = {"on": _("Day"), "year": _("Year"), "from": _("Number"), "body": _("Body"), "kind": _("Kind")}
    return tuple(Entry(name, labels.get(name, name), str(value), name == field) for name, value in request.GET.items())


class _NoTitles:
    def party(self, _code: str) -> None:
        return None

    def title(self, _kind: str, _thing: str) -> None:
        return None


def not_allowed(request: HttpRequest) -> HttpResponse:
    """Return the page for a request that wants to do more than read."""
    what, wrong = _("Only for reading"), _("Pages can be read; nothing can be sent to them.")
    response = page(request, 405, what, wrong, code="portal.only_reading")
    response.headers["Allow"] = "GET, HEAD"
    return response


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:  # noqa: ANN401, ARG001 - Django's signature
    """Return the page for an address that leads nowhere."""
    return page(request, 404, _("No page here"), _("Nothing is kept at this address."))


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:  # noqa: ANN401, ARG001 - Django's signature
    """Return the page for a request that cannot be read."""
    # A query of ten thousand words would stand in every link to another language.
    request.META["QUERY_STRING"] = ""
    return page(request, 400, _("Not understood"), _("The request could not be read."), code="portal.unreadable")


def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:  # noqa: ANN401, ARG001 - Django's signature
    """Return the page for what is not open to the reader."""
    return page(request, 403, _("Not open"), _("This is not open to the public."), code="portal.not_open")


def server_error(request: HttpRequest) -> HttpResponse:
    """Return the page for a fault of ours: plain, since what it would be made from may be what failed."""
    context = {"what": _("A fault of ours"), "wrong": _("The page could not be made. The fault has been noted.")}
    if _is_for_machines(request):
        return _problem(request, 500, "portal.failed", context["wrong"])
    return render(request, "portal/fault.html", context, status=500)
