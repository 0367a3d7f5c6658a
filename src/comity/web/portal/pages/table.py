"""The round table: members in the seating order of the charter on the day, observers behind them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, cast

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comity.forum.charter.state import CHARTER, Charter
from comity.forum.kernel.dates import begins, ends
from comity.forum.membership.statuses import MEMBER, Spell
from comity.forum.readings.chair import in_chair
from comity.secretariat.wording.names import party_name, sorted_by_name
from comity.web.portal.framework.links import party_link
from comity.web.shared import drawings

if TYPE_CHECKING:
    from comity.forum.meetings.state import Meeting
    from comity.web.portal.framework.ask import Ask

# Levels of bodies.
SEATED = {"summit", "ministerial"}
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def sitting_day(meeting: Meeting, today: date) -> date:
    """Return the day for which a meeting's table is laid: its last day, or today while it is planned."""
    if not meeting.held:
        return today
    return ends(meeting.when).latest or begins(meeting.when).latest or today


def _holders(ask: Ask, status: str, day: date) -> list[Spell]:
    return [s for s in ask.held.spells if s.status == status and s.holds(day) != "does_not_hold"]


def _seats(ask: Ask, spells: list[Spell], days: tuple[date, date], *, lettered: bool) -> tuple[drawings.Seat, ...]:
    """Seats in the English alphabetical order of the names in use that day (Rules of Procedure, article I.7)."""
    opened, day = days
    by_code = {spell.party: spell for spell in spells}
    parties = sorted_by_name([ask.held.parties[code] for code in by_code], "en", day)
    found = []
    for number, party in enumerate(parties):
        key = LETTERS[number % len(LETTERS)] if lettered else str(number + 1)
        joined = (by_code[party.party].since.earliest or opened) >= opened
        link = party_link(ask, party.party, day.isoformat())
        found.append(drawings.Seat(key, party_name(party, ask.language, day), link.url, joined and not lettered))
    return tuple(found)


def is_seated(ask: Ask, meeting: Meeting) -> bool:
    """Whether members sit at a table at a meeting: at those of heads and of ministers."""
    charter = cast("Charter | None", ask.library.get(CHARTER))
    opened = begins(meeting.when).earliest
    day = opened.isoformat() if opened else None
    body = (charter.body(meeting.body, day) or charter.body(meeting.body)) if charter else None
    return body is not None and body.level in SEATED and meeting.kind != "without_meeting"


def drawn(ask: Ask, meeting: Meeting) -> dict[str, Any]:
    """Return the table of a summit or ministerial meeting; nothing for others."""
    opened = begins(meeting.when).earliest
    if opened is None or not is_seated(ask, meeting):
        return {"round_table": ""}
    day = sitting_day(meeting, ask.day)
    members = _seats(ask, _holders(ask, MEMBER, day), (opened, day), lettered=False)
    if not members:
        return {"round_table": ""}
    observers = _seats(ask, _holders(ask, "observer", day), (opened, day), lettered=True)
    chair = in_chair(ask.terms, day)
    state = ask.speech.party(chair.term.state, day) if chair else ""
    named = ", ".join(seat.label for seat in members)
    text = ngettext("%(count)s member at the table", "%(count)s members at the table", len(members))
    table = drawings.RoundTable(
        name="rt",
        title=text % {"count": len(members)},
        description=named,
        chair=_("Chair: %(state)s") % {"state": state} if state else _("Chair"),
        seats=members,
        observers_label=_("Observers, in the second row"),
        observers=observers,
    )
    return {"round_table": drawings.round_table(table)}
