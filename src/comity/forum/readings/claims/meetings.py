"""Answers about meetings: when and where they were held, how many took part, how often a body meets."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from comity.forum.kernel.dates import begins, bounds
from comity.forum.kernel.errors import gettext_noop
from comity.forum.readings.claims.listings import called
from comity.forum.readings.claims.verdicts import Finding, Verdict, dated, nothing, same_words, yes_or_no
from comity.forum.readings.said import Day, Listed, Said, Titled, Word

if TYPE_CHECKING:
    from comity.forum.meetings.state import Meeting
    from comity.forum.readings.claims.world import World
    from comity.forum.sources import questions

NUMBERS = {
    "members": gettext_noop("Members there, by the register: %(number)s."),
    "observers": gettext_noop("Observer states and organisations there, by the register: %(number)s."),
    "organisations": gettext_noop("Organisations there, by the register: %(number)s."),
    "partners": gettext_noop("Partners there, by the register: %(number)s."),
    "participants": gettext_noop("Participants there, by the register: %(number)s."),
    "heads_of_state": gettext_noop("Heads of state there, by the register: %(number)s."),
}
"""How a number of those present is said."""


def held(question: questions.HeldOn, world: World) -> Finding:
    """On which day a meeting was held, or for which it was planned."""
    meeting = world.meetings.get(question.meeting)
    if meeting is None or (question.plan and not meeting.plans):
        return nothing()
    said = _when(meeting, world)
    if question.plan:
        return dated(question.on, meeting.plans[0].planned, said)
    return dated(question.on, meeting.on, said) if meeting.on else Finding(Verdict.DIFFERS, said)


def _when(meeting: Meeting, world: World) -> Said:
    words: dict[str, Word] = {"meeting": called(meeting.meeting, world), "held": Day(meeting.when)}
    if meeting.on is None:
        return Said(
            gettext_noop("In the register “%(meeting)s” has not been held; it is planned for: %(held)s."), words
        )
    if not meeting.plans:
        return Said(gettext_noop("In the register “%(meeting)s” is dated: %(held)s."), words)
    text = gettext_noop("In the register “%(meeting)s” was planned for: %(planned)s; it was held: %(held)s.")
    return Said(text, {**words, "planned": Day(meeting.plans[0].planned)})


def where(question: questions.HeldAt, world: World) -> Finding:
    """Where a meeting was held."""
    meeting = world.meetings.get(question.meeting)
    if meeting is None or meeting.place is None:
        return nothing()
    said = Said(gettext_noop("Its place in the register: %(place)s."), {"place": Titled(meeting.place)})
    return Finding(yes_or_no(agrees=same_words(question.place, meeting.place)), said)


def number_at(question: questions.NumberAt, world: World) -> Finding:
    """How many took part in a meeting, where a source of the register gives a number."""
    meeting = world.meetings.get(question.meeting)
    number = (meeting.numbers or {}).get(question.of) if meeting else None
    if number is None:
        return nothing()
    return Finding(yes_or_no(agrees=number == question.number), Said(NUMBERS[question.of], {"number": number}))


def rhythm(question: questions.Rhythm, world: World) -> Finding:
    """Every how many years a body has met in regular session."""
    years = sorted(_regular_years(question, world))
    gaps = [later - earlier for earlier, later in pairwise(years)]
    if not gaps:
        return nothing()
    text = gettext_noop("Regular sessions were held in %(years)s; the years between them: %(gaps)s.")
    words: dict[str, Word] = {"years": Listed(tuple(map(str, years))), "gaps": Listed(tuple(map(str, gaps)))}
    return Finding(yes_or_no(agrees=set(gaps) == {question.years}), Said(text, words))


def _regular_years(question: questions.Rhythm, world: World) -> list[int]:
    """Return the years in which the bodies asked about met in regular session, within the time asked about."""
    since = bounds(question.since).earliest if question.since else None
    until = bounds(question.until).latest if question.until else None
    met = [m for m in world.meetings.values() if m.body in {question.body, *question.alongside} and m.number]
    days = [day for m in met if m.on and (day := begins(m.on).earliest)]
    return [day.year for day in days if (not since or since <= day) and (not until or day <= until)]
