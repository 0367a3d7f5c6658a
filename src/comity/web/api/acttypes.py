"""Act types as the API tells them: what they are called and do, who enters them by the charter, what they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from comity.forum.charter.state import charter
from comity.forum.kernel.names import SECRETARIAT
from comity.forum.registry import ACT_TYPES
from comity.secretariat.messages import ListedType, ToldRule, ToldType
from comity.secretariat.wording.types import TYPES
from comity.store import living

if TYPE_CHECKING:
    from comity.forum.charter.provisions import ActRule, ContestRule
    from comity.forum.kernel.values import Values

_BASIS = frozenset(("act", "sources", "confidence", "note", "assumed", "decided", "since", "until"))


def listed(name: str, values: Values) -> ListedType:
    """Return an act type as lists show it."""
    return ListedType(**_told(name, values))


def told(name: str, values: Values) -> ToldType:
    """Return an act type with the shape of its body."""
    return ToldType(**_told(name, values), body=ACT_TYPES[name].body.model_json_schema())


def _told(name: str, values: Values) -> dict[str, Any]:
    row = ACT_TYPES[name]
    about = (row.body.__doc__ or "").removeprefix(f"`{name}`: ")
    return {
        "type": name,
        "v": row.v,
        "name": _(TYPES[name]),
        "about": " ".join(about.split()),
        "restrictable": row.restrictable,
        "rules": rules_of(name, values),
        "url": f"{reverse('api.acts.type', args=[name])}?lang={get_language()}",
    }


def rules_of(name: str, values: Values) -> tuple[ToldRule, ...]:
    """Return who enters acts of a type today: the charter's rules, or that the Secretariat does where it has none."""
    held = charter(values)
    rules = held.act_rules(name, today()) if held else []
    return tuple(act_rule(rule) for rule in rules) or (_SECRETARIAT_ALONE,)


def today() -> str:
    """Return the forum's day (UTC)."""
    return living.today().isoformat()


def act_rule(rule: ActRule) -> ToldRule:
    """Return a rule of who enters what."""
    return _cited(f"acts: {rule.act}", rule)


def contest_rule(rule: ContestRule) -> ToldRule:
    """Return the rule of what becomes of a contested party's acts."""
    return _cited("contested", rule)


def _cited(provision: str, rule: ActRule | ContestRule) -> ToldRule:
    says = {name: value for name, value in rule.model_dump(mode="json").items() if name not in _BASIS}
    return ToldRule(provision=provision, says=says, assumed=rule.assumed, sources=rule.sources)


_SECRETARIAT_ALONE = ToldRule(
    provision="",
    says={
        "by": [SECRETARIAT.lower()],
        "own": False,
        "function": "authoriser",
        "signatures": 1,
        "audience": "public",
        "narrowed": False,
    },
    assumed=False,
    sources=(),
)
