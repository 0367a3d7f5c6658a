"""Every claim in the register, judged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from comity.forum.readings.claims import events, lists, meetings, papers, statuses
from comity.forum.readings.claims.verdicts import Finding, Judged, Verdict, told
from comity.forum.readings.claims.world import World, world
from comity.forum.sources.state import CLAIM, Claimed

if TYPE_CHECKING:
    from collections.abc import Callable

    from comity.forum.readings.reader import Reader
    from comity.forum.sources import questions

ANSWERS: dict[str, Callable[[Any, World], Finding]] = {
    "count": statuses.count,
    "status": statuses.status,
    "joined": statuses.joined,
    "joined_day": statuses.joined_day,
    "place": statuses.place,
    "signed_by": papers.signed_by,
    "paper": papers.paper,
    "kind": papers.kind,
    "named": papers.named,
    "held": meetings.held,
    "where": meetings.where,
    "number_at": meetings.number_at,
    "rhythm": meetings.rhythm,
    "chair_number": events.chair_number,
    "chair_since": events.chair_since,
    "chair_on": events.chair_on,
    "document": events.document,
    "unchanged": events.unchanged,
    "seat": events.seat,
    "body_since": events.body_since,
    "beyond": events.beyond,
    "list": lists.list_of,
    "lost": lists.lost,
}
"""Who answers which kind of question; `each` puts its parts to them."""


def answer(question: questions.Question, about: World) -> Finding:
    """Return what the register says to a question. A question with several parts is as right as its worst part."""
    if question.kind != "each":
        return ANSWERS[question.kind](question, about)
    found = [answer(part, about) for part in question.parts]
    verdicts = {finding.verdict for finding in found}
    worst = next(v for v in (Verdict.DIFFERS, Verdict.UNDECIDABLE, Verdict.AGREES) if v in verdicts)
    missing = tuple(item for finding in found for item in finding.missing)
    extra = tuple(item for finding in found for item in finding.extra)
    return Finding(worst, told(*(finding.register for finding in found)), missing, extra)


def judge_claim(claim: Claimed, about: World) -> Judged:
    """Return the claim with what the register says to it."""
    return Judged(claim, answer(claim.question, about))


def judge_all(reader: Reader) -> list[Judged]:
    """Return every claim with its finding, in the order in which the claims were entered."""
    about = world(reader)
    return [judge_claim(cast("Claimed", value), about) for value in reader.all_of(CLAIM)]
