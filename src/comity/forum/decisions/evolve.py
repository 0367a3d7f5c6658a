"""What each act makes of a matter: one function an act type, all of the same shape."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from comity.forum.decisions import state
from comity.forum.decisions.machine import BROKEN, COUNTED, OUTCOMES, PROPOSED, PUT, SILENCE, STANDS, VOTING, WITHDRAWN
from comity.forum.kernel.moments import instant, stated

if TYPE_CHECKING:
    from comity.forum.decisions import acts
    from comity.forum.decisions.state import Decision
    from comity.forum.kernel.acts import Enacted


def _after(value: Decision, act: Enacted, *, said: state.Words | None = None, **changes: Any) -> Decision:  # noqa: ANN401
    """The matter after an act: its changes, and the step in the order of what happened."""
    # To ask a model for a field that it lacks is slow.
    fields = act.body.__dict__
    step = state.Step.of(
        act,
        what=act.type,
        entered=act.entered,
        party=fields.get("party", act.party),
        said=said,
        verb=fields.get("verb") or fields.get("outcome") or fields.get("kind", ""),
        until=fields.get("expires") or fields.get("closes"),
    )
    return value.touched(act.index, steps=(*value.steps, step), **changes)


def proposed(_value: Decision | None, act: Enacted, _id: str) -> Decision:
    """Return the matter that `decisions.propose` brings before a body."""
    body = cast("acts.Propose", act.body)
    wording = state.Wording.of(act)
    made = state.Decision.made_by(act, party=body.party, proposed=act.entered, wordings=(wording,))
    step = state.Step.of(act, what=act.type, entered=act.entered, party=body.party)
    return made.model_copy(update={"steps": (step,)})


def referred(value: Decision, act: Enacted, _id: str) -> Decision:
    """Return the matter after `decisions.refer`."""
    body = cast("acts.Refer", act.body)
    return _after(value, act, said=body.reason, body=body.body)


def recommended(value: Decision, act: Enacted, _id: str) -> Decision:
    """Return the matter after `decisions.recommend`."""
    return _after(value, act, said=cast("acts.Recommend", act.body).remark)


def revised(value: Decision, act: Enacted, _id: str) -> Decision:
    """Return the matter after `decisions.revise`: it is open again, with the new text."""
    body = cast("acts.Revise", act.body)
    changes: dict[str, Any] = {"effect": body.effect} if body.effect is not None else {}
    wordings = (*value.wordings, state.Wording.of(act))
    # Who asked for it asked for the text as it was.
    return _after(
        value, act, said=body.reason, state=PROPOSED, wordings=wordings, meeting=None, supporters=(), **changes
    )


def withdrawn(value: Decision, act: Enacted, _id: str) -> Decision:
    """Return the matter after `decisions.withdraw`; a silence that ran has ended with it."""
    silences = _ended(value, act, "withdrawn") if value.state == SILENCE else value.silences
    said = cast("acts.Withdraw", act.body).reason
    return _after(value, act, said=said, state=WITHDRAWN, silences=silences)


def put(value: Decision, act: Enacted, _id: str) -> Decision:
    """Return the matter after `decisions.put`."""
    return _after(value, act, state=PUT, meeting=cast("acts.Put", act.body).meeting)


def amended_orally(value: Decision, act: Enacted, _id: str) -> Decision:
    """Return the matter after `decisions.amend_orally`: the amendment is kept with the text."""
    body = cast("acts.AmendOrally", act.body)
    last = value.wording
    wording = last.model_copy(update={"amendments": (*last.amendments, body.amendment)})
    return _after(value, act, said=body.amendment, wordings=(*value.wordings[:-1], wording))


def objected(value: Decision, act: Enacted, _id: str) -> Decision:
    """Return the matter after `decisions.object`."""
    objection = state.Objection.of(act, entered=act.entered)
    said = cast("acts.Object", act.body).reason
    return _after(value, act, said=said, objections=(*value.objections, objection))


def objection_lifted(value: Decision, act: Enacted, _id: str) -> Decision:
    """Return the matter after `decisions.lift_objection`."""
    party = cast("acts.LiftObjection", act.body).party
    standing = {each.act for each in value.standing_objections if each.party == party}
    objections = tuple(
        each.model_copy(update={"lifted": act.index}) if each.act in standing else each for each in value.objections
    )
    return _after(value, act, objections=objections)


def supported(value: Decision, act: Enacted, _id: str) -> Decision:
    """Return the matter after `decisions.support`."""
    return _after(value, act, supporters=(*value.supporters, cast("acts.Support", act.body).party))


def vote_opened(value: Decision, act: Enacted, _id: str) -> Decision:
    """Return the matter after `decisions.open_vote`."""
    return _after(value, act, state=VOTING, voting=state.Voting.of(act, votes={}))


def _with_voting(value: Decision, act: Enacted, **changes: Any) -> Decision:  # noqa: ANN401
    voting = cast("state.Voting", value.voting).model_copy(update=changes)
    return _after(value, act, voting=voting)


def voted(value: Decision, act: Enacted, _id: str) -> Decision:
    """Return the matter after `decisions.vote`: a party's newest vote counts."""
    body = cast("acts.Vote", act.body)
    votes = {**cast("state.Voting", value.voting).votes, body.party: body.vote}
    return _with_voting(value, act, votes=votes)


