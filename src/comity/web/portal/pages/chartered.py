"""What the charter says of a matter, as pages quote it: no rule of a forum stands in a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from comity.forum.charter.state import CHARTER, Charter
from comity.forum.kernel.text import said_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from comity.forum.charter.provisions import Provision
    from comity.web.portal.framework.ask import Ask


def charter_of(ask: Ask) -> Charter | None:
    """Return the charter in force, or None."""
    return cast("Charter | None", ask.library.get(CHARTER))


def bodies_of_level(ask: Ask, level: str) -> tuple[str, ...]:
    """Return the bodies of a level ("summit"), in the charter's order."""
    held = charter_of(ask)
    return tuple(dict.fromkeys(rule.body for rule in held.rules.bodies if rule.level == level)) if held else ()


def quorum_rule(ask: Ask) -> str:
    """Return the quorum rule in words, with the note and the sources that the charter gives it."""
    held = charter_of(ask)
    return _said(ask, held.quorum_on(ask.day.isoformat())) if held else ""


def admission_rules(ask: Ask, status: str) -> list[str]:
    """Return what it takes to come to a status, in words: each rule, the earliest first."""
    held = charter_of(ask)
    return [said_in(r.text, ask.language)[0] for r in held.rules.admissions if r.status == status] if held else []


def seating_rule(ask: Ask) -> str:
    """Return in which order members sit, in words, with its sources."""
    held = charter_of(ask)
    rules = held.on(ask.day.isoformat()).seating or held.rules.seating if held else ()
    return _said(ask, rules[0]) if rules else ""


def _said(ask: Ask, rule: Provision) -> str:
    text, note = getattr(rule, "text", None), rule.note
    parts = [said_in(words, ask.language)[0].rstrip(".。") for words in (text, note) if words]
    return _ended(". ".join(parts), rule.sources)


def _ended(text: str, sources: Iterable[str]) -> str:
    cited = " ".join(sources)
    return f"{text} ({cited})" if cited else text
