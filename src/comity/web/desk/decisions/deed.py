"""The form of one action about a matter: it says what will follow, and leads to the page on which the act is signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from comity.web.desk.acts.finding import not_yours_to_write, writes
from comity.web.desk.decisions import fields as shapes
from comity.web.desk.decisions import tries
from comity.web.desk.decisions.asking import Asking
from comity.web.desk.decisions.ballots import ballot
from comity.web.desk.decisions.deedpage import UNPROCESSABLE, page
from comity.web.desk.decisions.deeds import DEEDS
from comity.web.desk.decisions.matter import find, no_matter
from comity.web.desk.decisions.sheets import SHEETS, Doer, begins_at, blank
from comity.web.desk.notices import forms
from comity.web.desk.notices.acting import begin, keep
from comity.web.desk.notices.forms import Blanks, Form
from comity.web.desk.notices.sitting import sit
from comity.web.desk.presence import at_desk
from comity.web.portal import errors
from comity.web.shared.numbers import whole

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from comity.web.desk.decisions.deeds import Deed
    from comity.web.desk.presence import Present

BALLOTS = ("cast", "open-ballot")


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def deed(request: HttpRequest, here: Present, slug: str, name: str) -> HttpResponse:
    """Show the form of an action; when it is sent, keep its draft and go on to where it is signed."""
    at = sit(here)
    held, wanted = find(at, slug), DEEDS.get(name)
    if held is None:
        return no_matter(request, slug)
    if wanted is None:
        wrong = _("Nothing that can be done about a matter goes by this name.")
        return errors.page(request, 404, _("No such action"), wrong, code="desk.no_action")
    if not writes(here):
        return not_yours_to_write(request)
    asked = Asking(at, [held])
    doer = Doer(asked, held, tuple(tries.taken(asked, held, wanted.kind)))
    if name in BALLOTS:
        return ballot(request, doer, wanted)
    return _sent(request, doer, wanted) if request.method == "POST" else _asked(request, doer, wanted)


def _asked(request: HttpRequest, doer: Doer, wanted: Deed) -> HttpResponse:
    """The form as it begins; where the action is not in order now, the rule that stands against it."""
    form = Form(Blanks({"expires_zone": "here", "closes_zone": "here", **blank(doer, wanted.name)}))
    for name, moment in begins_at(doer, wanted.name).items():
        forms.spread_moment(form, name, moment, doer.asked.at.clock.zone)
    for name in ("party", "meeting"):
        # A room leads here with what is known there.
        if (given := request.GET.get(name, "")) in doer.each(name):
            form.values[name] = given
    if (number := whole(request.GET.get("undertaking", ""))) is not None:
        form.values["undertaking"] = str(number)
    if not doer.taken:
        refused = tries.refused(doer.asked, doer.held, wanted.kind)
        form.refused = doer.asked.at.ask.speech.refusal(refused) if refused else None
    return page(request, doer, wanted, form)


def _sent(request: HttpRequest, doer: Doer, wanted: Deed) -> HttpResponse:
    at, sheet = doer.asked.at, SHEETS[wanted.name]
    form = forms.typed(request, ("party", *shapes.names_of(sheet.asks(doer))))
    said = {"decision": doer.held.decision, **sheet.makes(doer, form)}
    if request.POST.get("look"):
        return page(request, doer, wanted, form)
    if request.POST.get("keep") and form.is_good:
        draft = keep(at, wanted.kind, said, doer.asked.audience(wanted.kind))
        return HttpResponseRedirect(reverse("desk.draft", args=[draft.id]))
    body = forms.judged(at, form, wanted.kind, said, lambda _body: doer.asked.audience(wanted.kind))
    if body is None:
        return page(request, doer, wanted, form, status=UNPROCESSABLE)
    return begin(at, wanted.kind, body, doer.asked.audience(wanted.kind))
