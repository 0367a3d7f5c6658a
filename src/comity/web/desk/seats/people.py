"""The people of a rehearsal: offices are enough for the record, so who holds them is invented, and says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity.forum.kernel.names import SECRETARIAT
from comity.secretariat.composing import Hat
from comity.store import people
from comity.store.living import host_now
from comity.store.people import Profile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from comity.secretariat.rehearsal.seats import Seat
    from comity.store.house import House

# Reserved by RFC 2606: no mail ever arrives there.
NOWHERE = "rehearsal.invalid"


def introduce(house: House, seats: Iterable[Seat], called: Callable[[str], str]) -> int:
    """Enter somebody invented into the directory for each seat that has nobody, and return how many that were.

    `called` tells what a delegation is called.
    """
    entered, numbers = 0, dict[str, int]()
    for seat in seats:
        number = numbers[seat.delegation] = numbers.get(seat.delegation, 0) + 1
        if people.wearer(Hat(*seat)) is None:
            people.give_hat(people.enter(house.vault, _invented(seat, number, called), now=host_now()), Hat(*seat))
            entered += 1
    return entered


def person_of(house: House, seat: Seat) -> str:
    """Return the id of whoever holds a seat."""
    found = people.wearer(Hat(*seat))
    return found or people.enter(house.vault, Profile(seat.file), now=host_now())


def _invented(seat: Seat, number: int, called: Callable[[str], str]) -> Profile:
    if seat.delegation == SECRETARIAT:
        name = f"Officer {number} of the Secretariat (invented)"
    else:
        name = f"Delegate {number} of {called(seat.delegation)} (invented)"
    return Profile(name=name, email=f"{seat.file.lower()}@{NOWHERE}", languages=("en",))
