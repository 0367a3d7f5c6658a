"""The acts of the subject `notices`."""

from __future__ import annotations

from typing import Protocol

from comity.forum.kernel.subject import ActType, Fold
from comity.forum.notices import acts, rules, state


class _Named(Protocol):
    @property
    def notice(self) -> str: ...


class _Of(_Named, Protocol):
    @property
    def party(self) -> str: ...


def _notice(body: _Named) -> tuple[str, ...]:
    return (body.notice,)


def _own_due(body: _Of) -> tuple[str, ...]:
    return (state.due_id(body.party, body.notice),)


def _dues(body: acts.Send | acts.Withdraw) -> tuple[str, ...]:
    return tuple(state.due_id(party, body.notice) for party in body.to)


ACTS = (
    ActType(
        "notices.send",
        acts.Send,
        rules.check_send,
        (Fold(state.NOTICE, _notice, state.sent, begins=True), Fold(state.DUE, _dues, state.asked, begins=True)),
        restrictable=True,
    ),
    ActType(
        "notices.acknowledge",
        acts.Acknowledge,
        rules.check_acknowledge,
        (Fold(state.NOTICE, _notice, state.acknowledged), Fold(state.DUE, _own_due, state.met_by_acknowledgement)),
        restrictable=True,
    ),
    ActType(
        "notices.answer",
        acts.Answer,
        rules.check_answer,
        (Fold(state.NOTICE, _notice, state.answered), Fold(state.DUE, _own_due, state.met_by_answer)),
        restrictable=True,
    ),
    ActType(
        "notices.withdraw",
        acts.Withdraw,
        rules.check_withdraw,
        (Fold(state.NOTICE, _notice, state.withdrawn), Fold(state.DUE, _dues, state.released)),
        restrictable=True,
    ),
    ActType(
        "notices.register_paper",
        acts.RegisterPaper,
        rules.check_register_paper,
        (Fold(state.NOTICE, _notice, state.registered, begins=True),),
        restrictable=True,
    ),
)
