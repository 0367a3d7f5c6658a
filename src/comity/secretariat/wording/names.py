"""What states and organisations are called: the forum's own usage, else CLDR by ISO 3166."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import pycountry
from babel.lists import format_list

from comity.forum.kernel.dates import bounds
from comity.forum.kernel.text import said_in
from comity.secretariat.wording.dates import locale_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from comity.forum.membership.state import Party


@lru_cache(maxsize=2048)
def country(iso: str, language: str) -> str:
    """Return a state's short name by CLDR, from its ISO 3166-1 alpha-3 code; the code itself where there is none."""
    found = pycountry.countries.get(alpha_3=iso)
    name = locale_of(language).territories.get(found.alpha_2) if found else None
    return name or iso


def party_name(party: Party, language: str, on: date | None = None) -> str:
    """Return what `party` is called in `language`, on a day where one is given: names are effective-dated."""
    code = language.split("-", 1)[0]
    for name in reversed(party.names):
        begun = bounds(name.since).latest if name.since else None
        if (on is None or begun is None or begun <= on) and code in name.name:
            return name.name[code]
    if party.name and (code in party.name or not party.iso):
        return said_in(party.name, language)[0]
    return country(party.iso, language) if party.iso else party.party


def sorted_by_name(parties: Sequence[Party], language: str, on: date | None = None) -> list[Party]:
    """Return parties in the alphabetical order of their names in `language` on a day."""
    return sorted(parties, key=lambda party: _collated(party_name(party, language, on)))


def _collated(name: str) -> str:
    return name.casefold().replace("ё", "е")


def joined(words: Sequence[str], language: str) -> str:
    """Return words joined as the language joins a list ("a, b and c")."""
    return format_list(list(words), style="standard", locale=locale_of(language)) if words else "—"
