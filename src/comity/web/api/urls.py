"""Addresses of the API."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from comity.web.api.index import API, absent, index, openapi
from comity.web.api.problems import problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TypeAlias

    from django.http import HttpRequest, HttpResponse

    View: TypeAlias = Callable[..., HttpResponse]


def _operations() -> Iterator[tuple[str, View, str]]:
    for found in API.urls[0]:
        if isinstance(found, URLPattern) and found.name != "api-root":
            yield str(found.pattern), found.callback, str(found.name)


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


_VIEWS: list[tuple[str, View, str]] = [
    ("", index, "api.index"),
    ("openapi.json", openapi, "api.openapi"),
    *_operations(),
    ("<path:rest>", absent, "api.absent"),
]
urlpatterns: list[URLPattern] = [path(route, _only_reading(view), name=name) for route, view, name in _VIEWS]
