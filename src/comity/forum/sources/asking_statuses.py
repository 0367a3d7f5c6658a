"""Questions about statuses: counts, days of joining, places, signatures, kinds."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from comity.forum.kernel.acts import Body
from comity.forum.kernel.dates import When
from comity.forum.kernel.names import PartyCode, Slug
from comity.forum.kernel.text import Text


class CountOn(Body):
    """How many parties held `status` on a day."""

    kind: Literal["count"]
    status: Slug
    on: When
    number: int


class StatusOn(Body):
    """Whether a party held `status` on a day."""

    kind: Literal["status"]
    party: PartyCode
    status: Slug
    on: When
    holds: bool = True


class Joined(Body):
    """On which day a party came to `status`."""

    kind: Literal["joined"]
    party: PartyCode
    status: Slug
    on: When


class JoinedDay(Body):
    """On which day of a month a party came to `status`, where the source names neither month nor year."""

    kind: Literal["joined_day"]
    party: PartyCode
    status: Slug
    day: Annotated[int, Field(ge=1, le=31)]


class PlaceAmong(Body):
    """The how-manieth holder of `status` a party is."""

    kind: Literal["place"]
    party: PartyCode
    status: Slug
    number: int


class SignedBy(Body):
    """Who signed for a party. `person` may be a part of what the register has: a name without an office."""

    kind: Literal["signed_by"]
    party: PartyCode
    instrument: Slug
    person: Text


class SignedPaper(Body):
    """Under which paper a party came to its status. `paper` may be a part of what the register calls it."""

    kind: Literal["paper"]
    party: PartyCode
    instrument: Slug
    paper: Text


class KindOf(Body):
    """Whether a party is a state or an organisation."""

    kind: Literal["kind"]
    party: PartyCode
    is_: Annotated[Literal["state", "organisation"], Field(alias="is")]

    model_config = Body.model_config | {"populate_by_name": True, "serialize_by_alias": True}
