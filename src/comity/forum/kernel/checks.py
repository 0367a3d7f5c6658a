"""Checks that every subject makes: that what an act names is known."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from comity.forum.kernel.dates import bounds
from comity.forum.kernel.errors import Reason, Refused, gettext_noop
from comity.forum.kernel.values import Key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from comity.forum.kernel.acts import Enacted, Sourced, Told
    from comity.forum.kernel.dates import Bounds
    from comity.forum.kernel.values import Values

SOURCE_UNKNOWN = Reason(
    "sources.unknown",
    gettext_noop("The source %(source)s is not in the register of sources."),
    gettext_noop("Register it first by an act sources.cite, or cite one that is registered."),
)
PARTY_UNKNOWN = Reason(
    "membership.party_unknown",
    gettext_noop("The register knows no state or organisation %(party)s."),
    gettext_noop(
        "Enter it first by an act membership.enter_party; a state goes by its ISO 3166-1 code of three letters."
    ),
)
THING_UNKNOWN = Reason(
    "kernel.unknown",
    gettext_noop("The register holds no %(kind)s “%(id)s”."),
    gettext_noop("Enter it first, or name one that is there."),
)


ENDS_BEFORE = Reason(
    "kernel.ends_before",
    gettext_noop("This begins on %(since)s and cannot end before that, on %(until)s."),
    gettext_noop("Give the days in their order, or the bounds that the sources leave open."),
)
DAY_TO_COME = Reason(
    "kernel.day_to_come",
    gettext_noop("This is said to have happened on %(on)s, a day that has not come yet."),
    gettext_noop("Give the day on which it happened; what is only planned is entered as a plan."),
)
SOURCES_WANTED = Reason(
    "sources.wanted",
    gettext_noop(
        "This states something of %(on)s, not of the day on which it is entered, %(day)s, and cites no source."
    ),
    gettext_noop("Cite the sources of what is past; what happens today is entered today by whoever does it."),
)


def check_sources(body: Sourced, values: Values) -> None:
    """Refuse a body that cites a source which no act has registered."""
    check_cited(body.sources, values)


def check_told(body: Told, on: str, act: Enacted, values: Values) -> None:
    """Refuse a fact of another day than that of its entry which cites no source, or one that no act has registered.

    `on` is the day of the fact (EDTF). Where it was done the day may be the one before or after that of entry (UTC).
    """
    if body.sources:
        check_cited(body.sources, values)
    elif not _is_today(on, act):
        raise Refused(SOURCES_WANTED, on=on, day=act.entered[:10])


def _is_today(on: str, act: Enacted) -> bool:
    first, last = bounds(on)
    if first is None or last is None or not act.entered:
        return False
    today = date.fromisoformat(act.entered[:10]).toordinal()
    return today - 1 <= first.toordinal() and last.toordinal() <= today + 1


def check_cited(sources: Iterable[str], values: Values) -> None:
    """Refuse citations, found anywhere in a body, of sources that no act has registered."""
    for source in sources:
        if values.get(Key("source", source)) is None:
            raise Refused(SOURCE_UNKNOWN, source=source)


def check_parties(parties: Iterable[str | None], values: Values) -> None:
    """Refuse parties that the register does not know; None stands for a party not named."""
    for party in parties:
        if party is not None and values.get(Key("party", party)) is None:
            raise Refused(PARTY_UNKNOWN, party=party)


def check_known(kind: str, thing: str | None, values: Values) -> None:
    """Refuse a thing (a "meeting", a "document") that is named but not in the register."""
    if thing is not None and values.get(Key(kind, thing)) is None:
        raise Refused(THING_UNKNOWN, kind=kind, id=thing)


def check_span(since: str, until: str | None) -> None:
    """Refuse an end (EDTF) that is surely before its beginning; None stands for an end not known."""
    if until is not None and surely_before(bounds(until), bounds(since)):
        raise Refused(ENDS_BEFORE, since=since, until=until)


def check_past(on: str | None, act: Enacted) -> None:
    """Refuse a day (EDTF) of something done that surely lies after the act's entry; None stands for a day not known.

    Where it was done the next day may have begun already: the day after the day of entry (UTC) is not refused. Acts
    without a time of entry, as in a rehearsal out of time, are not asked.
    """
    earliest = bounds(on).earliest if on is not None and act.entered else None
    if earliest and earliest.toordinal() > date.fromisoformat(act.entered[:10]).toordinal() + 1:
        raise Refused(DAY_TO_COME, on=on)


def surely_before(one: Bounds, other: Bounds) -> bool:
    """Whether the day `one` comes before the day `other`, whatever days their bounds allow."""
    return one.latest is not None and other.earliest is not None and one.latest < other.earliest
