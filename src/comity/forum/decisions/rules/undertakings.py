"""Undertakings: what a decision lays down, and when it counts as done; statements; reviews."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from comity.forum.charter.checks import check_bodies, require_charter
from comity.forum.decisions.machine import ACCEPTING
from comity.forum.decisions.rules.common import check_deciding, check_in_its_name, check_met, matter_of
from comity.forum.kernel.checks import check_known, check_parties
from comity.forum.kernel.errors import Reason, Refused, gettext_noop
from comity.forum.kernel.moments import comes_before, hours_after

if TYPE_CHECKING:
    from collections.abc import Sequence

    from comity.forum.decisions import acts
    from comity.forum.decisions.state import Decision
    from comity.forum.kernel.acts import Enacted
    from comity.forum.kernel.values import Values

UNDERTAKINGS_UNCOUNTED = Reason(
    "decisions.undertakings_uncounted",
    gettext_noop("The undertakings are not numbered 1, 2, 3, … in their order."),
    gettext_noop("Number them so; by its number each is found on the boards until it is done."),
)
UNDERTAKEN_IN_THE_PAST = Reason(
    "decisions.undertaken_in_the_past",
    gettext_noop("Undertaking %(number)s is to be done by %(by)s, which has gone by at %(entered)s."),
    gettext_noop("Give a time to come, or none."),
)
UNDERTAKING_UNKNOWN = Reason(
    "decisions.undertaking_unknown",
    gettext_noop("“%(decision)s” lays down no undertaking %(number)s."),
    gettext_noop("Its undertakings are: %(numbers)s."),
)
NOT_ITS_UNDERTAKING = Reason(
    "decisions.not_its_undertaking",
    gettext_noop("Undertaking %(number)s of “%(decision)s” is not one that awaits %(party)s."),
    gettext_noop("It awaits: %(open)s."),
)
UNDERTAKEN_UNDECIDED = Reason(
    "decisions.undertaken_undecided",
    gettext_noop("With this outcome “%(decision)s” is not decided, so that it lays nothing down."),
    gettext_noop(
        "Leave the undertakings out until it is decided; what a meeting asks of somebody goes into its journal."
    ),
)
STATEMENT_LATE = Reason(
    "decisions.statement_late",
    gettext_noop(
        "By the charter’s “%(procedure)s” statements attach to a decision up to %(until)s; this comes at %(entered)s."
    ),
    gettext_noop("Send it as a note to all participants; it will not stand with the decision."),
)
ATTACHED_TWICE = Reason(
    "decisions.attached_twice",
    gettext_noop("%(party)s has attached these same words to “%(decision)s” already, by act %(act)s."),
    gettext_noop("Nothing more has to be done."),
)


def check_undertakings(undertakings: Sequence[acts.Undertaking], act: Enacted, values: Values) -> None:
    """Refuse undertakings that are not counted from 1, are nobody's in the register, or are due in the past."""
    for due, each in enumerate(undertakings, 1):
        if each.number != due:
            raise Refused(UNDERTAKINGS_UNCOUNTED)
        check_parties(each.parties, values)
        check_bodies(each.bodies, values)
        if each.by is not None and not comes_before(act.entered, each.by):
            raise Refused(UNDERTAKEN_IN_THE_PAST, number=each.number, by=each.by, entered=act.entered)


def check_laid_down(held: Decision, body: acts.Conclude) -> None:
    """Refuse undertakings with an outcome by which nothing is decided."""
    if body.undertakings and body.outcome not in ACCEPTING:
        raise Refused(UNDERTAKEN_UNDECIDED, decision=held.decision)


def check_fulfil(act: Enacted, values: Values) -> None:
    """Refuse that something is done which the decision does not lay down, or not for this party, or twice."""
    body = cast("acts.Fulfil", act.body)
    held = matter_of(body.decision, act, values)
    check_in_its_name(body.party, act, values)
    check_known("document", body.document, values)
    found = next((each for each in held.undertakings if each.number == body.undertaking), None)
    if found is None:
        numbers = ", ".join(str(each.number) for each in held.undertakings) or "—"
        raise Refused(UNDERTAKING_UNKNOWN, decision=held.decision, number=body.undertaking, numbers=numbers)
    if body.party not in found.open_for:
        waits = ", ".join(found.open_for) or "—"
        raise Refused(
            NOT_ITS_UNDERTAKING, number=body.undertaking, decision=held.decision, party=body.party, open=waits
        )


def check_attach(act: Enacted, values: Values) -> None:
    """Refuse a statement after its time, of one who has no part in deciding, or the same one twice.

    Whom a consensus left out may attach one: it is what is open to it. Within how many hours is charter data.
    """
    body = cast("acts.Attach", act.body)
    held = matter_of(body.decision, act, values)
    check_deciding(body.party, act, values)
    check_known("document", body.document, values)
    _check_in_time(held, act, values)
    same = next((s for s in held.statements if (s.party, s.kind, s.text) == (body.party, body.kind, body.text)), None)
    if same is not None:
        raise Refused(ATTACHED_TWICE, party=body.party, decision=held.decision, act=same.act)


def _check_in_time(held: Decision, act: Enacted, values: Values) -> None:
    way = require_charter(values).procedure(held.body, held.matter, act.entered[:10])
    if way is None or way.statements_hours is None or held.result is None:
        return
    until = hours_after(held.result.entered, way.statements_hours)
    if not comes_before(act.entered, until):
        raise Refused(STATEMENT_LATE, procedure=way.procedure, until=until, entered=act.entered)


def check_review(act: Enacted, values: Values) -> None:
    """Refuse a review by a body that is none, or at a meeting that the register does not know."""
    body = cast("acts.Review", act.body)
    matter_of(body.decision, act, values)
    check_bodies([body.body], values)
    check_met(body.meeting, body.body, values)
    check_known("document", body.document, values)
