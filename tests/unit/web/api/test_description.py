from __future__ import annotations

import json
import re
from datetime import date

import jsonschema
import pytest
from django.utils import translation
from openapi_spec_validator import validate

from comity.forum.registry import ACT_TYPES
from comity.web.api.actpaths import SUMMARIES as OF_ACTS
from comity.web.api.index import description
from comity.web.api.words import PARTS, SUMMARIES, WORDS
from comity.web.portal.framework.ask import Ask
from comity.web.portal.table import PAGES
from tests.support.recordlibrary import CORRECTED
from tests.unit.web.api.conftest import DECIDED, KEPT, OF_FILES

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
    "acts/types",
    "acts/types/notices.send",
    "acts/types/charter.adopt",
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


def test_description_has_one_operation_a_page_and_those_of_acts():
    described = [told["operationId"] for each in description()["paths"].values() for told in each.values()]
    assert described == [*(page.name for page in PAGES), *OF_ACTS]


def test_every_page_and_every_part_of_an_address_is_explained():
    parts = {name for page in PAGES for name in re.findall(r":(\w+)>", page.path)}
    assert (set(SUMMARIES), set(PARTS)) == ({page.name for page in PAGES}, parts)


@pytest.mark.parametrize("page", [page for page in PAGES if page.name != OF_FILES], ids=lambda page: page.name)
def test_words_described_are_those_that_the_page_looks_for(forum_of, page):
    parts = {"code": "KAZ", "slug": "", "key": "S1", "index": CORRECTED, "version": 1, "number": KEPT["notification"]}
    parts["slug"] = {"meeting": "meeting-1", "document": "document-1-1", **DECIDED, **KEPT}.get(page.name, "")
    query = Listening()
    with translation.override("en"):
        page.build(Ask(forum_of(page.name), "en", date(2026, 11, 25), None, query), **parts)
    assert query.heard - {"on"} == set(WORDS.get(page.name, {}))


@pytest.mark.parametrize("address", ADDRESSES)
def test_answer_is_of_the_schema_described(get, address):
    described = description()
    operation = next(
        each["get"]
        for path, each in described["paths"].items()
        if "get" in each and re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", path), f"/api/v1/{address}")
    )
    schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
    whole = {"$ref": schema["$ref"], "components": described["components"]}
    jsonschema.validate(get(f"/api/v1/{address}").read, whole, cls=jsonschema.Draft202012Validator)


def test_description_is_served_for_machines_and_for_people(get):
    machines, people = get("/api/v1/openapi.json"), get("/api/v1/?lang=zh-hans")
    shown = [path for path in description()["paths"] if path in people.body.decode()]
    assert (machines.status, machines.read) == (200, description())
    assert (people.status, people.headers["Content-Language"], len(shown)) == (
        200,
        "zh-hans",
        len(PAGES) + len(OF_ACTS),
    )


def test_description_for_people_in_an_unknown_language_is_a_problem(get):
    answer = get("/api/v1/?lang=fr")
    assert (answer.status, answer.read["code"]) == (400, "api.language_unknown")


@pytest.mark.parametrize("name", ACT_TYPES)
def test_every_act_type_is_described_by_the_schema_of_its_body(name):
    schemas = description()["components"]["schemas"]
    whole = {"$ref": f"#/components/schemas/act.{name}", "components": {"schemas": schemas}}
    validator = jsonschema.Draft202012Validator(whole)
    wrong = {"type": name, "v": 1, "body": {"nonsense": True}}
    said = " ".join(each.message for each in validator.iter_errors(wrong))
    assert ("'nonsense'" in said or "is not valid under any" in said, "'serial' is a required" in said) == (True, True)
    assert {"$ref": f"#/components/schemas/act.{name}"} in schemas["Act"]["oneOf"]


def test_act_as_the_record_holds_it_is_of_the_schema_described(library):
    described = description()["components"]
    validator = jsonschema.Draft202012Validator({"$ref": "#/components/schemas/Act", "components": described})
    lines = [json.loads(raw.split(b"\n")[0]) for raw in library.entries]
    assert [list(validator.iter_errors(line)) for line in lines] == [[] for _ in lines]


def test_parts_of_bodies_go_by_one_name_each():
    made = {}
    for row in ACT_TYPES.values():
        for name, shape in row.body.model_json_schema().get("$defs", {}).items():
            assert made.setdefault(name, shape) == shape


def test_description_names_the_rule_by_which_acts_of_a_type_are_entered(get):
    told = get("/api/v1/acts/types/notices.send?lang=ru").read
    assert (told["type"], told["restrictable"], told["rules"][0]["says"]["by"]) == (
        "notices.send",
        True,
        ["secretariat"],
    )


def test_type_that_is_none_is_a_problem(get):
    answer = get("/api/v1/acts/types/notices.shout")
    assert (answer.status, answer.read["code"], answer.read["remedy"]) == (
        404,
        "api.type_unknown",
        "The types stand in acts/types.",
    )


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [("GET", "acts", "POST"), ("PUT", "acts/check", "POST"), ("POST", "acts/types", "GET, HEAD")],
)
def test_method_that_is_not_meant_is_refused_with_what_is(get, method, path, allowed):
    answer = get(f"/api/v1/{path}", method)
    assert (answer.status, answer.headers["Allow"]) == (405, allowed)


def test_process_without_a_house_takes_no_acts(get):
    answer = get("/api/v1/acts", "POST")
    assert (answer.status, answer.read["code"], answer.headers["Retry-After"]) == (503, "store.only_reading", "10")
