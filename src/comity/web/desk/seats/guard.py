"""Who comes to the seats: nobody but in a rehearsal, and from the machine itself."""

from __future__ import annotations

import ipaddress
from functools import wraps
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.http import Http404
from django.utils.translation import gettext as _

from comity.forum.kernel.errors import Reason, Refused, gettext_noop
from comity.secretariat.rehearsal.marks import is_rehearsal
from comity.secretariat.tomlfiles import DataFault
from comity.web.desk.seats.running import running
from comity.web.desk.signin.visitors import at_the_door, no_entry
from comity.web.portal import errors

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from comity.store.house import House
    from comity.web.desk.signin.place import Place

    View = Callable[..., HttpResponse]

NOT_FROM_HERE = Reason(
    "rehearsal.not_from_here",
    gettext_noop("Seats of a rehearsal are taken on the machine itself that it runs on, and from nowhere else."),
    gettext_noop("Open http://localhost there. From elsewhere officers sign in with passkeys of their own."),
)

# What a web server in between adds: then its address is not that of whoever asks.
_FORWARDED = ("HTTP_FORWARDED", "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_REAL_IP", "HTTP_VIA")


def in_rehearsal(view: View) -> View:
    """Let a view be seen in a rehearsal only, and by nobody but at the machine itself; it is called with `going`."""

    @wraps(view)
    def guarded(request: HttpRequest, house: House, place: Place, **parts: object) -> HttpResponse:
        if not is_rehearsal(house.folder.forum):
            raise Http404
        if place.rp_id != "localhost" or not is_from_here(request):
            return no_entry(request, Refused(NOT_FROM_HERE))
        try:
            going = running(house)
        except DataFault as fault:
            return _unplanned(request, fault)
        return view(request, going=going, **parts)

    return at_the_door(guarded)


def is_from_here(request: HttpRequest) -> bool:
    """Whether a request was made on this machine, with nobody in between."""
    try:
        address = ipaddress.ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return False
    return address.is_loopback and not any(name in request.META for name in _FORWARDED)


def _unplanned(request: HttpRequest, fault: DataFault) -> HttpResponse:
    wrong = _("The plan of this rehearsal cannot be read: %(fault)s") % {"fault": fault}
    return errors.page(request, HTTPStatus.INTERNAL_SERVER_ERROR, _("Not open here"), wrong, code="rehearsal.unplanned")
