"""The parts of a charter, of which kind the provisions of each are, and what each of them is called within its part.

A provision that has a short name of its own is called by it. Of the others:

- a way to a status is called by the status and the documents to sign ("member declaration act");
- a way out of one by the status and the manner ("member withdrawn"), with "decision" where one is needed;
- a rule on who enters acts by the type and by whom ("notices.send member observer");
- the quorum is called "quorum", the rule on contested representation "contested": one at a time is in force;
- a rule on the chair by its number among all that the charter has held, counted from 1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from comity.forum.charter import provisions as p

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from comity.forum.charter.acts import Adopt

PARTS: dict[p.Part, type[p.Provision]] = {
    "statuses": p.StatusRule,
    "admissions": p.Admission,
    "exits": p.Exit,
    "bodies": p.BodyRule,
    "decisions": p.DecisionRule,
    "quorum": p.Quorum,
    "chair": p.ChairRule,
    "matters": p.Matter,
    "procedures": p.Procedure,
    "languages": p.Setting,
    "seating": p.Setting,
    "settings": p.Setting,
    "symbols": p.SymbolSeries,
    "dimensions": p.Dimension,
    "acts": p.ActRule,
    "contested": p.ContestRule,
}
"""Every part of a charter, and the kind of its provisions."""

REQUIRED: tuple[p.Part, ...] = ("statuses", "bodies", "decisions", "quorum", "chair")
"""The parts without which there is no charter."""


def _exit(rule: p.Exit) -> str:
    return " ".join((rule.status, rule.manner, *(["decision"] if rule.decision else [])))


_CALLED: dict[type[p.Provision], Callable[[Any], str]] = {
    p.StatusRule: lambda rule: cast("str", rule.status),
    p.Admission: lambda rule: " ".join((rule.status, *rule.signatures)),
    p.Exit: _exit,
    p.BodyRule: lambda rule: cast("str", rule.body),
    p.DecisionRule: lambda rule: cast("str", rule.rule),
    p.Quorum: lambda _rule: "quorum",
    p.Matter: lambda rule: cast("str", rule.matter),
    p.Procedure: lambda rule: cast("str", rule.procedure),
    p.Setting: lambda rule: cast("str", rule.setting),
    p.SymbolSeries: lambda rule: cast("str", rule.series),
    p.Dimension: lambda rule: cast("str", rule.dimension),
    p.ActRule: lambda rule: " ".join((rule.act, *rule.by)),
    p.ContestRule: lambda _rule: "contested",
}


def name_of(rule: p.Provision, place: int) -> str:
    """Return what a provision is called within its part, at `place` of which it stands, counted from 0."""
    called = _CALLED.get(type(rule))
    return called(rule) if called else str(place + 1)


def of_part(rules: Adopt, part: p.Part) -> tuple[p.Provision, ...]:
    """Return the provisions of a part, at all times."""
    return cast("tuple[p.Provision, ...]", getattr(rules, part))


def named(rules: Adopt, part: p.Part) -> Iterator[tuple[str, p.Provision]]:
    """Yield each provision of a part, at all times, with what it is called."""
    for place, rule in enumerate(of_part(rules, part)):
        yield name_of(rule, place), rule
