"""Values of the subject `meetings`: one value a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from comity.forum.kernel.acts import Body
from comity.forum.kernel.values import Fact, Key, Value

if TYPE_CHECKING:
    from comity.forum.kernel.acts import Enacted
    from comity.forum.kernel.values import Values
    from comity.forum.meetings import acts

KIND = "meeting"
NUMBER = "meeting-number"


class President(Body):
    """Who presided."""

    party: str
    office: dict[str, str]
    person: dict[str, str] | None = None


class Planned(Fact):
    """A plan as announced: when, where, in which format; `act` made it or moved it."""

    planned: str
    place: dict[str, str] | None = None
    format: str = "not_found"
    note: dict[str, str] | None = None


class Attendance(Fact):
    """Parties that took part, in one capacity and at one level."""

    parties: tuple[str, ...]
    capacity: str
    level: str
    person: dict[str, str] | None = None
    note: dict[str, str] | None = None


class Outcome(Fact):
    """Something that came out of a meeting."""

    verb: str
    matter: dict[str, str]
    document: str | None = None
    about: tuple[str, ...] = ()
    on: str | None = None
    note: dict[str, str] | None = None


class Meeting(Value):
    """A meeting, or a decision taken without one. `on` is None until it has been held."""

    meeting: str
    body: str
    kind: str
    number: int | None = None
    title: dict[str, str] | None = None
    plans: tuple[Planned, ...] = ()
    on: str | None = None
    place: dict[str, str] | None = None
    host: str | None = None
    format: str = "not_found"
    presided: tuple[President, ...] = ()
    numbers: dict[str, int | None] | None = None
    held_act: int | None = None
    sources: tuple[str, ...] = ()
    confidence: str = ""
    note: dict[str, str] | None = None
    attendance: tuple[Attendance, ...] = ()
    outcomes: tuple[Outcome, ...] = ()

    @property
    def when(self) -> str:
        """The date held, or else the one last planned (EDTF)."""
        return self.on or self.plans[-1].planned

    @property
    def held(self) -> bool:
        """Whether it has been held."""
        return self.on is not None


class Numbered(Value):
    """Which meeting holds a number of a body's regular meetings; the empty string where a correction has freed it."""

    meeting: str


def numbered(value: Numbered | None, act: Enacted, _id: str) -> Numbered:
    """Return the holder of a number after an act that gives it."""
    body = cast("acts.Plan | acts.Hold", act.body)
    return value.touched(act.index, meeting=body.meeting) if value else Numbered.made_by(act)


def unnumbered(value: Numbered, _id: str, _values: Values) -> Numbered:
    """Return what stays of a number when a correction takes it from its meeting: it is free."""
    return value.model_copy(update={"meeting": ""})


def meeting(values: Values, slug: str) -> Meeting | None:
    """Return the meeting called `slug`, or None."""
    return cast("Meeting | None", values.get(Key(KIND, slug)))


def planned(value: Meeting | None, act: Enacted, slug: str) -> Meeting:
    """Return the meeting after `meetings.plan`."""
    body = cast("acts.Plan", act.body)
    value = value or Meeting(meeting=slug, body=body.body, kind=body.kind)
    return value.touched(
        act.index,
        number=body.number,
        title=body.title,
        host=body.host,
        plans=(*value.plans, Planned.of(act)),
        presided=tuple(President(**p.model_dump()) for p in body.presided),
        sources=body.sources,
        confidence=body.confidence,
    )


def moved(value: Meeting, act: Enacted, _id: str) -> Meeting:
    """Return the meeting after `meetings.move`."""
    body = cast("acts.Move", act.body)
    last = value.plans[-1]
    plan = Planned.of(act, place=body.place or last.place, format=body.format or last.format)
    return value.touched(act.index, plans=(*value.plans, plan))


def was_held(value: Meeting | None, act: Enacted, slug: str) -> Meeting:
    """Return the meeting after `meetings.hold`: the facts replace the plan's; the plan stays beside them."""
    body = cast("acts.Hold", act.body)
    value = value or Meeting(meeting=slug, body=body.body, kind=body.kind)
    return value.touched(
        act.index,
        body=body.body,
        kind=body.kind,
        number=body.number or value.number,
        title=body.title or value.title,
        on=body.on,
        place=body.place,
        host=body.host or value.host,
        format=body.format,
        presided=tuple(President(**p.model_dump()) for p in body.presided),
        numbers=body.numbers.model_dump() if body.numbers else None,
        held_act=act.index,
        sources=body.sources,
        confidence=body.confidence,
        note=body.note,
    )


def attended(value: Meeting, act: Enacted, _id: str) -> Meeting:
    """Return the meeting after `meetings.attend`."""
    return value.touched(act.index, attendance=(*value.attendance, Attendance.of(act)))


def concluded(value: Meeting, act: Enacted, _id: str) -> Meeting:
    """Return the meeting after `meetings.conclude`."""
    return value.touched(act.index, outcomes=(*value.outcomes, Outcome.of(act)))
