"""What simulated delegations mean to do: about a note, a matter under silence or before a meeting, a notification.

Each of these is an affair: it tells at which moments its delegation means to do something, and what, once it is time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

from comity.forum.decisions import acts
from comity.forum.decisions.machine import PUT
from comity.forum.decisions.state import decision
from comity.forum.meetings.state import meeting
from comity.forum.notices.acts import Acknowledge, Answer
from comity.forum.notices.state import notice
from comity.forum.openings.chamber import Chamber
from comity.forum.treaties.acts import AcknowledgeNotification
from comity.forum.treaties.state import notification
from comity.secretariat.clock import milliseconds_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from comity.forum.decisions.state import Decision, Silence
    from comity.forum.kernel.acts import Body
    from comity.forum.kernel.values import Values
    from comity.forum.notices.state import Due
    from comity.secretariat.composing import View
    from comity.secretariat.rehearsal.plan import Plan
    from comity.secretariat.rehearsal.temper import Temper


class Deed(NamedTuple):
    """An act that a delegation means to do: its type and what it says."""

    kind: str
    body: Body


class Affair(Protocol):
    """Something about which a delegation may mean to act. Whether it still does is asked of the register as it is."""

    @property
    def party(self) -> str:
        """Whose affair it is."""

    @property
    def name(self) -> str:
        """What it is called, apart from all others of the party."""

    def moments(self) -> Iterable[int]:
        """Return the moments (milliseconds since 1970) at which the delegation may mean to do something."""

    def deed(self, now: int, values: View) -> Deed | None:
        """Return what it means to do at `now`, as `values` stand; or None."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A note that asks a party for an acknowledgement or an answer."""

    due: Due
    temper: Temper
    plan: Plan

    @property
    def party(self) -> str:
        """Who is asked."""
        return self.due.party

    @property
    def name(self) -> str:
        """The note."""
        return self.due.notice

    def moments(self) -> Iterable[int]:
        """Return when it means to acknowledge and to answer."""
        meant = self.temper.intention(self.due)
        return _moments(meant.acknowledge, meant.answer)

    def deed(self, now: int, values: View) -> Deed | None:
        """Return the answer when it is time for it, or else the acknowledgement."""
        meant, found = self.temper.intention(self.due), notice(Chamber(values), self.due.notice)
        said = {"party": self.due.party, "notice": self.due.notice}
        if found is None:
            return None
        if _is_time(meant.answer, now) and found.answer_of(self.due.party) is None:
            text = self.plan.simulation.answers.get(meant.position)
            return Deed("notices.answer", Answer.model_validate({**said, "position": meant.position, "text": text}))
        if _is_time(meant.acknowledge, now) and not found.acknowledged(self.due.party):
            return Deed("notices.acknowledge", Acknowledge.model_validate(said))
        return None


@dataclass(frozen=True, slots=True)
class UnderSilence:
    """A matter under silence, as a party that decides sees it."""

    party: str
    held: Decision
    temper: Temper
    plan: Plan

    @property
    def name(self) -> str:
        """The matter, and the how-manieth silence on it."""
        return f"{self.held.decision}/{len(self.held.silences)}"

    def moments(self) -> Iterable[int]:
        """Return when it means to make a reservation, to lift it, to break the silence."""
        running = self.held.silence
        return _moments(*self.temper.stance(self.party, self.held.decision, running)[:3]) if running else ()

    def deed(self, now: int, values: View) -> Deed | None:
        """Return the breach when it is time for it, or else the reservation or its lifting. In time, or never."""
        running = _running(self.held, values)
        if running is None or now >= milliseconds_of(running.expires):
            return None
        meant = self.temper.stance(self.party, self.held.decision, running)
        said = {"decision": self.held.decision, "party": self.party}
        if _is_time(meant.breach, now):
            return Deed(
                "decisions.break_silence", acts.BreakSilence.model_validate({**said, **self._breach(meant.text)})
            )
        ours = [each for each in running.reservations if each.party == self.party]
        if _is_time(meant.lift, now):
            kind = next((each.kind for each in ours if each.lifted is None), None)
            body = {**said, "kind": kind}
            return Deed("decisions.lift_reservation", acts.LiftReservation.model_validate(body)) if kind else None
        if _is_time(meant.reserve, now) and not ours:
            more = {"kind": meant.kind, **self._worded(text="reservation")}
            return Deed("decisions.reserve", acts.Reserve.model_validate({**said, **more}))
        return None

    def _breach(self, text: bool) -> dict[str, object]:  # noqa: FBT001 - one of the two
        return self._worded(reason="breach", **({"text": "alternative"} if text else {}))

    def _worded(self, **fields: str) -> dict[str, object]:
        words = self.plan.simulation.words
        return {name: words[said] for name, said in fields.items() if said in words}


def _running(held: Decision, values: Values) -> Silence | None:
    """The silence that runs on the matter now, where it is the one that ran when it was looked at."""
    found = decision(values, held.decision)
    return found.silence if found is not None and len(found.silences) == len(held.silences) else None


@dataclass(frozen=True, slots=True)
class BeforeMeeting:
    """A matter that was put to a meeting, as a party that decides sees it."""

    party: str
    held: Decision
    temper: Temper
    plan: Plan

    @property
    def name(self) -> str:
        """The matter, and the act that put it."""
        return f"{self.held.decision}/{self._put[0]}"

    @property
    def _put(self) -> tuple[int, str]:
        step = next(step for step in reversed(self.held.steps) if step.what == "decisions.put")
        return step.act, step.entered

    def moments(self) -> Iterable[int]:
        """Return when it means to object."""
        return _moments(self.temper.objection(self.party, self.held.decision, *self._put))

    def deed(self, now: int, values: View) -> Deed | None:
        """Return the objection when it is time for it, if the party is there and the matter is still asked about."""
        found = decision(values, self.held.decision)
        if not _is_time(next(iter(self.moments()), None), now) or found is None or found.meeting is None:
            return None
        held = meeting(values, found.meeting)
        there = held is not None and any(each.party == self.party for each in held.present)
        if found.state != PUT or not there or any(each.party == self.party for each in found.standing_objections):
            return None
        said = {"decision": found.decision, "party": self.party, "meeting": found.meeting}
        reason = self.plan.simulation.words.get("objection")
        body = acts.Object.model_validate({**said, **({"reason": reason} if reason else {})})
        return Deed("decisions.object", body)


@dataclass(frozen=True, slots=True)
class Notified:
    """A depositary notification, as a party that it concerns sees it."""

    party: str
    number: str
    entered: str
    temper: Temper

    @property
    def name(self) -> str:
        """Its number."""
        return self.number

    def moments(self) -> Iterable[int]:
        """Return when it means to acknowledge."""
        return _moments(self.temper.receipt(self.party, self.number, self.entered))

    def deed(self, now: int, values: View) -> Deed | None:
        """Return the acknowledgement when it is time for it, and none was given."""
        held = notification(values, self.number)
        given = held is None or any(each.party == self.party for each in held.receipts)
        if given or not _is_time(next(iter(self.moments()), None), now):
            return None
        said = {"notification": self.number, "party": self.party}
        return Deed("treaties.acknowledge", AcknowledgeNotification.model_validate(said))


def _moments(*given: int | None) -> Iterator[int]:
    return (moment for moment in given if moment is not None)


def _is_time(moment: int | None, now: int) -> bool:
    return moment is not None and moment <= now
