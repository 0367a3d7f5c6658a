"""When what is done at a meeting as it goes is in order: opened and closed, who is there, its agenda, its journal."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from comity.forum.kernel.checks import check_known, check_parties
from comity.forum.kernel.errors import Reason, Refused, gettext_noop
from comity.forum.kernel.moments import comes_before, day_of
from comity.forum.kernel.names import HATS
from comity.forum.meetings import acts, state
from comity.forum.meetings.convening import check_its_day
from comity.forum.meetings.machine import CONVENED, MACHINE
from comity.forum.membership.roll import decides
from comity.forum.officers.authority import statuses_on

if TYPE_CHECKING:
    from collections.abc import Sequence

    from comity.forum.kernel.acts import Enacted
    from comity.forum.kernel.values import Values
    from comity.forum.meetings.state import Meeting

UNTIL_PASSED = Reason(
    "meetings.until_passed",
    gettext_noop("The meeting is suspended until %(until)s, which has passed: it is %(entered)s."),
    gettext_noop("Name a moment to come, or none."),
)
PRESENT_ALREADY = Reason(
    "meetings.present_already",
    gettext_noop("%(party)s is at the meeting “%(meeting)s” already."),
    gettext_noop("Note who came since; who takes part in another capacity leaves first."),
)
NOT_PRESENT = Reason(
    "meetings.not_present",
    gettext_noop("%(party)s is not at the meeting “%(meeting)s”."),
    gettext_noop("Note its presence first, where it was there."),
)
CAPACITY_UNFIT = Reason(
    "meetings.capacity_unfit",
    gettext_noop("%(party)s cannot be at the meeting as “%(capacity)s”: on %(day)s it holds the status: %(statuses)s."),
    gettext_noop("By its status it takes part as: %(capacities)s."),
)
NO_AGENDA = Reason(
    "meetings.no_agenda",
    gettext_noop("The meeting “%(meeting)s” has no agenda."),
    gettext_noop("Set the provisional agenda first, by an act meetings.set_agenda."),
)
AGENDA_ADOPTED = Reason(
    "meetings.agenda_adopted",
    gettext_noop("The meeting “%(meeting)s” has adopted its agenda, by act %(act)s."),
    gettext_noop("The meeting itself can change it, by an act meetings.amend_agenda while it is open."),
)
AGENDA_PROVISIONAL = Reason(
    "meetings.agenda_provisional",
    gettext_noop("The agenda of the meeting “%(meeting)s” is provisional; the meeting has not adopted it."),
    gettext_noop("Set another provisional one, by an act meetings.set_agenda, or let the meeting adopt this one."),
)
ITEM_UNKNOWN = Reason(
    "meetings.item_unknown",
    gettext_noop("The agenda of the meeting “%(meeting)s” has no item %(item)s."),
    gettext_noop("Name one of its items, or put it on the agenda first: %(items)s."),
)
ITEM_TAKEN_UP = Reason(
    "meetings.item_taken_up",
    gettext_noop("Item %(item)s of the meeting “%(meeting)s” has been taken up, by act %(act)s."),
    gettext_noop("It keeps its number and its title; new items follow it."),
)
CAPACITIES = ("member", "observer", "partner")
"""Capacities that are called as the statuses by which they are had."""


def _turn(meeting: str, act: Enacted, values: Values) -> Meeting:
    """Return the meeting, if it is this act's turn."""
    check_known(state.KIND, meeting, values)
    held = cast("Meeting", state.meeting(values, meeting))
    MACHINE.check(meeting, held.state, act.type)
    return held


def check_open(act: Enacted, values: Values) -> None:
    """Refuse to open a meeting that is not convened, or is convened for another day."""
    body = cast("acts.Open", act.body)
    held = _turn(body.meeting, act, values)
    check_parties([each.party for each in body.presided], values)
    check_its_day(held, act)


def check_suspend(act: Enacted, values: Values) -> None:
    """Refuse to suspend a meeting that does not sit, or until a moment that has passed."""
    body = cast("acts.Suspend", act.body)
    _turn(body.meeting, act, values)
    if body.until is not None and not comes_before(act.entered, body.until):
        raise Refused(UNTIL_PASSED, until=body.until, entered=act.entered)


def check_resume(act: Enacted, values: Values) -> None:
    """Refuse to resume a meeting that is not suspended."""
    body = cast("acts.Resume", act.body)
    _turn(body.meeting, act, values)
    check_parties([each.party for each in body.presided], values)


def check_close(act: Enacted, values: Values) -> None:
    """Refuse to close a meeting that was not opened, or is closed."""
    _turn(cast("acts.Close", act.body).meeting, act, values)


