"""The treaties of which the forum is the depositary: whether each is in force, and what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from comity.forum.kernel.dates import sort_key
from comity.forum.membership.roll import deciding
from comity.forum.readings.treaties import Status, status, treaties
from comity.forum.treaties.entry import entry_into_force
from comity.web.portal.framework.data import Data, Link, Rows, When
from comity.web.portal.framework.links import act_link, address, when
from comity.web.portal.framework.page import Page
from comity.web.portal.pages.asof import begun
from comity.web.portal.pages.treaties.asof import AsOf
from comity.web.portal.pages.treaties.words import Coming, Holder, coming, holder, in_language, standing_text

if TYPE_CHECKING:
    from datetime import date

    from comity.forum.documents.state import Document
    from comity.forum.readings.reader import Reader
    from comity.forum.treaties.state import Treaty
    from comity.web.portal.framework.ask import Ask


class Line(Data):
    """A treaty as the list shows it; `next` is the first day that is to come."""

    treaty: Link
    symbol: str
    adopted: When
    at: str
    depositary: Holder
    signatories: int
    instruments: int
    parties: int
    standing: str
    stands: str
    next: Coming | None
    sources: list[str]
    act: Link


class Treaties(Data):
    """The treaties that the forum keeps, the earliest first."""

    lines: list[Line]


def build(ask: Ask, **_parts: Any) -> Treaties:  # noqa: ANN401 - the address has no parts
    """Return the treaties that had been adopted by the day of the page."""
    return Treaties(lines=[line(ask, each) for each in kept(ask)])


class Brief(Data):
    """A treaty of which the forum is the depositary, and whether it is in force."""

    treaty: Link
    stands: str


def brief(ask: Ask, most: int) -> list[Brief]:
    """Return the `most` newest treaties, the earliest first, and whether each is in force; of its parties nothing."""
    held = _held(_reader(ask), ask.day)[-most:]
    papers = cast("dict[str, Document]", ask.library.some_of("document", [each.treaty for each in held]))
    return [_brief(ask, each, papers[each.treaty]) for each in held]


def _brief(ask: Ask, held: Treaty, of: Document) -> Brief:
    entry = entry_into_force(held, of, lambda day: deciding(day, ask.library), ask.day)
    return Brief(treaty=_link(ask, held, of), stands=standing_text(ask, entry))


def _reader(ask: Ask) -> Reader:
    return AsOf(ask.library, ask.day) if ask.on else ask.library


def _held(reader: Reader, day: date) -> list[Treaty]:
    """The treaties that had been adopted by a day, the earliest first."""
    found = [each for each in treaties(reader) if begun(each.adopted, day)]
    return sorted(found, key=lambda each: (sort_key(each.adopted), each.acts[0]))


def kept(ask: Ask) -> list[Status]:
    """Return how each treaty that the forum keeps stands on the day of the page, the earliest first."""
    reader = _reader(ask)
    held = _held(reader, ask.day)
    if held:
        # At once, what the rules would ask for one by one.
        ask.titles.party("")
        ask.library.some_of("document", [each.treaty for each in held])
    found = [status(reader, each.treaty, ask.day) for each in held]
    return [each for each in found if each]


def line(ask: Ask, found: Status) -> Line:
    """Return a treaty as lists show it."""
    held, ahead = found.treaty, coming(ask, found)
    return Line(
        treaty=_link(ask, held, found.document),
        symbol=found.document.symbol or "",
        adopted=when(ask, held.adopted),
        at=in_language(ask, held.at),
        depositary=holder(ask, held.depositary),
        signatories=sum(1 for row in found.rows if row.signed),
        instruments=found.entry.counted,
        parties=sum(1 for row in found.rows if row.standing(ask.day) == "in_force"),
        standing=found.standing,
        stands=standing_text(ask, found.entry),
        next=ahead[0] if ahead else None,
        sources=list(held.sources),
        act=act_link(held.acts[0]),
    )


def _link(ask: Ask, held: Treaty, of: Document) -> Link:
    return Link(id=held.treaty, text=in_language(ask, of.title), url=address("treaty", held.treaty))


def rows(page: Treaties, _ask: Ask) -> Rows:
    """Return the treaties as a table."""
    head = (
        "treaty",
        "symbol",
        "title",
        "adopted",
        "place",
        "depositary",
        "signatories",
        "instruments",
        "parties",
        "standing",
        "next",
        "sources",
        "act",
    )
    return Rows(head=head, rows=tuple(_cells(each) for each in page.lines))


def _cells(one: Line) -> tuple[str, ...]:
    return (
        one.treaty.id,
        one.symbol,
        one.treaty.text,
        one.adopted.edtf,
        one.at,
        one.depositary.code,
        str(one.signatories),
        str(one.instruments),
        str(one.parties),
        one.stands,
        one.next.on.edtf if one.next else "",
        " ".join(one.sources),
        one.act.id,
    )


PAGE = Page("treaties", "treaties/", "portal/treaties.html", build, "treaties", rows=rows)
