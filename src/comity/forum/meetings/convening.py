"""When a meeting may be convened: its number, its day, what was planned before; and how its day binds the rest."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, cast

from comity.forum.charter.checks import check_bodies
from comity.forum.kernel.dates import Bounds, bounds
from comity.forum.kernel.errors import Reason, Refused, gettext_noop
from comity.forum.kernel.machine import NOTHING
from comity.forum.kernel.moments import comes_before, day_of
from comity.forum.kernel.values import Key
from comity.forum.meetings import acts, state
from comity.forum.meetings.machine import MACHINE
from comity.forum.membership.checks import check_states

if TYPE_CHECKING:
    from comity.forum.kernel.acts import Enacted
    from comity.forum.kernel.values import Values
    from comity.forum.meetings.state import Meeting

NUMBER_TAKEN = Reason(
    "meetings.number_taken",
    gettext_noop("The regular meeting number %(number)s of “%(body)s” is “%(other)s” already."),
    gettext_noop("Give the meeting the next number of its body, or none where it is not a regular one."),
)
OTHER_BODY = Reason(
    "meetings.other_body",
    gettext_noop("The meeting “%(meeting)s” was planned for the body “%(planned)s”, not for “%(body)s”."),
    gettext_noop("Name the body that it was planned for, or enter another meeting."),
)
OTHER_NUMBER = Reason(
    "meetings.other_number",
    gettext_noop("The meeting “%(meeting)s” was planned as number %(planned)s of its body, not as %(number)s."),
    gettext_noop("Keep the number, or correct the plan by sources.correct."),
)
NUMBER_NOT_DUE = Reason(
    "meetings.number_not_due",
    gettext_noop("Regular meetings of “%(body)s” are counted; the number %(number)s is not due."),
    gettext_noop("The next one is number %(due)s."),
)
NUMBER_IRREGULAR = Reason(
    "meetings.number_irregular",
    gettext_noop("The meeting “%(meeting)s” is of the kind “%(kind)s”; only regular meetings are numbered."),
    gettext_noop("Leave the number out, or enter the meeting as a regular one."),
)
PAST_ALREADY = Reason(
    "meetings.past_already",
    gettext_noop("The meeting “%(meeting)s” is said to begin at %(begins)s, which has passed: it is %(entered)s."),
    gettext_noop("Name a day to come; what has been held already is entered by an act meetings.hold, from sources."),
)
OPENS_ELSEWHEN = Reason(
    "meetings.opens_elsewhen",
    gettext_noop("The meeting is to be opened at %(opens)s, which lies outside the days planned, %(planned)s."),
    gettext_noop("Let both name the same day; where it is held, this may be the day before or after that of UTC."),
)
NOT_ITS_DAY = Reason(
    "meetings.not_its_day",
    gettext_noop("The meeting “%(meeting)s” is convened for %(planned)s; today is %(day)s."),
    gettext_noop("Move it to this day first, by an act meetings.move, so that all have been told."),
)

_ONE = timedelta(days=1)


def number_key(body: str, number: int) -> Key:
    """Return the key under which the holder of a regular meeting's number is kept."""
    return Key(state.NUMBER, f"{body}/{number}")


def holder_of(body: str, number: int, values: Values) -> str:
    """Return which meeting holds a number of a body's regular meetings, or the empty string where it is free."""
    held = cast("state.Numbered | None", values.get(number_key(body, number)))
    return held.meeting if held else ""


def next_number(body: str, values: Values) -> int | None:
    """Return the number of a body's next regular meeting; None where its meetings have not been counted so far.

    The register counts them without gaps, so that the last number is found by halving.
    """
    most = 1
    while holder_of(body, most, values):
        most *= 2
    if most == 1:
        return None
    least = most // 2
    while most - least > 1:
        middle = (least + most) // 2
        least, most = (middle, most) if holder_of(body, middle, values) else (least, middle)
    return most


def check_free(body: str, number: int, meeting: str, values: Values) -> None:
    """Refuse a number that another meeting of the body holds."""
    holder = holder_of(body, number, values)
    if holder not in {"", meeting}:
        raise Refused(NUMBER_TAKEN, number=number, body=body, other=holder)


def check_same(held: Meeting, body: str, number: int | None) -> None:
    """Refuse what completes a plan under another body or number than was planned."""
    if held.body != body:
        raise Refused(OTHER_BODY, meeting=held.meeting, planned=held.body, body=body)
    if held.number and number not in {None, held.number}:
        raise Refused(OTHER_NUMBER, meeting=held.meeting, planned=held.number, number=number)


def check_convene(act: Enacted, values: Values) -> None:
    """Refuse a meeting that is convened or held already, in the past, not as planned, or out of its body's count."""
    body = cast("acts.Convene", act.body)
    check_bodies([body.body], values)
    check_states([body.host], values)
    held = state.meeting(values, body.meeting)
    MACHINE.check(body.meeting, held.state if held else NOTHING, act.type)
    if held:
        check_same(held, body.body, body.number)
    _check_count(body, held, values)
    check_opens(body.planned, body.opens)
    check_ahead(body.meeting, body.planned, body.opens, act)


def _check_count(body: acts.Convene, held: Meeting | None, values: Values) -> None:
    number = body.number or (held.number if held else None)
    if body.kind != "regular":
        if number is not None:
            raise Refused(NUMBER_IRREGULAR, meeting=body.meeting, kind=body.kind)
        return
    if number is None:
        due = next_number(body.body, values)
        if due is not None:
            raise Refused(NUMBER_NOT_DUE, body=body.body, number="—", due=due)
        return
    check_free(body.body, number, body.meeting, values)
    if number > 1 and not holder_of(body.body, number - 1, values):
        raise Refused(NUMBER_NOT_DUE, body=body.body, number=number, due=next_number(body.body, values) or 1)


def check_opens(planned: str, opens: str | None) -> None:
    """Refuse a moment of opening that lies outside the days planned, in whatever time zone these are."""
    if opens is not None and not _on_a_day_of(planned, day_of(opens)):
        raise Refused(OPENS_ELSEWHEN, opens=opens, planned=planned)


def check_ahead(meeting: str, planned: str, opens: str | None, act: Enacted) -> None:
    """Refuse days, or a moment, that have passed when a meeting is convened for them."""
    passed = opens is not None and not comes_before(act.entered, opens)
    latest = _with_zones(bounds(planned)).latest
    if passed or (latest is not None and latest < date.fromisoformat(day_of(act.entered))):
        raise Refused(PAST_ALREADY, meeting=meeting, begins=opens or planned, entered=act.entered)


def check_its_day(held: Meeting, act: Enacted) -> None:
    """Refuse what is done at a meeting, before it is opened, on another day than it is convened for."""
    planned, day = held.plans[-1].planned, day_of(act.entered)
    if not _on_a_day_of(planned, day):
        raise Refused(NOT_ITS_DAY, meeting=held.meeting, planned=planned, day=day)


def _on_a_day_of(planned: str, day: str) -> bool:
    found, on = _with_zones(bounds(planned)), date.fromisoformat(day)
    return (found.earliest is None or found.earliest <= on) and (found.latest is None or on <= found.latest)


def _with_zones(days: Bounds) -> Bounds:
    """Days where a meeting is held, as days of UTC: they may be those before or after."""
    earliest = days.earliest if days.earliest in {None, date.min} else days.earliest - _ONE
    latest = days.latest if days.latest in {None, date.max} else days.latest + _ONE
    return Bounds(earliest, latest)
