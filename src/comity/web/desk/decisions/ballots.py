"""A secret ballot at the desk: its slip is made here, shown once, and kept sealed as a draft until it is opened.

The slip says how the party voted, under which secret number, and the key that opens the commitment in the box. It is
kept as the draft of the act by which the party opens its ballot to the tellers: sealed, and seen by the party alone.
"""

from __future__ import annotations

import json
import secrets
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from comity.forum.decisions.rules.votes import ballot as ballot_commitment
from comity.forum.kernel.errors import gettext_noop
from comity.forum.kernel.names import SECRETARIAT
from comity.record.encoding import encode_base64
from comity.store import drafts
from comity.web.desk.acts.finding import no_draft
from comity.web.desk.decisions.deedpage import OK, UNPROCESSABLE, page
from comity.web.desk.decisions.fields import Field, shown
from comity.web.desk.decisions.sheets import ballot_choices, party_of
from comity.web.desk.frame import show
from comity.web.desk.notices import forms
from comity.web.desk.notices.acting import begin, keep
from comity.web.desk.notices.forms import Form
from comity.web.desk.presence import at_desk
from comity.web.portal.pages.decisions.words import in_language

if TYPE_CHECKING:
    from django.http import HttpRequest

    from comity.forum.decisions.state import Decision
    from comity.store.drafts import Draft
    from comity.web.desk.decisions.asking import Asking
    from comity.web.desk.decisions.deeds import Deed
    from comity.web.desk.decisions.sheets import Doer
    from comity.web.desk.presence import Present

CAST, OPEN = "decisions.cast", "decisions.open_ballot"
_SLIP = ("decision", "party", "choice", "number", "key")


def ballot(request: HttpRequest, doer: Doer, wanted: Deed) -> HttpResponse:
    """Show the form of a ballot that is cast or opened; when it is sent, make the slip, or read it."""
    if wanted.name == "cast":
        return _cast(request, doer, wanted)
    return _open(request, doer, wanted)


def _cast(request: HttpRequest, doer: Doer, wanted: Deed) -> HttpResponse:
    form = forms.typed(request, ("choice", "party"))
    known = [value for value, _text in ballot_choices(doer)]
    if request.method == "POST" and form.values["choice"] not in known:
        form.errors["choice"] = _("Choose what your ballot says.")
    if request.method != "POST" or not form.is_good:
        return _page(request, doer, wanted, form, [_choice_of(doer)])
    slip = _slip(doer, form)
    said = {"decision": slip["decision"], "party": slip["party"], "ballot": ballot_commitment(**slip)}
    body = forms.judged(doer.asked.at, form, CAST, said, lambda _body: doer.asked.audience(CAST))
    if body is None:
        return _page(request, doer, wanted, form, [_choice_of(doer)])
    kept = keep(doer.asked.at, OPEN, slip, (SECRETARIAT,))
    drawn = keep(doer.asked.at, CAST, said, doer.asked.audience(CAST))
    return _slip_page(request, doer, kept, drawn)


def _choice_of(doer: Doer) -> Field:
    return Field("choice", "choice", gettext_noop("Your ballot"), options=ballot_choices(doer))


def _slip(doer: Doer, form: Form) -> dict[str, str]:
    return {
        "decision": doer.held.decision,
        "party": str(party_of(doer, form)["party"]),
        "choice": form.values["choice"],
        "number": secrets.token_hex(32),
        "key": encode_base64(secrets.token_bytes(32)),
    }


def _slip_page(request: HttpRequest, doer: Doer, kept: Draft, drawn: Draft) -> HttpResponse:
    at = doer.asked.at
    context = {
        "ask": at.ask,
        "title": in_language(at.ask, doer.held.title),
        "choice": dict(ballot_choices(doer))[str(kept.fields["choice"])],
        "number": kept.fields["number"],
        "file": reverse("desk.slip", args=[kept.id]),
        "onwards": reverse("desk.sign", args=[drawn.id]),
    }
    return show(request, at.here, "desk/slip.html", context, matter="desk.decisions")


@at_desk
def slip_file(request: HttpRequest, here: Present, name: str) -> HttpResponse:
    """Return the slip of a ballot as a file, to whoever's party cast it."""
    draft = drafts.find(here.house.vault, here.shelf, name)
    if draft is None or draft.kind != OPEN:
        return no_draft(request)
    said = {field: draft.fields.get(field) for field in _SLIP}
    response = HttpResponse(json.dumps(said, indent=1) + "\n", content_type="application/json")
    response.headers["Content-Disposition"] = f'attachment; filename="ballot-{said["decision"]}.json"'
    return response


def kept_slips(asked: Asking, held: Decision) -> list[Draft]:
    """Return the slips that the party has kept for a matter and that open a ballot in its box now."""
    here = asked.at.here
    found = [each for each in drafts.listed(here.house.vault, here.shelf) if each.kind == OPEN]
    mine = [each for each in found if each.fields.get("decision") == held.decision and not each.waiting]
    return [each for each in mine if asked.refusal(OPEN, each.fields) is None]


def _open(request: HttpRequest, doer: Doer, wanted: Deed) -> HttpResponse:
    form = forms.typed(request, ("slip",))
    slips = kept_slips(doer.asked, doer.held) if doer.taken else []
    if request.method != "POST":
        return _page(request, doer, wanted, form, [_paper(slips)], kept=len(slips))
    if slips and not form.values["slip"]:
        return HttpResponseRedirect(reverse("desk.sign", args=[slips[0].id]))
    said = _read(form.values["slip"])
    if said is None:
        form.errors["slip"] = _("This is no slip. Paste all that the file of your slip holds.")
        return _page(request, doer, wanted, form, [_paper(slips)], kept=len(slips))
    said |= {"decision": doer.held.decision}
    body = forms.judged(doer.asked.at, form, OPEN, said, lambda _body: (SECRETARIAT,))
    if body is None:
        return _page(request, doer, wanted, form, [_paper(slips)], kept=len(slips))
    return begin(doer.asked.at, OPEN, body, (SECRETARIAT,))


def _paper(slips: list[Draft]) -> Field:
    hint = (
        gettext_noop("Left empty, the slip that is kept here is used.")
        if slips
        else gettext_noop("Paste all that the file of your slip holds.")
    )
    return Field("area", "slip", gettext_noop("Slip"), hint)


def _read(given: str) -> dict[str, Any] | None:
    try:
        said = json.loads(given)
    except (ValueError, RecursionError):
        return None
    fits = isinstance(said, dict) and all(isinstance(said.get(name), str) for name in _SLIP)
    return {name: said[name] for name in _SLIP} if fits else None


def _page(
    request: HttpRequest,
    doer: Doer,
    wanted: Deed,
    form: Form,
    fields: list[Field],
    **further: Any,  # noqa: ANN401 - what the template shows
) -> HttpResponse:
    status = OK if form.is_good else UNPROCESSABLE
    return page(request, doer, wanted, form, status=status, fields=shown(doer.asked, form, fields), **further)
