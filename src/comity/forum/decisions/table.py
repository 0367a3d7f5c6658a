"""The acts of the subject `decisions`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from comity.forum.decisions import acts, evolve, state
from comity.forum.decisions.rules import meeting, proposing, silence, symbols, undertakings, votes
from comity.forum.kernel.subject import ActType, Fold

if TYPE_CHECKING:
    from collections.abc import Callable

    from comity.forum.decisions.state import Decision
    from comity.forum.kernel.acts import Enacted
    from comity.forum.kernel.subject import Check


class _Named(Protocol):
    @property
    def decision(self) -> str: ...


def _decision(body: _Named) -> tuple[str, ...]:
    return (body.decision,)


def _row(
    name: str,
    body: type[acts.Named],
    check: Check,
    after: Callable[[Any, Enacted, str], Decision],
    within: Check | None = None,
) -> ActType:
    return ActType(f"decisions.{name}", body, check, (Fold(state.KIND, _decision, after),), within=within)


def _ballot(body: acts.OpenBallot) -> tuple[str, ...]:
    return (votes.ballot_key(body.decision, body.party).id,)


ACTS = (
    _row("propose", acts.Propose, proposing.check_propose, evolve.proposed),
    _row("refer", acts.Refer, proposing.check_refer, evolve.referred),
    _row("recommend", acts.Recommend, proposing.check_recommend, evolve.recommended),
    _row("revise", acts.Revise, proposing.check_revise, evolve.revised),
    _row("withdraw", acts.Withdraw, proposing.check_withdraw, evolve.withdrawn),
    _row("put", acts.Put, meeting.check_put, evolve.put),
    _row("amend_orally", acts.AmendOrally, meeting.check_amend_orally, evolve.amended_orally),
    _row("object", acts.Object, meeting.check_object, evolve.objected),
    _row("lift_objection", acts.LiftObjection, meeting.check_lift_objection, evolve.objection_lifted),
    _row("conclude", acts.Conclude, meeting.check_conclude, evolve.concluded),
    _row("start_silence", acts.StartSilence, silence.check_start_silence, evolve.silence_started),
    _row("veto_silence", acts.VetoSilence, silence.check_veto_silence, evolve.silence_vetoed),
    _row("extend_silence", acts.ExtendSilence, silence.check_extend_silence, evolve.silence_extended),
    _row("reserve", acts.Reserve, silence.check_reserve, evolve.reserved),
    _row("lift_reservation", acts.LiftReservation, silence.check_lift_reservation, evolve.reservation_lifted),
    _row("break_silence", acts.BreakSilence, silence.check_break_silence, evolve.silence_broken),
    _row("relay_objection", acts.RelayObjection, silence.check_relay_objection, evolve.silence_broken),
    _row("withdraw_objection", acts.WithdrawObjection, silence.check_withdraw_objection, evolve.objection_withdrawn),
    _row("conclude_silence", acts.ConcludeSilence, silence.check_conclude_silence, evolve.silence_concluded),
    _row("issue", acts.Issue, symbols.check_issue, evolve.issued),
    _row("open_vote", acts.OpenVote, votes.check_open_vote, evolve.vote_opened),
    _row("vote", acts.Vote, votes.check_vote, evolve.voted),
    _row("cast", acts.Cast, votes.check_cast, evolve.cast_),
    ActType(
        "decisions.open_ballot",
        acts.OpenBallot,
        votes.check_open_ballot,
        (Fold(state.BALLOT, _ballot, evolve.ballot_opened, begins=True),),
        restrictable=True,
    ),
    _row("count", acts.Count, votes.check_count, evolve.counted, votes.check_count_within),
    _row("support", acts.Support, votes.check_support, evolve.supported),
    _row("attach", acts.Attach, undertakings.check_attach, evolve.attached),
    _row("fulfil", acts.Fulfil, undertakings.check_fulfil, evolve.fulfilled),
    _row("review", acts.Review, undertakings.check_review, evolve.reviewed),
)


def party_of_effect(body: acts.Conclude | acts.ConcludeSilence) -> tuple[str, ...]:
    """Return the party whose status a conclusion changes."""
    effect = body.effect
    return (effect.party,) if effect is not None and effect.kind in {"admission", "status_end"} else ()


def chair_of_effect(body: acts.Conclude | acts.ConcludeSilence) -> tuple[str, ...]:
    """Return the id of the chair, where a conclusion changes it."""
    return ("chair",) if body.effect is not None and body.effect.kind in {"chair", "chair_extension"} else ()


def post_of_effect(body: acts.Conclude | acts.ConcludeSilence) -> tuple[str, ...]:
    """Return the post that a conclusion fills."""
    return (body.effect.post,) if body.effect is not None and body.effect.kind == "appointment" else ()


def charter_of_effect(body: acts.Conclude | acts.ConcludeSilence) -> tuple[str, ...]:
    """Return the id of the charter, where a conclusion amends it."""
    return ("charter",) if body.effect is not None and body.effect.kind == "charter" else ()
