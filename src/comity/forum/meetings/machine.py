"""In which state a meeting is, and what may be done about it then: the table is the rule."""

from __future__ import annotations

from comity.forum.kernel.errors import gettext_noop
from comity.forum.kernel.machine import NOTHING, Machine, Move

PLANNED = "planned"
CONVENED = "convened"
OPEN = "open"
SUSPENDED = "suspended"
CLOSED = "closed"

STATES = {
    NOTHING: gettext_noop("not planned yet"),
    PLANNED: gettext_noop("planned"),
    CONVENED: gettext_noop("convened"),
    OPEN: gettext_noop("open"),
    SUSPENDED: gettext_noop("suspended"),
    CLOSED: gettext_noop("closed"),
}
"""What the states of a meeting are called."""

IN_PROGRESS = (OPEN, SUSPENDED)
"""States between the opening of a meeting and its close."""

MACHINE = Machine(
    "meeting",
    STATES,
    (
        Move("meetings.plan", (NOTHING,), (PLANNED,)),
        Move("meetings.convene", (NOTHING, PLANNED), (CONVENED,)),
        Move("meetings.move", (PLANNED, CONVENED)),
        # What was held without being recorded as it went is entered afterwards, from sources.
        Move("meetings.hold", (NOTHING, PLANNED, CONVENED), (CLOSED,)),
        Move("meetings.attend", (CLOSED,)),
        Move("meetings.conclude", (CLOSED,)),
        Move("meetings.set_agenda", (CONVENED, *IN_PROGRESS)),
        Move("meetings.note_presence", (CONVENED, *IN_PROGRESS)),
        Move("meetings.open", (CONVENED,), (OPEN,)),
        Move("meetings.adopt_agenda", (OPEN,)),
        Move("meetings.amend_agenda", (OPEN,)),
        Move("meetings.take_up", (OPEN,)),
        Move("meetings.note", IN_PROGRESS),
        Move("meetings.suspend", (OPEN,), (SUSPENDED,)),
        Move("meetings.resume", (SUSPENDED,), (OPEN,)),
        Move("meetings.close", IN_PROGRESS, (CLOSED,)),
    ),
)
