"""The record: acts, the newest first, sifted by subject or type; its state, and how to take a copy."""

from __future__ import annotations

import base64
from bisect import bisect_left
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from comity.forum.kernel.errors import Reason, Refused, gettext_noop
from comity.web.portal.feed import Feed, Item, atom
from comity.web.portal.framework.ask import PAGE_LENGTH
from comity.web.portal.framework.data import Data, Rows
from comity.web.portal.framework.library import ActSift
from comity.web.portal.framework.page import NotHere, Page
from comity.web.portal.pages.actfiles import HEADS
from comity.web.portal.pages.actlines import ActLine, Moment, act_lines, moment, subject_names, type_names
from comity.web.portal.pages.meetings import Choice, page_url, where_text

if TYPE_CHECKING:
    from comity.forum.kernel.acts import Enacted
    from comity.web.portal.framework.ask import Ask
    from comity.web.portal.framework.library import Found

TYPE_UNKNOWN = Reason(
    "portal.type_unknown",
    gettext_noop("The record has no acts of the type “%(given)s”."),
    gettext_noop("Name a subject, for instance meetings, or a type, for instance meetings.hold."),
)


class Group(Data):
    """The types of acts of one subject, to choose from; the page shows those of the subject that is `chosen`."""

    subject: Choice
    types: list[Choice]
    chosen: bool


class State(Data):
    """How the record stands: its newest checkpoint, with `note` exactly as it is published."""

    size: int
    root: str
    entered: Moment
    note: str


class Record(Data):
    """Part of the record, what it is sifted by, and how the record stands."""

    lines: list[ActLine]
    total: int
    start: int
    sifted_by: str
    groups: list[Group]
    newer: str
    older: str
    where: str
    state: State


def _groups(chosen: str) -> list[Group]:
    types = type_names()
    return [
        Group(
            subject=Choice(value=subject, text=name, chosen=subject == chosen),
            types=[
                Choice(value=value, text=text, chosen=value == chosen)
                for value, text in types.items()
                if value.split(".")[0] == subject
            ],
            chosen=subject == chosen.partition(".")[0],
        )
        for subject, name in subject_names().items()
    ]


def _state(ask: Ask) -> State:
    head = ask.library.head()
    root = base64.b64encode(head.root).decode()
    return State(size=head.size, root=root, entered=moment(ask, head.entered), note=head.checkpoint.decode())


def _later(ask: Ask, sift: ActSift) -> int:
    """How many of the acts in question were entered after the day of the page: times of entry never decrease."""

    def is_by_then(place: int) -> bool:
        return date.fromisoformat(ask.library.acts(sift, place, 1).rows[0].entered[:10]) <= ask.day

    total = ask.library.acts(sift, 0, 1).total
    return bisect_left(range(total), x=True, key=is_by_then)


def _part(ask: Ask, sift: ActSift, start: int) -> tuple[Found[Enacted], int]:
    """Return the acts to show, and how many there are in all by the day of the page."""
    later = _later(ask, sift) if ask.on else 0
    found = ask.library.acts(sift, later + start, PAGE_LENGTH)
    return found, found.total - later


def build(ask: Ask, **_parts: Any) -> Record:  # noqa: ANN401 - the address has no parts
    """Return the part of the record that is asked for."""
    chosen, start = ask.word("type"), ask.number("from", 0) or 0
    names = {**subject_names(), **type_names()}
    if chosen and chosen not in names:
        raise Refused(TYPE_UNKNOWN, given=chosen[:40])
    found, total = _part(ask, ActSift(type=chosen), start)
    if start and not found.rows:
        raise NotHere(_("This list has %(total)s acts; it does not go on so far.") % {"total": total})
    words, after = {"type": chosen, "on": ask.word("on")}, start + len(found.rows)
    return Record(
        lines=act_lines(ask, found.rows),
        total=total,
        start=start,
        sifted_by=names.get(chosen, ""),
        groups=_groups(chosen),
        newer=page_url("record", words, max(0, start - PAGE_LENGTH)) if start else "",
        older=page_url("record", words, after) if after < total else "",
        where=where_text(start, len(found.rows), total),
        state=_state(ask),
    )


def draw(_page: Record, _ask: Ask) -> dict[str, Any]:
    """Return where the record's own files are."""
    return {"heads": HEADS}


def rows(page: Record, _ask: Ask) -> Rows:
    """Return the acts shown as a table."""
    head = ("act", "type", "says", "party", "office", "entered")
    lines = [(one.act.id, one.type, one.says, one.party, one.office, one.entered.iso) for one in page.lines]
    return Rows(head=head, rows=tuple(lines))


def feed(page: Record, ask: Ask) -> bytes:
    """Return the acts shown as an Atom feed."""
    items = [
        Item(f"act/{one.act.id}", one.kind, one.says, one.act.url, one.entered.iso, f"{one.party}, {one.office}")
        for one in page.lines
    ]
    return atom(ask, Feed("record", page.sifted_by or _("The record"), page.older, tuple(items)))


PAGE = Page("record", "record/", "portal/record.html", build, "record", draw, rows, feed=feed)
