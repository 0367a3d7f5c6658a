"""Acts of the subject `sources`: a source is registered, a claim of it entered, an earlier act corrected."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from comity.forum.kernel.acts import Body, Count, Ordinal, Sourced
from comity.forum.kernel.dates import When
from comity.forum.kernel.names import LanguageCode, Slug, SourceKey
from comity.forum.kernel.text import Line, Text
from comity.forum.sources.questions import Question

Weight = Literal["official", "legal", "state", "press", "reference", "own"]

Address = Annotated[str, StringConstraints(pattern=r"^https?://[^\s\"<>\\^`{|}]+$", max_length=1000)]
"""Where a source is found on the web. Pages make links of it, so it can be nothing that a browser would run."""


class Cite(Body):
    """`sources.cite`: a source comes into the register. `weight` is what kind of source it is."""

    source: SourceKey
    title: Line
    weight: Weight
    urls: tuple[Address, ...] = ()
    published: When | None = None
    language: LanguageCode | None = None
    note: Text | None = None


class Claim(Body):
    """`sources.claim`: what a source says, in its own words (`quote`) and as a question the register can answer.

    `line` is the line of the source; `group` names the conflict that the claim is one side of; `why` says why the
    register follows the source that it follows.
    """

    claim: Slug
    source: SourceKey
    line: Ordinal | None = None
    group: Slug | None = None
    quote: Annotated[str, Field(max_length=1000)] | None = None
    says: Text
    question: Question
    why: Text
    follows: tuple[SourceKey, ...] = ()


class Correct(Sourced):
    """`sources.correct`: an earlier act's facts are superseded. `body` is its whole body as it should have been.

    `v` is the version of its act type that `body` is written in. The earlier act stays in the record and is shown
    beside this one; values are folded as if it had said this.
    """

    act: Count
    v: Ordinal = 1
    body: dict[str, Any]
    reason: Text
