"""Answers about statuses: counts, days of joining, places."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from comity.forum.kernel.dates import bounds
from comity.forum.kernel.errors import gettext_noop
from comity.forum.membership.counts import places
from comity.forum.readings.claims.verdicts import (
    Finding,
    Verdict,
    dated,
    of_count,
    told,
    written,
    yes_or_no,
)
from comity.forum.readings.said import Day, Listed, Named, Said, Span, Titled, Word

if TYPE_CHECKING:
    from comity.forum.membership.statuses import Spell
    from comity.forum.readings.claims.world import World
    from comity.forum.sources import questions


def last_day(when: str) -> date:
    """Return the day on which a claim about `when` is to be judged: the last that it can mean."""
    found = bounds(when)
    return found.latest or found.earliest or date.max


def status_name(world: World, status: str) -> Word:
    """Return what the charter calls a status."""
    found = world.charter.status(status) if world.charter else None
    return Titled(found.name) if found else status


def count(question: questions.CountOn, world: World) -> Finding:
    """How many parties held a status on a day."""
    found = world.register.count(question.status, last_day(question.on))
    words: dict[str, Word] = {
        "day": Day(question.on),
        "number": Span(found.least, found.most),
        "status": status_name(world, question.status),
    }
    said = Said(gettext_noop("On %(day)s the register counts %(number)s with the status “%(status)s”."), words)
    if found.open_:
        parties = Listed(tuple(Named(spell.party, question.on) for spell in found.open_))
        said = told(said, Said(gettext_noop("Open is the day for: %(open)s."), {"open": parties}))
    return Finding(of_count(question.number, found), said)


def _spell(world: World, party: str, status: str, day: date | None = None) -> Spell | None:
    """The first time that a party held a status; with a day the time to which it belongs, if there is one."""
    found = [s for s in world.register.of_party(party) if s.status == status]
    held = (s for s in found if day is not None and s.holds(day) != "does_not_hold")
    return next(held, next(iter(found), None))


def _never(world: World, party: str, status: str) -> Said:
    text = gettext_noop("In the register %(party)s has never held the status “%(status)s”.")
    return Said(text, {"party": Named(party), "status": status_name(world, status)})


def _lasts(world: World, spell: Spell) -> Said:
    since = written(spell.since)
    text = gettext_noop("In the register the status “%(status)s” of %(party)s begins: %(since)s.")
    words: dict[str, Word] = {
        "party": Named(spell.party, since),
        "status": status_name(world, spell.status),
        "since": Day(since),
    }
    if spell.until is None:
        return Said(text, words)
    text = gettext_noop("In the register the status “%(status)s” of %(party)s begins: %(since)s; it ends: %(until)s.")
    return Said(text, {**words, "until": Day(written(spell.until))})


def status(question: questions.StatusOn, world: World) -> Finding:
    """Whether a party held a status on a day."""
    day = last_day(question.on)
    spell = _spell(world, question.party, question.status, day)
    said = _lasts(world, spell) if spell else _never(world, question.party, question.status)
    holding = spell.holds(day) if spell else "does_not_hold"
    other = world.register.status_on(question.party, day)
    if other and other.status != question.status and other.holds(day) == "holds":
        text = gettext_noop("On %(day)s it held the status “%(status)s”.")
        said = told(said, Said(text, {"day": Day(question.on), "status": status_name(world, other.status)}))
    if holding == "may_hold":
        return Finding(Verdict.UNDECIDABLE, said)
    return Finding(yes_or_no(agrees=(holding == "holds") == question.holds), said)


def joined(question: questions.Joined, world: World) -> Finding:
    """On which day a party came to a status."""
    spell = _spell(world, question.party, question.status)
    if spell is None:
        return Finding(Verdict.DIFFERS, _never(world, question.party, question.status))
    return dated(question.on, written(spell.since), _lasts(world, spell))


def joined_day(question: questions.JoinedDay, world: World) -> Finding:
    """On which day of a month a party came to a status."""
    spell = _spell(world, question.party, question.status)
    if spell is None:
        return Finding(Verdict.DIFFERS, _never(world, question.party, question.status))
    first, last = spell.since
    said = _lasts(world, spell)
    if first is None or first != last:
        return Finding(Verdict.UNDECIDABLE, said)
    said = told(said, Said(gettext_noop("The source names neither the month nor the year.")))
    return Finding(yes_or_no(agrees=first.day == question.day), said)


def place(question: questions.PlaceAmong, world: World) -> Finding:
    """The how-manieth holder of a status a party is."""
    found = places(world.register.spells, question.status).get(question.party)
    if found is None:
        return Finding(Verdict.DIFFERS, _never(world, question.party, question.status))
    first, last = (found.counted, found.counted) if found.counted else (found.first, found.last)
    text = gettext_noop("In the order of joining, %(party)s with the status “%(status)s” is number %(number)s.")
    words: dict[str, Word] = {
        "party": Named(question.party),
        "status": status_name(world, question.status),
        "number": Span(first, last),
    }
    if not first <= question.number <= last:
        return Finding(Verdict.DIFFERS, Said(text, words))
    return Finding(Verdict.AGREES if first == last else Verdict.UNDECIDABLE, Said(text, words))