def check_note_presence(act: Enacted, values: Values) -> None:
    """Refuse who is there already, leaves without being there, or comes in a capacity that is not its own.

    In which capacity a party takes part follows from its status on that day: who decides is there as a member, an
    observer as an observer, a partner as a partner, who holds another status as a participant, all others as guests.
    """
    body = cast("acts.NotePresence", act.body)
    held = _turn(body.meeting, act, values)
    if held.state == CONVENED:
        check_its_day(held, act)
    check_parties(body.present, values)
    there = {each.party for each in held.present}
    for party in body.left:
        if party not in there:
            raise Refused(NOT_PRESENT, party=party, meeting=body.meeting)
    for party in body.present:
        if party in there:
            raise Refused(PRESENT_ALREADY, party=party, meeting=body.meeting)
        _check_capacity(party, cast("str", body.capacity), day_of(act.entered), values)


def _check_capacity(party: str, capacity: str, day: str, values: Values) -> None:
    fitting = capacities_of(party, day, values)
    if capacity not in fitting:
        raise Refused(
            CAPACITY_UNFIT,
            party=party,
            capacity=capacity,
            day=day,
            statuses=", ".join(statuses_on(party, day, values)) or "—",
            capacities=", ".join(fitting),
        )


def capacities_of(party: str, day: str, values: Values) -> list[str]:
    """Return the capacities in which a party can be at a meeting on `day` (YYYY-MM-DD), by its statuses of that day."""
    if decides(party, day, values):
        return ["member"]
    held = statuses_on(party, day, values)
    fitting = dict.fromkeys(status if status in CAPACITIES else "participant" for status in held)
    return list(fitting) or ["guest"]


def check_set_agenda(act: Enacted, values: Values) -> None:
    """Refuse a provisional agenda of a meeting that has adopted one, or one that names what the register lacks."""
    body = cast("acts.SetAgenda", act.body)
    held = _turn(body.meeting, act, values)
    if held.agenda_adopted is not None:
        raise Refused(AGENDA_ADOPTED, meeting=body.meeting, act=held.agenda_adopted)
    _check_items(body.items, held, values)


def _check_items(items: Sequence[acts.AgendaItem], held: Meeting, values: Values) -> None:
    for item in items:
        for document in item.documents:
            check_known("document", document, values)
        for decision in item.decisions:
            check_known("decision", decision, values)
    titles = {item.number: item.title for item in items}
    for before in held.agenda:
        if before.taken_up is not None and titles.get(before.number) != before.title:
            raise Refused(ITEM_TAKEN_UP, item=before.number, meeting=held.meeting, act=before.taken_up)


def check_adopt_agenda(act: Enacted, values: Values) -> None:
    """Refuse to adopt an agenda that was not set, or a second time."""
    body = cast("acts.AdoptAgenda", act.body)
    held = _turn(body.meeting, act, values)
    if not held.agenda:
        raise Refused(NO_AGENDA, meeting=body.meeting)
    if held.agenda_adopted is not None:
        raise Refused(AGENDA_ADOPTED, meeting=body.meeting, act=held.agenda_adopted)


def check_amend_agenda(act: Enacted, values: Values) -> None:
    """Refuse to change an agenda that is provisional, or an item of it that was taken up."""
    body = cast("acts.AmendAgenda", act.body)
    held = _turn(body.meeting, act, values)
    if held.agenda_adopted is None:
        raise Refused(AGENDA_PROVISIONAL, meeting=body.meeting)
    _check_items(body.items, held, values)


def check_take_up(act: Enacted, values: Values) -> None:
    """Refuse to take up what is not on the agenda. A provisional agenda counts: its adoption may be an item of it."""
    body = cast("acts.TakeUp", act.body)
    check_item(body.item, _turn(body.meeting, act, values))


def check_item(item: str | None, held: Meeting) -> None:
    """Refuse an item that is not on the agenda of the meeting; None stands for no item named."""
    if item is None:
        return
    if not held.agenda:
        raise Refused(NO_AGENDA, meeting=held.meeting)
    if held.listed(item) is None:
        items = ", ".join(each.number for each in held.agenda)
        raise Refused(ITEM_UNKNOWN, meeting=held.meeting, item=item, items=items)


def check_note(act: Enacted, values: Values) -> None:
    """Refuse a note on an item that is not on the agenda, or of the statement of a party that was never there."""
    body = cast("acts.Note", act.body)
    held = _turn(body.meeting, act, values)
    check_item(body.item, held)
    check_known("document", body.document, values)
    if body.party is not None and body.party not in HATS:
        check_parties([body.party], values)
        if not any(each.party == body.party for each in held.presence):
            raise Refused(NOT_PRESENT, party=body.party, meeting=body.meeting)
