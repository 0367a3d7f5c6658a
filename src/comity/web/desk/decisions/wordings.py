"""The text of a matter as it stands, what was amended from the floor, and what each revision changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity.forum.documents.paragraphs import Compared, compared, paragraphs
from comity.forum.kernel.text import LANGUAGES
from comity.web.desk.notices.message import NAMES, Version, versions
from comity.web.portal.framework.data import Data
from comity.web.portal.pages.decisions.words import in_language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from comity.forum.decisions.state import Decision, Wording
    from comity.web.desk.notices.sitting import Sitting


COMPARED = 12
"""How many of the newest revisions are held against the one before."""


class Bit(Data):
    """Words that both texts have, or that were added or removed."""

    kind: str
    text: str


class Change(Data):
    """A paragraph of two texts held against each other: its number in the new one, how it changed, its words."""

    kind: str
    number: str
    bits: list[Bit]


class Difference(Data):
    """Two texts held against each other in one language that both have."""

    language: str
    tongue: str
    changes: list[Change]


class WordingShown(Data):
    """A text of the matter; `differs` is what it changed of the one before it."""

    revision: int
    versions: list[Version]
    document: str
    document_title: str
    reason: str
    amendments: list[str]
    act: int
    differs: Difference | None


def wordings(at: Sitting, held: Decision) -> list[WordingShown]:
    """Return the texts of a matter, the one that stands first."""
    last = len(held.wordings) - 1
    found = []
    for place, each in enumerate(held.wordings):
        before = held.wordings[place - 1] if place and last - place < COMPARED else None
        found.append(_shown(at, each, before))
    return found[::-1]


def _shown(at: Sitting, each: Wording, before: Wording | None) -> WordingShown:
    return WordingShown(
        revision=each.revision,
        versions=versions(each.text or {}, at.ask.language),
        document=each.document or "",
        document_title=at.ask.speech.title("document", each.document) if each.document else "",
        reason=in_language(at.ask, each.reason),
        amendments=[in_language(at.ask, amendment) for amendment in each.amendments],
        act=each.act,
        differs=difference(at, before.text or {}, each.text or {}) if before else None,
    )


def difference(at: Sitting, old: Mapping[str, str], new: Mapping[str, str]) -> Difference | None:
    """Return two texts held against each other: in the reader's language, or the first that both have; else None."""
    mine = at.ask.language.split("-", 1)[0]
    language = next((code for code in (mine, *LANGUAGES) if code in old and code in new), None)
    if language is None:
        return None
    return told(compared(paragraphs(old[language]), paragraphs(new[language])), language)


def told(found: Iterable[Compared], language: str) -> Difference:
    """Return how two texts in a language differ, as pages of a desk show it."""
    changes = [_change(each) for each in found]
    return Difference(language=language, tongue=NAMES.get(language, language), changes=changes)


def _change(each: Compared) -> Change:
    paragraph = each.new or each.old
    number = paragraph.number if paragraph else None
    return Change(kind=each.kind, number="" if number is None else str(number), bits=list(_bits(each)))


def _bits(each: Compared) -> Iterator[Bit]:
    if each.kind == "changed":
        for piece in each.pieces:
            yield Bit(kind=piece.kind, text=piece.text)
    elif each.kind == "removed" and each.old is not None:
        yield Bit(kind="removed", text=each.old.text)
    elif each.new is not None:
        yield Bit(kind="added" if each.kind == "added" else "same", text=each.new.text)
