"""A form for any act, made from its type's shape: a field for each thing it can say, filled with what was typed."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, cast

from django.utils.translation import gettext as _

from comity.forum.kernel.names import CHAIR, SECRETARIAT
from comity.forum.kernel.text import LANGUAGES
from comity.secretariat.wording.choices import choices
from comity.secretariat.wording.fields import language_name, party_name
from comity.secretariat.wording.labels import label
from comity.secretariat.wording.names import sorted_by_name
from comity.secretariat.wording.shapes import Choice, Either, Field, Free, Leaf, Many, Shape, Table
from comity.web.desk.acts.hints import hint_of
from comity.web.desk.acts.nodes import Filled, Node, Option, Tongue, element, named, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from comity.forum.membership.state import Party
    from comity.web.portal.framework.ask import Ask

_LONG = 200
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")


@dataclass(frozen=True, slots=True)
class Form:
    """A form in a reader's language. `fixed` is the party that an act is about, where nothing else can be chosen.

    `faults` is what is wrong, in words, by the path of the field where it is said.
    """

    ask: Ask
    fixed: str = ""
    faults: Mapping[str, list[str]] = field(default_factory=dict)
    _parties: list[Party] = field(default_factory=list)

    def made(
        self, table: Table, typed: Mapping[str, Any], faults: Iterable[tuple[str, str]] = ()
    ) -> tuple[tuple[Node, ...], list[str]]:
        """Return the fields, each with what is wrong with it, and what is wrong at no field that there is.

        `faults` are paths, and what is wrong there.
        """
        shown = [name for name, _node in named(self.nodes(table, typed))]
        at: dict[str, list[str]] = {}
        for path, text in faults:
            at.setdefault(nearest(path, shown), []).append(text)
        return replace(self, faults=at).nodes(table, typed), at.get("", [])

    def parties(self, chosen: Iterable[str], without: str = "") -> tuple[Option, ...]:
        """Return the forum's offices and the parties of the register, and those chosen that it does not know."""
        wanted = list(chosen)
        if not self._parties:
            held = cast("list[Party]", list(self.ask.library.all_of("party")))
            self._parties.extend(sorted_by_name(held, self.ask.language))
        known = [SECRETARIAT, CHAIR, *(party.party for party in self._parties)]
        codes = [*(code for code in known if code != without), *(code for code in wanted if code not in known)]
        speech = self.ask.speech
        return tuple(Option(value=code, text=party_name(speech, code), chosen=code in wanted) for code in codes)

    def nodes(self, table: Table, typed: Mapping[str, Any], path: str = "") -> tuple[Node, ...]:
        """Return the fields of a table that stands at `path`, which ends in a dot unless it is the whole act."""
        return tuple(
            self._node(each.shape, typed.get(each.name), _At(table.name, f"{path}{each.name}", each))
            for each in table.fields
        )

    def _node(self, shape: Shape, typed: Any, at: _At, number: int | None = None) -> Node:  # noqa: ANN401 - JSON
        called = _(label(at.body, at.field.name))
        hint = hint_of(shape, at.field.name)
        return Node(
            name=at.path,
            id=element(at.path),
            label=called if number is None else f"{called}, {number}",
            hint=_(hint) if hint else "",
            required=at.field.required or number is not None,
            faults=tuple(self.faults.get(at.path, ())),
            opened=bool(typed) or any(path.startswith(f"{at.path}.") for path in self.faults),
            filled=self._filled(shape, typed, at),
        )

    def _filled(self, shape: Shape, typed: Any, at: _At) -> Filled:  # noqa: ANN401 - as above
        match shape:
            case Table():
                return Filled(kind="group", nodes=self.nodes(shape, _held(typed), f"{at.path}."))
            case Either():
                return self._either(shape, _held(typed), at)
            case Many():
                return self._many(shape.item, typed if isinstance(typed, list) else [], at)
            case Choice():
                options = _choices(shape, at, [str(typed or "")])
                usual = next((each.text for each in options if each.value == at.field.default), "")
                return Filled(kind="select", value=usual, options=options)
            case Free():
                return Filled(kind="area", value=_as_json(typed))
            case Leaf():
                return self._leaf(shape, typed, at)

    def _either(self, shape: Either, typed: Mapping[str, Any], at: _At) -> Filled:
        chosen = str(typed.get(shape.by, ""))
        called, table = choices("", shape.by), shape.tables.get(chosen)
        options = tuple(
            Option(value=word, text=_(called.get(word, word)), chosen=word == chosen) for word in shape.tables
        )
        below = self.nodes(table, typed, f"{at.path}.") if table else ()
        by = f"{at.path}.{shape.by}"
        return Filled(kind="either", value=by, options=options, nodes=tuple(each for each in below if each.name != by))

    def _many(self, item: Shape, typed: list[Any], at: _At) -> Filled:
        match item:
            case Choice():
                return Filled(kind="checks", options=_choices(item, at, [str(each) for each in typed]))
            case Leaf(kind="party"):
                return Filled(kind="checks", options=self.parties(map(str, typed), without=self.fixed))
            case Leaf(kind="characters" | "date" | "number" | "moment" | "flag"):
                return Filled(kind="lines", value="\n".join(map(str, typed)))
            case _:
                nodes = (self._node(item, each, at.entry(place), place + 1) for place, each in enumerate(typed))
                return Filled(kind="list", value=str(len(typed)), nodes=tuple(nodes))

    def _leaf(self, shape: Leaf, typed: Any, at: _At) -> Filled:  # noqa: ANN401 - as above
        value = "" if typed is None else str(typed)
        match shape.kind:
            case "text" | "line":
                return Filled(kind=shape.kind, tongues=self._tongues(typed, at))
            case "party":
                return self._party(value, at)
            case "flag":
                return Filled(kind="select", options=_yes_or_no(typed))
            case _:
                return Filled(kind=_entry(shape, value), value=value)

    def _party(self, value: str, at: _At) -> Filled:
        if at.path == "party" and self.fixed:
            return Filled(kind="fixed", value=self.fixed, options=self.parties([self.fixed]))
        return Filled(kind="select", options=self.parties([value] if value else []))

    def _tongues(self, typed: Any, at: _At) -> tuple[Tongue, ...]:  # noqa: ANN401 - as above
        held = typed if isinstance(typed, dict) else {LANGUAGES[0]: typed or ""}
        return tuple(
            Tongue(
                name=f"{at.path}.{code}",
                language=code,
                tongue=language_name(code, self.ask.language),
                value=str(held.get(code, "")),
            )
            for code in LANGUAGES
        )


