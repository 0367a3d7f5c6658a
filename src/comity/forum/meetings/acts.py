"""Acts of the subject `meetings`: of the past (planned, held, attended, concluded), and as a meeting goes.

What happens while a meeting goes states no day of its own: its time is that of its entry.
"""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from comity.forum.kernel.acts import Body, Count, Ordinal, Sourced, Told
from comity.forum.kernel.dates import When
from comity.forum.kernel.names import Moment, PartyCode, Slug
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


class Move(Told):
    """`meetings.move`: a meeting that is planned or convened gets another date, place or format.

    `opens` is the moment at which it is to be opened now; the one said before counts no more.
    """

    meeting: Slug
    planned: When
    opens: Moment | None = None
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


Convenable = Literal["regular", "special", "informal", "sectoral", "preparatory"]
"""Kinds of meetings that are convened: they sit, and belong to a body."""

Way = Literal["in_person", "video", "hybrid"]
"""How a meeting sits."""

ItemNumber = Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]{0,2}(?:\.[1-9][0-9]{0,2}){0,2}$")]
"""The number of an item of the agenda: 1, 2, 2.1."""


class Convene(Body):
    """`meetings.convene`: a meeting of a body is called; it completes a plan where there is one.

    `planned` is the day, or the days, and `opens` the moment at which it is to be opened. A regular meeting of a body
    that counts them has the next `number`.
    """

    meeting: Slug
    body: Slug
    number: Ordinal | None = None
    kind: Convenable
    title: Line | None = None
    planned: When
    opens: Moment | None = None
    place: Line | None = None
    host: PartyCode | None = None
    format: Way


class Open(Body):
    """`meetings.open`: the meeting is opened. `presided` is who is in the chair."""

    meeting: Slug
    presided: Annotated[tuple[Presiding, ...], Field(min_length=1, max_length=10)]


class Suspend(Body):
    """`meetings.suspend`: the meeting does not sit for a while; `until` when, where that is said."""

    meeting: Slug
    until: Moment | None = None


class Resume(Body):
    """`meetings.resume`: the meeting sits again. `presided` is who takes the chair now, where another does."""

    meeting: Slug
    presided: Annotated[tuple[Presiding, ...], Field(max_length=10)] = ()


class Close(Body):
    """`meetings.close`: the meeting is over."""

    meeting: Slug


def _each_once(parties: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(parties)) != len(parties):
        raise ValueError("each party is named once")
    return parties


Delegations = Annotated[tuple[PartyCode, ...], Field(max_length=400), AfterValidator(_each_once)]


class NotePresence(Body):
    """`meetings.note_presence`: parties came, in one capacity and at one level; others left."""

    meeting: Slug
    capacity: Capacity | None = None
    level: Level = "not_found"
    present: Delegations = ()
    left: Delegations = ()

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.present and not self.left:
            raise ValueError("somebody came, or somebody left")
        if bool(self.present) != (self.capacity is not None):
            raise ValueError("of those who came, and of nobody else, it says in which capacity they came")
        if set(self.present) & set(self.left):
            raise ValueError("no party came and left at once")
        return self


class AgendaItem(Body):
    """An item of the agenda: its number, what it is called, and the documents and matters that stand under it."""

    number: ItemNumber
    title: Line
    documents: Annotated[tuple[Slug, ...], Field(max_length=60)] = ()
    decisions: Annotated[tuple[Slug, ...], Field(max_length=60)] = ()


def _in_order(items: tuple[AgendaItem, ...]) -> tuple[AgendaItem, ...]:
    before: list[int] = []
    for item in items:
        here = [int(part) for part in item.number.split(".")]
        if here not in ([*before, 1], *([*before[:depth], before[depth] + 1] for depth in range(len(before)))):
            raise ValueError(f"its items are numbered without gaps, in their order; {item.number} does not follow")
        before = here
    return items


Items = Annotated[tuple[AgendaItem, ...], Field(min_length=1, max_length=200), AfterValidator(_in_order)]


class SetAgenda(Body):
    """`meetings.set_agenda`: the provisional agenda; it takes the place of the provisional one before it."""

    meeting: Slug
    items: Items


class AdoptAgenda(Body):
    """`meetings.adopt_agenda`: the meeting adopts its agenda as it stands."""

    meeting: Slug


class AmendAgenda(Body):
    """`meetings.amend_agenda`: the meeting changes the agenda that it has adopted. `items` is the whole agenda."""

    meeting: Slug
    items: Items
    reason: Text | None = None


class TakeUp(Body):
    """`meetings.take_up`: an item of the agenda is taken up; what happens from now on happens under it."""

    meeting: Slug
    item: ItemNumber


class Note(Body):
    """`meetings.note`: the secretariat notes in the journal what happened, or what was said.

    `party` is whose statement it is, `document` the statement where it was handed in.
    """

    meeting: Slug
    text: Text
    item: ItemNumber | None = None
    party: PartyCode | None = None
    document: Slug | None = None
