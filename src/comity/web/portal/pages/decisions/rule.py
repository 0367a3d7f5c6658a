"""By which rule a matter is decided: its row of the authority matrix, and how its body decides it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from comity.forum.decisions.machine import LIVE
from comity.forum.kernel.errors import gettext_noop
from comity.secretariat.wording.terms.decisions import WAYS
from comity.web.portal.framework.data import Data
from comity.web.portal.framework.links import body_name
from comity.web.portal.pages.chartered import charter_of
from comity.web.portal.pages.provisions import basis, sentence_of, words_of

if TYPE_CHECKING:
    from comity.forum.charter.provisions import Matter, Procedure, Provision, SilenceRule
    from comity.forum.decisions.state import Decision
    from comity.web.portal.framework.ask import Ask

ROLES = {
    "decides": gettext_noop("decides"),
    "recommends": gettext_noop("recommends"),
    "drafts": gettext_noop("drafts"),
    "discusses": gettext_noop("discusses"),
    "finalises": gettext_noop("finalises"),
    "approves": gettext_noop("approves"),
}
"""What a body does on a matter, by the authority matrix."""


class Basis(Data):
    """On what a rule rests: its sources, a decision of the forum by name, or that it is assumed."""

    sources: list[str]
    assumed: bool
    decided: str
    note: str


class Role(Data):
    """What a body does on the matter."""

    body: str
    role: str


class RuleShown(Data):
    """By which rule the matter is decided, as it stood on `day`."""

    day: str
    matter: str
    roles: list[Role]
    matter_basis: Basis
    way: str
    text: str
    silence: list[str]
    way_basis: Basis


def rule(ask: Ask, held: Decision) -> RuleShown | None:
    """Return the rule by which a matter was decided, or is to be; None where the charter does not say."""
    charter = charter_of(ask)
    day = ask.day.isoformat() if held.state in LIVE or held.result is None else held.result.entered[:10]
    matter = charter.matter(held.matter, day) if charter else None
    way = charter.procedure(held.body, held.matter, day) if charter else None
    if matter is None or way is None:
        return None
    return RuleShown(
        day=day,
        matter=words_of(ask, matter.name),
        roles=_roles(ask, matter, day),
        matter_basis=_basis(ask, matter),
        way=_(WAYS[way.way]),
        text=sentence_of(ask, way.text),
        silence=_silence(way.silence) if way.silence else [],
        way_basis=_basis(ask, way),
    )


def _roles(ask: Ask, matter: Matter, day: str) -> list[Role]:
    """What bodies do on the matter, in the charter's order of bodies: an entry keeps none among names."""
    held = charter_of(ask)
    order = {rule.body: place for place, rule in enumerate(held.rules.bodies)} if held else {}
    roles = sorted(matter.roles.items(), key=lambda role: order.get(role[0], len(order)))
    return [Role(body=body_name(ask, body, day), role=_(ROLES[does])) for body, does in roles]


def _basis(ask: Ask, provision: Provision | Procedure) -> Basis:
    known = basis(ask, provision)
    decided = provision.decided or ""
    return Basis(sources=known["sources"], assumed=known["assumed"], decided=decided, note=known["note"])


def _silence(way: SilenceRule) -> list[str]:
    """How silences run, one sentence a rule."""
    told = [_("A silence runs %(hours)s hours at least.") % {"hours": way.hours}]
    if way.veto_hours:
        told.append(_("For %(hours)s hours a member can prevent its use.") % {"hours": way.veto_hours})
    if way.breaker == "chair_only":
        told.append(_("Who breaks a silence is known to the chair alone."))
    if way.numbered == "next_meeting":
        told.append(_("What silence has decided is numbered at the next meeting of the body."))
    return told
