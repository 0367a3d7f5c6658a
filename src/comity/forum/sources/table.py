"""The acts of the subject `sources`."""

from __future__ import annotations

from comity.forum.kernel.subject import ActType, Fold
from comity.forum.sources import acts, rules, state


def _source(body: acts.Cite) -> tuple[str, ...]:
    return (body.source,)


def _claim(body: acts.Claim) -> tuple[str, ...]:
    return (body.claim,)


def _corrected(body: acts.Correct) -> tuple[str, ...]:
    return (str(body.act),)


ACTS = (
    ActType("sources.cite", acts.Cite, rules.check_cite, (Fold(state.SOURCE, _source, state.cited),)),
    ActType("sources.claim", acts.Claim, rules.check_claim, (Fold(state.CLAIM, _claim, state.claimed),)),
    ActType(
        "sources.correct", acts.Correct, rules.check_correct, (Fold(state.CORRECTION, _corrected, state.corrected),)
    ),
)
