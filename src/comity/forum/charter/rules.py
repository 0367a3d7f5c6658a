"""When the acts of the subject `charter` are in order."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, cast

from comity.forum.charter.acts import Adopt, Constitute
from comity.forum.charter.provisions import ANYBODY, Provision
from comity.forum.charter.state import charter, identity
from comity.forum.kernel.checks import check_cited
from comity.forum.kernel.errors import Reason, Refused, gettext_noop
from comity.forum.kernel.names import CHAIR, SECRETARIAT

if TYPE_CHECKING:
    from collections.abc import Iterator

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
    gettext_noop("The charter names “%(name)s” twice."),
    gettext_noop("Give each of its provisions of one kind a name of its own."),
)
STATUS_UNKNOWN = Reason(
    "charter.unknown_status",
    gettext_noop("The charter says what it takes to come to the status “%(status)s”, which it does not know."),
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


def check_constitute(act: Enacted, values: Values) -> None:
    """Refuse a second constitution, and one that is not the first act."""
    if act.index != 0 or identity(values) is not None:
        raise Refused(CONSTITUTED_ALREADY, forum=cast("Constitute", act.body).forum)


def check_adopt(act: Enacted, values: Values) -> None:
    """Refuse a version out of turn, names given twice, roles of bodies that are none, ways to a status that is none.

    The forum's charter is data: no rule of it stands in the program. That it is sourced or marked as assumed is held
    by the shape of each provision.
    """
    body = cast("Adopt", act.body)
    check_cited((*body.sources, *(source for rule in provisions(body) for source in rule.sources)), values)
    held = charter(values)
    last = held.version if held else 0
    if body.version != last + 1:
        raise Refused(VERSION_OUT_OF_TURN, given=body.version, last=last, due=last + 1)
    for names in _names(body):
        _check_single(names)
    _check_roles(body)
    _check_admissions(body)
    _check_act_rules(body)


def provisions(body: Adopt) -> Iterator[Provision]:
    """Yield every provision of a charter."""
    for name in type(body).model_fields:
        part = getattr(body, name)
        if isinstance(part, tuple):
            yield from (rule for rule in part if isinstance(rule, Provision))


def _names(body: Adopt) -> Iterator[list[str]]:
    """What the provisions of each kind are called."""
    yield [rule.body for rule in body.bodies]
    yield [rule.status for rule in body.statuses]
    yield [rule.matter for rule in body.matters]
    yield [rule.rule for rule in body.decisions]
    yield [rule.setting for rule in (*body.languages, *body.seating, *body.settings)]
    yield [rule.series for rule in body.symbols]
    yield [rule.dimension for rule in body.dimensions]
    yield [f"{rule.act} {by} {rule.since}" for rule in body.acts for by in rule.by]


def _check_roles(body: Adopt) -> None:
    bodies = [rule.body for rule in body.bodies]
    for matter in body.matters:
        for role in matter.roles:
            if role not in bodies:
                raise Refused(UNKNOWN_BODY_IN_MATTER, matter=matter.matter, body=role, bodies=", ".join(bodies))


def _check_admissions(body: Adopt) -> None:
    statuses = [rule.status for rule in body.statuses]
    for way in body.admissions:
        if way.status not in statuses:
            raise Refused(STATUS_UNKNOWN, status=way.status, statuses=", ".join(statuses))


def _check_act_rules(body: Adopt) -> None:
    known = {SECRETARIAT.lower(), CHAIR.lower(), ANYBODY, *(rule.status for rule in body.statuses)}
    for rule in body.acts:
        for by in rule.by:
            if by not in known:
                raise Refused(ENTERED_BY_NOBODY, by=by, act=rule.act, known=", ".join(sorted(known)))


def _check_single(names: list[str]) -> None:
    twice = next((name for name, times in Counter(names).items() if times > 1), None)
    if twice:
        raise Refused(NAMED_TWICE, name=twice)
