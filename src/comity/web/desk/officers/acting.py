"""Forms that lead to an act about officers: enrolment, revocation of a key, dismissal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from comity.secretariat.keynames import new_officer_id
from comity.web.desk.frame import ask_here
from comity.web.desk.notices.uploads import uploading
from comity.web.desk.officers.board import office_of
from comity.web.desk.officers.forms import OfficeForm, RevokeForm
from comity.web.desk.officers.guarding import for_administrators, nobody_there
from comity.web.desk.officers.sheets import Sheet, credentials, lead_to, note_verbale
from comity.web.desk.officers.wording import key_kind
from comity.web.portal.pages.actlines import party_text

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from comity.web.desk.officers.affair import Affair

_METHODS = require_http_methods(["GET", "HEAD", "POST"])


@uploading
@_METHODS
@for_administrators
def enrol(request: HttpRequest, affair: Affair) -> HttpResponse:
    """Enrol an officer."""
    first = [] if affair.held.able("administrator") else ["administrator", "authoriser"]
    form, note = OfficeForm(request.POST or None, initial={"functions": first}), note_verbale(request, affair)
    lead = _(
        "An office of the party, under an id that tells nothing. Who the person is stands nowhere in the record; she "
        "says it herself when she follows her invitation."
    )
    about = party_text(ask_here(), affair.party)
    sheet = Sheet("officers.enrol", _("Enrol an officer"), about, lead, [("", form), *note])
    return lead_to(request, affair, sheet, lambda: {"officer": new_officer_id(), **form.said, **credentials(note)})


@uploading
@_METHODS
@for_administrators
def revoke(request: HttpRequest, affair: Affair, officer: str) -> HttpResponse:
    """Revoke a key."""
    keys = list(affair.held.active_keys(officer))
    if not keys:
        return nobody_there(request, _("This officer holds no key that could be revoked."))
    shown = '{} <span class="fingerprint">{}</span>'
    offered = [(key.fingerprint, format_html(shown, key_kind(key.openssh), key.fingerprint)) for key in keys]
    chosen = request.GET.get("key") or keys[0].fingerprint
    form, note = RevokeForm(offered, request.POST or None, initial={"key": chosen}), note_verbale(request, affair)
    lead = _("The key signs no more once the act is entered, and whoever has signed in with it is out at once.")
    sheet = Sheet(
        "officers.revoke_key",
        _("Revoke a key"),
        office_of(ask_here(), affair, officer),
        lead,
        [("", form), *note],
        warnings(affair, officer, {keys[0].fingerprint} if len(keys) == 1 else set()),
    )
    return lead_to(
        request,
        affair,
        sheet,
        lambda: {
            "officer": officer,
            "fingerprint": form.cleaned_data["key"],
            "reason": form.cleaned_data["reason"],
            **credentials(note),
        },
    )


@uploading
@_METHODS
@for_administrators
def dismiss(request: HttpRequest, affair: Affair, officer: str) -> HttpResponse:
    """Dismiss an officer."""
    if affair.held.officer(officer) is None:
        return nobody_there(request, _("The party has no such officer, or has dismissed this officer already."))
    lead = _("She acts for the party no more, with whatever key. What she signed before stays valid.")
    note = note_verbale(request, affair)
    going = {key.fingerprint for key in affair.held.active_keys(officer)}
    about = office_of(ask_here(), affair, officer)
    sheet = Sheet("officers.dismiss", _("Dismiss an officer"), about, lead, note, warnings(affair, officer, going))
    return lead_to(request, affair, sheet, lambda: {"officer": officer, **credentials(note)})


def warnings(affair: Affair, officer: str, going: set[str]) -> list[str]:
    """Return a warning where nobody is left to look after the party's officers once keys of an officer are gone."""
    held = affair.held
    able = {each.officer for each in held.able("administrator")}
    if able != {officer} or {key.fingerprint for key in held.active_keys(officer)} - going:
        return []
    if affair.here.is_secretariat and affair.own:
        return [_("This is the last key of the last administrator of the Secretariat; the rules keep it from going.")]
    return [
        _(
            "This is the last key of the last administrator. After it nobody can enrol, invite or dismiss anybody for "
            "the party, until the Secretariat enters a new administrator on a note verbale."
        )
    ]
