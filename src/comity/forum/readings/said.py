"""Sentences that a reading says: a message to translate, and the words that fill it, each still of its kind.

They fill the sentences of refusals too. As `str` each is what it is in English, or the key by which it goes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from comity.forum.kernel.text import LANGUAGES, said_in


@dataclass(frozen=True, slots=True)
class Day:
    """A date (EDTF), to be written as the reader's language writes dates."""

    when: str


@dataclass(frozen=True, slots=True)
class Named:
    """A party, by its code, to be called what it was called on `day` (today, where None)."""

    party: str
    day: str | None = None


@dataclass(frozen=True, slots=True)
class Thing:
    """A value that has a title of its own (a meeting, a document, a body, a source), by kind and id."""

    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class Titled:
    """A text in several languages."""

    text: dict[str, str]

    def __str__(self) -> str:
        return said_in(self.text, LANGUAGES[0])[0]


@dataclass(frozen=True, slots=True)
class Listed:
    """Several words, to be joined as the reader's language joins a list."""

    items: tuple[Word, ...]

    def __str__(self) -> str:
        return ", ".join(map(str, self.items))


@dataclass(frozen=True, slots=True)
class Span:
    """A count, or the two ends of what it may be."""

    least: int
    most: int


Word: TypeAlias = "str | int | Day | Named | Thing | Titled | Listed | Span | Said"
"""Anything that fills a place in a sentence."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence: an English message id with `%(name)s` places, its words, and its plural where a number rules it."""

    text: str
    words: dict[str, Word] = field(default_factory=dict)
    plural: str = ""
    number: int = 0

    def __str__(self) -> str:
        return self.text % self.words
