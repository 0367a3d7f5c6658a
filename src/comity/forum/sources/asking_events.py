"""Questions about meetings, the chair, documents, the seat and the bodies."""

from __future__ import annotations

from typing import Literal

from comity.forum.kernel.acts import Body
from comity.forum.kernel.dates import When
from comity.forum.kernel.names import PartyCode, Slug
from comity.forum.kernel.text import Text


class HeldOn(Body):
    """On which day or days a meeting was held; `plan` asks for the day planned instead."""

    kind: Literal["held"]
    meeting: Slug
    on: When
    plan: bool = False


class HeldAt(Body):
    """Where a meeting was held."""

    kind: Literal["where"]
    meeting: Slug
    place: Text


class NumberAt(Body):
    """How many took part in a meeting, as a number: of states and organisations in one capacity, or of leaders."""

    kind: Literal["number_at"]
    meeting: Slug
    of: Literal["members", "observers", "organisations", "partners", "participants", "heads_of_state"]
    number: int


class Rhythm(Body):
    """Every how many years a body meets in regular session.

    `alongside` are bodies whose sessions count as well; `since` and `until` bound the time that the source speaks of.
    """

    kind: Literal["rhythm"]
    body: Slug
    alongside: tuple[Slug, ...] = ()
    years: int
    since: When | None = None
    until: When | None = None


class ChairCount(Body):
    """The how-manieth chair a state is, counted `by` countries or by terms."""

    kind: Literal["chair_number"]
    term: Slug
    by: Literal["country", "term"]
    number: int


class ChairSince(Body):
    """Since when a term in the chair has been served."""

    kind: Literal["chair_since"]
    term: Slug
    on: When


class ChairOn(Body):
    """Whether a state was in the chair on a day."""

    kind: Literal["chair_on"]
    state: PartyCode
    on: When
    holds: bool = True


class DocumentDated(Body):
    """Which day a document is of."""

    kind: Literal["document"]
    document: Slug
    on: When


class Unchanged(Body):
    """Whether a copy of the founding texts, basic texts and treaties made on a day still shows them as they stand."""

    kind: Literal["unchanged"]
    since: When


class SeatSince(Body):
    """Since when the secretariat has had its seat at a place or in premises."""

    kind: Literal["seat"]
    place: Text
    on: When


class BodySince(Body):
    """Since when a body has existed."""

    kind: Literal["body_since"]
    body: Slug
    on: When


class NamedAs(Body):
    """What the forum, a party or a body is called. The forum needs no `id`."""

    kind: Literal["named"]
    of: Literal["forum", "party", "body"]
    id: str = ""
    name: Text
