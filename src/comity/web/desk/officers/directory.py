"""An officer's entry in the directory: changed by herself or an administrator of her party, and erased."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from comity.forum.kernel.errors import Reason, Refused, gettext_noop
from comity.secretariat.composing import Hat
from comity.store import people
from comity.web.desk.frame import ask_here, show
from comity.web.desk.officers.board import office_of
from comity.web.desk.officers.guarding import about_officers, nobody_there, refused_here
from comity.web.desk.signin.faults import faults_of
from comity.web.desk.signin.profile import ProfileForm, initial
from comity.web.portal.pages.actlines import party_text

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from comity.store.people import Person
    from comity.web.desk.officers.affair import Affair


HERS_ALONE = Reason(
    "desk.entry_of_two_parties",
    gettext_noop("This person serves another party too, and changes the entry herself."),
    gettext_noop("Ask her to change it at her desk, or part with her."),
)


@require_http_methods(["GET", "HEAD", "POST"])
@about_officers
def entry(request: HttpRequest, affair: Affair, officer: str) -> HttpResponse:
    """Change an entry."""
    person = _person(affair, officer)
    if person is None:
        return nobody_there(request, _("The directory knows nobody who serves as this officer."))
    hindrance = affair.hindrance()
    if hindrance and not _is_own(affair, officer):
        return refused_here(request, hindrance)
    # What one party's administrator changes would be changed for the other party too.
    hers = people.serves_others(person.id, affair.party) and not _is_herself(affair, person)
    if hers and (hindrance or request.method == "POST"):
        return refused_here(request, Refused(HERS_ALONE))
    ask = ask_here()
    form = ProfileForm(request.POST or None, initial=initial(person, ask.language))
    if request.method == "POST" and form.is_valid():
        people.save(affair.here.house.vault, person.id, form.profile)
        return HttpResponseRedirect(affair.address(""))
    context = {
        "ask": ask,
        "form": form,
        "hers_alone": _(HERS_ALONE.text) if hers else "",
        "faults": faults_of([("", form)]),
        "party": party_text(ask, affair.party),
        "office": office_of(ask, affair, officer),
        "back_url": affair.address(""),
        "erase_url": "" if hindrance else affair.address(".erase", officer),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK
    return show(request, affair.here, "desk/officers_entry.html", context, matter=affair.matter, status=status)


@require_POST
@about_officers
def erase(request: HttpRequest, affair: Affair, officer: str) -> HttpResponse:
    """Erase an entry; whoever serves another party too only parts with this one."""
    hindrance = affair.hindrance()
    if hindrance:
        return refused_here(request, hindrance)
    if person := _person(affair, officer):
        people.part(affair.here.house.vault, person.id, Hat(affair.party, officer))
    return HttpResponseRedirect(affair.address(""))


def _person(affair: Affair, officer: str) -> Person | None:
    found = people.wearer(Hat(affair.party, officer)) if affair.sees_people else None
    return people.find(affair.here.house.vault, found) if found else None


def _is_own(affair: Affair, officer: str) -> bool:
    return affair.here.delegation == affair.party and affair.here.hat.officer == officer


def _is_herself(affair: Affair, person: Person) -> bool:
    return affair.here.session.person == person.id
