"""A draft being written: whatever is typed is kept, in order or not, and shown again with what is wrong with it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.http import HttpResponseRedirect
from django.urls import reverse

from comity.forum.kernel.errors import Refused
from comity.forum.registry import ACT_TYPES
from comity.secretariat.wording.shapes import shape_of
from comity.store import drafts
from comity.web.desk.acts import typed
from comity.web.desk.acts.bench import bench_of
from comity.web.desk.acts.draftpage import AUDIENCE, READERS, Edited, faults_of, mark_of, page
from comity.web.desk.acts.finding import at_draft, no_draft, not_yours_to_write, writes
from comity.web.desk.acts.laying import blank
from comity.web.desk.acts.nodes import element
from comity.web.desk.presence import now

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, QueryDict

    from comity.forum.openings.opening import Audience
    from comity.store.drafts import Draft
    from comity.web.desk.presence import Present

CONFLICT, UNPROCESSABLE = 409, 422


@at_draft
def edit(request: HttpRequest, here: Present, draft: Draft) -> HttpResponse:
    """Show a draft as a form, or keep what was typed into it."""
    edited = _edited(here, draft)
    if request.method != "POST":
        return page(request, here, edited, mending="mend" in request.GET)
    if not writes(here):
        return not_yours_to_write(request)
    if request.POST.get("do") == "drop":
        drafts.drop(here.shelf, draft.id)
        return HttpResponseRedirect(reverse("desk.drafts"))
    given = _given(request.POST, edited)
    if mark_of(draft) not in {request.POST.get("was"), mark_of(given)}:
        return page(request, here, replace(edited, draft=given, theirs=draft), status=CONFLICT)
    return _kept(request, here, edited, given)


def _edited(here: Present, draft: Draft) -> Edited:
    shape = shape_of(ACT_TYPES[draft.kind].body)
    try:
        return Edited(draft, shape, bench_of(here).entitled(draft.kind))
    except Refused as refused:
        return Edited(draft, shape, None, refused)


def _given(data: QueryDict, edited: Edited) -> Draft:
    """The draft as the form brings it; a list may have been given one more entry, or one fewer."""
    fields = typed.read(edited.shape, data)
    action, _colon, path = data.get("do", "").partition(":")
    if action == "add":
        typed.with_entry(fields, path, edited.shape)
    elif action == "remove":
        typed.without_entry(fields, path, edited.shape)
    elif action != "choose":
        fields = typed.pruned(edited.shape, fields)
    return replace(edited.draft, fields=fields, audience=_audience(data, edited))


def _audience(data: QueryDict, edited: Edited) -> Audience:
    """The audience that was chosen; where nothing is to be chosen, what the draft has."""
    chosen = data.get(AUDIENCE, "")
    if edited.entitled is None or chosen not in edited.entitled.audiences:
        return edited.draft.audience
    return tuple(sorted(set(data.getlist(READERS)))) if chosen == "named" else chosen


def _kept(request: HttpRequest, here: Present, edited: Edited, given: Draft) -> HttpResponse:
    same = mark_of(given) == mark_of(edited.draft)
    if not same:
        try:
            drafts.save(here.house.vault, replace(blank(given), hat=here.hat), now=now())
        except drafts.Stale:
            theirs = drafts.find(here.house.vault, here.shelf, given.id)
            if theirs is None:
                return no_draft(request)
            return page(request, here, replace(edited, draft=given, theirs=theirs), status=CONFLICT)
    return _onwards(request, here, edited, given)


def _onwards(request: HttpRequest, here: Present, edited: Edited, given: Draft) -> HttpResponse:
    action, _colon, path = request.POST.get("do", "").partition(":")
    address = reverse("desk.draft", args=[given.id])
    if action == "sign":
        if faults_of(given):
            kept = drafts.find(here.house.vault, here.shelf, given.id) or given
            return page(request, here, replace(edited, draft=kept), mending=True, status=UNPROCESSABLE)
        return HttpResponseRedirect(reverse("desk.sign", args=[given.id]))
    if action in {"add", "remove", "choose"}:
        at = path if action != "remove" else path.rpartition(".")[0]
        return HttpResponseRedirect(f"{address}#{element(at)}")
    return HttpResponseRedirect(f"{address}?kept=1")
