"""Acts of the subject `documents`: registered with their files, signed, ratified, amended; their standing reported."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from comity.forum.charter.provisions import Reach
from comity.forum.kernel.acts import Body, Count, Flag, Sourced, Told
from comity.forum.kernel.dates import When
from comity.forum.kernel.names import LanguageCode, PartyCode, Slug
from comity.forum.kernel.text import Line, Text
from comity.forum.meetings.acts import ItemNumber
from comity.forum.notices.acts import File

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
    "draft",
    "proposal",
]


class Version(File):
    """A document's file in one language, kept off the record by its SHA-256; `size` in bytes."""

    language: LanguageCode


def _each_once(files: tuple[Version, ...]) -> tuple[Version, ...]:
    if len({each.language for each in files}) != len(files):
        raise ValueError("there is one file for each language")
    return files


def _named_once(parties: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(parties)) != len(parties):
        raise ValueError("each party is named once")
    return parties


Versions = Annotated[tuple[Version, ...], Field(max_length=40), AfterValidator(_each_once)]
Readers = Annotated[tuple[PartyCode, ...], Field(max_length=200), AfterValidator(_named_once)]


def _check_readers(distribution: Reach, named: tuple[str, ...]) -> None:
    if bool(named) != (distribution == "named"):
        raise ValueError("readers are named where a document is for those that are named, and only there")


class Register(Told):
    """`documents.register`: a document comes into the register. `by_members` is False for a text of the chair alone.

    `symbol` is given by the register under the charter's grammar, where one is given. It is one for all languages, of
    which `original` is the one that the others translate. What `revises`, `adds_to` or `corrects` another document
    bears the symbol of that one, and after it /Rev., /Add. or /Corr. with the next number. `item` is the item of the
    meeting's agenda that it is for.
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
    original: LanguageCode | None = None
    files: Versions = ()
    distribution: Reach = "public"
    named: Readers = ()
    revises: Slug | None = None
    adds_to: Slug | None = None
    corrects: Slug | None = None
    item: ItemNumber | None = None

    @property
    def relation(self) -> tuple[str, str] | None:
        """Return how it follows another document ("Rev", "Add", "Corr"), and which; None where it follows none."""
        found = (("Rev", self.revises), ("Add", self.adds_to), ("Corr", self.corrects))
        return next(((suffix, other) for suffix, other in found if other is not None), None)

    @property
    def follows(self) -> str | None:
        """The document that it revises, adds to or corrects, or None."""
        return self.relation[1] if self.relation else None

    @model_validator(mode="after")
    def _of_one_piece(self) -> Self:
        _check_readers(self.distribution, self.named)
        if sum(other is not None for other in (self.revises, self.adds_to, self.corrects)) > 1:
            raise ValueError("a document revises another, adds to it or corrects it: one of the three")
        known = {*self.languages, *(each.language for each in self.files)}
        if self.original is not None and self.original not in known:
            raise ValueError("the original is in one of the document's languages")
        if self.files and self.original is None:
            raise ValueError("where files are given, it says which language is the original")
        if self.item is not None and self.meeting is None:
            raise ValueError("an item is one of a meeting's agenda, and no meeting is named")
        return self


class AddLanguage(Body):
    """`documents.add_language`: a document's file in a further language; `title` is what it is called in that.

    It bears the symbol of the document. `original` says that this is the language which the others translate, of a
    document that does not say so yet.
    """

    document: Slug
    file: Version
    title: Line | None = None
    original: Flag = False


class Redistribute(Body):
    """`documents.redistribute`: others may read the files of a document from now on. It becomes wider, never narrower.

    Only as long as it has no file, and so nothing of it was there to be read, may it become narrower too.
    """

    document: Slug
    distribution: Reach
    named: Readers = ()
    reason: Text | None = None

    @model_validator(mode="after")
    def _names_its_readers(self) -> Self:
        _check_readers(self.distribution, self.named)
        return self


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
