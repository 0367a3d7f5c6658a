"""Acting from the seats of a rehearsal: an act is drawn up, signed by as many as the charter wants, and entered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity.forum.door import SERIAL_OUT_OF_TURN
from comity.forum.kernel.acts import Enacted
from comity.forum.kernel.errors import Reason, Refused, gettext_noop
from comity.secretariat.batch import Submission
from comity.secretariat.clock import entered_at
from comity.secretariat.composing import PUBLIC, Drawer, Hat, View
from comity.secretariat.signing import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from comity.forum.kernel.acts import Body
    from comity.forum.openings.opening import Audience
    from comity.secretariat.enter import Receipt
    from comity.secretariat.rehearsal.seats import Room, Seats

TRIES = 3
"""How often an act is drawn up anew where another act of the party came in between."""

TOO_FEW_SEATS = Reason(
    "rehearsal.too_few_seats",
    gettext_noop(
        "Acts of the type %(type)s want %(wanted)s signatures of officers of %(party)s; %(able)s seats can sign."
    ),
    gettext_noop("Let comity rehearse enter the officers that are missing, or sign with passkeys."),
)


class Actor:
    """Acts for any party from its seats."""

    def __init__(self, room: Room, seats: Seats) -> None:
        """Act in the rehearsal of `room`, with the keys of `seats`."""
        self._room = room
        self._seats = seats
        self.drawer = Drawer(room.folder.forum, room.door, room.ledger, room.clock)

    def act(self, party: str, kind: str, body: Body, audience: Audience = PUBLIC) -> Receipt:
        """Enter an act of `party`, signed with the keys of its seats.

        Raises:
            Refused: the act is not in order, or too few seats can sign it.
            RecordError, Stopped: as the door.
        """
        officers = self.officers(party, kind, body)
        for _ in range(TRIES - 1):
            try:
                return self.enter(party, officers, kind, body, audience)
            except Refused as refused:
                if refused.reason is not SERIAL_OUT_OF_TURN:
                    raise
        return self.enter(party, officers, kind, body, audience)

    def officers(self, party: str, kind: str, body: Body) -> list[str]:
        """Return the officers of `party` who sign such an act: as many as the charter wants, whose seats have keys.

        Raises:
            Refused: there are too few.
        """
        act = Enacted(0, entered_at(self._room.clock.now()), kind, party, "", body)
        count = counted(act, (), View(self._room.ledger))
        able = [officer for officer in count.able if self._seats.known(self._seats.seat_of(Hat(party, officer)))]
        if len(able) < count.wanted:
            raise Refused(TOO_FEW_SEATS, type=kind, party=party, wanted=count.wanted, able=len(able))
        return able[: count.wanted]

    def enter(self, party: str, officers: Sequence[str], kind: str, body: Body, audience: Audience) -> Receipt:
        """Enter an act of `party`, signed by `officers`, of whom the first leads; raises as `act`."""
        drawn = self.drawer.draw(Hat(party, officers[0]), kind, body, audience)
        signatures = tuple(self._seats.sign(Hat(party, officer), drawn.line) for officer in officers)
        return self._room.anteroom.enter(Submission(drawn.line, signatures, drawn.opening))
