"""What decisions do about statuses: when they may, and what they make of a party."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, cast

from comity.forum.charter.checks import require_charter
from comity.forum.kernel.dates import bounds
from comity.forum.kernel.errors import Reason, Refused, gettext_noop
from comity.forum.kernel.moments import day_of
from comity.forum.membership import rules, state
from comity.forum.membership.statuses import chapter_of, spells
from comity.forum.readings.said import Titled

if TYPE_CHECKING:
    from comity.forum.decisions.effects import EndStatus
    from comity.forum.kernel.acts import Enacted
    from comity.forum.kernel.values import Values

NO_WAY_IN = Reason(
    "membership.no_way_in",
    gettext_noop("By the charter no decision gives the status “%(status)s” on %(day)s."),
    gettext_noop("See what the charter asks for: %(ways)s."),
)


def check_admission(party: str, status: str, act: Enacted, values: Values) -> None:
    """Refuse a decision to give a status that none gives, to a party that it is not for or that holds it, or twice.

    One that has come to its end, by withdrawal or by suspension, is given anew.
    """
    charter, day = require_charter(values), act.entered[:10]
    held = rules.check_status(party, status, values, day)
    ways = charter.admissions(status, day)
    if not any(way.decision for way in ways):
        said = Titled(ways[0].text) if ways else "—"
        raise Refused(NO_WAY_IN, status=status, day=day, ways=said)
    now = chapter_of(held, status, charter.rules, bounds(day), act.index)
    if now.acceptances:
        raise Refused(rules.ACCEPTED_ALREADY, party=party, status=status)
    if any(s.status == status and s.holds(date.fromisoformat(day)) == "holds" for s in spells(held, charter.rules)):
        raise Refused(rules.HELD_ALREADY, party=party, status=status)
    rules.check_agreement(_accepted(held, act, status, day), values)


def check_ending(effect: EndStatus, act: Enacted, values: Values) -> None:
    """Refuse to end by decision a status that is not held, in a manner or within a time that the charter does not know.

    Where no day is named it ends on the day of the decision.
    """
    party, status, day = effect.party, effect.status, act.entered[:10]
    rules.check_status(party, status, values)
    way = rules.way_out(status, effect.manner, act, values, by_decision=True)
    rules.check_holds(party, status, day, values)
    on, least = effect.on or day, (date.fromisoformat(day) + timedelta(days=way.notice_days)).isoformat()
    if on < least:
        raise Refused(rules.NOTICE_TOO_SHORT, on=on, least=least, days=way.notice_days)


def decided(value: state.Party, act: Enacted, _id: str) -> state.Party:
    """Return the party after a decision about its status: given, or ended."""
    body: Any = act.body
    day = day_of(getattr(body, "effective", act.entered))
    if body.effect.kind == "admission":
        return _accepted(value, act, body.effect.status, day)
    ending = state.Ending.of(
        act, status=body.effect.status, on=body.effect.on or day, manner=body.effect.manner, decision=body.decision
    )
    return value.touched(act.index, endings=(*value.endings, ending))


def _accepted(value: state.Party, act: Enacted, status: str, day: str) -> state.Party:
    body: Any = act.body
    acceptance = state.Acceptance.of(
        act,
        status=status,
        on=day,
        body="",
        path="silence" if hasattr(body, "effective") else "meeting",
        meeting=getattr(body, "meeting", None),
        decision=cast("str", body.decision),
    )
    return value.touched(act.index, acceptances=(*value.acceptances, acceptance))
