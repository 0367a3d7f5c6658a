"""Acts in words at a terminal, field by field, in a language of the reader's choice."""

from __future__ import annotations

import gettext
import hashlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import comity
from comity.cli.actfiles import commitment_of, own_opening, read_line, read_opening
from comity.cli.errors import WRONG_USAGE, CommandError
from comity.cli.output import coloured, table
from comity.forum.kernel.errors import Refused, gettext_noop
from comity.forum.registry import ACT_TYPES
from comity.secretariat.composing import Drawn, read_drawn
from comity.secretariat.wording.acts import in_words
from comity.secretariat.wording.digest import digest_words
from comity.secretariat.wording.fields import FieldLine, Words, field_lines, language_name, party_name
from comity.secretariat.wording.shapes import shape_of
from comity.secretariat.wording.speech import Speech
from comity.secretariat.wording.types import TYPES

if TYPE_CHECKING:
    from comity.forum.membership.state import Party
    from comity.forum.openings.opening import Audience, Opening
    from comity.record.entry import Act
    from comity.secretariat.wording.speech import Titles

LANGUAGES = {"en": "", "ru": "ru", "zh-hans": "zh_Hans"}
"""The languages that are spoken, and the folders of their catalogues."""

_READERS = {"participants": gettext_noop("participants"), "members": gettext_noop("members")}
# What a terminal would obey instead of showing it, and what would turn the direction of the words after it.
_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def facts(line: bytes, say: Callable[[str], str] = str, language: str = "en") -> list[tuple[str, str]]:
    """Return by what two people can see that they speak of the same act."""
    digest = hashlib.sha256(line).digest()
    return [("SHA-256", digest.hex()), (say(gettext_noop("In six words")), " ".join(digest_words(digest, language)))]


def shown(file: Path, language: str, opening: Path | None, data: Path | None) -> Iterator[str]:
    """Yield the lines in which an act is said."""
    line, stated = read_line(file)
    speech = _speech(language, data)
    drawn = Drawn(line, _opening(file, opening, stated))
    try:
        act = read_drawn(drawn, 0, "")
        audience, body = drawn.opening.read() if drawn.opening else (None, stated.body)
    except Refused as refused:
        raise CommandError(f"{file} cannot be said: {_safe(refused.text)}", WRONG_USAGE) from refused
    yield coloured(speech.gettext(TYPES[stated.type]), "", bold=True)
    yield _safe(speech.said(in_words(act)))
    yield ""
    if "commitment" not in body:
        yield from _indented(field_lines(shape_of(ACT_TYPES[stated.type].body), body, speech), speech)
        yield ""
    yield from (
        f"  {each}" for each in table([*_around(stated, audience, speech), *facts(line, speech.gettext, language)])
    )


def _around(stated: Act, audience: Audience | None, speech: Speech) -> Iterator[tuple[str, str]]:
    say = speech.gettext
    by = say(gettext_noop("%(party)s, %(office)s; act %(serial)s of this party"))
    party = party_name(speech, stated.party)
    yield say(gettext_noop("By")), by % {"party": party, "office": stated.office, "serial": stated.serial}
    yield say(gettext_noop("Forum")), stated.forum
    yield say(gettext_noop("Type")), f"{stated.type}, {stated.v}"
    if audience is not None:
        yield say(gettext_noop("Read by")), _readers(audience, speech)
    yield say(gettext_noop("Stated at")), stated.at
    seen = say(gettext_noop("a record of %(size)s acts"))
    yield say(gettext_noop("Had seen")), seen % {"size": speech.number(stated.seen.size)}


def _readers(audience: Audience, speech: Speech) -> str:
    if isinstance(audience, str):
        return speech.gettext(_READERS[audience])
    return ", ".join(f"{party_name(speech, code)} ({code})" for code in audience)


def _indented(lines: tuple[FieldLine, ...], speech: Speech, depth: int = 1) -> Iterator[str]:
    margin = "  " * depth
    for each in lines:
        values = [_value(words, speech) for words in each.values]
        if len(values) == 1 and "\n" not in values[0]:
            yield f"{margin}{each.label}: {values[0]}"
        else:
            yield f"{margin}{each.label}:"
            yield from (f"{margin}  {row}" for value in values for row in value.split("\n"))
        yield from _indented(each.lines, speech, depth + 1)


def _value(words: Words, speech: Speech) -> str:
    text = _safe(words.text)
    return f"[{language_name(words.language, speech.language)}] {text}" if words.language else text


def _safe(text: str) -> str:
    return _OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _opening(file: Path, given: Path | None, stated: Act) -> Opening | None:
    commitment = commitment_of(stated)
    found = given or own_opening(file)
    return read_opening(found, commitment) if commitment and found else None


def _speech(language: str, data: Path | None) -> Speech:
    if language not in LANGUAGES:
        raise CommandError(f"“{language}” is not spoken here: choose {', '.join(LANGUAGES)}.", WRONG_USAGE)
    titles: Titles = _NoTitles()
    if data is not None:
        from comity.cli.reading import open_register

        titles = open_register(data)[1].titles
    catalogues = Path(comity.__path__[0]) / "locale"
    found = gettext.translation("django", catalogues, [LANGUAGES[language]], fallback=True)
    return Speech(language, found.gettext, found.ngettext, titles)


class _NoTitles:
    """Where there is no register at hand: states go by the names of ISO 3166, everything else by its id."""

    def party(self, _code: str) -> Party | None:
        return None

    def title(self, _kind: str, _thing: str) -> dict[str, str] | None:
        return None
