"""The register of decisions, sifted by body, matter, state, year and words; and outcomes of earlier meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, cast

from django.utils.translation import gettext as _

from comity.secretariat.wording.terms.decisions import OUTCOMES
from comity.web.portal.feed import Feed, Item, atom
from comity.web.portal.framework.ask import PAGE_LENGTH
from comity.web.portal.framework.data import Data, Rows
from comity.web.portal.framework.library import DecisionSift
from comity.web.portal.framework.page import Page
from comity.web.portal.pages.chartered import charter_of
from comity.web.portal.pages.decisions import earlier
from comity.web.portal.pages.decisions.asof import as_of
from comity.web.portal.pages.decisions.lines import Line, line
from comity.web.portal.pages.decisions.words import GROUPS, in_language
from comity.web.portal.pages.meetings import Choice, body_names, check_reached, choices, page_url, where_text
from comity.web.portal.pages.parts import asked_part

if TYPE_CHECKING:
    from comity.forum.decisions.state import Decision, Result
    from comity.web.portal.framework.ask import Ask

PARTS = ("register", "earlier")
"""The matters that came before the forum in its record; outcomes of meetings of before, as sources give them."""

SHOWN_EARLIER = 8
"""Earlier meetings whose outcomes stand below the register, with the way to the others."""


class Register(Data):
    """Part of the register, and what it is sifted by; and outcomes of earlier meetings of the same body and year."""

    part: str
    lines: list[Line]
    total: int
    start: int
    bodies: list[Choice]
    matters: list[Choice]
    states: list[Choice]
    year: str
    sought: str
    newer: str
    older: str
    where: str
    narrowed: bool
    earlier: list[earlier.Outcome]
    all_earlier: str


def _matters(ask: Ask) -> dict[str, str]:
    """What the charter calls the matters that it knows, or knew."""
    held = charter_of(ask)
    return {rule.matter: in_language(ask, rule.name) for rule in held.rules.matters} if held else {}


def build(ask: Ask, **_parts: Any) -> Register:  # noqa: ANN401 - the address has no parts
    """Return the part of the register that is asked for."""
    part, bodies, matters = asked_part(ask, PARTS), body_names(ask), _matters(ask)
    state, start = ask.choice("state", GROUPS), ask.number("from", 0) or 0
    sift = DecisionSift(
        body=ask.choice("body", bodies),
        matter=ask.choice("matter", matters),
        states=GROUPS[state][1] if state else (),
        year=ask.number("year", 1990, 9999),
        sought=ask.word("q")[:60],
        until=ask.on,
    )
    narrowed = any((sift.body, sift.matter, sift.states, sift.year, sift.sought))
    shown = _earlier(ask, sift, start) if part == "earlier" else _register(ask, sift, start)
    words = _words(ask, sift, state) | ({"part": part} if part == "earlier" else {})
    after = start + shown.on_this_part
    return Register(
        part=part,
        lines=shown.lines,
        total=shown.total,
        start=start,
        bodies=choices(bodies, sift.body),
        matters=choices(matters, sift.matter),
        states=choices({name: _(text) for name, (text, _states) in GROUPS.items()}, state),
        year=words["year"],
        sought=sift.sought,
        newer=page_url("decisions", words, max(0, start - shown.at_once)) if start else "",
        older=page_url("decisions", words, after) if after < shown.total else "",
        where=where_text(start, shown.on_this_part, shown.total),
        narrowed=narrowed,
        earlier=shown.earlier,
        all_earlier=page_url(
            "decisions", {"part": "earlier", "body": sift.body, "year": words["year"], "on": words["on"]}, 0
        ),
    )


class _Shown(NamedTuple):
    """What a part shows: matters, outcomes of before, how many things of how many in all, and the most at once."""

    lines: list[Line]
    earlier: list[earlier.Outcome]
    on_this_part: int
    total: int
    at_once: int


def _register(ask: Ask, sift: DecisionSift, start: int) -> _Shown:
    found = ask.library.decisions(sift, start, PAGE_LENGTH)
    check_reached(found)
    lines = [line(ask, held) for held in as_of(ask, found.rows)]
    alone = start or sift.matter or sift.states or sift.sought
    before = [] if alone else earlier.outcomes(ask, sift.body, sift.year, 0, SHOWN_EARLIER)[0]
    return _Shown(lines, before, len(found.rows), found.total, PAGE_LENGTH)


def _earlier(ask: Ask, sift: DecisionSift, start: int) -> _Shown:
    before, met = earlier.outcomes(ask, sift.body, sift.year, start, earlier.AT_ONCE)
    check_reached(met)
    return _Shown([], before, len(met.rows), met.total, earlier.AT_ONCE)


def _words(ask: Ask, sift: DecisionSift, state: str) -> dict[str, str]:
    return {
        "body": sift.body,
        "matter": sift.matter,
        "state": state,
        "year": str(sift.year or ""),
        "q": sift.sought,
        "on": ask.word("on"),
    }


def rows(page: Register, _ask: Ask) -> Rows:
    """Return the matters shown as a table, or the outcomes of earlier meetings where these are asked for."""
    if page.part == "earlier":
        return _earlier_rows(page)
    head = ("decision", "symbol", "title", "body", "matter", "party", "state", "outcome", "way", "date", "act")
    lines = [
        (
            one.decision.id,
            one.symbol,
            one.decision.text,
            one.body,
            one.matter,
            one.party.code,
            one.state,
            one.verb,
            one.way,
            one.on.edtf,
            one.act.id,
        )
        for one in page.lines
    ]
    return Rows(head=head, rows=tuple(lines))


def _earlier_rows(page: Register) -> Rows:
    head = ("meeting", "title", "body", "outcome", "matter", "date", "sources", "act")
    lines = [
        (
            one.meeting.id,
            one.meeting.text,
            one.body,
            one.verb,
            one.matter,
            one.on.edtf,
            " ".join(one.sources),
            one.act.id,
        )
        for one in page.earlier
    ]
    return Rows(head=head, rows=tuple(lines))


def feed(page: Register, ask: Ask) -> bytes:
    """Return what came out of the matters shown as an Atom feed: an entry for each outcome, the newest first."""
    shown = {one.decision.id: one for one in page.lines}
    held = cast("list[Decision]", [*ask.library.some_of("decision", shown).values()])
    items = [_item(shown[each.decision], result) for each in as_of(ask, held) for result in each.results]
    items.sort(key=lambda item: item.moment, reverse=True)
    return atom(ask, Feed("decisions", _("Decisions"), page.older, tuple(items)))


def _item(shown: Line, result: Result) -> Item:
    return Item(
        name=f"act/{result.act}",
        title=f"{shown.symbol} {shown.decision.text}".strip(),
        summary=f"{shown.body}: {_(OUTCOMES[result.outcome])}",
        url=shown.decision.url,
        moment=result.entered,
        author=shown.body,
    )


PAGE = Page("decisions", "decisions/", "portal/decisions.html", build, "decisions", rows=rows, feed=feed)
