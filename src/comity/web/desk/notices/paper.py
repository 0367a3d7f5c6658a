"""Registering a note verbale that was received on paper: its reference, its sender, and the scanned paper's digest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from comity.forum.charter.words import REACHES
from comity.web.desk.frame import show
from comity.web.desk.notices import forms
from comity.web.desk.notices.acting import begin, may_prepare
from comity.web.desk.notices.forms import Blanks, Form
from comity.web.desk.notices.numbers import proposed
from comity.web.desk.notices.sitting import sit
from comity.web.desk.notices.uploads import KINDS, uploading
from comity.web.desk.presence import at_desk
from comity.web.portal import errors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest, HttpResponse

    from comity.forum.membership.state import Party
    from comity.forum.openings.opening import Audience
    from comity.web.desk.notices.sitting import Sitting
    from comity.web.desk.presence import Present

KIND = "notices.register_paper"
FIELDS = (
    "notice",
    "sender",
    "reference",
    "on",
    "received_day",
    "received_time",
    "received_zone",
    "subject_en",
    "subject_ru",
    "subject_zh",
    "text_en",
    "text_ru",
    "text_zh",
    "audience",
)


@uploading
@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def paper(request: HttpRequest, here: Present) -> HttpResponse:
    """Show the form; when it is sent, keep the draft of the registration and go on to where it is signed."""
    if not here.is_secretariat or not may_prepare(here):
        wrong = _("Notes on paper are registered by the Secretariat.")
        return errors.page(request, 403, _("Not yours to register"), wrong, code="desk.not_yours")
    at = sit(here)
    if request.method != "POST":
        day = f"{at.clock.now.astimezone(at.clock.zone):%Y-%m-%d}"
        values = {"notice": proposed(at, paper=True), "received_day": day, "received_zone": "here"}
        return _page(request, at, Form(Blanks(values)))
    form = forms.typed(request, FIELDS)
    forms.take_files(at, request, form)
    body = forms.judged(at, form, KIND, _fields(at, form), lambda _body: _readers(at, form))
    if body is None:
        return _page(request, at, form, status=422)
    return begin(at, KIND, body, _readers(at, form))


def _fields(at: Sitting, form: Form) -> dict[str, Any]:
    values = form.values
    received = forms.moment(form, "received", forms.zone_of(at, values["received_zone"]))
    if received is None and "received_day" not in form.errors:
        form.errors["received_day"] = _("Say when it was received.")
    noted: dict[str, Any] = {"reference": values["reference"], "on": values["on"]}
    for file in form.files[-1:]:
        noted |= {"sha256": file.sha256, "size": file.size, "media_type": file.media_type}
    fields: dict[str, Any] = {
        "notice": values["notice"],
        "sender": values["sender"],
        "paper": noted,
        "received": received or "2000-01-01T00:00:00Z",
        "subject": forms.texts(values, "subject"),
    }
    text = forms.texts(values, "text")
    return {**fields, "text": text} if text else fields


def _readers(at: Sitting, form: Form) -> Audience:
    """Who reads what is registered: by the charter, or the sender alone beside the Secretariat."""
    if form.values["audience"] == "sender" and form.values["sender"]:
        return (form.values["sender"],)
    return at.entitled(KIND).audiences[0]


def _page(request: HttpRequest, at: Sitting, form: Form, *, status: int = 200) -> HttpResponse:
    known = [party.party for party in cast("Sequence[Party]", at.ask.library.all_of("party"))]
    usual = at.entitled(KIND).audiences[0]
    context = {
        "ask": at.ask,
        "form": form,
        "parties": [{"value": code, "text": at.title(code)} for code in at.by_name(known)],
        "subjects": forms.text_fields(form, "subject", at.ask.language),
        "texts": forms.text_fields(form, "text", at.ask.language),
        "usual": _(REACHES[usual]),
        "zones": [] if at.clock.here == "UTC" else [at.clock.here],
        "files": forms.file_rows(at, form.files[-1:]),
        "kinds": ",".join(f".{ending}" for ending in KINDS),
    }
    return show(request, at.here, "desk/paper.html", context, status=status)
