"""Addresses without a language that browsers and robots ask for by custom."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.templatetags.static import static
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe


@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    """Return that everything may be read: the register is public."""
    return HttpResponse("User-agent: *\nAllow: /\n", content_type="text/plain; charset=utf-8")


@require_safe
def favicon(_request: HttpRequest) -> HttpResponse:
    """Lead to the star that pages name themselves."""
    return HttpResponsePermanentRedirect(static("comity/star.svg"))


PATTERNS: list[URLPattern] = [path("robots.txt", robots), path("favicon.ico", favicon)]
