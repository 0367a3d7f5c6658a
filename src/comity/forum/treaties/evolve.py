"""What each act makes of a treaty and of its notifications."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from comity.forum.treaties import machine
from comity.forum.treaties.state import (
    Denunciation,
    Deposited,
    Event,
    FullPowers,
    Notification,
    NotificationYear,
    Objection,
    Participation,
    Provisional,
    Receipt,
    Report,
    Reservation,
    Signature,
    TextCorrection,
    Told,
    Treaty,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from comity.forum.kernel.acts import Enacted
    from comity.forum.treaties import acts


def day_of(act: Enacted) -> str:
    """Return the day (EDTF) on which what an act states was done: the one that it names, or that of its entry."""
    return getattr(act.body, "on", None) or act.entered[:10]


def _touched(value: Treaty, act: Enacted, **changes: object) -> Treaty:
    event = Event.of(act, what=act.type, party=getattr(act.body, "party", ""), on=day_of(act))
    return value.touched(act.index, events=(*value.events, event), **changes)


def _with(value: Treaty, act: Enacted, changed: Participation, **changes: object) -> Treaty:
    others = [each for each in value.participants if each.party != changed.party]
    place = next((n for n, each in enumerate(value.participants) if each.party == changed.party), len(others))
    return _touched(value, act, participants=(*others[:place], changed, *others[place:]), **changes)


def _of_party(value: Treaty, act: Enacted) -> Participation:
    return value.participation(cast("acts.ByParty", act.body).party)


def registered(_value: Treaty | None, act: Enacted, _id: str) -> Treaty:
    """Return the treaty that `treaties.register` brings into the register."""
    body = cast("acts.RegisterTreaty", act.body)
    return Treaty.made_by(act, events=(Event.of(act, what=act.type, on=body.adopted),))


def reported(value: Treaty, act: Enacted, _id: str) -> Treaty:
    """Return the treaty after `treaties.report`."""
    return value.touched(act.index, reports=(*value.reports, Report.of(act)))


def full_powers_received(value: Treaty, act: Enacted, _id: str) -> Treaty:
    """Return the treaty after `treaties.receive_full_powers`."""
    held = _of_party(value, act)
    received = (*held.full_powers, FullPowers.of(act, on=day_of(act)))
    return _with(value, act, held.model_copy(update={"full_powers": received}))


def signed(value: Treaty, act: Enacted, _id: str) -> Treaty:
    """Return the treaty after `treaties.sign`: a definitive signature binds."""
    body = cast("acts.SignTreaty", act.body)
    after = machine.BOUND if body.mode == "definitive" else machine.SIGNED
    signature = Signature.of(act, on=day_of(act))
    return _with(value, act, _of_party(value, act).model_copy(update={"signature": signature, "state": after}))


def deposited(value: Treaty, act: Enacted, _id: str) -> Treaty:
    """Return the treaty after `treaties.deposit`: an instrument in good form binds, and settles what was reserved."""
    body, held = cast("acts.Deposit", act.body), _of_party(value, act)
    received = Deposited.of(act, on=day_of(act))
    if not body.in_good_form:
        return _with(value, act, held.model_copy(update={"returned": (*held.returned, received)}))
    bound = held.model_copy(update={"deposit": received, "state": machine.BOUND})
    return _with(value, act, bound, statements=tuple(_settled(each, body, act) for each in value.statements))


def _settled(made: Reservation, body: acts.Deposit, act: Enacted) -> Reservation:
    if made.party != body.party or made.state != machine.MADE:
        return made
    if made.act in body.confirms:
        return made.model_copy(update={"state": machine.STANDS, "confirmed": act.index})
    return made.model_copy(update={"state": machine.LAPSED})


def reserved(value: Treaty, act: Enacted, _id: str) -> Treaty:
    """Return the treaty after `treaties.reserve`."""
    body, held = cast("acts.MakeReservation", act.body), _of_party(value, act)
    state = {"late": machine.LATE, "deposit": machine.STANDS}.get(body.moment, machine.MADE)
    if body.moment == "signature" and held.signature is not None and held.signature.mode == "definitive":
        state = machine.STANDS
    made = Reservation.of(act, on=day_of(act), state=state)
    return _touched(value, act, statements=(*value.statements, made))


def _on_reservation(value: Treaty, act: Enacted, change: Callable[[Reservation], Reservation]) -> Treaty:
    place = cast("acts.OnReservation", act.body).reservation
    changed = tuple(change(each) if each.act == place else each for each in value.statements)
    return _touched(value, act, statements=changed)


def objected(value: Treaty, act: Enacted, _id: str) -> Treaty:
    """Return the treaty after `treaties.object`: what was reserved late does not stand any more."""

    def change(held: Reservation) -> Reservation:
        objections = (*held.objections, Objection.of(act, on=day_of(act)))
        state = machine.FALLEN if held.state == machine.LATE else held.state
        return held.model_copy(update={"objections": objections, "state": state})

    return _on_reservation(value, act, change)


def objection_withdrawn(value: Treaty, act: Enacted, _id: str) -> Treaty:
    """Return the treaty after `treaties.withdraw_objection`."""
    party = cast("acts.OnReservation", act.body).party

    def change(held: Reservation) -> Reservation:
        objections = tuple(
            each.model_copy(update={"withdrawn": act.index}) if (each.party, each.withdrawn) == (party, None) else each
            for each in held.objections
        )
        changed = held.model_copy(update={"objections": objections})
        again = held.state == machine.FALLEN and not changed.standing_objections
        return changed.model_copy(update={"state": machine.LATE}) if again else changed

    return _on_reservation(value, act, change)


def reservation_withdrawn(value: Treaty, act: Enacted, _id: str) -> Treaty:
    """Return the treaty after `treaties.withdraw_reservation`."""
    changes = {"state": machine.WITHDRAWN, "withdrawn": act.index, "withdrawn_on": day_of(act)}
    return _on_reservation(value, act, lambda held: held.model_copy(update=changes))


def applied(value: Treaty, act: Enacted, _id: str) -> Treaty:
    """Return the treaty after `treaties.apply_provisionally`."""
    held = _of_party(value, act)
    spells = (*held.provisional, Provisional.of(act, on=day_of(act)))
    return _with(value, act, held.model_copy(update={"provisional": spells}))


def provisional_ended(value: Treaty, act: Enacted, _id: str) -> Treaty:
    """Return the treaty after `treaties.end_provisional`."""
    held, changes = _of_party(value, act), {"ended": day_of(act), "ended_act": act.index}
    spells = tuple(each.model_copy(update=changes) if each.ended is None else each for each in held.provisional)
    return _with(value, act, held.model_copy(update={"provisional": spells}))


def denounced(value: Treaty, act: Enacted, _id: str) -> Treaty:
    """Return the treaty after `treaties.denounce`."""
    held = _of_party(value, act)
    notices = (*held.denunciations, Denunciation.of(act, on=day_of(act)))
    return _with(value, act, held.model_copy(update={"denunciations": notices, "state": machine.DENOUNCED}))


def denunciation_revoked(value: Treaty, act: Enacted, _id: str) -> Treaty:
    """Return the treaty after `treaties.revoke_denunciation`: the party is bound as it was before."""
    held = _of_party(value, act)
    notices = tuple(
        each.model_copy(update={"revoked": act.index}) if each.revoked is None else each for each in held.denunciations
    )
    known = held.deposit is not None or (held.signature is not None and held.signature.mode == "definitive")
    state = machine.BOUND if known else machine.CONSENTED
    return _with(value, act, held.model_copy(update={"denunciations": notices, "state": state}))


def correction_proposed(value: Treaty, act: Enacted, _id: str) -> Treaty:
    """Return the treaty after `treaties.propose_correction`."""
    proposed = TextCorrection.of(act, on=day_of(act), state=machine.PROPOSED)
    return _touched(value, act, corrections=(*value.corrections, proposed))


def _on_correction(value: Treaty, act: Enacted, change: Callable[[TextCorrection], TextCorrection]) -> Treaty:
    place = cast("acts.OnTextCorrection | acts.Rectify", act.body).correction
    changed = tuple(change(each) if each.act == place else each for each in value.corrections)
    return _touched(value, act, corrections=changed)


def correction_objected(value: Treaty, act: Enacted, _id: str) -> Treaty:
    """Return the treaty after `treaties.object_to_correction`."""

    def change(held: TextCorrection) -> TextCorrection:
        objections = (*held.objections, Objection.of(act, on=day_of(act)))
        return held.model_copy(update={"objections": objections, "state": machine.OBJECTED})

    return _on_correction(value, act, change)


def rectified(value: Treaty, act: Enacted, _id: str) -> Treaty:
    """Return the treaty after `treaties.rectify`."""
    changes = {
        "state": machine.RECTIFIED,
        "rectified": act.index,
        "rectified_on": day_of(act),
        "document": cast("acts.Rectify", act.body).document,
    }
    return _on_correction(value, act, lambda held: held.model_copy(update=changes))


def notified(value: Treaty, act: Enacted, _id: str) -> Treaty:
    """Return the treaty after `treaties.notify`: periods of objection run from the first that tells of it."""
    body, day = cast("acts.Notify", act.body), act.entered[:10]
    told = Told.of(act, on=day)
    statements = tuple(
        each.model_copy(update={"notified": day}) if _tells_of(body, each) else each for each in value.statements
    )
    corrections = tuple(
        each.model_copy(update={"notified": day}) if each.act in body.about and not each.notified else each
        for each in value.corrections
    )
    changes = {"statements": statements, "corrections": corrections, "notifications": (*value.notifications, told)}
    return value.touched(act.index, **changes)


def _tells_of(body: acts.Notify, held: Reservation) -> bool:
    """Whether a notification is the first of a reservation that has been made formally, or confirmed."""
    if held.notified or held.state == machine.MADE:
        return False
    return (held.act if held.confirmed is None else held.confirmed) in body.about


def issued(_value: Notification | None, act: Enacted, _id: str) -> Notification:
    """Return the notification that `treaties.notify` issues."""
    return Notification.made_by(act, entered=act.entered)


def counted(value: NotificationYear | None, act: Enacted, _year: str) -> NotificationYear:
    """Return the count of a year's notifications after `treaties.notify`."""
    number = int(cast("acts.Notify", act.body).notification.split(".")[2])
    return (value or NotificationYear(last=0)).touched(act.index, last=number)


def acknowledged(value: Notification, act: Enacted, _id: str) -> Notification:
    """Return the notification after `treaties.acknowledge`."""
    return value.touched(act.index, receipts=(*value.receipts, Receipt.of(act, entered=act.entered)))
