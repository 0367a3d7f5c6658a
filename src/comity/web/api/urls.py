"""Addresses of the API."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.urls import URLPattern, path
from django.utils.translation import gettext as _

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
        from comity.web.api.views import VIEWS  # noqa: PLC0415 - as said

        return VIEWS[name](request, **parts)

    return view


def _routes() -> Iterator[tuple[str, str]]:
    yield "", "api.index"
    yield "openapi.json", "api.openapi"
    for page in PAGES:
        yield page.path.rstrip("/") or page.name, f"api.{page.name}"
    yield "<path:rest>", "api.absent"


def _only_reading(view: View) -> View:
    """Answer HEAD as GET, of which ninja would not know, and nothing else. The server drops the body."""

    def answer(request: HttpRequest, **parts: object) -> HttpResponse:
        asked = request.method
        if asked not in {"GET", "HEAD"}:
            return _not_allowed(request)
        request.method = "GET"
        try:
            return view(request, **parts)
        finally:
            request.method = asked

    return answer


def _not_allowed(request: HttpRequest) -> HttpResponse:
    detail = _("The register can be read here; nothing can be sent to it.")
    response = problem(request, HTTPStatus.METHOD_NOT_ALLOWED, "api.only_reading", detail)
    response.headers["Allow"] = "GET, HEAD"
    return response


urlpatterns: list[URLPattern] = [path(route, _only_reading(_later(name)), name=name) for route, name in _routes()]
