"""What the register lists of the chair: who took it, until when each served, what was prolonged, by which rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity.forum.kernel.errors import gettext_noop
from comity.forum.readings.claims.listings import Held, Items, begun, quoted
from comity.forum.readings.said import Day, Named, Said

if TYPE_CHECKING:
    from comity.forum.readings.chair import Served
    from comity.forum.readings.claims.world import World
    from comity.forum.sources.questions import ListOf


def _terms(question: ListOf, world: World) -> list[Served]:
    return [term for term in world.terms if begun(term.since, question)]


def chairs(question: ListOf, world: World) -> Held:
    """Terms in the chair that had begun."""
    text = gettext_noop("%(state)s (from %(day)s)")
    return Held(
        {
            term.term.term: Said(text, {"state": Named(term.term.state, term.since), "day": Day(term.since)})
            for term in _terms(question, world)
        }
    )


def ends(question: ListOf, world: World) -> Held:
    """Days on which terms in the chair ended."""
    text = gettext_noop("%(state)s (until %(day)s)")
    return Held(
        {
            term.term.term: Said(text, {"state": Named(term.term.state, term.since), "day": Day(term.until)})
            for term in _terms(question, world)
            if term.until and begun(term.until, question)
        }
    )


def extensions(question: ListOf, world: World) -> Held:
    """Prolongations of terms in the chair."""
    found: Items = {}
    for term in _terms(question, world):
        state = Named(term.term.state, term.since)
        for number, extension in enumerate(term.term.extensions, 1):
            named = f"{term.term.term}-{number}"
            found[named] = state
            if extension.until:
                text = gettext_noop("%(state)s (to %(day)s)")
                found[named] = Said(text, {"state": state, "day": Day(extension.until)})
    return Held(found)


def rules(_question: ListOf, world: World) -> Held:
    """Rules on the chair, over time."""
    held = world.charter.rules.chair if world.charter else ()
    return Held({str(number): quoted(rule.text) for number, rule in enumerate(held, 1)})
