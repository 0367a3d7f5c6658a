"""The views of the API by the names of their addresses: those that ninja makes, one for each page, and our own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import URLPattern

from comity.web.api.index import API, absent, index, openapi

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TypeAlias

    from django.http import HttpResponse

    View: TypeAlias = Callable[..., HttpResponse]


def _operations() -> Iterator[tuple[str, View]]:
    for found in API.urls[0]:
        if isinstance(found, URLPattern) and found.name != "api-root":
            yield str(found.name), found.callback


VIEWS: dict[str, View] = {"api.index": index, "api.openapi": openapi, "api.absent": absent, **dict(_operations())}
