"""The API holds what its description promises: questions, messages and acts are made from the description itself."""

from __future__ import annotations

import base64
import json
from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import (
    content_type_conformance,
    not_a_server_error,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from comity.config.wsgi import build
from comity.forum.registry import ACT_TYPES
from comity.record.canonical import canonicalise
from comity.record.errors import Malformed
from comity.store import throttle
from comity.web.api.index import description
from tests.support.machine import Machine

if TYPE_CHECKING:
    from schemathesis.specs.openapi.schemas import OpenApiSchema

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
OPERATIONS = [(path, method) for path, found in description()["paths"].items() for method in found]
MODES = pytest.mark.parametrize("mode", GenerationMode, ids=lambda mode: mode.value)
# Few of each, for there are many, and none made smaller once it has failed: the whole takes half a minute, and the same
# ones each time. A slow machine is no fault.
FEW = settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
# Schemathesis reads what it is answered as it comes; the site would compress it.
AS_IT_IS = {"Accept-Encoding": "identity"}


@pytest.fixture(scope="module")
def described(house) -> OpenApiSchema:
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", build(house.folder.path))


@MODES
@pytest.mark.parametrize(("path", "method"), OPERATIONS, ids=str)
def test_answers_are_as_described_whatever_is_asked(described, monkeypatch, path, method, mode):
    # Nothing that is made up is signed by anybody: after some tries the address would have to wait.
    monkeypatch.setattr(throttle, "failed", lambda *_: None)

    @FEW
    @given(described[path][method].as_strategy(generation_mode=mode))
    def ask(case: schemathesis.Case) -> None:
        case.call_and_validate(checks=CHECKS, headers=AS_IT_IS)

    ask()


def of_bodies() -> OpenApiSchema:
    """As if the bodies of acts themselves were sent, each to an address of its type."""
    made: dict[str, Any] = without_lengths(deepcopy(description()))
    made["paths"] = {
        f"/{name}": {"post": {"requestBody": _content(f"body.{name}"), "responses": {"200": {"description": ""}}}}
        for name in ACT_TYPES
    }
    return schemathesis.openapi.from_dict(made)


def without_lengths(schema: Any) -> Any:
    """What is too long is not made up: it takes long to make, and is refused before anything is read."""
    if isinstance(schema, list):
        return [without_lengths(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    return {name: without_lengths(value) for name, value in schema.items() if name not in {"maxLength", "maxItems"}}


def _content(name: str) -> dict[str, Any]:
    schema = {"$ref": f"#/components/schemas/{name}"}
    return {"required": True, "content": {"application/json": {"schema": schema}}}


BODIES = of_bodies()


@pytest.fixture(scope="module")
def stated(house) -> dict[str, Any]:
    """What stands around the body of an act of the secretariat, who may enter most."""
    told = Machine().get("acts/next/SECRETARIAT").said
    nonce = base64.urlsafe_b64encode(bytes(16)).rstrip(b"=").decode()
    act = {name: told[name] for name in ("forum", "party", "serial", "seen")}
    return act | {"at": "2026-11-23T10:02:11Z", "nonce": nonce, "office": "head", "v": 1}


@MODES
@pytest.mark.parametrize("name", ACT_TYPES)
def test_act_of_any_body_is_judged_and_not_stumbled_over(house, stated, name, mode):
    machine, known = Machine(), {200, 400, 409, 413, 422}

    @FEW
    @given(BODIES[f"/{name}"]["post"].as_strategy(generation_mode=mode))
    def check(case: schemathesis.Case) -> None:
        try:
            line = canonicalise(stated | {"type": name, "body": case.body})
        except Malformed:
            return
        reply = machine.send("acts/check", {"line": line.decode()})
        assert reply.status in known, json.dumps(reply.said)

    check()
