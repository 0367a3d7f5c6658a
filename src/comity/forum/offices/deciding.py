"""What decisions do about the chair and the posts: when they may, and what they make of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from comity.forum.kernel.checks import check_span
from comity.forum.kernel.errors import Refused
from comity.forum.kernel.moments import day_of
from comity.forum.offices import rules, state

if TYPE_CHECKING:
    from comity.forum.kernel.acts import Enacted
    from comity.forum.kernel.values import Values


def check_choice(term: str, since: str, until: str | None, values: Values) -> None:
    """Refuse to choose a chair for a term that is in the register already, or that ends before it begins."""
    check_span(since, until)
    held = state.chair(values)
    if held and any(each.term == term for each in held.terms):
        raise Refused(rules.TERM_TWICE, term=term)


def check_prolonging(term: str, until: str, values: Values) -> None:
    """Refuse to prolong a term that is not in the register, or to a day before it began."""
    check_span(rules.term_of(term, values).since, until)


def check_filling(post: str, tenure: str, since: str, until: str | None, values: Values) -> None:
    """Refuse a tenure entered already, or one that ends before it begins."""
    check_span(since, until)
    held = state.post(values, post)
    if held and any(each.tenure == tenure for each in held.tenures):
        raise Refused(rules.TENURE_TWICE, tenure=tenure)


def chair_decided(value: state.Chair | None, act: Enacted, _id: str) -> state.Chair:
    """Return the chair after a decision that chooses a state for a term, or prolongs one."""
    body: Any = act.body
    effect = body.effect
    value = value or state.Chair()
    if effect.kind == "chair":
        term = state.Term.of(act, **_told(effect), **_decided(act))
        return value.touched(act.index, terms=(*value.terms, term))
    extension = state.Extension.of(act, until=effect.until, **_decided(act))
    term = next(each for each in value.terms if each.term == effect.term)
    prolonged = term.model_copy(update={"extensions": (*term.extensions, extension)})
    return value.touched(act.index, terms=tuple(prolonged if t.term == effect.term else t for t in value.terms))


def post_decided(value: state.Post | None, act: Enacted, slug: str) -> state.Post:
    """Return the post after a decision that fills it."""
    body: Any = act.body
    effect = body.effect
    value = value or state.Post(post=slug)
    tenure = state.Tenure.of(
        act,
        tenure=effect.tenure,
        person=effect.person,
        nationality=effect.nationality,
        since=effect.since,
        until=effect.until,
        meeting=getattr(body, "meeting", None),
        decision=body.decision,
    )
    return value.touched(act.index, tenures=(*value.tenures, tenure))


def _told(effect: Any) -> dict[str, object]:  # noqa: ANN401 - one of the effects on the chair
    return {"term": effect.term, "state": effect.state, "since": effect.since, "until": effect.until}


def _decided(act: Enacted) -> dict[str, object]:
    body: Any = act.body
    silence = hasattr(body, "effective")
    return {
        "on": day_of(body.effective if silence else act.entered),
        "body": None,
        "meeting": getattr(body, "meeting", None),
        "path": "silence" if silence else "meeting",
        "decision": body.decision,
    }
