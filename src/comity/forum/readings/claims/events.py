"""Answers about the chair, documents, the seat and the bodies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity.forum.kernel.dates import bounds
from comity.forum.kernel.errors import gettext_noop
from comity.forum.readings.chair import in_chair
from comity.forum.readings.claims.listings import LASTING, called
from comity.forum.readings.claims.statuses import last_day
from comity.forum.readings.claims.verdicts import Finding, Verdict, dated, nothing, same_words, told, yes_or_no
from comity.forum.readings.said import Day, Listed, Named, Said, Titled, Word

if TYPE_CHECKING:
    from datetime import date

    from comity.forum.readings.chair import Served
    from comity.forum.readings.claims.world import World
    from comity.forum.sources import questions


def _term(world: World, slug: str) -> Served | None:
    return next((term for term in world.terms if term.term.term == slug), None)


def chair_number(question: questions.ChairCount, world: World) -> Finding:
    """The how-manieth chair a state is."""
    term = _term(world, question.term)
    if term is None:
        return nothing()
    text = gettext_noop("%(state)s is country number %(country)s in the chair, and its term is number %(term)s.")
    words: dict[str, Word] = {
        "state": Named(term.term.state, term.since),
        "country": term.country,
        "term": term.number,
    }
    counted = term.country if question.by == "country" else term.number
    return Finding(yes_or_no(agrees=counted == question.number), Said(text, words))


def chair_since(question: questions.ChairSince, world: World) -> Finding:
    """Since when a term has been served."""
    term = _term(world, question.term)
    if term is None:
        return nothing()
    words: dict[str, Word] = {"state": Named(term.term.state, term.since), "day": Day(term.since)}
    said = Said(gettext_noop("%(state)s took the chair: %(day)s."), words)
    if term.term.taken_at:
        text = gettext_noop("%(state)s took the chair: %(day)s, “%(meeting)s”.")
        said = Said(text, {**words, "meeting": called(term.term.taken_at, world)})
    return dated(question.on, term.since, said)


def chair_on(question: questions.ChairOn, world: World) -> Finding:
    """Whether a state was in the chair on a day."""
    term = in_chair(world.terms, last_day(question.on))
    if term is None:
        return nothing()
    text = gettext_noop("On %(day)s %(state)s was in the chair, having taken it: %(since)s.")
    words: dict[str, Word] = {
        "day": Day(question.on),
        "state": Named(term.term.state, question.on),
        "since": Day(term.since),
    }
    return Finding(yes_or_no(agrees=(term.term.state == question.state) == question.holds), Said(text, words))


def document(question: questions.DocumentDated, world: World) -> Finding:
    """Which day a document is of."""
    found = world.documents.get(question.document)
    if found is None:
        return nothing()
    text = gettext_noop("In the register “%(document)s” is dated: %(day)s.")
    return dated(question.on, found.on, Said(text, {"document": Titled(found.title), "day": Day(found.on)}))


def unchanged(question: questions.Unchanged, world: World) -> Finding:
    """Whether a copy of the lasting texts made on a day still shows them as they stand."""
    copied = last_day(question.since)
    if not any(_after(text.on, copied) is False for text in world.documents.values() if text.kind in LASTING):
        return nothing()
    added, changed = _since(copied, world)
    if not added and not changed:
        return Finding(Verdict.AGREES, Said(gettext_noop("In the register they stand as they stood then.")))
    said = []
    if changed:
        said.append(Said(gettext_noop("Amended since then: %(documents)s."), {"documents": Listed(changed)}))
    if added:
        said.append(Said(gettext_noop("Added since then: %(documents)s."), {"documents": Listed(added)}))
    return Finding(Verdict.DIFFERS, told(*said))


def _since(copied: date, world: World) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """Return the lasting texts that came after a day, and the amendments after it of texts there before."""
    added: list[Word] = []
    changed: list[Word] = []
    dated_ = gettext_noop("%(what)s (%(day)s)")
    for text in world.documents.values():
        if text.kind not in LASTING:
            continue
        if _after(text.on, copied):
            added.append(Said(dated_, {"what": Titled(text.title), "day": Day(text.on)}))
            continue
        days = (change.on for change in text.amendments if _after(change.on, copied))
        changed += [Said(dated_, {"what": Titled(text.title), "day": Day(day)}) for day in days]
    return tuple(added), tuple(changed)


def _after(when: str, day: date) -> bool:
    first = bounds(when).earliest
    return first is not None and first > day


def seat(question: questions.SeatSince, world: World) -> Finding:
    """Since when the secretariat has sat somewhere."""
    for place in world.seat.places if world.seat else ():
        if same_words(question.place, place.place) or same_words(question.place, place.premises or {}):
            words: dict[str, Word] = {"place": Titled(place.premises or place.place), "day": Day(place.since)}
            said = Said(gettext_noop("The seat, by the register: %(place)s, from: %(day)s."), words)
            return dated(question.on, place.since, said)
    return nothing()


def body_since(question: questions.BodySince, world: World) -> Finding:
    """Since when a body has existed."""
    body = world.charter.body(question.body) if world.charter else None
    if body is None or body.established is None:
        return nothing()
    words: dict[str, Word] = {"body": Titled(body.names[-1].name), "day": Day(body.established)}
    return dated(
        question.on, body.established, Said(gettext_noop("In the register “%(body)s” dates from: %(day)s."), words)
    )


def beyond(question: questions.Opinion, _world: World) -> Finding:
    """A statement that the register holds no facts for."""
    return Finding(Verdict.UNDECIDABLE, Said("%(held)s", {"held": Titled(question.held)}))
