"""The OpenAPI description: ninja knows the addresses and words, pydantic the answers, the page table both."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Literal

from django.conf import settings
from ninja import NinjaAPI
from pydantic.json_schema import models_json_schema

from comity import __version__
from comity.web.api import problems
from comity.web.api.actpaths import ANSWERS, MESSAGES, act_paths, with_act_content
from comity.web.api.actschemas import act_schemas
from comity.web.api.operations import address, data_class, operation
from comity.web.api.words import SUMMARIES
from comity.web.portal.framework.envelope import Envelope

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic import BaseModel

    from comity.web.portal.framework.page import Page

PREFIX = "/api/v1/"
TITLE = "Comity"
ABOUT = (
    "Every page of the portal as data. An answer is the same, byte for byte, as the page’s .json twin. It is read from "
    "a record that anybody can verify; which one, its size and root, stands in each answer. Parties enter acts here "
    "too: what their officers have signed with a key that the record knows is taken, and nothing else."
)
_REF = "#/components/schemas/{model}"
_JSON = "application/json"
_MODULES = "comity__web__portal__pages__"
_ANSWERED: Literal["serialization"] = "serialization"
_HANDED_IN: Literal["validation"] = "validation"


def build_api(pages: Iterable[Page]) -> NinjaAPI:
    """Return an API with one operation for each page."""
    api = NinjaAPI(title=TITLE, version=__version__, description=ABOUT, docs_url=None, openapi_url=None)
    for page in pages:
        api.api_operation(
            ["GET"],
            address(page),
            operation_id=page.name,
            summary=SUMMARIES[page.name],
            tags=[page.matter or page.name],
            url_name=f"api.{page.name}",
        )(operation(page))
    return api


def describe(api: NinjaAPI, pages: Iterable[Page]) -> dict[str, Any]:
    """Return the description as OpenAPI 3.1.

    Ninja would put every answer's schema under its bare class name, where those of two pages collide; so the schemas
    are made here, all in one go.
    """
    described: dict[str, Any] = dict(api.get_openapi_schema(path_prefix=PREFIX))
    answers: dict[str, type[BaseModel]] = {page.name: Envelope[data_class(page)] for page in pages}  # type: ignore[misc]
    models: list[type[BaseModel]] = [*answers.values(), problems.Problem, *ANSWERS]
    shapes = [(model, _ANSWERED) for model in models] + [(model, _HANDED_IN) for model in MESSAGES]
    references, made = models_json_schema(shapes, ref_template=_REF)
    with_act_content(made["$defs"])
    described["components"] = {"schemas": {**made["$defs"], **act_schemas()}}
    described["servers"] = [{"url": "/"}]
    for path in described["paths"].values():
        for found in path.values():
            found["responses"] = _responses(references, answers[found["operationId"]])
            found["description"] = _twin(found["operationId"], pages)
    described["paths"] |= {f"{PREFIX}{path}": operations for path, operations in act_paths().items()}
    return _shorter(described)


def _shorter(described: dict[str, Any]) -> dict[str, Any]:
    """Call classes that share a name by their module's last part and the name, not by the whole path to them."""
    shorter: dict[str, Any] = json.loads(json.dumps(described).replace(_MODULES, ""))
    return shorter


def _responses(references: Any, answer: type[BaseModel]) -> dict[str, Any]:  # noqa: ANN401 - pydantic's own mapping
    refused = {problems.MEDIA_TYPE: {"schema": references[problems.Problem, "serialization"]}}
    return {
        "200": {"description": "The answer", "content": {_JSON: {"schema": references[answer, "serialization"]}}},
        "400": {"description": HTTPStatus.BAD_REQUEST.phrase, "content": refused},
        "404": {"description": HTTPStatus.NOT_FOUND.phrase, "content": refused},
    }


def _twin(name: str, pages: Iterable[Page]) -> str:
    page = next(page for page in pages if page.name == name)
    page_address = "/{lang}/" + page.path.replace("<", "{").replace(">", "}")
    for kind in ("int:", "str:", "slug:"):
        page_address = page_address.replace(kind, "")
    languages = ", ".join(code for code, _name in settings.LANGUAGES)
    return f"The data of the page {page_address} (lang: {languages})."
