"""The state of the record, for the secretariat: how much there is, whether it holds, whether there is room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from comity.secretariat.disk import Disk
from comity.secretariat.enter import RESERVE
from comity.store import audits, models, sweeping
from comity.store.living import host_now
from comity.store.sessions import IDLE
from comity.web.desk.frame import show
from comity.web.desk.notices.sitting import sit
from comity.web.desk.presence import at_desk
from comity.web.portal import errors
from comity.web.portal.framework.sizes import size_text

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from comity.web.desk.notices.sitting import Sitting
    from comity.web.desk.presence import Present


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def record(request: HttpRequest, here: Present) -> HttpResponse:
    """Show the state of the record; at the press of its button, audit it."""
    if not here.is_secretariat:
        return errors.forbidden(request)
    at = sit(here)
    if request.method == "POST" and request.POST.get("do") == "sweep":
        return _page(request, at, swept=sweeping.sweep(here.house, host_now()))
    if request.method == "POST":
        try:
            audits.run(here.house, host_now())
        except audits.TakesTooLong as long:
            return _page(request, at, long)
        return HttpResponseRedirect(reverse("desk.record"))
    return _page(request, at)


def _page(
    request: HttpRequest, at: Sitting, long: audits.TakesTooLong | None = None, swept: int | None = None
) -> HttpResponse:
    house, last = at.here.house, audits.last()
    free = Disk(house.folder.spare).free()
    head = at.ask.library.head()
    context: dict[str, Any] = {
        "ask": at.ask,
        "size": at.ask.speech.number(head.size),
        "entered": at.clock.moment(head.entered),
        "last": last,
        "last_at": at.clock.moment(last.at) if last else None,
        "last_size": at.ask.speech.number(last.size) if last else "",
        "since": at.ask.speech.number(head.size - last.size) if last else "",
        "took_too_long": _too_long(at, long) if long else "",
        "free": size_text(free, at.ask.language),
        "reserve": size_text(RESERVE, at.ask.language),
        "is_low": free < 4 * RESERVE,
        "sealed": _sealed(at),
        "swept": "" if swept is None else _swept(at, swept),
        "signed_in": _signed_in(at),
        "origin": house.folder.origin,
    }
    return show(request, at.here, "desk/record.html", context, matter="desk.record")


def _too_long(at: Sitting, long: audits.TakesTooLong) -> str:
    words = {"done": at.ask.speech.number(long.done), "size": at.ask.speech.number(long.size)}
    return _("After %(done)s of %(size)s acts the audit was ended, so that others are served.") % words


def _swept(at: Sitting, number: int) -> str:
    if not number:
        return _("There was no file that nothing names.")
    text = ngettext("%(number)s file was destroyed", "%(number)s files were destroyed", number)
    return text % {"number": at.ask.speech.number(number)}


def _sealed(at: Sitting) -> list[tuple[str, str]]:
    """How much lies in the vault, by what it is."""
    counted = {
        _("what restricted acts say"): models.Opening,
        _("people in the directory"): models.Person,
        _("acts in draft"): models.Draft,
        _("readings noted"): models.Reading,
        _("e-mails"): models.Mail,
    }
    found = [(name, table._default_manager.count()) for name, table in counted.items()]
    found.append((_("files"), sum(1 for _file in sweeping.files(at.here.house))))
    return [(name, at.ask.speech.number(number)) for name, number in found]


def _signed_in(at: Sitting) -> str:
    now = host_now()
    there = models.Session.objects.filter(expires__gt=now, seen__gt=now - IDLE)
    people = there.values("person").distinct().count()
    return ngettext("%(number)s person", "%(number)s people", people) % {"number": at.ask.speech.number(people)}
