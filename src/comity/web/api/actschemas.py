"""The shapes of acts, for the API's description: every act type with its body, as JSON Schema."""

from __future__ import annotations

from typing import Any

from comity.forum.kernel.acts import Committed
from comity.forum.registry import ACT_TYPES
from comity.record.canonical import MAX_INTEGER

Schema = dict[str, Any]

ACT = "Act"
"""The schema of any act."""

_REF = "#/components/schemas/"


def act_schemas() -> dict[str, Schema]:
    """Return the schemas of all acts, of their bodies, and of what bodies hold, by the names of components."""
    made: dict[str, Schema] = {"Committed": Committed.model_json_schema()}
    for name, row in ACT_TYPES.items():
        body = row.body.model_json_schema(ref_template=f"{_REF}part.{{model}}")
        made |= {f"part.{inner}": shape for inner, shape in body.pop("$defs", {}).items()}
        made[f"body.{name}"] = body
        made[f"act.{name}"] = _act(name, row.v, withheld=row.restrictable)
    made[ACT] = {
        "title": "Act",
        "description": "An act, as the one line of canonical JSON that is signed holds it.",
        "oneOf": [{"$ref": f"{_REF}act.{name}"} for name in ACT_TYPES],
        "discriminator": {"propertyName": "type", "mapping": {name: f"{_REF}act.{name}" for name in ACT_TYPES}},
    }
    return made


def _act(name: str, version: int, *, withheld: bool) -> Schema:
    body: Schema = {"$ref": f"{_REF}body.{name}"}
    if withheld:
        body = {"anyOf": [body, {"$ref": f"{_REF}Committed"}]}
    members: dict[str, Schema] = {
        "at": {"type": "string", "format": "date-time", "description": "The author’s time, in whole seconds, UTC."},
        "body": body,
        "forum": {"type": "string"},
        "nonce": {"type": "string", "pattern": "^[A-Za-z0-9_-]{21}[AQgw]$", "description": "16 random bytes."},
        "office": {"type": "string", "description": "The officer who signs first."},
        "party": {"type": "string"},
        "seen": {
            "type": "object",
            "description": "The checkpoint that the author had verified.",
            "properties": {"root": {"type": "string"}, "size": _count(0)},
            "required": ["root", "size"],
            "additionalProperties": False,
        },
        "serial": _count(1) | {"description": "The party’s own count, without gaps."},
        "type": {"const": name},
        "v": {"type": "integer", "minimum": 1, "maximum": version},
    }
    return {
        "title": name,
        "type": "object",
        "properties": members,
        "required": sorted(members),
        "additionalProperties": False,
    }


def _count(least: int) -> Schema:
    return {"type": "integer", "minimum": least, "maximum": MAX_INTEGER}
