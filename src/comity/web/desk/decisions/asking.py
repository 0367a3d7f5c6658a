"""Whether an act about a matter would be in order now: asked by the rules of the door, over values read once."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from comity.forum.charter.state import CHARTER, charter
from comity.forum.decisions.state import KIND
from comity.forum.fold import check
from comity.forum.kernel.acts import Enacted
from comity.forum.kernel.errors import Refused
from comity.forum.kernel.names import HATS
from comity.forum.kernel.values import Key
from comity.forum.membership.roll import deciding
from comity.forum.membership.state import KIND as PARTY
from comity.forum.officers.authority import check_office
from comity.forum.openings.chamber import Chamber, judge_restricted
from comity.forum.registry import ACT_TYPES
from comity.secretariat.clock import entered_at
from comity.secretariat.composing import PUBLIC, View
from comity.store import decisions
from comity.web.desk.notices.acting import refusal_of
from comity.web.portal.pages.asof import may_have_begun

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from comity.forum.charter.provisions import Matter, Procedure
    from comity.forum.decisions.state import Decision
    from comity.forum.kernel.acts import Body
    from comity.forum.meetings.state import Meeting
    from comity.forum.membership.state import Party
    from comity.forum.openings.opening import Audience
    from comity.secretariat.entitled import Entitlement
    from comity.web.desk.notices.sitting import Sitting


class Asking:
    """Asks for whoever sits at the desk, at one moment."""

    def __init__(self, at: Sitting, known: Iterable[Decision] = ()) -> None:
        """Ask for the officer of `at`; `known` are matters that the page has at hand."""
        self.at = at
        self.entered = entered_at(at.here.house.clock.now())
        self.view = View(at.glance)
        self._entitled: dict[str, Entitlement | Refused] = {}
        self._offices: dict[tuple[str, str], Refused | None] = {}
        # Pages name parties and rules by the same values.
        library = at.ask.library
        at.glance.know((Key(PARTY, each.party), each) for each in cast("Sequence[Party]", library.all_of(PARTY)))
        at.glance.know([(CHARTER, library.get(CHARTER))])
        self.know(known)

    def know(self, matters: Iterable[Decision]) -> None:
        """Take matters that the page has at hand."""
        self.at.glance.know((Key(KIND, held.decision), held) for held in matters)

    @property
    def day(self) -> str:
        """The day of the moment (YYYY-MM-DD)."""
        return self.entered[:10]

    @cached_property
    def sitting(self) -> list[Meeting]:
        """The meetings that have been opened and not closed."""
        found = decisions.sitting()
        self.at.glance.know((Key("meeting", each.meeting), each) for each in found)
        return found

    @cached_property
    def deciding(self) -> list[str]:
        """Who decides today."""
        return deciding(self.day, self.view)

    @property
    def speaks_for(self) -> tuple[str, ...]:
        """In whose name the party may act: its own; the forum's hats may state what a member does."""
        party = self.at.party
        return (party, *self.deciding) if party in HATS else (party,)

    def matter(self, slug: str) -> Matter | None:
        """Return a row of the authority matrix of today, or None."""
        held = charter(self.view)
        return held.matter(slug, self.day) if held else None

    @cached_property
    def bodies(self) -> list[str]:
        """The bodies that there are today, in the charter's order; one whose first day is not sure may be there."""
        held, day = charter(self.view), date.fromisoformat(self.day)
        return [rule.body for rule in held.on(self.day).bodies if may_have_begun(rule.established, day)] if held else []

    def in_order(self, bodies: Iterable[str]) -> list[str]:
        """Return bodies in the order in which the charter names them."""
        held = charter(self.view)
        order = {rule.body: place for place, rule in enumerate(held.on(self.day).bodies)} if held else {}
        return sorted(bodies, key=lambda body: (order.get(body, len(order)), body))

    def procedure(self, body: str, matter: str) -> Procedure | None:
        """Return how a body decides on a matter today, or None where the charter does not say."""
        held = charter(self.view)
        return held.procedure(body, matter, self.day) if held else None

    def entitled(self, kind: str) -> Entitlement | Refused:
        """Return by what the party enters acts of a type, or why it may not."""
        if kind not in self._entitled:
            try:
                self._entitled[kind] = self.at.entitled(kind)
            except Refused as refused:
                self._entitled[kind] = refused
        return self._entitled[kind]

    def audience(self, kind: str) -> Audience:
        """Return who reads acts of a type: a ballot's opening goes to the tellers alone."""
        entitled = self.entitled(kind)
        if kind == "decisions.open_ballot":
            return ("SECRETARIAT",)
        return PUBLIC if isinstance(entitled, Refused) else entitled.audiences[0]

    def refusal(self, kind: str, said: Mapping[str, Any]) -> Refused | None:
        """Return why an act would be refused at the door, its signatures aside; None where it would be in order."""
        entitled = self.entitled(kind)
        if isinstance(entitled, Refused):
            return entitled
        body, audience = ACT_TYPES[kind].body.model_validate(said), self.audience(kind)
        act = self._as_entered(kind, body, entitled)
        if audience == PUBLIC:
            return self._refused(act)
        # Its bytes are drawn up only where its own subject has nothing against what it says.
        return self._refused_within(act) or refusal_of(self.at, kind, body, audience)

    def _as_entered(self, kind: str, body: Body, entitled: Entitlement) -> Enacted:
        """The act as it would stand; where the officer only prepares acts, as one of an officer who signs them."""
        here, able = self.at.here, entitled.officers
        officer = here.hat.officer if here.hat.officer in able or not able else able[0]
        return Enacted(self.at.glance.size(), self.entered, kind, here.party, officer, body)

    def _office(self, act: Enacted) -> Refused | None:
        """Why the office could not sign it: asked once for each type and each party that an act may be about."""
        about = (act.type, getattr(act.body, "party", ""))
        if about not in self._offices:
            self._offices[about] = None
            try:
                check_office(act, self.view)
            except Refused as refused:
                self._offices[about] = refused
        return self._offices[about]

    def _refused_within(self, act: Enacted) -> Refused | None:
        try:
            ACT_TYPES[act.type].check(act, Chamber(self.view))
        except Refused as refused:
            return refused
        return None

    def _refused(self, act: Enacted) -> Refused | None:
        """What the door asks of a public act, without its bytes: pages ask it of hundreds."""
        against = self._office(act)
        if against is not None:
            return against
        try:
            check(act, self.view)
            judge_restricted(act, ACT_TYPES[act.type].v, None, self.view)
        except Refused as refused:
            return refused
        return None
