"""Concluding a matter: the outcome, and what goes with it. The chair's words of the room lead straight to signing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from comity.forum.kernel.text import said_in
from comity.web.desk.acts.finding import not_yours_to_write, writes
from comity.web.desk.decisions.matter import find as find_matter
from comity.web.desk.decisions.matter import no_matter
from comity.web.desk.frame import show
from comity.web.desk.meetings import laid
from comity.web.desk.meetings import outcomes as coming
from comity.web.desk.meetings.acting import lay
from comity.web.desk.meetings.bringing import brings
from comity.web.desk.meetings.standing import asking, find, no_meeting, shown
from comity.web.desk.notices import forms
from comity.web.desk.notices.forms import Blanks, Form
from comity.web.desk.notices.sitting import sit
from comity.web.desk.presence import at_desk
from comity.web.shared.numbers import whole

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from comity.forum.decisions.state import Decision
    from comity.forum.meetings.state import Meeting
    from comity.web.desk.decisions.asking import Asking
    from comity.web.desk.meetings.outcomes import Outcomes
    from comity.web.desk.presence import Present

UNPROCESSABLE = 422


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def conclude(request: HttpRequest, here: Present, slug: str, decision: str) -> HttpResponse:
    """Show the form of a conclusion; when it is sent, lay the act before the officer."""
    if not writes(here):
        return not_yours_to_write(request)
    asked = asking(sit(here))
    meeting, held = find(asked.at, slug), find_matter(asked.at, decision)
    if meeting is None:
        return no_meeting(request, slug)
    if held is None:
        return no_matter(request, decision)
    return _asked(request, asked, meeting, held)


def _asked(request: HttpRequest, asked: Asking, meeting: Meeting, held: Decision) -> HttpResponse:
    found = coming.outcomes(asked, held, meeting)
    if request.method != "POST":
        return _page(request, asked, held, meeting, found, Form(Blanks({"outcome": ""})), 1)
    rows = _rows(request)
    form = forms.typed(request, laid.names_of(rows))
    laid.take(request, form, rows)
    if request.POST.get("add"):
        return _page(request, asked, held, meeting, found, form, min(rows + 1, laid.MOST))
    if not form.values["outcome"]:
        form.errors["outcome"] = _("Choose what came out.")
        return _page(request, asked, held, meeting, found, form, rows, UNPROCESSABLE)
    said = {"decision": held.decision, **laid.said(asked, form, found, rows)}
    said.setdefault("meeting", meeting.meeting)
    said.setdefault("revision", held.revision)
    back = lay(asked, form, coming.KIND, said)
    return back or _page(request, asked, held, meeting, found, form, rows, UNPROCESSABLE)


def _rows(request: HttpRequest) -> int:
    return min(whole(request.POST.get("rows", "")) or 0, laid.MOST)


def _page(  # noqa: PLR0913, PLR0917 - what a page is made of
    request: HttpRequest,
    asked: Asking,
    held: Decision,
    meeting: Meeting,
    found: Outcomes,
    form: Form,
    rows: int,
    status: int = 200,
) -> HttpResponse:
    at = asked.at
    wanted = form.values["outcome"] or str(request.GET.get("outcome", ""))
    offered = coming.opened(asked, found, [*found.accepting, *found.others])
    if coming.MOVES in found.said:
        offered += coming.opened(asked, found, [coming.MOVES])
    first = next(iter(found.accepting), "")
    symbol = next((said["symbol"] for several in found.said.values() for said in several if "symbol" in said), "")
    context = {
        "ask": at.ask,
        "form": form,
        "meeting": shown(asked, meeting),
        "matter": said_in(held.title, at.ask.language)[0],
        "offered": [{"value": each.value, "text": each.label, "chosen": each.value == wanted} for each in offered],
        "shut": coming.shut(asked, held, found),
        "symbol": symbol,
        "effect": " ".join(brings(asked, held)) if first else "",
        "rows": max(rows, 1),
        "undertakings": laid.rows_shown(asked, form, max(rows, 1)) if found.accepting else [],
        "moves": laid.moved(asked, form, held, meeting) if coming.MOVES in found.said else None,
        "remarks": forms.text_fields(form, "remark", at.ask.language),
        "zones": [] if at.clock.here == "UTC" else [at.clock.here],
    }
    return show(request, at.here, "desk/conclude.html", context, matter="desk.meetings", status=status)
