"""Values of the subject `documents`: one value a document."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from comity.forum.kernel.values import Fact, Key, Value

if TYPE_CHECKING:
    from comity.forum.documents import acts
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


class Filed(Fact):
    """A document's file in one language, by its digest; `entered` is since when the register holds it."""

    language: str
    name: str
    sha256: str
    size: int
    media_type: str
    entered: str = ""


class Document(Value):
    """A document of the forum, and what happened to it.

    `entered` is when it came into the register, by an act of `registered_by`. `followers` are the documents that revise
    it, add to it or correct it, in their order.
    """

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
    original: str | None = None
    files: tuple[Filed, ...] = ()
    distribution: str = "public"
    named: tuple[str, ...] = ()
    revises: str | None = None
    adds_to: str | None = None
    corrects: str | None = None
    item: str | None = None
    followers: tuple[str, ...] = ()
    entered: str = ""
    registered_by: str = ""

    @property
    def follows(self) -> str | None:
        """The document that it revises, adds to or corrects, or None."""
        return self.revises or self.adds_to or self.corrects

    def file_in(self, language: str) -> Filed | None:
        """Return the document's file in a language, or None."""
        return next((each for each in self.files if each.language == language), None)


def document(values: Values, slug: str) -> Document | None:
    """Return the document called `slug`, or None."""
    return cast("Document | None", values.get(Key(KIND, slug)))


def registered(_value: Document | None, act: Enacted, _id: str) -> Document:
    """Return the document that `documents.register` brings into the register."""
    body = cast("acts.Register", act.body)
    files = tuple(_filed(each, act) for each in body.files)
    languages = tuple(dict.fromkeys((*body.languages, *(each.language for each in files))))
    return Document.made_by(act, files=files, languages=languages, entered=act.entered, registered_by=act.party)


def _filed(version: acts.Version, act: Enacted) -> Filed:
    return Filed.of(act, **version.__dict__, entered=act.entered)


def followed(value: Document, act: Enacted, _id: str) -> Document:
    """Return the document that another one revises, adds to or corrects, after that was registered."""
    follower = cast("acts.Register", act.body).document
    return value.touched(act.index, followers=(*value.followers, follower))


def language_added(value: Document, act: Enacted, _id: str) -> Document:
    """Return the document after `documents.add_language`."""
    body = cast("acts.AddLanguage", act.body)
    language = body.file.language
    return value.touched(
        act.index,
        files=(*value.files, _filed(body.file, act)),
        languages=tuple(dict.fromkeys((*value.languages, language))),
        original=value.original or (language if body.original else None),
        title={**(body.title or {}), **value.title},
    )


def redistributed(value: Document, act: Enacted, _id: str) -> Document:
    """Return the document after `documents.redistribute`."""
    body = cast("acts.Redistribute", act.body)
    return value.touched(act.index, distribution=body.distribution, named=body.named)


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
