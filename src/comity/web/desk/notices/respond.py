"""Answering a notice, and withdrawing one: each a form of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from comity.forum.charter.words import REACHES
from comity.web.desk.frame import show
from comity.web.desk.notices import forms
from comity.web.desk.notices.acting import ANSWER, WITHDRAW, audience_for, begin, may_prepare
from comity.web.desk.notices.forms import Form
from comity.web.desk.notices.message import message
from comity.web.desk.notices.sitting import nothing_here, sit
from comity.web.desk.notices.uploads import KINDS, uploading
from comity.web.desk.presence import at_desk
from comity.web.portal import errors

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from comity.forum.openings.opening import Audience
    from comity.secretariat.reading import Read
    from comity.web.desk.notices.sitting import Sitting
    from comity.web.desk.presence import Present

ANSWERING = ("position", "text_en", "text_ru", "text_zh", "readers")
WITHDRAWING = ("reason_en", "reason_ru", "reason_zh")


@uploading
@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def answer(request: HttpRequest, here: Present, slug: str) -> HttpResponse:
    """Show the form of an answer; when it is sent, keep its draft and go on to where it is signed."""
    at, read = sit(here), sit(here).reader.notice(slug)
    if read is None or not may_prepare(here):
        return errors.page(request, 404, *nothing_here(slug), code="desk.no_notice")
    form = forms.typed(request, ANSWERING)
    if request.method == "POST":
        forms.take_files(at, request, form)
        if not request.POST.get("add"):
            fields = _answer(at, read, form)
            body = forms.judged(at, form, ANSWER, fields, lambda _body: _readers(at, read, form))
            if body is not None:
                return begin(at, ANSWER, body, _readers(at, read, form))
    status = 422 if form.errors or form.refused else 200
    return _page(request, at, read, form, "desk/answer.html", status)


def _answer(at: Sitting, read: Read, form: Form) -> dict[str, Any]:
    text = forms.texts(form.values, "text")
    if not form.values["position"]:
        form.errors["position"] = _("Choose how you answer.")
    further = {"text": text, "files": [file.model_dump(mode="json") for file in form.files]}
    fields = {"party": at.party, "notice": read.notice.notice, "position": form.values["position"] or "comments"}
    return {**fields, **{name: value for name, value in further.items() if value}}


def _positions() -> dict[str, str]:
    """How one may answer, in the first person."""
    return {
        "agrees": _("We agree"),
        "comments": _("We comment"),
        "objects": _("We object"),
        "nothing_to_report": _("We have nothing to report"),
    }


def _readers(at: Sitting, read: Read, form: Form) -> Audience:
    """Who reads the answer: whoever reads the notice, or the one alone who wrote it."""
    usual = audience_for(at, read, ANSWER)
    return (read.notice.party,) if form.values["readers"] == "sender" else usual


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def withdraw(request: HttpRequest, here: Present, slug: str) -> HttpResponse:
    """Show the form of a withdrawal; when it is sent, keep its draft and go on to where it is signed."""
    at, read = sit(here), sit(here).reader.notice(slug)
    if read is None or not may_prepare(here) or read.notice.party != here.party:
        return errors.page(request, 404, *nothing_here(slug), code="desk.no_notice")
    form = forms.typed(request, WITHDRAWING)
    if request.method == "POST":
        reason = forms.texts(form.values, "reason")
        if not reason:
            form.errors["reason"] = _("Say in a sentence why; the addressees read it.")
        fields = {"party": at.party, "notice": slug, "to": list(read.notice.to), "reason": reason or {"en": "—"}}
        body = forms.judged(at, form, WITHDRAW, fields, lambda _body: audience_for(at, read, WITHDRAW))
        if body is not None:
            return begin(at, WITHDRAW, body, audience_for(at, read, WITHDRAW))
    status = 422 if form.errors or form.refused else 200
    return _page(request, at, read, form, "desk/withdraw.html", status)


def _page(request: HttpRequest, at: Sitting, read: Read, form: Form, template: str, status: int) -> HttpResponse:
    kind = ANSWER if template.endswith("answer.html") else WITHDRAW
    usual = audience_for(at, read, kind)
    context = {
        "ask": at.ask,
        "form": form,
        "message": message(at, read),
        "sender": at.title(read.notice.party),
        "positions": [{"value": value, "text": text} for value, text in _positions().items()],
        "usual": _(REACHES[usual]) if isinstance(usual, str) else at.names(usual),
        "texts": forms.text_fields(form, "text" if kind == ANSWER else "reason", at.ask.language),
        "files": forms.file_rows(at, form.files),
        "kinds": ",".join(f".{ending}" for ending in KINDS),
        "back": reverse("desk.notice", args=[read.notice.notice]),
    }
    return show(request, at.here, template, context, status=status)
