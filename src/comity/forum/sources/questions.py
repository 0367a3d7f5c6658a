"""What a claim comes down to: a question that the register can answer, with the answer that the source gives."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from comity.forum.kernel.acts import Body
from comity.forum.sources.asking_events import (
    BodySince,
    ChairCount,
    ChairOn,
    ChairSince,
    DocumentDated,
    HeldAt,
    HeldOn,
    NamedAs,
    NumberAt,
    Rhythm,
    SeatSince,
    Unchanged,
)
from comity.forum.sources.asking_lists import Listing, ListOf, Lost, Opinion
from comity.forum.sources.asking_statuses import (
    CountOn,
    Joined,
    JoinedDay,
    KindOf,
    PlaceAmong,
    SignedBy,
    SignedPaper,
    StatusOn,
)

__all__ = [
    "BodySince",
    "ChairCount",
    "ChairOn",
    "ChairSince",
    "CountOn",
    "DocumentDated",
    "Each",
    "HeldAt",
    "HeldOn",
    "Joined",
    "JoinedDay",
    "KindOf",
    "ListOf",
    "Listing",
    "Lost",
    "NamedAs",
    "NumberAt",
    "Opinion",
    "PlaceAmong",
    "Question",
    "Rhythm",
    "SeatSince",
    "SignedBy",
    "SignedPaper",
    "Single",
    "StatusOn",
    "Unchanged",
]

Single = Annotated[
    CountOn
    | StatusOn
    | Joined
    | JoinedDay
    | PlaceAmong
    | SignedBy
    | SignedPaper
    | KindOf
    | HeldOn
    | HeldAt
    | NumberAt
    | Rhythm
    | ChairCount
    | ChairSince
    | ChairOn
    | DocumentDated
    | Unchanged
    | SeatSince
    | BodySince
    | NamedAs
    | ListOf
    | Lost
    | Opinion,
    Field(discriminator="kind"),
]
"""A question that one answer settles."""


class Each(Body):
    """Several questions that one line of a source answers together. It is right only where it is right on each."""

    kind: Literal["each"]
    parts: Annotated[tuple[Single, ...], Field(min_length=2)]


Question = Annotated[Single | Each, Field(discriminator="kind")]
"""What a claim comes down to."""
