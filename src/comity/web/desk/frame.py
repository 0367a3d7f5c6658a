"""The frame around a page of a desk: the portal's, with the desk's own matters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from comity.forum.kernel.errors import gettext_noop
from comity.forum.kernel.text import said_in
from comity.store.living import today
from comity.web.portal.framework.ask import Ask
from comity.web.portal.framework.chrome import current_page_language, frame
from comity.web.portal.library import library
from comity.web.portal.pages.actlines import party_text

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from comity.web.desk.presence import Present

MATTERS = (
    ("desk.home", gettext_noop("Desk"), ""),
    ("desk.received", gettext_noop("Received"), ""),
    ("desk.sent", gettext_noop("Sent"), ""),
    ("desk.decisions", gettext_noop("Decisions"), ""),
    ("desk.meetings", gettext_noop("Meetings"), ""),
    ("desk.documents", gettext_noop("Documents"), ""),
    ("desk.treaties", gettext_noop("Treaties"), ""),
    ("desk.admission", gettext_noop("Admission"), ""),
    ("desk.calendar", gettext_noop("Calendar"), ""),
    ("desk.drafts", gettext_noop("Drafts"), ""),
    ("desk.officers", gettext_noop("Officers and keys"), ""),
    ("desk.parties", gettext_noop("Parties"), "secretariat"),
    ("desk.outbox", gettext_noop("Outbox"), "secretariat"),
    ("desk.record", gettext_noop("State of the record"), "secretariat"),
    ("desk.export", gettext_noop("Export"), ""),
)
"""The matters of a desk: name of the address, label, and whose desk has it where not everybody's does."""


def ask_here(on_language: str | None = None) -> Ask:
    """Return what pages of a desk are made from: the library, the reader's language, today."""
    return Ask(library(), on_language or current_page_language(), today())


def show(
    request: HttpRequest, here: Present, template: str, context: dict[str, Any], *, matter: str = "", status: int = 200
) -> HttpResponse:
    """Return a page of a desk. `context` may hold an `ask`; `matter` is the address's name in the desk's matters."""
    ask = context.pop("ask", None) or ask_here()
    framed = {**frame(request, ask, "", [], canonical=False), **desk_frame(ask, here, matter), **context}
    return render(request, template, framed, status=status)


def desk_frame(ask: Ask, here: Present, matter: str) -> dict[str, Any]:
    """Return what the desk's base template needs beside the portal's."""
    mine = "secretariat" if here.is_secretariat else "chair" if here.is_chair else "delegation"
    delegation = party_text(ask, here.delegation)
    titles = {
        "secretariat": _("Desk of the Secretariat"),
        "chair": _("Desk of the chair: %(party)s"),
        "delegation": _("Desk of the delegation of %(party)s"),
    }
    return {
        "here": here,
        "desk_title": titles[mine] % {"party": delegation},
        "desk_of": delegation if not here.is_chair else _("Chair"),
        "desk_office": said_in(here.officer.office, ask.language)[0],
        "desk_delegation": delegation,
        "desk_matters": [
            {"label": _(label), "url": reverse(name), "current": name == matter}
            for name, label, whose in MATTERS
            if whose in {"", mine}
        ],
        "sign_out_url": reverse("desk.sign_out"),
        "hat_url": reverse("desk.hat"),
    }