@dataclass(frozen=True, slots=True)
class _At:
    """Where a value stands: the body and the field that it is in, and its path in the act."""

    body: str
    path: str
    field: Field

    def entry(self, place: int) -> _At:
        return replace(self, path=f"{self.path}.{place}")


def _held(typed: object) -> Mapping[str, Any]:
    return typed if isinstance(typed, dict) else {}


def _choices(shape: Choice, at: _At, chosen: list[str]) -> tuple[Option, ...]:
    """The words of a choice, and those chosen that are none of them: what was typed is not taken away."""
    called = choices(at.body, at.field.name)
    words = [*shape.words, *(word for word in chosen if word and word not in shape.words)]
    return tuple(Option(value=word, text=_(called.get(word, word)), chosen=word in chosen) for word in words)


def _yes_or_no(typed: object) -> tuple[Option, ...]:
    yes = Option(value="yes", text=_("yes"), chosen=typed is True)
    return (yes, Option(value="no", text=_("no"), chosen=typed is False))


def _entry(shape: Leaf, value: str) -> str:
    """With what a plain value is typed: a browser's own field for times takes nothing that is no time."""
    if shape.kind == "moment":
        return "moment" if not value or _MOMENT.fullmatch(value) else "characters"
    return "area" if shape.kind == "characters" and (shape.longest or 0) >= _LONG else shape.kind


def _as_json(typed: object) -> str:
    if isinstance(typed, str):
        return typed
    return json.dumps(typed, ensure_ascii=False, indent=1) if typed else ""
