"""Rules on reservations and declarations, and on objections to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from comity.forum.kernel.dates import both, bounds
from comity.forum.kernel.errors import Reason, Refused, gettext_noop
from comity.forum.treaties.joined import named_bonds, signatures
from comity.forum.treaties.machine import RESERVATION
from comity.forum.treaties.periods import objection_until
from comity.forum.treaties.rules.common import Affair, affair_of, check_concerned, check_move, check_on_paper

if TYPE_CHECKING:
    from comity.forum.kernel.acts import Enacted
    from comity.forum.kernel.values import Values
    from comity.forum.treaties import acts, state

PROHIBITED = Reason(
    "treaties.reservations_prohibited",
    gettext_noop("By its clauses no reservation is made to “%(treaty)s”."),
    gettext_noop("A declaration of how its provisions are understood may be made."),
)
NOT_RESERVABLE = Reason(
    "treaties.not_reservable",
    gettext_noop("By its clauses reservations to “%(treaty)s” are made to listed provisions only."),
    gettext_noop("Name in `paragraphs` which of these it is made to: %(listed)s."),
)
OTHER_MOMENT = Reason(
    "treaties.made_at_another_moment",
    gettext_noop("%(party)s has no such act of %(on)s that this could have come with."),
    gettext_noop(
        "What is made at signature is of the day of the signature, what is made with the instrument of the day of its "
        "deposit; what comes after is late."
    ),
)
RESERVATION_UNKNOWN = Reason(
    "treaties.reservation_unknown",
    gettext_noop("Act %(act)s has made no reservation or declaration to “%(treaty)s”."),
    gettext_noop("Name the place of the act that made it."),
)
NOT_ITS_RESERVATION = Reason(
    "treaties.not_its_reservation",
    gettext_noop("The reservation or declaration of act %(act)s is one of %(other)s, not of %(party)s."),
    gettext_noop("Only the party that made it withdraws it."),
)
ITS_OWN_RESERVATION = Reason(
    "treaties.its_own_reservation",
    gettext_noop("%(party)s has made the reservation or declaration of act %(act)s itself."),
    gettext_noop("A party withdraws its own; it objects to those of others."),
)
OBJECTED_ALREADY = Reason(
    "treaties.objected_already",
    gettext_noop("%(party)s objects to the reservation or declaration of act %(act)s already."),
    gettext_noop("Nothing more has to be done to object."),
)
OBJECTION_LATE = Reason(
    "treaties.objection_late",
    gettext_noop("Objections to what act %(act)s made could be made until %(until)s."),
    gettext_noop("Not having objected in time, %(party)s is taken to have accepted it."),
)
NO_OBJECTION = Reason(
    "treaties.no_objection",
    gettext_noop("%(party)s does not object to the reservation or declaration of act %(act)s."),
    gettext_noop("Nothing has to be done to withdraw an objection."),
)


def check_reserve(act: Enacted, values: Values) -> None:
    """Refuse a reservation that the treaty does not allow, or that did not come at the moment that it names."""
    found, body = affair_of(act, values), cast("acts.MakeReservation", act.body)
    check_on_paper(body, act)
    check_move(found, body.party)
    RESERVATION.check(body.treaty, "", act.type)
    if body.kind == "reservation":
        _check_allowed(found.treaty, body)
    if not _came_with(found, body):
        raise Refused(OTHER_MOMENT, party=body.party, on=found.on)


def _check_allowed(held: state.Treaty, body: acts.MakeReservation) -> None:
    if held.reservations == "prohibited":
        raise Refused(PROHIBITED, treaty=body.treaty)
    if held.reservations == "listed" and not (body.paragraphs and set(body.paragraphs) <= set(held.reservable)):
        raise Refused(NOT_RESERVABLE, treaty=body.treaty, listed=", ".join(held.reservable))


def _came_with(found: Affair, body: acts.MakeReservation) -> bool:
    """Whether a reservation came at its moment: on the day of the signature or deposit, or after the consent.

    One made at signature is entered before the instrument, which may confirm it.
    """
    on = bounds(found.on)
    bond = next((b for b in named_bonds(found.treaty, found.document) if b.party == body.party), None)
    if body.moment == "signature":
        signed = next((s for s in signatures(found.treaty, found.document) if s.party == body.party), None)
        if signed is None or (bond is not None and bond.act != signed.act):
            return False
        return both(bounds(signed.on), on) is not None
    if bond is None:
        return False
    if body.moment == "deposit":
        return both(bond.since, on) is not None
    return on.latest is None or bond.since.earliest is None or on.latest >= bond.since.earliest


def _reservation(found: Affair, place: int) -> state.Reservation:
    made = found.treaty.statement(place)
    if made is None:
        raise Refused(RESERVATION_UNKNOWN, act=place, treaty=found.treaty.treaty)
    RESERVATION.check(f"{made.party}, {place}", made.state, found.act.type)
    return made


def check_object(act: Enacted, values: Values) -> None:
    """Refuse an objection by who has no part in the treaty, to what is its own, twice, or after the period.

    Vienna Convention on the Law of Treaties, art. 20(5).
    """
    found, body = affair_of(act, values), cast("acts.ObjectToReservation", act.body)
    check_on_paper(body, act)
    check_concerned(found, body.party)
    made, words = _reservation(found, body.reservation), {"act": body.reservation, "party": body.party}
    if made.party == body.party:
        raise Refused(ITS_OWN_RESERVATION, **words)
    if any(each.party == body.party for each in made.standing_objections):
        raise Refused(OBJECTED_ALREADY, **words)
    until = objection_until(found.treaty, found.document, made, body.party)
    if until is not None and found.received() > until:
        raise Refused(OBJECTION_LATE, **words, until=until.isoformat())


def check_withdraw_objection(act: Enacted, values: Values) -> None:
    """Refuse to withdraw an objection that a party has not made."""
    found, body = affair_of(act, values), cast("acts.WithdrawObjectionToReservation", act.body)
    check_on_paper(body, act)
    made = _reservation(found, body.reservation)
    if all(each.party != body.party for each in made.standing_objections):
        raise Refused(NO_OBJECTION, party=body.party, act=body.reservation)


def check_withdraw_reservation(act: Enacted, values: Values) -> None:
    """Refuse to withdraw another's reservation, or one that does not stand any more."""
    found, body = affair_of(act, values), cast("acts.WithdrawReservation", act.body)
    check_on_paper(body, act)
    made = _reservation(found, body.reservation)
    if made.party != body.party:
        raise Refused(NOT_ITS_RESERVATION, act=body.reservation, other=made.party, party=body.party)
    check_move(found, body.party)
