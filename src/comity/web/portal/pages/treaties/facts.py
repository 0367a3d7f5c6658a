"""What sources report of a treaty without naming states: how many instruments were deposited, how many were missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comity.secretariat.wording.acts import STANDINGS
from comity.web.portal.framework.data import Data, Link, When
from comity.web.portal.framework.links import act_link, when
from comity.web.portal.pages.treaties.words import in_language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comity.forum.documents.state import Standing
    from comity.forum.readings.treaties import Status
    from comity.forum.treaties.state import Report
    from comity.web.portal.framework.ask import Ask


class Reported(Data):
    """What a source reports of the treaty as of a day."""

    on: When
    says: str
    note: str
    sources: list[str]
    act: Link


def reported(ask: Ask, found: Status) -> list[Reported]:
    """Return what sources report, in the order of the record."""
    told = [*_of_treaty(ask, found.treaty.reports), *_of_document(ask, found.document.standings)]
    return sorted(told, key=lambda each: int(each.act.id))


def unnamed(found: Status) -> int:
    """Return how many instruments are counted whose states were not found."""
    return max(0, found.entry.counted - sum(1 for row in found.rows if row.bond is not None))


def _of_treaty(ask: Ask, reports: tuple[Report, ...]) -> Iterator[Reported]:
    for each in reports:
        says = _missing(each.missing) if each.missing is not None else _deposited(each.deposited or 0)
        yield Reported(
            on=when(ask, each.as_of),
            says=says,
            note=in_language(ask, each.note),
            sources=list(each.sources),
            act=act_link(each.act),
        )


def _of_document(ask: Ask, standings: tuple[Standing, ...]) -> Iterator[Reported]:
    for each in standings:
        missing = [_missing(each.missing)] if each.missing is not None else []
        yield Reported(
            on=when(ask, each.as_of),
            says="; ".join([_(STANDINGS[each.standing]), *missing]),
            note=in_language(ask, each.note),
            sources=list(each.sources),
            act=act_link(each.act),
        )


def _missing(number: int) -> str:
    text = ngettext("%(number)s instrument was missing", "%(number)s instruments were missing", number)
    return text % {"number": number}


def _deposited(number: int) -> str:
    text = ngettext("%(number)s instrument was deposited", "%(number)s instruments were deposited", number)
    return text % {"number": number}
