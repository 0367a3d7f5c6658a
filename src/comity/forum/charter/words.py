"""What rules on acts are called where they stand in sentences: functions, audiences, and those who enter acts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity.forum.charter.provisions import ANYBODY
from comity.forum.kernel.errors import gettext_noop
from comity.forum.kernel.names import CHAIR, SECRETARIAT
from comity.forum.readings.said import Listed, Said, Titled, Word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from comity.forum.charter.state import Charter

FUNCTIONS = {
    "drafter": gettext_noop("prepares acts"),
    "authoriser": gettext_noop("signs acts for the party"),
    "administrator": gettext_noop("keeps the party’s officers and keys"),
    "reader": gettext_noop("reads"),
}
"""What an officer may do for a party."""

REACHES = {
    "public": gettext_noop("everybody"),
    "participants": gettext_noop("all participants"),
    "members": gettext_noop("the members"),
    "named": gettext_noop("the parties that are named"),
}
"""Who may read what an act says."""

PART_NAMES: dict[str, str] = {
    "statuses": gettext_noop("statuses"),
    "admissions": gettext_noop("ways to a status"),
    "exits": gettext_noop("ends of a status"),
    "bodies": gettext_noop("bodies"),
    "decisions": gettext_noop("rules on decisions"),
    "quorum": gettext_noop("the quorum"),
    "chair": gettext_noop("the chair"),
    "matters": gettext_noop("who decides what"),
    "procedures": gettext_noop("how bodies decide"),
    "languages": gettext_noop("languages"),
    "seating": gettext_noop("seating"),
    "settings": gettext_noop("settings"),
    "symbols": gettext_noop("symbols of documents"),
    "dimensions": gettext_noop("dimensions"),
    "acts": gettext_noop("who enters which acts"),
    "contested": gettext_noop("contested representation"),
}
"""What the parts of a charter are called."""

_BY = {
    SECRETARIAT.lower(): gettext_noop("the Secretariat"),
    CHAIR.lower(): gettext_noop("the chair"),
    ANYBODY: gettext_noop("any party of the register"),
}


def entered_by(by: Iterable[str], held: Charter | None) -> Listed:
    """Return who enters acts, out of the words of the charter's rules: hats, or statuses by the charter's names."""
    statuses = {rule.status: rule.name for rule in held.rules.statuses} if held else {}
    return Listed(tuple(_one(word, statuses) for word in by))


def _one(word: str, statuses: dict[str, dict[str, str]]) -> Word:
    if word in _BY:
        return Said(_BY[word])
    return Titled(statuses[word]) if word in statuses else word
