from __future__ import annotations

import re
from datetime import date

import jsonschema
import pytest
from django.utils import translation
from openapi_spec_validator import validate

from comity.web.api.index import description
from comity.web.api.words import PARTS, SUMMARIES, WORDS
from comity.web.portal.framework.ask import Ask
from comity.web.portal.table import PAGES
from tests.support.recordlibrary import CORRECTED

ADDRESSES = (
    "home",
    "participants",
    "participants/KAZ",
    "meetings",
    "meetings/meeting-1",
    "documents",
    "documents/document-1-1",
    "chair",
    "charter",
    "article",
    "sources",
    "sources/S1",
    "record",
    f"record/{CORRECTED}",
    "about",
)


class Listening(dict):
    """A query that remembers which words it was asked for."""

    def __init__(self):
        super().__init__()
        self.heard = set()

    def get(self, name, default=None):
        self.heard.add(name)
        return default


def test_description_is_openapi():
    validate(description())


def test_description_has_one_operation_a_page():
    described = [each["get"]["operationId"] for each in description()["paths"].values()]
    assert described == [page.name for page in PAGES]


def test_every_page_and_every_part_of_an_address_is_explained():
    parts = {name for page in PAGES for name in re.findall(r":(\w+)>", page.path)}
    assert (set(SUMMARIES), set(PARTS)) == ({page.name for page in PAGES}, parts)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_words_described_are_those_that_the_page_looks_for(library, page):
    parts = {"code": "KAZ", "slug": "", "key": "S1", "index": CORRECTED}
    parts["slug"] = {"meeting": "meeting-1", "document": "document-1-1"}.get(page.name, "")
    query = Listening()
    with translation.override("en"):
        page.build(Ask(library, "en", date(2026, 11, 25), None, query), **parts)
    assert query.heard - {"on"} == set(WORDS.get(page.name, {}))


@pytest.mark.parametrize("address", ADDRESSES)
def test_answer_is_of_the_schema_described(get, address):
    described = description()
    operation = next(
        each["get"]
        for path, each in described["paths"].items()
        if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", path), f"/api/v1/{address}")
    )
    schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
    whole = {"$ref": schema["$ref"], "components": described["components"]}
    jsonschema.validate(get(f"/api/v1/{address}").read, whole, cls=jsonschema.Draft202012Validator)


def test_description_is_served_for_machines_and_for_people(get):
    machines, people = get("/api/v1/openapi.json"), get("/api/v1/?lang=zh-hans")
    shown = [path for path in description()["paths"] if path in people.body.decode()]
    assert (machines.status, machines.read) == (200, description())
    assert (people.status, people.headers["Content-Language"], len(shown)) == (200, "zh-hans", len(PAGES))


def test_description_for_people_in_an_unknown_language_is_a_problem(get):
    answer = get("/api/v1/?lang=fr")
    assert (answer.status, answer.read["code"]) == (400, "api.language_unknown")
