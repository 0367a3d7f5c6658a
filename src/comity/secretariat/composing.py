"""Acts drawn up as they would stand next: counted on from the party's last, over the checkpoint that is published now.

What is drawn up here is only bytes to be signed. Whether they would be in order is asked beforehand by the same rules
that the door asks.
"""

from __future__ import annotations

import base64
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, cast

from comity.forum.door import SERIAL, Serial
from comity.forum.fold import check
from comity.forum.kernel.acts import Committed, Enacted
from comity.forum.kernel.errors import Reason, Refused, gettext_noop
from comity.forum.kernel.values import Key
from comity.forum.officers.authority import check_office, rule_of
from comity.forum.openings.chamber import judge_restricted
from comity.forum.openings.opening import KEY_BYTES, Audience, Opening, opening
from comity.forum.registry import ACT_TYPES, read_body
from comity.record.entry import Act, Seen, act_line, parse_act
from comity.record.merkle import EMPTY_ROOT
from comity.record.tiles import MAX_ENTRY
from comity.secretariat.clock import entered_at, stated_at

if TYPE_CHECKING:
    from collections.abc import Iterable

    from comity.forum.kernel.acts import Body
    from comity.forum.kernel.values import Value
    from comity.secretariat.ports import Clock, Head, Ledger

_NONCE = 16
PUBLIC = "public"

ROOM_FOR_SIGNATURES = 4096
"""Bytes of an entry that an act leaves to its signatures; that of a passkey takes about 900."""

TOO_LARGE = Reason(
    "door.too_large",
    gettext_noop("The act has %(size)s bytes; an entry of the record holds %(most)s beside the signatures."),
    gettext_noop("Shorten it, or give what is long as a file."),
)


class Hat(NamedTuple):
    """As whom somebody acts: the party, and the officer by the officer's id."""

    party: str
    officer: str


class Heading(NamedTuple):
    """What stands on an act whatever it says: its forum, its number by its party's own count, what its author knew.

    `seen` is the checkpoint that the author had verified, `at` the author's time.
    """

    forum: str
    serial: int
    seen: Seen
    at: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """An act drawn up: its line, exactly what is to be signed, and its opening where its body is withheld."""

    line: bytes
    opening: Opening | None = None

    @property
    def stated(self) -> Act:
        """What the line says."""
        return parse_act(self.line)


class Published(Protocol):
    """What knows the newest checkpoint: the door, or a copy of what it has published."""

    @property
    def head(self) -> Head | None:
        """The newest signed head, or None before the first act."""


