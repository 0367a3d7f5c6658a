"""A meeting as it goes: in which state it is, who is there and whether they make a quorum, its agenda."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.utils.translation import gettext as _

from comity.forum.kernel.errors import gettext_noop
from comity.forum.kernel.moments import day_of
from comity.forum.kernel.text import said_in
from comity.forum.meetings.machine import CLOSED, STATES
from comity.forum.meetings.sitting import quorum_among
from comity.web.portal.framework.data import Data, Link
from comity.web.portal.framework.links import address, document_link, party_link
from comity.web.portal.pages.actlines import Moment, moment
from comity.web.portal.pages.chartered import charter_of
from comity.web.portal.pages.decisions.lines import Line, line
from comity.web.portal.pages.decisions.words import members

if TYPE_CHECKING:
    from comity.forum.decisions.state import Decision
    from comity.forum.meetings.state import Item, Meeting
    from comity.web.portal.framework.ask import Ask

CAPACITIES = ("member", "observer", "partner", "participant", "guest")


_QUORUM = {
    (False, True): gettext_noop(
        "%(present)s of %(members)s members are there; %(wanted)s make a quorum, so there is one."
    ),
    (False, False): gettext_noop(
        "%(present)s of %(members)s members are there; %(wanted)s make a quorum, so there is none."
    ),
    (True, True): gettext_noop(
        "%(present)s of %(members)s members were there at the close; %(wanted)s make a quorum, so there was one."
    ),
    (True, False): gettext_noop(
        "%(present)s of %(members)s members were there at the close; %(wanted)s make a quorum, so there was none."
    ),
}
"""By whether the meeting is closed, and whether the quorum is reached."""


class There(Data):
    """Who is there in one capacity, or was when the meeting was closed."""

    capacity: str
    parties: list[Link]


class OnAgenda(Data):
    """An item of the agenda, with the documents and the matters that stand under it; `up`: it was taken up last."""

    number: str
    title: str
    up: bool
    documents: list[Link]
    decisions: list[Line]


class Live(Data):
    """A meeting recorded as it goes, or went. `quorum` says in a sentence how many members are there.

    `provisional`: its agenda has not been adopted.
    """

    state: str
    closed: bool
    opened: Moment | None
    over: Moment | None
    there: list[There]
    quorum: str
    agenda: list[OnAgenda]
    provisional: bool
    journal: str


def is_live(found: Meeting) -> bool:
    """Whether a meeting is, or will be, recorded as it goes."""
    return bool(found.events or found.agenda)


def live(ask: Ask, found: Meeting, capacities: dict[str, str]) -> Live | None:
    """Return how a meeting goes, None for one that is not recorded as it goes, and on a day gone by."""
    if not is_live(found) or ask.on is not None:
        return None
    matters = matters_of(ask, found)
    ask.titles.fetch("document", (slug for item in found.agenda for slug in item.documents))
    opened, closed = span(found)
    return Live(
        state=_(STATES[found.state]),
        closed=found.state == CLOSED,
        opened=moment(ask, opened) if opened else None,
        over=moment(ask, closed) if closed and found.state == CLOSED else None,
        there=there(ask, found, capacities),
        quorum=quorum_text(ask, found),
        agenda=[_item(ask, found, item, matters) for item in found.agenda],
        provisional=found.agenda_adopted is None,
        journal=address("journal", found.meeting) if found.events else "",
    )


def span(found: Meeting) -> tuple[str, str]:
    """Return when a meeting was opened and when its last sitting ended (times of entry); empty where it has not."""
    if not found.sittings:
        return "", ""
    return found.sittings[0].opened, found.sittings[-1].closed


def matters_of(ask: Ask, found: Meeting) -> dict[str, Decision]:
    """Return the matters on the agenda of a meeting, or about which something was done at it, by name."""
    names = [name for item in found.agenda for name in item.decisions]
    names += [event.decision for event in found.events if event.decision]
    held = cast("dict[str, Decision]", ask.library.some_of("decision", dict.fromkeys(names)))
    ask.titles.know("decision", held.values())
    return held


def there(ask: Ask, found: Meeting, capacities: dict[str, str]) -> list[There]:
    """Return who is there by capacity, or who was when it closed."""
    by = {
        capacity: [party_link(ask, each.party, found.when) for each in found.present if each.capacity == capacity]
        for capacity in CAPACITIES
    }
    return [There(capacity=capacities[capacity], parties=parties) for capacity, parties in by.items() if parties]


def quorum_text(ask: Ask, found: Meeting) -> str:
    """Return how many of the members are there and how many make a quorum, as a sentence; nothing before any came."""
    if not found.presence or charter_of(ask) is None:
        return ""
    opened, _closed = span(found)
    day = day_of(opened) if opened else ask.day.isoformat()
    quorum = quorum_among(members(ask, day), {each.party for each in found.present}, day, ask.library)
    told = {"present": quorum.present, "members": quorum.members, "wanted": quorum.wanted}
    text = _QUORUM[found.state == CLOSED, quorum.reached]
    return _(text) % told


def _item(ask: Ask, found: Meeting, item: Item, matters: dict[str, Decision]) -> OnAgenda:
    return OnAgenda(
        number=item.number,
        title=said_in(item.title, ask.language)[0],
        up=item.number == found.item,
        documents=[document_link(ask, slug) for slug in item.documents],
        decisions=[line(ask, matters[name]) for name in item.decisions if name in matters],
    )
