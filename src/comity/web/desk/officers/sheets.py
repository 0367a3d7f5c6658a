"""The page of a form that leads to an act: what is typed is judged by the door's rules before it becomes a draft."""

from __future__ import annotations

from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from comity.forum.kernel.errors import Refused
from comity.forum.registry import ACT_TYPES
from comity.web.desk.frame import ask_here, show
from comity.web.desk.officers.papers import CredentialsForm
from comity.web.desk.signin.faults import faults_of, in_order
from comity.web.desk.signin.visitors import told
from comity.web.portal.pages.actlines import party_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from django import forms
    from django.http import HttpRequest, HttpResponse

    from comity.web.desk.officers.affair import Affair


@dataclass(frozen=True, slots=True)
class Sheet:
    """A form's page: its title, whom it is about, what follows, what to beware of; its parts, each with a head."""

    kind: str
    title: str
    about: str
    lead: str
    parts: Sequence[tuple[str, forms.Form]] = ()
    warnings: Sequence[str] = field(default_factory=tuple)


def lead_to(request: HttpRequest, affair: Affair, sheet: Sheet, said: Callable[[], dict[str, Any]]) -> HttpResponse:
    """Return the page of a form; once all is in order, lead to where the act that it comes to (`said`) is signed.

    An act that would be out of order is not kept: the form comes back, with the rule, and with all that was typed.
    """
    refused = None
    if request.method == "POST" and in_order(sheet.parts):
        body = {"party": affair.party, **said()}
        try:
            affair.check(sheet.kind, ACT_TYPES[sheet.kind].body.model_validate(body))
        except Refused as found:
            refused = found
        else:
            return affair.to_sign(sheet.kind, body)
    ask = ask_here()
    context = {
        "ask": ask,
        "sheet": sheet,
        "refused": told(refused),
        "faults": faults_of(sheet.parts),
        "back_url": affair.address(""),
        "party": party_text(ask, affair.party),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK
    return show(request, affair.here, "desk/officers_form.html", context, matter=affair.matter, status=status)


def note_verbale(request: HttpRequest, affair: Affair) -> list[tuple[str, CredentialsForm]]:
    """Return the part in which the secretariat names the note verbale it acts on; none where a party acts itself."""
    if affair.own:
        return []
    return [(_("Note verbale"), CredentialsForm(request.POST or None, request.FILES or None))]


def credentials(parts: Sequence[tuple[str, CredentialsForm]]) -> dict[str, Any]:
    """Return what an act says of the note verbale."""
    return {"credentials": parts[0][1].paper} if parts else {}
