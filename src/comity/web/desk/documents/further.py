"""What is done with a document later: a file in a further language, more readers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from comity.forum.charter.words import REACHES
from comity.forum.kernel.errors import Refused, gettext_noop
from comity.forum.kernel.names import HATS
from comity.forum.kernel.text import LANGUAGES, said_in
from comity.forum.membership.roll import parties
from comity.web.desk.acts.finding import not_yours_to_write, writes
from comity.web.desk.decisions.fields import Field, names_of, shown, texts
from comity.web.desk.documents import handing
from comity.web.desk.documents.kept import ADD, REDISTRIBUTE, find, no_document, readers_text
from comity.web.desk.frame import show
from comity.web.desk.notices import forms
from comity.web.desk.notices.acting import begin
from comity.web.desk.notices.forms import Blanks, Form
from comity.web.desk.notices.message import NAMES
from comity.web.desk.notices.sitting import sit
from comity.web.desk.notices.uploads import KINDS, uploading
from comity.web.desk.presence import at_desk
from comity.web.desk.treaties.deed import signatures_wanted
from comity.web.desk.treaties.kept import asking
from comity.web.portal import errors

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from comity.forum.documents.acts import Version
    from comity.forum.documents.state import Document
    from comity.web.desk.decisions.asking import Asking
    from comity.web.desk.presence import Present

OK, UNPROCESSABLE = 200, 422


def _refused(request: HttpRequest, asked: Asking, kind: str) -> HttpResponse | None:
    if not writes(asked.at.here):
        return not_yours_to_write(request)
    entitled = asked.entitled(kind)
    if not isinstance(entitled, Refused):
        return None
    told, remedy = asked.at.ask.speech.refusal(entitled)
    return errors.page(request, 403, _("Not yours to enter"), f"{told} {remedy}", code=entitled.reason.code)


@uploading
@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def language(request: HttpRequest, here: Present, slug: str) -> HttpResponse:
    """Add a document's file in a further language."""
    asked = asking(sit(here))
    held = find(asked.at, slug)
    if held is None:
        return no_document(request, slug)
    if (refused := _refused(request, asked, ADD)) is not None:
        return refused
    if request.method != "POST":
        return _language_page(request, asked, held, Form(Blanks()))
    form = forms.typed(request, tuple(f"title_{code}" for code in LANGUAGES))
    files = handing.take(asked.at, request, form, _free(held))
    if len(files) != 1 and form.is_good:
        form.errors[f"file_{next(iter(_free(held)), 'en')}"] = _(
            "Hand in one file, or paste one text: each language is an act of its own."
        )
    said: dict[str, Any] = {"document": slug, **texts(form, "title")}
    for each in files.values():
        said["file"] = handing.called(each, slug).model_dump(mode="json")
    if held.original is None:
        said["original"] = True
    body = forms.judged(asked.at, form, ADD, said, lambda _body: asked.audience(ADD)) if form.is_good else None
    if body is None:
        return _language_page(request, asked, held, form, files, UNPROCESSABLE)
    return begin(asked.at, ADD, body, asked.audience(ADD))


def _free(held: Document) -> tuple[str, ...]:
    """The languages in which a document has no file yet."""
    return tuple(code for code in LANGUAGES if held.file_in(code) is None)


def _language_page(
    request: HttpRequest,
    asked: Asking,
    held: Document,
    form: Form,
    files: dict[str, Version] | None = None,
    status: int = OK,
) -> HttpResponse:
    at = asked.at
    called = Field("line", "title", gettext_noop("Title in that language"), gettext_noop("May be left empty."))
    context = {
        "ask": at.ask,
        "form": form,
        **_of(asked, held),
        "heading": _("Add a language"),
        "brief": _(
            "It bears the symbol of the document. A file is never exchanged for another; a corrigendum follows it."
        ),
        "rows": handing.rows(at, form, files or {}, _free(held)),
        "fields": shown(asked, form, [called]),
        "there": [NAMES.get(each.language, each.language) for each in held.files],
        "kinds": ",".join(f".{ending}" for ending in KINDS),
        "wanted": signatures_wanted(asked, ADD),
    }
    return show(request, at.here, "desk/document_further.html", context, matter="desk.documents", status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def redistribute(request: HttpRequest, here: Present, slug: str) -> HttpResponse:
    """Let others read a document's files."""
    asked = asking(sit(here))
    held = find(asked.at, slug)
    if held is None:
        return no_document(request, slug)
    if (refused := _refused(request, asked, REDISTRIBUTE)) is not None:
        return refused
    fields = _reach_fields(asked)
    if request.method != "POST":
        form = Form(Blanks({"distribution": held.distribution}))
        form.chosen = list(held.named)
        return _reach_page(request, asked, held, form)
    form = forms.typed(request, names_of(fields))
    form.chosen = [str(code) for code in request.POST.getlist("named")]
    said: dict[str, Any] = {"document": slug, "distribution": form.values["distribution"], **texts(form, "reason")}
    if form.values["distribution"] == "named":
        said["named"] = form.chosen
    body = forms.judged(asked.at, form, REDISTRIBUTE, said, lambda _body: asked.audience(REDISTRIBUTE))
    if body is None:
        return _reach_page(request, asked, held, form, UNPROCESSABLE)
    return begin(asked.at, REDISTRIBUTE, body, asked.audience(REDISTRIBUTE))


def _reach_fields(asked: Asking) -> list[Field]:
    reaches = [(reach, _(text)) for reach, text in REACHES.items()]
    named = [(code, asked.at.title(code)) for code in asked.at.by_name([*HATS, *parties(asked.view)])]
    wider = gettext_noop("It becomes wider, never narrower: what was read cannot be called back.")
    alone = gettext_noop("Only where it is for parties that are named.")
    return [
        Field("choice", "distribution", gettext_noop("Who may read its files"), wider, options=reaches),
        Field("checks", "named", gettext_noop("These parties"), alone, options=named),
        Field("texts", "reason", gettext_noop("Reason"), gettext_noop("May be left empty. Everybody reads it.")),
    ]


def _reach_page(request: HttpRequest, asked: Asking, held: Document, form: Form, status: int = OK) -> HttpResponse:
    context = {
        "ask": asked.at.ask,
        "form": form,
        **_of(asked, held),
        "heading": _("Let others read it"),
        "brief": _("Its files are read now by: %(readers)s.") % {"readers": readers_text(asked.at, held)},
        "fields": shown(asked, form, _reach_fields(asked)),
        "wanted": signatures_wanted(asked, REDISTRIBUTE),
    }
    return show(request, asked.at.here, "desk/document_further.html", context, matter="desk.documents", status=status)


def _of(asked: Asking, held: Document) -> dict[str, str]:
    title, tongue = said_in(held.title, asked.at.ask.language)
    back = reverse("desk.document", args=[held.document])
    return {"title": title, "title_language": tongue, "symbol": held.symbol or "", "back": back}
