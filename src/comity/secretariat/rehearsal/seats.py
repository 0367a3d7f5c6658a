"""The seats of a rehearsal: every officer of every delegation, each with a software key that is kept in the folder.

`<data>/seats/KAZ.authoriser-1` is the OpenSSH private key of that officer of Kazakhstan. Such keys are made for
rehearsals, and there is nothing that would keep one for a real forum.
"""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING, NamedTuple, Protocol

from comity.forum.kernel.errors import Reason, Refused, gettext_noop
from comity.forum.officers.authority import delegation_of
from comity.forum.officers.state import keyring
from comity.record.entry import sign_act
from comity.record.errors import RecordError
from comity.record.keys import PrivateKey
from comity.secretariat.clock import entered_at
from comity.secretariat.composing import View
from comity.secretariat.datafolder import KEY_MISSING, DataFolder, read_key
from comity.secretariat.desk import Desk, Letterhead
from comity.secretariat.disk import Disk
from comity.secretariat.faults import FolderRefused
from comity.secretariat.rehearsal.marks import check_rehearsal
from comity.secretariat.signing import signer

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from comity.record.entry import Signature
    from comity.secretariat.anteroom import Anteroom
    from comity.secretariat.composing import Hat
    from comity.secretariat.enter import Door
    from comity.secretariat.ports import Clock, Ledger

NO_SEAT = Reason(
    "rehearsal.no_seat",
    gettext_noop("The rehearsal keeps no key for the office “%(officer)s” of %(party)s."),
    gettext_noop("Take a seat from the page of seats, or sign with the passkey that you have registered."),
)


class Room(Protocol):
    """What a rehearsal needs of the house that it is held in."""

    @property
    def folder(self) -> DataFolder:
        """The data folder."""

    @property
    def ledger(self) -> Ledger:
        """The ledger."""

    @property
    def door(self) -> Door:
        """The door."""

    @property
    def anteroom(self) -> Anteroom:
        """The anteroom before the door."""

    @property
    def desk(self) -> Desk:
        """The registrar's desk."""

    @property
    def clock(self) -> Clock:
        """The host's clock."""


class Seat(NamedTuple):
    """A seat: an officer of a delegation, or of the secretariat."""

    delegation: str
    officer: str

    @property
    def file(self) -> str:
        """The name of the file that holds the seat's key."""
        return f"{self.delegation}.{self.officer}"


class Seats:
    """The seats of one rehearsal, and their keys."""

    def __init__(self, room: Room) -> None:
        """Keep the seats of the rehearsal in `room`.

        Raises:
            FolderRefused: it is a real forum's.
        """
        check_rehearsal(room.folder)
        self._room = room
        self._folder = room.folder.path / "seats"
        self._disk = Disk(room.folder.spare)
        self._keys: dict[Seat, PrivateKey] = {}

    def all(self) -> list[Seat]:
        """Return every seat that has a key here, in the order of delegations and officers."""
        names = (file.name.partition(".") for file in self._folder.iterdir()) if self._folder.is_dir() else ()
        return sorted(Seat(delegation, officer) for delegation, _, officer in names)

    def make(self, seats: Iterable[Seat]) -> None:
        """Make a key for each seat that has none yet."""
        fresh = {self._folder / seat.file: PrivateKey.generate().to_openssh() for seat in seats if not self.has(seat)}
        self._folder.mkdir(mode=stat.S_IRWXU, exist_ok=True)
        self._disk.replace(fresh, 0o600)

    def has(self, seat: Seat) -> bool:
        """Whether the seat has a key here. A name that would lead out of the folder has none."""
        return "/" not in seat.file and (self._folder / seat.file).is_file()

    def key(self, seat: Seat) -> PrivateKey:
        """Return the key of a seat.

        Raises:
            Refused: it has none here.
            FolderRefused: its file is no key, or open to others.
        """
        if seat not in self._keys:
            if not self.has(seat):
                raise Refused(NO_SEAT, party=seat.delegation, officer=seat.officer)
            self._keys[seat] = _read(self._folder / seat.file)
        return self._keys[seat]

    def seat_of(self, hat: Hat) -> Seat:
        """Return the seat of whoever wears a hat: the chair's is worn by officers of the chairing state."""
        day = entered_at(self._room.clock.now())[:10]
        return Seat(delegation_of(hat.party, day, View(self._room.ledger)) or hat.party, hat.officer)

    def desk(self, hat: Hat) -> Desk:
        """Return a desk that signs under a hat with the key of its seat; raises as `key`."""
        room = self._room
        head = Letterhead(room.folder.forum, room.folder.origin, self.key(self.seat_of(hat)), hat.party, hat.officer)
        return Desk(head, room.door, room.ledger, room.clock)

    def sign(self, hat: Hat, line: bytes) -> Signature:
        """Return the signature of an act's line under a hat, with the key of its seat; raises as `key`."""
        return sign_act(self.key(self.seat_of(hat)), line, self._room.folder.origin, signer(hat))

    def known(self, seat: Seat) -> bool:
        """Whether a seat has a key here with which, by the record, its officer may sign."""
        held = keyring(View(self._room.ledger), seat.delegation)
        if held is None or not self.has(seat):
            return False
        return held.held_by(seat.officer, self.key(seat).public.fingerprint) is not None


def _read(file: Path) -> PrivateKey:
    try:
        return PrivateKey.from_openssh(read_key(file))
    except RecordError as fault:
        raise FolderRefused(KEY_MISSING, file=file, fault=str(fault)) from fault
