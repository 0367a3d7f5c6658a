"""The secretariat's pages of parties: who can act, who has nobody to look after its officers, who is contested."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from comity.forum.charter.state import CHARTER, Charter
from comity.forum.kernel.names import CHAIR
from comity.forum.kernel.text import said_in
from comity.forum.officers.authority import delegation_of
from comity.forum.officers.state import KIND, Contested, Keyring
from comity.secretariat.composing import View
from comity.secretariat.wording.names import sorted_by_name
from comity.web.desk.frame import ask_here, show
from comity.web.desk.officers.guarding import about_officers, for_the_secretariat
from comity.web.desk.officers.page import officers_of
from comity.web.portal.framework.data import Data, Link
from comity.web.portal.framework.links import act_link
from comity.web.portal.pages.actlines import party_text

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from comity.web.desk.officers.affair import Affair
    from comity.web.desk.presence import Present
    from comity.web.portal.framework.ask import Ask

STANDINGS = ("with", "without", "contested")


class PartyShown(Data):
    """A party: its status, how many officers act for it, and how many of them look after the others."""

    party: Link
    status: str
    officers: int
    administrators: int
    contested: bool
    in_chair: bool


class ClaimShown(Data):
    """An administration that claims to represent a party, and the references of its papers."""

    name: str
    papers: list[str]


class ContestShown(Data):
    """A contest over a party's representation: by which act it is in the record, and by which it was settled."""

    claims: list[ClaimShown]
    act: Link
    settled: Link | None


@require_safe
@for_the_secretariat
def parties(request: HttpRequest, here: Present) -> HttpResponse:
    """All parties of the register."""
    ask = ask_here()
    every = _parties(ask, here)
    status, standing = request.GET.get("status", ""), request.GET.get("standing", "")
    statuses = sorted({each.status for each in every if each.status})
    shown = [each for each in every if _wanted(each, status, standing)]
    context = {
        "ask": ask,
        "parties": shown,
        "all": len(every),
        "without": sum(1 for each in every if each.status and not each.administrators),
        "statuses": statuses,
        "status": status,
        "standing": standing,
        "standings": [("with", _("has administrators")), ("without", _("has none")), ("contested", _("is contested"))],
    }
    return show(request, here, "desk/parties.html", context, matter="desk.parties")


@require_safe
@about_officers
def party(request: HttpRequest, affair: Affair) -> HttpResponse:
    """One party: its officers, and whether its representation is contested."""
    ask = ask_here()
    contests = [_contest(ask, each) for each in reversed(affair.held.contests)]
    held = cast("Charter | None", ask.library.get(CHARTER))
    rule = held.contest_rule(ask.today.isoformat()) if held else None
    context = {
        **officers_of(ask, affair),
        "party": party_text(ask, affair.party),
        "contests": contests,
        "contested": affair.held.contested is not None,
        "contest_rule": said_in(rule.text, ask.language)[0] if rule else "",
        "may_contest": affair.hindrance("officers.contest") is None,
        "contest_url": affair.address(".contest"),
        "settle_url": affair.address(".settle"),
        "public_url": reverse("participant", args=[affair.party]),
        "first": not affair.held.officers,
    }
    return show(request, affair.here, "desk/party.html", context, matter="desk.parties")


def _parties(ask: Ask, here: Present) -> list[PartyShown]:
    held = {each.party: each for each in (cast("Keyring", value) for value in ask.library.all_of(KIND))}
    chairing = delegation_of(CHAIR, ask.today.isoformat(), View(here.house.ledger))
    shown = []
    for found in sorted_by_name(list(ask.held.parties.values()), ask.language, ask.today):
        keyring = held.get(found.party) or Keyring(party=found.party)
        spell = ask.held.status_on(found.party, ask.today)
        shown.append(
            PartyShown(
                party=Link(
                    id=found.party, text=ask.speech.party(found.party), url=reverse("desk.party", args=[found.party])
                ),
                status=ask.speech.title("status", spell.status) if spell else "",
                officers=sum(1 for each in keyring.officers if each.dismissed is None),
                administrators=len(keyring.able("administrator")),
                contested=keyring.contested is not None,
                in_chair=found.party == chairing,
            )
        )
    return shown


def _wanted(each: PartyShown, status: str, standing: str) -> bool:
    if status and each.status != status:
        return False
    return {
        "with": each.administrators > 0,
        "without": each.administrators == 0,
        "contested": each.contested,
    }.get(standing, True)


def _contest(ask: Ask, found: Contested) -> ContestShown:
    """A contest, the claimants in alphabetical order: the record takes no side, and neither does the page."""
    claims = [ClaimShown(name=said_in(name, ask.language)[0], papers=list(papers)) for name, papers in found.claimants]
    return ContestShown(
        claims=sorted(claims, key=lambda claim: claim.name.casefold()),
        act=act_link(found.act),
        settled=None if found.settled is None else act_link(found.settled),
    )
