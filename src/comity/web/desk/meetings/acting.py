"""Acts of whoever runs a meeting: kept as a draft and laid before her at once, to be signed where she is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponseRedirect
from django.urls import reverse

from comity.secretariat.composing import stored_body
from comity.store import drafts
from comity.web.desk.notices import forms
from comity.web.desk.notices.acting import keep

if TYPE_CHECKING:
    from django.http import HttpResponse

    from comity.forum.kernel.acts import Body
    from comity.store.drafts import Draft
    from comity.web.desk.decisions.asking import Asking
    from comity.web.desk.notices.forms import Form


def lay(asked: Asking, form: Form, kind: str, said: dict[str, Any]) -> HttpResponse | None:
    """Keep an act as a draft and go on to where it is signed; None where it is not in order: the form says why."""
    audience = asked.audience(kind)
    body = forms.judged(asked.at, form, kind, said, lambda _body: audience)
    if body is None:
        return None
    draft = keep(asked.at, kind, stored_body(body), audience, _before(asked, kind, body))
    return HttpResponseRedirect(reverse("desk.sign", args=[draft.id]))


def _before(asked: Asking, kind: str, body: Body) -> Draft | None:
    """What the same officer began at this meeting and left unsigned: a room leaves no heap of drafts behind."""
    here = asked.at.here
    for draft in drafts.listed(here.house.vault, here.shelf):
        same = all(draft.fields.get(name) == getattr(body, name, None) for name in ("meeting", "decision"))
        if same and draft.kind == kind and draft.hat == here.hat and not draft.waiting:
            return draft
    return None