def cast_(value: Decision, act: Enacted, _id: str) -> Decision:
    """Return the matter after `decisions.cast`: who has voted is known, not how."""
    party = cast("acts.Cast", act.body).party
    return _with_voting(value, act, cast=(*cast("state.Voting", value.voting).cast, party))


def counted(value: Decision, act: Enacted, _id: str) -> Decision:
    """Return the matter after `decisions.count`."""
    ballots = tuple((each.number, each.choice) for each in cast("acts.Count", act.body).ballots)
    voting = cast("state.Voting", value.voting).model_copy(update={"ballots": ballots, "counted": act.index})
    return _after(value, act, state=COUNTED, voting=voting)


def concluded(value: Decision, act: Enacted, _id: str) -> Decision:
    """Return the matter after `decisions.conclude`: what came out, and where it stands now."""
    body = cast("acts.Conclude", act.body)
    way = "vote" if value.state in {VOTING, COUNTED} else "meeting" if value.state == PUT else "support"
    result = state.Result.of(act, way=way, effective=stated(instant(act.entered)), entered=act.entered)
    return _after(
        value,
        act,
        said=body.remark,
        state=OUTCOMES.get(body.outcome, STANDS),
        results=(*value.results, result),
        symbol=body.symbol or value.symbol,
        undertakings=_undertaken(body.undertakings) or value.undertakings,
        meeting=None,
    )


def _undertaken(stated_ones: tuple[acts.Undertaking, ...]) -> tuple[state.Undertaken, ...]:
    return tuple(state.Undertaken(**each.model_dump()) for each in stated_ones)


def silence_started(value: Decision, act: Enacted, _id: str) -> Decision:
    """Return the matter after `decisions.start_silence`."""
    body = cast("acts.StartSilence", act.body)
    silence = state.Silence.of(
        act,
        number=len(value.silences) + 1,
        started=act.entered,
        revision=value.revision,
        clocks=(state.Clock.of(act, entered=act.entered, reason=None),),
    )
    return _after(value, act, said=body.remark, state=SILENCE, silences=(*value.silences, silence), meeting=None)


def _with_silence(value: Decision, **changes: Any) -> tuple[state.Silence, ...]:  # noqa: ANN401
    return (*value.silences[:-1], value.silences[-1].model_copy(update=changes))


def _ended(value: Decision, act: Enacted, how: str, **changes: Any) -> tuple[state.Silence, ...]:  # noqa: ANN401
    return _with_silence(value, ended=how, ended_act=act.index, **changes)


def silence_vetoed(value: Decision, act: Enacted, _id: str) -> Decision:
    """Return the matter after `decisions.veto_silence`: it waits again."""
    said = cast("acts.VetoSilence", act.body).reason
    return _after(value, act, said=said, state=PROPOSED, silences=_ended(value, act, "vetoed"))


