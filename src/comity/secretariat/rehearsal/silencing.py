"""What a drill does about a silence: a small matter is proposed, put under silence, broken, revised, and put anew.

Which matter, before which body, and how long a silence runs at the least is looked up in the charter of the forum.
"""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple

from comity.forum.charter.state import charter
from comity.forum.decisions.machine import BROKEN, MACHINE, SILENCE
from comity.forum.decisions.state import decision
from comity.forum.kernel.errors import Reason, Refused, gettext_noop
from comity.forum.kernel.names import CHAIR, SECRETARIAT
from comity.forum.membership.roll import deciding
from comity.forum.registry import ACT_TYPES
from comity.secretariat.clock import entered_at, stated_at
from comity.secretariat.composing import View

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from comity.forum.charter.provisions import Matter, SilenceRule
    from comity.forum.decisions.state import Decision
    from comity.secretariat.rehearsal.acting import Actor
    from comity.secretariat.rehearsal.plan import Step
    from comity.secretariat.rehearsal.seats import Room, Seats

NO_SILENCES = Reason(
    "rehearsal.no_silences",
    gettext_noop(
        "The charter knows no matter on which a silence may be started between meetings, by who breaks named."
    ),
    gettext_noop("Choose another drill."),
)

_START = "decisions.start_silence"
_MINUTE = 60_000
_HOUR = 60 * _MINUTE


class Ground(NamedTuple):
    """On what a drill can be held: a matter of the charter, a body that decides it, how its silences run."""

    matter: Matter
    body: str
    rule: SilenceRule


class Silencing:
    """What one run of a drill does about one matter, called `name`."""

    def __init__(self, room: Room, seats: Seats, actor: Actor, name: str, taken: Callable[[], Collection[str]]) -> None:
        """Act in the rehearsal of `room` by `actor`; whoever sits in a delegation that is `taken` acts for herself."""
        self._room = room
        self._seats = seats
        self._actor = actor
        self._name = name
        self._taken = taken

    def do(self, step: Step) -> bool:
        """Do what a step says, and return whether it was done: as the matter stands it may be nobody's turn for it.

        Raises:
            Refused, RecordError, Stopped: as the door; NO_SILENCES where the charter gives no ground for it.
        """
        held = decision(View(self._room.ledger), self._name)
        match step.do:
            case "propose":
                return held is None and self._proposed(step)
            case "silence":
                return held is not None and MACHINE.allows(held.state, _START) and self._started(step, held)
            case "breach":
                return held is not None and held.state == SILENCE and self._broken(step, held)
            case _:
                return held is not None and held.state == BROKEN and self._revised(step, held)

    def _proposed(self, step: Step) -> bool:
        ground = self._ground(step.matter)
        said = {"party": SECRETARIAT, "matter": ground.matter.matter, "body": ground.body}
        return self._act(SECRETARIAT, "propose", **said, title=step.subject, text=step.text)

    def _started(self, step: Step, held: Decision) -> bool:
        now = self._room.clock.now()
        rule = self._ground(held.matter).rule
        least = now + max((step.within or 0) * 1000, rule.hours * _HOUR)
        # The least time counts from the entry of the act, which comes a little later than this.
        expires = stated_at((least // _MINUTE + 2) * _MINUTE)
        by = CHAIR if CHAIR.lower() in rule.by else SECRETARIAT
        return self._act(by, "start_silence", expires=expires, remark=step.text)

    def _broken(self, step: Step, held: Decision) -> bool:
        day, view = entered_at(self._room.clock.now())[:10], View(self._room.ledger)
        seated = {seat.delegation for seat in self._seats.all()} - set(self._taken()) - set(held.without)
        free = [party for party in sorted(deciding(day, view)) if party in seated]
        if not free:
            return False
        party = Random(self._name).choice(free)  # noqa: S311 - a lot that can be drawn again
        return self._act(party, "break_silence", party=party, reason=step.subject, text=step.text)

    def _revised(self, step: Step, held: Decision) -> bool:
        said = {"revision": held.revision + 1, "reason": step.subject, "text": step.text}
        return self._act(SECRETARIAT, "revise", **said)

    def _act(self, by: str, name: str, **said: Any) -> bool:  # noqa: ANN401 - fields of an act
        kind = f"decisions.{name}"
        self._actor.act(by, kind, ACT_TYPES[kind].body.model_validate({"decision": self._name, **said}))
        return True

    def _ground(self, wanted: str | None) -> Ground:
        """The matter that is wanted, or else the first that may be decided so; better one that brings nothing about."""
        found = sorted(
            self._grounds(), key=lambda ground: (ground.matter.matter != wanted, bool(ground.matter.effects))
        )
        if not found:
            raise Refused(NO_SILENCES)
        return found[0]

    def _grounds(self) -> Iterator[Ground]:
        day = entered_at(self._room.clock.now())[:10]
        held = charter(View(self._room.ledger))
        for rule in held.on(day).matters if held else ():
            # Where somebody is to have a say first, a text cannot be proposed and put under silence at once.
            for body, role in rule.roles.items():
                way = held.procedure(body, rule.matter, day) if held and role == "decides" else None
                silence = way.silence if way and not rule.requires else None
                if silence is not None and silence.where != "meeting" and silence.breaker == "named":
                    yield Ground(rule, body, silence)
