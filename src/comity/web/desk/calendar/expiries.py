"""Everything that expires, closes, falls due or meets for a party, from now on, in order of time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, cast

from django.urls import reverse
from django.utils.translation import gettext as _

from comity.forum.decisions.machine import VOTING
from comity.forum.kernel.dates import bounds
from comity.forum.kernel.moments import instant
from comity.store import decisions
from comity.web.desk.decisions.lines import matter_url
from comity.web.desk.notices.awaiting import open_dues
from comity.web.desk.treaties.kept import asking, every, status_of
from comity.web.desk.treaties.lines import periods
from comity.web.portal.framework.links import address
from comity.web.portal.pages.decisions.words import in_language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comity.forum.decisions.state import Decision
    from comity.forum.meetings.state import Meeting
    from comity.forum.notices.acts import Send
    from comity.web.desk.notices.sitting import Sitting

MOST = 200
"""How many of each kind a calendar holds."""


@dataclass(frozen=True, slots=True)
class Expiry:
    """Something with a time: a moment in UTC, or a whole day (`at` is its midnight) that may last until `last`.

    `name` is the same whenever the calendar is asked for: calendars know by it what they have already.
    """

    name: str
    at: datetime
    what: str
    title: str
    url: str
    all_day: bool = False
    last: date | None = None


def expiries(at: Sitting) -> list[Expiry]:
    """Return what is to come for the party that reads, the next first; what has gone by is left out."""
    found = [*_silences(at), *_votes(at), *_undertakings(at), *_notes(at), *_treaties(at), *_meetings(at)]
    now, day = at.clock.now, at.clock.now.date()
    to_come = [each for each in found if (each.last or each.at.date()) >= day if each.all_day or each.at > now]
    return sorted(to_come, key=lambda each: (each.at, not each.all_day, each.name))


def _silences(at: Sitting) -> Iterator[Expiry]:
    for held in decisions.silences(MOST):
        if held.silence is not None:
            yield _of_matter(at, held, held.silence.expires, "silence", _("A silence expires"))


def _votes(at: Sitting) -> Iterator[Expiry]:
    for held in decisions.in_states((VOTING,), limit=MOST):
        if held.voting is not None:
            yield _of_matter(at, held, held.voting.closes, "vote", _("A vote closes"))


def _of_matter(at: Sitting, held: Decision, moment: str, kind: str, what: str) -> Expiry:
    title = in_language(at.ask, held.title)
    return Expiry(f"{kind}-{held.decision}", instant(moment), what, title, matter_url(held.decision))


def _undertakings(at: Sitting) -> Iterator[Expiry]:
    for held in decisions.undertaken(at.party):
        for each in held.undertakings:
            if each.by is not None and at.party in each.open_for:
                url = f"{matter_url(held.decision)}#undertaking-{each.number}"
                name = f"undertaking-{held.decision}-{each.number}"
                what = _("What we have undertaken is due")
                yield Expiry(name, instant(each.by), what, in_language(at.ask, each.what), url)


def _notes(at: Sitting) -> Iterator[Expiry]:
    dues = [due for due in open_dues(at) if due.by is not None]
    acts = at.reader.acts([due.acts[0] for due in dues])
    for due in dues:
        if due.acts[0] in acts:
            body = cast("Send", acts[due.acts[0]].act.body)
            url = reverse("desk.notice", args=[due.notice])
            what = _("A reply to a note is asked for")
            yield Expiry(f"note-{due.notice}", instant(str(due.by)), what, at.said(body.subject), url)


def _treaties(at: Sitting) -> Iterator[Expiry]:
    """The last days of periods in which one may object; each is over at its end."""
    asked = asking(at)
    for held in every(asked):
        for each in periods(asked, status_of(asked, held.treaty)):
            title = at.ask.speech.title("document", held.treaty)
            yield Expiry(f"objections-{each.act}", instant(each.by.iso), each.what, title, each.url)


def _meetings(at: Sitting) -> Iterator[Expiry]:
    for held in decisions.to_come(at.clock.now.date().isoformat()):
        found = _of_meeting(at, held)
        if found is not None:
            yield found


def _of_meeting(at: Sitting, held: Meeting) -> Expiry | None:
    """A meeting on its days; one whose month alone is known stands in no calendar."""
    days = bounds(held.when)
    first, last = days.earliest, days.latest
    if first is None or last is None or (last - first).days > _LONGEST:
        return None
    title = in_language(at.ask, at.ask.titles.meeting(held))
    url = address("meeting", held.meeting)
    opens = held.opens
    if opens:
        return Expiry(f"meeting-{held.meeting}", instant(opens), _("A meeting opens"), title, url)
    midnight = datetime.combine(first, time(), UTC)
    return Expiry(f"meeting-{held.meeting}", midnight, _("A meeting"), title, url, all_day=True, last=last)


_LONGEST = 14
