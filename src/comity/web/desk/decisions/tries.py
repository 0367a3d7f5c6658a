"""The least act of each type that a matter leaves room for: what is asked of the door, so that it tells what is open.

Each function yields what such an act might say beside its matter; if the door would take any of them, the action is
open. What an officer is going to say herself stands here as a dash.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast, get_args

from comity.forum.decisions.acts import ConcludeSilence, Outcome, Reserve, StepVerb
from comity.forum.decisions.machine import COUNTED, MACHINE, PUT, VOTING
from comity.forum.decisions.rules.meeting import BRINGING
from comity.forum.decisions.rules.silence import conclusion, series_due
from comity.forum.decisions.rules.votes import ballot_key, choices
from comity.forum.documents.symbols import next_in_series
from comity.forum.kernel.acts import Enacted
from comity.forum.kernel.errors import Refused
from comity.forum.kernel.moments import hours_after, instant, stated
from comity.forum.kernel.names import SECRETARIAT
from comity.record.encoding import encode_base64
from comity.secretariat.composing import stored_body

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from comity.forum.decisions.state import Decision, OpenedBallot
    from comity.web.desk.decisions.asking import Asking

    Said = dict[str, Any]
    Tries = Callable[[Asking, Decision], Iterator[Said]]

DASH = {"en": "—"}
BLANK = encode_base64(bytes(32))
"""Stands for a commitment that is made only once somebody has chosen."""

_OUTCOMES = cast("tuple[str, ...]", get_args(Outcome))
_VERBS = cast("tuple[str, ...]", get_args(StepVerb))
RESERVATIONS = cast("tuple[str, ...]", get_args(Reserve.model_fields["kind"].annotation))


def _by_each(**said: Any) -> Tries:  # noqa: ANN401 - fields of a body
    """In the name of each party for which the reader may speak."""

    def tries(asked: Asking, _held: Decision) -> Iterator[Said]:
        for party in asked.speaks_for:
            yield {"party": party, **said}

    return tries


def _plain(**said: Any) -> Tries:  # noqa: ANN401 - as above
    def tries(_asked: Asking, _held: Decision) -> Iterator[Said]:
        yield said

    return tries


def _refer(asked: Asking, held: Decision) -> Iterator[Said]:
    rule = asked.matter(held.matter)
    for body, role in (rule.roles if rule else {}).items():
        if role == "decides" and body != held.body:
            yield {"body": body}


def _recommend(asked: Asking, held: Decision) -> Iterator[Said]:
    rule = asked.matter(held.matter)
    for body in rule.roles if rule else ():
        for verb in _VERBS:
            yield {"body": body, "verb": verb}


def _revise(_asked: Asking, held: Decision) -> Iterator[Said]:
    yield {"revision": held.revision + 1, "text": DASH}


def _withdraw(_asked: Asking, held: Decision) -> Iterator[Said]:
    yield {"party": held.party}


def _put(asked: Asking, held: Decision) -> Iterator[Said]:
    for meeting in asked.sitting:
        if meeting.body == held.body:
            yield {"meeting": meeting.meeting}


def _at_its_meeting(**said: Any) -> Tries:  # noqa: ANN401 - as above
    def tries(_asked: Asking, held: Decision) -> Iterator[Said]:
        if held.meeting:
            yield {"meeting": held.meeting, **said}

    return tries


def _by_each_at_its_meeting(asked: Asking, held: Decision) -> Iterator[Said]:
    for party in asked.speaks_for if held.meeting else ():
        yield {"party": party, "meeting": held.meeting}


def _open_vote(asked: Asking, held: Decision) -> Iterator[Said]:
    for place in _places(asked, held):
        yield {"closes": least_close(asked, held), **place}


def _places(asked: Asking, held: Decision) -> Iterator[Said]:
    """Between meetings, or at a meeting of its body that sits."""
    yield {}
    yield from _put(asked, held)


def _open_ballot(asked: Asking, held: Decision) -> Iterator[Said]:
    # Which ballot it was, only the slip tells; that the slip is asked for, is told by the refusal.
    for party in asked.speaks_for:
        yield {"party": party, "choice": choices(held)[0], "number": "0" * 64, "key": BLANK}


def opened_ballots(asked: Asking, held: Decision) -> list[OpenedBallot]:
    """Return the ballots that were opened to the reader as a teller, in the order of their secret numbers."""
    cast_by = held.voting.cast if held.voting and asked.at.party == SECRETARIAT else ()
    found = (asked.view.private(ballot_key(held.decision, party)) for party in cast_by)
    return sorted((cast("OpenedBallot", each) for each in found if each), key=lambda each: each.number)


def _count(asked: Asking, held: Decision) -> Iterator[Said]:
    yield {"ballots": [{"number": each.number, "choice": each.choice} for each in opened_ballots(asked, held)]}


def next_symbol(asked: Asking, series: str | None) -> Said:
    """Return the next symbol of a series as a field; nothing where there is none to give."""
    return {"symbol": next_in_series(series, asked.entered[:4], asked.view, asked.day)} if series else {}


def _conclude(asked: Asking, held: Decision) -> Iterator[Said]:
    way = asked.procedure(held.body, held.matter)
    place = held.meeting or (held.voting.meeting if held.voting and held.state in {VOTING, COUNTED} else None)
    if way is None or (held.state not in {PUT, VOTING, COUNTED} and way.way != "trigger"):
        return
    said: Said = {"revision": held.revision, **({"meeting": place} if place else {})}
    for outcome in _OUTCOMES:
        yield from concluded(asked, held, outcome, said)


def concluded(asked: Asking, held: Decision, outcome: str, said: Said) -> Iterator[Said]:
    """Yield what an outcome would say: with the effect that it brings about, the symbol it receives, who was chosen."""
    way = asked.procedure(held.body, held.matter)
    if outcome in BRINGING and held.effect is not None:
        said = {**said, "effect": stored_body(held.effect)}
    accepted = outcome not in {"agrees_subject_to_silence", "continues_consultations", "defers", "not_carried"}
    if accepted and outcome != "moves_to_chair_statement" and not held.symbol:
        said = {**said, **next_symbol(asked, way.series if way else None)}
    for chosen in held.candidates if accepted and held.candidates else ("",):
        yield {**said, "outcome": outcome, **({"chosen": chosen} if chosen else {})}


def least_expiry(asked: Asking, held: Decision, hours: int | None = None) -> str:
    """Return when a silence that is started now expires at the soonest: after the charter's hours and a moment's grace.

    With `hours`, when one would expire that runs so long.
    """
    way = asked.procedure(held.body, held.matter)
    wanted = hours or (way.silence.hours if way and way.silence else 1)
    return stated(instant(hours_after(asked.entered, wanted)) + timedelta(minutes=1))


def least_close(asked: Asking, held: Decision, hours: int = 1) -> str:
    """Return when a vote that is opened now closes at the soonest; with `hours`, when one open for so long does."""
    way = asked.procedure(held.body, held.matter)
    wanted = max(hours, (way.vote_hours or 1) if way else 1)
    return stated(instant(hours_after(asked.entered, wanted)) + timedelta(minutes=1))


def full_hour(moment: str) -> str:
    """Return the first full hour at a moment or after it: what a form proposes, everybody can remember."""
    point = instant(moment)
    whole = point.replace(minute=0, second=0, microsecond=0)
    return stated(whole if whole == point else whole + timedelta(hours=1))


def _start_silence(asked: Asking, held: Decision) -> Iterator[Said]:
    for place in _places(asked, held):
        yield {"expires": least_expiry(asked, held), **place}


def _extend(_asked: Asking, held: Decision) -> Iterator[Said]:
    if held.silence:
        yield {"expires": hours_after(held.silence.expires, 1), "reason": DASH}


def _reserve(asked: Asking, _held: Decision) -> Iterator[Said]:
    for party in asked.speaks_for:
        for kind in RESERVATIONS:
            yield {"party": party, "kind": kind}


def _lift_reservation(asked: Asking, held: Decision) -> Iterator[Said]:
    for each in held.silence.reservations if held.silence else ():
        if each.lifted is None and each.party in asked.speaks_for:
            yield {"party": each.party, "kind": each.kind}


def _conclude_silence(asked: Asking, held: Decision) -> Iterator[Said]:
    act = Enacted(0, asked.entered, "decisions.conclude_silence", SECRETARIAT, "", cast("ConcludeSilence", None))
    said = stored_body(conclusion(held, act, asked.view))
    yield {**said, **next_symbol(asked, series_due(held, act, asked.view))}


def _issue(asked: Asking, held: Decision) -> Iterator[Said]:
    way = asked.procedure(held.body, held.matter)
    if held.symbol or way is None or way.series is None:
        return
    for place in _places(asked, held):
        yield {**next_symbol(asked, way.series), **place}


def _fulfil(_asked: Asking, held: Decision) -> Iterator[Said]:
    for each in held.undertakings:
        for party in each.open_for:
            yield {"party": party, "undertaking": each.number}


def _review(_asked: Asking, held: Decision) -> Iterator[Said]:
    yield {"body": held.body, "text": DASH}


TRIES: dict[str, Tries] = {
    "decisions.refer": _refer,
    "decisions.recommend": _recommend,
    "decisions.revise": _revise,
    "decisions.withdraw": _withdraw,
    "decisions.put": _put,
    "decisions.amend_orally": _at_its_meeting(amendment=DASH),
    "decisions.object": _by_each_at_its_meeting,
    "decisions.lift_objection": _by_each_at_its_meeting,
    "decisions.conclude": _conclude,
    "decisions.start_silence": _start_silence,
    "decisions.veto_silence": _by_each(),
    "decisions.extend_silence": _extend,
    "decisions.break_silence": _by_each(),
    "decisions.relay_objection": _plain(commitment=BLANK),
    "decisions.reserve": _reserve,
    "decisions.lift_reservation": _lift_reservation,
    "decisions.withdraw_objection": _by_each(),
    "decisions.conclude_silence": _conclude_silence,
    "decisions.issue": _issue,
    "decisions.open_vote": _open_vote,
    "decisions.vote": _by_each(vote="for"),
    "decisions.cast": _by_each(ballot=BLANK),
    "decisions.open_ballot": _open_ballot,
    "decisions.count": _count,
    "decisions.support": _by_each(),
    "decisions.attach": _by_each(kind="interpretative_statement", text=DASH),
    "decisions.fulfil": _fulfil,
    "decisions.review": _review,
}
"""By the type of act: each that a matter has beside its proposal."""


SLIP_WANTED = "decisions.ballot_differs"
"""The code of the refusal by which nothing but a ballot's slip is missing, which no page knows."""


def taken(asked: Asking, held: Decision, kind: str) -> Iterator[Said]:
    """Yield what each act of a type would say about a matter that the door would take now."""
    if not MACHINE.allows(held.state, kind) or isinstance(asked.entitled(kind), Refused):
        return
    for tried in TRIES[kind](asked, held):
        said = {"decision": held.decision, **tried}
        against = asked.refusal(kind, said)
        if against is None or against.reason.code == SLIP_WANTED:
            yield said


def found(asked: Asking, held: Decision, kind: str) -> Said | None:
    """Return what the first act of a type would say about a matter that the door would take now; None without one."""
    return next(taken(asked, held, kind), None)


def refused(asked: Asking, held: Decision, kind: str) -> Refused | None:
    """Return why no act of a type is taken now: by the rule that stands against the first that was tried."""
    entitled = asked.entitled(kind)
    if isinstance(entitled, Refused):
        return entitled
    try:
        MACHINE.check(held.decision, held.state, kind)
    except Refused as out_of_turn:
        return out_of_turn
    first = next(iter(TRIES[kind](asked, held)), None)
    return asked.refusal(kind, {"decision": held.decision, **first}) if first is not None else None
