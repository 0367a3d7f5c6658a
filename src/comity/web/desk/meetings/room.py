"""The room: one page from which the chair and the Secretariat run a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_safe

from comity.forum.decisions import machine
from comity.forum.meetings.machine import CLOSED, IN_PROGRESS, OPEN, PLANNED
from comity.store import meetings as kept
from comity.web.desk.acts.finding import writes
from comity.web.desk.frame import show
from comity.web.desk.meetings import seeing
from comity.web.desk.meetings.presence import quorum, there
from comity.web.desk.meetings.standing import asking, find, no_meeting, runs, shown
from comity.web.desk.meetings.steps import STEPS, At
from comity.web.desk.notices.sitting import sit
from comity.web.desk.presence import at_desk, present, private
from comity.web.portal.framework.chrome import stops
from comity.web.portal.framework.data import Data
from comity.web.shared.numbers import whole

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

    from comity.forum.decisions.state import Decision
    from comity.forum.meetings.state import Meeting
    from comity.web.desk.decisions.asking import Asking
    from comity.web.desk.presence import Present

MOST_OTHERS = 30
"""How many matters of the body that stand on no agenda a room lists."""

_TURNS = ("open", "resume", "suspend", "close")
"""The steps that stand at the head of a room, by their names in its template."""

NOT_TOLD = ("take-up", "note", "move")
"""Steps of which a room does not say why they are not open."""


class StepHere(Data):
    """A step: its label, where it is asked for, whether it asks anything; or why it is not open."""

    name: str
    label: str
    follows: str
    url: str
    asks: bool
    why: str
    remedy: str
    main: bool


@require_safe
@at_desk
def room(request: HttpRequest, here: Present, slug: str) -> HttpResponse:
    """Show the room; a delegation that runs no meeting is led to its own view of it."""
    asked = asking(sit(here))
    held = find(asked.at, slug)
    if held is None:
        return no_meeting(request, slug)
    if not runs(asked) or held.state == PLANNED:
        return HttpResponseRedirect(reverse("desk.meeting", args=[slug]))
    matters = _matters(asked, held)
    listed = {name for item in held.agenda for name in item.decisions}
    others = [each for name, each in matters.items() if name not in listed and _waits(each)]
    context = {
        **now_context(asked, held, matters),
        "steps": (steps := _steps(asked, held)),
        "turns": [steps[name] for name in _TURNS if name in steps],
        "there": there(asked, held),
        "agenda": seeing.agenda(asked, held, matters),
        "provisional": held.agenda_adopted is None,
        "others": [seeing.here(asked, held, each) for each in others[:MOST_OTHERS]],
        "decided": [seeing.here(asked, held, each) for each in seeing.decided(held, matters)],
        "lines": seeing.journal_lines(asked, held) if held.events else [],
        "handover": _handover(asked, held),
        "entered": entered(request),
        "closed": held.state == CLOSED,
        "may_write": writes(here),
    }
    return show(request, here, "desk/room.html", context, matter="desk.meetings")


@require_safe
@csrf_protect
def now(request: HttpRequest, slug: str) -> HttpResponse:
    """Return what is before the meeting now, where that has changed since `?seen=`; nothing where it has not."""
    return fragment(request, slug, now_context)


def fragment(
    request: HttpRequest, slug: str, context: Callable[[Asking, Meeting, dict[str, Decision]], dict[str, Any]]
) -> HttpResponse:
    """Return the part of a page that is asked for again and again; whoever may not see it is led to the whole page."""
    here = present(request)
    at = sit(here) if here else None
    held = find(at, slug) if at else None
    if at is None or held is None:
        return private(HttpResponse(status=204, headers={"HX-Refresh": "true"}))
    # Most often nothing has happened since, and then nothing more is read.
    asked = asking(at)
    matters = _matters(asked, held)
    if request.GET.get("seen") == seeing.mark(held, matters.values()):
        return private(HttpResponse(status=204))
    framed = {**context(asked, held, matters), "polled": True, "lang": at.ask.language, "stops": stops()}
    return private(render(request, "desk/meeting_now.html", framed))


def now_context(asked: Asking, held: Meeting, matters: dict[str, Decision], *, running: bool = True) -> dict[str, Any]:
    """Return what is before a meeting now, as a room shows it, or with `running` false a delegation's page."""
    put = seeing.before(asked, held, matters.values(), running=running)
    return {
        "ask": asked.at.ask,
        "meeting": shown(asked, held),
        "before": put,
        "running": running,
        "up": next((each for each in held.agenda if each.number == held.item), None),
        "up_title": _up(asked, held),
        "quorum": quorum(asked, held) if held.state != PLANNED else None,
        "is_open": held.state == OPEN,
        "polls": held.state in IN_PROGRESS if not running else bool(put),
        "seen": seeing.mark(held, matters.values()),
        "now_url": reverse("desk.room_now" if running else "desk.meeting_now", args=[held.meeting]),
    }


def _up(asked: Asking, held: Meeting) -> str:
    item = held.listed(held.item) if held.item else None
    return f"{item.number}. {asked.at.said(item.title)}" if item else ""


def _matters(asked: Asking, held: Meeting) -> dict[str, Decision]:
    live = kept.matters_of(held.body) if held.state != CLOSED else []
    return seeing.fetched(asked, held, live)


def _waits(matter: Decision) -> bool:
    return matter.state in machine.OPEN


def _steps(asked: Asking, held: Meeting) -> dict[str, StepHere]:
    """The steps whose turn it is, by name, with a dash as an underline: templates know no other."""
    at = At(asked, held)
    found = [_step(at, name) for name in STEPS if writes(asked.at.here) and STEPS[name].due(at)]
    return {each.name.replace("-", "_"): each for each in found if each}


def _step(at: At, name: str) -> StepHere | None:
    step = STEPS[name]
    if isinstance(at.asked.entitled(step.kind), Exception):
        return None
    refused = step.refusal(at)
    if refused is not None and name in NOT_TOLD:
        return None
    why, remedy = at.asked.at.ask.speech.refusal(refused) if refused else ("", "")
    return StepHere(
        name=name,
        label=_(step.label),
        follows=_(step.follows),
        url=reverse("desk.step", args=[at.held.meeting, name]),
        asks=bool(step.asks(at)),
        why=why,
        remedy=remedy,
        main=name in {"open", "resume"},
    )


def _handover(asked: Asking, held: Meeting) -> dict[str, str]:
    """Who is in the chair; to whom it passes, where a term was decided on and waits; by which act it passed here."""
    at, day = At(asked, held), asked.at.ask.speech.day
    term, taken, title = at.term, at.taken, asked.at.title
    here = taken is not None and taken.taken_at == held.meeting
    return {
        "chair": title(at.chairing) if at.chairing else "",
        "next": title(term.state) if term else "",
        "since": day(term.since) if term else "",
        "passed": str(taken.taken_act) if taken and here else "",
    }


def entered(request: HttpRequest) -> int | None:
    """Return the number of the act by which the reader has come here, as the address says; None where it says none."""
    given = request.GET.get("entered", "")
    return whole(given)
