"""Deposits as one drawing: how the number of instruments grew towards what the clause asks for."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language_bidi, ngettext
from django.utils.translation import gettext as _

from comity.forum.kernel.dates import bounds
from comity.forum.treaties.joined import bonds
from comity.web.portal.framework.links import day_text
from comity.web.portal.pages.treaties.words import in_language
from comity.web.shared import drawings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comity.forum.readings.treaties import Status
    from comity.forum.treaties.joined import Bond
    from comity.web.portal.framework.ask import Ask

MOST_NAMES = 3
"""So many names a label can bear; more are counted."""


def drawn(ask: Ask, found: Status) -> dict[str, Any]:
    """Return the drawing; nothing where no instrument is known."""
    steps = tuple(_steps(ask, found))
    if not steps:
        return {"deposits": ""}
    last = max(ask.day, found.entry.day or ask.day)
    share = found.entry.share
    wanted = found.entry.wanted or (share.wanted if share else 0)
    label = ngettext("%(number)s instrument", "%(number)s instruments", wanted) % {"number": wanted}
    counts = "; ".join(f"{ask.speech.day(step.latest.isoformat())}: {step.count}" for step in steps if step.count)
    drawing = drawings.Timeline(
        name="deposits",
        title=_("Instruments deposited: %(treaty)s") % {"treaty": in_language(ask, found.document.title)},
        description=_("Instruments by day: %(counts)s") % {"counts": counts},
        axis=_axis(found, last),
        steps=steps,
        lanes=tuple(_lanes(ask, found)),
        today=ask.day,
        today_label=day_text(ask, ask.day.isoformat()),
        wanted=wanted,
        wanted_label=_("asked for: %(instruments)s") % {"instruments": label} if wanted else "",
    )
    return {"deposits": drawings.timeline(drawing)}


def _axis(found: Status, last: date) -> drawings.Axis:
    first = bounds(found.treaty.opened or found.treaty.adopted).earliest or last
    first = min([first, *(day for row in found.rows if row.signed and (day := bounds(row.signed.on).earliest))])
    years = tuple((year, str(year)) for year in range(first.year, last.year + 1))
    return drawings.Axis(date(first.year, 1, 1), date(last.year + 1, 1, 1), years, get_language_bidi())


def _steps(ask: Ask, found: Status) -> Iterator[drawings.Step]:
    """A step for each day on which instruments came, in the order of the latest days that are possible."""
    known = [bond for bond in bonds(found.treaty, found.document) if _since(found, bond) <= ask.day]
    days: dict[date, list[Bond]] = {}
    for bond in known:
        days.setdefault(min(bond.since.latest or ask.day, ask.day), []).append(bond)
    count = 0
    for latest, came in sorted(days.items()):
        # What may have come earlier is a step of its own; the last of a day bears the words for all of it.
        firsts = sorted(Counter(min(_since(found, bond), latest) for bond in came).items())
        for earliest, number in firsts:
            count += number
            last = earliest == firsts[-1][0]
            words = (str(count), _label(ask, came, latest)) if last else ("", "")
            yield drawings.Step(earliest, latest, count, *words)


def _since(found: Status, bond: Bond) -> date:
    return bond.since.earliest or bounds(found.treaty.adopted).earliest or date.min


def _label(ask: Ask, came: list[Bond], day: date) -> str:
    """Who deposited; of many, and of those who were not found, how many."""
    named = [ask.speech.party(bond.party, day) for bond in came if bond.party]
    if len(named) > MOST_NAMES:
        named = []
    rest = len(came) - len(named)
    counted = ngettext("%(number)s instrument", "%(number)s instruments", rest) % {"number": rest}
    return ", ".join([*named, *([counted] if rest else [])])


def _lanes(ask: Ask, found: Status) -> Iterator[drawings.Lane]:
    signed = sorted({day for row in found.rows if row.signed and (day := bounds(row.signed.on).earliest)})
    if signed:
        marks = tuple(drawings.Mark(day, "", day_text(ask, day.isoformat())) for day in _apart(signed))
        yield drawings.Lane(_("Signatures"), "ring", marks)
    day = found.entry.day
    if day:
        text = ask.speech.brief(day.isoformat())
        mark = drawings.Mark(day, text, text, planned=day > ask.day)
        yield drawings.Lane(_("Entry into force"), "star", (mark,))


def _apart(days: list[date]) -> list[date]:
    """Days that are more than a month apart: of others one mark would cover the next."""
    return [*days[:1], *(later for earlier, later in pairwise(days) if later - earlier > timedelta(days=31))]
