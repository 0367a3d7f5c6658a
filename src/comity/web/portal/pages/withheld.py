"""Restricted acts as the public sees them: that there is one, and what it said once it was made public or erased."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal, cast

from comity.forum.kernel.acts import Committed
from comity.forum.kernel.errors import Refused
from comity.forum.openings.opening import Opening
from comity.forum.openings.state import KIND, Restricted
from comity.forum.registry import ACT_TYPES, read_body
from comity.record.encoding import decode_base64
from comity.record.entry import parse_entry
from comity.secretariat.composing import stored_body
from comity.secretariat.wording.fields import FieldLine, field_lines, language_name
from comity.secretariat.wording.rules import audience_words
from comity.secretariat.wording.shapes import shape_of
from comity.web.portal.framework.data import Data, Link
from comity.web.portal.framework.links import act_link

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from comity.forum.kernel.acts import Enacted
    from comity.forum.openings.acts import Reveal
    from comity.web.portal.framework.ask import Ask


class FieldValue(Data):
    """One value of a field; `language` where it is a text of that language, called `tongue`; `exact` as stored."""

    text: str
    language: str
    tongue: str
    exact: bool


class FieldShown(Data):
    """A field of an act: what it is called, its values, or the fields below it."""

    label: str
    values: list[FieldValue]
    lines: list[FieldShown]


class Withheld(Data):
    """What is to be known of a restricted act: the commitment (base64), and how it stands with what it says.

    `by` is the act that revealed or erased it. Of one that was revealed: who was to read it, the key (base64) and the
    content that were committed to, and whether the commitment fits them.
    """

    state: Literal["withheld", "revealed", "erased"]
    commitment: str
    by: Link | None = None
    readers: str = ""
    key: str = ""
    content: str = ""
    fits: bool = False


def spoken(ask: Ask, acts: Iterable[Enacted]) -> list[Enacted]:
    """Return acts as they can be said by the day of the page: those that were revealed with what they say."""
    given = list(acts)
    hidden = [str(act.index) for act in given if isinstance(act.body, Committed)]
    held = cast("Mapping[str, Restricted]", ask.library.some_of(KIND, hidden)) if hidden else {}
    return [_spoken(ask, act, held.get(str(act.index))) for act in given]


def withheld(ask: Ask, act: Enacted) -> Withheld | None:
    """Return what is to be known of a restricted act; None for one whose body the record holds."""
    if not isinstance(act.body, Committed):
        return None
    held = cast("Restricted | None", ask.library.some_of(KIND, [str(act.index)]).get(str(act.index)))
    revealed = _by_then(ask, held.revealed if held else None)
    if held is not None and revealed is not None:
        return _revealed(ask, act.body, held, revealed)
    erased = _by_then(ask, held.erased if held else None)
    if erased is not None:
        return Withheld(state="erased", commitment=act.body.commitment, by=act_link(erased.index))
    return Withheld(state="withheld", commitment=act.body.commitment)


def stated_fields(ask: Ask, act: Enacted) -> list[FieldShown]:
    """Return all that an act says, field by field; nothing where its body is withheld."""
    if isinstance(act.body, Committed):
        return []
    return fields_shown(ask, field_lines(shape_of(type(act.body)), stored_body(act.body), ask.speech))


def fields_shown(ask: Ask, lines: Iterable[FieldLine]) -> list[FieldShown]:
    """Return the fields of an act as pages show them."""
    return [
        FieldShown(label=each.label, values=_values(ask, each), lines=fields_shown(ask, each.lines)) for each in lines
    ]


def _values(ask: Ask, line: FieldLine) -> list[FieldValue]:
    return [
        FieldValue(
            text=words.text,
            language=words.language,
            tongue=language_name(words.language, ask.language) if words.language else "",
            exact=words.exact,
        )
        for words in line.values
    ]


def _by_then(ask: Ask, index: int | None) -> Enacted | None:
    """The act at an index, if it had been entered by the day of the page."""
    act = ask.library.act(index) if index is not None else None
    return act if act and not (ask.on and act.entered[:10] > ask.on.isoformat()) else None


def _spoken(ask: Ask, act: Enacted, held: Restricted | None) -> Enacted:
    if held is None or _by_then(ask, held.revealed) is None:
        return act
    _audience, body = Opening(b"", held.content.encode()).read()
    raw = ask.library.entry(act.index)
    version = parse_entry(raw).act.v if raw else ACT_TYPES[act.type].v
    return replace(act, body=read_body(act.type, version, body))


def _revealed(ask: Ask, body: Committed, held: Restricted, by: Enacted) -> Withheld:
    told = cast("Reveal", by.body)
    opening = Opening(decode_base64(told.key), told.content.encode())
    audience, _said = opening.read()
    return Withheld(
        state="revealed",
        commitment=held.commitment,
        by=act_link(by.index),
        readers=ask.speech.word(audience_words(audience)),
        key=told.key,
        content=told.content,
        fits=_fits(opening, body),
    )


def _fits(opening: Opening, body: Committed) -> bool:
    """Whether the commitment in the record fits what was revealed: computed here, not remembered."""
    try:
        opening.check(body)
    except Refused:
        return False
    return True
