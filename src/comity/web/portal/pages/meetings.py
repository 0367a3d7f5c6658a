"""Meetings: the list, sifted by body, kind and year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from comity.forum.charter.state import CHARTER, Charter
from comity.forum.kernel.text import said_in
from comity.secretariat.wording.acts import VERBS
from comity.web.portal.framework.ask import PAGE_LENGTH
from comity.web.portal.framework.data import Data, Link, Rows, When
from comity.web.portal.framework.library import MeetingSift
from comity.web.portal.framework.links import act_link, body_name, known_meeting_link, when
from comity.web.portal.framework.page import NotHere, Page

if TYPE_CHECKING:
    from comity.forum.meetings.state import Meeting
    from comity.web.portal.framework.ask import Ask
    from comity.web.portal.framework.library import Found


class Line(Data):
    """A meeting as the list shows it."""

    meeting: Link
    number: int | None
    on: When
    held: bool
    place: str
    body: str
    kind: str
    format: str
    format_found: bool
    outcomes: list[str]
    sources: list[str]
    act: Link


class Choice(Data):
    """A choice of the sift."""

    value: str
    text: str
    chosen: bool


class Meetings(Data):
    """Part of the list of meetings, and what it is sifted by."""

    lines: list[Line]
    total: int
    start: int
    bodies: list[Choice]
    kinds: list[Choice]
    year: str
    newer: str
    older: str
    where: str


def kind_names() -> dict[str, str]:
    """Return what kinds of meeting are called."""
    return {
        "regular": _("regular"),
        "special": _("special"),
        "informal": _("informal"),
        "sectoral": _("sectoral"),
        "preparatory": _("preparatory"),
        "without_meeting": _("without a meeting"),
        "event": _("event"),
    }


def format_names() -> dict[str, str]:
    """Return what formats are called."""
    return {
        "in_person": _("in person"),
        "video": _("by video"),
        "hybrid": _("in person and by video"),
        "silence": _("silence procedure"),
        "correspondence": _("in writing"),
        "not_found": _("format not found"),
    }


def line(ask: Ask, meeting: Meeting) -> Line:
    """Return a meeting as lists show it."""
    shown = meeting.outcomes[:3]
    place = meeting.place or (meeting.plans[-1].place if meeting.plans and not meeting.held else None)
    return Line(
        meeting=known_meeting_link(ask, meeting),
        number=meeting.number,
        on=when(ask, meeting.when),
        held=meeting.held,
        place=said_in(place, ask.language)[0] if place else "",
        body=body_name(ask, meeting.body, meeting.when),
        kind=kind_names()[meeting.kind],
        format=format_names()[meeting.format],
        format_found=meeting.format != "not_found",
        outcomes=[f"{_(VERBS[o.verb])} {said_in(o.matter, ask.language)[0]}" for o in shown],
        sources=list(meeting.sources),
        act=act_link(meeting.held_act if meeting.held_act is not None else meeting.acts[-1]),
    )


def choices(named: dict[str, str], chosen: str) -> list[Choice]:
    """Return the choices of a sift."""
    return [Choice(value=value, text=text, chosen=value == chosen) for value, text in named.items()]


def body_names(ask: Ask) -> dict[str, str]:
    """Return what the bodies are called on the day of the page."""
    charter = cast("Charter | None", ask.library.get(CHARTER))
    day = ask.day.isoformat()
    # Bodies that are no more have met; where a body is described anew from a day on, its name is that of the day.
    bodies = {rule.body: rule for rule in (*charter.rules.bodies, *charter.on(day).bodies)} if charter else {}
    return {slug: said_in(rule.called(day), ask.language)[0] for slug, rule in bodies.items()}


def page_url(name: str, words: dict[str, str], start: int) -> str:
    """Return the address of another part of a list, with the sift kept."""
    kept = {key: value for key, value in words.items() if value and key != "from"}
    if start:
        kept["from"] = str(start)
    return reverse(name) + (f"?{urlencode(kept)}" if kept else "")


def check_reached(found: Found[Any]) -> None:
    """Check that a list goes on as far as it is asked for.

    Raises:
        NotHere: it ends before.
    """
    if found.start and not found.rows:
        raise NotHere(_("This list has %(total)s entries; it does not go on so far.") % {"total": found.total})


def where_text(start: int, shown: int, total: int) -> str:
    """Return which part of a list is shown."""
    if not total:
        return ""
    return _("%(first)s–%(last)s of %(total)s") % {"first": start + 1, "last": start + shown, "total": total}


def build(ask: Ask, **_parts: Any) -> Meetings:  # noqa: ANN401 - the address has no parts
    """Return the part of the list that is asked for."""
    bodies, kinds = body_names(ask), kind_names()
    body, kind = ask.choice("body", bodies), ask.choice("kind", kinds)
    year, start = ask.number("year", 1990, 9999), ask.number("from", 0) or 0
    sift = MeetingSift(body=body, kind=kind, year=year, until=ask.on)
    found = ask.library.meetings(sift, start, PAGE_LENGTH)
    check_reached(found)
    words = {"body": body, "kind": kind, "year": str(year or ""), "on": ask.word("on")}
    after = start + len(found.rows)
    return Meetings(
        lines=[line(ask, meeting) for meeting in found.rows],
        total=found.total,
        start=start,
        bodies=choices(bodies, body),
        kinds=choices(kinds, kind),
        year=str(year or ""),
        newer=page_url("meetings", words, max(0, start - PAGE_LENGTH)) if start else "",
        older=page_url("meetings", words, after) if after < found.total else "",
        where=where_text(start, len(found.rows), found.total),
    )


def rows(page: Meetings, _ask: Ask) -> Rows:
    """Return the meetings shown as a table."""
    head = ("meeting", "title", "body", "kind", "number", "date", "place", "format", "held", "sources")
    lines = [
        (
            one.meeting.id,
            one.meeting.text,
            one.body,
            one.kind,
            str(one.number or ""),
            one.on.edtf,
            one.place,
            one.format,
            str(one.held).lower(),
            " ".join(one.sources),
        )
        for one in page.lines
    ]
    return Rows(head=head, rows=tuple(lines))


PAGE = Page("meetings", "meetings/", "portal/meetings.html", build, "meetings", rows=rows)
