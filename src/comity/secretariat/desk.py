"""A desk with a key in its drawer: acts composed, counted, signed with it, and handed in at the door.

It is the secretariat's own, for the history of a forum and from the server's console; and those of a rehearsal's seats.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from comity.forum.kernel.names import SECRETARIAT
from comity.record.entry import sign_act
from comity.secretariat.batch import Submission
from comity.secretariat.composing import Drawer, Drawn, Hat

if TYPE_CHECKING:
    from collections.abc import Iterable

    from comity.forum.kernel.acts import Body
    from comity.record.keys import PrivateKey
    from comity.secretariat.enter import Door, Receipt
    from comity.secretariat.ports import Clock, Ledger

REGISTRAR = "registrar"
"""The office through which the secretariat keeps the register."""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """In whose name the desk writes: the forum and origin of the record, the party and office, the office's key."""

    forum: str
    origin: str
    key: PrivateKey
    party: str = SECRETARIAT
    office: str = REGISTRAR


class Desk:
    """Writes acts in the name of one office whose key is at hand, and enters them."""

    def __init__(self, letterhead: Letterhead, door: Door, ledger: Ledger, clock: Clock) -> None:
        """Write under `letterhead`, hand in at `door`; `ledger` knows how many acts the party has entered."""
        self._letterhead = letterhead
        self._door = door
        self._drawer = Drawer(letterhead.forum, door, ledger, clock)

    def compose(self, acts: Iterable[tuple[str, Body]]) -> list[Submission]:
        """Return acts, each a type and a body, signed and counted on from the party's last, as they stand next."""
        hat = Hat(self._letterhead.party, self._letterhead.office)
        return [self.signed(drawn) for drawn in self._drawer.draw_all(hat, acts)]

    def signed(self, drawn: Drawn) -> Submission:
        """Return an act signed with the office's key, ready to be handed in."""
        head = self._letterhead
        signature = sign_act(head.key, drawn.line, head.origin, f"{head.party}/{head.office}")
        return Submission(drawn.line, (signature,), drawn.opening)

    def enter_all(self, acts: Iterable[tuple[str, Body]]) -> list[Receipt]:
        """Compose acts and enter them together; raises what `Door.enter_all` raises."""
        return self._door.enter_all(self.compose(acts))
