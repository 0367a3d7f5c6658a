"""The forum's years as one drawing, from the register: members, meetings, the chair."""

from __future__ import annotations

from datetime import date
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Literal

from django.urls import reverse
from django.utils.translation import gettext as _

from comity.forum.kernel.dates import begins, bounds
from comity.forum.kernel.text import said_in
from comity.web.portal.framework.library import MeetingSift
from comity.web.portal.framework.links import address, day_text, meeting_title
from comity.web.portal.pages.chartered import bodies_of_level
from comity.web.portal.pages.matrix import axis_of
from comity.web.shared import drawings

if TYPE_CHECKING:
    from comity.forum.meetings.state import Meeting
    from comity.forum.readings.chair import Served
    from comity.web.portal.framework.ask import Ask

PREPARATORY = "preparatory"
# As many as two lines of signs can bear.
MOST_MARKS = 120


def _steps(ask: Ask) -> tuple[drawings.Step, ...]:
    changes = [(s, j) for s, j in ask.held.changes() if (s.earliest or s.latest or date.max) <= ask.day]
    totals = accumulate(len(joined) for _since, joined in changes)
    found = []
    for (since, joined), total in zip(changes, totals, strict=True):
        latest = since.latest or since.earliest or ask.day
        names = [ask.speech.party(spell.party, latest) for spell in joined]
        many = len(names) > 4  # noqa: PLR2004 - more names than a label can bear
        label = _("founded by %(number)s states") % {"number": len(names)} if many else ", ".join(names)
        found.append(drawings.Step(since.earliest or latest, latest, total, str(total), label, told=many))
    return tuple(sorted(found, key=lambda step: step.latest))


def _mark(ask: Ask, meeting: Meeting) -> drawings.Mark | None:
    day = begins(meeting.when).earliest
    if day is None:
        return None
    place = said_in(meeting.place or meeting.plans[-1].place or {}, ask.language)[0] if _placed(meeting) else ""
    title, on = meeting_title(ask, meeting), ask.speech.day(meeting.when)
    return drawings.Mark(
        day,
        place or (_("online") if meeting.format == "video" else ""),
        f"{title}, {on}",
        address("meeting", meeting.meeting),
        str(meeting.number or ""),
        "",
        not meeting.held,
    )


def _placed(meeting: Meeting) -> bool:
    return bool(meeting.place or (not meeting.held and meeting.plans and meeting.plans[-1].place))


def _met(ask: Ask) -> list[Meeting]:
    """The meetings that are drawn, the earliest first."""
    until = ask.day if ask.on else date(ask.day.year, 12, 31)
    drawn_bodies = (*bodies_of_level(ask, "summit"), *bodies_of_level(ask, "ministerial"), PREPARATORY)
    sift = MeetingSift(bodies=drawn_bodies, until=until)
    return list(reversed(ask.library.meetings(sift, 0, MOST_MARKS, counted=False).rows))


def _lane(ask: Ask, level: str, label: str, sign: Literal["star", "ring"], met: list[Meeting]) -> drawings.Lane:
    bodies = bodies_of_level(ask, level)
    numbered = [meeting for meeting in met if meeting.body in bodies and meeting.number is not None]
    marks = tuple(mark for meeting in numbered if (mark := _mark(ask, meeting)))
    return drawings.Lane(label, sign, marks)


def _strokes(ask: Ask, met: list[Meeting]) -> tuple[drawings.Stroke, ...]:
    of_body = [meeting for meeting in met if meeting.body == PREPARATORY]
    days = [(day, meeting) for meeting in of_body if (day := begins(meeting.when).earliest)]
    return tuple(drawings.Stroke(day, _proposed(ask, m) if m.kind == "event" else "") for day, m in days)


def _proposed(ask: Ask, meeting: Meeting) -> str:
    return _("Proposed, %(day)s") % {"day": day_text(ask, meeting.when)}


def band(ask: Ask, term: Served) -> drawings.Band | None:
    """Return a term in the chair as a band, up to the day of the page."""
    start = bounds(term.since).earliest
    if start is None or start > ask.day:
        return None
    end = (bounds(term.until).latest if term.until else None) or ask.day
    first_end = term.term.until
    elected = (bounds(first_end).latest if first_end else None) or end
    state = ask.speech.party(term.term.state, start)
    said = f"{state}, {ask.speech.day(term.since)} – {ask.speech.day(term.until) if term.until else ''}".rstrip(" –")
    end = min(end, ask.day)
    return drawings.Band(start, min(elected, end), end, state, said, reverse("chair"), term.term.state)


def drawn(ask: Ask) -> dict[str, Any]:
    """Return the timeline and its key."""
    first = (ask.library.first_day() or ask.day).year
    whole = axis_of(ask, first)
    axis = drawings.Axis(whole.first, ask.day, whole.years, whole.rtl) if ask.on else whole
    steps, met = _steps(ask), _met(ask)
    counts = "; ".join(f"{ask.speech.day(step.latest.isoformat())}: {step.count}" for step in steps)
    timeline = drawings.Timeline(
        name="tl",
        title=_("The forum from %(first)s to %(last)s") % {"first": first, "last": ask.day.year},
        description=_("Members by day: %(counts)s") % {"counts": counts},
        axis=axis,
        steps=steps,
        strokes=_strokes(ask, met),
        lanes=(
            _lane(ask, "summit", _("Summits"), "star", met),
            _lane(ask, "ministerial", _("Ministers, regular"), "ring", met),
        ),
        bands_label=_("In the chair"),
        bands=tuple(found for term in ask.terms if (found := band(ask, term))),
        today=ask.day,
        today_label=day_text(ask, ask.day.isoformat()),
    )
    words = drawings.TimelineKey(
        members=_("members, counted from the day of effect"),
        between=_("what the sources leave open"),
        elected=_("chair, term elected for"),
        prolonged=_("term prolonged"),
        planned=_("planned"),
    )
    return {
        "timeline": drawings.timeline(timeline),
        "timeline_key": drawings.timeline_key(words),
        "first_year": str(first),
    }
