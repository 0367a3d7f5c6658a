"""The article against the register: what sources say, line by line, and what the register says to it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from comity.forum.kernel.errors import Reason, Refused, gettext_noop
from comity.forum.readings.claims import Judged, judge_all
from comity.web.portal.framework.data import Data, Link, Rows
from comity.web.portal.framework.page import Page
from comity.web.portal.pages.parts import asked_part, part_url
from comity.web.portal.pages.statements import NO_LINE, PARTS, Claim, is_line, shown, verdict_names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from comity.web.portal.framework.ask import Ask

VERDICT_UNKNOWN = Reason(
    "portal.verdict_unknown",
    gettext_noop("“%(given)s” is no verdict."),
    gettext_noop("The verdicts are: %(verdicts)s."),
)

LINES_SHOWN = 20
"""How many statements of the article a page of HTML shows."""


class Matter(Data):
    """A matter on which sources contradict one another, and each side of it."""

    matter: str
    sides: list[Claim]


class Tally(Data):
    """How many claims have a verdict; `url` shows only those."""

    verdict: str
    text: str
    count: int
    url: str
    chosen: bool


class Claims(Data):
    """The claims of the article, and the conflicts among sources, as far as they have the verdict asked for.

    `part` is what the HTML page shows of them: "article" or "conflicts"; data and tables hold both.
    """

    sources: list[Link]
    total: int
    verdict: str
    part: str
    other_url: str
    tallies: list[Tally]
    lines: list[Claim]
    matters: list[Matter]


def _matters(found: Iterable[tuple[Judged, Claim]]) -> list[Matter]:
    sides: dict[str, list[Claim]] = {}
    for judged, claim in found:
        if judged.claim.group:
            sides.setdefault(judged.claim.group, []).append(claim)
    return [Matter(matter=slug, sides=of) for slug, of in sides.items()]


def _tallies(ask: Ask, judged: list[Judged], chosen: str) -> list[Tally]:
    counts = Counter(one.finding.verdict.value for one in judged)
    part = asked_part(ask, PARTS)
    return [
        Tally(
            verdict=verdict,
            text=text,
            count=counts[verdict],
            url=part_url(ask, "claims", part if part != PARTS[0] else "", verdict=verdict),
            chosen=verdict == chosen,
        )
        for verdict, text in verdict_names().items()
    ]


def _asked(ask: Ask) -> str:
    given = ask.word("verdict")
    if given and given not in verdict_names():
        raise Refused(VERDICT_UNKNOWN, given=given[:40], verdicts=", ".join(verdict_names()))
    return given


def _place(claim: Claim) -> int:
    return claim.line or NO_LINE


def build(ask: Ask, **_parts: Any) -> Claims:  # noqa: ANN401 - the address has no parts
    """Return the claims with the verdict asked for; a conflict is shown whole when one side of it has it."""
    verdict, part, judged = _asked(ask), asked_part(ask, PARTS), judge_all(ask.library)
    pairs = list(zip(judged, shown(ask, judged), strict=True))
    lines = sorted((claim for one, claim in pairs if is_line(one)), key=_place)
    other = PARTS[1] if part == PARTS[0] else ""
    return Claims(
        sources=list({claim.source.id: claim.source for claim in lines}.values()),
        total=len(judged),
        verdict=verdict,
        part=part,
        other_url=part_url(ask, "claims", other, verdict=verdict),
        tallies=_tallies(ask, judged, verdict),
        lines=[claim for claim in lines if verdict in {"", claim.verdict}],
        matters=[m for m in _matters(pairs) if not verdict or any(side.verdict == verdict for side in m.sides)],
    )


def draw(page: Claims, ask: Ask) -> dict[str, Any]:
    """Return the statements of the article that the HTML shows: from a line on, never parting those of one line."""
    first = ask.number("line") or 0
    coming = [claim for claim in page.lines if _place(claim) >= first]
    last = _place(coming[:LINES_SHOWN][-1]) if coming else 0
    after = next((claim for claim in coming if _place(claim) > last), None)
    further = part_url(ask, "claims", "", verdict=page.verdict, line=str(_place(after))) if after else ""
    return {
        "shown": [claim for claim in coming if _place(claim) <= last],
        "back": part_url(ask, "claims", "", verdict=page.verdict) if len(coming) < len(page.lines) else "",
        "further": further,
    }


def rows(page: Claims, _ask: Ask) -> Rows:
    """Return the claims shown as a table; `conflict` names the conflict that a claim is one side of."""
    head = ("claim", "source", "line", "conflict", "quote", "says", "verdict", "register", "why", "follows")
    placed = [("", claim) for claim in page.lines]
    placed += [(matter.matter, side) for matter in page.matters for side in matter.sides]
    lines = [
        (
            one.claim,
            one.source.id,
            str(one.line or ""),
            conflict,
            one.quote,
            one.says,
            one.verdict,
            one.answer,
            one.why,
            " ".join(one.follows),
        )
        for conflict, one in placed
    ]
    return Rows(head=head, rows=tuple(lines))


PAGE = Page("claims", "article/", "portal/claims.html", build, "claims", draw=draw, rows=rows)
