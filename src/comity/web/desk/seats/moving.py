"""Moving the rehearsal's clock forward: to a day and time, or by a step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from comity.forum.kernel.errors import Refused
from comity.secretariat.rehearsal.clock import RehearsalClock, read_moment
from comity.web.desk.seats.clock import STEPS
from comity.web.desk.seats.guard import in_rehearsal
from comity.web.desk.seats.views import page
from comity.web.portal.framework.ask import readable

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, QueryDict

    from comity.web.desk.seats.running import Running

@require_POST
@in_rehearsal
def move(request: HttpRequest, going: Running) -> HttpResponse:
    """Move the clock forward; what was due in between is acted on as soon as those who wait for it come to it."""
    clock = going.house.clock
    if not isinstance(clock, RehearsalClock):
        raise Http404
    try:
        _move(clock, request.POST)
    except Refused as refused:
        return page(request, going, refused=refused)
    return HttpResponseRedirect(f"{reverse('desk.seats')}#h-clock")


def _move(clock: RehearsalClock, given: QueryDict) -> None:
    step = STEPS.get(given.get("step", ""))
    if step is not None:
        clock.step(step)
        return
    day, time = (readable(given.get(name, "").strip()) for name in ("day", "time"))
    clock.move(read_moment(f"{day}T{time}Z" if time else day))
