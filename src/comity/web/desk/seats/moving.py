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
    """Move the clock forward; what simulated delegations and drills mean to do in between is done in between."""
    clock = going.house.clock
    if not isinstance(clock, RehearsalClock):
        raise Http404
    try:
        going.advance(clock, _moment(clock, request.POST))
    except Refused as refused:
        return page(request, going, refused=refused)
    return HttpResponseRedirect(f"{reverse('desk.seats')}#h-clock")


def _moment(clock: RehearsalClock, given: QueryDict) -> int:
    step = STEPS.get(given.get("step", ""))
    if step is not None:
        return clock.now() + step
    day, time = (readable(given.get(name, "").strip()) for name in ("day", "time"))
    return read_moment(f"{day}T{time}Z" if time else day)
