"""Statements of sources beside what the register says to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, cast

from django.utils.translation import gettext as _
from pydantic import Field

from comity.forum.kernel.text import said_in
from comity.forum.readings.claims import Judged, Verdict
from comity.web.portal.framework.data import Data, Link
from comity.web.portal.framework.links import act_link, address
from comity.web.portal.pages.parts import part_url

if TYPE_CHECKING:
    from comity.forum.sources.state import Source
    from comity.web.portal.framework.ask import Ask

PARTS = ("article", "conflicts")
"""The parts of the page of claims."""

NO_LINE = 99_999
"""Stands for the line of what an article does not say anywhere: after all others."""


class Claim(Data):
    """What a source says, and what the register says to it. `quote` is in the source's own `language`."""

    claim: str
    source: Link
    line: int | None
    quote: str
    language: str
    says: str
    verdict: str
    verdict_text: str
    answer: Annotated[str, Field(serialization_alias="register")]
    why: str
    follows: list[str]
    url: str
    act: Link


def verdict_names() -> dict[str, str]:
    """Return what the verdicts are called."""
    return {
        Verdict.AGREES.value: _("agrees"),
        Verdict.DIFFERS.value: _("differs"),
        Verdict.UNDECIDABLE.value: _("cannot be decided"),
    }


def source_link(ask: Ask, source: Source) -> Link:
    """Return a link to a source's page."""
    title = said_in(source.title, ask.language)[0]
    return Link(id=source.source, text=title, url=address("source", source.source))


def shown(ask: Ask, judged: list[Judged]) -> list[Claim]:
    """Return claims as pages show them; what they name is fetched in one go."""
    said = ask.say(*(one.finding.register for one in judged))
    held = ask.library.some_of("source", {one.claim.source for one in judged})
    sources = {key: cast("Source", value) for key, value in held.items()}
    return [_claim(ask, one, text, sources[one.claim.source]) for one, text in zip(judged, said, strict=True)]


def _claim(ask: Ask, judged: Judged, said: str, source: Source) -> Claim:
    claim, verdict = judged.claim, judged.finding.verdict.value
    return Claim(
        claim=claim.claim,
        source=source_link(ask, source),
        line=claim.line,
        quote=claim.quote or "",
        language=source.language or "",
        says=said_in(claim.says, ask.language)[0],
        verdict=verdict,
        verdict_text=verdict_names()[verdict],
        answer=said,
        why=said_in(claim.why, ask.language)[0],
        follows=list(claim.follows),
        url=_address(ask, judged),
        act=act_link(claim.acts[-1]),
    )


def _address(ask: Ask, judged: Judged) -> str:
    if is_line(judged):
        return f"{part_url(ask, 'claims', '', line=str(judged.claim.line or NO_LINE))}#{judged.claim.claim}"
    return f"{part_url(ask, 'claims', PARTS[1])}#{judged.claim.claim}"


def is_line(judged: Judged) -> bool:
    """Say whether a claim stands among the article's lines."""
    return judged.claim.line is not None or judged.claim.group is None
