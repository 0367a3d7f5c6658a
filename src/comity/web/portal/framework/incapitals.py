"""A moment in every capital: what time it is there, and whether people work; for `shared/capitals.html`."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from comity.forum.kernel.errors import gettext_noop
from comity.forum.kernel.text import said_in
from comity.secretariat.capitals import CLOSES, OPENS, Hour, at, capital_of, capitals
from comity.secretariat.wording.hours import at_hour, in_utc, offset
from comity.secretariat.wording.names import joined
from comity.web.portal.framework.data import Data

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from comity.secretariat.wording.speech import Speech

MARKS = {
    "weekend": gettext_noop("weekend"),
    "holiday": gettext_noop("public holiday"),
    "night": gettext_noop("after hours"),
}
NOT_KNOWN = gettext_noop("public holidays not known")


class CapitalRow(Data):
    """A capital at the moment: `local` is ISO 8601 with its offset; `why` is "", "weekend", "holiday" or "night".

    `mark` says it in the reader's language, `holiday` names the public holiday in the language `holiday_lang`.
    """

    party: str
    state: str
    capital: str
    local: str
    text: str
    offset: str
    working: bool
    why: str
    mark: str
    holiday: str
    holiday_lang: str
    known: bool


class InCapitals(Data):
    """A moment (ISO 8601, UTC) in the capitals of some parties, from west to east, and what it amounts to in words."""

    moment: str
    text: str
    summary: tuple[str, ...]
    rows: tuple[CapitalRow, ...]


def in_capitals(parties: Iterable[str], moment: datetime, speech: Speech) -> InCapitals:
    """Return `moment` in the capitals of `parties` (their codes); organisations, which have none, are left out."""
    states = _states(parties, speech)
    hours = _hours(tuple(sorted(states.values())), moment)
    rows = [_row(party, iso, hours[iso], speech) for party, iso in states.items() if iso in hours]
    rows.sort(key=lambda row: (hours[states[row.party]].utc_offset, row.capital))
    without = [speech.party(party) for party, iso in states.items() if iso not in hours]
    return InCapitals(
        moment=f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        text=in_utc(moment, speech.language, _),
        summary=tuple(_summary(rows, without, speech.language)),
        rows=tuple(rows),
    )


def _states(parties: Iterable[str], speech: Speech) -> dict[str, str]:
    """The states among parties, each with its code by ISO 3166; a party that is not registered goes by its own."""
    found = {}
    for code in dict.fromkeys(parties):
        party = speech.titles.party(code)
        if party is None or party.kind == "state":
            found[code] = (party.iso if party else code) or code
    return found


@lru_cache(maxsize=128)
def _hours(states: tuple[str, ...], moment: datetime) -> Mapping[str, Hour]:
    known = {state: capital_of(state) for state in states}
    return {state: at(capital, moment) for state, capital in known.items() if capital}


def _row(party: str, iso: str, hour: Hour, speech: Speech) -> CapitalRow:
    holiday, lang = said_in(hour.holiday, speech.language) if hour.holiday else ("", "")
    return CapitalRow(
        party=party,
        state=speech.party(party),
        capital=said_in(capitals()[iso].name, speech.language)[0],
        local=hour.local.isoformat(timespec="minutes"),
        text=at_hour(hour.local, speech.language),
        offset=offset(hour.utc_offset),
        working=hour.working,
        why=hour.why or "",
        mark=_mark(hour),
        holiday=holiday,
        holiday_lang=lang,
        known=hour.known,
    )


def _mark(hour: Hour) -> str:
    """Why nobody works, and whether that is all that is known."""
    said = [_(MARKS[hour.why])] if hour.why else []
    if not hour.known:
        said.append(_(NOT_KNOWN))
    return pgettext("within a sentence", ", ").join(said)


def _summary(rows: list[CapitalRow], without: list[str], language: str) -> Iterator[str]:
    if rows:
        yield _at_rest([row.capital for row in rows if row.why in {"weekend", "holiday"}], len(rows), language)
    if night := sum(row.why == "night" for row in rows):
        yield ngettext(
            "In %(number)s more it is outside working hours, taken to be %(opens)s to %(closes)s everywhere.",
            "In %(number)s more it is outside working hours, taken to be %(opens)s to %(closes)s everywhere.",
            night,
        ) % {"number": night, "opens": f"{OPENS:%H:%M}", "closes": f"{CLOSES:%H:%M}"}
    if unknown := [row.capital for row in rows if not row.known]:
        yield _("Public holidays are not known here for %(capitals)s.") % {"capitals": joined(unknown, language)}
    if without:
        yield _("No capital is known here for %(parties)s.") % {"parties": joined(without, language)}


def _at_rest(resting: list[str], number: int, language: str) -> str:
    if not resting:
        return _("As far as is known, it falls on a weekend or a public holiday in no capital.")
    text = ngettext(
        "In %(number)s of %(all)s capitals it falls on a weekend or a public holiday: %(capitals)s.",
        "In %(number)s of %(all)s capitals it falls on a weekend or a public holiday: %(capitals)s.",
        len(resting),
    )
    return text % {"number": len(resting), "all": number, "capitals": joined(resting, language)}
