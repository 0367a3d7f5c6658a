"""What `--set` says: fields of an act's body, typed at a shell, put in the shape that the act type gives them."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Any

from comity.cli.errors import WRONG_USAGE, CommandError
from comity.forum.registry import ACT_TYPES
from comity.secretariat.wording.shapes import Choice, Either, Free, Leaf, Many, Shape, Table, shape_of

_FORM = re.compile(r"([A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*)(:?=)(.*)", re.DOTALL)
_HOW = "write --set field=words, --set text.en=words, or --set field:=JSON"
_KINDS = {
    "text": "text by language",
    "line": "text of one line by language",
    "date": "date (EDTF)",
    "moment": "moment (2026-11-23T10:02:11Z)",
    "number": "whole number",
    "flag": "true or false",
}


def known_type(kind: str) -> str:
    """Return the name of an act type; one that is not known ends the command."""
    if kind not in ACT_TYPES:
        near = sorted(name for name in ACT_TYPES if name.split(".")[0] == kind.split(".", maxsplit=1)[0])
        there = f"of this subject there are {', '.join(near)}" if near else "comity act types lists them"
        raise CommandError(f"there are no acts of the type “{kind}”: {there}.", WRONG_USAGE)
    return kind


def read_fields(kind: str, given: list[str]) -> dict[str, Any]:
    """Return a body as an act of the type would state it; its shape is not checked beyond the names of fields."""
    tree: dict[str, Any] = {}
    for each in given:
        found = _FORM.fullmatch(each)
        if not found:
            raise CommandError(f"“{each}” sets no field: {_HOW}.", WRONG_USAGE)
        path, sign, words = found.groups()
        shape = _shape_at(kind, path)
        value = _json(path, words) if sign == ":=" else _typed(shape, unicodedata.normalize("NFC", words))
        _put(tree, path, value, several=isinstance(shape, Many))
    made: dict[str, Any] = _listed(tree)
    return made


def fields_of(kind: str) -> list[tuple[str, str, bool]]:
    """Return the fields of an act type's body: name, kind of value, and whether it has to be there."""
    return [(field.name, _said(field.shape), field.required) for field in shape_of(ACT_TYPES[kind].body).fields]


def _shape_at(kind: str, path: str) -> Shape:
    shape: Shape = shape_of(ACT_TYPES[kind].body)
    for part in path.split("."):
        members = _members(shape)
        inner = members.get(part) or (members.get("0") if part.isdigit() else members.get("*"))
        if inner is None:
            known = ", ".join(name for name in members if name not in {"0", "*"})
            there = f"it has {known}" if known else "nothing, or a number of a list, stands below that"
            raise CommandError(f"{kind} has no field “{path}”: {there}.", WRONG_USAGE)
        shape = inner
    return shape


def _members(shape: Shape) -> dict[str, Shape]:
    """What can stand below: fields by name; whatever has a number under 0, whatever has any name under *."""
    match shape:
        case Table():
            return {field.name: field.shape for field in shape.fields}
        case Either():
            return {name: inner for table in shape.tables.values() for name, inner in _members(table).items()}
        case Many():
            return {"0": shape.item}
        case Leaf(kind="text" | "line"):
            return {"*": Leaf("characters")}
        case Free():
            return {"*": shape}
    return {}


def _typed(shape: Shape, words: str) -> object:
    match shape:
        case Many():
            return _typed(shape.item, words)
        case Leaf(kind="number") if re.fullmatch(r"-?[0-9]{1,16}", words):
            return int(words)
        case Leaf(kind="flag") if words in {"true", "false"}:
            return words == "true"
    return words


def _json(path: str, words: str) -> object:
    try:
        return json.loads(words)
    except (ValueError, RecursionError) as fault:
        raise CommandError(f"what follows --set {path}:= is not JSON: {fault}.", WRONG_USAGE) from fault


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


def _said(shape: Shape) -> str:
    match shape:
        case Many():
            return f"list of {_said(shape.item)}"
        case Choice():
            return " | ".join(shape.words)
        case Leaf():
            return _KINDS.get(shape.kind, shape.kind)
        case Table():
            return f"table of {', '.join(field.name for field in shape.fields)}"
        case Either():
            kinds = (f"{kind} ({_further(table, shape.by)})" for kind, table in shape.tables.items())
            return f"table of a {shape.by}: {' | '.join(kinds)}"
    return "table"


def _further(table: Table, by: str) -> str:
    """The names of a table's fields beside the one by which it is told apart."""
    return ", ".join(field.name for field in table.fields if field.name != by)
