"""Participants: who holds which status on a day, the matrix by year, how many members on which day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comity.forum.membership.statuses import MEMBER, Spell
from comity.forum.readings.said import Span
from comity.secretariat.wording.names import joined
from comity.web.portal.framework.data import Data, Link, Rows, When
from comity.web.portal.framework.links import party_link, when
from comity.web.portal.framework.page import Page
from comity.web.portal.pages import matrix
from comity.web.portal.pages.asof import written
from comity.web.portal.pages.chartered import admission_rules, quorum_rule

if TYPE_CHECKING:
    from datetime import date

    from comity.web.portal.framework.ask import Ask

GROUPS = (
    ("members", MEMBER, None),
    ("observer_states", "observer", "state"),
    ("observer_organisations", "observer", "organisation"),
    ("partners", "partner", None),
)


class Counted(Data):
    """A number of parties on a day: its ends, its wording, and why it is a range where it is one."""

    least: int
    most: int
    text: str
    open: tuple[Link, ...] = ()


class Holder(Data):
    """A party in a status: since when, with which place in the order, and whether that is sure on the day asked."""

    party: Link
    place: str
    since: When
    until: When | None
    manner: str
    sure: bool


class Group(Data):
    """Everybody who holds, or once held, a status."""

    status: str
    name: str
    count: Counted
    noun: str
    holders: list[Holder]
    former: list[Holder]


class Change(Data):
    """A day from which the number of members was another."""

    since: When
    url: str
    members: Counted
    quorum: str
    joined: list[Link]


class Participants(Data):
    """The participants of the forum on a day."""

    day: When
    quorum: str
    quorum_rule: str
    admission_rules: list[str]
    groups: list[Group]
    changes: list[Change]


def span_text(ask: Ask, least: int, most: int) -> str:
    """Return a count, or the ends of what it may be, as the language writes it."""
    return ask.speech.span(Span(least, most))


def quorum_text(ask: Ask, day: date) -> str:
    """Return how many members make a quorum on a day, or nothing where there are no rules or no members."""
    quorum = ask.held.quorum(day)
    return span_text(ask, *quorum) if quorum and quorum[1] else ""


def counted(ask: Ask, status: str, day: date, kind: str | None = None) -> Counted:
    """Return how many hold a status on a day."""
    found = ask.held.count(status, day, kind)
    open_ = tuple(party_link(ask, spell.party) for spell in found.open_)
    return Counted(least=found.least, most=found.most, text=span_text(ask, found.least, found.most), open=open_)


def place_text(ask: Ask, code: str) -> str:
    """Return the place of a member in the order of joining ("16", "1–15"), or nothing."""
    place = ask.places.get(code)
    if place is None:
        return ""
    if place.counted:
        return str(place.counted)
    return str(place.first) if place.first == place.last else f"{place.first}–{place.last}"


def manners() -> dict[str, str]:
    """Return how a status can end, in words."""
    return {
        "promoted": _("became a member"),
        "not_listed": _("no longer listed"),
        "withdrawn": _("withdrew"),
        "dissolved": _("dissolved"),
        "suspended": _("suspended"),
    }


def _holder(ask: Ask, spell: Spell) -> Holder:
    ended = spell.until if spell.until and (not spell.until.earliest or spell.until.earliest <= ask.day) else None
    return Holder(
        party=party_link(ask, spell.party, ask.day.isoformat()),
        place=place_text(ask, spell.party) if spell.status == MEMBER else "",
        since=when(ask, written(spell.since)),
        until=when(ask, written(ended)) if ended else None,
        manner=manners().get(spell.manner, "") if ended else "",
        sure=spell.holds(ask.day) == "holds",
    )


def names_of_groups() -> dict[str, str]:
    """Return what each group is called, in the reader's language."""
    return {
        "members": _("Member states"),
        "observer_states": _("Observer states"),
        "observer_organisations": _("Observer organisations"),
        "partners": _("Partner organisations"),
    }


def noun(group: str, number: int) -> str:
    """Return the noun of a group as it stands after a number."""
    return {
        "members": ngettext("member state", "member states", number),
        "observer_states": ngettext("observer state", "observer states", number),
        "observer_organisations": ngettext("observer organisation", "observer organisations", number),
        "partners": ngettext("partner organisation", "partner organisations", number),
    }[group]


def _group(ask: Ask, row: tuple[str, str, str | None]) -> Group:
    slug, status, kind = row
    held, count = ask.held, counted(ask, status, ask.day, kind)
    spells = held.members_in_order() if status == MEMBER else [s for s in held.spells if s.status == status]
    wanted = matrix.begun(ask, (s for s in spells if kind is None or held.parties[s.party].kind == kind))
    now = [s for s in wanted if s.holds(ask.day) != "does_not_hold"]
    former = [s for s in wanted if s not in now]
    return Group(
        status=slug,
        name=names_of_groups()[slug],
        count=count,
        noun=noun(slug, count.most),
        holders=[_holder(ask, s) for s in now],
        former=[_holder(ask, s) for s in former],
    )


def _changes(ask: Ask) -> list[Change]:
    found = []
    for since, newcomers in ask.held.changes():
        day = since.earliest or since.latest
        if day is None or day > ask.day:
            continue
        quorum = ask.held.quorum(day) or (0, 0)
        found.append(
            Change(
                since=when(ask, written(since)),
                url=f"{reverse('participants')}?on={day.isoformat()}",
                members=counted(ask, MEMBER, day),
                quorum=span_text(ask, *quorum),
                joined=[party_link(ask, spell.party, day.isoformat()) for spell in newcomers],
            )
        )
    return found


def build(ask: Ask, **_parts: Any) -> Participants:  # noqa: ANN401 - the address has no parts
    """Return the participants on the day asked for."""
    return Participants(
        day=when(ask, ask.day.isoformat()),
        quorum=quorum_text(ask, ask.day),
        quorum_rule=quorum_rule(ask),
        admission_rules=admission_rules(ask, MEMBER),
        groups=[_group(ask, row) for row in GROUPS],
        changes=_changes(ask),
    )


def why_open(page: Participants, ask: Ask) -> list[tuple[str, str]]:
    """Return each group whose number is a range, with the parties whose first or last day in it is not known."""
    return [
        (group.name, joined([party.text for party in group.count.open], ask.language))
        for group in page.groups
        if group.count.open
    ]


def draw(page: Participants, ask: Ask) -> dict[str, Any]:
    """Return the matrix of participants by year, and why a number is a range."""
    return {**matrix.drawn(ask), "why_open": why_open(page, ask)}


def rows(page: Participants, _ask: Ask) -> Rows:
    """Return the participants as a table."""
    head = ("code", "name", "status", "since", "until", "sure")
    lines = [
        (h.party.id, h.party.text, group.status, h.since.edtf, h.until.edtf if h.until else "", str(h.sure).lower())
        for group in page.groups
        for h in (*group.holders, *group.former)
    ]
    return Rows(head=head, rows=tuple(lines))


PAGE = Page("participants", "participants/", "portal/participants.html", build, "participants", draw=draw, rows=rows)
