"""Periods of objection: until when a state may object, and what has come of a reservation by time alone."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from comity.forum.treaties.entry import months_after
from comity.forum.treaties.joined import named_bonds
from comity.forum.treaties.machine import LATE, STANDS

if TYPE_CHECKING:
    from comity.forum.documents.state import Document
    from comity.forum.treaties.state import Reservation, TextCorrection, Treaty

Acceptance = Literal["objects", "precludes", "accepted", "open"]
"""What has come of a reservation between its party and another: objected to, accepted tacitly, or still open."""


def period_until(held: Treaty, made: Reservation) -> date | None:
    """Return the last day of the period that runs from the notification, or None where it was not notified yet."""
    return months_after(date.fromisoformat(made.notified), held.objection_months) if made.notified else None


def objection_until(held: Treaty, document: Document | None, made: Reservation, party: str) -> date | None:
    """Return the last day on which `party` may object, or None where none is set.

    It is the end of the period, or the day on which the party gave its own consent to be bound if that is later (Vienna
    Convention on the Law of Treaties, art. 20(5)). A late reservation is for all within the period.
    """
    until = period_until(held, made)
    if until is None or made.state != STANDS:
        return until
    bond = next((each for each in named_bonds(held, document) if each.party == party), None)
    if bond is None or bond.since.latest is None:
        return None
    return max(until, bond.since.latest)


def acceptance(held: Treaty, document: Document | None, made: Reservation, party: str, today: date) -> Acceptance:
    """Return what has come of a reservation between its party and `party`, as of a day."""
    objection = next((each for each in made.standing_objections if each.party == party), None)
    if objection is not None:
        return "precludes" if objection.precludes else "objects"
    until = objection_until(held, document, made, party)
    return "accepted" if until is not None and until < today else "open"


def takes_effect(held: Treaty, made: Reservation, today: date) -> bool:
    """Whether a reservation stands on a day: made in time, or late and objected to by nobody within the period."""
    until = period_until(held, made)
    return made.state == STANDS or (made.state == LATE and until is not None and until < today)


def correction_until(proposed: TextCorrection) -> date | None:
    """Return the last day on which one may object to a correction, or None where it was not notified yet."""
    return date.fromisoformat(proposed.notified) + timedelta(proposed.days) if proposed.notified else None
