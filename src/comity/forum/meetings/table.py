"""The acts of the subject `meetings`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from comity.forum.kernel.subject import ActType, Check, Fold
from comity.forum.meetings import acts, conducting, convening, evolve, rules, state

if TYPE_CHECKING:
    from collections.abc import Callable

    from comity.forum.kernel.acts import Body


class _Named(Protocol):
    @property
    def meeting(self) -> str: ...


def _meeting(body: _Named) -> tuple[str, ...]:
    return (body.meeting,)


def _number(body: acts.Plan | acts.Hold | acts.Convene) -> tuple[str, ...]:
    return (convening.number_key(body.body, body.number).id,) if body.number else ()


_NUMBER = Fold(state.NUMBER, _number, state.numbered, state.unnumbered)


def _row(name: str, body: type[Body], check: Check, evolve: Callable[[Any, Any, str], state.Meeting]) -> ActType:
    return ActType(name, body, check, (Fold(state.KIND, _meeting, evolve),))


ACTS = (
    ActType("meetings.plan", acts.Plan, rules.check_plan, (Fold(state.KIND, _meeting, state.planned), _NUMBER)),
    # Of what happens today no source is asked any more.
    ActType(
        "meetings.move",
        acts.Move,
        rules.check_move,
        (Fold(state.KIND, _meeting, state.moved),),
        v=2,
        upcast={1: dict},
    ),
    ActType("meetings.hold", acts.Hold, rules.check_hold, (Fold(state.KIND, _meeting, state.was_held), _NUMBER)),
    _row("meetings.attend", acts.Attend, rules.check_attend, state.attended),
    _row("meetings.conclude", acts.Conclude, rules.check_conclude, state.concluded),
    ActType(
        "meetings.convene",
        acts.Convene,
        convening.check_convene,
        (Fold(state.KIND, _meeting, evolve.convened), _NUMBER),
    ),
    _row("meetings.set_agenda", acts.SetAgenda, conducting.check_set_agenda, evolve.agenda_set),
    _row("meetings.note_presence", acts.NotePresence, conducting.check_note_presence, evolve.presence_noted),
    _row("meetings.open", acts.Open, conducting.check_open, evolve.opened),
    _row("meetings.adopt_agenda", acts.AdoptAgenda, conducting.check_adopt_agenda, evolve.agenda_adopted),
    _row("meetings.amend_agenda", acts.AmendAgenda, conducting.check_amend_agenda, evolve.agenda_set),
    _row("meetings.take_up", acts.TakeUp, conducting.check_take_up, evolve.taken_up),
    _row("meetings.note", acts.Note, conducting.check_note, state.noted),
    _row("meetings.suspend", acts.Suspend, conducting.check_suspend, evolve.suspended),
    _row("meetings.resume", acts.Resume, conducting.check_resume, evolve.resumed),
    _row("meetings.close", acts.Close, conducting.check_close, evolve.closed),
)
