"""Depositary notifications: all that the depositary has issued, the newest first, and as a feed of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.utils.translation import gettext as _

from comity.forum.readings.treaties import treaties
from comity.web.portal.feed import Feed, Item, atom
from comity.web.portal.framework.ask import PAGE_LENGTH
from comity.web.portal.framework.data import Data, Link, Rows
from comity.web.portal.framework.library import Found
from comity.web.portal.framework.links import act_link, address
from comity.web.portal.framework.page import Page
from comity.web.portal.pages.actlines import Moment, moment
from comity.web.portal.pages.meetings import Choice, check_reached, choices, page_url, where_text
from comity.web.portal.pages.treaties.words import Holder, holder, in_language

if TYPE_CHECKING:
    from comity.forum.treaties.state import Notification, Told, Treaty
    from comity.web.portal.framework.ask import Ask


class Issued(Data):
    """A depositary notification as the list shows it; `received` is how many states have acknowledged it."""

    notification: Link
    treaty: Link
    depositary: Holder
    issued: Moment
    text: str
    received: int
    act: Link


class Notifications(Data):
    """Part of the depositary notifications, and the treaties that they can be sifted by."""

    lines: list[Issued]
    total: int
    treaties: list[Choice]
    newer: str
    older: str
    where: str


def place(number: str) -> tuple[int, int]:
    """Return the year and the running number of a notification (C.N.3.2026), by which they are ordered."""
    _c, _n, running, year = number.split(".")
    return int(year), int(running)


def build(ask: Ask, **_parts: Any) -> Notifications:  # noqa: ANN401 - the address has no parts
    """Return the part of the list that is asked for."""
    held = treaties(ask.library)
    ask.titles.fetch("document", [each.treaty for each in held])
    names = {each.treaty: ask.speech.title("document", each.treaty) for each in held}
    chosen, start = ask.choice("treaty", names), ask.number("from", 0) or 0
    told = [(each, one) for each in held for one in each.notifications if chosen in {"", each.treaty} and _by(ask, one)]
    told.sort(key=lambda pair: place(pair[1].notification), reverse=True)
    shown = told[start : start + PAGE_LENGTH]
    check_reached(Found(tuple(shown), start, len(told)))
    words = {"treaty": chosen, "on": ask.word("on")}
    after = start + len(shown)
    return Notifications(
        lines=_lines(ask, shown),
        total=len(told),
        treaties=choices(names, chosen),
        newer=page_url("notifications", words, max(0, start - PAGE_LENGTH)) if start else "",
        older=page_url("notifications", words, after) if after < len(told) else "",
        where=where_text(start, len(shown), len(told)),
    )


def _by(ask: Ask, told: Told) -> bool:
    return told.on <= ask.day.isoformat()


def _lines(ask: Ask, shown: list[tuple[Treaty, Told]]) -> list[Issued]:
    held = ask.library.some_of("notification", [told.notification for _of, told in shown])
    return [_line(ask, of, told, cast("Notification", held[told.notification])) for of, told in shown]


def _line(ask: Ask, of: Treaty, told: Told, held: Notification) -> Issued:
    number, title = told.notification, ask.speech.title("document", of.treaty)
    return Issued(
        notification=Link(id=number, text=number, url=address("notification", number)),
        treaty=Link(id=of.treaty, text=title, url=address("treaty", of.treaty)),
        depositary=holder(ask, of.depositary),
        issued=moment(ask, held.entered),
        text=in_language(ask, told.text),
        received=len({each.party for each in held.receipts if each.entered[:10] <= ask.day.isoformat()}),
        act=act_link(told.act),
    )


def rows(page: Notifications, _ask: Ask) -> Rows:
    """Return the notifications shown as a table."""
    head = ("notification", "issued", "treaty", "depositary", "text", "received", "act")
    lines = [
        (
            one.notification.id,
            one.issued.iso,
            one.treaty.id,
            one.depositary.code,
            one.text,
            str(one.received),
            one.act.id,
        )
        for one in page.lines
    ]
    return Rows(head=head, rows=tuple(lines))


def feed(page: Notifications, ask: Ask) -> bytes:
    """Return the notifications shown as an Atom feed."""
    items = tuple(
        Item(
            name=f"act/{one.act.id}",
            title=f"{one.notification.id}: {one.treaty.text}",
            summary=one.text,
            url=one.notification.url,
            moment=one.issued.iso,
            author=one.depositary.text,
        )
        for one in page.lines
    )
    return atom(ask, Feed("notifications", _("Depositary notifications"), page.older, items))


PAGE = Page(
    "notifications", "treaties/notifications/", "portal/notifications.html", build, "treaties", rows=rows, feed=feed
)
