"""The journal of a meeting: what was said and decided at it, in order, with the texts; it comes out of the acts."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from comity.forum.decisions.machine import ACCEPTING
from comity.forum.kernel.text import said_in
from comity.forum.meetings.machine import CLOSED, STATES
from comity.forum.meetings.state import meeting
from comity.forum.readings import journal as readings
from comity.secretariat.wording.atmeeting import telling
from comity.web.portal.framework.data import Data, Link, When
from comity.web.portal.framework.library import DocumentSift
from comity.web.portal.framework.links import act_link, body_name, day_text, known_meeting_link, unbroken, when
from comity.web.portal.framework.page import NotHere, Page
from comity.web.portal.pages.actlines import Moment, moment
from comity.web.portal.pages.decisions.lines import Line, line
from comity.web.portal.pages.decisions.said import Statement, statement
from comity.web.portal.pages.decisions.texts import Text, documents_of, texts
from comity.web.portal.pages.decisions.words import in_language, members
from comity.web.portal.pages.live import There, matters_of, quorum_text, span, there

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comity.forum.decisions.state import Decision
    from comity.forum.meetings.state import Meeting
    from comity.web.portal.framework.ask import Ask


class Entry(Data):
    """A line of the journal, entered at `time` (UTC); `day` is written where it is another than that of the line above.

    `short`: fewer members were there than make a quorum.
    """

    act: Link
    entered: str
    day: str
    time: str
    type: str
    says: str
    decisive: bool
    short: str


class UnderItem(Data):
    """What happened while an item of the agenda was up; the empty number before any was."""

    number: str
    title: str
    entries: list[Entry]


class Sitting(Data):
    """A sitting, counted from 1, from when to when; number 0 is what was done before the meeting was opened."""

    number: int
    opened: Moment | None
    closed: Moment | None
    items: list[UnderItem]


class Annexed(Data):
    """A matter with its text. `interim`: it is under silence until `expires`, and bears no number."""

    line: Line
    text: Text
    interim: bool
    expires: Moment | None
    statements: list[Statement]


class Presiding(Data):
    """Who presided."""

    party: str
    office: str
    person: str


class JournalPage(Data):
    """The journal of a meeting; `final`: the meeting is closed, and nothing will be added but statements."""

    meeting: Link
    number: int | None
    body: str
    on: When
    place: str
    state: str
    final: bool
    opened: Moment | None
    closed: Moment | None
    presided: list[Presiding]
    there: list[There]
    quorum: str
    sittings: list[Sitting]
    decided: list[Annexed]
    interim: list[Annexed]
    acts: list[Link]


def build(ask: Ask, **parts: Any) -> JournalPage:  # noqa: ANN401 - parts of the address
    """Return the journal of the meeting whose name stands in the address."""
    slug = str(parts["slug"])
    found = meeting(ask.library, slug)
    if found is None:
        raise NotHere(_("The register knows no meeting called %(slug)s.") % {"slug": slug})
    if not found.events:
        raise NotHere(_("This meeting was not recorded as it went, so it has no journal; its own page tells of it."))
    opened, _closed = span(found)
    if ask.on and (opened or found.events[0].entered)[:10] > ask.on.isoformat():
        raise NotHere(_("On %(day)s this meeting was still to come.") % {"day": day_text(ask, ask.day.isoformat())})
    ask.titles.know("meeting", [found])
    return _page(ask, found)


def _page(ask: Ask, found: Meeting) -> JournalPage:
    from comity.web.portal.pages.meeting import capacities  # noqa: PLC0415 - that page shows the way to this one

    matters = matters_of(ask, found)
    opened, closed = span(found)
    ask.titles.fetch("document", documents_of([*matters.values()]))
    place = found.place or (found.plans[-1].place if found.plans else None)
    return JournalPage(
        meeting=known_meeting_link(ask, found),
        number=found.number,
        body=body_name(ask, found.body, found.when),
        on=when(ask, found.when),
        place=in_language(ask, place),
        state=_(STATES[found.state]),
        final=found.state == CLOSED,
        opened=moment(ask, opened) if opened else None,
        closed=moment(ask, closed) if closed and found.state == CLOSED else None,
        presided=_presided(ask, found),
        there=there(ask, found, capacities()),
        quorum=quorum_text(ask, found),
        sittings=_sittings(ask, found),
        decided=[_annexed(ask, each) for each in matters.values() if _decided_at(each, found)],
        interim=[_annexed(ask, each) for each in matters.values() if _interim_of(each, found)],
        acts=[act_link(event.act) for event in found.events],
    )


def _presided(ask: Ask, found: Meeting) -> list[Presiding]:
    return [
        Presiding(
            party=ask.speech.party(each.party),
            office=in_language(ask, each.office),
            person=in_language(ask, each.person),
        )
        for each in found.presided
    ]


def _decided_at(held: Decision, found: Meeting) -> bool:
    return any(result.meeting == found.meeting and result.outcome in ACCEPTING for result in held.results)


def _interim_of(held: Decision, found: Meeting) -> bool:
    """Whether a text is under silence that was put under it at this meeting, or agreed at it subject to silence."""
    if held.silence is None:
        return False
    agreed = {result.meeting for result in held.results if result.outcome == "agrees_subject_to_silence"}
    return found.meeting in {held.silence.meeting, *agreed}


def _annexed(ask: Ask, held: Decision) -> Annexed:
    running = held.silence
    return Annexed(
        line=line(ask, held),
        text=texts(ask, held)[0],
        interim=running is not None,
        expires=moment(ask, running.expires) if running else None,
        statements=[statement(ask, each) for each in held.statements],
    )


def _sittings(ask: Ask, found: Meeting) -> list[Sitting]:
    acts = ask.library.some_acts(event.act for event in found.events)
    kept = ask.library.documents(DocumentSift(meeting=found.meeting)).rows
    members(ask, ask.day.isoformat())
    told = readings.journal(found, ask.library, telling=telling, documents=kept, act_at=acts.get)
    lines = [each for sitting in told for under in sitting.items for each in under.lines]
    says = iter(ask.say(*(each.words for each in lines)))
    return [_sitting(ask, each, says) for each in told]


def _sitting(ask: Ask, told: readings.OfSitting, says: Iterator[str]) -> Sitting:
    days = [told.opened[:10], *(line.entered[:10] for under in told.items for line in under.lines)]
    anew = iter([day != before for before, day in pairwise(days)])
    return Sitting(
        number=told.number,
        opened=moment(ask, told.opened) if told.opened else None,
        closed=moment(ask, told.closed) if told.closed else None,
        items=[_under(ask, each, says, anew) for each in told.items],
    )


def _under(ask: Ask, told: readings.UnderItem, says: Iterator[str], anew: Iterator[bool]) -> UnderItem:
    return UnderItem(
        number=told.item.number if told.item else "",
        title=said_in(told.item.title, ask.language)[0] if told.item else "",
        entries=[_entry(ask, each, next(says), anew=next(anew)) for each in told.lines],
    )


def _entry(ask: Ask, told: readings.JournalLine, says: str, *, anew: bool) -> Entry:
    return Entry(
        act=act_link(told.act),
        entered=told.entered,
        day=unbroken(ask.speech.brief(told.entered[:10])) if anew else "",
        time=told.entered[11:16],
        type=told.kind,
        says=says,
        decisive=told.kind == "decisions.conclude",
        short=_short(told),
    )


def _short(told: readings.JournalLine) -> str:
    """That the members who were there made no quorum, where something was done about a matter all the same."""
    if told.quorum is None or told.quorum.reached:
        return ""
    numbers = {"present": told.quorum.present, "wanted": told.quorum.wanted}
    return _("%(present)s members were there; %(wanted)s make a quorum.") % numbers


PAGE = Page("journal", "meetings/<slug:slug>/journal/", "portal/journal.html", build, "meetings")
