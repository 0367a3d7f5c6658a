"""Who comes to the pages about officers: the party's own, or the secretariat; and which forms open to them."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from comity.forum.kernel.errors import Refused
from comity.forum.kernel.names import SECRETARIAT
from comity.forum.membership.state import party as party_of
from comity.secretariat.composing import View as LedgerView
from comity.web.desk.frame import ask_here
from comity.web.desk.officers.affair import Affair
from comity.web.desk.presence import Present, at_desk
from comity.web.portal import errors

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    View = Callable[..., HttpResponse]


def about_officers(view: View) -> View:
    """Let a view be seen at the desk whose affair it is; it is called with `affair` instead of the party's `code`."""

    @wraps(view)
    def guarded(request: HttpRequest, here: Present, code: str = "", **parts: Any) -> HttpResponse:  # noqa: ANN401 - parts of an address
        if code and not here.is_secretariat:
            return not_the_secretariat(request)
        if code and (code == SECRETARIAT or party_of(LedgerView(here.house.ledger), code) is None):
            return nobody_there(request, _("The register has no participant of that code."))
        return view(request, affair=Affair(here, code or here.delegation), **parts)

    return at_desk(guarded)


def entering(kind: str) -> Callable[[View], View]:
    """Let a form be seen by those who may enter acts of the type that it leads to; the others are told why not."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, affair: Affair, **parts: Any) -> HttpResponse:  # noqa: ANN401 - parts of an address
            hindrance = affair.hindrance(kind)
            if hindrance:
                return refused_here(request, hindrance)
            return view(request, affair=affair, **parts)

        return about_officers(guarded)

    return guard


for_administrators = entering("officers.enrol")


def for_the_secretariat(view: View) -> View:
    """Let a page be seen at the secretariat's desk only."""

    @wraps(view)
    def guarded(request: HttpRequest, here: Present, **parts: Any) -> HttpResponse:  # noqa: ANN401 - parts of an address
        return view(request, here=here, **parts) if here.is_secretariat else not_the_secretariat(request)

    return at_desk(guarded)


def refused_here(request: HttpRequest, refused: Refused) -> HttpResponse:
    """Return the page that says by which rule something is not to be done from this desk."""
    said, remedy = ask_here().speech.refusal(refused)
    return errors.page(request, 403, _("Not from this desk"), f"{said} {remedy}", code=refused.reason.code)


def not_the_secretariat(request: HttpRequest) -> HttpResponse:
    """Return the page for what belongs to the secretariat's desk."""
    wrong = _("This page belongs to the desk of the Secretariat. If you serve it too, wear its hat.")
    return errors.page(request, 403, _("Not from this desk"), wrong, code="desk.of_the_secretariat")


def nobody_there(request: HttpRequest, wrong: str) -> HttpResponse:
    """Return the page for a party or officer that is not there."""
    return errors.page(request, 404, _("Nobody of that name"), wrong, code="desk.nobody_there")
