"""Acts of the subject `documents`: registered, signed, ratified, amended; their standing reported."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from comity.forum.kernel.acts import Count, Flag, Sourced
from comity.forum.kernel.dates import When
from comity.forum.kernel.names import LanguageCode, PartyCode, Slug
from comity.forum.kernel.text import Line, Text

Kind = Literal[
    "founding",
    "basic",
    "treaty",
    "political",
    "plan",
    "working",
    "internal",
    "decision",
    "chair_statement",
    "memorandum",
]


class Register(Sourced):
    """`documents.register`: a document comes into the register. `by_members` is False for a text of the chair alone.

    `symbol` is given by the register under the charter's grammar, where one is given.
    """

    document: Slug
    title: Line
    kind: Kind
    on: When
    symbol: Annotated[str, Field(max_length=60)] | None = None
    body: Slug | None = None
    meeting: Slug | None = None
    by_members: Flag = True
    part_of: Slug | None = None
    replaces: Slug | None = None
    languages: tuple[LanguageCode, ...] = ()
    summary: Text | None = None


class Sign(Sourced):
    """`documents.sign`: a party signs a document on which no status rests (a treaty, a memorandum)."""

    document: Slug
    party: PartyCode
    on: When
    at: Text | None = None
    by: Text | None = None


class Ratify(Sourced):
    """`documents.ratify`: an instrument shows a party's consent to be bound; `reference` is its national number."""

    document: Slug
    party: PartyCode
    on: When
    instrument: Literal["ratification", "approval", "acceptance", "accession"]
    reference: Annotated[str, Field(max_length=120)] | None = None


class Amend(Sourced):
    """`documents.amend`: a document changes by a decision or by another document."""

    document: Slug
    on: When
    by: Slug | None = None
    meeting: Slug | None = None
    summary: Text


class Report(Sourced):
    """`documents.report`: how a document stands on a day: in force or not, and how many instruments are missing."""

    document: Slug
    as_of: When
    standing: Literal["in_force", "not_in_force", "superseded", "under_negotiation"]
    missing: Count | None = None
