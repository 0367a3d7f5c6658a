"""Bodies and rules: the charter readable, every provision with its sources or marked as assumed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.utils.translation import gettext as _

from comity.forum.charter import names
from comity.forum.charter.state import CHARTER, Charter
from comity.forum.membership.statuses import MEMBER
from comity.forum.readings.membership import register
from comity.web.portal.framework.data import Data, Link, Rows, When
from comity.web.portal.framework.links import when
from comity.web.portal.framework.page import NotHere, Page
from comity.web.portal.pages import provisions
from comity.web.portal.pages.asof import begun
from comity.web.portal.pages.bodies import Concern, Level, concerns, levels
from comity.web.portal.pages.entering import Contested, EnteringOf, contested, entering
from comity.web.portal.pages.grades import grade_names
from comity.web.portal.pages.parts import asked_part, part_url
from comity.web.portal.pages.procedures import Procedure, procedures
from comity.web.portal.pages.provisions import (
    Admission,
    Dimension,
    Exit,
    Provision,
    Rule,
    Status,
    Symbols,
    basis,
    sentence_of,
    words_of,
)
from comity.web.portal.pages.versions import Version, coming, known, rules_shown, version_shown

if TYPE_CHECKING:
    from comity.forum.charter.acts import Adopt
    from comity.forum.charter.provisions import Provision as Written
    from comity.web.portal.framework.ask import Ask

PARTS = ("bodies", "deciding", "settings", "acts")
"""The parts of the page."""


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
    """The charter on a day. `begun` says whether it had come into force; `coming` are versions decided, and not yet so.

    `asleep` counts what is not in force. `part` is what the HTML page shows of it, one of PARTS; data hold all;
    `others` are the addresses of the other parts.
    """

    day: When
    part: str
    others: list[Link]
    version: Version
    begun: bool
    earlier: list[Version]
    coming: list[Version]
    note: str
    confidence: str
    sources: list[str]
    provisions: int
    assumed: int
    asleep: int
    statuses: list[Status]
    admissions: list[Admission]
    exits: list[Exit]
    levels: list[Level]
    decisions: list[Rule]
    quorum: list[Share]
    chair: list[Rule]
    procedures: list[Procedure]
    concerns: list[Concern]
    languages: list[Rule]
    seating: list[Rule]
    settings: list[Rule]
    settings_assumed: list[Rule]
    acts: list[EnteringOf]
    contested: list[Contested]
    symbols: list[Symbols]
    dimensions: list[Dimension]


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


def build(ask: Ask, **_parts: Any) -> CharterPage:  # noqa: ANN401 - the address has no parts
    """Return the charter on the day asked for."""
    charter = cast("Charter | None", ask.library.get(CHARTER))
    if charter is None:
        raise NotHere(_("No charter has been adopted."))
    rules = rules_shown(ask, charter)
    ask.titles.fetch("decision", [each.decision for each in charter.amendments])
    return _page(ask, rules, charter)


def _every(rules: Adopt) -> list[Written]:
    return [rule for part in names.PARTS for rule in names.of_part(rules, part)]


def _others(ask: Ask, part: str) -> list[Link]:
    named = {
        "bodies": _("Statuses and bodies"),
        "deciding": _("Decisions, the chair, and who decides what"),
        "settings": _("Languages, settings, dimensions and symbols"),
        "acts": _("Who enters which acts"),
    }
    return [
        Link(id=one, text=text, url=part_url(ask, "charter", "" if one == PARTS[0] else one))
        for one, text in named.items()
        if one != part
    ]


def _page(ask: Ask, rules: Adopt, charter: Charter) -> CharterPage:
    every, day, part = _every(rules), ask.day.isoformat(), asked_part(ask, PARTS)
    now, *earlier = (version_shown(ask, one) for one in known(ask, charter))
    return CharterPage(
        day=when(ask, day),
        part=part,
        others=_others(ask, part),
        version=now,
        begun=begun(now.in_force.edtf, ask.day),
        earlier=earlier,
        coming=[version_shown(ask, one) for one in coming(ask, charter)],
        note=words_of(ask, rules.note),
        confidence=grade_names()[rules.confidence],
        sources=list(rules.sources),
        provisions=len(every),
        assumed=sum(provision.assumed for provision in every),
        asleep=sum(not provisions.holds(provision, ask.day) for provision in every),
        statuses=provisions.statuses(ask, rules.statuses),
        admissions=provisions.admissions(ask, rules.admissions),
        exits=provisions.exits(ask, rules.exits),
        levels=levels(ask, rules),
        decisions=provisions.decision_rules(ask, rules.decisions),
        quorum=_quorum(ask, rules),
        chair=provisions.chair_rules(ask, rules),
        procedures=procedures(ask, rules),
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
