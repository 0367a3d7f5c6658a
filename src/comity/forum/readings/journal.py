"""The journal of a meeting: what happened at it, in order, in words. It comes out of the acts; no act writes it.

It is told by sittings, and within these by items of the agenda. Of what an act on a matter says others know better:
they hand in a `Telling`; and `act_at` gives back the acts themselves, for what was said stands in them.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Protocol, cast

from comity.forum.kernel.errors import gettext_noop
from comity.forum.kernel.moments import day_of
from comity.forum.kernel.names import HATS, SECRETARIAT
from comity.forum.meetings.sitting import Quorum, quorum_among
from comity.forum.membership.roll import deciding_since
from comity.forum.readings.said import Day, Listed, Named, Said, Thing, Titled, Word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from comity.forum.documents.state import Document
    from comity.forum.kernel.acts import Enacted
    from comity.forum.kernel.values import Values
    from comity.forum.meetings import acts
    from comity.forum.meetings.state import Event, Item, Meeting


class Telling(Protocol):
    """Says in words what acts of other subjects did at a meeting."""

    def __call__(self, event: Event, act: Enacted | None) -> Said | None:
        """Return what an act says in the journal, or None where it has nothing of its own to say."""


class _Party(Protocol):
    @property
    def party(self) -> str: ...


@dataclass(frozen=True, slots=True)
class JournalLine:
    """A line of the journal: which act, when (a time of entry), of what kind (the act's type), in words.

    `quorum` is how many of the members were there, where something was done about a matter.
    """

    act: int
    entered: str
    kind: str
    words: Said
    party: str = ""
    decision: str = ""
    document: str = ""
    quorum: Quorum | None = None


@dataclass(frozen=True, slots=True)
class UnderItem:
    """What happened while one item of the agenda was up; `item` is None before any was."""

    item: Item | None
    lines: tuple[JournalLine, ...]


@dataclass(frozen=True, slots=True)
class OfSitting:
    """A sitting: the how-manieth, from when to when (times of entry; `closed` empty while it sits).

    What was done before the meeting was opened stands under number 0.
    """

    number: int
    opened: str
    closed: str
    items: tuple[UnderItem, ...]


def journal(
    held: Meeting,
    values: Values,
    *,
    telling: Telling | None = None,
    documents: Iterable[Document] = (),
    act_at: Callable[[int], Enacted | None] = lambda _index: None,
) -> tuple[OfSitting, ...]:
    """Return the journal of a meeting, as far as it has gone.

    `documents` are those registered for the meeting: each that came before the close is a line at its place. `act_at`
    returns an act by its index; without it, what was noted in words is only said to have been noted. A meeting of the
    past that was not recorded as it went has no journal.
    """
    secretary = _Secretary(held, values, telling, act_at)
    told = [(event.item, secretary.line(event)) for event in held.events]
    told += [(document.item or "", _registered(document)) for document in documents if _in_time(document, held)]
    told.sort(key=lambda each: each[1].act)
    return tuple(_sittings(held, told))


def _in_time(document: Document, held: Meeting) -> bool:
    closed = next((event.act for event in held.events if event.what == "meetings.close"), None)
    return bool(held.events and document.entered) and (closed is None or document.acts[0] < closed)


def _sittings(held: Meeting, told: Sequence[tuple[str, JournalLine]]) -> Iterator[OfSitting]:
    """What happened after a sitting and before the next stands with the one before."""
    spans = [("", ""), *((sitting.opened, sitting.closed) for sitting in held.sittings)]
    parts: list[list[tuple[str, JournalLine]]] = [[]]
    for item, line in told:
        if line.kind in {"meetings.open", "meetings.resume"}:
            parts.append([])
        parts[-1].append((item, line))
    for number, lines in enumerate(parts):
        if lines:
            yield OfSitting(number, *spans[number], tuple(_items(held, lines)))


def _items(held: Meeting, lines: Sequence[tuple[str, JournalLine]]) -> Iterator[UnderItem]:
    for number, group in groupby(lines, key=lambda each: each[0]):
        yield UnderItem(held.listed(number), tuple(line for _, line in group))


def _registered(document: Document) -> JournalLine:
    text = gettext_noop("“%(document)s” is distributed.")
    title = document.symbol or Titled(document.title)
    return JournalLine(
        document.acts[0],
        document.entered,
        "documents.register",
        Said(text, {"document": title}),
        party=document.registered_by,
        document=document.document,
    )


COME = {
    "member": gettext_noop("There as members: %(parties)s."),
    "observer": gettext_noop("There as observers: %(parties)s."),
    "partner": gettext_noop("There as partners: %(parties)s."),
    "guest": gettext_noop("There as guests: %(parties)s."),
    "participant": gettext_noop("There as participants: %(parties)s."),
}
"""That parties came, by the capacity in which they did."""


class _Secretary:
    """Says what each act at one meeting did."""

    def __init__(
        self, held: Meeting, values: Values, telling: Telling | None, act_at: Callable[[int], Enacted | None]
    ) -> None:
        self._held, self._values, self._telling, self._act_at = held, values, telling, act_at
        self._deciding: dict[str, dict[str, int]] = {}

    def line(self, event: Event) -> JournalLine:
        act = self._act_at(event.act)
        quorum = self._quorum(event) if event.decision else None
        return JournalLine(
            event.act,
            event.entered,
            event.what,
            self._words(event, act),
            party=event.party,
            decision=event.decision,
            document=event.document,
            quorum=quorum,
        )

    def _quorum(self, event: Event) -> Quorum:
        day = day_of(event.entered)
        if day not in self._deciding:
            self._deciding[day] = deciding_since(day, self._values)
        # Whom this act makes a member, or a later one of the same day, did not count when it was entered.
        members = [party for party, since in self._deciding[day].items() if since < event.act]
        there = {each.party for each in self._held.presence if each.there(event.act)}
        return quorum_among(members, there, day, self._values)

    def _words(self, event: Event, act: Enacted | None) -> Said:
        if self._telling is not None and event.what not in _SAYINGS:
            found = self._telling(event, act)
            if found is not None:
                return found
        say = _SAYINGS.get(event.what)
        return say(self._held, event, act) if say else _elsewhere(event)


def _elsewhere(event: Event) -> Said:
    """Of an act of another subject of which nobody says more."""
    if event.decision:
        text = gettext_noop("On “%(decision)s”, by act %(act)s.")
        return Said(text, {"decision": Thing("decision", event.decision), "act": str(event.act)})
    return Said(gettext_noop("By act %(act)s."), {"act": str(event.act)})


def _convened(held: Meeting, event: Event, _act: Enacted | None) -> Said:
    return _for_a_day(gettext_noop("The meeting is convened for %(day)s."), held, event)


def _moved(held: Meeting, event: Event, _act: Enacted | None) -> Said:
    return _for_a_day(gettext_noop("The meeting is moved to %(day)s."), held, event)


def _for_a_day(text: str, held: Meeting, event: Event) -> Said:
    planned = next(plan.planned for plan in held.plans if plan.act == event.act)
    return Said(text, {"day": Day(planned)})


def _opened(held: Meeting, _event: Event, act: Enacted | None) -> Said:
    presided = cast("acts.Open", act.body).presided if act else held.presided[:1]
    return Said(gettext_noop("The meeting is opened. In the chair: %(parties)s."), {"parties": _all_named(presided)})


def _suspended(_held: Meeting, _event: Event, act: Enacted | None) -> Said:
    until = cast("acts.Suspend", act.body).until if act else None
    if until is None:
        return Said(gettext_noop("The meeting is suspended."))
    text = gettext_noop("The meeting is suspended until %(day)s, %(time)s UTC.")
    return Said(text, {"day": Day(day_of(until)), "time": until[11:16]})


def _resumed(_held: Meeting, _event: Event, act: Enacted | None) -> Said:
    presided = cast("acts.Resume", act.body).presided if act else ()
    if not presided:
        return Said(gettext_noop("The meeting is resumed."))
    return Said(gettext_noop("The meeting is resumed. In the chair: %(parties)s."), {"parties": _all_named(presided)})


def _closed(_held: Meeting, _event: Event, _act: Enacted | None) -> Said:
    return Said(gettext_noop("The meeting is closed."))


def _presence(held: Meeting, event: Event, _act: Enacted | None) -> Said:
    come = [each for each in held.presence if each.act == event.act]
    gone = [each for each in held.presence if each.left == event.act]
    came = Said(COME[come[0].capacity], {"parties": _all_named(come)}) if come else None
    left = Said(gettext_noop("There no more: %(parties)s."), {"parties": _all_named(gone)}) if gone else None
    if came and left:
        return Said("%(came)s %(left)s", {"came": came, "left": left})
    return cast("Said", came or left)


def _all_named(parties: Iterable[_Party]) -> Listed:
    return Listed(tuple(Named(each.party) for each in parties))


def _agenda_set(_held: Meeting, _event: Event, act: Enacted | None) -> Said:
    if act is None:
        return Said(gettext_noop("The provisional agenda is set."))
    number = len(cast("acts.SetAgenda", act.body).items)
    return Said(
        gettext_noop("The provisional agenda is set, of one item."),
        {"number": number},
        gettext_noop("The provisional agenda is set, of %(number)s items."),
        number,
    )


def _agenda_adopted(_held: Meeting, _event: Event, _act: Enacted | None) -> Said:
    return Said(gettext_noop("The agenda is adopted."))


def _agenda_amended(_held: Meeting, _event: Event, _act: Enacted | None) -> Said:
    return Said(gettext_noop("The agenda is amended."))


def _taken_up(held: Meeting, event: Event, _act: Enacted | None) -> Said:
    item = held.listed(event.item)
    words: dict[str, Word] = {"item": event.item, "title": Titled(item.title) if item else event.item}
    return Said(gettext_noop("Item %(item)s is taken up: %(title)s."), words)


def _noted(_held: Meeting, _event: Event, act: Enacted | None) -> Said:
    if act is None:
        return Said(gettext_noop("The Secretariat notes what was said."))
    body = cast("acts.Note", act.body)
    if body.party is None or body.party == SECRETARIAT:
        return Said("%(text)s", {"text": Titled(body.text)})
    if body.party in HATS:
        return Said(gettext_noop("The chair: %(text)s"), {"text": Titled(body.text)})
    return Said(gettext_noop("%(party)s: %(text)s"), {"party": Named(body.party), "text": Titled(body.text)})


_SAYINGS: dict[str, Callable[[Meeting, Event, Enacted | None], Said]] = {
    "meetings.convene": _convened,
    "meetings.move": _moved,
    "meetings.open": _opened,
    "meetings.suspend": _suspended,
    "meetings.resume": _resumed,
    "meetings.close": _closed,
    "meetings.note_presence": _presence,
    "meetings.set_agenda": _agenda_set,
    "meetings.adopt_agenda": _agenda_adopted,
    "meetings.amend_agenda": _agenda_amended,
    "meetings.take_up": _taken_up,
    "meetings.note": _noted,
}
