"""One depositary notification: what the depositary communicates, of which acts, and who has acknowledged receipt."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, cast

from django.utils.translation import gettext as _

from comity.forum.documents.state import document
from comity.forum.kernel.machine import NOTHING
from comity.forum.membership.roll import parties
from comity.forum.treaties.joined import standing
from comity.forum.treaties.rules.common import is_open_to
from comity.forum.treaties.state import notification, treaty
from comity.secretariat.wording.names import sorted_by_name
from comity.web.portal.framework.data import Data, Link, Rows, When
from comity.web.portal.framework.links import act_link, address, day_text, document_link, party_link, when
from comity.web.portal.framework.page import NotHere, Page
from comity.web.portal.pages.actlines import ActLine, Moment, act_lines, moment
from comity.web.portal.pages.treaties.notifications import place
from comity.web.portal.pages.treaties.words import Holder, holder, in_language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from comity.forum.documents.state import Document
    from comity.forum.treaties.state import Notification, Treaty
    from comity.web.portal.framework.ask import Ask


class Receipt(Data):
    """A state's receipt of the notification: when it was entered, and by which act."""

    party: Link
    entered: Moment
    act: Link


class NotificationPage(Data):
    """A depositary notification. `about` are the acts that it tells of; `in_force` the day that it announces.

    It goes to every state concerned: `received` have acknowledged it, `awaited` have not; `concerned` is how many all
    of these are.
    """

    number: str
    treaty: Link
    symbol: str
    depositary: Holder
    issued: Moment
    day: When
    text: str
    texts: dict[str, str]
    in_force: When | None
    about: list[ActLine]
    concerned: int
    received: list[Receipt]
    awaited: list[Link]
    previous: Link | None
    next: Link | None
    act: Link


def build(ask: Ask, **parts: Any) -> NotificationPage:  # noqa: ANN401 - parts of the address
    """Return the notification whose number stands in the address."""
    number = str(parts["number"])
    held = notification(ask.library, number)
    of = treaty(ask.library, held.treaty) if held else None
    if held is None or of is None:
        raise NotHere(_("There is no depositary notification %(number)s.") % {"number": number})
    if held.entered[:10] > ask.day.isoformat():
        told = {"day": day_text(ask, ask.day.isoformat())}
        raise NotHere(_("On %(day)s this notification was still to come.") % told)
    return _page(ask, held, of)


def _page(ask: Ask, held: Notification, of: Treaty) -> NotificationPage:
    told = next(each for each in of.notifications if each.notification == held.notification)
    paper = cast("Document", document(ask.library, of.treaty))
    ask.titles.know("document", [paper])
    acts = ask.library.some_acts(told.about)
    received, awaited = _receipts(ask, held, of, paper)
    before, after = _beside(ask, held.notification)
    return NotificationPage(
        number=held.notification,
        treaty=Link(id=of.treaty, text=document_link(ask, of.treaty).text, url=address("treaty", of.treaty)),
        symbol=paper.symbol or "",
        depositary=holder(ask, of.depositary),
        issued=moment(ask, held.entered),
        day=when(ask, told.on),
        text=in_language(ask, told.text),
        texts=told.text,
        in_force=when(ask, told.in_force) if told.in_force else None,
        about=act_lines(ask, [acts[index] for index in told.about]),
        concerned=len(received) + len(awaited),
        received=received,
        awaited=awaited,
        previous=before,
        next=after,
        act=act_link(told.act),
    )


def _receipts(ask: Ask, held: Notification, of: Treaty, paper: Document) -> tuple[list[Receipt], list[Link]]:
    """Who has acknowledged the notification by the day of the page, by name; and who is concerned and has not."""
    # All parties at once: the rules ask for them one by one.
    ask.titles.party("")
    day = ask.day.isoformat()
    receipts = {each.party: each for each in held.receipts if each.entered[:10] <= day}
    concerned = _named(ask, [*receipts, *(p for p in _concerned(ask, of, paper, held) if p not in receipts)])
    received = [
        Receipt(
            party=party_link(ask, party),
            entered=moment(ask, receipts[party].entered),
            act=act_link(receipts[party].act),
        )
        for party in concerned
        if party in receipts
    ]
    return received, [party_link(ask, party) for party in concerned if party not in receipts]


def _concerned(ask: Ask, of: Treaty, paper: Document, held: Notification) -> list[str]:
    """Who has a part in the treaty, or might have one on the day of the notification."""
    day = date.fromisoformat(held.entered[:10])
    return [
        party
        for party in parties(ask.library)
        if standing(of, paper, party) != NOTHING or is_open_to(of, party, day, ask.library)
    ]


def _named(ask: Ask, codes: Sequence[str]) -> list[str]:
    known = [party for code in codes if (party := ask.titles.party(code))]
    return [party.party for party in sorted_by_name(known, "en", ask.on)]


def _beside(ask: Ask, number: str) -> tuple[Link | None, Link | None]:
    """The notifications before and after this one in the count of its year."""
    year, running = place(number)
    beside = [f"C.N.{running - 1}.{year}", f"C.N.{running + 1}.{year}"]
    held = ask.library.some_of("notification", beside)
    shown = {
        name: Link(id=name, text=name, url=address("notification", name))
        for name, each in held.items()
        if cast("Notification", each).entered[:10] <= ask.day.isoformat()
    }
    return shown.get(beside[0]), shown.get(beside[1])


def rows(page: NotificationPage, _ask: Ask) -> Rows:
    """Return who has acknowledged the notification, and who has not, as a table."""
    received = [(one.party.id, one.party.text, one.entered.iso, one.act.id) for one in page.received]
    return Rows(
        head=("code", "party", "received", "act"),
        rows=(*received, *((one.id, one.text, "", "") for one in page.awaited)),
    )


PAGE = Page(
    "notification",
    "treaties/notifications/<str:number>/",
    "portal/notification.html",
    build,
    "treaties",
    rows=rows,
)
