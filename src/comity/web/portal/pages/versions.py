"""Versions of the charter: those in force by the day of the page, those to come, and the rules to be shown on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity.forum.charter.names import PARTS, of_part
from comity.web.portal.framework.data import Data, Link, When
from comity.web.portal.framework.links import act_link, address, when
from comity.web.portal.pages.asof import begun

if TYPE_CHECKING:
    from comity.forum.charter import state
    from comity.forum.charter.acts import Adopt
    from comity.web.portal.framework.ask import Ask


class Version(Data):
    """A version of the charter: from when it is in force, the act that made it, and by which decision, if any.

    `url` is the address of the page that says what it changed.
    """

    version: int
    in_force: When
    act: Link
    decision: Link | None
    url: str


def decision_link(ask: Ask, slug: str) -> Link:
    """Return a link to the page of a decision that has changed the charter."""
    return Link(id=slug, text=ask.speech.title("decision", slug), url=address("decision", slug))


def version_shown(ask: Ask, one: state.Version) -> Version:
    """Return a version as pages show it."""
    return Version(
        version=one.version,
        in_force=when(ask, one.in_force),
        act=act_link(one.act),
        decision=decision_link(ask, one.decision) if one.decision else None,
        url=address("version", one.version),
    )


def known(ask: Ask, charter: state.Charter) -> list[state.Version]:
    """Return the versions that had come into force by the day of the page, the newest first; at least the first one."""
    every = charter.versions
    found = [one for one in every if begun(one.in_force, ask.day)] or every[:1]
    return list(reversed(found))


def coming(ask: Ask, charter: state.Charter) -> list[state.Version]:
    """Return the versions that had been decided by the day of the page, and were to come into force after it."""
    day = ask.day.isoformat()
    decided = {each.version for each in charter.amendments if each.on <= day < each.in_force}
    return [one for one in charter.versions if one.version in decided]


def rules_shown(ask: Ask, charter: state.Charter) -> Adopt:
    """Return the rules as the page shows them: in force on its day, or of the charter as it was adopted.

    What a decision has replaced, or is to put in a place, is left out: it is shown on its own days, and with the
    version that changes it. What was adopted with times of its own is shown with them.
    """
    day = ask.day.isoformat()
    whole = [one for one in (*charter.earlier, charter.adopted) if begun(one.in_force, ask.day)]
    base = whole[-1] if whole else (*charter.earlier, charter.adopted)[0]
    decided = [each.version for each in charter.amendments if each.on <= day]
    rules = charter.at(max([version for version in decided if version > base.version], default=base.version))
    kept = {id(rule) for part in PARTS for rule in of_part(base, part)}
    parts: dict[str, object] = {
        part: tuple(rule for rule in of_part(rules, part) if id(rule) in kept or rule.in_force(day)) for part in PARTS
    }
    return rules.model_copy(update=parts)
