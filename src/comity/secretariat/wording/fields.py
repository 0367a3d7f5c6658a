"""Everything that a body states, field by field, in a reader's language: shown before anybody signs it.

It is made from the stored form, member by member, so that nothing that is signed can be left out; what has no word of
its own is shown as it stands.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, cast

from pydantic import ValidationError

from comity.forum.charter.names import PARTS
from comity.forum.charter.provisions import Change
from comity.forum.kernel.dates import is_exact
from comity.forum.kernel.errors import gettext_noop
from comity.forum.kernel.names import CHAIR, SECRETARIAT
from comity.secretariat.wording.choices import choices
from comity.secretariat.wording.dates import locale_of
from comity.secretariat.wording.labels import label
from comity.secretariat.wording.messages import at_moment
from comity.secretariat.wording.shapes import Choice, Either, Leaf, Many, Shape, Table, shape_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from comity.forum.charter.provisions import Part
    from comity.secretariat.wording.speech import Speech

YES, NO = gettext_noop("yes"), gettext_noop("no")
NOTHING = gettext_noop("nothing")
BESIDE = gettext_noop("%(name)s (%(exact)s)")
HATS = {SECRETARIAT: gettext_noop("Secretariat"), CHAIR: gettext_noop("Chair")}
"""What the forum's own offices are called where they stand alone."""

_THINGS = {
    "meeting": "meeting",
    "decision": "decision",
    "document": "document",
    "treaty": "document",
    "statement": "document",
    "instrument": "document",
    "part_of": "document",
    "replaces": "document",
    "body": "body",
    "bodies": "body",
    "status": "status",
    "term": "term",
    "post": "post",
    "source": "source",
    "sources": "source",
}
"""Fields that name a thing with a title, and of which kind it is."""


@dataclass(frozen=True, slots=True)
class Words:
    """One value in words; `language` where it is a text of that language, `exact` where it is characters as stored."""

    text: str
    language: str = ""
    exact: bool = False


@dataclass(frozen=True, slots=True)
class FieldLine:
    """A field that a body states: its place ("steps.0.body"), what it is called, its values or the lines below it."""

    path: str
    label: str
    values: tuple[Words, ...] = ()
    lines: tuple[FieldLine, ...] = ()


def field_lines(shape: Table, stored: Mapping[str, object], speech: Speech, path: str = "") -> tuple[FieldLine, ...]:
    """Return what `stored`, a body as an entry holds it, states: each member, in the order of its `shape`."""
    return tuple(_Teller(speech).table(shape, stored, path))


class _Place(NamedTuple):
    """Where a value stands: the body and the field that it is in, its path, what it is called there."""

    body: str
    field: str
    path: str
    called: str

    def item(self, number: int) -> _Place:
        return self._replace(path=f"{self.path}.{number}", called=str(number + 1))

    def member(self, name: str) -> _Place:
        return _Place("", name, f"{self.path}.{name}", name)


