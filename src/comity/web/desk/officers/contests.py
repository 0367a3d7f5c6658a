"""Forms on contested representation: that it is contested, and by which papers that was settled. No side is taken."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from comity.web.desk.frame import ask_here
from comity.web.desk.officers.forms import ClaimantForm, NoteForm
from comity.web.desk.officers.guarding import entering
from comity.web.desk.officers.papers import PaperForm
from comity.web.desk.officers.sheets import Sheet, lead_to
from comity.web.portal.pages.actlines import party_text

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from comity.web.desk.officers.affair import Affair

ROOM = 4
"""How many claimants the form has room for; two of them are wanted."""

_WANTED = 2
_METHODS = require_http_methods(["GET", "HEAD", "POST"])


@_METHODS
@entering("officers.contest")
def contest(request: HttpRequest, affair: Affair) -> HttpResponse:
    """Enter that more than one administration claims to represent a party."""
    claimants = [_claimant(request, nth) for nth in range(ROOM)]
    note = NoteForm(request.POST or None)
    lead = _(
        "The record holds each claimant with its papers, and takes no side. What becomes of the party’s acts meanwhile "
        "is the charter’s rule."
    )
    parts = [
        *((_("Claimant %(number)s") % {"number": nth + 1}, form) for nth, form in enumerate(claimants)),
        (_("Note"), note),
    ]
    about = party_text(ask_here(), affair.party)
    sheet = Sheet("officers.contest", _("Representation is contested"), about, lead, parts)
    return lead_to(
        request,
        affair,
        sheet,
        lambda: {"claimants": [each.said for each in claimants if each.is_filled], **note.said},
    )


@_METHODS
@entering("officers.settle")
def settle(request: HttpRequest, affair: Affair) -> HttpResponse:
    """Enter by which paper a contest was settled."""
    paper, note = PaperForm(request.POST or None, prefix="paper"), NoteForm(request.POST or None)
    lead = _("The party’s acts go on as before the contest. The record says by which paper, and not who was right.")
    about = party_text(ask_here(), affair.party)
    parts = [(_("The paper"), paper), (_("Note"), note)]
    sheet = Sheet("officers.settle", _("Representation is settled"), about, lead, parts)
    return lead_to(request, affair, sheet, lambda: {"papers": [paper.paper], **note.said})


def _claimant(request: HttpRequest, nth: int) -> ClaimantForm:
    may_be_empty: dict[str, Any] = {"empty_permitted": True, "use_required_attribute": False} if nth >= _WANTED else {}
    return ClaimantForm(request.POST or None, prefix=f"claimant{nth}", **may_be_empty)
