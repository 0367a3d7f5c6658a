"""Addresses of the API."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from comity.web.api.problems import problem
from comity.web.portal.table import PAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TypeAlias

    from django.http import HttpRequest, HttpResponse

    View: TypeAlias = Callable[..., HttpResponse]


def _later(name: str) -> View:
    """The view called `name`. What describes the API weighs much, and most workers are never asked for it."""

    def view(request: HttpRequest, **parts: object) -> HttpResponse:
        if name.startswith("api.acts"):
            from comity.web.api.acts import VIEWS as OF_ACTS  # noqa: PLC0415 - as said

            return OF_ACTS[name](request, **parts)
        from comity.web.api.views import VIEWS  # noqa: PLC0415 - as said

        return VIEWS[name](request, **parts)

    return view


SENDING = (("acts", "api.acts"), ("acts/check", "api.acts.check"))
"""The addresses to which something is sent: acts, and nothing else."""


def _routes() -> Iterator[tuple[str, str]]:
    yield "", "api.index"
    yield "openapi.json", "api.openapi"
    yield "acts/next/<str:party>", "api.acts.next"
    yield "acts/types", "api.acts.types"
    yield "acts/types/<str:name>", "api.acts.type"
    for page in PAGES:
        yield page.path.rstrip("/") or page.name, f"api.{page.name}"
    yield "<path:rest>", "api.absent"


def _only_reading(view: View) -> View:
    """Answer HEAD as GET, of which ninja would not know, and nothing else. The server drops the body."""

    def answer(request: HttpRequest, **parts: object) -> HttpResponse:
        asked = request.method
        if asked not in {"GET", "HEAD"}:
            detail = _("The register can be read here; nothing can be sent to it.")
            return _not_allowed(request, "api.only_reading", detail, "GET, HEAD")
        request.method = "GET"
        try:
            return view(request, **parts)
        finally:
            request.method = asked

    return answer


def _only_sending(view: View) -> View:
    """Answer POST, and nothing else."""

    def answer(request: HttpRequest, **parts: object) -> HttpResponse:
        if request.method != "POST":
            detail = _("Acts are sent here; what is entered is read under “record”.")
            return _not_allowed(request, "api.only_sending", detail, "POST")
        return view(request, **parts)

    return csrf_exempt(answer)


def _not_allowed(request: HttpRequest, code: str, detail: str, allowed: str) -> HttpResponse:
    response = problem(request, HTTPStatus.METHOD_NOT_ALLOWED, code, detail)
    response.headers["Allow"] = allowed
    return response


urlpatterns: list[URLPattern] = [
    *(path(route, _only_sending(_later(name)), name=name) for route, name in SENDING),
    *(path(route, _only_reading(_later(name)), name=name) for route, name in _routes()),
]
