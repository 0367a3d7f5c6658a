"""Values of the subject `documents`: one value a document."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from comity.forum.kernel.values import Fact, Key, Value

if TYPE_CHECKING:
    from comity.forum.kernel.acts import Enacted
    from comity.forum.kernel.values import Values

KIND = "document"


class Signature(Fact):
    """A party's signature under a document."""

    party: str
    on: str
    at: dict[str, str] | None = None
    by: dict[str, str] | None = None
    paper: dict[str, str] | None = None


class Consent(Fact):
    """A party's consent to be bound."""

    party: str
    on: str
    instrument: str
    reference: str | None = None


class Amendment(Fact):
    """A change of a document."""

    on: str
    summary: dict[str, str]
    by: str | None = None
    meeting: str | None = None


class Standing(Fact):
    """How a document stood on a day."""

    as_of: str
    standing: str
    missing: int | None = None
    note: dict[str, str] | None = None


class Document(Value):
    """A document of the forum, and what happened to it."""

    document: str
    title: dict[str, str]
    kind: str
    on: str
    symbol: str | None = None
    body: str | None = None
    meeting: str | None = None
    by_members: bool = True
    part_of: str | None = None
    replaces: str | None = None
    languages: tuple[str, ...] = ()
    summary: dict[str, str] | None = None
    note: dict[str, str] | None = None
    sources: tuple[str, ...] = ()
    confidence: str = ""
    signatures: tuple[Signature, ...] = ()
    consents: tuple[Consent, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    standings: tuple[Standing, ...] = ()


def document(values: Values, slug: str) -> Document | None:
    """Return the document called `slug`, or None."""
    return cast("Document | None", values.get(Key(KIND, slug)))


def registered(_value: Document | None, act: Enacted, _id: str) -> Document:
    """Return the document that `documents.register` brings into the register."""
    return Document.made_by(act)


def signed(value: Document, act: Enacted, _id: str) -> Document:
    """Return the document after `documents.sign` or `membership.sign`."""
    return value.touched(act.index, signatures=(*value.signatures, Signature.of(act)))


def ratified(value: Document, act: Enacted, _id: str) -> Document:
    """Return the document after `documents.ratify`."""
    return value.touched(act.index, consents=(*value.consents, Consent.of(act)))


def amended(value: Document, act: Enacted, _id: str) -> Document:
    """Return the document after `documents.amend`."""
    return value.touched(act.index, amendments=(*value.amendments, Amendment.of(act)))


def reported(value: Document, act: Enacted, _id: str) -> Document:
    """Return the document after `documents.report`."""
    return value.touched(act.index, standings=(*value.standings, Standing.of(act)))
