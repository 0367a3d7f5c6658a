"""Acts of the subject `officers`: officers come and go, keys are added and revoked.

An officer is an opaque id with an office. Who the person is stands nowhere in the record: an entry is public for ever.
"""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from comity.forum.charter.acts import PublicKeyLine
from comity.forum.charter.provisions import Function
from comity.forum.kernel.acts import Body, Ordinal
from comity.forum.kernel.dates import When
from comity.forum.kernel.names import Fingerprint, PartyCode
from comity.forum.kernel.text import Line, Text, check_seen

OfficerId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$", max_length=40)]
"""An officer of a party: an opaque id, unique within the party for ever."""

Reference = Annotated[str, StringConstraints(pattern=r"^\S(?:.{0,78}\S)?$"), AfterValidator(check_seen)]
"""How a paper is referred to, as its author numbers it: No. 12-3/456."""

Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
"""SHA-256 of a file, in hexadecimal."""

WebOrigin = Annotated[
    str,
    StringConstraints(
        pattern=r"^(?:https://[a-z0-9]+(?:[.-][a-z0-9]+)*(?::[0-9]{1,5})?|http://localhost(?::[0-9]{1,5})?)$",
        max_length=200,
    ),
]
"""Where a passkey may be used: a web origin as browsers write it (https://desk.example.org)."""


class Paper(Body):
    """A paper that was received: its reference and date, and its file's digest, length and media type if it is kept."""

    reference: Reference
    on: When
    sha256: Digest | None = None
    size: Ordinal | None = None
    media_type: Annotated[str, StringConstraints(pattern=r"^[a-z]+/[a-z0-9.+-]+$", max_length=100)] | None = None

    @model_validator(mode="after")
    def _whole_file(self) -> Self:
        if len({self.sha256 is None, self.size is None, self.media_type is None}) > 1:
            raise ValueError("a file is given by its digest, size and media type together")
        return self


def _each_once(functions: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(functions)) != len(functions):
        raise ValueError("each function is named once")
    return functions


class Credentialed(Body):
    """What is done for a party: by the party itself, or by the secretariat on the `credentials` of a note verbale."""

    party: PartyCode
    officer: OfficerId
    credentials: Paper | None = None


class Enrol(Credentialed):
    """`officers.enrol`: an officer may act for a party, in these functions. `office` is the post, not the person."""

    office: Line
    functions: Annotated[tuple[Function, ...], Field(min_length=1), AfterValidator(_each_once)]


class AddKey(Credentialed):
    """`officers.add_key`: an officer signs with this key from the next act on.

    `key` is one line of OpenSSH's format. A passkey says at which web `origins` it may be used.
    """

    key: PublicKeyLine
    origins: Annotated[tuple[WebOrigin, ...], Field(max_length=8)] = ()


class RevokeKey(Credentialed):
    """`officers.revoke_key`: a key signs no more. Acts that it signed before stay valid."""

    fingerprint: Fingerprint
    reason: Literal["lost", "compromised", "replaced", "left"]


class Dismiss(Credentialed):
    """`officers.dismiss`: an officer acts for a party no more, with whatever key."""


class Claimant(Body):
    """An administration that claims to represent a party, and the papers by which it does."""

    name: Line
    papers: Annotated[tuple[Paper, ...], Field(min_length=1)]


class Contest(Body):
    """`officers.contest`: more than one administration claims to represent a party. The record takes no side."""

    party: PartyCode
    claimants: Annotated[tuple[Claimant, ...], Field(min_length=2)]
    note: Text | None = None


class Settle(Body):
    """`officers.settle`: a party's representation is contested no more, by which papers."""

    party: PartyCode
    papers: Annotated[tuple[Paper, ...], Field(min_length=1)]
    note: Text | None = None
