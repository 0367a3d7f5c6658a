"""Provisions of the charter as pages show them: each with its sources or marked as assumed, and its time in force."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from django.utils.translation import gettext as _

from comity.forum.kernel.text import said_in
from comity.secretariat.wording.names import joined
from comity.web.portal.framework.data import Data, Link, When
from comity.web.portal.framework.links import document_link
from comity.web.portal.pages.asof import may_have_begun, when_known
from comity.web.portal.pages.versions import decision_link

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from comity.forum.charter import provisions
    from comity.forum.charter.acts import Adopt
    from comity.web.portal.framework.ask import Ask


_LAST_BEFORE_CHINESE = "\u2e7f"


class Basis(TypedDict):
    """What every provision has."""

    sources: list[str]
    assumed: bool
    decided: Link | None
    since: When | None
    until: When | None
    in_force: bool
    time: str
    note: str


class Provision(Data):
    """One rule: on what it rests; by `time`, in words, when it is in force; nothing where no source dates it.

    `decided` is the decision that made it, where one did.
    """

    sources: list[str]
    assumed: bool
    decided: Link | None
    since: When | None
    until: When | None
    in_force: bool
    time: str
    note: str


class Status(Provision):
    """A status: who may hold it, whether its holders decide, whether they have a seat."""

    status: str
    name: str
    holders: str
    decides: bool
    seated: bool


class Admission(Provision):
    """What it takes to come to a status."""

    status: str
    text: str
    signatures: list[Link]
    decision: bool


class Exit(Provision):
    """How a status may end: in words, whether by a decision, and how many days of notice pass first."""

    status: str
    text: str
    decision: bool
    notice_days: int


class Rule(Provision):
    """A rule in words; `number` is what it counts, where it counts something (years, days)."""

    rule: str
    name: str
    text: str
    number: int | None


class Symbols(Provision):
    """A series of document symbols."""

    series: str
    name: str
    pattern: str


class Dimension(Provision):
    """A dimension of confidence building, and its areas."""

    dimension: str
    name: str
    areas: list[str]


def words_of(ask: Ask, text: dict[str, str] | None) -> str:
    """Return a text in the reader's language, nothing where there is none."""
    return said_in(text, ask.language)[0] if text else ""


def sentence_of(ask: Ask, text: dict[str, str]) -> str:
    """Return a rule's text closed by a full stop, as the language writes one."""
    words = words_of(ask, text)
    if words.endswith((".", "。")):
        return words
    return words + ("。" if words[-1] > _LAST_BEFORE_CHINESE else ".")


def _time(since: When | None, until: When | None) -> str:
    if since and until:
        return _("from %(first)s to %(last)s") % {"first": since.text, "last": until.text}
    if since:
        return _("since %(first)s") % {"first": since.text}
    return _("until %(last)s") % {"last": until.text} if until else ""


def holds(provision: provisions.Provision, day: date) -> bool:
    """Say whether a provision is in force on a day; what is established only later is not."""
    return provision.in_force(day.isoformat()) and may_have_begun(getattr(provision, "established", None), day)


def basis(ask: Ask, provision: provisions.Provision) -> Basis:
    """Return what every provision has."""
    since, until = when_known(ask, provision.since), when_known(ask, provision.until)
    return Basis(
        sources=list(provision.sources),
        assumed=provision.assumed,
        decided=decision_link(ask, provision.decided) if provision.decided else None,
        since=since,
        until=until,
        in_force=holds(provision, ask.day),
        time=_time(since, until),
        note=words_of(ask, provision.note),
    )


def _kinds() -> dict[str, str]:
    return {"state": _("states"), "organisation": _("organisations")}


def statuses(ask: Ask, given: Iterable[provisions.StatusRule]) -> list[Status]:
    """Return the statuses."""
    return [
        Status(
            **basis(ask, rule),
            status=rule.status,
            name=words_of(ask, rule.name),
            holders=joined([_kinds()[kind] for kind in rule.holders], ask.language),
            decides=rule.decides,
            seated=rule.seated,
        )
        for rule in given
    ]


def admissions(ask: Ask, given: Iterable[provisions.Admission]) -> list[Admission]:
    """Return what it takes to come to each status."""
    return [
        Admission(
            **basis(ask, rule),
            status=ask.speech.title("status", rule.status),
            text=sentence_of(ask, rule.text),
            signatures=[document_link(ask, slug) for slug in rule.signatures],
            decision=rule.decision,
        )
        for rule in given
    ]


def exits(ask: Ask, given: Iterable[provisions.Exit]) -> list[Exit]:
    """Return how statuses may end."""
    return [
        Exit(
            **basis(ask, rule),
            status=ask.speech.title("status", rule.status),
            text=sentence_of(ask, rule.text),
            decision=rule.decision,
            notice_days=rule.notice_days,
        )
        for rule in given
    ]


def chair_rules(ask: Ask, rules: Adopt | None) -> list[Rule]:
    """Return the rules on who is in the chair, over time."""
    return [
        Rule(**basis(ask, rule), rule=f"chair-{number}", name="", text=sentence_of(ask, rule.text), number=rule.years)
        for number, rule in enumerate(rules.chair if rules else (), 1)
    ]


def decision_rules(ask: Ask, given: Iterable[provisions.DecisionRule]) -> list[Rule]:
    """Return how decisions are taken."""
    return [
        Rule(**basis(ask, rule), rule=rule.rule, name="", text=sentence_of(ask, rule.text), number=rule.silence_days)
        for rule in given
    ]


def settings(ask: Ask, given: Iterable[provisions.Setting]) -> list[Rule]:
    """Return settings: rules in words, or numbers assumed until a decision."""
    return [
        Rule(
            **basis(ask, rule),
            rule=rule.setting,
            name=words_of(ask, rule.name),
            text=sentence_of(ask, rule.text),
            number=rule.number,
        )
        for rule in given
    ]


def symbols(ask: Ask, given: Iterable[provisions.SymbolSeries]) -> list[Symbols]:
    """Return the series of document symbols."""
    return [
        Symbols(**basis(ask, rule), series=rule.series, name=words_of(ask, rule.name), pattern=rule.pattern)
        for rule in given
    ]


def dimensions(ask: Ask, given: Iterable[provisions.Dimension]) -> list[Dimension]:
    """Return the dimensions with their areas."""
    return [
        Dimension(
            **basis(ask, rule),
            dimension=rule.dimension,
            name=words_of(ask, rule.name),
            areas=[words_of(ask, area) for area in rule.areas],
        )
        for rule in given
    ]
