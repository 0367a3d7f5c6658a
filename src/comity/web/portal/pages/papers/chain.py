"""What goes with a document: the text that it revises, adds to or corrects, and what follows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.urls import reverse
from django.utils.translation import gettext as _

from comity.forum.documents.symbols import SUFFIXES, SYMBOL, suffix_of
from comity.forum.kernel.text import said_in
from comity.web.portal.framework.data import Data, Link, When
from comity.web.portal.framework.links import address, when
from comity.web.portal.pages.asof import begun
from comity.web.portal.pages.papers.texts import readable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from comity.forum.documents.state import Document
    from comity.forum.documents.symbols import Symbol
    from comity.web.portal.framework.ask import Ask

MOST = 20
"""So many revisions, additions and corrections of a text are looked for, each in its own count."""

MOST_BELOW = 4
"""And so many of each of these."""


class Linked(Data):
    """A document of the chain: in which way it follows which other; `compare` leads to how the two texts differ."""

    document: Link
    symbol: str
    how: str
    on: When
    current: bool
    compare: str


def chain(ask: Ask, held: Document) -> list[Linked]:
    """Return the documents that go with one, itself among them, the first text first; nothing where it is alone."""
    known = {each.document: each for each in (held, *_beside(ask, held)) if begun(each.on, ask.day)}
    if len(known) == 1:
        return []
    in_order = sorted(known.values(), key=lambda each: each.acts[0])
    return [_linked(ask, each, held, known) for each in in_order]


def base_of(symbol: str) -> str:
    """Return the symbol of the first text, which all others of the chain follow."""
    suffixed = suffix_of(symbol)
    return base_of(suffixed[0]) if suffixed else symbol


def _beside(ask: Ask, held: Document) -> Sequence[Document]:
    """The others, in two queries: counts of suffixes have no gaps, so that the symbols to look for are known."""
    names = {held.follows, *held.followers} - {None}
    if held.symbol:
        borne = ask.library.some_of(SYMBOL, list(_symbols(base_of(held.symbol))))
        names |= {cast("Symbol", each).document for each in borne.values()} - {""}
    wanted = [cast("str", name) for name in names if name != held.document]
    return cast("Sequence[Document]", list(ask.library.some_of("document", wanted).values()))


def _symbols(base: str) -> Iterator[str]:
    yield base
    for first in _suffixed(base, MOST):
        yield first
        yield from _suffixed(first, MOST_BELOW)


def _suffixed(base: str, most: int) -> Iterable[str]:
    return [f"{base}/{suffix}.{number}" for suffix in SUFFIXES for number in range(1, most + 1)]


def _linked(ask: Ask, each: Document, held: Document, known: dict[str, Document]) -> Linked:
    current = each.document == held.document
    title = said_in(each.title, ask.language)[0]
    return Linked(
        document=Link(id=each.document, text=title, url=address("document", each.document)),
        symbol=each.symbol or "",
        how=_how(each, known),
        on=when(ask, each.on),
        current=current,
        compare="" if current else compare_url(ask, each, held),
    )


def _how(each: Document, known: dict[str, Document]) -> str:
    other = known.get(each.follows or "")
    name = (other.symbol or other.document) if other else ""
    if not name:
        return _("the first text")
    if each.revises:
        return _("revises %(other)s") % {"other": name}
    return (_("adds to %(other)s") if each.adds_to else _("corrects %(other)s")) % {"other": name}


def compare_url(ask: Ask, one: Document, other: Document) -> str:
    """Return where two texts are compared; nothing where they are not open to everybody in one language."""
    if not set(readable(ask, one)) & set(readable(ask, other)):
        return ""
    old, new = sorted((one, other), key=lambda each: each.acts[0])
    return reverse("document.compare", args=[new.document, old.document])
