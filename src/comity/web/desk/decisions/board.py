"""The board of decisions: what needs the party first, then all that is open, then what came out lately."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from comity.forum.decisions import machine
from comity.store import decisions
from comity.web.desk.acts.finding import writes
from comity.web.desk.decisions.asking import Asking
from comity.web.desk.decisions.deeds import may_do_any
from comity.web.desk.decisions.lines import line, owed
from comity.web.desk.frame import show
from comity.web.desk.notices.drawn import until as drawn_until
from comity.web.desk.notices.sitting import sit
from comity.web.desk.presence import at_desk
from comity.web.portal.pages.meetings import where_text
from comity.web.shared.numbers import whole

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from comity.forum.decisions.state import Decision
    from comity.web.desk.decisions.lines import MatterLine
    from comity.web.desk.notices.sitting import Sitting
    from comity.web.desk.presence import Present

FEW = 12
"""How many of each kind that needs the party are shown at once; the rest stand among all that is open."""

MOST = 60
"""How many matters that run are looked at."""

PART = 20
"""How many open matters a page shows."""

LATEST = 8
WAITING = machine.OPEN
CONCLUDED = (machine.STANDS, machine.MOVED, machine.NOT_CARRIED, machine.WITHDRAWN)


@require_safe
@at_desk
def board(request: HttpRequest, here: Present) -> HttpResponse:
    """Show the board: silences that run, what is before a meeting, votes, undertakings, own proposals, all the rest."""
    at, start = sit(here), _start(request)
    asked, found = Asking(at), _found(at, start)
    asked.know(held for several in found.values() for held in several)
    at.ask.titles.know("decision", {held.decision: held for several in found.values() for held in several}.values())
    total, sitting = decisions.counted(*WAITING), asked.sitting
    context = {
        "ask": at.ask,
        "silences": _with_drawing(asked, found["silences"]),
        "put": _lines(asked, found["put"]),
        "votes": _with_drawing(asked, found["votes"]),
        "owed": [(due, drawn_until(due.share, gone=due.gone) if due.by else "") for due in owed(at, found["owed"])],
        "own": _lines(asked, found["own"]),
        "open": _lines(asked, found["open"]),
        "concluded": _lines(asked, found["concluded"]),
        "total": total,
        **_parts(start, len(found["open"]), total),
        "may_propose": writes(here) and may_do_any(asked, ("decisions.propose",)),
        "sitting": sitting,
    }
    return show(request, here, "desk/decisions.html", context, matter="desk.decisions")


def _start(request: HttpRequest) -> int:
    given = request.GET.get("from", "")
    return whole(given) or 0


def _found(at: Sitting, start: int) -> dict[str, list[Decision]]:
    """What the board shows, in one statement a section."""
    running = decisions.running((machine.SILENCE, machine.PUT, machine.VOTING, machine.COUNTED), MOST)
    ours = decisions.concerning(at.party, machine.LIVE, MOST)
    return {
        "silences": [held for held in running if held.state == machine.SILENCE][:FEW],
        "put": [held for held in running if held.state == machine.PUT][:FEW],
        "votes": [held for held in running if held.state in {machine.VOTING, machine.COUNTED}][:FEW],
        "owed": ours,
        "own": [held for held in ours if held.party == at.party and held.state in machine.LIVE][:FEW],
        "open": decisions.in_states(WAITING, start=start, limit=PART),
        "concluded": decisions.in_states(CONCLUDED, limit=LATEST),
    }


def _lines(asked: Asking, several: list[Decision]) -> list[MatterLine]:
    return [line(asked, held) for held in several]


def _with_drawing(asked: Asking, several: list[Decision]) -> list[tuple[MatterLine, Any]]:
    return [(each, drawn_until(each.share, gone=each.gone)) for each in _lines(asked, several)]


def _parts(start: int, shown: int, total: int) -> dict[str, Any]:
    address = reverse("desk.decisions")
    newer = f"{address}?{urlencode({'from': max(0, start - PART)})}#open" if start else ""
    older = f"{address}?{urlencode({'from': start + PART})}#open" if start + PART < total else ""
    return {"newer": newer, "older": older, "where": where_text(start, shown, total)}
