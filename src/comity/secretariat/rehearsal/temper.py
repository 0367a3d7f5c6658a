"""How a simulated delegation takes what it is asked, and what is put to it: whether it acts, when, and what it says.

All of it follows from the plan, its seed, the delegation and what it is about: the same drill goes the same way again.
"""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, NamedTuple

from comity.secretariat.clock import milliseconds_of

if TYPE_CHECKING:
    from comity.forum.decisions.state import Silence
    from comity.forum.notices.acts import Position
    from comity.forum.notices.state import Due
    from comity.secretariat.rehearsal.plan import Plan, Profile

_SECOND = 1000


class Intention(NamedTuple):
    """When a delegation means to acknowledge and to answer (milliseconds since 1970; None: never), and its position."""

    acknowledge: int | None
    answer: int | None
    position: Position


class Stance(NamedTuple):
    """When a delegation means to make a reservation, to lift it and to break a silence, in milliseconds since 1970.

    None: never. `kind` is what it keeps open, `text` whether it says with a breach what it could agree to.
    """

    reserve: int | None
    lift: int | None
    breach: int | None
    kind: str
    text: bool


class Temper:
    """Tells what simulated delegations are like, and what each means to do."""

    def __init__(self, plan: Plan) -> None:
        """Go by `plan`."""
        self._profiles = plan.profiles
        self._rates = plan.simulation

    def profile(self, party: str) -> Profile:
        """Return how a party behaves: as the plan names it, or else by lot, in the shares of the profiles."""
        named = self._rates.delegations.get(party)
        found = next((each for each in self._profiles if each.profile == named), None)
        return found or self._lot(party).choices(self._profiles, [each.share for each in self._profiles])[0]

    def intention(self, due: Due) -> Intention:
        """Return what the delegation means to do about what it is asked."""
        profile, lot = self.profile(due.party), self._lot(due.party, due.notice)
        # Every lot is drawn each time, so that one chance that is changed in the plan does not shift the others.
        acknowledges, answers = lot.random() < profile.acknowledges, lot.random() < profile.answers
        late, late_by = lot.random() < profile.late, 1 + lot.uniform(*self._rates.late_by)
        acknowledged, answered = lot.uniform(*profile.acknowledged), lot.uniform(*profile.answered)
        position = lot.choices(list(profile.positions), list(profile.positions.values()))[0]
        # Who is late is late with what was asked for.
        if late and due.reply == "answer":
            answered = max(answered, late_by)
        elif late:
            acknowledged = max(acknowledged, late_by)
        return Intention(
            self._moment(due, acknowledged) if acknowledges else None,
            self._moment(due, answered) if answers and due.reply == "answer" else None,
            position,
        )

    def stance(self, party: str, matter: str, silence: Silence) -> Stance:
        """Return what the delegation means to do about a silence that runs."""
        way, lot = self.profile(party).silences, self._lot(party, matter, "silence", str(silence.number))
        reserves, lifts, breaks = (lot.random() < chance for chance in (way.reserves, way.lifts, way.breaks))
        reserved, lifted, broken = lot.uniform(*way.reserved), lot.uniform(*way.lifted), lot.uniform(*way.broken)
        kind = lot.choices(list(way.kinds), list(way.kinds.values()))[0]
        begun, end = milliseconds_of(silence.started), milliseconds_of(silence.expires)

        def at(share: float) -> int:
            return begun + round((end - begun) * share)

        return Stance(
            at(reserved) if reserves else None,
            at(max(lifted, reserved)) if reserves and lifts else None,
            at(broken) if breaks else None,
            kind,
            lot.random() < way.texts,
        )

    def objection(self, party: str, matter: str, put: int, entered: str) -> int | None:
        """Return when the delegation means to object to what the act at `put`, entered then, put to a meeting."""
        way, lot = self.profile(party).meetings, self._lot(party, matter, "put", str(put))
        objects, share = lot.random() < way.objects, lot.uniform(*way.objected)
        return self._unhurried(entered, share) if objects else None

    def receipt(self, party: str, number: str, entered: str) -> int | None:
        """Return when the delegation means to acknowledge the depositary notification of that number."""
        profile, lot = self.profile(party), self._lot(party, number)
        acknowledges, share = lot.random() < profile.acknowledges, lot.uniform(*profile.acknowledged)
        return self._unhurried(entered, share) if acknowledges else None

    def _unhurried(self, since: str, share: float) -> int:
        return milliseconds_of(since) + round(self._rates.unhurried * _SECOND * share)

    def _moment(self, due: Due, share: float) -> int:
        sent = milliseconds_of(due.sent)
        given = milliseconds_of(due.by) - sent if due.by else self._rates.unhurried * _SECOND
        return sent + round(given * share)

    def _lot(self, *words: str) -> Random:
        return Random("/".join((str(self._rates.seed), *words)))  # noqa: S311 - a lot that can be drawn again
