"""When a silence may be started, prevented, extended, broken, and when it has concluded.

The time of entry decides, against the moment of expiry that the record holds: what is entered before that moment is in
time, what is entered at it or later is not. Rules of the OSCE, the UN, NATO and the EU are alike in this; what differs
between forums is charter data (`SilenceRule`).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from comity.forum.charter.checks import require_charter
from comity.forum.charter.words import entered_by
from comity.forum.decisions.acts import ConcludeSilence
from comity.forum.decisions.rules.common import (
    NOT_IN_ITS_NAME,
    check_competent,
    check_deciding,
    check_in_its_name,
    matter_of,
    matter_rule,
    of_its_body,
    procedure_of,
)
from comity.forum.decisions.rules.effects import check_effect
from comity.forum.decisions.rules.meeting import BRINGING, SILENCE_UNKNOWN, check_recommended
from comity.forum.decisions.rules.proposing import SILENCE_OVER, check_fits, check_running
from comity.forum.decisions.rules.symbols import check_in_series
from comity.forum.decisions.rules.undertakings import check_undertakings
from comity.forum.decisions.state import decision as decision_of
from comity.forum.kernel.checks import check_known
from comity.forum.kernel.errors import Reason, Refused, gettext_noop
from comity.forum.kernel.moments import comes_before, hours_after, instant, stated
from comity.forum.kernel.names import CHAIR, HATS
from comity.forum.meetings.sitting import check_quorum, check_sitting
from comity.forum.meetings.state import meeting as meeting_of
from comity.forum.officers.authority import statuses_on
from comity.forum.readings.said import Said

if TYPE_CHECKING:
    from comity.forum.charter.provisions import Procedure, SilenceRule
    from comity.forum.decisions import acts
    from comity.forum.decisions.effects import Effect
    from comity.forum.decisions.state import Decision, Silence
    from comity.forum.kernel.acts import Enacted
    from comity.forum.kernel.values import Values

NOT_STARTED_BY = Reason(
    "decisions.silence_not_started_by",
    gettext_noop("By the charter’s “%(procedure)s” a silence is started by: %(by)s; not by %(party)s."),
    gettext_noop("Ask one of these to start it."),
)
SILENCE_ELSEWHERE = Reason(
    "decisions.silence_elsewhere",
    gettext_noop("By the charter’s “%(procedure)s” a silence is started %(where)s."),
    gettext_noop("Start it there; at a meeting the meeting is named, between meetings none is."),
)
TOO_SHORT = Reason(
    "decisions.silence_too_short",
    gettext_noop(
        "The silence would run until %(expires)s; by the charter’s “%(procedure)s” it runs %(hours)s hours at least, "
        "until %(least)s."
    ),
    gettext_noop("Give an expiry at that moment or later."),
)
NO_VETO = Reason(
    "decisions.silence_no_veto",
    gettext_noop("By the charter’s “%(procedure)s” the use of silence cannot be prevented now."),
    gettext_noop("A member that does not agree to the text breaks the silence before it expires."),
)
NOT_LATER = Reason(
    "decisions.silence_not_later",
    gettext_noop("The silence runs until %(expires)s already; %(given)s is no later than that."),
    gettext_noop("A silence is only ever extended: give a later moment."),
)
BREAKER_NOT_TOLD = Reason(
    "decisions.breaker_not_told",
    gettext_noop("By the charter’s “%(procedure)s” it is not told who breaks a silence."),
    gettext_noop("Write to the chair in confidence; the chair states that the silence is broken."),
)
BREAKER_NAMED = Reason(
    "decisions.breaker_named",
    gettext_noop("By the charter’s “%(procedure)s” who breaks a silence is named."),
    gettext_noop("The member breaks it by an act of its own."),
)
RESERVES_ALREADY = Reason(
    "decisions.reserves_already",
    gettext_noop("%(party)s has made this reservation on “%(decision)s” already, by act %(act)s."),
    gettext_noop("It stands until it is lifted."),
)
NO_SUCH_RESERVATION = Reason(
    "decisions.no_such_reservation",
    gettext_noop("No such reservation of %(party)s on “%(decision)s” stands."),
    gettext_noop("There is nothing to lift."),
)
NOT_ITS_BREACH = Reason(
    "decisions.not_its_breach",
    gettext_noop(
        "It was not %(party)s whose objection broke the silence on “%(decision)s”, or it is withdrawn already."
    ),
    gettext_noop("Who broke a silence withdraws its objection, once."),
)
STILL_RUNNING = Reason(
    "decisions.silence_still_running",
    gettext_noop("The silence on “%(decision)s” runs until %(expires)s; it is %(entered)s."),
    gettext_noop("It concludes by itself when it has expired."),
)
CONCLUDED_OTHERWISE = Reason(
    "decisions.silence_concluded_otherwise",
    gettext_noop(
        "The silence on “%(decision)s”, its number %(number)s, expired at %(expires)s with another outcome than this."
    ),
    gettext_noop("Conclude it with exactly what it was started with; the host does so by itself."),
)

_PLACES = {
    "meeting": gettext_noop("at a meeting"),
    "between": gettext_noop("between meetings"),
    "either": gettext_noop("at a meeting or between meetings"),
}


def silence_rule(held: Decision, act: Enacted, values: Values) -> tuple[Procedure, SilenceRule]:
    """Return how the matter's body decides, and how its silences run; refuse where it knows none."""
    way = procedure_of(held.body, held.matter, act, values)
    if way.silence is None:
        raise Refused(SILENCE_UNKNOWN, procedure=way.procedure)
    return way, way.silence


