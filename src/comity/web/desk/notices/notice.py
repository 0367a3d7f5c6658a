"""A notice: the message, its receipts, its answers, and what its reader may do with it now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.views.decorators.http import require_http_methods

from comity.store import readings
from comity.web.desk.frame import show
from comity.web.desk.notices import acting
from comity.web.desk.notices import receipts as receipts_of
from comity.web.desk.notices.lines import is_restricted, standing_of
from comity.web.desk.notices.message import message
from comity.web.desk.notices.sitting import nothing_here, sit
from comity.web.desk.presence import at_desk, now
from comity.web.portal import errors

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from comity.secretariat.reading import Read
    from comity.web.desk.notices.sitting import Sitting
    from comity.web.desk.presence import Present


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def notice(request: HttpRequest, here: Present, slug: str) -> HttpResponse:
    """Show a notice; at the press of its button, begin the draft of its acknowledgement."""
    at = sit(here)
    read = at.reader.notice(slug)
    if read is None:
        return errors.page(request, 404, *nothing_here(slug), code="desk.no_notice")
    if request.method == "POST" and request.POST.get("do") == acting.ACKNOWLEDGE and acting.may_prepare(here):
        return acting.acknowledge(at, read)
    if request.method == "GET":
        _note_reading(at, read)
    return _page(request, at, read)


def _note_reading(at: Sitting, read: Read) -> None:
    """Note that what others withheld from the record was opened here: of acts that say more than that they are."""
    said = at.reader.acts(read.acts)
    opened = [
        index
        for index, each in said.items()
        if is_restricted(each) and each.act.party != at.party and each.act.type != acting.ACKNOWLEDGE
    ]
    readings.note_all(at.here.house, opened, at.here.hat, now())


def _page(request: HttpRequest, at: Sitting, read: Read) -> HttpResponse:
    due = at.due(read.notice.notice)
    openings = receipts_of.openings_of(at, [read]).get(read.first.index, ())
    found = [] if read.notice.on_paper else receipts_of.receipts(at, read, openings)
    context = {
        "ask": at.ask,
        "message": message(at, read),
        "ours": read.notice.party == at.party,
        "to_us": at.party in read.notice.to,
        "standing": standing_of(at, due),
        "receipts": found,
        "tally": receipts_of.tally(found),
        "comb": receipts_of.drawn(at, found) if found else "",
        "comb_key": receipts_of.key(found) if found else "",
        "doings": acting.doings(at, read),
        "may_write": acting.may_prepare(at.here),
    }
    matter = "desk.sent" if context["ours"] else "desk.received"
    return show(request, at.here, "desk/notice.html", context, matter=matter)
