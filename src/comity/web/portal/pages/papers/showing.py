"""A text as pages show it: its paragraphs with their numbers, as many as a page can bear."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from comity.secretariat.wording.fields import language_name
from comity.web.portal.framework.data import Data, Link
from comity.web.portal.framework.page import NotHere
from comity.web.portal.pages.papers.texts import readable, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from comity.forum.documents.state import Document
    from comity.web.portal.framework.ask import Ask

MOST_SHOWN = 16_000
"""Characters of a text that one page shows; a longer text goes on at another address."""

T = TypeVar("T")


class ParagraphShown(Data):
    """A paragraph with its number, or a heading, which has none and whose `level` counts from 1."""

    number: int | None
    level: int
    text: str


class TextShown(Data):
    """A document's text in one language, or a part of it; `others` lead to it in other languages."""

    language: str
    paragraphs: list[ParagraphShown]
    earlier: str
    further: str
    others: list[Link]


def shown(ask: Ask, held: Document) -> TextShown | None:
    """Return the text in the language asked for: by `text`, else the reader's own, else the original; None if unread.

    Raises:
        Refused: there is no text in the language asked for.
        NotHere: the text does not go on so far.
    """
    found = readable(ask, held)
    asked, start = ask.choice("text", found), ask.number("from", 0) or 0
    own = ask.language.split("-")[0]
    language = asked or next((code for code in (own, held.original, *found) if code in found), "")
    text = text_of(ask, held, found[language]) if language else None
    if text is None:
        return None
    part, after = portion(text, start, lambda each: len(each.text))
    words = {"text": asked, "on": ask.word("on")}
    return TextShown(
        language=language,
        paragraphs=[ParagraphShown(number=each.number, level=each.level, text=each.text) for each in part],
        earlier=_url(held, words, before(text, start, lambda each: len(each.text))) if start else "",
        further=_url(held, words, after) if after < len(text) else "",
        others=[
            Link(id=code, text=language_name(code, ask.language), url=_url(held, {**words, "text": code}, 0))
            for code in found
            if code != language
        ],
    )


def portion(parts: Sequence[T], start: int, length: Callable[[T], int]) -> tuple[Sequence[T], int]:
    """Return the parts from `start` on that one page shows, and the place of the next.

    Raises:
        NotHere: there are not so many.
    """
    if start and start >= len(parts):
        raise NotHere(_("The text does not go on so far."))
    end, room = start, MOST_SHOWN
    while end < len(parts) and (end == start or length(parts[end]) <= room):
        room -= length(parts[end])
        end += 1
    return parts[start:end], end


def before(parts: Sequence[T], start: int, length: Callable[[T], int]) -> int:
    """Return from where on the page before begins that ends at `start`."""
    first, room = start, MOST_SHOWN
    while first and (first == start or length(parts[first - 1]) <= room):
        first -= 1
        room -= length(parts[first])
    return first


def _url(held: Document, words: dict[str, str], start: int) -> str:
    kept = {name: word for name, word in {**words, "from": str(start or "")}.items() if word}
    return reverse("document", args=[held.document]) + (f"?{urlencode(kept)}" if kept else "") + "#h-text"
