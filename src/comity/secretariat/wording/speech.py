"""Turning what readings say into text of a language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from babel.numbers import format_decimal

from comity.forum.kernel.dates import bounds
from comity.forum.kernel.errors import gettext_noop
from comity.forum.kernel.text import said_in
from comity.forum.readings.said import Day, Listed, Named, Said, Span, Thing, Titled, Word
from comity.secretariat.wording.dates import brief, locale_of, written
from comity.secretariat.wording.names import country, joined, party_name
from comity.secretariat.wording.refused import words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date

    from comity.forum.kernel.errors import Refused
    from comity.forum.membership.state import Party

_DOUBLE_STOP = re.compile(r"(?<!\.)\.\.(?!\.)")

RANGE = gettext_noop("%(least)s to %(most)s")


class Titles(Protocol):
    """Gives parties, and titles of things, by their keys."""

    def party(self, code: str) -> Party | None:
        """Return a party, or None."""

    def title(self, kind: str, thing: str) -> dict[str, str] | None:
        """Return the title of a meeting, document, body or source, or None."""


@dataclass(frozen=True, slots=True)
class Speech:
    """A language to speak in: its code, how messages are translated into it, and where titles come from."""

    language: str
    gettext: Callable[[str], str]
    ngettext: Callable[[str, str, int], str]
    titles: Titles

    def said(self, sentence: Said) -> str:
        """Return a sentence in this language."""
        if sentence.plural:
            text = self.ngettext(sentence.text, sentence.plural, sentence.number)
        else:
            text = self.gettext(sentence.text)
        return _filled(text, {name: self.word(word) for name, word in sentence.words.items()})

    def word(self, word: Word) -> str:
        """Return one word in this language."""
        match word:
            case Day():
                said = self.day(word.when)
            case Named():
                said = self.party(word.party, bounds(word.day).latest if word.day else None)
            case Thing():
                said = self.title(word.kind, word.id)
            case Titled():
                said = said_in(word.text, self.language)[0]
            case Listed():
                said = joined([self.word(item) for item in word.items], self.language)
            case Span():
                said = self.span(word)
            case Said():
                said = self.said(word)
            case int():
                said = self.number(word)
            case _:
                said = word
        return said

    def day(self, when: str) -> str:
        """Return an EDTF date in this language."""
        return written(when, self.language, self.gettext)

    def brief(self, when: str) -> str:
        """Return an EDTF date in this language, as short as it can be said."""
        return brief(when, self.language, self.gettext)

    def party(self, code: str, on: date | None = None) -> str:
        """Return a party's name in this language; where the register does not know it, the name by its ISO code."""
        found = self.titles.party(code)
        return party_name(found, self.language, on) if found else country(code, self.language)

    def title(self, kind: str, thing: str) -> str:
        """Return the title of a thing in this language; its id where it has none."""
        found = self.titles.title(kind, thing)
        return said_in(found, self.language)[0] if found else thing

    def number(self, given: int) -> str:
        """Return a number with the grouping of this language."""
        return str(format_decimal(given, locale=locale_of(self.language)))

    def span(self, given: Span) -> str:
        """Return a count, or the two ends of what it may be."""
        if given.least == given.most:
            return self.number(given.least)
        return self.gettext(RANGE) % {"least": self.number(given.least), "most": self.number(given.most)}

    def refusal(self, refused: Refused) -> tuple[str, str]:
        """Return what a refusal says and what would be in order, in this language."""
        reason, words = refused.reason, words_of(refused, self)
        return _filled(self.gettext(reason.text), words), _filled(self.gettext(reason.remedy), words)


def _filled(text: str, words: Mapping[str, object]) -> str:
    """A word may end in a full stop of its own (a Russian date does), which is then also that of the sentence."""
    return _DOUBLE_STOP.sub(".", text % words)


def keys_in(sentences: Iterable[Said]) -> Iterator[tuple[str, str]]:
    """Yield the kind and id of everything named in sentences, so that it can be fetched in one go."""
    for sentence in sentences:
        for word in sentence.words.values():
            yield from _keys(word)


def _keys(word: Word) -> Iterator[tuple[str, str]]:
    match word:
        case Named():
            yield "party", word.party
        case Thing():
            yield word.kind, word.id
        case Listed():
            for item in word.items:
                yield from _keys(item)
        case Said():
            yield from keys_in([word])
