"""Values of the subject `sources`: one value a source, one a claim, one a corrected act."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from comity.forum.kernel.values import Key, Value
from comity.forum.sources.questions import Question

if TYPE_CHECKING:
    from comity.forum.kernel.acts import Enacted
    from comity.forum.kernel.values import Values

SOURCE = "source"
CLAIM = "claim"
CORRECTION = "correction"


class Source(Value):
    """A source of facts."""

    source: str
    title: dict[str, str]
    weight: str
    urls: tuple[str, ...] = ()
    published: str | None = None
    language: str | None = None
    note: dict[str, str] | None = None


class Claimed(Value):
    """What a source says."""

    claim: str
    source: str
    line: int | None = None
    group: str | None = None
    quote: str | None = None
    says: dict[str, str]
    question: Question
    why: dict[str, str]
    follows: tuple[str, ...] = ()


class Correction(Value):
    """The corrections of one act: `act` is the act corrected, `acts` the corrections, the newest last and in force."""

    act: int


def source(values: Values, key: str) -> Source | None:
    """Return the source called `key`, or None."""
    return cast("Source | None", values.get(Key(SOURCE, key)))


def cited(_value: Source | None, act: Enacted, _id: str) -> Source:
    """Return the source that `sources.cite` registers."""
    return Source.made_by(act)


def claimed(_value: Claimed | None, act: Enacted, _id: str) -> Claimed:
    """Return the claim that `sources.claim` enters."""
    return Claimed.made_by(act)


def corrected(value: Correction | None, act: Enacted, _id: str) -> Correction:
    """Return the corrections of an act after `sources.correct`."""
    return value.touched(act.index) if value else Correction.made_by(act)
