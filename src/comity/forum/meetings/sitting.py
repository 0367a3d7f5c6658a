"""What other subjects ask of a meeting: whether it sits now, who is there, whether there are enough of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from comity.forum.charter.checks import require_charter
from comity.forum.kernel.checks import check_known
from comity.forum.kernel.errors import Reason, Refused, gettext_noop
from comity.forum.kernel.moments import day_of
from comity.forum.meetings import state
from comity.forum.meetings.machine import MACHINE, OPEN
from comity.forum.membership.roll import deciding

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from comity.forum.kernel.acts import Enacted
    from comity.forum.kernel.values import Values
    from comity.forum.meetings.state import Meeting

NOT_SITTING = Reason(
    "meetings.not_sitting",
    gettext_noop("The meeting “%(meeting)s” does not sit now; it stands thus: %(state)s."),
    gettext_noop("What is done at a meeting is entered while it is open: open or resume it, or name one that sits."),
)
NO_QUORUM = Reason(
    "meetings.no_quorum",
    gettext_noop(
        "At the meeting “%(meeting)s” %(present)s of %(members)s members are present; by the charter %(wanted)s make a "
        "quorum."
    ),
    gettext_noop(
        "Wait until enough of them are there and note their presence; until then the meeting may talk but not decide."
    ),
)


class Quorum(NamedTuple):
    """How many members are `present`, how many are `wanted` for a quorum, and how many `members` there are."""

    present: int
    wanted: int
    members: int

    @property
    def reached(self) -> bool:
        """Whether enough are present."""
        return self.present >= self.wanted


def check_sitting(meeting: str, values: Values) -> Meeting:
    """Return the meeting, or refuse where the register holds none of that name, or one that is not open now."""
    check_known(state.KIND, meeting, values)
    held = cast("Meeting", state.meeting(values, meeting))
    if held.state != OPEN:
        raise Refused(NOT_SITTING, meeting=meeting, state=MACHINE.said(held.state))
    return held


def present_members(held: Meeting, day: str, values: Values) -> list[str]:
    """Return who is present of those who decide on `day` (YYYY-MM-DD), in the order of the register."""
    there = {each.party for each in held.present}
    return [party for party in deciding(day, values) if party in there]


def quorum_of(held: Meeting, day: str, values: Values) -> Quorum:
    """Return how the members who are present compare to the quorum of `day` (Rules of Procedure, art. I.2: R1)."""
    return quorum_among(deciding(day, values), {each.party for each in held.present}, day, values)


def quorum_among(members: Sequence[str], there: Collection[str], day: str, values: Values) -> Quorum:
    """Return how those of the `members` who are `there` compare to the quorum of `day`."""
    wanted = require_charter(values).quorum_on(day).of(len(members))
    return Quorum(sum(party in there for party in members), wanted, len(members))


def check_quorum(held: Meeting, act: Enacted, values: Values) -> None:
    """Refuse what wants a quorum where fewer members are present than the charter asks on the day of entry.

    Whether a body wants one at all is said by its procedure; the caller has asked that.
    """
    found = quorum_of(held, day_of(act.entered), values)
    if not found.reached:
        raise Refused(NO_QUORUM, meeting=held.meeting, **found._asdict())
