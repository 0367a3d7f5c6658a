"""Writing a note: to whom, what about, in which languages, what is asked for by when, who reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from comity.forum.charter.state import CHARTER
from comity.forum.charter.words import REACHES
from comity.forum.kernel.errors import Refused
from comity.forum.kernel.names import CHAIR, SECRETARIAT
from comity.forum.officers.authority import statuses_on
from comity.secretariat.composing import stored_body
from comity.secretariat.wording.choices import PRECEDENCES, REPLIES
from comity.store import drafts
from comity.web.desk.frame import show
from comity.web.desk.notices import forms
from comity.web.desk.notices.acting import keep, may_prepare
from comity.web.desk.notices.forms import Blanks, Form
from comity.web.desk.notices.numbers import proposed
from comity.web.desk.notices.sitting import sit
from comity.web.desk.notices.uploads import KINDS, uploading
from comity.web.desk.presence import at_desk
from comity.web.portal import errors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest, HttpResponse

    from comity.forum.charter.state import Charter
    from comity.forum.membership.state import Party
    from comity.forum.notices.acts import Send
    from comity.forum.openings.opening import Audience
    from comity.store.drafts import Draft
    from comity.web.desk.notices.sitting import Sitting
    from comity.web.desk.presence import Present

KIND = "notices.send"
FIELDS = (
    "notice",
    "subject_en",
    "subject_ru",
    "subject_zh",
    "text_en",
    "text_ru",
    "text_zh",
    "precedence",
    "reply",
    "by_day",
    "by_time",
    "by_zone",
    "follows",
    "audience",
)
ALL = "all:"
"""Stands before a status where all of its holders are chosen together."""


@uploading
@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def write(request: HttpRequest, here: Present) -> HttpResponse:
    """Show the form of a note; when it is sent, keep its draft and go on to where it is signed."""
    if not may_prepare(here):
        wrong = _("Notes are prepared by officers with the function of a drafter or an authoriser.")
        return errors.page(request, 403, _("Not yours to write"), wrong, code="desk.not_yours")
    at = sit(here)
    try:
        audiences = at.entitled(KIND).audiences
    except Refused as refused:
        said, remedy = at.ask.speech.refusal(refused)
        return errors.page(request, 403, _("Not to be written now"), f"{said} {remedy}", code=refused.reason.code)
    if request.method == "POST":
        return _sent(request, at, audiences)
    earlier = _earlier(at, str(request.GET.get("draft", "")))
    form = _of_draft(at, earlier) if earlier else _blank(request, at, audiences)
    return _page(request, at, form, audiences, earlier=earlier)


def _earlier(at: Sitting, name: str) -> Draft | None:
    """The draft of a note that is gone on with. One that bears signatures is not written anew here."""
    found = drafts.find(at.here.house.vault, at.here.shelf, name) if name else None
    return found if found and found.kind == KIND and not found.waiting else None


def _of_draft(at: Sitting, draft: Draft) -> Form:
    fields = draft.fields
    words = {name: value for name in FIELDS if isinstance(value := fields.get(name), str)}
    values = {"precedence": "routine", "reply": "none", "by_zone": "here", **words}
    for name in ("subject", "text"):
        said = fields.get(name)
        values |= {f"{name}_{code}": text for code, text in said.items()} if isinstance(said, dict) else {}
    values["audience"] = draft.audience if isinstance(draft.audience, str) else "named"
    form = Form(Blanks(values))
    form.chosen = [str(code) for code in fields.get("to", ())]
    form.files = forms.read_files(at, fields.get("files", ()))
    if isinstance(by := fields.get("by"), str):
        forms.spread_moment(form, "by", by, at.clock.zone)
    return form


def _blank(request: HttpRequest, at: Sitting, audiences: Sequence[str]) -> Form:
    follows = str(request.GET.get("follows", ""))
    values = {"notice": proposed(at), "precedence": "routine", "reply": "none", "audience": audiences[0]}
    form = Form(Blanks({**values, "by_zone": "here", "follows": follows}))
    read = at.reader.notice(follows) if follows else None
    if read:
        form.chosen = [code for code in (read.notice.party, *read.notice.to) if code != at.party]
        reach = read.audience if isinstance(read.audience, str) else "named"
        form.values["audience"] = reach if reach in audiences else audiences[0]
        form.values |= {f"subject_{code}": words for code, words in read.notice.subject.items()}
    return form


def _sent(request: HttpRequest, at: Sitting, audiences: Sequence[str]) -> HttpResponse:
    form = forms.typed(request, FIELDS)
    form.chosen = [str(word) for word in request.POST.getlist("to")]
    forms.take_files(at, request, form)
    fields, earlier = _fields(at, form), _earlier(at, str(request.POST.get("draft", "")))
    if request.POST.get("keep") and form.is_good:
        keep(at, KIND, fields, _reach(form, audiences, fields["to"]), earlier)
        return HttpResponseRedirect(reverse("desk.drafts"))
    if request.POST.get("add") or request.POST.get("keep"):
        return _page(request, at, form, audiences, earlier=earlier, status=200 if form.is_good else 422)
    body = forms.judged(at, form, KIND, fields, lambda body: _reach(form, audiences, cast("Send", body).to))
    if body is None:
        return _page(request, at, form, audiences, earlier=earlier, status=422)
    draft = keep(at, KIND, stored_body(body), _reach(form, audiences, cast("Send", body).to), earlier)
    return HttpResponseRedirect(reverse("desk.sign", args=[draft.id]))


def _fields(at: Sitting, form: Form) -> dict[str, Any]:
    """What was typed, as the body of an act; what was left out is not in it."""
    values = form.values
    fields: dict[str, Any] = {
        "party": at.party,
        "notice": values["notice"],
        "to": _addressees(at, form.chosen),
        "subject": forms.texts(values, "subject"),
        "text": forms.texts(values, "text"),
    }
    further: dict[str, Any] = {
        "precedence": values["precedence"] if values["precedence"] != "routine" else "",
        "reply": values["reply"] if values["reply"] != "none" else "",
        "by": forms.moment(form, "by", forms.zone_of(at, values["by_zone"])),
        "follows": values["follows"],
        "files": [file.model_dump(mode="json") for file in form.files],
    }
    return {**fields, **{name: value for name, value in further.items() if value}}


def _addressees(at: Sitting, chosen: Sequence[str]) -> list[str]:
    """Whom the chosen groups and parties stand for, each once, without the party itself."""
    groups = {ALL + group["value"]: group["parties"] for group in groups_of(at)}
    codes = [code for word in chosen for code in groups.get(word, [word])]
    return [code for code in dict.fromkeys(codes) if code != at.party]


def groups_of(at: Sitting) -> list[dict[str, Any]]:
    """Return whom one can write to: by statuses, in the charter's order, each with its holders of today by name."""
    charter = cast("Charter | None", at.ask.library.get(CHARTER))
    day = at.ask.today.isoformat()
    parties = [party.party for party in cast("Sequence[Party]", at.ask.library.all_of("party"))]
    held = {code: statuses_on(code, day, at.ask.library) for code in parties}
    found = []
    for rule in charter.on(day).statuses if charter else ():
        codes = at.by_name(code for code in parties if rule.status in held[code])
        if codes:
            found.append({"value": rule.status, "name": at.said(rule.name), "parties": codes})
    return found