@dataclass(frozen=True, slots=True)
class _Teller:
    """Tells stored values in words."""

    speech: Speech

    def table(self, shape: Table, stored: Mapping[str, object], path: str) -> Iterator[FieldLine]:
        known = {field.name: field.shape for field in shape.fields} | _of_its_part(shape, stored)
        for name in [*(name for name in known if name in stored), *(name for name in stored if name not in known)]:
            called = self.speech.gettext(label(shape.name, name)) if name in known else name
            place = _Place(shape.name, name, f"{path}.{name}".lstrip("."), called)
            yield self._line(place, known.get(name), stored[name])

    def _line(self, place: _Place, shape: Shape | None, value: object) -> FieldLine:
        match shape, value:
            case Table(), dict():
                return FieldLine(place.path, place.called, lines=tuple(self.table(shape, value, place.path)))
            case Either(), dict() if value.get(shape.by) in shape.tables:
                return self._line(place, shape.tables[value[shape.by]], value)
            case Many(), list() if value:
                return self._list(place, shape.item, value)
            case _:
                return self._simple(place, shape, value)

    def _list(self, place: _Place, item: Shape, values: list[object]) -> FieldLine:
        if isinstance(item, Table | Either):
            lines = (self._line(place.item(number), item, each) for number, each in enumerate(values))
            return FieldLine(place.path, place.called, lines=tuple(lines))
        return FieldLine(place.path, place.called, tuple(w for each in values for w in self._words(place, item, each)))

    def _simple(self, place: _Place, shape: Shape | None, value: object) -> FieldLine:
        if value in ([], {}, ""):
            return FieldLine(place.path, place.called, (Words(self.speech.gettext(NOTHING)),))
        is_text = isinstance(shape, Leaf) and shape.kind in {"text", "line"}
        if isinstance(value, dict) and not is_text:
            lines = (self._member(place, name, each) for name, each in value.items())
            return FieldLine(place.path, place.called, lines=tuple(lines))
        return FieldLine(place.path, place.called, tuple(self._words(place, shape, value)))

    def _member(self, place: _Place, name: str, value: object) -> FieldLine:
        """A line of a table whose names the charter gives: of the matrix, by bodies; else as it stands."""
        called = choices(place.body, place.field)
        if not isinstance(value, str) or value not in called:
            return self._line(place.member(name), None, value)
        label = self.speech.title("body", name)
        return FieldLine(f"{place.path}.{name}", label, (Words(self.speech.gettext(called[value])),))

    def _words(self, place: _Place, shape: Shape | None, value: object) -> Iterator[Words]:
        match shape, value:
            case Leaf(kind="text" | "line"), dict():
                yield from (Words(str(words), str(language)) for language, words in value.items())
            case Leaf(kind="characters"), str():
                yield self._characters(value, place.field)
            case Leaf(), _ if (said := self._leaf(shape, value)) is not None:
                yield Words(said)
            case Choice(), str() if value in (called := choices(place.body, place.field)):
                yield Words(self.speech.gettext(called[value]))
            case _:
                yield Words(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False), exact=True)

    def _characters(self, value: str, name: str) -> Words:
        title = self.speech.title(_THINGS[name], value) if name in _THINGS else value
        return Words(self._beside(title, value)) if title != value else Words(value, exact=True)

    def _beside(self, name: str, exact: str) -> str:
        return self.speech.gettext(BESIDE) % {"name": name, "exact": exact}

    def _leaf(self, shape: Leaf, value: object) -> str | None:
        match shape.kind, value:
            case "flag", bool():
                return self.speech.gettext(YES if value else NO)
            case "number", int():
                return self.speech.number(value)
            case "party", str():
                return self._beside(party_name(self.speech, value), value)
            case "moment", str():
                return self.speech.said(at_moment(value))
            case "date", str():
                said = self.speech.day(value)
                # An uncertain date is said in fewer words than it can be written in.
                return said if is_exact(value) else self._beside(said, value)
        return None


def _of_its_part(shape: Table, stored: Mapping[str, object]) -> dict[str, Shape]:
    """The shape of the provision that a change of the charter makes: it is that of the part which it changes."""
    kind = PARTS.get(cast("Part", stored.get("part"))) if shape.name == Change.__name__ else None
    if kind is None or not isinstance(stored.get("rule"), dict):
        return {}
    try:
        kind.model_validate({**cast("dict[str, object]", stored["rule"]), "assumed": True})
    except ValidationError:
        return {}
    return {"rule": shape_of(kind)}


def party_name(speech: Speech, code: str) -> str:
    """Return what a party is called where it stands alone; the offices of the forum have names too."""
    return speech.gettext(HATS[code]) if code in HATS else speech.party(code)


def language_name(code: str, language: str) -> str:
    """Return what a language is called in `language`."""
    return str(locale_of(language).languages.get(code, code))
