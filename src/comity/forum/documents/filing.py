"""When a document's place, files and readers are in order: what it follows, its languages, its distribution."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from comity.forum.charter.words import REACHES
from comity.forum.documents import acts, state
from comity.forum.documents.reading import audience_of, reaches
from comity.forum.documents.symbols import bearer_of, next_suffixed, suffix_of
from comity.forum.kernel.checks import check_known, check_parties
from comity.forum.kernel.errors import Reason, Refused, gettext_noop
from comity.forum.kernel.moments import day_of
from comity.forum.kernel.names import HATS
from comity.forum.meetings.conducting import check_item
from comity.forum.meetings.state import meeting
from comity.forum.readings.said import Said

if TYPE_CHECKING:
    from collections.abc import Iterable

    from comity.forum.documents.state import Document
    from comity.forum.kernel.acts import Enacted
    from comity.forum.kernel.values import Values
    from comity.forum.meetings.state import Meeting

SYMBOL_FOLLOWS = Reason(
    "documents.symbol_follows",
    gettext_noop("What follows “%(other)s” in this way bears the symbol %(due)s, not %(given)s."),
    gettext_noop("Give it that symbol; — stands for none: what follows a document without a symbol has none either."),
)
RELATION_WANTED = Reason(
    "documents.relation_wanted",
    gettext_noop(
        "The symbol %(symbol)s follows that of “%(other)s”, and it is not said how this follows that document."
    ),
    gettext_noop("Say that it revises it (Rev.), adds to it (Add.) or corrects it (Corr.)."),
)
LANGUAGE_THERE = Reason(
    "documents.language_there",
    gettext_noop("The document “%(document)s” has a file in the language %(language)s already, by act %(act)s."),
    gettext_noop("A file is never exchanged for another: register a corrigendum (Corr.) or a revision (Rev.)."),
)
ORIGINAL_WANTED = Reason(
    "documents.original_wanted",
    gettext_noop("The document “%(document)s” does not say yet in which language its original is."),
    gettext_noop("Add the original first, and say that it is."),
)
ORIGINAL_THERE = Reason(
    "documents.original_there",
    gettext_noop("The original of the document “%(document)s” is in the language %(original)s."),
    gettext_noop("A file in another language is a translation of it."),
)
NARROWER = Reason(
    "documents.narrower",
    gettext_noop("The files of “%(document)s” are read by %(reach)s; this would take them from some of these readers."),
    gettext_noop(
        "What was read cannot be called back. Let it be read by more, or register another document for fewer."
    ),
)
SAME_READERS = Reason(
    "documents.same_readers",
    gettext_noop("The files of “%(document)s” are read by %(reach)s already."),
    gettext_noop("Nothing has to be done."),
)
WIDTH = ("named", "members", "participants", "public")
"""Distributions, the narrowest first."""


def check_for_item(body: acts.Register, values: Values) -> None:
    """Refuse a document for an item that is not on its meeting's agenda."""
    if body.item is not None:
        check_item(body.item, cast("Meeting", meeting(values, cast("str", body.meeting))))


def check_readers(named: Iterable[str], values: Values) -> None:
    """Refuse readers that the register does not know; the secretariat and the chair are known."""
    check_parties([party for party in named if party not in HATS], values)


def check_follows(body: acts.Register, values: Values) -> None:
    """Refuse a document whose symbol does not say what it follows, or that does not say what its symbol follows."""
    if body.relation is None:
        _check_alone(body.symbol, values)
        return
    suffix, slug = body.relation
    check_known(state.KIND, slug, values)
    other = cast("Document", state.document(values, slug))
    due = next_suffixed(_base(other.symbol, suffix), suffix, values) if other.symbol else None
    if body.symbol != due:
        raise Refused(SYMBOL_FOLLOWS, other=slug, due=due or "—", given=body.symbol or "—")


def _base(symbol: str, suffix: str) -> str:
    """What a revision is counted after: what the revised text itself revises. All else follows the very text."""
    return re.sub(r"/Rev\.[0-9]+$", "", symbol) if suffix == "Rev" else symbol


def _check_alone(symbol: str | None, values: Values) -> None:
    suffixed = suffix_of(symbol) if symbol else None
    bearer = bearer_of(suffixed[0], values) if suffixed else None
    if bearer is not None and bearer.document:
        raise Refused(RELATION_WANTED, symbol=symbol, other=bearer.document)


def _registered(document: str, values: Values) -> Document:
    check_known(state.KIND, document, values)
    return cast("Document", state.document(values, document))


def check_add_language(act: Enacted, values: Values) -> None:
    """Refuse a second file in a language, a translation of no known original, or a second original."""
    body = cast("acts.AddLanguage", act.body)
    held, language = _registered(body.document, values), body.file.language
    there = held.file_in(language)
    if there is not None:
        raise Refused(LANGUAGE_THERE, document=body.document, language=language, act=there.act)
    if held.original is None and not body.original:
        raise Refused(ORIGINAL_WANTED, document=body.document)
    if body.original and held.original not in {None, language}:
        raise Refused(ORIGINAL_THERE, document=body.document, original=held.original)


def check_redistribute(act: Enacted, values: Values) -> None:
    """Refuse to take a document's files from those who could read them, or to change nothing."""
    body = cast("acts.Redistribute", act.body)
    held = _registered(body.document, values)
    check_readers(body.named, values)
    reach = Said(REACHES[held.distribution])
    if (held.distribution, set(held.named)) == (body.distribution, set(body.named)):
        raise Refused(SAME_READERS, document=body.document, reach=reach)
    if held.files and _takes_away(body, held, day_of(act.entered), values):
        raise Refused(NARROWER, document=body.document, reach=reach)


def _takes_away(body: acts.Redistribute, held: Document, day: str, values: Values) -> bool:
    if held.distribution != "named":
        return WIDTH.index(body.distribution) < WIDTH.index(held.distribution)
    audience = audience_of(body.distribution, body.named)
    return not all(reaches(audience, held, party, day, values) for party in held.named)
