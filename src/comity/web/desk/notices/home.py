"""The first page of a desk: what awaits us."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from comity.web.desk.admission.home import own_candidatures
from comity.web.desk.decisions import awaiting as matters
from comity.web.desk.frame import show
from comity.web.desk.notices import awaiting, hands
from comity.web.desk.notices.drawn import until
from comity.web.desk.notices.sitting import sit
from comity.web.desk.presence import at_desk
from comity.web.desk.treaties.awaiting import awaited_receipts, to_notify

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from comity.web.desk.notices.awaiting import Desk
    from comity.web.desk.notices.sitting import Sitting
    from comity.web.desk.presence import Present


@require_safe
@at_desk
def home(request: HttpRequest, here: Present) -> HttpResponse:
    """Show what awaits the party, the nearest first, what waits for its own officers, and what came last."""
    at = sit(here)
    drafts = hands.on_the_shelf(at)
    desk = awaiting.desk(at, [*matters.awaited(at), *awaited_receipts(at), *to_notify(at), *hands.to_sign(at, drafts)])
    context = {
        "ask": at.ask,
        "now": at.clock.moment(at.clock.now),
        "in_brief": _in_brief(at, desk),
        "desk": desk,
        "awaited": [(item, until(item.share, gone=item.gone) if item.by else "") for item in desk.awaited],
        "drafts": hands.own_drafts(at, drafts),
        "drafts_total": len(drafts),
        "invitations": hands.open_invitations(at) if here.may("administrator") else [],
        "house": hands.of_the_house(at) if here.is_secretariat else [],
        "admission": own_candidatures(at),
        "may_write": here.may("drafter") or here.may("authoriser"),
    }
    return show(request, here, "desk/home.html", context, matter="desk.home")


def _in_brief(at: Sitting, desk: Desk) -> str:
    """How many matters await, and the nearest of them."""
    if not desk.total:
        return _("Nothing is asked of you at present.")
    matters = ngettext("%(number)s matter awaits you", "%(number)s matters await you", desk.total)
    told = matters % {"number": at.ask.speech.number(desk.total)}
    nearest = next((item for item in desk.awaited if item.left), None)
    if nearest is None or nearest.by is None:
        return _("%(matters)s.") % {"matters": told}
    words = {"matters": told, "day": nearest.by.day, "left": nearest.left}
    return _("%(matters)s; the nearest on %(day)s, in %(left)s.") % words
