"""The shape of what acts say: of each field of a body, what it may hold. Read from the act types themselves."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, TypeAlias

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from comity.forum.kernel.dates import When
from comity.forum.kernel.names import Moment, PartyCode
from comity.forum.kernel.text import Line, Text

Kind = Literal["text", "line", "party", "date", "moment", "number", "flag", "characters"]
"""What a leaf holds: words by language (of one line or more), a party, a date (EDTF), a moment, …, characters."""

# The first that fits counts: a line is a text, and names are characters.
_KINDS: tuple[tuple[Any, Kind], ...] = (
    (Line, "line"),
    (Text, "text"),
    (PartyCode, "party"),
    (When, "date"),
    (Moment, "moment"),
)
_PLAIN: dict[Any, Kind] = {str: "characters", int: "number", bool: "flag"}


@dataclass(frozen=True, slots=True)
class Leaf:
    """One value; `longest` is the most characters that it may have, where it has a limit of its own."""

    kind: Kind
    longest: int | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several words."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Many:
    """A list; `least` is how many it must hold."""

    item: Shape
    least: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A body, or a part of one that has fields itself; `name` is that of its class."""

    name: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """A table that is of one of several kinds; its field `by` says of which."""

    by: str
    tables: Mapping[str, Table]


@dataclass(frozen=True, slots=True)
class Free:
    """A table of whatever names and values."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a table: the name under which it is stored, its shape, whether it may be left out.

    `default` is the word of a choice that counts where it is.
    """

    name: str
    shape: Shape
    required: bool
    default: str = ""


Shape: TypeAlias = Leaf | Choice | Many | Table | Either | Free
"""What a field may hold."""


@cache
def shape_of(model: type[BaseModel]) -> Table:
    """Return the shape of a body, or of a part of one, from its class."""
    hints = typing.get_type_hints(model, include_extras=True)
    fields = (
        Field(field.alias or name, _shape(hints[name], _longest(field)), field.is_required(), _default(field))
        for name, field in model.model_fields.items()
    )
    return Table(model.__name__, tuple(fields))


def _shape(hint: Any, longest: int | None = None) -> Shape:  # noqa: ANN401 - types have no common type
    known = next((kind for known, kind in _KINDS if hint == known), None)
    if known is not None:
        return Leaf(known)
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Annotated:
        return _annotated(arguments[0], arguments[1:], longest)
    if origin in {typing.Union, types.UnionType}:
        return _union([part for part in arguments if part is not type(None)], longest)
    return _plain(hint, origin, arguments, longest)


def _plain(hint: Any, origin: Any, arguments: tuple[Any, ...], longest: int | None) -> Shape:  # noqa: ANN401 - as above
    if origin is Literal:
        return Choice(tuple(str(word) for word in arguments))
    if origin is tuple:
        return Many(_shape(arguments[0]))
    if origin is dict:
        return Free()
    return shape_of(hint) if issubclass(hint, BaseModel) else Leaf(_PLAIN[hint], longest)


def _annotated(hint: Any, further: tuple[Any, ...], longest: int | None) -> Shape:  # noqa: ANN401
    by = next((each.discriminator for each in further if isinstance(each, FieldInfo) and each.discriminator), None)
    parts = [_shape(part) for part in typing.get_args(hint)] if by else []
    if by:
        tables = [table for part in parts for table in (_tables(part))]
        return Either(str(by), {_word(table, str(by)): table for table in tables})
    found = _shape(hint, longest or _limit(further, "max_length"))
    return Many(found.item, _limit(further, "min_length") or 0) if isinstance(found, Many) else found


def _union(parts: list[Any], longest: int | None) -> Shape:
    if len(parts) == 1:
        return _shape(parts[0], longest)
    # Words of several lists, as `Listing | Literal["names"]`.
    return Choice(tuple(word for part in parts for word in _words(_shape(part))))


def _words(shape: Shape) -> tuple[str, ...]:
    return shape.words if isinstance(shape, Choice) else ()


def _tables(shape: Shape) -> tuple[Table, ...]:
    if isinstance(shape, Either):
        return tuple(shape.tables.values())
    return (shape,) if isinstance(shape, Table) else ()


def _word(table: Table, by: str) -> str:
    return next(_words(field.shape)[0] for field in table.fields if field.name == by)


def _default(field: FieldInfo) -> str:
    return field.default if isinstance(field.default, str) else ""


def _longest(field: FieldInfo) -> int | None:
    return _limit(tuple(field.metadata), "max_length")


def _limit(further: tuple[Any, ...], name: str) -> int | None:
    limits = [limit for each in further for limit in (each, *getattr(each, "metadata", ()))]
    return next((found for limit in limits if isinstance(found := getattr(limit, name, None), int)), None)
