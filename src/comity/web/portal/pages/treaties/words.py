"""What pages of treaties say: the clause, what entry into force hangs on, days that are known within bounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from comity.forum.kernel.dates import Bounds, bounds
from comity.forum.kernel.names import HATS
from comity.forum.kernel.text import said_in
from comity.forum.readings.said import Span
from comity.forum.treaties.joined import bonds
from comity.forum.treaties.periods import correction_until
from comity.secretariat.wording.fields import party_name
from comity.secretariat.wording.names import joined
from comity.secretariat.wording.terms.treaties import BASES
from comity.web.portal.framework.data import Data, When
from comity.web.portal.framework.links import day_text, party_link, when

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from comity.forum.documents.state import Document
    from comity.forum.readings.treaties import Status
    from comity.forum.treaties.clause import Delay, EntryClause
    from comity.forum.treaties.entry import Entry
    from comity.forum.treaties.joined import Bond
    from comity.forum.treaties.state import Treaty
    from comity.web.portal.framework.ask import Ask


class Holder(Data):
    """A party with its page, or one of the forum's own offices, which have none."""

    code: str
    text: str
    url: str


class Coming(Data):
    """A day that is to come, and what ends or begins on it."""

    on: When
    what: str


def in_language(ask: Ask, text: dict[str, str] | None) -> str:
    """Return a text in the reader's language, or the nearest that there is; nothing where there is none."""
    return said_in(text, ask.language)[0] if text else ""


def holder(ask: Ask, code: str) -> Holder:
    """Return who holds something: a party, or an office of the forum."""
    if code in HATS:
        return Holder(code=code, text=party_name(ask.speech, code), url="")
    link = party_link(ask, code)
    return Holder(code=code, text=link.text, url=link.url)


def edtf(span: Bounds) -> str:
    """Return the bounds of a day as an EDTF date."""
    first, last = (day.isoformat() if day else "" for day in span)
    return first if first and first == last else f"[{first}..{last}]"


def when_within(ask: Ask, span: Bounds) -> When:
    """Return a day that is known within bounds with its wording."""
    return when(ask, edtf(span))


def ordinal(number: int) -> str:
    """Return a number as an ordinal in figures ("30th")."""
    within = number % 100
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th") if within not in {11, 12, 13} else "th"
    text: str = {
        "st": pgettext("ordinal number", "%(number)sst"),
        "nd": pgettext("ordinal number", "%(number)snd"),
        "rd": pgettext("ordinal number", "%(number)srd"),
        "th": pgettext("ordinal number", "%(number)sth"),
    }[ending]
    return text % {"number": number}


def clause(ask: Ask, asked: EntryClause) -> list[str]:
    """Return what a clause on entry into force asks for, and what runs then, a sentence each."""
    return [*_asked_for(ask, asked), *_runs(asked)]


def _asked_for(ask: Ask, asked: EntryClause) -> Iterator[str]:
    if asked.instruments is not None:
        text = ngettext(
            "It asks for %(number)s instrument of those that bind a state.",
            "It asks for %(number)s instruments of those that bind a state.",
            asked.instruments,
        )
        yield text % {"number": asked.instruments}
    if asked.share is not None:
        words = {"number": asked.share.numerator, "of": asked.share.denominator, "whom": _(BASES[asked.share.of])}
        yield _("It asks for those of a share: %(number)s of every %(of)s %(whom)s.") % words
    if asked.named:
        names = joined([ask.speech.party(code, ask.on) for code in asked.named], ask.language)
        yield _("Among them must be: %(names)s.") % {"names": names}


def _runs(asked: EntryClause) -> Iterator[str]:
    if asked.after.months is not None:
        text = ngettext(
            "It enters into force %(number)s month after the last of them is deposited.",
            "It enters into force %(number)s months after the last of them is deposited.",
            asked.after.months,
        )
        yield text % {"number": asked.after.months}
    elif asked.after.days:
        yield _("It enters into force on the %(nth)s day after the last of them is deposited.") % {
            "nth": ordinal(asked.after.days)
        }
    else:
        yield _("It enters into force on the day on which the last of them is deposited.")
    yield _for_later(asked.later or asked.after)


