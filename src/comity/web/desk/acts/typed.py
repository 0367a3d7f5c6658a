"""What was typed into a form, read into the fields of a draft: as it is, in order or not, so that nothing is lost."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any, NamedTuple

from comity.forum.kernel.text import LANGUAGES
from comity.record import canonical
from comity.record.errors import RecordError
from comity.secretariat.wording.shapes import Choice, Either, Free, Leaf, Many, Shape, Table
from comity.web.shared.numbers import whole

if TYPE_CHECKING:
    from django.http import QueryDict

COUNT = "#"
"""Ends the name of the hidden field that says how many entries a list has in the form."""

LONGEST_LIST = 500

_NUMBER = re.compile(r"-?[0-9]{1,15}")
_LOCAL = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?")
_FLAGS = {"yes": True, "no": False}
_EMPTY: tuple[Any, ...] = (None, {}, [], "")


def read(shape: Table, data: QueryDict) -> dict[str, Any]:
    """Return the fields that a form brings, by a body's shape; those that were left empty are left out.

    Entries of lists that were left empty stay, so that what is being filled in is not taken away.
    """
    return _table(shape, data, "")


def pruned(shape: Shape, value: Any) -> Any:  # noqa: ANN401 - JSON
    """Return a value without what is empty: entries of lists that nobody filled in, and what holds nothing else."""
    match shape, value:
        case Table(), dict():
            by_name = {field.name: field.shape for field in shape.fields}
            kept = {name: pruned(by_name[name], each) if name in by_name else each for name, each in value.items()}
            return {name: each for name, each in kept.items() if each not in _EMPTY}
        case Either(), dict() if value.get(shape.by) in shape.tables:
            return pruned(shape.tables[value[shape.by]], value)
        case Many(), list():
            return [each for each in (pruned(shape.item, entry) for entry in value) if each not in _EMPTY]
        case _:
            return value


def with_entry(fields: dict[str, Any], path: str, shape: Table) -> dict[str, Any]:
    """Return fields with one more empty entry in the list at `path`."""
    found = _list_at(fields, path, shape)
    if found is not None and len(found.entries) < LONGEST_LIST:
        found.entries.append({})
        found.put()
    return fields


def without_entry(fields: dict[str, Any], path: str, shape: Table) -> dict[str, Any]:
    """Return fields without the entry of a list whose place ends `path`."""
    at, _dot, place = path.rpartition(".")
    found = _list_at(fields, at, shape)
    number = whole(place)
    if found is not None and number is not None and number < len(found.entries):
        del found.entries[number]
    return fields


class _ListAt(NamedTuple):
    """A list in the fields of a draft, and the tables that lead to it, each with the name under which it goes on."""

    entries: list[Any]
    steps: tuple[tuple[dict[str, Any], str], ...]

    def put(self) -> None:
        """Put the list, and the tables that it lies in, where they were not yet."""
        below: Any = self.entries
        for table, name in reversed(self.steps):
            table.setdefault(name, below)
            below = table


def _list_at(fields: dict[str, Any], path: str, shape: Table) -> _ListAt | None:
    """The list at a path, if one of tables or texts may be there."""
    here: Shape | None = shape
    held: Any = fields
    steps: list[tuple[dict[str, Any], str]] = []
    for part in path.split("."):
        if isinstance(here, Many) and isinstance(held, list):
            number = whole(part)
            inside = None if number is None or number >= len(held) else held[number]
            held, here = (inside, None if inside is None else here.item)
            continue
        table = held if isinstance(held, dict) else {}
        here = _field(here, table, part)
        steps.append((table, part))
        held = table.get(part, [] if isinstance(here, Many) else {})
    return _ListAt(held, tuple(steps)) if isinstance(here, Many) and isinstance(held, list) else None


def _field(shape: Shape | None, held: dict[str, Any], name: str) -> Shape | None:
    if isinstance(shape, Either):
        shape = shape.tables.get(str(held.get(shape.by, "")))
    if not isinstance(shape, Table):
        return None
    return next((field.shape for field in shape.fields if field.name == name), None)


def _table(shape: Table, data: QueryDict, path: str) -> dict[str, Any]:
    read = {field.name: _value(field.shape, data, f"{path}{field.name}") for field in shape.fields}
    return {name: value for name, value in read.items() if value not in _EMPTY}


def _value(shape: Shape, data: QueryDict, path: str) -> Any:  # noqa: ANN401 - JSON
    match shape:
        case Table():
            return _table(shape, data, f"{path}.")
        case Either():
            chosen = shape.tables.get(_word(data, f"{path}.{shape.by}"))
            return _table(chosen, data, f"{path}.") if chosen else {}
        case Many():
            return _list(shape, data, path)
        case Free():
            return _free(_word(data, path))
        case Choice():
            return _word(data, path)
        case Leaf():
            return _leaf(shape, data, path)


def _list(shape: Many, data: QueryDict, path: str) -> list[Any]:
    item = shape.item
    if isinstance(item, Choice) or (isinstance(item, Leaf) and item.kind == "party"):
        return [_clean(word) for word in data.getlist(path)]
    if isinstance(item, Leaf) and item.kind not in {"text", "line"}:
        return [line.strip() for line in _word(data, path).split("\n") if line.strip()]
    length = min(whole(_word(data, f"{path}.{COUNT}")) or 0, LONGEST_LIST)
    return [_value(item, data, f"{path}.{place}") for place in range(length)]


def _leaf(shape: Leaf, data: QueryDict, path: str) -> Any:  # noqa: ANN401 - JSON
    if shape.kind in {"text", "line"}:
        said = {language: _word(data, f"{path}.{language}") for language in LANGUAGES}
        return {language: words for language, words in said.items() if words}
    given = _word(data, path)
    if shape.kind == "number" and _NUMBER.fullmatch(given):
        return int(given)
    if shape.kind == "flag":
        return _FLAGS.get(given)
    if shape.kind == "moment" and (local := _LOCAL.fullmatch(given)):
        return f"{given}Z" if local[1] else f"{given}:00Z"
    return given


def _free(given: str) -> Any:  # noqa: ANN401 - JSON
    try:
        return canonical.parse(given.encode()) if given else {}
    except RecordError:
        return given


def _word(data: QueryDict, path: str) -> str:
    return _clean(data.get(path, ""))


def _clean(given: str) -> str:
    """Text as the record takes it: in Unicode's form NFC, with lines that end as on this side of the wire."""
    return unicodedata.normalize("NFC", given.replace("\r\n", "\n")).strip()
