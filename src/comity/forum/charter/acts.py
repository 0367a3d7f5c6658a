"""Acts of the subject `charter`: the forum is constituted, its charter adopted."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from comity.forum.charter.provisions import (
    ActRule,
    Admission,
    BodyRule,
    ChairRule,
    ContestRule,
    DecisionRule,
    Dimension,
    Exit,
    Matter,
    Procedure,
    Quorum,
    Setting,
    StatusRule,
    SymbolSeries,
)
from comity.forum.kernel.acts import Body, Ordinal, Sourced
from comity.forum.kernel.dates import When
from comity.forum.kernel.names import LanguageCode, Slug
from comity.forum.kernel.text import Line
from comity.record.errors import RecordError
from comity.record.keys import PublicKey

Origin = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9](?:[A-Za-z0-9._:/~-]*[A-Za-z0-9])?$", max_length=200)]
"""The name of a record: a URL without its scheme.

No spaces and no plus sign, as signed notes demand; nothing either that means something else in a shell, or among the
patterns of an `allowed_signers` file.
"""


def _check_key(line: str) -> str:
    try:
        PublicKey.from_openssh(line)
    except RecordError as fault:
        raise ValueError(fault.message) from fault
    return line


PublicKeyLine = Annotated[str, Field(max_length=2000), AfterValidator(_check_key)]
"""A public key: one line of OpenSSH's format."""


class OfficeKey(Body):
    """A public key with which an office of the secretariat signs."""

    office: Slug
    key: PublicKeyLine


class Particulars(Body):
    """Who a forum is: its name in ids, its names and short names, the origin of its record, its languages."""

    forum: Slug
    names: Line
    short: Line
    origin: Origin
    languages: Annotated[tuple[LanguageCode, ...], Field(min_length=1)]


class Constitute(Particulars):
    """`charter.constitute`: the first act of a record. It names the forum, and the keys of its secretariat."""

    keys: Annotated[tuple[OfficeKey, ...], Field(min_length=1)]


class Adopt(Sourced):
    """`charter.adopt`: a version of the forum's charter. Versions count from 1, without gaps.

    Where it has no rule of `acts` for a type, only the secretariat enters acts of that type.
    """

    version: Ordinal
    in_force: When
    statuses: Annotated[tuple[StatusRule, ...], Field(min_length=1)]
    admissions: tuple[Admission, ...] = ()
    exits: tuple[Exit, ...] = ()
    bodies: Annotated[tuple[BodyRule, ...], Field(min_length=1)]
    decisions: Annotated[tuple[DecisionRule, ...], Field(min_length=1)]
    quorum: Annotated[tuple[Quorum, ...], Field(min_length=1)]
    chair: Annotated[tuple[ChairRule, ...], Field(min_length=1)]
    matters: tuple[Matter, ...] = ()
    procedures: tuple[Procedure, ...] = ()
    languages: tuple[Setting, ...] = ()
    seating: tuple[Setting, ...] = ()
    settings: tuple[Setting, ...] = ()
    symbols: tuple[SymbolSeries, ...] = ()
    dimensions: tuple[Dimension, ...] = ()
    acts: tuple[ActRule, ...] = ()
    contested: tuple[ContestRule, ...] = ()
