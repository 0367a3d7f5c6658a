"""What the register lists: holders of statuses, meetings and what came of them, chairs, texts, bodies, rules."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from comity.forum.kernel.dates import Bounds, bounds
from comity.forum.kernel.errors import gettext_noop
from comity.forum.membership.statuses import MEMBER
from comity.forum.readings.claims.statuses import last_day
from comity.forum.readings.said import Day, Named, Said, Titled, Word

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from comity.forum.readings.claims.world import World
    from comity.forum.sources.questions import ListOf

Items = dict[str, Word]
LASTING = frozenset({"founding", "basic", "treaty"})
"""Kinds of documents that go on ruling the forum's life."""


@dataclass(frozen=True, slots=True)
class Held:
    """What the register has of something: surely, and possibly where its own dates are open."""

    sure: Items
    open_: Items = field(default_factory=dict)


def called(item: str, world: World) -> Word:
    """Return what a code or slug of a list is to be called, with its day where it is a document."""
    if (document := world.documents.get(item)) is not None:
        words: dict[str, Word] = {"what": Titled(document.title), "day": Day(document.on)}
        return Said(gettext_noop("%(what)s (%(day)s)"), words)
    if (meeting := world.meetings.get(item)) is not None and meeting.title:
        return Titled(meeting.title)
    return Named(item) if re.fullmatch(r"[A-Z]{3}", item) or item in world.register.parties else item


def quoted(text: dict[str, str]) -> Said:
    """Return a sentence of a rule, so marked that it can stand in a list."""
    return Said(gettext_noop("“%(text)s”"), {"text": Titled(text)})


def _until(question: ListOf) -> date:
    return last_day(question.until or "[..]")


def begun(when: str, question: ListOf) -> bool:
    """Whether something had begun by the last day asked about."""
    first = bounds(when).earliest
    return first is None or first <= _until(question)


def _holders(status: str, kind: str | None) -> Callable[[ListOf, World], Held]:
    def listed(question: ListOf, world: World) -> Held:
        day = last_day(question.on or "[..]")
        found = world.register.count(status, day, kind)
        called_on = day.isoformat() if question.on else None
        sure, open_ = ({s.party: Named(s.party, called_on) for s in spells} for spells in (found.sure, found.open_))
        return Held(dict(sure), dict(open_))

    return listed


def _joined(question: ListOf, world: World) -> Held:
    first, last = last_day(question.on or "0001-01-01"), _until(question)
    sure: Items = {}
    open_: Items = {}
    for spell in world.register.spells:
        where = _between(spell.since, first, last) if spell.status == question.status else ""
        if where:
            (sure if where == "surely" else open_)[spell.party] = Named(spell.party)
    return Held(sure, open_)


def _between(since: Bounds, first: date, last: date) -> str:
    """Say whether a day lies after `first` and not after `last`: "surely", "possibly" or "" for no."""
    early, late = since
    if (late and late <= first) or (early and early > last):
        return ""
    return "surely" if early and late and first < early and late <= last else "possibly"


def _meetings(question: ListOf, world: World) -> Held:
    regular = [m for m in world.meetings.values() if m.body == question.body and m.number]
    return Held({m.meeting: called(m.meeting, world) for m in regular if m.on and begun(m.on, question)})


def _attendance(question: ListOf, world: World) -> Held:
    meeting = world.meetings.get(question.meeting or "")
    entries = meeting.attendance if meeting else ()
    wanted = [entry for entry in entries if question.capacity in {None, entry.capacity}]
    return Held({p: Named(p, meeting.when if meeting else None) for entry in wanted for p in entry.parties})


def _outcomes(question: ListOf, world: World) -> Held:
    meeting = world.meetings.get(question.meeting or "")
    slugs = [outcome.document for outcome in (meeting.outcomes if meeting else ()) if outcome.document]
    return Held({slug: called(slug, world) for slug in slugs})


def _documents(question: ListOf, world: World) -> Held:
    lasting = [(slug, text) for slug, text in world.documents.items() if text.kind in LASTING]
    return Held({slug: called(slug, world) for slug, text in lasting if begun(text.on, question)})


def _bodies(question: ListOf, world: World) -> Held:
    bodies = world.charter.rules.bodies if world.charter else ()
    names: Items = {body.body: Titled(body.names[-1].name) for body in bodies}
    sure = {b.body: names[b.body] for b in bodies if b.established and begun(b.established, question)}
    return Held(sure, {b.body: names[b.body] for b in bodies if not b.established})


def _decision_rules(_question: ListOf, world: World) -> Held:
    rules = world.charter.rules.decisions if world.charter else ()
    return Held({rule.rule: quoted(rule.text) for rule in rules})


def _dimensions(_question: ListOf, world: World) -> Held:
    dimensions = world.charter.rules.dimensions if world.charter else ()
    return Held({each.dimension: Titled(each.name) for each in dimensions})


LISTINGS: dict[str, Callable[[ListOf, World], Held]] = {
    "members": _holders(MEMBER, None),
    "observer_states": _holders("observer", "state"),
    "observer_organisations": _holders("observer", "organisation"),
    "partners": _holders("partner", None),
    "joined_between": _joined,
    "meetings_of_body": _meetings,
    "attendance": _attendance,
    "outcomes": _outcomes,
    "documents": _documents,
    "bodies": _bodies,
    "decision_rules": _decision_rules,
    "dimensions": _dimensions,
}
"""Who lists what; the chair's lists are in `listings_chair`."""
