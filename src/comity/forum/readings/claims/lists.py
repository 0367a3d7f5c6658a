"""Answers about lists: what a source names, what it leaves out, what it has that the register does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity.forum.kernel.errors import gettext_noop
from comity.forum.readings.claims import listings, listings_chair
from comity.forum.readings.claims.listings import called
from comity.forum.readings.claims.statuses import status_name
from comity.forum.readings.claims.verdicts import Finding, Verdict, nothing, told
from comity.forum.readings.said import Listed, Said, Titled, Word
from comity.forum.sources.questions import ListOf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from comity.forum.readings.claims.world import World
    from comity.forum.sources.questions import Lost

LISTINGS: dict[str, Callable[[ListOf, World], listings.Held]] = listings.LISTINGS | {
    "chairs": listings_chair.chairs,
    "chair_ends": listings_chair.ends,
    "chair_extensions": listings_chair.extensions,
    "chair_rules": listings_chair.rules,
}
"""Who lists what."""

HOW_MANY = {
    "members": gettext_noop("Members, by the register: %(number)s."),
    "observer_states": gettext_noop("Observer states, by the register: %(number)s."),
    "observer_organisations": gettext_noop("Observer organisations, by the register: %(number)s."),
    "partners": gettext_noop("Partners, by the register: %(number)s."),
    "joined_between": gettext_noop("New in the status “%(status)s” in that time, by the register: %(number)s."),
    "meetings_of_body": gettext_noop("Regular sessions held, by the register: %(number)s."),
    "attendance": gettext_noop("Taking part, by the register: %(number)s."),
    "outcomes": gettext_noop("Texts that came of it, by the register: %(number)s."),
    "chairs": gettext_noop("Terms in the chair, by the register: %(number)s."),
    "chair_ends": gettext_noop("Terms in the chair that ended, by the register: %(number)s."),
    "chair_extensions": gettext_noop("Prolongations of terms in the chair, by the register: %(number)s."),
    "chair_rules": gettext_noop("Rules on the chair, by the register: %(number)s."),
    "documents": gettext_noop("Founding texts, basic texts and treaties, by the register: %(number)s."),
    "bodies": gettext_noop("Bodies, by the register: %(number)s."),
    "decision_rules": gettext_noop("Rules on taking decisions, by the register: %(number)s."),
    "dimensions": gettext_noop("Dimensions of confidence building, by the register: %(number)s."),
}
"""How many things of a list the register has."""


def list_of(question: ListOf, world: World) -> Finding:
    """Hold a source's list against the register's.

    The two differ where the source has what the register surely has not, or, being a whole list, leaves out what the
    register surely has. What is open in the register itself decides nothing.
    """
    held = LISTINGS[question.of](question, world)
    extra = tuple(item for item in question.items if item not in held.sure and item not in held.open_)
    missing = tuple(item for item in held.sure if item not in question.items) if question.complete else ()
    open_ = tuple(item for item in held.open_ if question.complete or item in question.items)
    if not held.sure and not extra and not open_:
        return nothing()
    verdict = Verdict.DIFFERS if missing or extra else Verdict.UNDECIDABLE if open_ else Verdict.AGREES
    return Finding(verdict, told(*_said(question, held, (missing, extra, open_), world)), missing, extra)


def _how_many(question: ListOf, held: listings.Held, world: World) -> Said:
    words: dict[str, Word] = {"number": len(held.sure)}
    if question.of == "joined_between":
        words["status"] = status_name(world, question.status)
    return Said(HOW_MANY[question.of], words)


def _listed(words: Iterable[Word]) -> dict[str, Word]:
    return {"items": Listed(tuple(words))}


def _said(question: ListOf, held: listings.Held, found: tuple[tuple[str, ...], ...], world: World) -> Iterable[Said]:
    missing, extra, open_ = found
    number = _how_many(question, held, world)
    if not missing and not extra and not open_:
        text = gettext_noop("The register has the same: %(items)s.")
        yield Said(text, _listed(held.sure[item] for item in held.sure if question.complete or item in question.items))
    elif question.complete and not question.items:
        yield number
        if held.sure:
            yield Said(gettext_noop("The source names none: %(items)s."), _listed(held.sure.values()))
    else:
        yield number
        if missing:
            yield Said(gettext_noop("Left out: %(items)s."), _listed(held.sure[item] for item in missing))
        if extra:
            yield Said(gettext_noop("Not among them: %(items)s."), _listed(called(item, world) for item in extra))
    if open_:
        text = gettext_noop("Of uncertain date in the register: %(items)s.")
        yield Said(text, _listed(held.open_[item] for item in open_))


def lost(question: Lost, world: World) -> Finding:
    """What the register holds where the source is no longer legible. That something is lost decides nothing."""
    gone = Said(gettext_noop("What stood here is lost."))
    if question.of == "citations":
        return Finding(Verdict.UNDECIDABLE, told(gone, Said(gettext_noop("It cannot be recovered from the source."))))
    if question.of == "names":
        forum = world.identity
        names = Listed((Titled(forum.names), Titled(forum.short))) if forum else None
        text = gettext_noop("In the register it is called: %(names)s.")
        return Finding(Verdict.UNDECIDABLE, told(gone, Said(text, {"names": names})) if names else gone)
    asked = ListOf(kind="list", of=question.of, on=question.on, until=question.on, body=question.body)
    return Finding(Verdict.UNDECIDABLE, told(gone, *_all(asked, world)))


def _all(question: ListOf, world: World) -> Iterable[Said]:
    held = LISTINGS[question.of](question, world)
    yield _how_many(question, held, world)
    if held.sure:
        yield Said(gettext_noop("They are: %(items)s."), _listed(held.sure.values()))
    if held.open_:
        yield Said(gettext_noop("Of uncertain date in the register: %(items)s."), _listed(held.open_.values()))
