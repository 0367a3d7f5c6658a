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
    journal,
    meeting,
    meetings,
    participant,
    participants,
    record,
    source,
    sources,
)
from comity.web.portal.pages.decisions import lineage, register, silences, undertakings
from comity.web.portal.pages.papers import compare, languages
from comity.web.portal.pages.treaties import notification, notifications
from comity.web.portal.pages.treaties import register as treaties
from comity.web.portal.pages.treaties import status as treaty

PAGES = (
    home.PAGE,
    participants.PAGE,
    participant.PAGE,
    meetings.PAGE,
    meeting.PAGE,
    journal.PAGE,
    documents.PAGE,
    languages.PAGE,
    document.PAGE,
    compare.PAGE,
    treaties.PAGE,
    notifications.PAGE,
    notification.PAGE,
    treaty.PAGE,
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
