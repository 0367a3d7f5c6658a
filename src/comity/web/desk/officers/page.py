"""The page of a delegation's officers and keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.views.decorators.http import require_safe

from comity.forum.officers.authority import NO_FUNCTION
from comity.web.desk.frame import ask_here, show
from comity.web.desk.officers.board import board
from comity.web.desk.officers.guarding import about_officers
from comity.web.desk.signin.naming import within

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from comity.web.desk.officers.affair import Affair
    from comity.web.portal.framework.ask import Ask


@require_safe
@about_officers
def officers(request: HttpRequest, affair: Affair) -> HttpResponse:
    """The officers of the delegation at the desk."""
    ask = ask_here()
    return show(request, affair.here, "desk/officers.html", officers_of(ask, affair), matter="desk.officers")


def officers_of(ask: Ask, affair: Affair) -> dict[str, Any]:
    """Return what pages of officers show, and why nothing can be done there, where it cannot."""
    hindrance = affair.hindrance()
    shown = board(ask, affair, may=hindrance is None)
    only_for_others = hindrance is not None and hindrance.reason is NO_FUNCTION
    return {
        "ask": ask,
        "page": shown,
        "party": within(ask, affair.party),
        "own": affair.own,
        "may": hindrance is None,
        "only_administrators": only_for_others,
        "hindrance": ask.speech.refusal(hindrance) if hindrance and not only_for_others else (),
        "enrol_url": affair.address(".enrol"),
        "withdraw_url": affair.address(".withdraw"),
        "last": len(shown.administrators) == 1,
    }
