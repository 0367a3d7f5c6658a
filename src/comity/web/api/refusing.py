"""Why an act is not taken, as a problem: which status, which rule of the charter, what would be in order."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from comity.forum.charter.state import charter
from comity.forum.door import SEEN_ELSEWHERE, SERIAL_OUT_OF_TURN
from comity.forum.kernel.acts import Body, Enacted
from comity.forum.kernel.errors import Refused
from comity.forum.officers import authority
from comity.forum.openings import rules as openings
from comity.record.entry import parse_act
from comity.record.errors import Malformed, RecordError
from comity.secretariat.batch import ENTERED_ALREADY
from comity.web.api.acttypes import act_rule, contest_rule, rules_of, today
from comity.web.api.problems import apart, problem

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from comity.forum.kernel.values import Values
    from comity.secretariat.faults import Fault
    from comity.secretariat.messages import ToldRule

CONFLICTS = frozenset((SERIAL_OUT_OF_TURN, SEEN_ELSEWHERE, ENTERED_ALREADY))
"""What may have been in order when the act was drawn up: something has been entered meanwhile."""

RETRY_SECONDS = 10
"""After how long a house that takes no acts is worth asking again."""

_BY_ACT_RULE = frozenset(
    (
        authority.NOT_THEIRS,
        authority.NOT_OWN,
        authority.NO_FUNCTION,
        authority.TOO_FEW,
        openings.NOT_RESTRICTED,
        openings.TOO_WIDE,
        openings.NOT_NARROWED,
    )
)


def not_taken(request: HttpRequest, fault: RecordError | Refused, line: bytes, values: Values) -> HttpResponse:
    """Return the problem of an act that is not taken; `line` is the act, as far as one was handed in."""
    if isinstance(fault, RecordError):
        status = HTTPStatus.BAD_REQUEST if isinstance(fault, Malformed) else HTTPStatus.UNPROCESSABLE_ENTITY
        return problem(request, status, fault.code, _sentence(fault.message))
    status = HTTPStatus.CONFLICT if fault.reason in CONFLICTS else HTTPStatus.UNPROCESSABLE_ENTITY
    further: dict[str, Any] = {"rule": _rule(fault, line, values)}
    if fault.reason is ENTERED_ALREADY:
        further["index"] = fault.words["index"]
    return apart(request, status, fault, **further)


def closed(request: HttpRequest, fault: Fault) -> HttpResponse:
    """Return the problem of a house that takes no acts now."""
    response = apart(request, HTTPStatus.SERVICE_UNAVAILABLE, fault)
    response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response


def _sentence(said: str) -> str:
    return f"{said[:1].upper()}{said[1:].rstrip('.')}."


def _rule(refused: Refused, line: bytes, values: Values) -> ToldRule | None:
    """The provision by which an act was refused, where one can be named."""
    if refused.reason is authority.SUSPENDED:
        held = charter(values)
        rule = held.contest_rule(today()) if held else None
        return contest_rule(rule) if rule else None
    if refused.reason not in _BY_ACT_RULE:
        return None
    stated = parse_act(line)
    bare = Enacted(0, f"{today()}T00:00:00.000Z", stated.type, stated.party, stated.office, Body())
    found = authority.rule_of(bare, values)
    return act_rule(found) if found else rules_of(stated.type, values)[0]