def silence_extended(value: Decision, act: Enacted, _id: str) -> Decision:
    """Return the matter after `decisions.extend_silence`: the clocks before stay on record."""
    clock = state.Clock.of(act, entered=act.entered)
    silences = _with_silence(value, clocks=(*value.silences[-1].clocks, clock))
    return _after(value, act, said=cast("acts.ExtendSilence", act.body).reason, silences=silences)


def reserved(value: Decision, act: Enacted, _id: str) -> Decision:
    """Return the matter after `decisions.reserve`."""
    new = state.Reserved.of(act, entered=act.entered)
    silences = _with_silence(value, reservations=(*value.silences[-1].reservations, new))
    return _after(value, act, said=cast("acts.Reserve", act.body).text, silences=silences)


def reservation_lifted(value: Decision, act: Enacted, _id: str) -> Decision:
    """Return the matter after `decisions.lift_reservation`."""
    body = cast("acts.LiftReservation", act.body)
    reservations = tuple(
        each.model_copy(update={"lifted": act.index})
        if (each.party, each.kind, each.lifted) == (body.party, body.kind, None)
        else each
        for each in value.silences[-1].reservations
    )
    return _after(value, act, silences=_with_silence(value, reservations=reservations))


def silence_broken(value: Decision, act: Enacted, _id: str) -> Decision:
    """Return the matter after `decisions.break_silence` or `decisions.relay_objection`: it is not adopted."""
    body = cast("acts.BreakSilence | acts.RelayObjection", act.body)
    breach = state.Breach.of(act, party=getattr(body, "party", ""), entered=act.entered)
    said = getattr(body, "reason", None) or body.text
    return _after(value, act, said=said, state=BROKEN, silences=_ended(value, act, "broken", breach=breach))


def objection_withdrawn(value: Decision, act: Enacted, _id: str) -> Decision:
    """Return the matter after `decisions.withdraw_objection`: recorded, and nothing is revived by it."""
    breach = cast("state.Breach", value.silences[-1].breach).model_copy(update={"withdrawn": act.index})
    return _after(value, act, silences=_with_silence(value, breach=breach))


def silence_concluded(value: Decision, act: Enacted, _id: str) -> Decision:
    """Return the matter after `decisions.conclude_silence`: it stands since the moment of expiry."""
    body = cast("acts.ConcludeSilence", act.body)
    result = state.Result.of(act, way="silence", entered=act.entered, meeting=None)
    return _after(
        value,
        act,
        state=STANDS,
        silences=_ended(value, act, "concluded"),
        results=(*value.results, result),
        symbol=body.symbol or value.symbol,
        undertakings=_undertaken(body.undertakings) or value.undertakings,
    )


def issued(value: Decision, act: Enacted, _id: str) -> Decision:
    """Return the matter after `decisions.issue`."""
    body = cast("acts.Issue", act.body)
    return _after(value, act, symbol=body.symbol, issued=body.document)


def attached(value: Decision, act: Enacted, _id: str) -> Decision:
    """Return the matter after `decisions.attach`."""
    statement = state.Statement.of(act, entered=act.entered)
    said = cast("acts.Attach", act.body).text
    return _after(value, act, said=said, statements=(*value.statements, statement))


def fulfilled(value: Decision, act: Enacted, _id: str) -> Decision:
    """Return the matter after `decisions.fulfil`."""
    body = cast("acts.Fulfil", act.body)
    done = state.Done.of(act, entered=act.entered)
    undertakings = tuple(
        each.model_copy(update={"done": (*each.done, done)}) if each.number == body.undertaking else each
        for each in value.undertakings
    )
    return _after(value, act, said=body.text, undertakings=undertakings)


def reviewed(value: Decision, act: Enacted, _id: str) -> Decision:
    """Return the matter after `decisions.review`."""
    review = state.Reviewed.of(act, entered=act.entered)
    return _after(value, act, said=cast("acts.Review", act.body).text, reviews=(*value.reviews, review))


def ballot_opened(_value: state.OpenedBallot | None, act: Enacted, _id: str) -> state.OpenedBallot:
    """Return the ballot that `decisions.open_ballot` shows to the tellers."""
    return state.OpenedBallot.made_by(act)
