"""The pages of admission: who is on the way to a status, and one candidature step by step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from comity.forum.kernel.names import HATS
from comity.forum.membership.state import KIND as PARTY
from comity.forum.membership.state import party as party_of
from comity.web.desk.acts.finding import not_yours_to_write, writes
from comity.web.desk.admission.steps import PROPOSE, begun, candidature, matters_of, open_to, proposal
from comity.web.desk.decisions.deeds import may_do_any
from comity.web.desk.frame import show
from comity.web.desk.notices.acting import keep
from comity.web.desk.notices.sitting import sit
from comity.web.desk.presence import at_desk
from comity.web.desk.treaties.kept import asking
from comity.web.portal import errors
from comity.web.portal.framework.links import address

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest, HttpResponse

    from comity.forum.membership.state import Party
    from comity.web.desk.admission.steps import Candidature
    from comity.web.desk.decisions.asking import Asking
    from comity.web.desk.presence import Present

MATTER = "desk.admission"


@require_safe
@at_desk
def candidates(request: HttpRequest, here: Present) -> HttpResponse:
    """Show who is on the way to a status, the party itself first; and what it may apply for."""
    asked = asking(sit(here))
    at = asked.at
    ours = party_of(asked.view, here.party) if here.party not in HATS else None
    found = on_their_way(asked)
    context = {
        "ask": at.ask,
        "ours": [each for each in found if each.party == here.party],
        "others": [each for each in found if each.party != here.party],
        "may_apply": _may_apply(asked, ours, found) if ours else [],
        "may_enter": writes(here) and may_do_any(asked, ("membership.enter_party",)),
        "keeps": here.is_secretariat,
    }
    return show(request, here, "desk/admission.html", context, matter=MATTER)


def on_their_way(asked: Asking) -> list[Candidature]:
    """Return every candidature, by the names of the parties."""
    known: Sequence[Any] = asked.at.ask.library.all_of(PARTY)
    pairs = [(party, status) for party in known for status in begun(asked, party)]
    if not pairs:
        return []
    _fetch(asked, [party for party, _status in pairs])
    matters = matters_of(asked)
    found = [candidature(asked, party, status, matters) for party, status in pairs]
    return sorted(found, key=lambda each: each.name.casefold())


def _fetch(asked: Asking, parties: Sequence[Party]) -> None:
    """At once, what the steps name."""
    titles = asked.at.ask.titles
    titles.fetch("decision", [each.decision for party in parties for each in party.acceptances])


def _may_apply(asked: Asking, ours: Party, found: list[Candidature]) -> list[dict[str, str]]:
    underway = {each.status for each in found if each.party == ours.party}
    if not writes(asked.at.here):
        return []
    return [
        {"text": asked.at.ask.speech.title("status", status), "url": f"{reverse('desk.apply')}?status={status}"}
        for status in open_to(asked, ours)
        if status not in underway and asked.refusal("membership.apply", {"party": ours.party, "status": status}) is None
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def candidate(request: HttpRequest, here: Present, party: str, status: str) -> HttpResponse:
    """Show one candidature; when its decision is to be proposed, begin that draft and go on to the proposal's form."""
    asked = asking(sit(here))
    known = party_of(asked.view, party)
    if known is None or status not in {*open_to(asked, known), *(each.status for each in known.acceptances)}:
        return no_candidature(request, party)
    if request.method == "POST":
        return _propose(request, asked, known, status)
    _fetch(asked, [known])
    context = {
        "ask": asked.at.ask,
        "held": candidature(asked, known, status, matters_of(asked)),
        "writes": writes(here),
        "public": address("participant", party),
    }
    return show(request, here, "desk/candidate.html", context, matter=MATTER)


def no_candidature(request: HttpRequest, party: str) -> HttpResponse:
    """Return the page for a candidature that is not there."""
    wrong = _("%(party)s is on its way to no such status.") % {"party": party}
    return errors.page(request, 404, _("No such candidature"), wrong, code="desk.no_candidature")


def _propose(request: HttpRequest, asked: Asking, known: Party, status: str) -> HttpResponse:
    if not writes(asked.at.here):
        return not_yours_to_write(request)
    said = proposal(asked, known, status)
    if said is None:
        wrong = _("No proposal to decide this would be taken from this desk now.")
        return errors.page(request, 403, _("Not to be proposed now"), wrong, code="desk.not_proposed")
    draft = keep(asked.at, PROPOSE, said, asked.audience(PROPOSE))
    return HttpResponseRedirect(f"{reverse('desk.propose')}?draft={draft.id}")
