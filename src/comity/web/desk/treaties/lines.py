"""Treaties as lists of a desk show them: how each stands, what is due, what runs out when."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comity.forum.kernel.text import said_in
from comity.forum.treaties.periods import correction_until
from comity.web.desk.notices.lines import Standing
from comity.web.desk.notices.times import Moment
from comity.web.portal.framework.data import Data
from comity.web.portal.framework.links import day_text, unbroken
from comity.web.portal.pages.treaties.words import standing_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from comity.forum.readings.treaties import Status
    from comity.web.desk.decisions.asking import Asking

_MARKS = {"in_force": "full", "to_enter": "half", "may_be_in_force": "half", "not_in_force": ""}


class Period(Data):
    """A period that runs: what may be done until its last day, how long that is, `share` of four weeks."""

    what: str
    day: str
    brief: str
    by: Moment
    left: str
    share: float
    url: str
    party: str = ""
    act: int = 0


class TreatyLine(Data):
    """A treaty in a list: how it stands, what is missing, how many events are to be notified."""

    url: str
    title: str
    language: str
    symbol: str
    adopted: str
    standing: Standing
    outlook: list[str]
    due: str
    periods: list[Period]


def line(asked: Asking, found: Status) -> TreatyLine:
    """Return a treaty as the board shows it."""
    ask, of = asked.at.ask, found.document
    return TreatyLine(
        url=reverse("desk.treaty", args=[found.treaty.treaty]),
        title=said_in(of.title, ask.language)[0],
        language=said_in(of.title, ask.language)[1],
        symbol=of.symbol or "",
        adopted=day_text(ask, found.treaty.adopted),
        standing=standing_of(asked, found),
        outlook=[ask.said(each) for each in found.outlook],
        due=due_text(found),
        periods=list(periods(asked, found)),
    )


def standing_of(asked: Asking, found: Status) -> Standing:
    """Return whether a treaty is in force, in words and by a mark."""
    return Standing(text=standing_text(asked.at.ask, found.entry), mark=_MARKS[found.standing])


def due_text(found: Status) -> str:
    """Return how much is to be notified; the empty string where nothing is."""
    number = len(found.unnotified) + (found.entry_unnotified is not None)
    if not number:
        return ""
    text = ngettext("%(number)s thing is to be notified", "%(number)s things are to be notified", number)
    return text % {"number": number}


def periods(asked: Asking, found: Status) -> Iterator[Period]:
    """Yield the periods of objection that run, the soonest to end first."""
    yield from sorted(_periods(asked, found), key=lambda each: each.by.iso)


def _periods(asked: Asking, found: Status) -> Iterator[Period]:
    at, today = asked.at, found.day
    for row in found.rows:
        for each in row.statements:
            made = each.made
            if each.until and each.until >= today and made.withdrawn is None:
                what = _("Objections to what %(party)s declared") % {"party": at.name(made.party)}
                yield _period(asked, found, each.until, (what, made.party, made.act))
    for proposed in found.treaty.corrections:
        until = correction_until(proposed) if proposed.rectified is None else None
        if until and until >= today:
            yield _period(asked, found, until, (_("Objections to a correction of the text"), "", proposed.act))


def end_of(day: date) -> datetime:
    """Return the moment at which a day is over (UTC): a period of days runs to it."""
    return datetime.combine(day, time(), UTC) + timedelta(days=1)


def _period(asked: Asking, found: Status, until: date, about: tuple[str, str, int]) -> Period:
    clock, over = asked.at.clock, end_of(until)
    what, party, act = about
    return Period(
        what=what,
        day=day_text(asked.at.ask, until.isoformat()),
        brief=unbroken(asked.at.ask.speech.brief(until.isoformat())),
        by=clock.moment(over, in_full=True),
        left=clock.left(over.isoformat()),
        share=clock.share(over.isoformat()),
        url=f"{reverse('desk.treaty', args=[found.treaty.treaty])}#act-{act}",
        party=party,
        act=act,
    )
