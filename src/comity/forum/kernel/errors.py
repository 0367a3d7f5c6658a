"""Refusals: why an act is not in order, said so that a person can mend it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping


def gettext_noop(message: str) -> str:
    """Mark an English sentence for translation and return it as it is.

    The forum speaks no language of its own: whoever shows a refusal translates the sentence and then fills it in.
    """
    return message


@dataclass(frozen=True, slots=True)
class Phrase:
    """A part of a sentence that is itself to be translated: an English message id and the words that fill its places.

    Where nobody translates it, it is said in English.
    """

    text: str
    words: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.text % self.words


@dataclass(frozen=True, slots=True)
class Reason:
    """One way in which an act can be out of order.

    `code` is stable and for machines. `text` says what is wrong, `remedy` what would be in order; both are English
    message ids with `%(name)s` places.
    """

    code: str
    text: str
    remedy: str


class Refused(Exception):
    """An act is out of order. Holds the reason and the words that fill its sentences."""

    def __init__(self, reason: Reason, **words: object) -> None:
        """Refuse for `reason`; `words` fill the places in its sentences; one that is a `Phrase` is translated too."""
        self.reason: Final = reason
        self.words: Final = dict(words)
        super().__init__(f"{reason.code}: {self.text}")

    @property
    def text(self) -> str:
        """What is out of order, in English."""
        return self.reason.text % self.words

    @property
    def remedy(self) -> str:
        """What would be in order, in English."""
        return self.reason.remedy % self.words
