"""Invitations made and withdrawn. A link is shown once, to whoever made it, and cannot be shown again."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from comity.forum.kernel.errors import Refused
from comity.forum.officers.acts import Paper
from comity.secretariat.composing import Hat
from comity.store import invitations, people
from comity.store.living import host_now
from comity.web.desk.frame import ask_here, show
from comity.web.desk.notices.times import clock_of
from comity.web.desk.notices.uploads import uploading
from comity.web.desk.officers.board import office_of
from comity.web.desk.officers.guarding import for_administrators, nobody_there, refused_here
from comity.web.desk.officers.sheets import credentials, note_verbale
from comity.web.desk.signin.faults import faults_of, in_order
from comity.web.desk.signin.place import place_of
from comity.web.portal.framework.ask import readable
from comity.web.portal.framework.chrome import current_page_language
from comity.web.portal.pages.actlines import party_text

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from comity.web.desk.officers.affair import Affair


@uploading
@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def invite(request: HttpRequest, affair: Affair, officer: str) -> HttpResponse:
    """Invite an officer to make a passkey: the link is in the answer, and nowhere else."""
    if affair.held.officer(officer) is None:
        return nobody_there(request, _("The party has no such officer, or has dismissed this officer already."))
    ask, hat = ask_here(), Hat(affair.party, officer)
    note = note_verbale(request, affair)
    person = people.find(affair.here.house.vault, people.wearer(hat) or "")
    context = {
        "ask": ask,
        "parts": note,
        "faults": faults_of(note),
        "party": party_text(ask, affair.party),
        "office": office_of(ask, affair, officer),
        "person": person.profile.name if person and affair.sees_people else "",
        "keys": len(list(affair.held.active_keys(officer))),
        "hours": int(invitations.LASTS.total_seconds() // 3600),
        "back_url": affair.address(""),
        "link": "",
        "expires": clock_of(affair.here, ask.language, host_now()).moment(host_now() + invitations.LASTS),
    }
    if request.method == "POST" and in_order(note):
        try:
            context["link"] = _link(request, affair, hat, credentials(note).get("credentials"))
        except Refused as refused:
            return refused_here(request, refused)
    wrong = request.method == "POST" and not context["link"]
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    return show(request, affair.here, "desk/officers_invite.html", context, matter=affair.matter, status=status)


@require_POST
@for_administrators
def withdraw(request: HttpRequest, affair: Affair) -> HttpResponse:
    """Withdraw an invitation that was not followed yet."""
    invitations.withdraw(affair.party, readable(request.POST.get("mark", "")))
    return HttpResponseRedirect(affair.address(""))


def _link(request: HttpRequest, affair: Affair, hat: Hat, note: dict[str, Any] | None) -> str:
    """Make an invitation, and return the address that it is followed at."""
    place, vault = place_of(request), affair.here.house.vault
    paper = Paper.model_validate(note) if note else None
    person = people.wearer(hat) or ""
    known = person if people.find(vault, person) else ""
    secret = invitations.invite(vault, hat, affair.here.hat, now=host_now(), person=known, credentials=paper)
    # Without a language: whoever follows it reads the page in her own.
    own_language = f"/{current_page_language()}/"
    return f"{place.origin}/{reverse('desk.invitation', args=[secret]).removeprefix(own_language)}"
