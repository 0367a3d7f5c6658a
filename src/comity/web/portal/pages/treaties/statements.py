"""Reservations and declarations as a treaty's page shows them, numbered; who objected, and who accepted tacitly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from comity.forum.treaties.machine import RESERVATION
from comity.secretariat.wording.terms.treaties import MOMENTS, STATEMENTS
from comity.web.portal.framework.data import Data, Link, When
from comity.web.portal.framework.links import act_link, address, party_link, when
from comity.web.portal.pages.treaties.words import in_language

if TYPE_CHECKING:
    from collections.abc import Iterable

    from comity.forum.readings.treaties import Row, Statement, Status
    from comity.forum.treaties.state import Objection, Reservation
    from comity.web.portal.framework.ask import Ask


class Objected(Data):
    """An objection: by whom and when, why; `precludes`: the treaty is not in force between the two; or withdrawn."""

    party: Link
    on: When
    reason: str
    precludes: bool
    withdrawn: bool
    sources: list[str]
    act: Link


class StatementShown(Data):
    """A reservation or declaration; `number` is that of its mark beside the party.

    `until` is the last day of the period of objection, `notification` that which it runs from. `accepted` have accepted
    it tacitly; `open` may object still.
    """

    number: int
    party: Link
    kind: str
    moment: str
    on: When
    text: str
    paragraphs: list[str]
    state: str
    stands: bool
    notification: Link | None
    until: When | None
    over: bool
    objections: list[Objected]
    accepted: list[Link]
    open: list[Link]
    withdrawn: When | None
    sources: list[str]
    act: Link


def shown(ask: Ask, found: Status, rows: Iterable[Row]) -> list[StatementShown]:
    """Return the statements of parties, in the order of the rows, numbered from 1."""
    made = [statement for row in rows for statement in row.statements]
    return [_shown(ask, found, each, number) for number, each in enumerate(made, 1)]


def _shown(ask: Ask, found: Status, told: Statement, number: int) -> StatementShown:
    made = told.made
    return StatementShown(
        number=number,
        party=party_link(ask, made.party),
        kind=_(STATEMENTS[made.kind]),
        moment=_(MOMENTS[made.moment]),
        on=when(ask, made.on),
        text=in_language(ask, made.text),
        paragraphs=list(made.paragraphs),
        state=_(RESERVATION.states[made.state]),
        stands=told.takes_effect,
        notification=_notification(found, made),
        until=when(ask, told.until.isoformat()) if told.until else None,
        over=told.until is not None and told.until < ask.day,
        objections=[objected(ask, each) for each in made.objections],
        accepted=[party_link(ask, party) for party in told.accepted_by],
        open=[party_link(ask, party) for party in told.open_for],
        withdrawn=when(ask, made.withdrawn_on) if made.withdrawn_on else None,
        sources=list(made.sources),
        act=act_link(made.act),
    )


def _notification(found: Status, made: Reservation) -> Link | None:
    """The notification from which the period runs: the first that tells of the act that made or confirmed it."""
    places = {made.act, made.confirmed}
    told = next((each for each in found.treaty.notifications if places & set(each.about)), None)
    if told is None or not made.notified:
        return None
    return Link(id=told.notification, text=told.notification, url=address("notification", told.notification))


def objected(ask: Ask, made: Objection) -> Objected:
    """Return an objection as pages show it."""
    return Objected(
        party=party_link(ask, made.party),
        on=when(ask, made.on),
        reason=in_language(ask, made.reason),
        precludes=made.precludes,
        withdrawn=made.withdrawn is not None,
        sources=list(made.sources),
        act=act_link(made.act),
    )
