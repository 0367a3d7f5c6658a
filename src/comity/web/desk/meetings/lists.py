"""Meetings at the desk: open now, to come, lately closed."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from django.views.decorators.http import require_safe

from comity.forum.meetings.acts import Convenable
from comity.forum.meetings.machine import IN_PROGRESS, PLANNED
from comity.store import decisions
from comity.store import meetings as kept
from comity.web.desk.acts.finding import writes
from comity.web.desk.decisions.deeds import may_do_any
from comity.web.desk.frame import show
from comity.web.desk.meetings.standing import all_shown, asking, runs
from comity.web.desk.notices.sitting import sit
from comity.web.desk.presence import at_desk

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from comity.web.desk.presence import Present

LATEST = 8
FEW = 30


@require_safe
@at_desk
def meetings(request: HttpRequest, here: Present) -> HttpResponse:
    """Show the meetings that are open now, those to come, the nearest first, and those that were closed last."""
    asked = asking(sit(here))
    waiting = [each for each in decisions.to_come(asked.day) if each.state not in IN_PROGRESS][:FEW]
    context = {
        "ask": asked.at.ask,
        "sitting": all_shown(asked, asked.sitting),
        "convened": all_shown(asked, [each for each in waiting if each.state != PLANNED]),
        "planned": all_shown(asked, [each for each in waiting if each.state == PLANNED]),
        "closed": all_shown(asked, kept.lately_closed(get_args(Convenable), asked.day, LATEST)),
        "runs": runs(asked),
        "may_convene": writes(here) and may_do_any(asked, ("meetings.convene",)),
    }
    return show(request, here, "desk/meetings.html", context, matter="desk.meetings")
