"""What `--set` says: fields of an act's body, typed at a shell, put in the shape that the act type gives them."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Any

from comity.cli.errors import WRONG_USAGE, CommandError
from comity.forum.registry import ACT_TYPES

Schema = dict[str, Any]

_FORM = re.compile(r"([A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*)(:?=)(.*)", re.DOTALL)
_HOW = "write --set field=words, --set text.en=words, or --set field:=JSON"


def known_type(kind: str) -> str:
    """Return the name of an act type; one that is not known ends the command."""
    if kind not in ACT_TYPES:
        near = sorted(name for name in ACT_TYPES if name.split(".")[0] == kind.split(".", maxsplit=1)[0])
        there = f"of this subject there are {', '.join(near)}" if near else "comity act types lists them"
        raise CommandError(f"there are no acts of the type “{kind}”: {there}.", WRONG_USAGE)
    return kind


def read_fields(kind: str, given: list[str]) -> dict[str, Any]:
    """Return a body as an act of the type would state it; its shape is not checked beyond the names of fields."""
    schema = ACT_TYPES[kind].body.model_json_schema()
    tree: dict[str, Any] = {}
    for each in given:
        found = _FORM.fullmatch(each)
        if not found:
            raise CommandError(f"“{each}” sets no field: {_HOW}.", WRONG_USAGE)
        path, sign, words = found.groups()
        node = _node(schema, kind, path)
        value = _json(path, words) if sign == ":=" else _typed(schema, node, unicodedata.normalize("NFC", words))
        _put(tree, path, value, several=_is_list(schema, node))
    made: dict[str, Any] = _listed(tree)
    return made


def fields_of(kind: str) -> list[tuple[str, str, bool]]:
    """Return the fields of an act type's body: name, kind of value, and whether it has to be there."""
    schema = ACT_TYPES[kind].body.model_json_schema()
    wanted = schema.get("required", ())
    return [(name, _kind(schema, node), name in wanted) for name, node in schema["properties"].items()]


def _node(schema: Schema, kind: str, path: str) -> Schema:
    node = schema
    for part in path.split("."):
        inner = next((found for each in _choices(schema, node) if (found := _member(each, part)) is not None), None)
        if inner is None:
            known = [name for each in _choices(schema, node) for name in each.get("properties", ())]
            there = f"it has {', '.join(known)}" if known else "nothing stands below that"
            raise CommandError(f"{kind} has no field “{path}”: {there}.", WRONG_USAGE)
        node = inner
    return node


def _choices(schema: Schema, node: Schema) -> list[Schema]:
    """The shapes that a value may have here, without null."""
    if "$ref" in node:
        return _choices(schema, schema["$defs"][node["$ref"].rsplit("/", 1)[-1]])
    several = node.get("anyOf") or node.get("oneOf")
    if several:
        return [choice for each in several for choice in _choices(schema, each)]
    return [] if node.get("type") == "null" else [node]


def _member(node: Schema, part: str) -> Schema | None:
    if node.get("type") == "array":
        items: Schema = node.get("items", {})
        return items if part.isdigit() else None
    found: Schema | None = node.get("properties", {}).get(part)
    if found is None and isinstance(node.get("additionalProperties"), dict):
        found = node["additionalProperties"]
    return found


def _is_list(schema: Schema, node: Schema) -> bool:
    return any(each.get("type") == "array" for each in _choices(schema, node))


def _typed(schema: Schema, node: Schema, words: str) -> object:
    kinds = {each.get("type") for each in _choices(schema, node)}
    if kinds == {"array"}:
        return _typed(schema, _choices(schema, node)[0].get("items", {}), words)
    if kinds == {"integer"} and re.fullmatch(r"-?[0-9]{1,16}", words):
        return int(words)
    if kinds == {"boolean"} and words in {"true", "false"}:
        return words == "true"
    return words


def _json(path: str, words: str) -> object:
    try:
        return json.loads(words)
    except ValueError as fault:
        raise CommandError(f"what --set {path}:= is followed by is not JSON: {fault}.", WRONG_USAGE) from fault


def _put(tree: dict[str, Any], path: str, value: Any, *, several: bool) -> None:  # noqa: ANN401 - whatever JSON holds
    *above, last = path.split(".")
    for part in above:
        tree = tree.setdefault(part, {})
        if not isinstance(tree, dict):
            raise CommandError(f"{path} is set below a field that has a value already.", WRONG_USAGE)
    if several and isinstance(tree.get(last, []), list):
        tree[last] = [*tree.get(last, []), *(value if isinstance(value, list) else [value])]
    elif last in tree:
        raise CommandError(f"{path} is set twice; it takes one value.", WRONG_USAGE)
    else:
        tree[last] = value


def _listed(tree: Any) -> Any:  # noqa: ANN401 - as above
    """Tables whose names are numbers (`papers.0.on`) are lists."""
    if not isinstance(tree, dict):
        return tree
    made = {name: _listed(value) for name, value in tree.items()}
    if made and all(name.isdigit() for name in made):
        return [made[name] for name in sorted(made, key=int)]
    return made


def _kind(schema: Schema, node: Schema) -> str:
    choices = _choices(schema, node)
    if _is_list(schema, node):
        return f"list of {_kind(schema, choices[0].get('items', {}))}"
    if "enum" in choices[0]:
        return " | ".join(map(str, choices[0]["enum"]))
    if isinstance(choices[0].get("additionalProperties"), dict):
        return "text by language"
    names = {"string": "characters", "integer": "whole number", "boolean": "true or false", "object": "table of fields"}
    return names.get(str(choices[0].get("type")), "anything")
