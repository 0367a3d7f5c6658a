"""How each state stands to a treaty, as the table of its page shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from comity.forum.treaties.machine import PARTICIPATION
from comity.forum.treaties.words import WAYS
from comity.secretariat.wording.names import sorted_by_name
from comity.secretariat.wording.terms.treaties import MODES, POWERS
from comity.web.portal.framework.data import Data, Link, When
from comity.web.portal.framework.links import act_link, party_link, when
from comity.web.portal.pages.treaties.words import in_language, when_within

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from comity.forum.documents.state import Document
    from comity.forum.readings.treaties import Row, Status
    from comity.forum.treaties.joined import Bond
    from comity.forum.treaties.state import FullPowers, Treaty
    from comity.web.portal.framework.ask import Ask
    from comity.web.portal.pages.treaties.statements import StatementShown


class Done(Data):
    """Something that a state did: when, what, further words to it."""

    on: When
    what: str
    detail: str
    act: Link


class State(Data):
    """How one state stands to the treaty; `marks` are the numbers of its reservations and declarations.

    `in_force` is since when the treaty is in force for it, `standing` whether it is on the day of the page.
    """

    party: Link
    marks: list[int]
    state: str
    signature: Done | None
    full_powers: list[Done]
    instrument: Done | None
    returned: list[Done]
    in_force: When | None
    standing: str
    provisional: Done | None
    withdrawal: Done | None
    withdrawn: When | None
    sources: list[str]
    acts: list[Link]


def in_order(ask: Ask, rows: Sequence[Row]) -> list[Row]:
    """Return rows in the English alphabetical order of the names in use on the day of the page."""
    named = {row.party: row for row in rows}
    known = [party for row in rows if (party := ask.titles.party(row.party))]
    ordered = [named[party.party] for party in sorted_by_name(known, "en", ask.on)]
    return [*ordered, *(row for row in rows if row not in ordered)]


def states(ask: Ask, found: Status, rows: Sequence[Row], statements: Sequence[StatementShown]) -> list[State]:
    """Return how each state stands, in the order of the rows."""
    facts = _sources(found.treaty, found.document)
    return [_state(ask, row, statements, facts, found.treaty) for row in rows]


def _state(
    ask: Ask, row: Row, statements: Sequence[StatementShown], facts: dict[int, tuple[str, ...]], held: Treaty
) -> State:
    acts = sorted(set(_acts(row)))
    return State(
        party=party_link(ask, row.party),
        marks=[each.number for each in statements if each.party.id == row.party],
        state=_(PARTICIPATION.states[row.state]),
        signature=_signature(ask, row, held),
        full_powers=[_powers(ask, each) for each in row.full_powers],
        instrument=_instrument(ask, row.bond) if row.bond else None,
        returned=[
            Done(
                on=when(ask, each.on),
                what=_(WAYS[each.instrument]),
                detail=in_language(ask, each.why),
                act=act_link(each.act),
            )
            for each in row.returned
        ],
        in_force=when_within(ask, row.in_force) if row.in_force else None,
        standing=row.standing(ask.day),
        provisional=_provisional(ask, row),
        withdrawal=_withdrawal(ask, row),
        withdrawn=when_within(ask, row.until) if row.until else None,
        sources=list(dict.fromkeys(key for act in acts for key in facts.get(act, ()))),
        acts=[act_link(act) for act in acts],
    )


def _signature(ask: Ask, row: Row, held: Treaty) -> Done | None:
    if row.signed is None:
        return None
    # Where the treaty was adopted, most sign: that is said once.
    at = in_language(ask, row.signed.at) if row.signed.at != held.at else ""
    return Done(on=when(ask, row.signed.on), what=_(MODES[row.signed.mode]), detail=at, act=act_link(row.signed.act))


def _powers(ask: Ask, held: FullPowers) -> Done:
    what = ", ".join(_(POWERS[each]) for each in held.powers)
    return Done(on=when(ask, held.on), what=what, detail=in_language(ask, held.why), act=act_link(held.act))


def _instrument(ask: Ask, bond: Bond) -> Done:
    detail = "" if bond.found else _("the day of its deposit is not found")
    return Done(on=when(ask, bond.on), what=_(WAYS[bond.way]), detail=detail, act=act_link(bond.act))


def _provisional(ask: Ask, row: Row) -> Done | None:
    applied = row.provisional
    return Done(on=when(ask, applied.on), what="", detail="", act=act_link(applied.act)) if applied else None


def _withdrawal(ask: Ask, row: Row) -> Done | None:
    notice = row.denounced
    if notice is None:
        return None
    return Done(on=when(ask, notice.on), what="", detail=in_language(ask, notice.reason), act=act_link(notice.act))


def _acts(row: Row) -> Iterator[int]:
    """The acts by which a row came to be as it is."""
    yield from (each.act for each in (*row.full_powers, *row.returned))
    for each in (row.signed, row.bond, row.provisional, row.denounced):
        if each is not None:
            yield each.act


def _sources(held: Treaty, of: Document) -> dict[int, tuple[str, ...]]:
    """The sources of facts of long ago, by their acts; what is entered on its day needs none."""
    facts = [*of.signatures, *of.consents, *held.events]
    return {fact.act: fact.sources for fact in facts if fact.sources}
