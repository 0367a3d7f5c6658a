"""Whose officers are looked after, by whom: a party's own administrators, or the secretariat on a note verbale."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.http import HttpResponseRedirect
from django.urls import reverse

from comity.forum.kernel.acts import Enacted
from comity.forum.kernel.errors import Refused
from comity.forum.officers.authority import check_office
from comity.forum.officers.state import Keyring, keyring
from comity.forum.registry import ACT_TYPES
from comity.secretariat.clock import entered_at
from comity.secretariat.composing import Drawer
from comity.store import drafts
from comity.web.desk.presence import now
from comity.web.desk.signin.looking import Looking

if TYPE_CHECKING:
    from django.http import HttpResponse

    from comity.forum.kernel.acts import Body
    from comity.web.desk.presence import Present


@dataclass(frozen=True)
class Affair:
    """The officers of `party`, looked after from the desk of `here`."""

    here: Present
    party: str

    @property
    def own(self) -> bool:
        """Whether the party does it itself, so that no note verbale is asked for."""
        return self.here.party == self.party

    @cached_property
    def looking(self) -> Looking:
        """The record, as it is looked at for one page."""
        return Looking(self.here.house.ledger)

    @property
    def held(self) -> Keyring:
        """The party's officers and keys as they stand in the record."""
        return keyring(self.looking, self.party) or Keyring(party=self.party)

    @property
    def sees_people(self) -> bool:
        """Whether the directory is open here: to the party's own officers, and to the secretariat."""
        return self.here.delegation == self.party or self.here.is_secretariat

    @property
    def matter(self) -> str:
        """The matter of the desk that pages about these officers belong to."""
        return "desk.officers" if self.party == self.here.delegation else "desk.parties"

    def hindrance(self, kind: str = "officers.enrol") -> Refused | None:
        """Return why an act about the party's officers cannot be entered from this desk; None where it can.

        It is the door's own check, with nothing said yet in the act.
        """
        house = self.here.house
        bare = _bare(kind, party=self.party)
        entered = entered_at(house.clock.now())
        act = Enacted(house.ledger.size(), entered, kind, self.here.party, self.here.hat.officer, bare)
        try:
            check_office(act, self.looking)
        except Refused as refused:
            return refused
        return None

    def check(self, kind: str, body: Body) -> None:
        """Refuse an act that would be out of order now, by the rules that the door asks.

        Raises:
            Refused: by which rule.
        """
        house = self.here.house
        drawer = Drawer(house.folder.forum, house.door, house.ledger, house.clock)
        drawer.check(drawer.draw(self.here.hat, kind, body))

    def to_sign(self, kind: str, said: dict[str, Any]) -> HttpResponse:
        """Keep an act as a draft of the desk and lead to where it is signed."""
        draft = drafts.begin(
            self.here.house.vault, self.here.hat, kind, said, now=now(), delegation=self.here.delegation
        )
        return HttpResponseRedirect(reverse("desk.sign", args=[draft.id]))

    def address(self, name: str, *parts: str) -> str:
        """Return the address of a page about these officers: on the delegation's own desk, or on the secretariat's."""
        if self.matter == "desk.officers":
            return reverse(f"desk.officers{name}", args=parts)
        return reverse(f"desk.party{name}", args=[self.party, *parts])


def _bare(kind: str, **about: Any) -> Body:  # noqa: ANN401 - fields of whatever type the act has
    """A body of the type, in which nothing is said yet but what it is about."""
    return ACT_TYPES[kind].body.model_construct(None, **about)
