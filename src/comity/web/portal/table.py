"""Every page of the portal, one row each."""

from __future__ import annotations

from comity.web.portal.pages import (
    about,
    act,
    amendment,
    chair,
    charter,
    claims,
    document,
    documents,
    home,
    meeting,
    meetings,
    participant,
    participants,
    record,
    source,
    sources,
)
from comity.web.portal.pages.decisions import lineage, register, silences, undertakings

PAGES = (
    home.PAGE,
    participants.PAGE,
    participant.PAGE,
    meetings.PAGE,
    meeting.PAGE,
    documents.PAGE,
    document.PAGE,
    register.PAGE,
    silences.PAGE,
    undertakings.PAGE,
    lineage.PAGE,
    chair.PAGE,
    charter.PAGE,
    amendment.PAGE,
    claims.PAGE,
    sources.PAGE,
    source.PAGE,
    record.PAGE,
    act.PAGE,
    about.PAGE,
)
