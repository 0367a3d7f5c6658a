"""What each act makes of a meeting as it goes: one function an act type, all of the same shape."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from comity.forum.kernel.moments import day_of
from comity.forum.meetings.machine import CLOSED, CONVENED, OPEN, SUSPENDED
from comity.forum.meetings.state import Item, Meeting, Planned, Present, President, Sitting, event_of

if TYPE_CHECKING:
    from comity.forum.kernel.acts import Enacted
    from comity.forum.meetings import acts


def _after(value: Meeting, act: Enacted, **changes: Any) -> Meeting:  # noqa: ANN401 - each field has a type of its own
    return value.touched(act.index, events=(*value.events, event_of(value, act)), **changes)


def convened(value: Meeting | None, act: Enacted, slug: str) -> Meeting:
    """Return the meeting after `meetings.convene`: what was planned before stays beside it."""
    body = cast("acts.Convene", act.body)
    value = value or Meeting(meeting=slug, body=body.body, kind=body.kind)
    return _after(
        value,
        act,
        body=body.body,
        kind=body.kind,
        number=body.number or value.number,
        title=body.title or value.title,
        host=body.host or value.host,
        plans=(*value.plans, Planned.of(act)),
        opens=body.opens,
        state=CONVENED,
    )


def opened(value: Meeting, act: Enacted, _id: str) -> Meeting:
    """Return the meeting after `meetings.open`: it is held on this day, where and how it was planned last."""
    plan = value.plans[-1]
    return _after(
        value,
        act,
        state=OPEN,
        on=day_of(act.entered),
        place=plan.place,
        format=plan.format,
        presided=_presidents(cast("acts.Open", act.body)),
        held_act=act.index,
        sittings=(Sitting(opened=act.entered),),
    )


def _presidents(body: acts.Open | acts.Resume) -> tuple[President, ...]:
    return tuple(President(**each.model_dump()) for each in body.presided)


def suspended(value: Meeting, act: Enacted, _id: str) -> Meeting:
    """Return the meeting after `meetings.suspend`: the sitting is over."""
    return _after(value, act, state=SUSPENDED, sittings=_ended(value, act))


def resumed(value: Meeting, act: Enacted, _id: str) -> Meeting:
    """Return the meeting after `meetings.resume`: it sits again; who takes the chair stands beside the first."""
    further = tuple(each for each in _presidents(cast("acts.Resume", act.body)) if each not in value.presided)
    sittings = (*value.sittings, Sitting(opened=act.entered))
    return _after(value, act, state=OPEN, presided=(*value.presided, *further), sittings=sittings)


def closed(value: Meeting, act: Enacted, _id: str) -> Meeting:
    """Return the meeting after `meetings.close`: held from the day on which it was opened to this one."""
    first, last = cast("str", value.on), day_of(act.entered)
    on = first if first == last else f"{first}/{last}"
    sittings = _ended(value, act) if value.state == OPEN else value.sittings
    return _after(value, act, state=CLOSED, on=on, sittings=sittings, item="")


def _ended(value: Meeting, act: Enacted) -> tuple[Sitting, ...]:
    last = value.sittings[-1]
    return (*value.sittings[:-1], Sitting(opened=last.opened, closed=act.entered))


def presence_noted(value: Meeting, act: Enacted, _id: str) -> Meeting:
    """Return the meeting after `meetings.note_presence`."""
    body = cast("acts.NotePresence", act.body)
    gone = {"until": act.entered, "left": act.index}
    stayed = tuple(
        each.model_copy(update=gone) if each.left is None and each.party in body.left else each
        for each in value.presence
    )
    come = tuple(Present.of(act, party=party, since=act.entered, left=None) for party in body.present)
    return _after(value, act, presence=(*stayed, *come))


def agenda_set(value: Meeting, act: Enacted, _id: str) -> Meeting:
    """Return the meeting after `meetings.set_agenda` or `meetings.amend_agenda`: what was taken up stays so."""
    taken = {item.number: item.taken_up for item in value.agenda}
    items = cast("acts.SetAgenda | acts.AmendAgenda", act.body).items
    agenda = tuple(Item(**item.model_dump(), taken_up=taken.get(item.number)) for item in items)
    return _after(value, act, agenda=agenda)


def agenda_adopted(value: Meeting, act: Enacted, _id: str) -> Meeting:
    """Return the meeting after `meetings.adopt_agenda`."""
    return _after(value, act, agenda_adopted=act.index)


def taken_up(value: Meeting, act: Enacted, _id: str) -> Meeting:
    """Return the meeting after `meetings.take_up`: what happens from now on happens under that item."""
    number = cast("acts.TakeUp", act.body).item
    agenda = tuple(
        item.model_copy(update={"taken_up": act.index}) if item.number == number else item for item in value.agenda
    )
    return _after(value, act, agenda=agenda, item=number)