class Drawer:
    """Draws up acts for whoever acts."""

    def __init__(self, forum: str, door: Published, ledger: Ledger, clock: Clock) -> None:
        """Draw up acts of `forum` over what `door` published last; `ledger` knows how many acts a party has entered."""
        self._forum = forum
        self._door = door
        self._ledger = ledger
        self._clock = clock

    def due(self, party: str) -> int:
        """Return the number by its own count that the next act of `party` bears."""
        held = cast("Serial | None", self._ledger.get(Key(SERIAL, party)))
        return (held.last if held else 0) + 1

    def draw(self, hat: Hat, kind: str, body: Body, audience: Audience = PUBLIC) -> Drawn:
        """Return an act of the type `kind` as it would stand next; unless it is public, its body is withheld."""
        return self._drawn(hat, kind, body, audience, self.due(hat.party))

    def draw_all(self, hat: Hat, acts: Iterable[tuple[str, Body]]) -> list[Drawn]:
        """Return public acts, each a type and a body, counted on one after another."""
        first = self.due(hat.party)
        return [self._drawn(hat, kind, body, PUBLIC, serial) for serial, (kind, body) in enumerate(acts, first)]

    def check(self, drawn: Drawn) -> Enacted:
        """Ask of an act what the door will ask of it, signatures aside, and return it with its body.

        Raises:
            Refused: by which rule it would be out of order now.
        """
        if len(drawn.line) > MAX_ENTRY - ROOM_FOR_SIGNATURES:
            raise Refused(TOO_LARGE, size=len(drawn.line), most=MAX_ENTRY - ROOM_FOR_SIGNATURES)
        stated, view = drawn.stated, View(self._ledger)
        body = read_body(stated.type, stated.v, stated.body)
        entered = entered_at(self._clock.now())
        act = Enacted(self._ledger.size(), entered, stated.type, stated.party, stated.office, body)
        check_office(act, view)
        check(act, view)
        judge_restricted(act, stated.v, drawn.opening, view)
        return read_drawn(drawn, act.index, entered)

    def audience_of(self, hat: Hat, kind: str) -> str:
        """Return who reads acts of the type by the charter, where the author chooses nothing narrower."""
        entered = entered_at(self._clock.now())
        bare = Enacted(0, entered, kind, hat.party, hat.officer, ACT_TYPES[kind].body.model_construct())
        rule = rule_of(bare, View(self._ledger))
        return rule.audience if rule else PUBLIC

    def _drawn(self, hat: Hat, kind: str, body: Body, audience: Audience, serial: int) -> Drawn:
        head = self._door.head
        seen = Seen(head.size, head.root) if head else Seen(0, EMPTY_ROOT)
        return draw_up(Heading(self._forum, serial, seen, stated_at(self._clock.now())), hat, kind, body, audience)


def draw_up(heading: Heading, hat: Hat, kind: str, body: Body, audience: Audience = PUBLIC) -> Drawn:
    """Return an act of the type `kind` under `heading`; unless it is public, its body is withheld.

    Raises:
        Malformed: it would not be accepted back, for instance because a text is not in Unicode's form NFC.
    """
    said, withheld = stored_body(body), None
    if audience != PUBLIC:
        withheld = opening(secrets.token_bytes(KEY_BYTES), audience, said)
        said = {"commitment": withheld.commitment}
    line = act_line(
        Act(
            at=heading.at,
            body=said,
            forum=heading.forum,
            nonce=base64.urlsafe_b64encode(secrets.token_bytes(_NONCE)).rstrip(b"=").decode(),
            office=hat.officer,
            party=hat.party,
            seen=heading.seen,
            serial=heading.serial,
            type=kind,
            v=ACT_TYPES[kind].v,
        )
    )
    return Drawn(line, withheld)


def read_drawn(drawn: Drawn, index: int, entered: str) -> Enacted:
    """Return the act of exactly these bytes, with the body that its opening opens, as if entered at `index`.

    Raises:
        Refused: its body is not of its shape, or the opening is another act's.
    """
    stated = drawn.stated
    body = read_body(stated.type, stated.v, stated.body)
    if isinstance(body, Committed) and drawn.opening is not None:
        drawn.opening.check(body)
        body = read_body(stated.type, stated.v, drawn.opening.read()[1])
    return Enacted(index, entered, stated.type, stated.party, stated.office, body)


def stored_body(body: Body) -> dict[str, Any]:
    """Return a body as an entry holds it: what was said, without what was left at its default."""
    return body.model_dump(mode="json", exclude_unset=True)


class View:
    """The ledger as it is committed, looked at as the door looks at a sheet."""

    def __init__(self, ledger: Ledger) -> None:
        """Look at `ledger`."""
        self._ledger = ledger

    def get(self, key: Key) -> Value | None:
        """Return the public value under `key`."""
        return self._ledger.get(key)

    def private(self, key: Key) -> Value | None:
        """Return the value under `key` as restricted acts have left it."""
        return self._ledger.private_value(key)

    def act(self, index: int) -> Enacted | None:
        """Return the act at `index`."""
        return self._ledger.act(index)

    def opened(self, index: int) -> Enacted | None:
        """Return the act at `index` with its body."""
        return self._ledger.opened(index)
