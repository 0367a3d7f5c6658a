"""What a decision brings about: in words, with the way to where it shows, or why it did not follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from comity.forum.decisions.effects import Admit, AmendCharter, EndStatus
from comity.forum.decisions.machine import STANDS
from comity.forum.decisions.rules.effects import effect_due
from comity.forum.decisions.rules.meeting import BRINGING
from comity.secretariat.wording.effects import effect_words
from comity.web.portal.framework.data import Data
from comity.web.portal.framework.links import address
from comity.web.portal.pages.amendment import Changed, changes_shown
from comity.web.portal.pages.chartered import charter_of

if TYPE_CHECKING:
    from comity.forum.decisions.effects import Effect
    from comity.forum.decisions.state import Decision
    from comity.web.portal.framework.ask import Ask


class EffectShown(Data):
    """What a decision brings about. `followed`: it has; `hindered` says that it could not follow.

    `url` leads to where it shows; `provisions` is what an amendment changes in the charter.
    """

    says: str
    url: str
    followed: bool
    hindered: bool
    provisions: list[Changed]


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


def _provisions(ask: Ask, held: Decision, due: AmendCharter) -> list[Changed]:
    charter = charter_of(ask)
    if charter is None:
        return []
    made = next((each.version for each in charter.amendments if each.decision == held.decision), charter.version + 1)
    return changes_shown(ask, charter.at(made - 1), due)
