"""What is done at the page of seats: taking one, leaving it, switching delegations on, beginning a drill."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponseRedirect
from django.middleware.csrf import rotate_token
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from comity.forum.kernel.errors import Reason, Refused, gettext_noop
from comity.record.errors import RecordError
from comity.secretariat.composing import Hat
from comity.secretariat.faults import Fault
from comity.secretariat.rehearsal.seats import NO_SEAT
from comity.secretariat.tomlfiles import DataFault
from comity.store import sessions
from comity.store.living import host_now
from comity.web.desk.frame import ask_here
from comity.web.desk.presence import COOKIE, present
from comity.web.desk.seats.clock import clock_shown
from comity.web.desk.seats.guard import in_rehearsal
from comity.web.desk.seats.page import Room
from comity.web.desk.seats.people import person_of
from comity.web.desk.seats.signing import invite
from comity.web.desk.signin.visitors import show_visitor, told

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from comity.secretariat.rehearsal.seats import Seats
    from comity.store.house import House
    from comity.web.desk.seats.running import Running

NO_DRILL = Reason(
    "rehearsal.no_drill",
    gettext_noop("The plan of this rehearsal has no drill “%(drill)s”."),
    gettext_noop("Choose one of those that the page of seats lists."),
)


@require_safe
@in_rehearsal
def seats(request: HttpRequest, going: Running) -> HttpResponse:
    """All seats, who sits where, and what goes on."""
    return page(request, going)


@require_POST
@in_rehearsal
def take(request: HttpRequest, going: Running) -> HttpResponse:
    """Sit down in a seat: a session begins, signed in with the seat's own key."""
    kept, house = going.seats, going.house
    try:
        hat = _wanted(kept, request.POST.get("seat", ""))
    except Refused as refused:
        return page(request, going, refused=refused)
    _stand_up(request, going.house)
    seat, agent = kept.seat_of(hat), request.headers.get("User-Agent", "")
    fingerprint = kept.key(seat).public.fingerprint
    secret = sessions.begin(house.vault, person_of(house, seat), hat, fingerprint, agent, now=host_now())
    response = HttpResponseRedirect(reverse("desk.home"))
    lasts = int(sessions.LASTS.total_seconds())
    response.set_cookie(COOKIE, secret, max_age=lasts, secure=True, httponly=True, samesite="Lax")
    rotate_token(request)
    return response


@require_POST
@in_rehearsal
def leave(request: HttpRequest, going: Running) -> HttpResponse:
    """Stand up: the session of this browser ends."""
    _stand_up(request, going.house)
    response = HttpResponseRedirect(reverse("desk.seats"))
    response.delete_cookie(COOKIE)
    return response


@require_POST
@in_rehearsal
def passkey(request: HttpRequest, going: Running) -> HttpResponse:
    """Lead to where a passkey of one's own is made for the seat; it then works as in a real forum."""
    here = present(request)
    if here is None:
        return HttpResponseRedirect(reverse("desk.seats"))
    try:
        return HttpResponseRedirect(reverse("desk.invitation", args=[invite(going, here)]))
    except Refused as refused:
        return page(request, going, refused=refused)


@require_POST
@in_rehearsal
def simulate(request: HttpRequest, going: Running) -> HttpResponse:
    """Switch the simulated delegations on or off."""
    try:
        going.simulate(on=request.POST.get("on") == "1")
    except DataFault as fault:
        return page(request, going, fault=str(fault))
    return HttpResponseRedirect(reverse("desk.seats"))


@require_POST
@in_rehearsal
def drill(request: HttpRequest, going: Running) -> HttpResponse:
    """Begin a drill: its first note is sent at once."""
    try:
        found = going.plan.drill(request.POST.get("drill", ""))
        if found is None:
            raise Refused(NO_DRILL, drill=request.POST.get("drill", "")[:40])
        going.begin(found)
    except Refused as refused:
        return page(request, going, refused=refused)
    except (RecordError, Fault) as fault:
        return page(request, going, fault=str(fault))
    return HttpResponseRedirect(reverse("desk.seats"))


def _wanted(kept: Seats, name: str) -> Hat:
    """The hat of the seat that a form names.

    Raises Refused where there is no such seat, or the record knows its key no more.
    """
    party, _dot, officer = name.partition(".")
    hat = Hat(party, officer)
    seat = kept.seat_of(hat)
    if seat not in kept.all() or not kept.known(seat):
        raise Refused(NO_SEAT, party=party[:20], officer=officer[:40])
    return hat


def _stand_up(request: HttpRequest, house: House) -> None:
    found = sessions.find(house.vault, request.COOKIES.get(COOKIE, ""), host_now())
    if found:
        sessions.end(found.person, found.public)


def page(request: HttpRequest, going: Running, *, refused: Refused | None = None, fault: str = "") -> HttpResponse:
    """Return the page of seats, with what was refused or went wrong."""
    ask, here = ask_here(), present(request)
    room = Room(ask, going, here)
    context = {
        "ask": ask,
        "groups": room.groups(),
        "offices": room.offices(),
        "drills": room.drills(),
        "sits": room.sits(),
        "simulating": going.simulating,
        "tally": going.simulation.tally,
        "notes": sum(len(each.drill.steps) for each in going.drills()),
        "wrong": told(refused) or [text for text in (fault or going.fault,) if text],
        "seats_folder": str(going.house.folder.path / "seats"),
        "clock": clock_shown(ask, going.house, request),
        "plan_file": str(going.house.folder.path / "rehearsal.toml"),
    }
    return show_visitor(request, "desk/seats.html", context, status=422 if refused or fault else 200)
