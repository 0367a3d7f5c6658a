"""The form of one step at a meeting; without fields it needs no form, and leads straight to where it is signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from comity.web.desk.acts.finding import not_yours_to_write, writes
from comity.web.desk.decisions import fields as shapes
from comity.web.desk.frame import show
from comity.web.desk.meetings.acting import lay
from comity.web.desk.meetings.standing import asking, find, no_meeting, shown
from comity.web.desk.meetings.steps import STEPS, At
from comity.web.desk.notices import forms
from comity.web.desk.notices.forms import Blanks, Form
from comity.web.desk.notices.sitting import sit
from comity.web.desk.presence import at_desk
from comity.web.portal import errors

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from comity.web.desk.meetings.steps import Step
    from comity.web.desk.presence import Present

UNPROCESSABLE = 422


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def step(request: HttpRequest, here: Present, slug: str, name: str) -> HttpResponse:
    """Show the form of a step; when it is sent, lay the act before the officer."""
    asked = asking(sit(here))
    held, wanted = find(asked.at, slug), STEPS.get(name)
    if held is None:
        return no_meeting(request, slug)
    if wanted is None:
        wrong = _("Nothing that is done at a meeting goes by this name.")
        return errors.page(request, 404, _("No such action"), wrong, code="desk.no_action")
    if not writes(here):
        return not_yours_to_write(request)
    at = At(asked, held)
    if request.method == "POST":
        form = forms.typed(request, shapes.names_of(wanted.asks(at)))
        return lay(asked, form, wanted.kind, wanted.said(at, form)) or _page(request, at, wanted, form, UNPROCESSABLE)
    return _page(request, at, wanted, _begun(at, wanted))


def _begun(at: At, wanted: Step) -> Form:
    """The form as it begins; where the step is not in order now, the rule that stands against it."""
    form = Form(Blanks({"opens_zone": "here", **wanted.begins(at)} if wanted.due(at) else {}))
    refused = wanted.refusal(at)
    form.refused = at.asked.at.ask.speech.refusal(refused) if refused else None
    return form


def _page(request: HttpRequest, at: At, wanted: Step, form: Form, status: int = 200) -> HttpResponse:
    asked = at.asked
    meeting = shown(asked, at.held)
    context = {
        "ask": asked.at.ask,
        "form": form,
        "step": {"name": wanted.name, "label": _(wanted.label), "follows": _(wanted.follows)},
        "meeting": meeting,
        "fields": shapes.shown(asked, form, wanted.asks(at)),
        "back": reverse("desk.room", args=[at.held.meeting]),
    }
    return show(request, asked.at.here, "desk/meeting_step.html", context, matter="desk.meetings", status=status)
