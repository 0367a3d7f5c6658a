"""A forum as it stood at a moment of its history: what had not happened by then is left out.

An act is left out where its own day surely lies after the moment, and where it names a thing (a meeting that was held,
a document, a term, a tenure) which an act that was left out had brought into being. What days the sources leave open
counts as happened from the first day that they allow; only a decision on a status waits for the last one, so that it
can still be taken.

An act without a day of its own that looks ahead (a meeting planned or moved, a chair elected or prolonged) counts as
made on the earliest of these days: when a source of it was published; the day of the last act before it in the history
that tells its day exactly, for histories are written in the order of time; when what it looks ahead to came about.

Claims of sources are left out whole: their verdicts would be about a register that does not exist yet. Sources and
parties stay, and the first version of the charter; of a tenure the end is left out that nobody could know yet.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, cast

from comity.forum.charter.acts import Adopt
from comity.forum.kernel.acts import Body
from comity.forum.kernel.dates import begins, bounds, ends, is_exact
from comity.forum.kernel.errors import Reason, Refused, gettext_noop
from comity.forum.meetings.acts import Hold
from comity.forum.membership.acts import Accept, Attest, Sign
from comity.forum.offices.acts import Appoint, TakeChair
from comity.forum.registry import read_body
from comity.forum.sources.acts import Cite, Correct
from comity.secretariat.clock import stated_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from comity.forum.kernel.dates import Bounds
    from comity.secretariat.forumdata import Drafted, ForumData

BEFORE_HISTORY = Reason(
    "rehearsal.before_history",
    gettext_noop("The history of this forum begins on %(first)s; nothing had happened yet on %(day)s."),
    gettext_noop("Set the rehearsal on a later day."),
)

CLAIM = "sources.claim"
EXTENDED = "offices.extend_chair"
AHEAD = frozenset({"meetings.plan", "meetings.move", "offices.elect_chair", EXTENDED})
"""Act types that look ahead: of what they say, `on` alone is a day that has come."""

# What brings a thing into being, by act type: the field that names it, and the kind. A meeting that is only planned is
# not one at which anything can have happened.
_BEGINS = {
    "meetings.plan": ("meeting", "plan"),
    "meetings.hold": ("meeting", "meeting"),
    "documents.register": ("document", "document"),
    "offices.elect_chair": ("term", "term"),
    "offices.appoint": ("tenure", "tenure"),
}
# Fields that name such things, in whatever act; `by` names a document in one type of act only.
_NAMES = {
    "meeting": "meeting",
    "document": "document",
    "instrument": "document",
    "part_of": "document",
    "replaces": "document",
    "revises": "document",
    "adds_to": "document",
    "corrects": "document",
    "treaty": "document",
    "term": "term",
    "tenure": "tenure",
}
_NAMES_OF = {
    "documents.amend": {"by": "document"},
    "documents.ratify": {"instrument": ""},
    "treaties.deposit": {"instrument": ""},
    "meetings.move": {"meeting": "plan"},
}

Name = tuple[str, str]


class Past(NamedTuple):
    """A forum's data cut at a moment.

    `to_come` are the parties that come to a status, or sign for one, in what was left out, in the order in which they
    do.
    """

    data: ForumData
    to_come: tuple[str, ...]


def as_it_stood(data: ForumData, moment: int) -> Past:
    """Return the data of a forum as it stood at `moment` (milliseconds since 1970).

    What happened on the day of the moment itself (UTC) is in it: sources tell days, not hours.

    Raises:
        Refused: nothing had happened yet.
    """
    day = date.fromisoformat(stated_at(moment)[:10])
    _check_begun(data, day)
    return _Cut(data.acts, day).made(data)


def _check_begun(data: ForumData, day: date) -> None:
    days = (_own_day(each.type, each.body) for each in data.acts)
    first = min((found.earliest for found in days if found and found.earliest), default=None)
    if first is not None and day < first:
        raise Refused(BEFORE_HISTORY, first=first.isoformat(), day=day.isoformat())


class _Cut:
    """Goes through the acts in order; what was left out so far decides on what comes after."""

    def __init__(self, acts: Sequence[Drafted], day: date) -> None:
        self._acts = acts
        self._day = day
        self._meant = _as_corrected(acts)
        self._published = {each.body.source: each.body.published for each in acts if isinstance(each.body, Cite)}
        self._came_about = _came_about(acts)
        self._absent: set[Name] = set()
        self._places: dict[int, int] = {}
        self._last: date | None = None

    def made(self, data: ForumData) -> Past:
        kept, to_come = [], dict[str, None]()
        for index, drafted in enumerate(self._acts, 1):
            if self._had_happened(index, drafted):
                kept.append(self._as_known(drafted))
                self._places[index] = len(kept)
                continue
            self._absent |= set(_begun(drafted))
            if isinstance(drafted.body, Sign | Accept | Attest):
                to_come[drafted.body.party] = None
        return Past(replace(data, acts=tuple(kept)), tuple(to_come))

    def _had_happened(self, index: int, drafted: Drafted) -> bool:
        if drafted.type == CLAIM:
            return False
        if isinstance(drafted.body, Correct) and drafted.body.act not in self._places:
            return False
        bodies = (drafted.body, self._meant.get(index, drafted.body))
        if any(self._absent & set(_named(drafted.type, body)) for body in bodies):
            return False
        own = _own_day(drafted.type, bodies[-1])
        if own is None and drafted.type in AHEAD:
            return self._was_made(drafted)
        self._note(drafted.type, bodies[-1])
        if isinstance(drafted.body, Accept):
            return own is None or own.latest is None or own.latest <= self._day
        return own is None or own.earliest is None or own.earliest <= self._day

    def _was_made(self, drafted: Drafted) -> bool:
        """Whether what looks ahead had been said by the day."""
        cited = (self._published.get(source) for source in getattr(drafted.body, "sources", ()))
        published = (bounds(when).latest for when in cited if when)
        names = (*_begun(drafted), *_named(drafted.type, drafted.body))
        came = (self._came_about.get(name) for name in names if drafted.type != EXTENDED)
        made = [day for day in (*published, *came, self._last) if day is not None]
        return not made or min(made) <= self._day

    def _note(self, kind: str, body: Body) -> None:
        told = _told(kind, body)
        if told and is_exact(told):
            self._last = ends(told).latest

    def _as_known(self, drafted: Drafted) -> Drafted:
        """The act without what nobody could know yet, and with the new place of the act that it corrects."""
        body, changed = drafted.body, dict[str, object]()
        if isinstance(body, Correct):
            changed["act"] = self._places[body.act]
        if isinstance(body, Appoint) and body.until and _after(ends(body.until), self._day):
            changed["until"] = None
        if not changed:
            return drafted
        said = {**body.model_dump(mode="json", exclude_unset=True), **changed}
        return replace(drafted, body=type(body).model_validate({k: v for k, v in said.items() if v is not None}))


def _after(found: Bounds, day: date) -> bool:
    return found.earliest is not None and found.earliest > day


def _as_corrected(acts: Sequence[Drafted]) -> dict[int, Body]:
    """What each corrected act says in the end, by its index; acts are counted from 1, after the constitution."""
    found = {}
    for each in acts:
        if isinstance(each.body, Correct):
            found[each.body.act] = read_body(acts[each.body.act - 1].type, each.body.v, each.body.body)
    return found


def _came_about(acts: Sequence[Drafted]) -> dict[Name, date]:
    """The day on which at the latest a planned meeting began, or a term was taken up."""
    found = {}
    for each in acts:
        if isinstance(each.body, Hold | TakeChair) and (latest := begins(each.body.on).latest):
            name = ("plan", each.body.meeting) if isinstance(each.body, Hold) else ("term", each.body.term)
            found[name] = latest
    return found


def _told(kind: str, body: Body) -> str | None:
    """The day that an act says it happened on (EDTF), or None."""
    if isinstance(body, Adopt):
        return None if body.version == 1 else body.in_force
    fields = ("on",) if kind in AHEAD else ("on", "as_of", "since", "adopted")
    return next((cast("str", when) for name in fields if (when := getattr(body, name, None))), None)


def _own_day(kind: str, body: Body) -> Bounds | None:
    """The day on which what an act says had happened: of what took several days the last, of what lasts the first."""
    told = _told(kind, body)
    if told is None:
        return None
    return begins(told) if getattr(body, "on", None) is None else ends(told)


def _begun(drafted: Drafted) -> Iterator[Name]:
    if drafted.type in _BEGINS:
        field, kind = _BEGINS[drafted.type]
        yield kind, getattr(drafted.body, field)


def _named(kind: str, body: Body) -> Iterator[Name]:
    """What an act names that has to be there before it."""
    own = _BEGINS.get(kind, ("", ""))[0]
    names = {**_NAMES, **_NAMES_OF.get(kind, {})}
    for field in type(body).model_fields:
        value = getattr(body, field)
        if isinstance(value, str) and field != own and names.get(field):
            yield names[field], value
        for part in value if isinstance(value, tuple) else ():
            if isinstance(part, Body):
                yield from _named("", part)
