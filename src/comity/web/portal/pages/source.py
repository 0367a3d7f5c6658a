"""One source: what it is, where it is found, what it says, which acts rest on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from comity.forum.kernel.values import Key
from comity.forum.readings.claims.judging import judge_claim
from comity.forum.readings.claims.world import world
from comity.forum.sources.state import CLAIM, SOURCE, Claimed, Source
from comity.secretariat.wording.acts import in_words
from comity.web.portal.framework.ask import PAGE_LENGTH
from comity.web.portal.framework.data import Data, Link, Rows, When
from comity.web.portal.framework.links import WEIGHTS, act_link, web_addresses
from comity.web.portal.framework.page import NotHere, Page
from comity.web.portal.pages.asof import when_known
from comity.web.portal.pages.meetings import where_text
from comity.web.portal.pages.provisions import words_of
from comity.web.portal.pages.sources import language_name, weight_meanings
from comity.web.portal.pages.statements import Claim, shown, source_link

if TYPE_CHECKING:
    from comity.forum.readings.claims.verdicts import Judged
    from comity.web.portal.framework.ask import Ask


class Resting(Data):
    """An act that cites the source, in words."""

    act: Link
    type: str
    words: str


class SourcePage(Data):
    """One source."""

    source: Link
    weight: str
    weight_text: str
    meaning: str
    addresses: list[str]
    language: str
    published: When | None
    note: str
    cited_by: Link
    claims: list[Claim]
    acts: list[Resting]
    total: int
    newer: str
    older: str
    where: str


def _judged(ask: Ask, key: str) -> list[Judged]:
    made = [c for value in ask.library.all_of(CLAIM) if (c := cast("Claimed", value)).source == key]
    if not made:
        return []
    about = world(ask.library)
    return [judge_claim(claim, about) for claim in made]


def _part(key: str, start: int) -> str:
    return reverse("source", args=[key]) + (f"?{urlencode({'from': start})}" if start else "")


def build(ask: Ask, **parts: Any) -> SourcePage:  # noqa: ANN401 - parts of the address
    """Return the source whose key stands in the address."""
    key, start = str(parts["key"]), ask.number("from", 0) or 0
    found = cast("Source | None", ask.library.get(Key(SOURCE, key)))
    if found is None:
        raise NotHere(_("The register knows no source with the key %(key)s.") % {"key": key})
    citing = ask.library.citing(key, start, PAGE_LENGTH)
    if start and not citing.rows:
        raise NotHere(_("This list has %(total)s acts; it does not go on so far.") % {"total": citing.total})
    judged, said = _judged(ask, key), [in_words(act) for act in citing.rows]
    ask.titles.prepare([*said, *(one.finding.register for one in judged)])
    after = start + len(citing.rows)
    return SourcePage(
        source=source_link(ask, found),
        weight=found.weight,
        weight_text=_(WEIGHTS[found.weight]),
        meaning=weight_meanings()[found.weight],
        addresses=web_addresses(found),
        language=language_name(ask, found.language),
        published=when_known(ask, found.published),
        note=words_of(ask, found.note),
        cited_by=act_link(found.acts[-1]),
        claims=shown(ask, judged),
        acts=[
            Resting(act=act_link(act.index), type=act.type, words=text)
            for act, text in zip(citing.rows, ask.say(*said), strict=True)
        ],
        total=citing.total,
        newer=_part(key, max(0, start - PAGE_LENGTH)) if start else "",
        older=_part(key, after) if after < citing.total else "",
        where=where_text(start, len(citing.rows), citing.total),
    )


def rows(page: SourcePage, _ask: Ask) -> Rows:
    """Return the acts shown as a table."""
    lines = [(page.source.id, one.act.id, one.type, one.words) for one in page.acts]
    return Rows(head=("source", "act", "type", "words"), rows=tuple(lines))


PAGE = Page("source", "sources/<str:key>/", "portal/source.html", build, "", rows=rows)
