"""The board of treaties: for the depositary all that it keeps and has to notify; for a party what is its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from comity.forum.treaties.machine import PARTICIPATION
from comity.web.desk.acts.finding import writes
from comity.web.desk.decisions.deeds import may_do_any
from comity.web.desk.frame import show
from comity.web.desk.notices.drawn import until as drawn_until
from comity.web.desk.notices.sitting import sit
from comity.web.desk.presence import at_desk
from comity.web.desk.treaties.awaiting import unacknowledged
from comity.web.desk.treaties.kept import asking, every, is_depositary, status_of
from comity.web.desk.treaties.lines import line
from comity.web.desk.treaties.receiving import issued

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from comity.forum.readings.treaties import Status
    from comity.web.desk.decisions.asking import Asking
    from comity.web.desk.presence import Present

LATEST = 10


@require_safe
@at_desk
def board(request: HttpRequest, here: Present) -> HttpResponse:
    """Show what the forum keeps as depositary, and what of it needs the reader."""
    asked = asking(sit(here))
    held = every(asked)
    found = [status_of(asked, each.treaty) for each in held]
    lines = [line(asked, each) for each in found]
    several = sorted((each for one in lines for each in one.periods), key=lambda each: each.by.iso)
    context = {
        "ask": asked.at.ask,
        "keeps": is_depositary(asked),
        "lines": [(one, _ours(asked, each)) for one, each in zip(lines, found, strict=True)],
        "due": [one for one in lines if one.due],
        "periods": [(each, drawn_until(each.share, gone=not each.left)) for each in several],
        "awaited": unacknowledged(asked, held),
        "issued": issued(asked, held, LATEST),
        "may_register": writes(here) and may_do_any(asked, ("treaties.register",)),
    }
    return show(request, here, "desk/treaties.html", context, matter="desk.treaties")


def _ours(asked: Asking, found: Status) -> dict[str, Any]:
    """How the party itself stands to a treaty."""
    row = next((each for each in found.rows if each.party == asked.at.party), None)
    if row is not None:
        return {"text": _(PARTICIPATION.states[row.state]), "open": False}
    return {"text": _(PARTICIPATION.states[""]) if asked.at.party in found.to_come else "", "open": True}