def _under_silence(decision: str, act: Enacted, values: Values) -> Decision:
    """Return the matter that an act names, if it is under silence.

    Whoever comes too late is told so, whether the silence that expired has been concluded meanwhile or not.
    """
    known = decision_of(values, decision)
    last = known.silences[-1] if known and known.silences else None
    if last is not None and last.ended == "concluded":
        raise Refused(SILENCE_OVER, decision=decision, expires=last.expires, entered=act.entered)
    return matter_of(decision, act, values)


def check_start_silence(act: Enacted, values: Values) -> None:
    """Refuse a silence that the charter does not know, started by another, elsewhere, or running too short."""
    body = cast("acts.StartSilence", act.body)
    held = matter_of(body.decision, act, values)
    rule = check_competent(held.body, held.matter, act, values)
    way, silence = silence_rule(held, act, values)
    if way.way == "secret_ballot":
        # Nobody is elected by silence: a secret ballot is always held.
        raise Refused(SILENCE_UNKNOWN, procedure=way.procedure)
    check_fits(held, way)
    _check_starter(act, way, silence, values)
    _check_place(held, body, way, act, values)
    least = hours_after(act.entered, silence.hours)
    if instant(body.expires) < instant(least):
        raise Refused(TOO_SHORT, expires=body.expires, procedure=way.procedure, hours=silence.hours, least=least)
    check_undertakings(body.undertakings, act, values)
    if body.outcome in BRINGING:
        check_recommended(held, rule)
        check_effect(held.effect, rule, act, values)


def _check_starter(act: Enacted, way: Procedure, silence: SilenceRule, values: Values) -> None:
    hats = {act.party.lower()} if act.party in HATS else set(statuses_on(act.party, act.entered[:10], values))
    if not hats & set(silence.by):
        by = entered_by(silence.by, require_charter(values))
        raise Refused(NOT_STARTED_BY, procedure=way.procedure, by=by, party=act.party)


def _check_place(held: Decision, body: acts.StartSilence, way: Procedure, act: Enacted, values: Values) -> None:
    where = cast("SilenceRule", way.silence).where
    given = "between" if body.meeting is None else "meeting"
    if where not in {"either", given}:
        raise Refused(SILENCE_ELSEWHERE, procedure=way.procedure, where=Said(_PLACES[where]))
    if body.meeting is not None:
        meeting = of_its_body(held, check_sitting(body.meeting, values))
        if way.quorum:
            check_quorum(meeting, act, values)


def check_veto_silence(act: Enacted, values: Values) -> None:
    """Refuse to prevent a silence where the charter lets nobody, or when the time for it has gone by.

    OSCE, Annex 1(A): any representative who objects at the meeting at which it is started prevents it.
    """
    body = cast("acts.VetoSilence", act.body)
    held = _under_silence(body.decision, act, values)
    check_deciding(body.party, act, values, held)
    running = check_running(held, act)
    way, silence = silence_rule(held, act, values)
    if not silence.veto_hours or not _may_veto(running, silence, act, values):
        raise Refused(NO_VETO, procedure=way.procedure)


def _may_veto(running: Silence, silence: SilenceRule, act: Enacted, values: Values) -> bool:
    meeting = meeting_of(values, running.meeting) if running.meeting is not None else None
    if meeting is not None and meeting.state in {"open", "suspended"}:
        return True
    return comes_before(act.entered, hours_after(running.started, silence.veto_hours))


def check_extend_silence(act: Enacted, values: Values) -> None:
    """Refuse to extend a silence at its expiry or later, or to an earlier moment, or by one who could not start it."""
    body = cast("acts.ExtendSilence", act.body)
    held = _under_silence(body.decision, act, values)
    running = check_running(held, act)
    way, silence = silence_rule(held, act, values)
    _check_starter(act, way, silence, values)
    if instant(body.expires) <= instant(running.expires):
        raise Refused(NOT_LATER, expires=running.expires, given=body.expires)


def check_break_silence(act: Enacted, values: Values) -> None:
    """Refuse to break a silence at its expiry or later, for one who does not decide, or where no breaker is told.

    Whoever decides can break it as long as it runs, even if the charter has come to know no silences since it began.
    """
    body = cast("acts.BreakSilence", act.body)
    held = _under_silence(body.decision, act, values)
    check_deciding(body.party, act, values, held)
    check_known("document", body.document, values)
    check_running(held, act)
    way = require_charter(values).procedure(held.body, held.matter, act.entered[:10])
    if way is not None and way.silence is not None and way.silence.breaker != "named":
        raise Refused(BREAKER_NOT_TOLD, procedure=way.procedure)


