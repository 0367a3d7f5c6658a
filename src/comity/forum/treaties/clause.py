"""How a treaty enters into force: the clause as data, with every number that it counts by."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from comity.forum.kernel.acts import Body, Count, Flag, Ordinal
from comity.forum.kernel.names import PartyCode

Days = Annotated[Count, Field(le=36_500)]
"""A time in days; a century at most, so that it ends in the calendar."""

Months = Annotated[Count, Field(le=1_200)]
"""A time in months; a century at most."""

Instruments = Annotated[Ordinal, Field(le=1_000)]
"""A number of instruments: more than there are states."""

Base = Literal["signatories", "members", "members_at_adoption"]
"""Of whom a share is taken: of those who have signed, of the forum's members on the day, or at the adoption."""


class Share(Body):
    """`numerator`/`denominator` of the signatories or members must be among those bound, rounded up."""

    numerator: Ordinal
    denominator: Ordinal
    of: Base

    @model_validator(mode="after")
    def _not_more_than_all(self) -> Self:
        if self.numerator > self.denominator:
            raise ValueError("a share is not more than all: the numerator exceeds the denominator")
        return self

    def out_of(self, number: int) -> int:
        """Return how many of `number` make the share."""
        return -(-number * self.numerator // self.denominator)


class Delay(Body):
    """How long after a deposit something takes effect: so many days, or months. The day after the deposit is the first.

    A month ends on the day of the same number, or on its last one where it has none.
    """

    days: Days | None = None
    months: Months | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.days is None) == (self.months is None):
            raise ValueError("a delay is given in days or in months: the one or the other")
        return self


class EntryClause(Body):
    """When a treaty enters into force: all that it asks for must be met, then `after` runs.

    `instruments` is how many must be deposited, `share` which part of the signatories or members, `named` who must be
    among them. For a party bound later `later` runs from its own deposit; where it is not given, `after` does.
    `assumed` says that no source gives the clause.
    """

    instruments: Instruments | None = None
    share: Share | None = None
    named: tuple[PartyCode, ...] = ()
    after: Delay
    later: Delay | None = None
    assumed: Flag = False

    @model_validator(mode="after")
    def _asks_for_something(self) -> Self:
        if self.instruments is None and self.share is None and not self.named:
            raise ValueError("a clause says what it asks for: a number of instruments, a share, or named parties")
        if len(set(self.named)) != len(self.named):
            raise ValueError("each party is named once")
        return self
