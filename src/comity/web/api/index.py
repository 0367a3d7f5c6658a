"""The API for people: what can be asked, as a page in the portal's own clothes; and its description for machines."""

from __future__ import annotations

import json
from functools import lru_cache
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from comity.forum.charter.state import IDENTITY, Identity
from comity.forum.kernel.errors import Refused
from comity.store.living import today
from comity.web.api.description import build_api, describe
from comity.web.api.language import language_asked
from comity.web.api.problems import problem, refusal
from comity.web.api.words import LANG, ON
from comity.web.portal import library as kept
from comity.web.portal.framework.ask import Ask
from comity.web.portal.framework.chrome import Twin, frame
from comity.web.portal.framework.serve import CACHE_MARK
from comity.web.portal.table import PAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

API = build_api(PAGES)
COMMON = {"lang": LANG, "on": ON}
OF_ACTS = "acts_"
"""How operations are called by which acts are entered."""


@lru_cache(maxsize=1)
def description() -> dict[str, Any]:
    """Return the description of the API; it changes only with the program."""
    return describe(API, PAGES)


def openapi(_request: HttpRequest) -> HttpResponse:
    """Serve the description for machines."""
    written = json.dumps(description(), ensure_ascii=False, separators=(",", ":"))
    response = HttpResponse(written, content_type="application/json")
    response.headers[CACHE_MARK] = "public"
    return response


def index(request: HttpRequest) -> HttpResponse:
    """Serve the description for people."""
    try:
        language = language_asked(request.GET.get("lang") or settings.LANGUAGE_CODE)
    except Refused as refused:
        with translation.override(settings.LANGUAGE_CODE):
            return refusal(request, refused)
    with translation.override(language):
        ask = Ask(kept.library(), language, today())
        response = render(request, "api/index.html", _context(request, ask))
    response.headers["Content-Language"] = language
    response.headers[CACHE_MARK] = "public"
    return response


def absent(request: HttpRequest, rest: str) -> HttpResponse:
    """Say that nothing is at an address below the API's."""
    with translation.override(settings.LANGUAGE_CODE):
        detail = _("The API has nothing at “%(address)s”; what it has stands in openapi.json.") % {"address": rest[:80]}
        return problem(request, HTTPStatus.NOT_FOUND, "api.no_such_address", detail)


def _context(request: HttpRequest, ask: Ask) -> dict[str, Any]:
    described = Twin(_("OpenAPI description (JSON)"), reverse("api.openapi"), "application/json")
    here = reverse("api.index")
    return {
        **frame(request, ask, "", [described]),
        "tongues": [
            {"code": code, "name": name, "url": f"{here}?lang={code}", "current": code == ask.language}
            for code, name in settings.LANGUAGES
        ],
        "operations": [each for each in _operations() if not each["id"].startswith(OF_ACTS)],
        "of_acts": [each for each in _operations() if each["id"].startswith(OF_ACTS)],
        "origin": cast("Identity", ask.library.get(IDENTITY)).origin,
        "common": [{"name": name, "text": _(text)} for name, text in COMMON.items()],
    }


def _operations() -> Iterator[dict[str, Any]]:
    for address, methods in description()["paths"].items():
        for method, told in methods.items():
            words = [
                {"name": word["name"], "text": _(word["description"])}
                for word in told["parameters"]
                if word["name"] not in COMMON
            ]
            linked = address if method == "get" and "{" not in address else ""
            yield {
                "id": told["operationId"],
                "method": method.upper(),
                "address": address,
                "says": _(told["summary"]),
                "words": words,
                "url": linked,
            }
