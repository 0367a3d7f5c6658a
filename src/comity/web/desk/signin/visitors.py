"""Pages for those who are not signed in, and the address that leads them to where passkeys work."""

from __future__ import annotations

from functools import wraps
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect

from comity.forum.kernel.errors import Refused
from comity.secretariat.faults import Stopped
from comity.store.living import living
from comity.web.desk.frame import ask_here
from comity.web.desk.presence import private
from comity.web.desk.signin.place import is_there, place_of
from comity.web.portal import errors
from comity.web.portal.framework.chrome import frame

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

    View = Callable[..., HttpResponse]


def at_the_door(view: View) -> View:
    """Let a view be seen by anybody, at the one address at which passkeys work; it is called with `house`, `place`.

    Whoever comes by another address is led there. What is shown is nobody else's to keep.
    """

    @wraps(view)
    def led(request: HttpRequest, **parts: object) -> HttpResponse:
        try:
            place, house = place_of(request), living()
        except Refused as refused:
            return private(no_entry(request, refused))
        except Stopped as stopped:
            return private(_unserved(request, stopped))
        if not is_there(request, place) and request.method in {"GET", "HEAD"}:
            return HttpResponseRedirect(f"{place.origin}{request.get_full_path()}")
        return private(view(request, house=house, place=place, **parts))

    protected: View = csrf_protect(led)
    return protected


def show_visitor(request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """Return a page for somebody who is not signed in."""
    ask = context.pop("ask", None) or ask_here()
    return render(request, template, {**frame(request, ask, "", [], canonical=False), **context}, status=status)


def told(refused: Refused | None) -> list[str]:
    """Return what a refusal says and what would be in order, in the reader's language; nothing where there is none."""
    return list(ask_here().speech.refusal(refused)) if refused else []


def no_entry(request: HttpRequest, refused: Refused, status: int = 403) -> HttpResponse:
    """Return the page that says why nobody can sign in here, or why an invitation leads nowhere."""
    said, remedy = told(refused)
    return errors.page(request, status, _("Not open here"), f"{said} {remedy}", code=refused.reason.code)


def _unserved(request: HttpRequest, stopped: Stopped) -> HttpResponse:
    reason, words = stopped.reason, stopped.words
    wrong = f"{_(reason.text) % words} {_(reason.remedy) % words}"
    return errors.page(request, HTTPStatus.SERVICE_UNAVAILABLE, _("Not open here"), wrong, code=stopped.code)
