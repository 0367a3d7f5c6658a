"""Acts as the forum knows them: typed bodies, and the envelope facts that rules may read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from comity.forum.kernel.names import SourceKey
from comity.forum.kernel.text import Text

Confidence = Literal["high", "medium", "low", "own"]
"""How far a fact is borne out.

`high` an official source or two independent ones; `medium` one decent source; `low` weak or disputed; `own` the
compiler's knowledge, not verified."""

Count = Annotated[int, Field(strict=True, ge=0)]
"""A number of things. A text of digits is none."""

Ordinal = Annotated[int, Field(strict=True, ge=1)]
"""A place in an order, counted from 1; or a number that cannot be nought."""

Flag = Annotated[bool, Field(strict=True)]
"""True or false; no word or number stands for either."""

MAX_TEXT = 20_000
"""The most characters that any text of a body may have."""


class Body(BaseModel):
    """What an act says. Frozen; a field that the type does not know is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_max_length=MAX_TEXT)


class Sourced(Body):
    """A body that states a fact of history: it cites its sources and says how far they bear it out."""

    sources: Annotated[tuple[SourceKey, ...], Field(min_length=1)]
    confidence: Confidence
    note: Text | None = None


class Told(Body):
    """A body that states a fact. Of the past it cites its sources, as `Sourced` does; what happens today needs none.

    Where it cites none the act itself is the source: its party states it on the day on which it is entered.
    """

    sources: tuple[SourceKey, ...] = ()
    confidence: Confidence | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _borne_out(self) -> Self:
        if bool(self.sources) != (self.confidence is not None):
            raise ValueError("sources, and how far they bear the fact out, are given together or not at all")
        return self


class Committed(Body):
    """A restricted body: the record holds the commitment to it (32 bytes, base64) and nothing else.

    What was said, and to whom, is the opening; it is kept off the record and given to the act's audience.
    """

    commitment: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$")]


def is_committed(stored: Any) -> bool:  # noqa: ANN401 - whatever was handed in
    """Whether a body, as it is stored, is a commitment and nothing else."""
    return isinstance(stored, dict) and stored.keys() == Committed.model_fields.keys()


@dataclass(frozen=True, slots=True)
class Enacted:
    """An act that stands in the record, as rules and values see it.

    `index` is its place in the record, counted from 0; `entered` the host's time of entry (UTC, milliseconds), the only
    *now* that rules know; `party` acted through `office`.
    """

    index: int
    entered: str
    type: str
    party: str
    office: str
    body: Body
