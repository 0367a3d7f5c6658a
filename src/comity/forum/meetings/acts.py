"""Acts of the subject `meetings`: planned, moved, held, attended, concluded; and decisions taken without one."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from comity.forum.kernel.acts import Body, Count, Ordinal, Sourced
from comity.forum.kernel.dates import When
from comity.forum.kernel.names import PartyCode, Slug
from comity.forum.kernel.text import Line, Text

Kind = Literal["regular", "special", "informal", "sectoral", "preparatory", "without_meeting", "event"]
Format = Literal["in_person", "video", "hybrid", "silence", "correspondence", "not_found"]
Level = Literal[
    "head_of_state",
    "head_of_government",
    "vice_president",
    "minister",
    "deputy_minister",
    "ambassador",
    "official",
    "expert",
    "not_found",
]
Capacity = Literal["member", "observer", "partner", "guest", "participant"]
Verb = Literal[
    "adopts",
    "approves",
    "endorses",
    "recommends",
    "takes_note",
    "welcomes",
    "accepts_as_basis",
    "agrees_subject_to_silence",
    "continues_consultations",
    "defers",
    "signs",
    "admits",
    "appoints",
    "elects",
    "extends",
    "hands_over",
    "establishes",
    "decides",
    "discusses",
    "reviews",
    "issues",
    "announces",
]


class Presiding(Body):
    """Who presided: the party, the office, and the person where a source names a public office-holder."""

    party: PartyCode
    office: Line
    person: Line | None = None


class Numbers(Body):
    """Numbers of participants as a source gives them, where it gives no names."""

    members: Count | None = None
    observers: Count | None = None
    organisations: Count | None = None
    partners: Count | None = None
    participants: Count | None = None
    heads_of_state: Count | None = None


class Plan(Sourced):
    """`meetings.plan`: a meeting is planned. `planned` and `place` are what was announced."""

    meeting: Slug
    body: Slug
    number: Ordinal | None = None
    kind: Kind
    title: Line | None = None
    planned: When
    place: Line | None = None
    host: PartyCode | None = None
    format: Format = "not_found"
    presided: tuple[Presiding, ...] = ()


class Move(Sourced):
    """`meetings.move`: a planned meeting gets another date, place or format."""

    meeting: Slug
    planned: When
    place: Line | None = None
    format: Format | None = None


class Hold(Sourced):
    """`meetings.hold`: a meeting was held (or a decision taken without one: kind `without_meeting`, format `silence`).

    It completes a plan where there is one, and its facts stand in the plan's place; the plan stays beside them.
    """

    meeting: Slug
    body: Slug
    number: Ordinal | None = None
    kind: Kind
    title: Line | None = None
    on: When
    place: Line | None = None
    host: PartyCode | None = None
    format: Format = "in_person"
    presided: tuple[Presiding, ...] = ()
    numbers: Numbers | None = None


class Attend(Sourced):
    """`meetings.attend`: parties took part, in one capacity and at one level, as sources name them."""

    meeting: Slug
    parties: Annotated[tuple[PartyCode, ...], Field(min_length=1)]
    capacity: Capacity
    level: Level = "not_found"
    person: Line | None = None


class Conclude(Sourced):
    """`meetings.conclude`: something came out of a meeting. The verb carries the weight; `matter` says of what."""

    meeting: Slug
    verb: Verb
    matter: Text
    document: Slug | None = None
    about: tuple[PartyCode, ...] = ()
    on: When | None = None