def _for_later(delay: Delay) -> str:
    if delay.months is not None:
        text = ngettext(
            "For a state bound later, %(number)s month after its own.",
            "For a state bound later, %(number)s months after its own.",
            delay.months,
        )
        return text % {"number": delay.months}
    if not delay.days:
        return _("For a state bound later, on the day of its own.")
    return _("For a state bound later, on the %(nth)s day after its own.") % {"nth": ordinal(delay.days)}


def reckoned(ask: Ask, found: Status) -> str:
    """Return how the day of entry into force is reckoned, in one sentence; nothing where it is not one day."""
    entry, after = found.entry, found.treaty.entry.after
    completed = entry.completed.earliest if entry.day and entry.completed else None
    if completed is None:
        return ""
    words = {
        "last": _last(ask, found, completed),
        "nth": ordinal(after.days or 0),
        "number": after.months or 0,
    }
    if after.months is not None:
        text = ngettext(
            "That is %(number)s month after %(last)s.", "That is %(number)s months after %(last)s.", after.months
        )
        return text % words
    if not after.days:
        return _("That is the day of %(last)s.") % words
    return _("That is the %(nth)s day after %(last)s.") % words


def _last(ask: Ask, found: Status, completed: date) -> str:
    """What completed all that the clause asks for: the deposit of the last instrument, by whom, on which day."""
    words = {"day": day_text(ask, completed.isoformat())}
    last = _completing(found.treaty, found.document, completed)
    parties = [bond.party for bond in last]
    if not parties or "" in parties:
        return _("all that it asks for was there, on %(day)s") % words
    words["parties"] = joined([ask.speech.party(party, completed) for party in parties], ask.language)
    wanted = found.treaty.entry.instruments
    if wanted is None or len(parties) > 1:
        return _("the last deposit that was missing (%(parties)s, %(day)s)") % words
    return _("the deposit of the %(nth)s instrument (%(parties)s, %(day)s)") % {**words, "nth": ordinal(wanted)}


def _completing(held: Treaty, document: Document, completed: date) -> list[Bond]:
    on = Bounds(completed, completed)
    return [bond for bond in bonds(held, document) if bond.since == on]


def standing_text(ask: Ask, entry: Entry) -> str:
    """Return whether a treaty is in force, as a list shows it."""
    standing = entry.standing(ask.day)
    if standing == "not_in_force":
        return _not_yet(ask, entry)
    since = when_within(ask, entry.on) if entry.on else None
    words = {"day": since.text if since else ""}
    if standing == "in_force":
        return _("in force: %(day)s") % words
    if standing == "to_enter":
        return _("enters into force: %(day)s") % words
    return _("may be in force; the sources leave it open")


def _not_yet(ask: Ask, entry: Entry) -> str:
    if entry.missing_at_most > entry.missing:
        span = ask.speech.span(Span(entry.missing, entry.missing_at_most))
        return _("not in force; instruments missing: %(missing)s") % {"missing": span}
    if entry.missing == 1:
        return _("not in force; one instrument is missing")
    if entry.missing:
        text = ngettext(
            "not in force; %(number)s instrument is missing",
            "not in force; %(number)s instruments are missing",
            entry.missing,
        )
        return text % {"number": entry.missing}
    return _("not in force")


def coming(ask: Ask, found: Status) -> list[Coming]:
    """Return the days that are to come, the soonest first."""
    ahead = sorted((day, what) for day, what in _ahead(ask, found) if day > ask.day)
    return [Coming(on=when(ask, day.isoformat()), what=what) for day, what in ahead]


def _ahead(ask: Ask, found: Status) -> Iterator[tuple[date, str]]:
    if found.entry.day:
        yield found.entry.day, _("entry into force")
    closes = bounds(found.treaty.open_until).latest if found.treaty.open_until else None
    if closes:
        yield closes, _("last day for signature")
    for row in found.rows:
        words = {"party": ask.speech.party(row.party, ask.on)}
        if row.until and row.until.earliest == row.until.latest and row.until.earliest:
            yield row.until.earliest, _("withdrawal of %(party)s takes effect") % words
        for made in row.statements:
            if made.until and not made.made.withdrawn:
                yield made.until, _("last day to object to what %(party)s declared") % words
        own = row.in_force
        if own and own != found.entry.on and own.earliest and own.earliest == own.latest:
            yield own.earliest, _("in force for %(party)s") % words
    for proposed in found.treaty.corrections:
        until = correction_until(proposed) if proposed.rectified is None else None
        if until:
            yield until, _("last day to object to a correction of the text")
