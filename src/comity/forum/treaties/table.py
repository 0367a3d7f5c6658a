"""The acts of the subject `treaties`."""

from __future__ import annotations

from typing import Any, Protocol

from comity.forum.kernel.acts import Body
from comity.forum.kernel.subject import ActType, Check, Fold
from comity.forum.kernel.values import Value
from comity.forum.treaties import acts, evolve, state
from comity.forum.treaties.rules import joining, notifying, reserving


class _Named(Protocol):
    @property
    def treaty(self) -> str: ...


class _Numbered(Protocol):
    @property
    def notification(self) -> str: ...


class _Evolve(Protocol):
    def __call__(self, value: Any, act: Any, name: str, /) -> Value: ...  # noqa: ANN401 - as `Fold` takes it


def _treaty(body: _Named) -> tuple[str, ...]:
    return (body.treaty,)


def _notification(body: _Numbered) -> tuple[str, ...]:
    return (body.notification,)


def _year(body: _Numbered) -> tuple[str, ...]:
    return (state.year_of(body.notification),)


def _act(name: str, body: type[Body], check: Check, evolves: _Evolve) -> ActType:
    """A type of acts that change the treaty that they name, and nothing else."""
    return ActType(f"treaties.{name}", body, check, (Fold(state.KIND, _treaty, evolves),))


ACTS = (
    _act("register", acts.RegisterTreaty, joining.check_register, evolve.registered),
    _act("report", acts.ReportInstruments, joining.check_report, evolve.reported),
    _act(
        "receive_full_powers",
        acts.ReceiveFullPowers,
        joining.check_receive_full_powers,
        evolve.full_powers_received,
    ),
    _act("sign", acts.SignTreaty, joining.check_sign, evolve.signed),
    _act("deposit", acts.Deposit, joining.check_deposit, evolve.deposited),
    _act("reserve", acts.MakeReservation, reserving.check_reserve, evolve.reserved),
    _act("object", acts.ObjectToReservation, reserving.check_object, evolve.objected),
    _act(
        "withdraw_objection",
        acts.WithdrawObjectionToReservation,
        reserving.check_withdraw_objection,
        evolve.objection_withdrawn,
    ),
    _act(
        "withdraw_reservation",
        acts.WithdrawReservation,
        reserving.check_withdraw_reservation,
        evolve.reservation_withdrawn,
    ),
    _act("apply_provisionally", acts.ApplyProvisionally, joining.check_apply_provisionally, evolve.applied),
    _act("end_provisional", acts.EndProvisional, joining.check_end_provisional, evolve.provisional_ended),
    _act("denounce", acts.Denounce, joining.check_denounce, evolve.denounced),
    _act(
        "revoke_denunciation",
        acts.RevokeDenunciation,
        joining.check_revoke_denunciation,
        evolve.denunciation_revoked,
    ),
    _act(
        "propose_correction",
        acts.ProposeTextCorrection,
        notifying.check_propose_correction,
        evolve.correction_proposed,
    ),
    _act(
        "object_to_correction",
        acts.ObjectToTextCorrection,
        notifying.check_object_to_correction,
        evolve.correction_objected,
    ),
    _act("rectify", acts.Rectify, notifying.check_rectify, evolve.rectified),
    ActType(
        "treaties.notify",
        acts.Notify,
        notifying.check_notify,
        (
            Fold(state.KIND, _treaty, evolve.notified),
            Fold(state.NOTIFICATION, _notification, evolve.issued),
            Fold(state.YEAR, _year, evolve.counted),
        ),
    ),
    ActType(
        "treaties.acknowledge",
        acts.AcknowledgeNotification,
        notifying.check_acknowledge,
        (Fold(state.NOTIFICATION, _notification, evolve.acknowledged),),
    ),
)
