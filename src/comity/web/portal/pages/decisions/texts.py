"""The texts of a matter: as it stands, as it stood before, and what each revision changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity.forum.documents.paragraphs import compared, paragraphs
from comity.forum.kernel.text import said_in
from comity.web.portal.framework.data import Data, Link
from comity.web.portal.framework.links import act_link, document_link
from comity.web.portal.pages.actlines import Moment, moment
from comity.web.portal.pages.decisions.words import in_language

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from comity.forum.decisions import state
    from comity.web.portal.framework.ask import Ask

MOST_COMPARED = 8000
"""Characters of a text, above which it is not compared on this page: its document is, on its own."""


class Paragraph(Data):
    """A numbered paragraph of a text, with the headings that stand above it."""

    number: int
    headings: list[str]
    text: str


class Piece(Data):
    """Words that stayed ("same"), came ("added") or went ("removed")."""

    kind: str
    text: str


class Changed(Data):
    """A paragraph that a revision changed, in pieces; `number` as it stands now, none for a heading or one removed."""

    number: int | None
    pieces: list[Piece]


class Text(Data):
    """A text of the matter. `revision` is 0 for the one proposed; `changed` is what it changes in the one before it.

    `amended` are the words by which it was amended from the floor.
    """

    revision: int
    paragraphs: list[Paragraph]
    lang: str
    document: Link | None
    reason: str
    amended: list[str]
    changed: list[Changed]
    entered: Moment
    act: Link


def texts(ask: Ask, held: state.Decision) -> list[Text]:
    """Return the texts of a matter, the newest first."""
    entered = {step.act: step.entered for step in held.steps}
    before = (None, *held.wordings)
    found = [_text(ask, each, earlier, entered[each.act]) for earlier, each in zip(before, held.wordings, strict=False)]
    return found[::-1]


def _text(ask: Ask, wording: state.Wording, before: state.Wording | None, entered: str) -> Text:
    words, lang = said_in(wording.text, ask.language) if wording.text else ("", "")
    return Text(
        revision=wording.revision,
        paragraphs=list(_numbered(words)),
        lang=lang,
        document=document_link(ask, wording.document) if wording.document else None,
        reason=in_language(ask, wording.reason),
        amended=[in_language(ask, each) for each in wording.amendments],
        changed=_changed(before.text.get(lang, "") if before and before.text else "", words),
        entered=moment(ask, entered),
        act=act_link(wording.act),
    )


def _numbered(words: str) -> Iterator[Paragraph]:
    above: list[str] = []
    for each in paragraphs(words):
        if each.number is None:
            above.append(each.text)
        else:
            yield Paragraph(number=each.number, headings=above, text=each.text)
            above = []


def _changed(old: str, new: str) -> list[Changed]:
    if not old or not new or len(old) + len(new) > MOST_COMPARED:
        return []
    found = []
    for each in compared(paragraphs(old), paragraphs(new)):
        if each.kind == "same":
            continue
        pieces = [Piece(kind=piece.kind, text=piece.text) for piece in each.pieces]
        whole = each.new or each.old
        if not pieces and whole is not None and each.kind != "moved":
            pieces = [Piece(kind=each.kind, text=whole.text)]
        if pieces:
            found.append(Changed(number=each.new.number if each.new else None, pieces=pieces))
    return found


def documents_of(held: Sequence[state.Decision]) -> set[str | None]:
    """Return the documents that matters name anywhere: texts, breaches, statements, reports of what was done."""
    named: set[str | None] = set()
    for one in held:
        named |= {one.issued, *(result.statement for result in one.results)}
        named |= {each.document for each in one.wordings}
        named |= {each.document for each in one.statements}
        named |= {each.document for each in one.reviews}
        named |= {silence.breach.document for silence in one.silences if silence.breach}
        named |= {done.document for each in one.undertakings for done in each.done}
    return named


def meetings_of(held: state.Decision) -> set[str | None]:
    """Return the meetings that a matter was before, or is named with."""
    return {held.meeting, *(step.meeting for step in held.steps), *(silence.meeting for silence in held.silences)}
