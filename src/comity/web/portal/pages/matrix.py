"""The matrix of participants by year: one strip a participant, participants with alike strips folded together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from comity.forum.kernel.dates import bounds
from comity.forum.kernel.text import said_in
from comity.forum.membership.statuses import MEMBER, Spell
from comity.secretariat.wording.names import sorted_by_name
from comity.web.portal.framework.links import party_link, unbroken
from comity.web.portal.pages.asof import written
from comity.web.shared import drawings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from comity.forum.readings.chair import Served
    from comity.web.portal.framework.ask import Ask
    from comity.web.portal.framework.data import Link


@dataclass(frozen=True, slots=True)
class Row:
    """One strip and the participants that it stands for."""

    parties: tuple[tuple[str, Link], ...]
    strip: drawings.Markup
    since: str


@dataclass(frozen=True, slots=True)
class Block:
    """Rows under a heading."""

    name: str
    rows: tuple[Row, ...]


def first_year(ask: Ask) -> int:
    """Return the year in which the first status began."""
    days = [day for spell in ask.held.spells if (day := spell.since.earliest or spell.since.latest)]
    return min(days, default=ask.day).year


def axis_of(ask: Ask, first: int | None = None) -> drawings.Axis:
    """Return the axis of years up to the day of the page, from `first` on or else from the first status."""
    first = first or first_year(ask)
    years = tuple((year, str(year)) for year in range(first, ask.day.year + 1))
    return drawings.Axis(date(first, 1, 1), date(max(ask.day.year, first) + 1, 1, 1), years, get_language_bidi())


def _span(spell: Spell, ask: Ask) -> drawings.Span:
    earliest, latest = spell.since
    start = min(latest or earliest or date(first_year(ask), 1, 1), ask.day)
    end, tail = ask.day, None
    if spell.until:
        end = spell.until.earliest or spell.until.latest or ask.day
        tail = spell.until.latest if spell.until.latest and spell.until.latest > end else None
    head = earliest if earliest and earliest < start else None
    status = spell.status if spell.status in {"member", "observer", "partner"} else "partner"
    end = max(start, min(end, ask.day))
    tail = min(tail, ask.day) if tail else None
    return drawings.Span(status, start, end, head, tail if tail and tail > end else None)  # type: ignore[arg-type]


def chairs_of(code: str, terms: Iterable[Served], ask: Ask) -> tuple[tuple[date, date], ...]:
    """Return the stretches during which a state was in the chair, up to the day of the page."""
    found = []
    for term in terms:
        begun = bounds(term.since).earliest
        over = bounds(term.until).latest if term.until else ask.day
        if term.term.state == code and begun and over and begun <= ask.day:
            found.append((begun, min(over, ask.day)))
    return tuple(found)


def strip_of(ask: Ask, code: str) -> drawings.Strip:
    """Return the strip of one participant."""
    spells = begun(ask, ask.held.of_party(code))
    said = "; ".join(_said(ask, spell) for spell in spells)
    return drawings.Strip(said, tuple(_span(s, ask) for s in spells), chairs_of(code, ask.terms, ask))


def begun(ask: Ask, spells: Iterable[Spell]) -> list[Spell]:
    """Return the statuses that may have begun by the day of the page."""
    return [spell for spell in spells if not spell.since.earliest or spell.since.earliest <= ask.day]


def _said(ask: Ask, spell: Spell) -> str:
    since = spell.since.latest or spell.since.earliest or date(first_year(ask), 1, 1)
    status = ask.speech.title("status", spell.status)
    over = (spell.until.earliest or spell.until.latest) if spell.until else None
    if over and over <= ask.day:
        return _("%(status)s from %(since)s to %(until)s") % {
            "status": status,
            "since": since.year,
            "until": over.year,
        }
    return _("%(status)s since %(since)s") % {"status": status, "since": since.year}


def _block(ask: Ask, name: str, spells: list[Spell], axis: drawings.Axis) -> Block:
    strips = {spell.party: strip_of(ask, spell.party) for spell in spells}
    rows = []
    for alike in drawings.fold_alike(spells, likeness=lambda spell: strips[spell.party]):
        parties = tuple(_named(ask, spell) for spell in _by_name(ask, alike))
        since = unbroken(ask.speech.brief(written(alike[0].since)))
        rows.append(Row(parties, drawings.strip(strips[alike[0].party], axis), since))
    return Block(name, tuple(rows))


def _by_name(ask: Ask, alike: Iterable[Spell]) -> list[Spell]:
    by_code = {spell.party: spell for spell in alike}
    ordered = sorted_by_name([ask.held.parties[code] for code in by_code], ask.language, ask.day)
    return [by_code[party.party] for party in ordered]


def _named(ask: Ask, spell: Spell) -> tuple[str, Link]:
    """A participant's place in the order of joining, where it is its own, and its name: the short one, if any."""
    place = ask.places.get(spell.party) if spell.status == MEMBER else None
    number = str(place.counted or place.first) if place and (place.counted or place.first == place.last) else ""
    link, short = party_link(ask, spell.party, ask.day.isoformat()), ask.held.parties[spell.party].short
    return number, link.model_copy(update={"text": said_in(short, ask.language)[0]}) if short else link


def _once(spells: Iterable[Spell]) -> list[Spell]:
    """Return one spell a party, the first: its row shows them all."""
    found: dict[str, Spell] = {}
    for spell in spells:
        found.setdefault(spell.party, spell)
    return list(found.values())


def _groups(ask: Ask) -> list[tuple[str, list[Spell]]]:
    held = ask.held
    observers = begun(ask, (s for s in held.spells if s.status == "observer"))
    partners = begun(ask, (s for s in held.spells if s.status == "partner"))
    now = [s for s in observers if s.holds(ask.day) != "does_not_hold"]
    lapsed = [s for s in observers if s not in now and s.manner != "promoted"]
    states = [s for s in now if held.parties[s.party].kind == "state"]
    organisations = [s for s in now if held.parties[s.party].kind == "organisation"]
    return [
        (_("Member states, in the order of joining"), _once(begun(ask, held.members_in_order()))),
        (_("Observer states"), states),
        (_("Observer organisations"), organisations),
        (_("Partner organisations"), [s for s in partners if s.holds(ask.day) != "does_not_hold"]),
        (_("Once observers"), _once(s for s in lapsed if s.party not in {each.party for each in now})),
    ]


def drawn(ask: Ask) -> dict[str, Any]:
    """Return the matrix: its marks, key, axis and blocks of rows."""
    axis = axis_of(ask)
    blocks = [_block(ask, name, spells, axis) for name, spells in _groups(ask) if spells]
    return {
        "matrix": {
            "marks": drawings.strip_marks(),
            "key": drawings.strip_key(
                member=_("member"),
                chair=_("member, in the chair"),
                observer=_("observer"),
                unknown=_("day not known"),
                partner=_("partner"),
            ),
            "axis": drawings.year_axis(axis, every=5),
            "blocks": blocks,
        }
    }
