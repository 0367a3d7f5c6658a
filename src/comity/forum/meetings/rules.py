"""When the acts of the subject `meetings` are in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from comity.forum.charter.checks import check_bodies
from comity.forum.kernel.checks import (
    check_cited,
    check_known,
    check_parties,
    check_past,
    check_sources,
    surely_before,
)
from comity.forum.kernel.dates import bounds
from comity.forum.kernel.errors import Reason, Refused, gettext_noop
from comity.forum.meetings import acts, state
from comity.forum.meetings.convening import NUMBER_IRREGULAR, check_ahead, check_free, check_opens, check_same
from comity.forum.meetings.machine import CONVENED
from comity.forum.membership.checks import check_states

if TYPE_CHECKING:
    from comity.forum.kernel.acts import Enacted
    from comity.forum.kernel.values import Values

ENTERED_ALREADY = Reason(
    "meetings.entered_already",
    gettext_noop("The meeting “%(meeting)s” is in the register already."),
    gettext_noop("A plan that changes is an act meetings.move; a wrong fact is mended by sources.correct."),
)
HELD_ALREADY = Reason(
    "meetings.held_already",
    gettext_noop("The meeting “%(meeting)s” has been held already, on %(on)s."),
    gettext_noop("Enter what came out of it by meetings.conclude; a wrong fact is mended by sources.correct."),
)
FORMAT_UNFIT = Reason(
    "meetings.format_unfit",
    gettext_noop("The format “%(format)s” does not fit a meeting of the kind “%(kind)s”."),
    gettext_noop("It can be: %(formats)s."),
)
OUTCOME_OUTSIDE = Reason(
    "meetings.outcome_outside",
    gettext_noop("An outcome of %(on)s lies outside the days of the meeting “%(meeting)s”, %(held)s."),
    gettext_noop("Give the day on which it was decided, or enter the meeting that decided it."),
)
RECORDED_AS_IT_WENT = Reason(
    "meetings.recorded_as_it_went",
    gettext_noop("The meeting “%(meeting)s” was recorded as it went; who came and what it did stands in its journal."),
    gettext_noop("Enter what is missing there by an act of its own while the meeting is open, or by a document."),
)
NOT_HELD = Reason(
    "meetings.not_held",
    gettext_noop("The meeting “%(meeting)s” has not been held."),
    gettext_noop("Enter that it was held first, by an act meetings.hold."),
)
LISTED_TWICE = Reason(
    "meetings.listed_twice",
    gettext_noop("%(party)s is listed twice at the meeting “%(meeting)s”."),
    gettext_noop("List each party once."),
)


FACE_TO_FACE = ("in_person", "video", "hybrid", "not_found")
"""Formats of a meeting."""

ON_PAPER = ("silence", "correspondence", "not_found")
"""Formats of a decision taken without a meeting."""


def _check_named(body: acts.Plan | acts.Hold, values: Values) -> None:
    check_sources(body, values)
    check_bodies([body.body], values)
    check_states([body.host], values)
    check_parties([p.party for p in body.presided], values)
    _check_format(body.format, body.kind)


def _check_format(given: str, kind: str) -> None:
    fitting = ON_PAPER if kind == "without_meeting" else FACE_TO_FACE
    if given not in fitting:
        raise Refused(FORMAT_UNFIT, format=given, kind=kind, formats=", ".join(fitting))


def _check_number(body: acts.Plan | acts.Hold, values: Values) -> None:
    if body.number is None:
        return
    if body.kind != "regular":
        raise Refused(NUMBER_IRREGULAR, meeting=body.meeting, kind=body.kind)
    check_free(body.body, body.number, body.meeting, values)


def check_plan(act: Enacted, values: Values) -> None:
    """Refuse a plan for a meeting that is known already, for a number that is taken, in a format that does not fit."""
    body = cast("acts.Plan", act.body)
    _check_named(body, values)
    if state.meeting(values, body.meeting) is not None:
        raise Refused(ENTERED_ALREADY, meeting=body.meeting)
    _check_number(body, values)


def check_move(act: Enacted, values: Values) -> None:
    """Refuse to move what was never planned, or was held; and a meeting that is convened to a day that has passed."""
    body = cast("acts.Move", act.body)
    check_cited(body.sources, values)
    check_known(state.KIND, body.meeting, values)
    held = cast("state.Meeting", state.meeting(values, body.meeting))
    if held.on:
        raise Refused(HELD_ALREADY, meeting=body.meeting, on=held.on)
    if body.format is not None:
        _check_format(body.format, held.kind)
    check_opens(body.planned, body.opens)
    if held.state == CONVENED:
        check_ahead(body.meeting, body.planned, body.opens, act)


def check_hold(act: Enacted, values: Values) -> None:
    """Refuse a meeting held twice, on a day to come, not as planned, or in a format that does not fit its kind.

    A quorum (two thirds of the members: Rules of Procedure, art. I.2, source R1) is not asked for: sources give
    presence too seldom for the past to be judged by it.
    """
    body = cast("acts.Hold", act.body)
    check_past(body.on, act)
    _check_named(body, values)
    held = state.meeting(values, body.meeting)
    if held and held.on:
        raise Refused(HELD_ALREADY, meeting=body.meeting, on=held.on)
    if held:
        check_same(held, body.body, body.number)
    _check_number(body, values)


def _held(slug: str, values: Values) -> state.Meeting:
    check_known(state.KIND, slug, values)
    held = cast("state.Meeting", state.meeting(values, slug))
    if not held.on:
        raise Refused(NOT_HELD, meeting=slug)
    if held.live:
        raise Refused(RECORDED_AS_IT_WENT, meeting=slug)
    return held


def check_attend(act: Enacted, values: Values) -> None:
    """Refuse presence at a meeting not held, of parties not known, or listed twice.

    In which capacity a party came is what sources say: presence gives no status and needs none.
    """
    body = cast("acts.Attend", act.body)
    check_sources(body, values)
    check_parties(body.parties, values)
    held = _held(body.meeting, values)
    seen = {party for entry in held.attendance for party in entry.parties}
    for party in body.parties:
        if party in seen:
            raise Refused(LISTED_TWICE, party=party, meeting=body.meeting)
        seen.add(party)


def check_conclude(act: Enacted, values: Values) -> None:
    """Refuse an outcome of a meeting not held, of a day outside it, or naming what is not registered."""
    body = cast("acts.Conclude", act.body)
    check_past(body.on, act)
    check_sources(body, values)
    check_parties(body.about, values)
    check_known("document", body.document, values)
    held = _held(body.meeting, values)
    if body.on:
        day, days = bounds(body.on), bounds(cast("str", held.on))
        if surely_before(day, days) or surely_before(days, day):
            raise Refused(OUTCOME_OUTSIDE, on=body.on, meeting=body.meeting, held=held.on)
