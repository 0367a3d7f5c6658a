"""A meeting as pages of a desk name it: what it is, how it stands, when and where it sits."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.urls import reverse
from django.utils.translation import gettext as _

from comity.forum.charter.state import CHARTER
from comity.forum.kernel.moments import instant
from comity.forum.kernel.text import said_in
from comity.forum.kernel.values import Key
from comity.forum.meetings import machine
from comity.forum.meetings.state import KIND, Meeting
from comity.forum.offices.state import CHAIR
from comity.web.desk.decisions.asking import Asking
from comity.web.desk.decisions.deeds import may_do_any
from comity.web.desk.notices.lines import Standing
from comity.web.desk.notices.times import Moment
from comity.web.portal import errors
from comity.web.portal.framework.data import Data
from comity.web.portal.framework.incapitals import CapitalRow, in_capitals
from comity.web.portal.framework.links import body_name, day_text
from comity.web.portal.pages.meetings import format_names, kind_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.http import HttpRequest, HttpResponse

    from comity.forum.membership.state import Party
    from comity.web.desk.notices.sitting import Sitting

RUNNING = ("meetings.open", "meetings.take_up", "decisions.put")
"""Types of acts by which a meeting is run: who may enter any of them has the room."""

_MARKS = {machine.CONVENED: "", machine.OPEN: "full", machine.SUSPENDED: "half", machine.CLOSED: "faint"}


class Shown(Data):
    """A meeting: its title in `language`, its body and kind, how it stands, its days and moment of opening, its place.

    `there` is the moment of opening in the capital of its host, where that is known; both of one that is to come.
    `since` is since when it sits, or does not.
    """

    meeting: str
    title: str
    language: str
    body: str
    kind: str
    number: int | None
    standing: Standing
    on: str
    opens: Moment | None
    there: CapitalRow | None
    since: Moment | None
    place: str
    format: str
    host: str
    url: str
    room: str
    public: str


def asking(at: Sitting) -> Asking:
    """Return what asks the rules for whoever sits at the desk, with the parties of the register at hand."""
    parties = cast("Sequence[Party]", at.ask.library.all_of("party"))
    at.glance.know((Key("party", party.party), party) for party in parties)
    at.glance.know((key, value) for key in (CHARTER, CHAIR) if (value := at.ask.library.get(key)) is not None)
    return Asking(at)


def find(at: Sitting, slug: str) -> Meeting | None:
    """Return a meeting by its name, or None."""
    found = cast("Meeting | None", at.glance.get(Key(KIND, slug)))
    if found is not None:
        at.ask.titles.know(KIND, [found])
    return found


def no_meeting(request: HttpRequest, slug: str) -> HttpResponse:
    """Return the page for a meeting that is not there."""
    wrong = _("The register knows no meeting called %(slug)s.") % {"slug": slug}
    return errors.page(request, 404, _("No such meeting"), wrong, code="desk.no_meeting")


def runs(asked: Asking) -> bool:
    """Whether meetings are run from this desk: whether the charter lets the party do so."""
    return may_do_any(asked, RUNNING)


def state_of(held: Meeting) -> Standing:
    """Return how a meeting stands, in words and by a mark."""
    return Standing(text=_(machine.STATES[held.state]), mark=_MARKS.get(held.state, ""))


def shown(asked: Asking, held: Meeting) -> Shown:
    """Return a meeting as pages of a desk show it."""
    at, ask = asked.at, asked.at.ask
    ask.titles.know(KIND, [held])
    title = ask.titles.title(KIND, held.meeting) or {}
    plan = held.plans[-1] if held.plans else None
    place = held.place or (plan.place if plan else None)
    return Shown(
        meeting=held.meeting,
        title=ask.speech.title(KIND, held.meeting),
        language=said_in(title, ask.language)[1] if title else ask.language,
        body=body_name(ask, held.body, held.when),
        kind=kind_names()[held.kind],
        number=held.number,
        standing=state_of(held),
        on=day_text(ask, held.when),
        opens=at.clock.moment(held.opens, in_full=True) if held.opens and not held.held else None,
        there=_there(asked, held),
        since=_since(asked, held),
        place=said_in(place, ask.language)[0] if place else "",
        format=format_names()[held.format if held.held or not plan else plan.format],
        host=at.title(held.host) if held.host else "",
        url=reverse("desk.meeting", args=[held.meeting]),
        room=reverse("desk.room", args=[held.meeting]),
        public=reverse("meeting", args=[held.meeting]),
    )


def _there(asked: Asking, held: Meeting) -> CapitalRow | None:
    if held.opens is None or held.host is None or held.held:
        return None
    rows = in_capitals([held.host], instant(held.opens), asked.at.ask.speech).rows
    return rows[0] if rows else None


def _since(asked: Asking, held: Meeting) -> Moment | None:
    last = held.sittings[-1] if held.sittings and held.state in machine.IN_PROGRESS else None
    return asked.at.clock.moment(last.closed or last.opened) if last else None


def all_shown(asked: Asking, several: Iterable[Meeting]) -> list[Shown]:
    """Return meetings as lists show them."""
    return [shown(asked, held) for held in several]
