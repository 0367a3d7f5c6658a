"""Whether a decision may bring about what it says: by the matter that it is on, and by the rules of what it changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity.forum.charter.amending import check_amendment
from comity.forum.charter.checks import require_charter
from comity.forum.decisions.effects import Admit, AmendCharter, ChooseChair, EndStatus, FillPost, ProlongChair
from comity.forum.kernel.errors import Reason, Refused, gettext_noop
from comity.forum.membership.checks import check_states
from comity.forum.membership.deciding import check_admission, check_ending
from comity.forum.offices.deciding import check_choice, check_filling, check_prolonging

if TYPE_CHECKING:
    from comity.forum.charter.provisions import Matter
    from comity.forum.decisions.effects import Effect
    from comity.forum.decisions.state import Decision
    from comity.forum.kernel.acts import Enacted
    from comity.forum.kernel.values import Values

EFFECT_OF_ANOTHER = Reason(
    "decisions.effect_of_another",
    gettext_noop("A decision on “%(matter)s” does not bring about what is named here (%(effect)s)."),
    gettext_noop("By the charter it can bring about: %(effects)s."),
)
EFFECT_DIFFERS = Reason(
    "decisions.effect_differs",
    gettext_noop("What “%(decision)s” is said to bring about is not what was proposed."),
    gettext_noop("Repeat the effect of the proposal as it stands; to change it, revise the proposal first."),
)


def check_effect(effect: Effect | None, rule: Matter, act: Enacted, values: Values) -> None:
    """Refuse an effect that is none of the matter's, or that the subject which it changes would refuse."""
    if effect is None:
        return
    if effect.kind not in rule.effects:
        raise Refused(EFFECT_OF_ANOTHER, matter=rule.matter, effect=effect.kind, effects=", ".join(rule.effects) or "—")
    require_charter(values)
    if isinstance(effect, Admit):
        check_admission(effect.party, effect.status, act, values)
    elif isinstance(effect, EndStatus):
        check_ending(effect, act, values)
    elif isinstance(effect, ChooseChair):
        check_states([effect.state], values)
        check_choice(effect.term, effect.since, effect.until, values)
    elif isinstance(effect, ProlongChair):
        check_prolonging(effect.term, effect.until, values)
    elif isinstance(effect, FillPost):
        check_states([effect.nationality], values)
        check_filling(effect.post, effect.tenure, effect.since, effect.until, values)
    elif isinstance(effect, AmendCharter):
        check_amendment(effect.changes, effect.in_force, rule, act, values)


def effect_due(held: Decision, chosen: str | None) -> Effect | None:
    """Return what a decision is to bring about: what was proposed; after an election the chair is who was chosen."""
    if chosen is not None and isinstance(held.effect, ChooseChair):
        return held.effect.model_copy(update={"state": chosen})
    return held.effect


def check_same_effect(given: Effect | None, proposed: Effect | None, decision: str) -> None:
    """Refuse a conclusion that says another effect than was proposed."""
    if given != proposed:
        raise Refused(EFFECT_DIFFERS, decision=decision)
