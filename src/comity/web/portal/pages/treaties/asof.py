"""A treaty as it stood on a day: what had been objected to, confirmed, withdrawn, notified and rectified by then.

What reports count is left as it is known today: a report tells of the years before it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, cast

from comity.forum.kernel.values import Key
from comity.forum.treaties import machine
from comity.forum.treaties.state import KIND
from comity.web.portal.pages.asof import begun

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from comity.forum.kernel.acts import Enacted
    from comity.forum.kernel.values import Value
    from comity.forum.treaties.state import Objection, Participation, Reservation, TextCorrection, Treaty
    from comity.web.portal.framework.library import Library

Kept = TypeVar("Kept", "Objection", "Reservation", "TextCorrection")


class AsOf:
    """The library, whose treaties are as they stood on a day."""

    def __init__(self, library: Library, day: date) -> None:
        """Answer from `library`, as of `day`."""
        self._library, self._day = library, day

    def get(self, key: Key) -> Value | None:
        """Return the value kept under `key`, or None."""
        found = self._library.get(key)
        return stood(cast("Treaty", found), self._day) if found is not None and key.kind == KIND else found

    def all_of(self, kind: str) -> Sequence[Value]:
        """Return every value of a kind."""
        found = self._library.all_of(kind)
        return [stood(cast("Treaty", each), self._day) for each in found] if kind == KIND else found

    def act(self, index: int) -> Enacted | None:
        """Return the act at `index`, or None."""
        return self._library.act(index)


def stood(held: Treaty, day: date) -> Treaty:
    """Return a treaty as it stood at the end of `day`."""
    return _Standing(held, day).treaty()


class _Standing:
    def __init__(self, held: Treaty, day: date) -> None:
        self._held, self._day = held, day
        self._late = {each.act for each in held.events if not begun(each.on, day)}

    def treaty(self) -> Treaty:
        changes = {
            "participants": tuple(map(self._participation, self._held.participants)),
            "statements": tuple(map(self._statement, self._by(self._held.statements))),
            "corrections": tuple(map(self._correction, self._by(self._held.corrections))),
            "notifications": tuple(each for each in self._held.notifications if begun(each.on, self._day)),
            "events": tuple(each for each in self._held.events if each.act not in self._late),
        }
        return self._held.model_copy(update=changes)

    def _by(self, facts: Sequence[Kept]) -> list[Kept]:
        return [each for each in facts if begun(each.on, self._day)]

    def _known(self, act: int | None) -> int | None:
        """An act, if it had been done by the day."""
        return None if act is None or act in self._late else act

    def _notified(self, on: str) -> str:
        return on if on and begun(on, self._day) else ""

    def _objections(self, made: Sequence[Objection]) -> tuple[Objection, ...]:
        return tuple(
            each.model_copy(update={"withdrawn": self._known(each.withdrawn)}) for each in self._by(list(made))
        )

    def _participation(self, held: Participation) -> Participation:
        notices = tuple(each.model_copy(update={"revoked": self._known(each.revoked)}) for each in held.denunciations)
        return held.model_copy(update={"denunciations": notices})

    def _statement(self, made: Reservation) -> Reservation:
        withdrawn = self._known(made.withdrawn)
        changes = {
            "objections": self._objections(made.objections),
            "notified": self._notified(made.notified),
            "confirmed": self._known(made.confirmed),
            "withdrawn": withdrawn,
            "withdrawn_on": "" if withdrawn is None else made.withdrawn_on,
        }
        changed = made.model_copy(update=changes)
        return changed.model_copy(update={"state": self._state(changed)})

    def _state(self, made: Reservation) -> str:
        if made.withdrawn is not None:
            return machine.WITHDRAWN
        if made.moment == "late":
            return machine.FALLEN if made.standing_objections else machine.LATE
        held = self._held.participation(made.party)
        definitive = held.signature is not None and held.signature.mode == "definitive"
        if made.moment == "deposit" or definitive or made.confirmed is not None:
            return machine.STANDS
        bound = held.deposit is not None and held.deposit.act not in self._late
        return machine.LAPSED if bound else machine.MADE

    def _correction(self, made: TextCorrection) -> TextCorrection:
        rectified = self._known(made.rectified)
        objections = self._objections(made.objections)
        state = machine.OBJECTED if objections else machine.PROPOSED
        changes = {
            "objections": objections,
            "notified": self._notified(made.notified),
            "rectified": rectified,
            "rectified_on": "" if rectified is None else made.rectified_on,
            "document": None if rectified is None else made.document,
            "state": machine.RECTIFIED if rectified is not None else state,
        }
        return made.model_copy(update=changes)
