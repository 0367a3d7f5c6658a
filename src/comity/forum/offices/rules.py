"""When the acts of the subject `offices` are in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from comity.forum.charter.checks import check_bodies
from comity.forum.kernel.checks import (
    check_known,
    check_past,
    check_sources,
    check_span,
    check_told,
    surely_before,
)
from comity.forum.kernel.dates import bounds, sort_key
from comity.forum.kernel.errors import Reason, Refused, gettext_noop
from comity.forum.membership.checks import check_states
from comity.forum.offices import acts, state

if TYPE_CHECKING:
    from comity.forum.kernel.acts import Enacted, Sourced
    from comity.forum.kernel.values import Values

TERM_TWICE = Reason(
    "offices.term_twice",
    gettext_noop("The term “%(term)s” is in the register already."),
    gettext_noop("Give a new term a name of its own, as in kazakhstan-2020."),
)
TERM_UNKNOWN = Reason(
    "offices.term_unknown",
    gettext_noop("No term in the chair is called “%(term)s”."),
    gettext_noop("Enter the election first, by an act offices.elect_chair."),
)
TAKEN_ALREADY = Reason(
    "offices.taken_already",
    gettext_noop("The term “%(term)s” was taken up on %(on)s."),
    gettext_noop("A term is taken up once."),
)
TAKEN_OUT_OF_TURN = Reason(
    "offices.taken_out_of_turn",
    gettext_noop("The chair was taken up on %(last)s; it cannot have passed before that, on %(on)s."),
    gettext_noop("Enter handovers in the order in which they happened."),
)
TAKEN_EARLY = Reason(
    "offices.taken_early",
    gettext_noop("The term “%(term)s” begins on %(since)s; it cannot be taken up before that, on %(on)s."),
    gettext_noop("Let it be taken up when it begins, or let the forum decide on another day first."),
)
TENURE_TWICE = Reason(
    "offices.tenure_twice",
    gettext_noop("The tenure “%(tenure)s” is in the register already."),
    gettext_noop("Give a new tenure a name of its own."),
)
TENURE_UNKNOWN = Reason(
    "offices.tenure_unknown",
    gettext_noop("The post “%(post)s” knows no tenure “%(tenure)s”."),
    gettext_noop("Enter the appointment first, by an act offices.appoint."),
)

LEFT_ALREADY = Reason(
    "offices.left_already",
    gettext_noop("The tenure “%(tenure)s” ended on %(on)s."),
    gettext_noop("A tenure ends once; a wrong day is mended by sources.correct."),
)


def _check_named(body: Sourced, values: Values) -> None:
    check_sources(body, values)
    check_bodies([getattr(body, "body", None)], values)
    check_known("meeting", getattr(body, "meeting", None), values)


def term_of(slug: str, values: Values) -> state.Term:
    """Return the term in the chair called so, or refuse where there is none."""
    held = state.chair(values)
    found = next((t for t in held.terms if t.term == slug), None) if held else None
    if found is None:
        raise Refused(TERM_UNKNOWN, term=slug)
    return found


def check_elect_chair(act: Enacted, values: Values) -> None:
    """Refuse a term entered twice, one that ends before it begins, and a chair that is no state of the register."""
    body = cast("acts.ElectChair", act.body)
    _check_named(body, values)
    check_states([body.state], values)
    check_span(body.since, body.until)
    held = state.chair(values)
    if held and any(t.term == body.term for t in held.terms):
        raise Refused(TERM_TWICE, term=body.term)


def check_extend_chair(act: Enacted, values: Values) -> None:
    """Refuse to prolong a term that is not in the register, or to a day before it began."""
    body = cast("acts.ExtendChair", act.body)
    _check_named(body, values)
    check_span(term_of(body.term, values).since, body.until)


def check_take_chair(act: Enacted, values: Values) -> None:
    """Refuse a term taken twice, not elected, or out of the order of days."""
    body = cast("acts.TakeChair", act.body)
    check_past(body.on, act)
    check_told(body, body.on, act, values)
    check_known("meeting", body.meeting, values)
    term = term_of(body.term, values)
    if term.taken:
        raise Refused(TAKEN_ALREADY, term=body.term, on=term.taken)
    # Sources may know of a chair that was taken early; nobody takes it so by its own word.
    if not body.sources and surely_before(bounds(body.on), bounds(term.since)):
        raise Refused(TAKEN_EARLY, term=body.term, since=term.since, on=body.on)
    held = cast("state.Chair", state.chair(values))
    taken = [t.taken for t in held.terms if t.taken]
    last = max(taken, key=sort_key, default=None)
    if last and surely_before(bounds(body.on), bounds(last)):
        raise Refused(TAKEN_OUT_OF_TURN, last=last, on=body.on)


def check_appoint(act: Enacted, values: Values) -> None:
    """Refuse a tenure entered twice, one that ends before it begins, and a nationality that is no known state's."""
    body = cast("acts.Appoint", act.body)
    check_past(body.since, act)
    _check_named(body, values)
    check_states([body.nationality], values)
    check_span(body.since, body.until)
    held = state.post(values, body.post)
    if held and any(t.tenure == body.tenure for t in held.tenures):
        raise Refused(TENURE_TWICE, tenure=body.tenure)


def check_leave(act: Enacted, values: Values) -> None:
    """Refuse the end of a tenure that is not in the register, has been left already, or had not begun."""
    body = cast("acts.Leave", act.body)
    check_past(body.on, act)
    _check_named(body, values)
    held = state.post(values, body.post)
    tenure = next((t for t in held.tenures if t.tenure == body.tenure), None) if held else None
    if tenure is None:
        raise Refused(TENURE_UNKNOWN, post=body.post, tenure=body.tenure)
    if tenure.left_act is not None:
        raise Refused(LEFT_ALREADY, tenure=body.tenure, on=tenure.until)
    check_span(tenure.since, body.on)


def check_retitle(act: Enacted, values: Values) -> None:
    """Refuse a title of a day to come, or one that cites what is not registered."""
    body = cast("acts.Retitle", act.body)
    check_past(body.since, act)
    _check_named(body, values)


def check_seat(act: Enacted, values: Values) -> None:
    """Refuse a seat of a day to come, or one that cites what is not registered."""
    body = cast("acts.Seat", act.body)
    check_past(body.since, act)
    _check_named(body, values)
