"""Which symbol a decision bears, and when it receives it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from comity.forum.decisions.machine import ACCEPTING
from comity.forum.decisions.rules.common import matter_of, of_its_body, procedure_of
from comity.forum.documents.symbols import check_symbol, in_series
from comity.forum.kernel.checks import check_known
from comity.forum.kernel.errors import Phrase, Reason, Refused, gettext_noop
from comity.forum.meetings.sitting import check_sitting
from comity.forum.meetings.state import meeting as meeting_of

if TYPE_CHECKING:
    from comity.forum.charter.provisions import Procedure
    from comity.forum.decisions import acts
    from comity.forum.decisions.state import Decision
    from comity.forum.kernel.acts import Enacted
    from comity.forum.kernel.values import Values

SYMBOL_WANTED = Reason(
    "decisions.symbol_wanted",
    gettext_noop("By the charter “%(decision)s” receives a symbol of the series “%(series)s”."),
    gettext_noop("Give the next symbol of that series."),
)
SYMBOL_UNFIT = Reason(
    "decisions.symbol_unfit",
    gettext_noop("The symbol %(symbol)s is none that “%(decision)s” receives here."),
    gettext_noop("Give the one that is due, or none: %(due)s."),
)
NUMBERED_ALREADY = Reason(
    "decisions.numbered_already",
    gettext_noop("“%(decision)s” bears the symbol %(symbol)s already."),
    gettext_noop("A decision is issued once."),
)
NUMBERED_AT_A_MEETING = Reason(
    "decisions.numbered_at_a_meeting",
    gettext_noop("By the charter’s “%(procedure)s” what silence has decided is numbered at a meeting of its body."),
    gettext_noop("Name the meeting that sits and takes note of it."),
)
NUMBERED_BEFORE = gettext_noop("it bears one already, %(symbol)s")
NO_SERIES = gettext_noop("by the charter its body’s decisions bear no symbols")
NOTHING_DECIDED = gettext_noop("only what was decided bears a symbol")
NUMBERED_LATER = gettext_noop("it receives none now; where one is due later, an act decisions.issue gives it")
OF_THE_SERIES = gettext_noop("the next symbol of the series that its body’s decisions bear")


def check_number(held: Decision, body: acts.Conclude, way: Procedure, act: Enacted, values: Values) -> None:
    """Refuse a conclusion without the symbol that the body's decisions bear, or with one that it does not receive.

    Which series is charter data.
    """
    if held.symbol:
        _check_none(held, body.symbol, NUMBERED_BEFORE)
    elif body.outcome not in ACCEPTING:
        _check_none(held, body.symbol, NOTHING_DECIDED)
    elif way.series is None:
        _check_none(held, body.symbol, NO_SERIES)
    else:
        check_in_series(held, way.series, act, values)


def check_in_series(held: Decision, series: str | None, act: Enacted, values: Values) -> None:
    """Refuse a symbol that is not the next one of its series, or one where none is due (`series` None).

    A further number in it is that of the year, or of the meeting: no decision is numbered back into another year.
    """
    body = cast("acts.Conclude | acts.ConcludeSilence | acts.Issue", act.body)
    symbol, further = body.symbol, _further(act, values)
    if series is None:
        _check_none(held, symbol, NUMBERED_LATER)
        return
    if symbol is None:
        raise Refused(SYMBOL_WANTED, decision=held.decision, series=series)
    place = in_series(symbol, series, further, act.entered[:10], values)
    if place is None:
        raise Refused(SYMBOL_UNFIT, symbol=symbol, decision=held.decision, due=Phrase(OF_THE_SERIES))
    check_symbol(symbol, values, place)


def _further(act: Enacted, values: Values) -> list[str]:
    at = meeting_of(values, getattr(act.body, "meeting", None) or "")
    numbers = (act.entered[:4], getattr(act.body, "effective", "")[:4], str(at.number or "") if at else "")
    return [number for number in numbers if number]


def _check_none(held: Decision, symbol: str | None, due: str) -> None:
    if symbol is not None:
        raise Refused(SYMBOL_UNFIT, symbol=symbol, decision=held.decision, due=Phrase(due, _words(held)))


def _words(held: Decision) -> dict[str, object]:
    return {"decision": held.decision, "symbol": held.symbol or ""}


def check_issue(act: Enacted, values: Values) -> None:
    """Refuse to number a decision twice, under another series, or without the meeting that the charter asks for."""
    body = cast("acts.Issue", act.body)
    held = matter_of(body.decision, act, values)
    check_known("document", body.document, values)
    if held.symbol:
        raise Refused(NUMBERED_ALREADY, decision=held.decision, symbol=held.symbol)
    way = procedure_of(held.body, held.matter, act, values)
    if way.series is None:
        _check_none(held, body.symbol, NO_SERIES)
    if body.meeting is not None:
        of_its_body(held, check_sitting(body.meeting, values))
    elif way.silence and way.silence.numbered == "next_meeting":
        raise Refused(NUMBERED_AT_A_MEETING, procedure=way.procedure)
    check_in_series(held, way.series, act, values)
