"""Moving the rehearsal's clock forward: to a day and time, or by a step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from comity.forum.kernel.errors import Reason, Refused, gettext_noop
from comity.secretariat.rehearsal.clock import RehearsalClock, read_moment
from comity.web.desk.seats.clock import STEPS
from comity.web.desk.seats.guard import in_rehearsal
from comity.web.desk.seats.views import page
from comity.web.portal.framework.ask import readable

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, QueryDict

    from comity.secretariat.ports import Clock
    from comity.web.desk.seats.running import Running

NOT_MOVABLE = Reason(
    "rehearsal.clock_not_movable",
    gettext_noop("The clock of this rehearsal cannot be moved."),
    gettext_noop("Begin the rehearsal by comity rehearse."),
)


@require_POST
@in_rehearsal
def move(request: HttpRequest, going: Running) -> HttpResponse:
    """Move the clock forward; what was due in between is acted on as soon as those who wait for it come to it."""
    try:
        _move(going.house.clock, request.POST)
    except Refused as refused:
        return page(request, going, refused=refused)
    return HttpResponseRedirect(f"{reverse('desk.seats')}#h-clock")


def _move(clock: Clock, given: QueryDict) -> None:
    if not isinstance(clock, RehearsalClock):
        raise Refused(NOT_MOVABLE)
    step = STEPS.get(given.get("step", ""))
    if step is not None:
        clock.move(clock.now() + step)
        return
    day, time = (readable(given.get(name, "").strip()) for name in ("day", "time"))
    clock.move(read_moment(f"{day}T{time}Z" if time else day))
