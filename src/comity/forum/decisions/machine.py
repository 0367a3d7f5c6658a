"""In which state a matter is, and what may be done about it then: the table is the rule."""

from __future__ import annotations

from comity.forum.kernel.errors import gettext_noop
from comity.forum.kernel.machine import NOTHING, Machine, Move

PROPOSED = "proposed"
PUT = "put"
SILENCE = "silence"
VOTING = "voting"
COUNTED = "counted"
AGREED = "agreed"
CONSULTING = "consulting"
DEFERRED = "deferred"
BROKEN = "broken"
STANDS = "stands"
MOVED = "moved"
NOT_CARRIED = "not_carried"
WITHDRAWN = "withdrawn"

STATES = {
    NOTHING: gettext_noop("not proposed yet"),
    PROPOSED: gettext_noop("proposed"),
    PUT: gettext_noop("before a meeting"),
    SILENCE: gettext_noop("under silence"),
    VOTING: gettext_noop("put to the vote"),
    COUNTED: gettext_noop("put to the vote, and counted"),
    AGREED: gettext_noop("agreed subject to silence"),
    CONSULTING: gettext_noop("consultations continue"),
    DEFERRED: gettext_noop("deferred"),
    BROKEN: gettext_noop("not adopted: the silence was broken"),
    STANDS: gettext_noop("decided"),
    MOVED: gettext_noop("moved to a statement of the chair"),
    NOT_CARRIED: gettext_noop("not carried"),
    WITHDRAWN: gettext_noop("withdrawn"),
}
"""What the states of a matter are called."""

OPEN = (PROPOSED, CONSULTING, DEFERRED, AGREED, BROKEN)
"""States in which a matter waits for its next step."""

LIVE = (*OPEN, PUT, SILENCE, VOTING, COUNTED)
"""States in which a matter has not come to its end."""

LEFT = ("decisions.put", "decisions.revise", "decisions.start_silence")
"""Acts that are in order on what was put to a meeting once that meeting is closed, and not before."""

ENDED = (STANDS, MOVED)
"""States in which something came out that is followed up."""

OUTCOMES = {
    "agrees_subject_to_silence": AGREED,
    "continues_consultations": CONSULTING,
    "defers": DEFERRED,
    "moves_to_chair_statement": MOVED,
    "not_carried": NOT_CARRIED,
}
"""To which state an outcome leads; every other one lets the text stand."""

ACCEPTING = ("adopts", "approves", "endorses", "recommends", "takes_note", "welcomes", "accepts_as_basis")
"""Outcomes by which a body accepts a text: each of them is a decision."""

_CONCLUDED = (STANDS, MOVED, CONSULTING, DEFERRED, AGREED, NOT_CARRIED)

MACHINE = Machine(
    "decision",
    STATES,
    (
        Move("decisions.propose", (NOTHING,), (PROPOSED,)),
        Move("decisions.refer", OPEN),
        Move("decisions.recommend", OPEN),
        # What is left of a text whose paragraphs have moved to the chair's statement is decided as a revision of it.
        Move("decisions.revise", (*OPEN, MOVED, PUT), (PROPOSED,)),
        Move("decisions.withdraw", LIVE, (WITHDRAWN,)),
        # A meeting that closes leaves what was put to it undecided: then it may be put to another one, or revised.
        Move("decisions.put", (*OPEN, PUT), (PUT,)),
        Move("decisions.amend_orally", (PUT,)),
        Move("decisions.object", (PUT,)),
        Move("decisions.lift_objection", (PUT,)),
        Move("decisions.support", OPEN),
        Move("decisions.open_vote", (*OPEN, PUT), (VOTING,)),
        Move("decisions.vote", (VOTING,)),
        Move("decisions.cast", (VOTING,)),
        Move("decisions.open_ballot", (VOTING,)),
        Move("decisions.count", (VOTING,), (COUNTED,)),
        Move("decisions.conclude", (*OPEN, PUT, VOTING, COUNTED), _CONCLUDED),
        Move("decisions.start_silence", (*OPEN, PUT), (SILENCE,)),
        Move("decisions.veto_silence", (SILENCE,), (PROPOSED,)),
        Move("decisions.extend_silence", (SILENCE,)),
        Move("decisions.reserve", (SILENCE,)),
        Move("decisions.lift_reservation", (SILENCE,)),
        Move("decisions.break_silence", (SILENCE,), (BROKEN,)),
        Move("decisions.relay_objection", (SILENCE,), (BROKEN,)),
        Move("decisions.withdraw_objection", (BROKEN, PROPOSED)),
        Move("decisions.conclude_silence", (SILENCE,), (STANDS,)),
        Move("decisions.issue", (STANDS,)),
        Move("decisions.attach", ENDED),
        Move("decisions.fulfil", (STANDS,)),
        Move("decisions.review", ENDED),
    ),
)
"""A matter from its proposal to its review."""
