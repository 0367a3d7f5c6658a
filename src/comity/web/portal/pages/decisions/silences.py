"""Silences that run, the soonest to expire first, with their clocks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from comity.web.portal.framework.data import Data
from comity.web.portal.framework.page import Page
from comity.web.portal.pages import calendar
from comity.web.portal.pages.decisions.lines import Line, line
from comity.web.portal.pages.decisions.silence import SilenceShown, shown
from comity.web.portal.pages.meetings import check_reached, page_url, where_text

if TYPE_CHECKING:
    from comity.forum.decisions.state import Decision
    from comity.web.portal.framework.ask import Ask


AT_ONCE = 30
"""Matters on one part of the list: each takes several lines."""


class Running(Data):
    """A matter under silence; `open_for` are the names of members that keep something open."""

    line: Line
    silence: SilenceShown
    open_for: list[str]


class Silences(Data):
    """Silences that run, the soonest to expire first; those whose time is over and which are being concluded too."""

    running: list[Running]
    total: int
    newer: str
    older: str
    where: str


def running(ask: Ask, held: Decision) -> Running:
    """Return a matter under silence as lists show it."""
    silence = shown(ask, held.silences[-1])
    keeping = [each.party.text for each in silence.reservations if each.lifted is None]
    return Running(line=line(ask, held), silence=silence, open_for=list(dict.fromkeys(keeping)))


def build(ask: Ask, **_parts: Any) -> Silences:  # noqa: ANN401 - the address has no parts
    """Return the silences that run. What ran on a day gone by is told by the matters' own pages."""
    start = ask.number("from", 0) or 0
    found = ask.library.silences(start, AT_ONCE)
    check_reached(found)
    ask.titles.fetch("meeting", [each.silences[-1].meeting for each in found.rows])
    after = start + len(found.rows)
    return Silences(
        running=[running(ask, each) for each in found.rows],
        total=found.total,
        newer=page_url("decisions.silences", {}, max(0, start - AT_ONCE)) if start else "",
        older=page_url("decisions.silences", {}, after) if after < found.total else "",
        where=where_text(start, len(found.rows), found.total),
    )


def ics(page: Silences, ask: Ask) -> bytes:
    """Return the expiries of the silences that run as a calendar."""
    return calendar.of_silences([calendar.expiry(one.line, one.silence) for one in page.running], ask)


PAGE = Page("decisions.silences", "decisions/silences/", "portal/silences.html", build, "decisions", calendar=ics)
