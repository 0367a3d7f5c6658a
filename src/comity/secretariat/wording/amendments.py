"""A change of the charter in words: provision by provision what it says now, and what it is to say.

Shown before anybody signs a proposal that amends the charter, with the decision, and with the version that it made.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, Literal

from comity.forum.charter import provisions as p
from comity.forum.charter.changing import found, provision_of
from comity.forum.charter.names import of_part
from comity.forum.charter.words import PART_NAMES
from comity.forum.documents.paragraphs import Piece, words
from comity.forum.kernel.errors import gettext_noop
from comity.forum.kernel.text import said_in
from comity.secretariat.wording.fields import FieldLine, Words, field_lines
from comity.secretariat.wording.shapes import shape_of
from comity.secretariat.wording.types import SUBJECTS, TYPES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from comity.forum.charter.acts import Adopt
    from comity.forum.decisions.effects import AmendCharter
    from comity.secretariat.wording.speech import Speech

Kind = Literal["new", "changed", "ended", "confirmed"]

KINDS: dict[Kind, str] = {
    "new": gettext_noop("new"),
    "changed": gettext_noop("changed"),
    "ended": gettext_noop("ends"),
    "confirmed": gettext_noop("no longer assumed: confirmed as it reads"),
}
"""What becomes of a provision."""

_ALL_OF = gettext_noop("%(subject)s: all types without a rule of their own")
_OWN = {"sources", "assumed", "decided", "since", "until"}
_APART = " · "


@dataclass(frozen=True, slots=True)
class Altered:
    """A field of a provision: what it is called, what it said before and says after; empty where it said nothing.

    `pieces` are the words of a text that was changed, in order, each kept, removed or added; `language` is that of
    the text (BCP 47), empty for what is no text.
    """

    label: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    pieces: tuple[Piece, ...] = ()
    language: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """A provision that is new, reads otherwise, ends, or is confirmed: its part and name in words, and its fields."""

    kind: Kind
    part: str
    name: str
    fields: tuple[Altered, ...] = ()


def differences(before: Adopt, effect: AmendCharter, speech: Speech) -> list[Difference]:
    """Return what an amendment makes of the rules `before` it, in a reader's language, in the order of its changes.

    What cannot be read as a provision of its part, as in a draft, is left out: whoever enters it is told by a refusal.
    """
    return [told for change in effect.changes if (told := _difference(before, change, effect, speech)) is not None]


def provision_name(rule: p.Provision, speech: Speech, day: str) -> str:
    """Return what a provision is called in words on `day` (YYYY-MM-DD); a rule without a name is its text."""
    if isinstance(rule, p.BodyRule):
        return said_in(rule.called(day), speech.language)[0]
    if isinstance(rule, p.ActRule):
        return _acts(rule.act, speech)
    if isinstance(rule, p.Admission | p.Exit):
        return speech.title("status", rule.status)
    text: Any = getattr(rule, "name", None) or getattr(rule, "text", None)
    return said_in(text, speech.language)[0]


def _acts(act: str, speech: Speech) -> str:
    if act in TYPES:
        return speech.gettext(TYPES[act])
    subject = act.split(".", 1)[0]
    if subject in SUBJECTS:
        return speech.gettext(_ALL_OF) % {"subject": speech.gettext(SUBJECTS[subject])}
    return act


def _difference(before: Adopt, change: p.Change, effect: AmendCharter, speech: Speech) -> Difference | None:
    day = effect.in_force
    place = found(before, change.part, change.name, day) if change.name else None
    old = of_part(before, change.part)[place] if place is not None else None
    try:
        new = provision_of(change, day, "decision")
    except ValueError:
        return None
    named = new or old
    if named is None:
        return None
    part = speech.gettext(PART_NAMES[change.part])
    fields = tuple(_altered(_lines(old, speech), _lines(new, speech), speech)) if new else ()
    kind: Kind = "ended" if new is None else "new" if old is None else "changed" if fields else "confirmed"
    return Difference(kind, part, provision_name(named, speech, day), fields)


def _lines(rule: p.Provision | None, speech: Speech) -> dict[str, FieldLine]:
    """What a provision says, by the places of its fields; labels of fields within others name these too."""
    if rule is None:
        return {}
    stored = rule.model_dump(mode="json", exclude=_OWN, exclude_defaults=True)
    return {line.path: line for line in _flat(field_lines(shape_of(type(rule)), stored, speech), "")}


def _flat(lines: Sequence[FieldLine], above: str) -> Iterator[FieldLine]:
    for line in lines:
        label = f"{above}{_APART}{line.label}" if above else line.label
        if line.lines:
            yield from _flat(line.lines, label)
        else:
            yield FieldLine(line.path, label, line.values)


def _altered(before: dict[str, FieldLine], after: dict[str, FieldLine], speech: Speech) -> Iterator[Altered]:
    for path in [*after, *(path for path in before if path not in after)]:
        old, new = before.get(path), after.get(path)
        was, now = old.values if old else (), new.values if new else ()
        label = (new or old or FieldLine(path, path)).label
        if was == now:
            continue
        if any(each.language for each in (*was, *now)):
            yield from _texts(label, was, now, speech)
        else:
            yield Altered(label, tuple(each.text for each in was), tuple(each.text for each in now))


def _texts(label: str, was: tuple[Words, ...], now: tuple[Words, ...], speech: Speech) -> Iterator[Altered]:
    """Texts that differ: in the reader's language, and in each other one only where that one alone reads otherwise."""
    by_language = {
        language: ([w.text for w in was if w.language == language], [w.text for w in now if w.language == language])
        for language in dict.fromkeys(each.language for each in (*was, *now))
    }
    differing = {language: texts for language, texts in by_language.items() if texts[0] != texts[1]}
    own = speech.language.split("-", 1)[0]
    for language, (old, new) in differing.items():
        if language == own or own not in differing:
            yield from _of_language(label, language, old, new)


def _of_language(label: str, language: str, old: list[str], new: list[str]) -> Iterator[Altered]:
    """The items of a list of texts that differ; a text that stands alone is a list of one."""
    for does, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if does == "equal":
            continue
        gone, come = old[i:j], new[k:m]
        for one, other in zip(gone, come, strict=False):
            yield Altered(label, (one,), (other,), words(one, other), language)
        for one in gone[len(come) :]:
            yield Altered(label, (one,), (), (), language)
        for other in come[len(gone) :]:
            yield Altered(label, (), (other,), (), language)
