"""What a decision brings about: in words, with the way to where it shows, or why it did not follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from comity.forum.decisions.effects import Admit, AmendCharter, EndStatus
from comity.forum.decisions.machine import STANDS
from comity.forum.decisions.rules.effects import effect_due
from comity.forum.decisions.rules.meeting import BRINGING
from comity.secretariat.wording.amendments import KINDS, Difference, differences
from comity.secretariat.wording.effects import effect_words
from comity.web.portal.framework.data import Data
from comity.web.portal.framework.links import address
from comity.web.portal.pages.chartered import charter_of

if TYPE_CHECKING:
    from comity.forum.decisions.effects import Effect
    from comity.forum.decisions.state import Decision
    from comity.web.portal.framework.ask import Ask


class Part(Data):
    """Words of a field of the charter that stay ("same"), come ("added") or go ("removed")."""

    kind: str
    text: str


class Altered(Data):
    """A field of a provision: what it is called, and how it changes."""

    label: str
    parts: list[Part]


class Provision(Data):
    """A provision of the charter that is new, changes, ends or is confirmed."""

    kind: str
    part: str
    name: str
    fields: list[Altered]


class EffectShown(Data):
    """What a decision brings about. `followed`: it has; `hindered` says that it could not follow.

    `url` leads to where it shows; `provisions` is what an amendment changes in the charter.
    """

    says: str
    url: str
    followed: bool
    hindered: bool
    provisions: list[Provision]


def effect(ask: Ask, held: Decision) -> EffectShown | None:
    """Return what a matter's decision brings about, None where that is nothing beside its text."""
    due = effect_due(held, held.result.chosen if held.result else None)
    if due is None:
        return None
    came = held.state == STANDS and held.result is not None and held.result.outcome in BRINGING
    hindered = came and held.result is not None and held.result.hindered is not None
    return EffectShown(
        says=ask.say(effect_words(due))[0],
        url=_url(due),
        followed=came and not hindered,
        hindered=hindered,
        provisions=_provisions(ask, held, due) if isinstance(due, AmendCharter) else [],
    )


def _url(due: Effect) -> str:
    if isinstance(due, Admit | EndStatus):
        return address("participant", due.party)
    return reverse("charter") if due.kind == "charter" else reverse("chair")


def _provisions(ask: Ask, held: Decision, due: AmendCharter) -> list[Provision]:
    charter = charter_of(ask)
    if charter is None:
        return []
    made = next((each.version for each in charter.amendments if each.decision == held.decision), charter.version + 1)
    return [_provision(each) for each in differences(charter.at(made - 1), due, ask.speech)]


def _provision(one: Difference) -> Provision:
    fields = [
        Altered(
            label=each.label,
            parts=[Part(kind=piece.kind, text=piece.text) for piece in each.pieces]
            or [
                *(Part(kind="removed", text=text) for text in each.before),
                *(Part(kind="added", text=text) for text in each.after),
            ],
        )
        for each in one.fields
    ]
    return Provision(kind=_(KINDS[one.kind]), part=one.part, name=one.name, fields=fields)
