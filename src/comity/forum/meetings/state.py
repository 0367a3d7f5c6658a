"""Values of the subject `meetings`: one value a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from comity.forum.kernel.acts import Body
from comity.forum.kernel.values import Fact, Key, Value
from comity.forum.meetings.machine import CLOSED, PLANNED

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


class Sitting(Body):
    """A stretch during which a meeting sat: `opened`, `closed` are times of entry; `closed` is empty while it sits."""

    opened: str
    closed: str = ""


class Present(Fact):
    """That a party was at a meeting, in one capacity and at one level, since one time of entry until another.

    `left` is the index of the act by which it left. While it is there `until` is empty and `left` None; so they stay
    where it was there to the end. A party that comes back has another of these.
    """

    party: str
    capacity: str
    level: str = "not_found"
    since: str
    until: str = ""
    left: int | None = None

    def there(self, index: int) -> bool:
        """Whether the party was there once the act at `index` was entered."""
        return self.act <= index and (self.left is None or self.left > index)


class Item(Body):
    """An item of the agenda: "1", "2", "2.1"; `taken_up` is the index of the act by which it was last taken up."""

    number: str
    title: dict[str, str]
    documents: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()
    taken_up: int | None = None


class Event(Fact):
    """Something that happened at a meeting: `what` is the act's type, `entered` its time; what it names stands beside.

    `item` is the agenda item that it names, or during which it happened. What was said stands in the act.
    """

    what: str
    entered: str
    party: str = ""
    decision: str = ""
    document: str = ""
    item: str = ""


class Meeting(Value):
    """A meeting, or a decision taken without one, and in which state it is. `on` is None until it has met.

    `events` are what happened at one that was recorded as it went, in order; `agenda_adopted` is the index of the act
    by which its agenda was adopted: until then that is provisional.
    """

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
    state: str = PLANNED
    opens: str | None = None
    sittings: tuple[Sitting, ...] = ()
    presence: tuple[Present, ...] = ()
    agenda: tuple[Item, ...] = ()
    agenda_adopted: int | None = None
    item: str = ""
    events: tuple[Event, ...] = ()

    @property
    def when(self) -> str:
        """The date held, or else the one last planned (EDTF)."""
        return self.on or self.plans[-1].planned

    @property
    def held(self) -> bool:
        """Whether it has been held, or has begun."""
        return self.on is not None

    @property
    def live(self) -> bool:
        """Whether it was recorded as it went."""
        return bool(self.sittings)

    @property
    def present(self) -> tuple[Present, ...]:
        """Who is there now; of a meeting that is closed, who was there at the close."""
        return tuple(each for each in self.presence if each.left is None)

    def listed(self, number: str) -> Item | None:
        """Return the item of the agenda with that number, or None."""
        return next((item for item in self.agenda if item.number == number), None)


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
    """Return the meeting after `meetings.move`; that a convened one was moved is an event of it."""
    body = cast("acts.Move", act.body)
    last = value.plans[-1]
    plan = Planned.of(act, place=body.place or last.place, format=body.format or last.format)
    changes: dict[str, object] = {"plans": (*value.plans, plan), "opens": body.opens}
    if value.state != PLANNED:
        changes["events"] = (*value.events, event_of(value, act))
    return value.touched(act.index, **changes)


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
        state=CLOSED,
    )


def attended(value: Meeting, act: Enacted, _id: str) -> Meeting:
    """Return the meeting after `meetings.attend`."""
    return value.touched(act.index, attendance=(*value.attendance, Attendance.of(act)))


def concluded(value: Meeting, act: Enacted, _id: str) -> Meeting:
    """Return the meeting after `meetings.conclude`."""
    return value.touched(act.index, outcomes=(*value.outcomes, Outcome.of(act)))


def meeting_ids(body: Any) -> tuple[str, ...]:  # noqa: ANN401 - the body of any act that may name a meeting
    """Return the meeting at which something was done, where an act names one: the ids of a `Fold` with `noted`."""
    return (body.meeting,) if body.meeting else ()


def noted(value: Meeting, act: Enacted, _id: str) -> Meeting:
    """Return the meeting after an act, of whatever subject, that names it: one event more."""
    return value.touched(act.index, events=(*value.events, event_of(value, act)))


def noted_if_live(value: Meeting, act: Enacted, _id: str) -> Meeting:
    """Return the meeting after an act that may be one of history too: only what was recorded as it went has events."""
    return noted(value, act, _id) if value.live else value.touched(act.index)


def event_of(value: Meeting, act: Enacted) -> Event:
    """Return what an act is in the order of what happened at the meeting."""
    body: Any = act.body
    decision = getattr(body, "decision", None) or ""
    names: dict[str, object] = {
        "party": getattr(body, "party", None) or act.party,
        "decision": decision,
        "document": getattr(body, "document", None) or "",
        "item": getattr(body, "item", None) or _item_of(value, decision),
    }
    return Event.of(act, what=act.type, entered=act.entered, **names)


def _item_of(value: Meeting, decision: str) -> str:
    """Under which item something happens: that which lists the matter, else the one that was taken up last."""
    listed = (item.number for item in value.agenda if decision and decision in item.decisions)
    return next(listed, value.item)
