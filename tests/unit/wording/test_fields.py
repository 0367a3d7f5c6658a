from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from comity.forum.registry import ACT_TYPES
from comity.secretariat.wording.choices import choices
from comity.secretariat.wording.fields import FieldLine, Words, field_lines
from comity.secretariat.wording.labels import LABELS
from comity.secretariat.wording.shapes import Choice, Either, Free, Leaf, Many, Shape, Table, shape_of
from comity.secretariat.wording.speech import Speech


class Nothing:
    def party(self, _code: str) -> None:
        return None

    def title(self, _kind: str, _thing: str) -> None:
        return None


SPEECH = Speech("en", str, lambda one, _many, _number: one, Nothing())


LEAVES: dict[str, tuple[Any, ...]] = {
    "party": ("KAZ",),
    "date": ("2014~",),
    "moment": ("2026-11-23T10:02:11Z",),
    "number": (1234,),
    "flag": (True, False),
}


def filled(shape: Shape, path: str) -> Iterator[Any]:
    """Values of a shape with everything said that can be: of a table one for each choice that a field leaves."""
    match shape:
        case Leaf():
            text = {"en": f"English at {path}", "ru": f"Russian at {path}"}
            unlisted = (text,) if shape.kind in {"text", "line"} else (f"characters at {path}",)
            yield from LEAVES.get(shape.kind, unlisted)
        case Choice():
            yield from shape.words
        case Many():
            yield from ([each] for each in filled(shape.item, f"{path}.0"))
        case Either():
            yield from (each for table in shape.tables.values() for each in filled(table, path))
        case Free():
            yield {"name": {"below": [1, "two"]}}
        case Table():
            yield from filled_table(shape, path)


def filled_table(shape: Table, path: str) -> Iterator[dict[str, Any]]:
    values = {field.name: list(filled(field.shape, f"{path}.{field.name}".lstrip("."))) for field in shape.fields}
    for nth in range(max(len(found) for found in values.values())):
        yield {name: found[min(nth, len(found) - 1)] for name, found in values.items()}


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Everything that JSON says, with the path at which it has to be listed: plain lists and texts as a whole."""
    if isinstance(value, dict) and not value.keys() <= {"en", "ru"}:
        for name, each in value.items():
            yield from leaves(each, f"{path}.{name}".lstrip("."))
    elif isinstance(value, list) and isinstance(value[0], dict) and not value[0].keys() <= {"en", "ru"}:
        for number, each in enumerate(value):
            yield from leaves(each, f"{path}.{number}")
    else:
        yield path, value


def listed(lines: tuple[FieldLine, ...]) -> dict[str, FieldLine]:
    found: dict[str, FieldLine] = {}
    for line in lines:
        found |= {line.path: line} if line.values else listed(line.lines)
    return found


@pytest.mark.parametrize("type_name", ACT_TYPES)
def test_everything_that_an_act_states_is_listed(type_name: str) -> None:
    shape = shape_of(ACT_TYPES[type_name].body)
    for stored in filled_table(shape, ""):
        found = listed(field_lines(shape, stored, SPEECH))
        assert found.keys() == {path for path, _ in leaves(stored)}
        for path, value in leaves(stored):
            texts = [value] if isinstance(value, str) else list(value.values()) if isinstance(value, dict) else []
            shown = " ".join(words.text for words in found[path].values)
            assert all(text in shown for text in texts if " at " in text), path


def tables(shape: Shape) -> Iterator[Table]:
    match shape:
        case Table():
            yield shape
            for field in shape.fields:
                yield from tables(field.shape)
        case Many():
            yield from tables(shape.item)
        case Either():
            for table in shape.tables.values():
                yield from tables(table)


@pytest.mark.parametrize("type_name", ACT_TYPES)
def test_every_field_and_choice_has_words(type_name: str) -> None:
    for table in tables(shape_of(ACT_TYPES[type_name].body)):
        for field in table.fields:
            assert f"{table.name}.{field.name}" in LABELS or field.name in LABELS
            shape = field.shape.item if isinstance(field.shape, Many) else field.shape
            if isinstance(shape, Choice):
                assert set(shape.words) <= choices(table.name, field.name).keys(), field.name


def test_words_of_fields_are_of_fields_that_there_are() -> None:
    every = [table for row in ACT_TYPES.values() for table in tables(shape_of(row.body))]
    named = {f"{table.name}.{field.name}" for table in every for field in table.fields}
    assert LABELS.keys() <= named | {each.split(".")[1] for each in named}


SHAPE = shape_of(ACT_TYPES["meetings.hold"].body)


@pytest.mark.parametrize(
    ("stored", "words"),
    [
        ({"on": "2014-05-20"}, Words("20 May 2014")),
        ({"on": "2014~"}, Words("about 2014 (2014~)")),
        ({"host": "SECRETARIAT"}, Words("Secretariat (SECRETARIAT)")),
        ({"host": "KAZ"}, Words("Kazakhstan (KAZ)")),
        ({"kind": "event"}, Words("event")),
        ({"kind": "of another time"}, Words("of another time", exact=True)),
        ({"number": 1234}, Words("1,234")),
        ({"number": "no number"}, Words("no number", exact=True)),
        ({"meeting": "summit-4"}, Words("summit-4", exact=True)),
        ({"title": {"ru": "Встреча"}}, Words("Встреча", "ru")),
        ({"sources": []}, Words("nothing")),
        ({"nobody knows": 1.5}, Words("1.5", exact=True)),
    ],
)
def test_value_is_said_in_words_or_shown_as_it_stands(stored: dict[str, Any], words: Words) -> None:
    assert [line.values for line in field_lines(SHAPE, stored, SPEECH)] == [(words,)]


def test_fields_stand_in_the_order_of_the_act_and_unknown_ones_after_them() -> None:
    lines = field_lines(SHAPE, {"unknown": 1, "on": "2014", "meeting": "summit-4"}, SPEECH)
    assert [line.path for line in lines] == ["meeting", "on", "unknown"]
