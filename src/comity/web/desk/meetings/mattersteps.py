"""What is done about a matter by one touch in a room: putting it, stating an objection from the floor, lifting one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from comity.web.desk.acts.finding import not_yours_to_write, writes
from comity.web.desk.decisions.deeds import DEEDS
from comity.web.desk.decisions.matter import find as find_matter
from comity.web.desk.decisions.matter import no_matter
from comity.web.desk.frame import show
from comity.web.desk.meetings.acting import lay
from comity.web.desk.meetings.standing import asking, find, no_meeting, runs, shown
from comity.web.desk.notices import forms
from comity.web.desk.notices.sitting import sit
from comity.web.desk.presence import at_desk
from comity.web.portal import errors

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from comity.forum.decisions.state import Decision
    from comity.forum.meetings.state import Meeting
    from comity.web.desk.decisions.asking import Asking
    from comity.web.desk.presence import Present

BY_A_TOUCH = ("put", "object", "lift-objection")
UNPROCESSABLE = 422


@require_POST
@at_desk
def step(request: HttpRequest, here: Present, slug: str, decision: str, name: str) -> HttpResponse:
    """Lay the act before the officer; where it is not in order, say by which rule."""
    if not writes(here):
        return not_yours_to_write(request)
    asked = asking(sit(here))
    meeting, held = find(asked.at, slug), find_matter(asked.at, decision)
    if meeting is None:
        return no_meeting(request, slug)
    if held is None:
        return no_matter(request, decision)
    if name not in BY_A_TOUCH:
        wrong = _("Nothing that is done at a meeting goes by this name.")
        return errors.page(request, 404, _("No such action"), wrong, code="desk.no_action")
    return _laid(request, asked, meeting, held, name)


def _laid(request: HttpRequest, asked: Asking, meeting: Meeting, held: Decision, name: str) -> HttpResponse:
    here, slug, decision = asked.at.here, meeting.meeting, held.decision
    form = forms.typed(request, ("party",))
    party = form.values["party"] or here.party
    if name == "object" and request.POST.get("words"):
        return HttpResponseRedirect(f"{reverse('desk.deed', args=[decision, name])}?party={party}")
    wanted = DEEDS[name]
    said = {"decision": decision, "meeting": slug, **({} if name == "put" else {"party": party})}
    back = lay(asked, form, wanted.kind, said)
    if back is not None:
        return back
    context = {
        "ask": asked.at.ask,
        "form": form,
        "step": {"name": name, "label": _(wanted.label), "follows": _(wanted.follows)},
        "meeting": shown(asked, meeting),
        "back": reverse("desk.room" if runs(asked) else "desk.meeting", args=[slug]),
        "over": True,
    }
    return show(request, here, "desk/meeting_step.html", context, matter="desk.meetings", status=UNPROCESSABLE)
