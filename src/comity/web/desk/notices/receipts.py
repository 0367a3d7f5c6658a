"""Receipts of a notice: of each addressee, how far it has come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from comity.store.readings import opened_of
from comity.web.desk.notices.times import Moment
from comity.web.portal.framework.data import Data
from comity.web.shared.drawings.comb import ACKNOWLEDGED, ANSWERED, OPENED, SENT, Tooth, comb, comb_key, small_comb

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from comity.secretariat.reading import Read
    from comity.web.desk.notices.sitting import Sitting
    from comity.web.shared.drawings.markup import Markup


class Receipt(Data):
    """How far a notice has come with one addressee: the grade, its word, and when that was."""

    party: str
    name: str
    grade: int
    word: str
    mark: str
    at: Moment | None = None
    act: int | None = None


LETTERS = 5
"""As many of a party's code as a label under a tooth has room for."""

_MARKS = {SENT: "", OPENED: "half", ACKNOWLEDGED: "full", ANSWERED: "full"}


def words() -> dict[int, str]:
    """Return what the grades are called, the lowest first."""
    return {
        SENT: pgettext("grade of a receipt", "sent"),
        OPENED: pgettext("grade of a receipt", "opened by an officer"),
        ACKNOWLEDGED: pgettext("grade of a receipt", "acknowledged"),
        ANSWERED: pgettext("grade of a receipt", "answered"),
    }


def receipts(sit: Sitting, read: Read, openings: Iterable[tuple[str, str, datetime]] = ()) -> list[Receipt]:
    """Return the receipts of a notice, by the names of its addressees; `openings` are those of the act that sent it."""
    notice, first = read.notice, _first_openings(openings)
    found = []
    for party in notice.to:
        answer = notice.answer_of(party)
        received = next((each for each in notice.receipts if each.party == party), None)
        grade, at, act = SENT, None, None
        if answer:
            grade, at, act = ANSWERED, sit.clock.moment(answer.entered), answer.act
        elif received:
            grade, at, act = ACKNOWLEDGED, sit.clock.moment(received.entered), received.act
        elif party in first:
            grade, at = OPENED, sit.clock.moment(first[party])
        found.append(
            Receipt(
                party=party,
                name=sit.title(party),
                grade=grade,
                word=words()[grade],
                mark=_MARKS[grade],
                at=at,
                act=act,
            )
        )
    return sorted(found, key=lambda each: each.name.casefold())


def _first_openings(openings: Iterable[tuple[str, str, datetime]]) -> dict[str, datetime]:
    first: dict[str, datetime] = {}
    for party, _officer, at in openings:
        first.setdefault(party, at)
    return first


def tally(found: Sequence[Receipt]) -> str:
    """Return receipts in numbers, the highest grade first."""
    counted = {grade: sum(each.grade == grade for each in found) for grade in (ANSWERED, ACKNOWLEDGED, OPENED, SENT)}
    said = {
        ANSWERED: ngettext("%(number)s answered", "%(number)s answered", counted[ANSWERED]),
        ACKNOWLEDGED: ngettext("%(number)s acknowledged", "%(number)s acknowledged", counted[ACKNOWLEDGED]),
        OPENED: ngettext("%(number)s opened", "%(number)s opened", counted[OPENED]),
        SENT: ngettext("%(number)s sent", "%(number)s sent", counted[SENT]),
    }
    return " · ".join(said[grade] % {"number": number} for grade, number in counted.items() if number)


def drawn(sit: Sitting, found: Sequence[Receipt], *, small: bool = False) -> Markup:
    """Return the receipts as a comb."""
    teeth = [Tooth(each.party[:LETTERS], each.grade, each.party == sit.party) for each in found]
    said = _("Receipts: %(tally)s.") % {"tally": tally(found)}
    return small_comb(teeth, said) if small else comb(teeth, said)


def key(found: Sequence[Receipt]) -> Markup:
    """Return what the heights of the comb mean; of those that it has."""
    there = {each.grade for each in found}
    return comb_key({grade: word for grade, word in words().items() if grade in there})


def openings_of(sit: Sitting, reads: Iterable[Read]) -> Mapping[int, Sequence[tuple[str, str, datetime]]]:
    """Return who has opened the party's own restricted notices, by the index of the act that sent each."""
    own = [read.first.index for read in reads if read.first.party == sit.party]
    return opened_of(sit.here.house, own) if own else {}
