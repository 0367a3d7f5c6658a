"""What a decision can bring about beside what its text says: statuses, the chair, posts, changes of the charter.

A proposal names its effect, and the act that concludes it repeats it word for word: the decision and what it drives are
one act.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from comity.forum.charter.provisions import Change
from comity.forum.kernel.acts import Body
from comity.forum.kernel.dates import When
from comity.forum.kernel.names import ExactDay, PartyCode, Slug
from comity.forum.kernel.text import Line


class Admit(Body):
    """A party receives a status, once the other steps that the charter asks for are done as well."""

    kind: Literal["admission"]
    party: PartyCode
    status: Slug


class EndStatus(Body):
    """A status of a party ends, in a manner that the charter knows, on a day or at once."""

    kind: Literal["status_end"]
    party: PartyCode
    status: Slug
    manner: Literal["withdrawn", "suspended"]
    on: ExactDay | None = None


class ChooseChair(Body):
    """A state is chosen to be in the chair for a term; it takes the chair by an act of its own (offices.take_chair)."""

    kind: Literal["chair"]
    term: Slug
    state: PartyCode
    since: When
    until: When | None = None


class ProlongChair(Body):
    """A term in the chair is prolonged."""

    kind: Literal["chair_extension"]
    term: Slug
    until: When


class FillPost(Body):
    """A person takes a post. Only public office-holders acting in public are named."""

    kind: Literal["appointment"]
    post: Slug
    person: Line
    tenure: Slug
    nationality: PartyCode | None = None
    since: When
    until: When | None = None


class AmendCharter(Body):
    """The charter changes from a day on. What it replaces stays readable, and in force up to the day before."""

    kind: Literal["charter"]
    in_force: ExactDay
    changes: Annotated[tuple[Change, ...], Field(min_length=1, max_length=100)]


Effect = Annotated[
    Admit | EndStatus | ChooseChair | ProlongChair | FillPost | AmendCharter, Field(discriminator="kind")
]
"""One effect, told apart by its `kind`."""
