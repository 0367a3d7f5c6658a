"""The secretariat's own desk: its acts composed, counted, signed with its key, and handed in at the door."""

from __future__ import annotations

import base64
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from comity.forum.door import SERIAL, Serial
from comity.forum.kernel.names import SECRETARIAT
from comity.forum.kernel.values import Key
from comity.forum.registry import ACT_TYPES
from comity.record.entry import Act, Seen, act_line, sign_act
from comity.record.merkle import EMPTY_ROOT
from comity.secretariat.batch import Submission
from comity.secretariat.clock import stated_at
from comity.secretariat.enter import Door, Receipt

if TYPE_CHECKING:
    from collections.abc import Iterable

    from comity.forum.kernel.acts import Body
    from comity.record.keys import PrivateKey
    from comity.secretariat.ports import Clock, Ledger

REGISTRAR = "registrar"
"""The office through which the secretariat keeps the register."""

_NONCE = 16


@dataclass(frozen=True, slots=True)
class Letterhead:
    """In whose name the desk writes: the forum and origin of the record, the party and office, the office's key."""

    forum: str
    origin: str
    key: PrivateKey
    party: str = SECRETARIAT
    office: str = REGISTRAR


class Desk:
    """Writes acts in the name of one office and enters them."""

    def __init__(self, letterhead: Letterhead, door: Door, ledger: Ledger, clock: Clock) -> None:
        """Write under `letterhead`, hand in at `door`; `ledger` knows how many acts the party has entered."""
        self._letterhead = letterhead
        self._door = door
        self._ledger = ledger
        self._clock = clock

    def compose(self, acts: Iterable[tuple[str, Body]]) -> list[Submission]:
        """Return acts, each a type and a body, signed and counted on from the party's last, as they stand next."""
        held = cast("Serial | None", self._ledger.get(Key(SERIAL, self._letterhead.party)))
        last = held.last if held else 0
        head = self._door.head
        seen = Seen(head.size, head.root) if head else Seen(0, EMPTY_ROOT)
        at = stated_at(self._clock.now())
        return [self._signed(kind, body, serial, seen, at) for serial, (kind, body) in enumerate(acts, last + 1)]

    def enter_all(self, acts: Iterable[tuple[str, Body]]) -> list[Receipt]:
        """Compose acts and enter them together; raises what `Door.enter_all` raises."""
        return self._door.enter_all(self.compose(acts))

    def _signed(self, kind: str, body: Body, serial: int, seen: Seen, at: str) -> Submission:
        head = self._letterhead
        line = act_line(
            Act(
                at=at,
                body=stored_body(body),
                forum=head.forum,
                nonce=base64.urlsafe_b64encode(secrets.token_bytes(_NONCE)).rstrip(b"=").decode(),
                office=head.office,
                party=head.party,
                seen=seen,
                serial=serial,
                type=kind,
                v=ACT_TYPES[kind].v,
            )
        )
        return Submission(line, (sign_act(head.key, line, head.origin, f"{head.party}/{head.office}"),))


def stored_body(body: Body) -> dict[str, Any]:
    """Return a body as an entry holds it: what was said, without what was left at its default."""
    return body.model_dump(mode="json", exclude_unset=True)
