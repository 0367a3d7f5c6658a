"""Text in several languages under one meaning."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import AfterValidator, BeforeValidator

if TYPE_CHECKING:
    from collections.abc import Mapping

LANGUAGES = ("en", "ru", "zh")
"""Languages that a text can be held in, by their BCP 47 codes; the first is the one looked for when another lacks."""

MAX_WORDS = 4000
"""The most characters that a text may have in one language."""

# Two at the end of each plane of Unicode are no characters; nor are thirty-two in the midst of the first.
_NO_CHARACTERS = "\ufdd0-\ufdef" + "".join(chr(plane << 16 | end) for plane in range(17) for end in (0xFFFE, 0xFFFF))

# Controls other than the line's end, marks without width, and those that turn the direction of what follows: a reader
# would not see them.
_UNSEEN = re.compile(f"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff{_NO_CHARACTERS}]")


def check_seen(words: str) -> str:
    """Return `words`; raise ValueError where they hold a character that no reader would see."""
    if _UNSEEN.search(words):
        raise ValueError("it holds a control character that no reader would see")
    return words


def _spread(given: Any) -> Any:  # noqa: ANN401 - whatever a data file holds; the type is checked after
    return {LANGUAGES[0]: given} if isinstance(given, str) else given


def _check(text: dict[str, str]) -> dict[str, str]:
    for language, words in text.items():
        if language not in LANGUAGES:
            raise ValueError(f"{language!r} is not a language of texts; use one of {', '.join(LANGUAGES)}")
        if not words.strip() or len(words) > MAX_WORDS:
            raise ValueError(f"the text in {language!r} is empty or longer than {MAX_WORDS} characters")
        if _UNSEEN.search(words):
            raise ValueError(f"the text in {language!r} holds a control character that no reader would see")
    if not text:
        raise ValueError("a text needs words in at least one language")
    return text


Text = Annotated[dict[str, str], BeforeValidator(_spread), AfterValidator(_check)]
"""A text by language code. A bare string in a data file is the English text."""


def _check_line(text: dict[str, str]) -> dict[str, str]:
    for language, words in text.items():
        if "\n" in words:
            raise ValueError(f"the text in {language!r} is of more than one line")
    return text


Line = Annotated[Text, AfterValidator(_check_line)]
"""A text of one line: what something is called, or where it is."""


def said_in(text: Mapping[str, str], language: str) -> tuple[str, str]:
    """Return the text in `language`, or in the next language that has it, and the language it is in."""
    for code in (language.split("-", 1)[0], *LANGUAGES):
        if code in text:
            return text[code], code
    code = next(iter(text))
    return text[code], code
