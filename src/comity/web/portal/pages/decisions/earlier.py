"""Outcomes of earlier meetings, as sources give them: what was decided before decisions were taken in the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from comity.secretariat.wording.acts import VERBS
from comity.web.portal.framework.data import Data, Link, When
from comity.web.portal.framework.library import MeetingSift
from comity.web.portal.framework.links import act_link, address, body_name, known_meeting_link, when
from comity.web.portal.pages.decisions.words import in_language

if TYPE_CHECKING:
    from comity.forum.meetings.state import Meeting
    from comity.forum.meetings.state import Outcome as Stated
    from comity.web.portal.framework.ask import Ask
    from comity.web.portal.framework.library import Found

AT_ONCE = 25
"""Meetings whose outcomes stand on one part of the list."""


class Outcome(Data):
    """Something that came out of an earlier meeting: the verb, of what, and where it was decided."""

    verb: str
    matter: str
    url: str
    meeting: Link
    body: str
    on: When
    sources: list[str]
    act: Link


def outcomes(ask: Ask, body: str, year: int | None, start: int, limit: int) -> tuple[list[Outcome], Found[Meeting]]:
    """Return what came out of the meetings from `start` on, the newest first, and these meetings."""
    sift = MeetingSift(body=body, year=year, held=True, until=ask.day)
    found = ask.library.meetings(sift, start, limit)
    return [one for meeting in found.rows for one in _of_meeting(ask, meeting)], found


def _of_meeting(ask: Ask, meeting: Meeting) -> list[Outcome]:
    if not meeting.outcomes:
        return []
    link, body = known_meeting_link(ask, meeting), body_name(ask, meeting.body, meeting.when)
    return [_outcome(ask, each, link, body, each.on or meeting.when) for each in meeting.outcomes]


def _outcome(ask: Ask, stated: Stated, meeting: Link, body: str, on: str) -> Outcome:
    return Outcome(
        verb=_(VERBS[stated.verb]),
        matter=in_language(ask, stated.matter),
        url=address("document", stated.document) if stated.document else "",
        meeting=meeting,
        body=body,
        on=when(ask, on),
        sources=list(stated.sources),
        act=act_link(stated.act),
    )
