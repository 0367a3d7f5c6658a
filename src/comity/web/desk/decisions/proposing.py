"""Proposing a matter: which one, by the charter's authority matrix; then its text, and what it is to bring about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from pydantic import ValidationError

from comity.forum.charter.checks import require_charter
from comity.forum.charter.words import PART_NAMES
from comity.forum.decisions.effects import AmendCharter
from comity.forum.kernel.errors import Refused
from comity.secretariat.composing import stored_body
from comity.secretariat.wording.amendments import provision_name
from comity.secretariat.wording.terms.decisions import EFFECTS
from comity.store import drafts
from comity.web.desk.acts.finding import not_yours_to_write, writes
from comity.web.desk.decisions import effects, fields, proposal
from comity.web.desk.decisions.asking import Asking
from comity.web.desk.decisions.proposal import KIND, Row, changes_of, row_of
from comity.web.desk.decisions.provisions import in_force, open_provisions
from comity.web.desk.decisions.ruled import grounds_of, rules_of
from comity.web.desk.frame import show
from comity.web.desk.notices import forms
from comity.web.desk.notices.acting import keep
from comity.web.desk.notices.forms import Form
from comity.web.desk.notices.sitting import sit
from comity.web.desk.presence import at_desk
from comity.web.portal import errors
from comity.web.portal.pages.amendment import Changed, changes_shown
from comity.web.portal.pages.provisions import words_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from comity.store.drafts import Draft
    from comity.web.desk.presence import Present

OK, UNPROCESSABLE = 200, 422


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def propose(request: HttpRequest, here: Present) -> HttpResponse:
    """Let a matter be chosen, then show the form of its proposal; when that is sent, keep its draft and go on."""
    if not writes(here):
        return not_yours_to_write(request)
    asked = Asking(sit(here))
    entitled = asked.entitled(KIND)
    if isinstance(entitled, Refused):
        told, remedy = asked.at.ask.speech.refusal(entitled)
        return errors.page(request, 403, _("Not yours to propose"), f"{told} {remedy}", code=entitled.reason.code)
    earlier = _earlier(asked, str((request.POST or request.GET).get("draft", "")))
    chosen = str(earlier.fields.get("matter", "")) if earlier else ""
    rule = asked.matter(str(request.POST.get("matter") or request.GET.get("matter") or chosen))
    row = row_of(asked, rule) if rule else None
    if row is None or not row.bodies:
        return _choose(request, asked)
    if request.method == "POST":
        return _sent(request, asked, row, earlier)
    form = proposal.of_draft(earlier.fields) if earlier else Form()
    if len(row.bodies) == 1:
        form.values["body"] = next(iter(row.bodies))
    return _page(request, asked, row, form, earlier)


def _earlier(asked: Asking, name: str) -> Draft | None:
    """The draft of a proposal that is gone on with; one that bears signatures is not written anew here."""
    here = asked.at.here
    found = drafts.find(here.house.vault, here.shelf, name) if name else None
    return found if found and found.kind == KIND and not found.waiting else None


def _choose(request: HttpRequest, asked: Asking) -> HttpResponse:
    """The rows of the authority matrix by which some body decides: what can be proposed at all."""
    speech, address = asked.at.ask.speech, reverse("desk.propose")
    rows = [row_of(asked, rule) for rule in require_charter(asked.view).on(asked.day).matters]
    matters = [
        {
            "name": words_of(asked.at.ask, row.rule.name),
            "url": f"{address}?{urlencode({'matter': row.rule.matter})}",
            "bodies": ", ".join(speech.title("body", body) for body in row.bodies),
            "effects": [_(EFFECTS[kind]) for kind in row.rule.effects],
            "grounds": grounds_of(asked, row.rule),
        }
        for row in rows
        if row.bodies
    ]
    context = {"ask": asked.at.ask, "matters": matters}
    return show(request, asked.at.here, "desk/propose_choose.html", context, matter="desk.decisions")


def _sent(request: HttpRequest, asked: Asking, row: Row, earlier: Draft | None) -> HttpResponse:
    at, form = asked.at, proposal.typed(request, asked, row)
    groups = effects.fields_of(asked, row.rule.effects)
    said = proposal.said(request, asked, row, form)
    _without_dropped(request, said)
    do = request.POST.get("do", "")
    if do in {"keep", "provision", "drop"}:
        draft = keep(at, KIND, said, asked.audience(KIND), earlier)
        if do == "provision" and form.values["provision"]:
            part, _slash, name = form.values["provision"].partition("/")
            address = reverse("desk.propose_provision", args=[draft.id])
            return HttpResponseRedirect(f"{address}?{urlencode({'part': part, 'name': name})}")
        if do == "keep":
            return HttpResponseRedirect(reverse("desk.drafts"))
        return HttpResponseRedirect(f"{reverse('desk.propose')}?{urlencode({'draft': draft.id})}#f-changes")
    effects.note_missing(form, groups)
    if "body" not in said:
        form.errors["body"] = _("Choose the body that is to decide it.")
    body = forms.judged(at, form, KIND, said, lambda _body: asked.audience(KIND)) if form.is_good else None
    if body is None:
        return _page(request, asked, row, form, earlier, status=UNPROCESSABLE)
    draft = keep(at, KIND, stored_body(body), asked.audience(KIND), earlier)
    return HttpResponseRedirect(reverse("desk.sign", args=[draft.id]))


def _without_dropped(request: HttpRequest, said: dict[str, Any]) -> None:
    """Take out the changes of the charter that are not to be proposed any more."""
    dropped = set(request.POST.getlist("dropped"))
    if said.get("effect", {}).get("kind") == "charter":
        held = said["effect"]["changes"]
        said["effect"]["changes"] = [each for place, each in enumerate(held) if str(place) not in dropped]


def _page(
    request: HttpRequest, asked: Asking, row: Row, form: Form, earlier: Draft | None, *, status: int = OK
) -> HttpResponse:
    at = asked.at
    body = form.values["body"] if form.values["body"] in row.bodies else next(iter(row.bodies))
    groups = effects.fields_of(asked, row.rule.effects)
    context = {
        "ask": at.ask,
        "form": form,
        "draft": earlier.id if earlier else "",
        "matter": row.rule.matter,
        "matter_name": words_of(at.ask, row.rule.name),
        "general": fields.shown(asked, form, proposal.general(asked, row)),
        "further": fields.shown(asked, form, proposal.further(asked, row)),
        "effects": [
            {
                "kind": kind,
                "text": _(EFFECTS[kind]),
                "fields": fields.shown(asked, form, group),
                "chosen": form.values["effect"] == kind,
            }
            for kind, group in groups.items()
        ],
        "error": form.errors["effect"],
        "rules": rules_of(asked, body, row.rule.matter),
        **(_amendment(asked, row, form) if "charter" in groups else {}),
    }
    return show(request, at.here, "desk/propose.html", context, matter="desk.decisions", status=status)


def _amendment(asked: Asking, row: Row, form: Form) -> dict[str, Any]:
    """The changes of the charter so far, as differences in words; and the provisions that can be changed."""
    changes = changes_of(form)
    return {
        "changes": form.values["changes"],
        "several": [
            {"place": place, "shown": _in_words(asked, form, each), "text": _named(asked, each)}
            for place, each in enumerate(changes)
        ],
        "provisions": open_provisions(asked, row.rule),
    }


def _in_words(asked: Asking, form: Form, change: dict[str, Any]) -> list[Changed]:
    """A change held against the charter of today; nothing where it is not in order yet."""
    said = {"kind": "charter", "in_force": form.values["charter_in_force"] or asked.day, "changes": [change]}
    try:
        return changes_shown(asked.at.ask, require_charter(asked.view).rules, AmendCharter.model_validate(said))
    except (ValidationError, Refused):
        return []


def _named(asked: Asking, change: dict[str, Any]) -> str:
    part, name = str(change.get("part", "")), str(change.get("name", ""))
    held = next((rule for called, rule in in_force(asked, part) if called == name), None)
    called = provision_name(held, asked.at.ask.speech, asked.day) if held else name or _("a new one")
    return f"{_(PART_NAMES[part]) if part in PART_NAMES else part}: {called}"
