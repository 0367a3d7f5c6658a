"""The calendar of a desk, as a page and as a file."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from comity.web.desk.calendar.expiries import expiries
from comity.web.desk.calendar.ics import MEDIA_TYPE, calendar_file
from comity.web.desk.frame import show
from comity.web.desk.notices.drawn import until as drawn_until
from comity.web.desk.notices.sitting import sit
from comity.web.desk.presence import at_desk

if TYPE_CHECKING:
    from django.http import HttpRequest

    from comity.web.desk.calendar.expiries import Expiry
    from comity.web.desk.notices.sitting import Sitting
    from comity.web.desk.presence import Present


@require_safe
@at_desk
def calendar(request: HttpRequest, here: Present) -> HttpResponse:
    """Show what is to come, by day where the officer is."""
    at = sit(here)
    shown = [_shown(at, each) for each in expiries(at)]
    days = [{"day": day, "events": list(events)} for day, events in groupby(shown, key=lambda each: each["day"])]
    context = {"ask": at.ask, "days": days, "total": len(shown), "zone": at.clock.here}
    return show(request, here, "desk/calendar.html", context, matter="desk.calendar")


def _shown(at: Sitting, each: Expiry) -> dict[str, Any]:
    moment = at.clock.moment(each.at, in_full=True)
    iso = moment.iso
    gone = not each.all_day and each.at <= at.clock.now
    utc = each.at.date().isoformat()
    day = at.clock.moment(each.at.replace(hour=12), in_full=True).day if each.all_day else moment.day
    return {
        "day": day,
        "time": "" if each.all_day else moment.time,
        "utc": "" if each.all_day else moment.utc,
        "iso": utc if each.all_day else iso,
        "what": each.what,
        "title": each.title,
        "url": each.url,
        "left": "" if each.all_day else at.clock.left(iso),
        "drawing": "" if each.all_day else drawn_until(at.clock.share(iso), gone=gone),
    }


@require_safe
@at_desk
def calendar_ics(request: HttpRequest, here: Present) -> HttpResponse:
    """Return the same as a file for calendars."""
    at = sit(here)
    name = _("Comity: %(party)s") % {"party": at.title(here.delegation)}
    site = f"{request.scheme}://{request.get_host()}"
    content = calendar_file(name, here.house.folder.origin, site, at.clock.now, expiries(at))
    response = HttpResponse(content, content_type=MEDIA_TYPE)
    response.headers["Content-Disposition"] = 'attachment; filename="comity.ics"'
    return response
