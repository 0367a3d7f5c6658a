"""What is asked of every act about a matter: that it is there, whose turn it is, and who may speak for whom."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from comity.forum.charter.checks import check_bodies, require_charter
from comity.forum.decisions import state
from comity.forum.decisions.machine import LEFT, MACHINE, PUT
from comity.forum.kernel.checks import check_known
from comity.forum.kernel.errors import Phrase, Reason, Refused, gettext_noop
from comity.forum.kernel.names import HATS
from comity.forum.meetings.machine import CLOSED
from comity.forum.meetings.rules import NOT_HELD
from comity.forum.meetings.state import meeting as meeting_of
from comity.forum.membership.roll import decides
from comity.forum.officers.authority import rule_of
from comity.forum.readings.said import Listed, Titled

if TYPE_CHECKING:
    from collections.abc import Iterable

    from comity.forum.charter.provisions import Matter, Procedure
    from comity.forum.decisions.state import Decision
    from comity.forum.kernel.acts import Enacted
    from comity.forum.kernel.values import Values
    from comity.forum.meetings.state import Meeting

UNKNOWN = Reason(
    "decisions.unknown",
    gettext_noop("No matter goes by the name “%(decision)s”."),
    gettext_noop("Propose it first, or take its name from the list of decisions."),
)
NOT_IN_ITS_NAME = Reason(
    "decisions.not_in_its_name",
    gettext_noop("%(party)s cannot be spoken for by %(acting)s."),
    gettext_noop("A member speaks for itself; at a meeting the chair may state what was said from the floor."),
)
NOT_DECIDING = Reason(
    "decisions.not_deciding",
    gettext_noop("%(party)s has no part in deciding: by the charter those decide who hold the status %(statuses)s."),
    gettext_noop("It may write a note to the chair; the decision is for the members."),
)
LEFT_OUT = Reason(
    "decisions.left_out",
    gettext_noop("%(party)s is one of the parties without whom “%(decision)s” is to be decided: %(without)s."),
    gettext_noop("It may attach a statement to the decision."),
)
MATTER_UNKNOWN = Reason(
    "decisions.matter_unknown",
    gettext_noop("The charter knows no matter “%(matter)s” on %(day)s."),
    gettext_noop("Name a row of its authority matrix: %(matters)s."),
)
NOT_COMPETENT = Reason(
    "decisions.not_competent",
    gettext_noop(
        "On “%(matter)s” the body “%(body)s” does not decide, by the charter’s provision “%(matter)s” (%(source)s)."
    ),
    gettext_noop("It is decided by: %(bodies)s. Refer it there, or let this body recommend."),
)
NO_PROCEDURE = Reason(
    "decisions.no_procedure",
    gettext_noop("The charter does not say how the body “%(body)s” decides on “%(matter)s”."),
    gettext_noop("The charter has to be amended first, or the matter goes to a body of which it says so: %(bodies)s."),
)

NOT_ITS_MEETING = Reason(
    "decisions.not_its_meeting",
    gettext_noop("“%(meeting)s” is a meeting of the body “%(body)s”; the body “%(given)s” did nothing there."),
    gettext_noop("Name a meeting of that body, or none."),
)
STILL_BEFORE = Reason(
    "decisions.still_before",
    gettext_noop("“%(decision)s” is before the meeting “%(meeting)s”, which is not over."),
    gettext_noop("Conclude it there; what a meeting leaves undecided is open again once that is closed."),
)
OTHER_BODY = Reason(
    "decisions.other_body",
    gettext_noop("“%(meeting)s” is a meeting of the body “%(body)s”; “%(decision)s” is before the body “%(due)s”."),
    gettext_noop("Put it to a meeting of that body, or refer it to this one, where the charter lets it decide."),
)


def matter_of(decision: str, act: Enacted, values: Values) -> Decision:
    """Return the matter that an act names, if it is this act's turn.

    Raises:
        Refused: there is none, or it stands otherwise.
    """
    held = state.decision(values, decision)
    if held is None:
        raise Refused(UNKNOWN, decision=decision)
    MACHINE.check(decision, held.state, act.type)
    if held.state == PUT and act.type in LEFT:
        _check_left(held, values)
    return held


def _check_left(held: Decision, values: Values) -> None:
    before = meeting_of(values, held.meeting or "")
    if before is not None and before.state != CLOSED:
        raise Refused(STILL_BEFORE, decision=held.decision, meeting=before.meeting)


def check_in_its_name(party: str, act: Enacted, values: Values, *, floor: bool = False) -> None:
    """Refuse what a party is said to do by an act of another.

    The forum's own hats state what was said from the `floor`, and what the charter does not let the party enter itself:
    then they alone enter it, on its paper.
    """
    if party == act.party:
        return
    itself = rule_of(replace(act, party=party), values) is not None
    if act.party not in HATS or (itself and not floor):
        raise Refused(NOT_IN_ITS_NAME, party=party, acting=act.party)


def check_itself(party: str, act: Enacted) -> None:
    """Refuse what is nobody's to do but the party's own, whatever the charter says: its secret ballot."""
    if party != act.party:
        raise Refused(NOT_IN_ITS_NAME, party=party, acting=act.party)


def check_deciding(
    party: str, act: Enacted, values: Values, held: Decision | None = None, *, floor: bool = False
) -> None:
    """Refuse a party that has no part in deciding on the day of entry; `floor` as in `check_in_its_name`.

    Rules of Procedure, art. I.2 (source R1): every member shares in deciding. A consensus may leave out parties that
    the proposal names, where the charter knows that.
    """
    check_in_its_name(party, act, values, floor=floor)
    if not decides(party, act.entered[:10], values):
        rules = require_charter(values).on(act.entered[:10]).statuses
        names = tuple(Titled(rule.name) for rule in rules if rule.decides)
        raise Refused(NOT_DECIDING, party=party, statuses=Listed(names))
    if held is not None and party in held.without:
        raise Refused(LEFT_OUT, party=party, decision=held.decision, without=", ".join(held.without))


def matter_rule(matter: str, day: str, values: Values) -> Matter:
    """Return the row of the authority matrix in force on `day`, or refuse where there is none."""
    charter = require_charter(values)
    found = charter.matter(matter, day)
    if found is None:
        known = [rule.matter for rule in charter.on(day).matters]
        raise Refused(MATTER_UNKNOWN, matter=matter, day=day, matters=", ".join(known) or "—")
    return found


def check_competent(body: str, matter: str, act: Enacted, values: Values) -> Matter:
    """Return the matter's row if `body` decides it on the day of entry; a body that may not is told by which provision.

    The authority matrix is the charter's (as observed: sources of each row).
    """
    day = act.entered[:10]
    check_bodies([body], values, day)
    rule = matter_rule(matter, day, values)
    if rule.roles.get(body) != "decides":
        deciding = [name for name, role in rule.roles.items() if role == "decides"]
        raise Refused(NOT_COMPETENT, matter=matter, body=body, source=_grounds(rule), bodies=_listed(deciding))
    return rule


def _grounds(rule: Matter) -> Phrase:
    """On what a provision rests: its sources, the decision that made it, or that it is assumed."""
    if rule.sources:
        return Phrase(gettext_noop("sources: %(sources)s"), {"sources": ", ".join(rule.sources)})
    if rule.decided:
        return Phrase(gettext_noop("decision: %(decision)s"), {"decision": rule.decided})
    return Phrase(gettext_noop("assumed, until the forum decides otherwise"))


def procedure_of(body: str, matter: str, act: Enacted, values: Values) -> Procedure:
    """Return how `body` decides `matter` on the day of entry, or refuse where the charter does not say."""
    charter, day = require_charter(values), act.entered[:10]
    found = charter.procedure(body, matter, day)
    if found is None:
        rule = matter_rule(matter, day, values)
        able = [name for name in rule.roles if charter.procedure(name, matter, day) is not None]
        raise Refused(NO_PROCEDURE, body=body, matter=matter, bodies=_listed(able))
    return found


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names) or "—"


def check_met(meeting: str | None, body: str, values: Values) -> None:
    """Refuse what a body is said to have done at a meeting that is not one of it, or that it has not held."""
    if meeting is None:
        return
    check_known("meeting", meeting, values)
    held = cast("Meeting", meeting_of(values, meeting))
    if held.body != body:
        raise Refused(NOT_ITS_MEETING, meeting=meeting, body=held.body, given=body)
    if not held.held:
        raise Refused(NOT_HELD, meeting=meeting)


def of_its_body(held: Decision, meeting: Meeting) -> Meeting:
    """Return the meeting, or refuse it where it is one of another body than the matter is before."""
    if meeting.body != held.body:
        raise Refused(OTHER_BODY, meeting=meeting.meeting, body=meeting.body, decision=held.decision, due=held.body)
    return meeting
