"""Two texts compared, paragraph by paragraph: what was struck, added, moved, and how much."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comity.forum.documents.state import document
from comity.secretariat.wording.fields import language_name
from comity.web.portal.framework.data import Data, Link
from comity.web.portal.framework.links import document_link
from comity.web.portal.framework.page import NotHere, Page
from comity.web.portal.pages.asof import begun
from comity.web.portal.pages.papers.showing import before, portion
from comity.web.portal.pages.papers.texts import comparison, readable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from comity.forum.documents.paragraphs import Compared, Paragraph
    from comity.forum.documents.state import Document
    from comity.web.portal.framework.ask import Ask


class Piece(Data):
    """Words that both texts have ("same"), or that were struck ("removed") or added."""

    kind: str
    text: str


class Difference(Data):
    """A paragraph that is not the same in both, or a run of those that are.

    `kind` is "changed", "added", "removed", "moved" or "same". `number` is that in the new text, `was` that in the old;
    of a run they are those of its first paragraph, and `paragraphs` says how many it has.
    """

    kind: str
    number: int | None
    was: int | None
    level: int
    pieces: list[Piece]
    paragraphs: int


class Comparison(Data):
    """Two texts held against each other, in one language."""

    old: Link
    old_symbol: str
    new: Link
    new_symbol: str
    language: str
    summary: list[str]
    differences: list[Difference]
    earlier: str
    further: str
    others: list[Link]


def build(ask: Ask, **parts: Any) -> Comparison:  # noqa: ANN401 - parts of the address
    """Return how the texts of the two documents differ whose names stand in the address."""
    one, other = (_document(ask, str(parts[name])) for name in ("slug", "other"))
    old, new = sorted((one, other), key=lambda each: each.acts[0])
    before_, after = readable(ask, old), readable(ask, new)
    common = [code for code in after if code in before_]
    asked, start = ask.choice("text", common), ask.number("from", 0) or 0
    own = ask.language.split("-")[0]
    language = asked or next((code for code in (own, new.original, *common) if code in common), "")
    found = comparison(ask, (old, before_[language]), (new, after[language])) if language else None
    if found is None:
        raise NotHere(_("The register holds no texts of the two that everybody may read in one language."))
    return _page(ask, old, new, _Shown(language, asked, common, start), found)


@dataclass(frozen=True, slots=True)
class _Shown:
    """Which part of a comparison is shown, in which language, and in which it might be."""

    language: str
    asked: str
    common: Sequence[str]
    start: int


def _document(ask: Ask, slug: str) -> Document:
    found = document(ask.library, slug)
    if found is None or not begun(found.on, ask.day):
        raise NotHere(_("The register knows no document called %(slug)s.") % {"slug": slug})
    return found


def _page(ask: Ask, old: Document, new: Document, shown: _Shown, found: Sequence[Compared]) -> Comparison:
    ask.titles.know("document", [old, new])
    told = list(_folded(found))
    part, after = portion(told, shown.start, _length)

    def url(start: int, text: str) -> str:
        words = {"text": text, "from": str(start or ""), "on": ask.word("on")}
        kept = urlencode({name: word for name, word in words.items() if word})
        return reverse("document.compare", args=[new.document, old.document]) + (f"?{kept}" if kept else "")

    return Comparison(
        old=document_link(ask, old.document),
        old_symbol=old.symbol or "",
        new=document_link(ask, new.document),
        new_symbol=new.symbol or "",
        language=shown.language,
        summary=summary(found),
        differences=list(part),
        earlier=url(before(told, shown.start, _length), shown.asked) if shown.start else "",
        further=url(after, shown.asked) if after < len(told) else "",
        others=[
            Link(id=code, text=language_name(code, ask.language), url=url(0, code))
            for code in shown.common
            if code != shown.language
        ],
    )


def summary(found: Iterable[Compared]) -> list[str]:
    """Return how many paragraphs were changed, added, removed and moved; headings count as paragraphs."""
    counts = Counter(each.kind for each in found)
    changed, added, removed, moved = (counts[kind] for kind in ("changed", "added", "removed", "moved"))
    told = (
        (changed, ngettext("%(number)s paragraph changed", "%(number)s paragraphs changed", changed)),
        (added, ngettext("%(number)s added", "%(number)s added", added)),
        (removed, ngettext("%(number)s struck", "%(number)s struck", removed)),
        (moved, ngettext("%(number)s moved", "%(number)s moved", moved)),
    )
    return [text % {"number": number} for number, text in told if number]


def _folded(found: Sequence[Compared]) -> list[Difference]:
    """The differences, and between them how many paragraphs are the same."""
    told: list[Difference] = []
    for each in found:
        if each.kind != "same":
            told.append(_difference(each))
        elif told and told[-1].kind == "same":
            told[-1] = told[-1].model_copy(update={"paragraphs": told[-1].paragraphs + 1})
        else:
            told.append(_difference(each))
    return told


def _difference(each: Compared) -> Difference:
    pieces = [Piece(kind=piece.kind, text=piece.text) for piece in each.pieces]
    stands = each.new or each.old
    return Difference(
        kind=each.kind,
        number=_number(each.new),
        was=_number(each.old),
        level=stands.level if stands else 0,
        pieces=pieces or _whole(each, stands),
        paragraphs=1,
    )


def _whole(each: Compared, stands: Paragraph | None) -> list[Piece]:
    """The words of a paragraph that came, went or was moved as it is; of one that stayed none are repeated."""
    if stands is None or each.kind == "same":
        return []
    return [Piece(kind=each.kind if each.kind in {"added", "removed"} else "same", text=stands.text)]


def _number(paragraph: Paragraph | None) -> int | None:
    return paragraph.number if paragraph else None


def _length(each: Difference) -> int:
    return sum(len(piece.text) for piece in each.pieces) + 80


PAGE = Page(
    "document.compare",
    "documents/<slug:slug>/compare/<slug:other>/",
    "portal/compare.html",
    build,
    "documents",
)
