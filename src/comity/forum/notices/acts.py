"""Acts of the subject `notices`: notes are sent, acknowledged, answered, withdrawn; papers are registered."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from comity.forum.kernel.acts import Body, Ordinal
from comity.forum.kernel.names import Moment, PartyCode, Slug
from comity.forum.kernel.text import Line, Text, check_seen
from comity.forum.officers.acts import Digest, Paper

Reply = Literal["none", "acknowledgement", "answer"]
"""What the sender asks for. That a note was read asks nobody's leave: it is information."""

Precedence = Literal["routine", "priority", "immediate"]
Position = Literal["agrees", "comments", "objects", "nothing_to_report"]


def _each_once(parties: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(parties)) != len(parties):
        raise ValueError("each party is named once")
    return parties


Addressees = Annotated[tuple[PartyCode, ...], Field(min_length=1, max_length=200), AfterValidator(_each_once)]


def _no_folder(name: str) -> str:
    if name in {".", ".."}:
        raise ValueError("it names a folder")
    return check_seen(name)


class File(Body):
    """A file that goes with a note: kept off the record by its SHA-256; `size` in bytes."""

    name: Annotated[str, StringConstraints(pattern=r'^[^/\\\x00-\x1f\x7f"<>|]{1,120}$'), AfterValidator(_no_folder)]
    sha256: Digest
    size: Ordinal
    media_type: Annotated[str, StringConstraints(pattern=r"^[a-z]+/[a-z0-9.+-]+$", max_length=100)]


class Send(Body):
    """`notices.send`: a party writes to others. `by` is when it asks to have the reply.

    `follows` is a notice before it; `notice` is the sender's own number of it, as an address has it: kaz-2026-14.
    """

    party: PartyCode
    notice: Slug
    to: Addressees
    subject: Line
    text: Text
    precedence: Precedence = "routine"
    reply: Reply = "none"
    by: Moment | None = None
    follows: Slug | None = None
    files: Annotated[tuple[File, ...], Field(max_length=20)] = ()

    @model_validator(mode="after")
    def _asked_by_when(self) -> Self:
        if self.by is not None and self.reply == "none":
            raise ValueError("a time is given by which a reply is asked for, but no reply is asked for")
        return self


class Acknowledge(Body):
    """`notices.acknowledge`: an addressee has received a notice."""

    party: PartyCode
    notice: Slug


class Answer(Body):
    """`notices.answer`: an addressee answers a notice. The newest answer of a party is the one that stands."""

    party: PartyCode
    notice: Slug
    position: Position
    text: Text | None = None
    files: Annotated[tuple[File, ...], Field(max_length=20)] = ()


class Withdraw(Body):
    """`notices.withdraw`: the sender withdraws a notice; what was asked of its addressees is not asked any more."""

    party: PartyCode
    notice: Slug
    to: Addressees
    reason: Text


class RegisterPaper(Body):
    """`notices.register_paper`: the secretariat has received a note verbale on paper, of the party `sender`."""

    notice: Slug
    sender: PartyCode
    paper: Paper
    received: Moment
    subject: Line
    text: Text | None = None
