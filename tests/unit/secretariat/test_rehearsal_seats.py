"""Seats: each has a key of its own that nobody else reads, and only the record says what it may sign."""

from __future__ import annotations

import stat

import pytest

from comity.forum.kernel.errors import Refused
from comity.record import sshsig
from comity.record.entry import namespace
from comity.record.keys import PrivateKey
from comity.secretariat.composing import Hat
from comity.secretariat.faults import FolderRefused
from comity.secretariat.rehearsal.seats import Seat, Seats
from tests.support.rehearsal_room import MemoryRoom, enrolled
from tests.support.small_forum import act

SEAT = Seat("KAZ", "authoriser-1")


@pytest.fixture
def room(tmp_path) -> MemoryRoom:
    return MemoryRoom(tmp_path)


def test_no_seats_are_there_before_any_is_made(room):
    assert Seats(room).all() == []


def test_made_keys_are_openssh_files_that_only_their_owner_reads(room):
    seats = Seats(room)
    seats.make([SEAT, Seat("CHN", "drafter")])
    file = room.path / "seats" / "KAZ.authoriser-1"
    modes = [stat.S_IMODE(each.stat().st_mode) for each in (file, file.parent)]
    assert (seats.all(), modes) == ([Seat("CHN", "drafter"), SEAT], [0o600, 0o700])
    assert PrivateKey.from_openssh(file.read_bytes()).public == seats.key(SEAT).public


def test_making_again_leaves_a_key_as_it_is(room):
    seats = Seats(room)
    seats.make([SEAT])
    before = seats.key(SEAT).public
    seats.make([SEAT])
    assert Seats(room).key(SEAT).public == before


def test_seat_without_a_key_is_refused_by_its_name(room):
    with pytest.raises(Refused) as refused:
        Seats(room).key(SEAT)
    assert (refused.value.reason.code, "authoriser-1" in refused.value.text) == ("rehearsal.no_seat", True)


@pytest.mark.parametrize("officer", ["x/../../keys/secretariat", "/etc/passwd"])
def test_name_that_leads_out_of_the_folder_is_no_seat(room, officer):
    seats = Seats(room)
    seats.make([SEAT])
    (room.path / "keys").mkdir()
    (room.path / "keys" / "secretariat").write_bytes(PrivateKey.generate().to_openssh())
    (room.path / "seats" / "KAZ.x").mkdir()
    with pytest.raises(Refused):
        seats.key(Seat("KAZ", officer))


def test_key_that_others_can_read_is_refused(room):
    Seats(room).make([SEAT])
    (room.path / "seats" / SEAT.file).chmod(0o644)
    with pytest.raises(FolderRefused) as refused:
        Seats(room).key(SEAT)
    assert refused.value.code == "folder.key_open"


def test_file_that_is_no_key_is_refused(room):
    Seats(room).make([SEAT])
    (room.path / "seats" / SEAT.file).write_text("nothing")
    with pytest.raises(FolderRefused) as refused:
        Seats(room).key(SEAT)
    assert refused.value.code == "folder.key_missing"


@pytest.mark.parametrize(("party", "delegation"), [("KAZ", "KAZ"), ("CHAIR", "CHN"), ("SECRETARIAT", "SECRETARIAT")])
def test_hat_is_worn_from_a_seat_of_its_delegation(room, party, delegation):
    assert Seats(room).seat_of(Hat(party, "drafter")) == Seat(delegation, "drafter")


def test_chairs_hat_before_anybody_took_the_chair_has_no_other_seat(room):
    room.clock.time = 0
    assert Seats(room).seat_of(Hat("CHAIR", "drafter")) == Seat("CHAIR", "drafter")


def test_signature_of_a_seat_is_by_its_key_for_this_record_alone(room):
    seats = enrolled(room)
    made = seats.sign(Hat("CHAIR", "authoriser-1"), b"a line")
    key = seats.key(Seat("CHN", "authoriser-1")).public
    assert (made.key, made.signer) == (key.fingerprint, "CHAIR/authoriser-1")
    assert sshsig.verify(made.sig, b"a line", namespace("rehearsal.record.forum.example")) == key


def test_seat_is_known_only_while_the_record_holds_its_key(room):
    seats = enrolled(room)
    stranger = Seat("KAZ", "stranger")
    seats.make([stranger, Seat("UZB", "drafter")])
    known = [seats.known(each) for each in (SEAT, stranger, Seat("UZB", "drafter"), Seat("KAZ", "nobody"))]
    assert known == [True, False, False, False]
    gone = act("officers.revoke_key", party="KAZ", officer=SEAT.officer, fingerprint=_print(seats), reason="lost")
    seats.desk(Hat("KAZ", "administrator")).enter_all([gone])
    assert not seats.known(SEAT)


def _print(seats: Seats) -> str:
    return seats.key(SEAT).public.fingerprint