def check_relay_objection(act: Enacted, values: Values) -> None:
    """Refuse to state a breach without its author where the charter names authors, or at the expiry or later.

    It is the chair's to state, or the secretariat's; no member states for another that it objects.
    """
    body = cast("acts.RelayObjection", act.body)
    held = _under_silence(body.decision, act, values)
    if act.party not in HATS:
        raise Refused(NOT_IN_ITS_NAME, party=CHAIR, acting=act.party)
    check_running(held, act)
    way, silence = silence_rule(held, act, values)
    if silence.breaker != "chair_only":
        raise Refused(BREAKER_NAMED, procedure=way.procedure)


def check_reserve(act: Enacted, values: Values) -> None:
    """Refuse a reservation at the expiry or later, of one who does not decide, or the same one twice."""
    body = cast("acts.Reserve", act.body)
    held = _under_silence(body.decision, act, values)
    check_deciding(body.party, act, values, held)
    running = check_running(held, act)
    found = next(
        (r for r in running.reservations if (r.party, r.kind, r.lifted) == (body.party, body.kind, None)), None
    )
    if found is not None:
        raise Refused(RESERVES_ALREADY, party=body.party, decision=held.decision, act=found.act)


def check_lift_reservation(act: Enacted, values: Values) -> None:
    """Refuse to lift what is not reserved."""
    body = cast("acts.LiftReservation", act.body)
    held = _under_silence(body.decision, act, values)
    check_deciding(body.party, act, values, held)
    running = check_running(held, act)
    if not any((r.party, r.kind, r.lifted) == (body.party, body.kind, None) for r in running.reservations):
        raise Refused(NO_SUCH_RESERVATION, party=body.party, decision=held.decision)


def check_withdraw_objection(act: Enacted, values: Values) -> None:
    """Refuse to withdraw an objection that broke nothing. To withdraw one never revives what it broke."""
    body = cast("acts.WithdrawObjection", act.body)
    held = matter_of(body.decision, act, values)
    check_in_its_name(body.party, act, values)
    breach = held.silences[-1].breach if held.silences else None
    if breach is None or breach.party != body.party or breach.withdrawn is not None:
        raise Refused(NOT_ITS_BREACH, party=body.party, decision=held.decision)


def conclusion(held: Decision, act: Enacted, values: Values) -> acts.ConcludeSilence:
    """Return what an act that concludes an expired silence says, its symbol aside, when it is entered as `act` is.

    The text stands since the moment of expiry, whatever has become of the charter since the silence began. Only what
    was to follow from it is asked again, of the rules of the day of expiry: it may have become impossible, and then
    does not follow.
    """
    running = cast("Silence", held.silence)
    effect = held.effect if running.outcome in BRINGING else None
    due = _due(held, running, effect)
    hindered = _hindered(held, effect, replace(act, entered=running.expires, body=due), values)
    return _due(held, running, None, hindered) if hindered else due


def _due(held: Decision, running: Silence, effect: Effect | None, hindered: str | None = None) -> acts.ConcludeSilence:
    said = {
        "decision": held.decision,
        "silence": running.number,
        "effective": stated(instant(running.expires)),
        "outcome": running.outcome,
        "revision": held.revision,
        "effect": effect,
        "hindered": hindered,
        "undertakings": running.undertakings,
    }
    return ConcludeSilence.model_validate({name: value for name, value in said.items() if value not in (None, ())})


def _hindered(held: Decision, effect: Effect | None, act: Enacted, values: Values) -> str | None:
    if effect is None:
        return None
    try:
        check_effect(effect, matter_rule(held.matter, act.entered[:10], values), act, values)
    except Refused as refused:
        return refused.reason.code
    return None


def series_due(held: Decision, act: Enacted, values: Values) -> str | None:
    """Return the series whose next symbol an expired silence receives when concluded; None where it receives none."""
    way = require_charter(values).procedure(held.body, held.matter, act.entered[:10])
    if held.symbol or way is None or (way.silence is not None and way.silence.numbered == "next_meeting"):
        return None
    return way.series


def check_conclude_silence(act: Enacted, values: Values) -> None:
    """Refuse a conclusion before the expiry, or one that says anything else than what came out."""
    body = cast("acts.ConcludeSilence", act.body)
    held = matter_of(body.decision, act, values)
    running = cast("Silence", held.silence)
    if comes_before(act.entered, running.expires):
        raise Refused(STILL_RUNNING, decision=held.decision, expires=running.expires, entered=act.entered)
    due = conclusion(held, act, values)
    if body.model_copy(update={"symbol": None}) != due:
        raise Refused(CONCLUDED_OTHERWISE, decision=held.decision, number=due.silence, expires=running.expires)
    check_in_series(held, series_due(held, act, values), act, values)