def _reach(form: Form, audiences: Sequence[str], to: Sequence[str]) -> Audience:
    """Who may read the note: of the choices that the charter leaves, the one chosen; named are the addressees."""
    chosen = form.values["audience"] if form.values["audience"] in audiences else audiences[0]
    return chosen if chosen != "named" or not to else tuple(sorted(to))


def _page(
    request: HttpRequest,
    at: Sitting,
    form: Form,
    audiences: Sequence[str],
    *,
    earlier: Draft | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "ask": at.ask,
        "form": form,
        "draft": earlier.id if earlier else "",
        "groups": _choices(at, form.chosen),
        "offices": [
            {"value": code, "text": at.title(code), "chosen": code in form.chosen}
            for code in (SECRETARIAT, CHAIR)
            if code != at.party
        ],
        "subjects": forms.text_fields(form, "subject", at.ask.language),
        "texts": forms.text_fields(form, "text", at.ask.language),
        "precedences": [{"value": value, "text": _(text)} for value, text in PRECEDENCES.items()],
        "replies": [{"value": value, "text": _(text)} for value, text in REPLIES.items()],
        "audiences": [{"value": each, "text": _audience_text(each)} for each in audiences],
        "zones": [] if at.clock.here == "UTC" else [at.clock.here],
        "files": forms.file_rows(at, form.files),
        "kinds": ",".join(f".{ending}" for ending in KINDS),
    }
    return show(request, at.here, "desk/write.html", context, status=status)


def _choices(at: Sitting, chosen: Sequence[str]) -> list[dict[str, Any]]:
    return [
        {
            "value": ALL + group["value"],
            "text": group["name"],
            "chosen": ALL + group["value"] in chosen,
            "parties": [
                {"value": code, "text": at.title(code), "chosen": code in chosen}
                for code in group["parties"]
                if code != at.party
            ],
        }
        for group in groups_of(at)
    ]


def _audience_text(reach: str) -> str:
    return _("the addressees alone") if reach == "named" else _(REACHES[reach])
