"""One operation for each page of the portal: its answer is the page's `.json` twin, byte for byte."""

from __future__ import annotations

import inspect
import re
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from ninja import Path, Query
from pydantic import BaseModel, Field, create_model

from comity.forum.kernel.errors import Refused
from comity.web.api.language import language_asked
from comity.web.api.problems import problem, refusal
from comity.web.api.words import LANG, ON, PARTS, WORDS
from comity.web.portal import library as kept
from comity.web.portal.framework.ask import readable
from comity.web.portal.framework.envelope import encoded
from comity.web.portal.framework.page import NotHere
from comity.web.portal.framework.serve import CACHE_MARK, ask_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FunctionType

    from comity.web.portal.framework.data import Data
    from comity.web.portal.framework.page import Page

_PART = re.compile(r"<(\w+):(\w+)>")
_KINDS: dict[str, type] = {"int": int, "index": int}


def address(page: Page) -> str:
    """Return where a page's data is, below the API's own address."""
    return "/" + (_PART.sub(r"{\1:\2}", page.path).rstrip("/") or page.name)


def data_class(page: Page) -> type[Data]:
    """Return the class of a page's data, as its `build` names it."""
    build = cast("FunctionType", page.build)
    found: type[Data] = build.__globals__[build.__annotations__["return"]]
    return found


def operation(page: Page) -> Callable[..., HttpResponse]:
    """Return the view that answers for a page; its signature tells ninja what a question may hold."""

    def view(request: HttpRequest, words: BaseModel, parts: BaseModel | None = None) -> HttpResponse:
        try:
            language = language_asked(words.model_dump()["lang"])
        except Refused as refused:
            return refusal(request, refused)
        with translation.override(language):
            return _answer(request, page, parts.model_dump() if parts else {})

    request = inspect.Parameter("request", inspect.Parameter.POSITIONAL_OR_KEYWORD)
    words = inspect.Parameter("words", inspect.Parameter.KEYWORD_ONLY, annotation=Query[_words(page)])  # type: ignore[misc]
    found = [request, words]
    if _PART.search(page.path):
        found.append(inspect.Parameter("parts", inspect.Parameter.KEYWORD_ONLY, annotation=Path[_parts(page)]))  # type: ignore[misc]
    view.__signature__ = inspect.Signature(found)  # type: ignore[attr-defined]
    view.__name__ = page.name
    return view


def _answer(request: HttpRequest, page: Page, parts: dict[str, Any]) -> HttpResponse:
    try:
        ask = ask_of(request, kept.library())
        data = page.build(ask, **{name: readable(str(part)) for name, part in parts.items()})
        response = HttpResponse(encoded(data, ask), content_type="application/json")
    except NotHere as absent:
        return problem(request, HTTPStatus.NOT_FOUND, "portal.not_here", absent.what)
    except Refused as refused:
        return refusal(request, refused)
    response.headers[CACHE_MARK] = "public"
    response.headers["Content-Language"] = ask.language
    return response


def _words(page: Page) -> type[BaseModel]:
    """A model of what may follow the question mark. Every word is text here: it is the page that judges it."""
    codes = [code for code, _name in settings.LANGUAGES]
    named = {name: Field("", description=text) for name, text in WORDS.get(page.name, {}).items()}
    named["lang"] = Field(settings.LANGUAGE_CODE, description=LANG, json_schema_extra={"enum": list(codes)})
    named["on"] = Field("", description=ON)
    fields: dict[str, Any] = {name: (str, field) for name, field in named.items()}
    return create_model(f"{page.name}_words", **fields)


def _parts(page: Page) -> type[BaseModel]:
    """A model of the variable parts of the address."""
    parts = [(name, _KINDS.get(kind, str)) for kind, name in _PART.findall(page.path)]
    fields: dict[str, Any] = {name: (kind, Field(description=PARTS[name])) for name, kind in parts}
    return create_model(f"{page.name}_parts", **fields)
