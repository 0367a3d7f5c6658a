"""To whom mails go: who serves as which officer, what she may do, and how she is written to."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from comity.forum.kernel.names import SECRETARIAT
from comity.forum.membership.roll import decides
from comity.forum.officers.authority import delegation_of, statuses_on
from comity.forum.officers.state import Keyring, Officer, keyring
from comity.secretariat.mailing.matters import Matter
from comity.secretariat.mailing.readers import Reader, spoken, zone_of
from comity.store import models, people
from comity.store.register import Register

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comity.store.house import House


class Told(NamedTuple):
    """Somebody, by her id in the directory, and what she is to be told."""

    person: str
    matter: Matter


@dataclass(frozen=True, slots=True)
class Staff:
    """Who serves as which officer, by party and the officer's id; and how each is written to, by her id."""

    serving: dict[str, dict[str, str]] = field(default_factory=dict)
    readers: dict[str, Reader] = field(default_factory=dict)


def staff(house: House) -> Staff:
    """Return all who serve as officers. Whoever has given no address is written to by nobody."""
    found = Staff()
    for row in models.Hat.objects.order_by("pk"):
        found.serving.setdefault(row.party, {})[row.officer] = row.person
    for person in people.everybody(house.vault):
        said = person.profile
        if said.email:
            found.readers[person.id] = Reader(
                person.id, said.email, said.name, spoken(said.languages), said.mails, zone_of(said.time_zone)
            )
    return found


class Addressing:
    """Finds whom to tell, as the register has it at `now`."""

    def __init__(self, held: Staff, now: datetime) -> None:
        self.serving = held.serving
        self.day = now.astimezone(UTC).date().isoformat()
        self.values = Register()
        self._keyrings: dict[str, Keyring | None] = {}

    def members(self) -> list[str]:
        """Return who shares in deciding today, and has officers; and the secretariat, which looks after it."""
        return [party for party in self.serving if party == SECRETARIAT or decides(party, self.day, self.values)]

    def participants(self) -> list[str]:
        """Return who holds any status today, and has officers; and the secretariat."""
        return [party for party in self.serving if party == SECRETARIAT or statuses_on(party, self.day, self.values)]

    def all_of(self, parties: list[str], matter: Matter) -> Iterator[Told]:
        """Those officers of several parties who can sign in: each is told of it as of her own party's affair."""
        for party in parties:
            yield from self.to(party, replace(matter, party=party))

    def to(
        self, party: str, matter: Matter, function: str = "reader", but: set[str] | frozenset[str] = frozenset()
    ) -> Iterator[Told]:
        """Those officers of a party who can sign in and have a function, but some; everybody reads."""
        delegation = delegation_of(party, self.day, self.values)
        held = self.keyring(delegation) if delegation else None
        if delegation is None or held is None:
            return
        serving = delegation if delegation != matter.party else ""
        told = replace(matter, serving=serving)
        for officer in _able(held, function):
            person = self.serving.get(delegation, {}).get(officer.officer)
            if person and officer.officer not in but:
                yield Told(person, told)

    def keyring(self, party: str) -> Keyring | None:
        """Return the officers and keys of a party, or None."""
        if party not in self._keyrings:
            self._keyrings[party] = keyring(self.values, party)
        return self._keyrings[party]


def _able(held: Keyring, function: str) -> list[Officer]:
    if function != "reader":
        return held.able(function)
    return [each for each in held.officers if each.dismissed is None and any(held.active_keys(each.officer))]
