"""The outbox, and one mail in it. It is the secretariat's alone: in it stand addresses of officers of all parties."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from comity.store import mailroom, postman
from comity.store import outbox as mails
from comity.web.desk.frame import ask_here, show
from comity.web.desk.notices.times import clock_of
from comity.web.desk.outbox.lines import STATES, line, shown
from comity.web.desk.presence import at_desk, now
from comity.web.desk.signin.place import place_of
from comity.web.portal import errors

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from comity.web.desk.presence import Present

LENGTH = 50
_CHANGING = ("drafter", "authoriser", "administrator")


def of_secretariat(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let only the secretariat's officers in; those who may only read change nothing."""

    @wraps(view)
    def guarded(request: HttpRequest, here: Present, **parts: str) -> HttpResponse:
        if not here.is_secretariat:
            wrong = _("The outbox is the Secretariat’s: in it stand addresses of officers of all parties.")
            return errors.page(request, 403, _("Not open to this desk"), wrong, code="desk.secretariat_only")
        if request.method == "POST" and not _may_change(here):
            wrong = _("Your functions let you read the outbox, but not change what goes.")
            return errors.page(request, 403, _("Only for reading"), wrong, code="desk.only_reading")
        return view(request, here, **parts)

    return guarded


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
@of_secretariat
def outbox(request: HttpRequest, here: Present) -> HttpResponse:
    """Every mail, the newest first; by state and by person. Those that are due can be composed and sent at once."""
    if request.method == "POST":
        done = urlencode(_done(request, here))
        return HttpResponseRedirect(f"{reverse('desk.outbox')}{done and '?'}{done}")
    ask = ask_here()
    clock = clock_of(here, ask.language, now())
    state, person, page = _asked(request)
    total = mails.number(here.house.vault, state=state, person=person)
    start = min(page * LENGTH, max(0, (total - 1) // LENGTH * LENGTH))
    found = mails.listed(here.house.vault, state=state, person=person, start=start, most=LENGTH)
    context = {
        "ask": ask,
        "told": _told(request.GET),
        "server": _server(),
        "sender": settings.COMITY_MAIL_FROM,
        "automatic": settings.COMITY_MAIL_AUTOMATIC,
        "may_change": _may_change(here),
        "counts": [(_(STATES[name]), number, f"?state={name}") for name, number in mails.counts().items()],
        "states": [{"value": name, "text": _(text), "chosen": name == state} for name, text in STATES.items()],
        "person": person,
        "person_name": found[0].letter.name or found[0].letter.address if person and found else "",
        "lines": [line(each, clock) for each in found],
        "narrow": bool(state or person),
        **_pager(start, total, state, person),
    }
    return show(request, here, "desk/outbox.html", context, matter="desk.outbox")


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
@of_secretariat
def mail(request: HttpRequest, here: Present, name: str) -> HttpResponse:
    """One mail as it will go or went; it can be held, released, sent at once, or tried again."""
    found = mails.find(here.house.vault, name)
    if found is None:
        return errors.page(request, 404, _("No such mail"), _("There is no such mail in the outbox, or no longer."))
    if request.method == "POST":
        _change(here, name, request.POST.get("do", ""))
        return HttpResponseRedirect(reverse("desk.mail", args=[name]))
    ask = ask_here()
    context = {
        "ask": ask,
        "mail": shown(found, clock_of(here, ask.language, now())),
        "may_change": _may_change(here),
    }
    return show(request, here, "desk/outbox_mail.html", context, matter="desk.outbox")


def _may_change(here: Present) -> bool:
    return any(here.may(function) for function in _CHANGING)


def _change(here: Present, name: str, do: str) -> None:
    """What is no longer so when it is asked for changes nothing; the page says how it stands."""
    if do == "hold":
        mails.hold(name)
    elif do == "release":
        mails.release(name, now())
    elif do == "send" and postman.is_set() and mails.release(name, now()):
        postman.send(here.house, [name], now())


def _done(request: HttpRequest, here: Present) -> dict[str, int]:
    if request.POST.get("do") == "compose":
        return {"composed": mailroom.compose_for(here.house, now(), place_of(request).origin)}
    if request.POST.get("do") == "send" and postman.is_set():
        done = postman.send_due(here.house, now())
        return {"went": done.went, "stayed": done.stayed}
    return {}


def _told(query: QueryDict) -> str:
    """What is said back after something was done."""
    composed, went, stayed = (_number(query.get(name, "")) for name in ("composed", "went", "stayed"))
    if composed is not None:
        text = ngettext("%(number)s mail was composed.", "%(number)s mails were composed.", composed)
        return text % {"number": composed}
    if went is None or stayed is None:
        return ""
    text = ngettext("%(number)s mail was sent.", "%(number)s mails were sent.", went) % {"number": went}
    if stayed:
        not_sent = ngettext("%(number)s was not taken.", "%(number)s were not taken.", stayed)
        text = f"{text} {not_sent % {'number': stayed}}"
    return text


def _asked(request: HttpRequest) -> tuple[str, str, int]:
    state = request.GET.get("state", "")
    return (
        state if state in STATES else "",
        request.GET.get("person", "")[:64],
        _number(request.GET.get("page", "")) or 0,
    )


def _number(given: str) -> int | None:
    return int(given) if given.isascii() and given.isdigit() and len(given) < 7 else None  # noqa: PLR2004 - a few digits


def _server() -> str:
    server = settings.COMITY_SMTP
    return f"{server.host}:{server.port}" if server else ""


def _pager(start: int, total: int, state: str, person: str) -> dict[str, Any]:
    page, last = start // LENGTH, max(0, total - 1) // LENGTH

    def at(number: int) -> str:
        said = {"state": state, "person": person, "page": number}
        return f"?{urlencode({name: value for name, value in said.items() if value})}"

    return {
        "newer": at(page - 1) if page else "",
        "older": at(page + 1) if page < last else "",
        "where": _("%(first)s–%(last)s of %(total)s")
        % {"first": start + 1, "last": min(start + LENGTH, total), "total": total},
    }
