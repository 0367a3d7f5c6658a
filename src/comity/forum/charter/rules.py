"""When the acts of the subject `charter` are in order."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, cast

from comity.forum.charter.names import PARTS, named, of_part
from comity.forum.charter.provisions import ANYBODY, ActRule, Setting
from comity.forum.charter.state import charter, identity
from comity.forum.kernel.checks import check_cited
from comity.forum.kernel.dates import bounds
from comity.forum.kernel.errors import Reason, Refused, gettext_noop
from comity.forum.kernel.names import CHAIR, SECRETARIAT
from comity.forum.readings.said import Listed, Titled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comity.forum.charter.acts import Adopt, Constitute
    from comity.forum.charter.provisions import Procedure, Provision
    from comity.forum.charter.state import Charter
    from comity.forum.kernel.acts import Enacted
    from comity.forum.kernel.values import Values

CONSTITUTED_ALREADY = Reason(
    "charter.constituted_already",
    gettext_noop("The forum %(forum)s is constituted already."),
    gettext_noop("A forum is constituted once, by the first act of its record; another forum keeps its own record."),
)
VERSION_OUT_OF_TURN = Reason(
    "charter.version_out_of_turn",
    gettext_noop("Version %(given)s of the charter does not follow version %(last)s."),
    gettext_noop("Versions count without gaps: the next one is %(due)s."),
)
NAMED_TWICE = Reason(
    "charter.named_twice",
    gettext_noop("The charter names “%(name)s” twice at the same time."),
    gettext_noop("Give each of its provisions of one kind a name of its own, or let one end before the other begins."),
)
STATUS_UNKNOWN = Reason(
    "charter.unknown_status",
    gettext_noop("The charter says how the status “%(status)s” begins or ends, which it does not know."),
    gettext_noop("Name one of its statuses: %(statuses)s."),
)
ENTERED_BY_NOBODY = Reason(
    "charter.entered_by_nobody",
    gettext_noop("The charter lets “%(by)s” enter acts of the type %(act)s, but knows no such status."),
    gettext_noop("Name one of %(known)s."),
)
UNKNOWN_BODY_IN_MATTER = Reason(
    "charter.unknown_body",
    gettext_noop("The matter “%(matter)s” gives a role to “%(body)s”, which the charter does not know as a body."),
    gettext_noop("Name one of its bodies: %(bodies)s."),
)
PROCEDURE_OF_NOTHING = Reason(
    "charter.procedure_of_nothing",
    gettext_noop("The procedure “%(procedure)s” speaks of “%(name)s”, which the charter does not know as such."),
    gettext_noop("Name bodies, matters, series of symbols, and hats or statuses, that the charter knows."),
)
BY_DECISION_ONLY = Reason(
    "charter.by_decision_only",
    gettext_noop("The charter in force is changed by decisions on: %(matters)s. No further version of it is adopted."),
    gettext_noop("Propose a decision that amends it."),
)
DECIDED_NOWHERE = Reason(
    "charter.decided_nowhere",
    gettext_noop("A provision of this charter is said to stand by the decision “%(decision)s”."),
    gettext_noop("Name its sources, or mark it as assumed; a decision that changes the charter makes its provisions."),
)


def check_constitute(act: Enacted, values: Values) -> None:
    """Refuse a second constitution, and one that is not the first act."""
    if act.index != 0 or identity(values) is not None:
        raise Refused(CONSTITUTED_ALREADY, forum=cast("Constitute", act.body).forum)


def check_adopt(act: Enacted, values: Values) -> None:
    """Refuse a version out of turn, names given twice, roles of bodies that are none, ways to a status that is none.

    Also a further version of a charter that decisions change. The forum's charter is data: no rule of it stands in the
    program. That it is sourced or marked as assumed is held by the shape of each provision.
    """
    body = cast("Adopt", act.body)
    check_cited((*body.sources, *(source for rule in provisions(body) for source in rule.sources)), values)
    held = charter(values)
    last = held.version if held else 0
    if held is not None:
        _check_not_by_decision(held, act)
    if body.version != last + 1:
        raise Refused(VERSION_OUT_OF_TURN, given=body.version, last=last, due=last + 1)
    decided = next((rule.decided for rule in provisions(body) if rule.decided), None)
    if decided:
        raise Refused(DECIDED_NOWHERE, decision=decided)
    check_names(body)
    check_references(body)


def _check_not_by_decision(held: Charter, act: Enacted) -> None:
    matters = [Titled(rule.name) for rule in held.on(act.entered[:10]).matters if "charter" in rule.effects]
    if matters:
        raise Refused(BY_DECISION_ONLY, matters=Listed(tuple(matters)))


def provisions(body: Adopt) -> Iterator[Provision]:
    """Yield every provision of a charter."""
    for part in PARTS:
        yield from of_part(body, part)


def check_names(body: Adopt) -> None:
    """Refuse names that two provisions of one kind bear at the same time."""
    times: dict[tuple[str, str], list[tuple[date, date]]] = {}
    for part in PARTS:
        for called, rule in named(body, part):
            # Whoever enters acts of a type does so by one rule; all settings are named alike, whatever they are about.
            names = [f"{rule.act} {by}" for by in rule.by] if isinstance(rule, ActRule) else [called]
            kind = "settings" if isinstance(rule, Setting) else part
            for name in names:
                times.setdefault((kind, name), []).append(_time(rule))
    for (_kind, name), held in times.items():
        if any(one[1] >= other[0] for one, other in pairwise(sorted(held))):
            raise Refused(NAMED_TWICE, name=name)


def _time(rule: Provision) -> tuple[date, date]:
    begin = bounds(rule.since).earliest if rule.since else None
    end = bounds(rule.until).latest if rule.until else None
    return begin or date.min, end or date.max


def check_references(body: Adopt) -> None:
    """Refuse provisions that speak of bodies, statuses, matters or series of symbols that `body` does not hold."""
    _check_roles(body)
    _check_statuses(body)
    _check_act_rules(body)
    for procedure in body.procedures:
        _check_procedure(procedure, body)


def _check_roles(body: Adopt) -> None:
    bodies = [rule.body for rule in body.bodies]
    for matter in body.matters:
        for role in (*matter.roles, *matter.requires):
            if role not in bodies:
                raise Refused(UNKNOWN_BODY_IN_MATTER, matter=matter.matter, body=role, bodies=", ".join(bodies))


def _check_statuses(body: Adopt) -> None:
    statuses = [rule.status for rule in body.statuses]
    for status in (*(way.status for way in body.admissions), *(way.status for way in body.exits)):
        if status not in statuses:
            raise Refused(STATUS_UNKNOWN, status=status, statuses=", ".join(statuses))


def _hats(body: Adopt) -> set[str]:
    return {SECRETARIAT.lower(), CHAIR.lower(), *(rule.status for rule in body.statuses)}


def _check_act_rules(body: Adopt) -> None:
    known = {ANYBODY, *_hats(body)}
    for rule in body.acts:
        for by in rule.by:
            if by not in known:
                raise Refused(ENTERED_BY_NOBODY, by=by, act=rule.act, known=", ".join(sorted(known)))


def _check_procedure(procedure: Procedure, body: Adopt) -> None:
    asked = (
        (procedure.bodies, {rule.body for rule in body.bodies}),
        (procedure.matters, {rule.matter for rule in body.matters}),
        ((procedure.series,) if procedure.series else (), {rule.series for rule in body.symbols}),
        (procedure.silence.by if procedure.silence else (), _hats(body)),
    )
    for names, known in asked:
        for name in names:
            if name not in known:
                raise Refused(PROCEDURE_OF_NOTHING, procedure=procedure.procedure, name=name)
