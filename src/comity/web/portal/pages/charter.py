"""Bodies and rules: the charter readable, every provision with its sources or marked as assumed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.utils.translation import gettext as _

from comity.forum.charter.state import CHARTER, Charter
from comity.forum.membership.statuses import MEMBER
from comity.forum.readings.membership import register
from comity.web.portal.framework.data import Data, Link, Rows, When
from comity.web.portal.framework.links import act_link, when
from comity.web.portal.framework.page import NotHere, Page
from comity.web.portal.pages import provisions
from comity.web.portal.pages.asof import begun
from comity.web.portal.pages.bodies import Concern, Level, concerns, levels
from comity.web.portal.pages.entering import Contested, EnteringOf, contested, entering
from comity.web.portal.pages.grades import grade_names
from comity.web.portal.pages.parts import asked_part, part_url
from comity.web.portal.pages.provisions import (
    Admission,
    Dimension,
    Provision,
    Rule,
    Status,
    Symbols,
    basis,
    sentence_of,
    words_of,
)

if TYPE_CHECKING:
    from comity.forum.charter.acts import Adopt
    from comity.web.portal.framework.ask import Ask

PARTS = ("bodies", "settings")
"""The parts of the page."""


class Version(Data):
    """A version of the charter, and the act that adopted it."""

    version: int
    in_force: When
    act: Link


class Present(Data):
    """How many members make a quorum out of how many."""

    members: int
    quorum: int


class Share(Provision):
    """The quorum: a share of the members, and what it comes to on the day."""

    text: str
    numerator: int
    denominator: int
    counts: list[Present]


class CharterPage(Data):
    """The charter on a day. `begun` says whether it had come into force; `asleep` counts what is not in force.

    `part` is what the HTML page shows of it: "bodies" or "settings"; data hold both.
    """

    day: When
    part: str
    other_url: str
    version: Version
    begun: bool
    earlier: list[Version]
    note: str
    confidence: str
    sources: list[str]
    provisions: int
    assumed: int
    asleep: int
    statuses: list[Status]
    admissions: list[Admission]
    levels: list[Level]
    decisions: list[Rule]
    quorum: list[Share]
    chair: list[Rule]
    concerns: list[Concern]
    languages: list[Rule]
    seating: list[Rule]
    settings: list[Rule]
    settings_assumed: list[Rule]
    acts: list[EnteringOf]
    contested: list[Contested]
    symbols: list[Symbols]
    dimensions: list[Dimension]


def versions(ask: Ask, charter: Charter) -> list[Version]:
    """Return the versions that had come into force by the day of the page, the newest first; at least the first."""
    every = list(zip((*charter.earlier, charter.rules), charter.acts, strict=True))
    known = [pair for pair in every if begun(pair[0].in_force, ask.day)] or every[:1]
    return [
        Version(version=rules.version, in_force=when(ask, rules.in_force), act=act_link(index))
        for rules, index in reversed(known)
    ]


def _quorum(ask: Ask, rules: Adopt) -> list[Share]:
    count = register(ask.library).count(MEMBER, ask.day)
    return [
        Share(
            **basis(ask, rule),
            text=sentence_of(ask, rule.text),
            numerator=rule.numerator,
            denominator=rule.denominator,
            counts=[Present(members=n, quorum=rule.of(n)) for n in range(count.least, count.most + 1) if n],
        )
        for rule in rules.quorum
    ]


def _every(rules: Adopt) -> list[Any]:
    groups = (
        rules.statuses,
        rules.admissions,
        rules.bodies,
        rules.decisions,
        rules.quorum,
        rules.chair,
        rules.matters,
        rules.languages,
        rules.seating,
        rules.settings,
        rules.symbols,
        rules.dimensions,
        rules.acts,
        rules.contested,
    )
    return [provision for group in groups for provision in group]


def build(ask: Ask, **_parts: Any) -> CharterPage:  # noqa: ANN401 - the address has no parts
    """Return the charter on the day asked for."""
    charter = cast("Charter | None", ask.library.get(CHARTER))
    if charter is None:
        raise NotHere(_("No charter has been adopted."))
    known = versions(ask, charter)
    every = {rules.version: rules for rules in (*charter.earlier, charter.rules)}
    return _page(ask, every[known[0].version], known)


def _page(ask: Ask, rules: Adopt, known: list[Version]) -> CharterPage:
    every, day, part = _every(rules), ask.day.isoformat(), asked_part(ask, PARTS)
    return CharterPage(
        day=when(ask, day),
        part=part,
        other_url=part_url(ask, "charter", PARTS[1] if part == PARTS[0] else ""),
        version=known[0],
        begun=begun(rules.in_force, ask.day),
        earlier=known[1:],
        note=words_of(ask, rules.note),
        confidence=grade_names()[rules.confidence],
        sources=list(rules.sources),
        provisions=len(every),
        assumed=sum(provision.assumed for provision in every),
        asleep=sum(not provisions.holds(provision, ask.day) for provision in every),
        statuses=provisions.statuses(ask, rules.statuses),
        admissions=provisions.admissions(ask, rules.admissions),
        levels=levels(ask, rules),
        decisions=provisions.decision_rules(ask, rules.decisions),
        quorum=_quorum(ask, rules),
        chair=provisions.chair_rules(ask, rules),
        concerns=concerns(ask, rules),
        languages=provisions.settings(ask, rules.languages),
        seating=provisions.settings(ask, rules.seating),
        settings=provisions.settings(ask, (rule for rule in rules.settings if not rule.assumed)),
        settings_assumed=provisions.settings(ask, (rule for rule in rules.settings if rule.assumed)),
        acts=entering(ask, rules.acts),
        contested=contested(ask, rules.contested),
        symbols=provisions.symbols(ask, rules.symbols),
        dimensions=provisions.dimensions(ask, rules.dimensions),
    )


def rows(page: CharterPage, _ask: Ask) -> Rows:
    """Return the authority matrix as a table."""
    columns = [role.body for role in page.concerns[0].roles] if page.concerns else []
    lines = [
        (one.matter, one.name, *(role.role for role in one.roles), one.seen, " ".join(one.sources))
        for one in page.concerns
    ]
    return Rows(head=("matter", "name", *columns, "seen", "sources"), rows=tuple(lines))


PAGE = Page("charter", "charter/", "portal/charter.html", build, "charter", rows=rows)
