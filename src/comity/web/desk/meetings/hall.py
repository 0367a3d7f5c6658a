"""A meeting as a delegation follows it: what is put now, with its own objection; the agenda; who is there."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_safe

from comity.forum.meetings.machine import CLOSED, PLANNED
from comity.store import meetings as kept
from comity.web.desk.frame import show
from comity.web.desk.meetings import seeing
from comity.web.desk.meetings.presence import there
from comity.web.desk.meetings.room import entered, fragment, now_context
from comity.web.desk.meetings.standing import asking, find, no_meeting, runs
from comity.web.desk.notices.sitting import sit
from comity.web.desk.presence import at_desk

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from comity.web.desk.presence import Present


@require_safe
@at_desk
def hall(request: HttpRequest, here: Present, slug: str) -> HttpResponse:
    """Show a meeting to a delegation."""
    asked = asking(sit(here))
    held = find(asked.at, slug)
    if held is None:
        return no_meeting(request, slug)
    live = kept.matters_of(held.body) if held.state != CLOSED else []
    matters = seeing.fetched(asked, held, live)
    context = {
        **now_context(asked, held, matters, running=False),
        "agenda": seeing.agenda(asked, held, matters),
        "provisional": held.agenda_adopted is None,
        "there": there(asked, held),
        "ours_there": any(each.party == here.party for each in held.present),
        "decided": [seeing.here(asked, held, each) for each in seeing.decided(held, matters)],
        "entered": entered(request),
        "runs": runs(asked) and held.state != PLANNED,
        "planned": held.state == PLANNED,
        "closed": held.state == CLOSED,
        "has_journal": bool(held.events),
    }
    return show(request, here, "desk/meeting.html", context, matter="desk.meetings")


@require_safe
@csrf_protect
def now(request: HttpRequest, slug: str) -> HttpResponse:
    """Return what is before the meeting now, where that has changed since `?seen=`; nothing where it has not."""
    return fragment(request, slug, partial(now_context, running=False))
