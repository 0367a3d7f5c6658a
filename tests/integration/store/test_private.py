"""What is withheld: kept sealed beside the record, folded anew like all else, and gone when it is erased."""

from __future__ import annotations

import io
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from comity.forum.audit import audit
from comity.forum.kernel.errors import Refused
from comity.forum.kernel.values import Key
from comity.secretariat.composing import PUBLIC, Hat
from comity.secretariat.faults import Fault, FolderRefused, StartRefused
from comity.secretariat.vault import Vault
from comity.store import drafts, filestore
from comity.store import house as houses
from comity.store.house import House
from comity.store.kinds import TABLES
from comity.store.ledger import DatabaseLedger
from comity.store.models import ActCount, Citing, Draft, Opening, Scrub, Sealed
from comity.store.rebuild import rebuild
from tests.support.memory_house import KEYS
from tests.support.small_forum import Act, act, forum_data
from tests.support.small_parties import (
    KAZ,
    LAST,
    MNG,
    OSCE,
    PARTIES,
    REGISTRAR,
    acknowledge,
    answer,
    drawn,
    enter,
    erase,
    send,
    signed,
    withdraw,
)

FIRST = LAST + 1
BOTH = ("MNG", "OSCE")
TRAYS = ("KAZ", "MNG", "OSCE", "CHAIR", "SECRETARIAT")


@pytest.fixture
def parties(path: Path) -> Path:
    houses.begin(path, forum_data(*PARTIES), key=KEYS.secretariat)
    return path


CORRESPONDENCE: list[tuple[Hat, Act, Any]] = [
    (KAZ, send("KAZ", "kaz-1", *BOTH, reply="answer"), BOTH),
    (MNG, acknowledge("MNG", "kaz-1"), ("KAZ",)),
    (KAZ, send("KAZ", "kaz-2", *BOTH, reply="answer"), PUBLIC),
    (MNG, answer("MNG", "kaz-2"), ("KAZ",)),
    (OSCE, acknowledge("OSCE", "kaz-2"), PUBLIC),
    (OSCE, send("OSCE", "osce-1", "KAZ", "MNG", reply="acknowledgement"), "participants"),
    (MNG, acknowledge("MNG", "osce-1"), ("OSCE",)),
    (KAZ, send("KAZ", "kaz-3", "MNG", reply="answer"), "members"),
    (KAZ, withdraw("KAZ", "kaz-3", "MNG"), "members"),
    (REGISTRAR, send("SECRETARIAT", "secretariat-1", "MNG", reply="answer"), ("MNG",)),
]
"""Notices, open and withheld, and what follows on them openly or not; the first restricted act is at `FIRST`."""


def correspond(house: House) -> None:
    for deed in CORRESPONDENCE:
        enter(house, *deed)


KEYS_TOUCHED = [
    *(Key("notice", name) for name in ("kaz-1", "kaz-2", "kaz-3", "osce-1", "secretariat-1")),
    *(
        Key("due", f"{party}/{name}")
        for party in TRAYS
        for name in ("kaz-1", "kaz-2", "kaz-3", "osce-1", "secretariat-1")
    ),
]


def public_rows() -> dict[str, list[Any]]:
    every = (*TABLES, ActCount, Citing)
    return {table.__name__: list(table.objects.order_by("pk").values_list()) for table in every}


def private_rows(house: House) -> dict[str, str]:
    """What is sealed, by mark, opened."""
    return {row.mark: house.vault.open(bytes(row.sealed)).decode() for row in Sealed.objects.all()}


def apart(house: House) -> dict[Key, str]:
    held = {key: house.ledger.private_value(key) for key in KEYS_TOUCHED}
    return {key: value.model_dump_json() for key, value in held.items() if value}


def trays(house: House) -> dict[str, list[str]]:
    return {party: [due.notice for due in house.ledger.private.tray(party)] for party in TRAYS}


def test_rebuilt_tables_and_sealed_rows_equal_the_live_ones(parties):
    with houses.open_house(parties) as house:
        correspond(house)
        live = public_rows(), private_rows(house), trays(house)
    assert houses.refold(parties) == FIRST + 10
    with houses.open_house(parties) as house:
        assert (public_rows(), private_rows(house), trays(house)) == live
    # The trays hold what is open, the earliest asked first; each sealed row is a value or a tray.
    assert live[2] == {
        "KAZ": ["osce-1"],
        "MNG": ["kaz-1", "secretariat-1"],
        "OSCE": ["kaz-1"],
        "CHAIR": [],
        "SECRETARIAT": [],
    }
    assert len(live[1]) == len(KEYS_OF_LIVE) + 3


# Touched by restricted acts: three notices of parties, one of the secretariat, one that was answered apart.
KEYS_OF_LIVE = [
    *("kaz-1", "kaz-2", "kaz-3", "osce-1", "secretariat-1"),
    *("MNG/kaz-1", "OSCE/kaz-1", "MNG/kaz-2", "MNG/kaz-3", "KAZ/osce-1", "MNG/osce-1", "MNG/secretariat-1"),
]


def test_private_values_are_those_that_an_audit_with_the_openings_makes(parties):
    with houses.open_house(parties) as house:
        correspond(house)
        openings = {
            each.commitment: each for each in map(house.ledger.private.opening, range(FIRST, FIRST + 10)) if each
        }
        found = audit(house.files, house.policy, openings=openings.get).replay
        held = {key: found.private(key) for key in KEYS_TOUCHED if found.private(key)}
        assert {key.id for key in held} == set(KEYS_OF_LIVE)
        assert {key: value.model_dump_json() for key, value in held.items()} == apart(house)
        assert (found.count_opened, found.count_unopened) == (8, 0)
        blind = audit(house.files, house.policy).replay
        assert (blind.values == found.values, blind.count_unopened) == (True, 8)


def test_erased_act_takes_along_what_rested_on_it_and_rebuilds_to_the_same(parties):
    with houses.open_house(parties) as house:
        correspond(house)
        for hat, index in ((MNG, FIRST + 3), (KAZ, FIRST), (REGISTRAR, FIRST + 6), (KAZ, FIRST + 8)):
            enter(house, hat, erase(index))
        live = public_rows(), private_rows(house), trays(house)
        assert {key.id for key in KEYS_TOUCHED if house.ledger.private_value(key)} == {
            *("kaz-3", "MNG/kaz-3", "osce-1", "KAZ/osce-1", "MNG/osce-1", "secretariat-1", "MNG/secretariat-1"),
        }
        # What was withdrawn, and what was acknowledged, is asked for again once that is erased.
        assert live[2] == {
            "KAZ": ["osce-1"],
            "MNG": ["osce-1", "kaz-3", "secretariat-1"],
            "OSCE": [],
            "CHAIR": [],
            "SECRETARIAT": [],
        }
        assert [house.ledger.private.opening(index) for index in (FIRST, FIRST + 3, FIRST + 6, FIRST + 8)] == [None] * 4
        assert house.ledger.opened(FIRST) is None
        # The number is free again.
        enter(house, KAZ, send("KAZ", "kaz-1", "OSCE"), ("OSCE",))
    with houses.open_house(parties) as house:
        live = public_rows(), private_rows(house), trays(house)
    houses.refold(parties)
    with houses.open_house(parties) as house:
        assert (public_rows(), private_rows(house), trays(house)) == live


@pytest.mark.sqlite
def test_erased_opening_is_gone_from_the_database_and_its_journal(parties):
    with houses.open_house(parties) as house:
        lay: set[bytes] = set()
        for deed in CORRESPONDENCE:
            enter(house, *deed)
            lay |= sealed_rows()
        assert places_of(parties, bytes(Opening.objects.get(idx=FIRST).sealed)) != []
        enter(house, KAZ, erase(FIRST))
        gone = lay - sealed_rows()
        # The opening, and every state of every value and tray that has gone since.
        assert len(gone) > 10
        assert [places_of(parties, each) for each in gone] == [[] for _ in gone]
    assert [places_of(parties, each) for each in gone] == [[] for _ in gone]


@pytest.mark.sqlite
def test_reader_of_the_database_puts_off_only_what_the_journal_keeps(parties):
    with houses.open_house(parties) as house:
        file = kept_by(house, "KAZ", b"1")
        enter(house, KAZ, send("KAZ", "kaz-1", "MNG", files=[file]), ("MNG",))
        sealed = bytes(Opening.objects.get(idx=FIRST).sealed)
        with reading():
            begun = time.monotonic()
            enter(house, KAZ, erase(FIRST))
            assert time.monotonic() - begun < 5
            assert list(Scrub.objects.values_list("idx", "files")) == [(FIRST, "")]
            assert not filestore.is_kept(house, "KAZ", file["sha256"])
            assert places_of(parties, sealed) != []
            assert patience() == 20_000
        house.ledger.scrub()
        assert (Scrub.objects.count(), places_of(parties, sealed)) == (0, [])


@pytest.mark.sqlite
def test_house_destroys_when_it_is_opened_what_is_left_of_erased_acts(parties):
    with houses.open_house(parties) as house:
        enter(house, KAZ, send("KAZ", "kaz-1", "MNG"), ("MNG",))
        sealed = bytes(Opening.objects.get(idx=FIRST).sealed)
        with reading():
            enter(house, KAZ, erase(FIRST))
            # Somebody holds the database beyond this house's end, so that its closing does not empty the journal.
            connection.close()
            assert places_of(parties, sealed) != []
    with houses.open_house(parties):
        assert (Scrub.objects.count(), places_of(parties, sealed)) == (0, [])


@contextmanager
def reading() -> Iterator[None]:
    """Somebody else reads the database as it is now, and takes long over it."""
    other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    try:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM store_entry").fetchone()
        yield
    finally:
        other.close()


def patience() -> int:
    """For how many milliseconds the house's own connection waits for others."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        return int(cursor.fetchone()[0])


def test_fault_while_what_was_erased_is_destroyed_stops_nothing(parties, caplog):
    with houses.open_house(parties) as house:
        file = kept_by(house, "KAZ", b"1")
        enter(house, KAZ, send("KAZ", "kaz-1", "MNG", files=[file]), ("MNG",))
        place = filestore.place_of(house.folder.files, house.vault, "KAZ", file["sha256"])
        # What is no file cannot be unlinked.
        place.rename(place.with_suffix(".kept"))
        place.mkdir()
        assert enter(house, KAZ, erase(FIRST)).index == FIRST + 1
        assert ("could not be destroyed yet" in caplog.text, Scrub.objects.count()) == (True, 1)
        place.rmdir()
        place.with_suffix(".kept").rename(place)
        assert enter(house, KAZ, send("KAZ", "kaz-2", "MNG"), ("MNG",)).index == FIRST + 2
        house.ledger.scrub()
        assert (Scrub.objects.count(), place.exists()) == (0, False)


def test_rolled_back_erasure_notes_nothing(parties):
    with houses.open_house(parties) as house:
        enter(house, KAZ, send("KAZ", "kaz-1", "MNG"), ("MNG",))
        with pytest.raises(Refused):
            house.door.enter_all(
                [
                    signed(drawn(house, KAZ, erase(FIRST)), KAZ),
                    signed(drawn(house, MNG, send("MNG", "mng-1", "MNG"), ("MNG",)), MNG),
                ]
            )
        assert Scrub.objects.count() == 0
        assert house.ledger.opened(FIRST) is not None


def test_drafts_that_hold_what_was_erased_go_with_it(parties):
    now = datetime(2026, 11, 23, tzinfo=UTC)
    with houses.open_house(parties) as house:
        file = kept_by(house, "KAZ", b"1")
        said = send("KAZ", "kaz-1", "MNG", files=[file])
        drawn_up = drawn(house, KAZ, said, ("MNG",))
        house.door.enter(signed(drawn_up, KAZ))
        enter(house, KAZ, send("KAZ", "kaz-2", "MNG"), ("MNG",))
        # As a crash leaves it between the entering and the dropping.
        left = drafts.begin(house.vault, KAZ, "notices.send", {"files": [file]}, now=now, audience=("MNG",))
        drafts.save(house.vault, replace(left, line=drawn_up.line, opening=drawn_up.opening), now=now)
        for hat, index in ((MNG, FIRST), (KAZ, str(FIRST)), (KAZ, FIRST + 1)):
            drafts.begin(house.vault, hat, "openings.reveal", {"act": index, "content": "Please."}, now=now)
        drafts.begin(house.vault, MNG, "openings.erase", {"act": FIRST, "reason": "It is old."}, now=now)
        unread = drafts.begin(house.vault, MNG, "notices.send", {}, now=now)
        Draft.objects.filter(id=unread.id).update(sealed=b"of another vault")
        enter(house, KAZ, erase(FIRST))
        assert [draft.fields["act"] for draft in drafts.listed(house.vault, "KAZ")] == [FIRST + 1]
        Draft.objects.filter(id=unread.id).delete()
        assert [draft.kind for draft in drafts.listed(house.vault, "MNG")] == ["openings.erase"]
        assert not filestore.is_kept(house, "KAZ", file["sha256"])


def sealed_rows() -> set[bytes]:
    return {bytes(row) for table in (Opening, Sealed) for row in table.objects.values_list("sealed", flat=True)}


def places_of(folder: Path, sealed: bytes) -> list[str]:
    """The files that hold any part of it."""
    files = [file for file in folder.rglob("*") if file.is_file()]
    return [file.name for file in files if any(part in file.read_bytes() for part in parts_of(sealed))]


def parts_of(sealed: bytes) -> list[bytes]:
    """Parts less than a page long: a row may lie on several."""
    return [sealed[at : at + 64] for at in range(0, len(sealed) - 64, 256)]


@pytest.mark.postgres
def test_erased_opening_is_gone_from_the_files_of_its_table(parties):
    with houses.open_house(parties) as house:
        lay: set[bytes] = set()
        for deed in CORRESPONDENCE:
            enter(house, *deed)
            lay |= sealed_rows()
        assert any(part in files_of_tables() for part in parts_of(bytes(Opening.objects.get(idx=FIRST).sealed)))
        enter(house, KAZ, erase(FIRST))
        kept, files = sealed_rows(), files_of_tables()
        assert [each for each in lay - kept if any(part in files for part in parts_of(each))] == []
        assert all(any(part in files for part in parts_of(each)) for each in kept)


@pytest.mark.postgres
def test_reader_of_the_database_puts_off_what_its_tables_keep(parties):
    with houses.open_house(parties) as house:
        enter(house, KAZ, send("KAZ", "kaz-1", "MNG"), ("MNG",))
        parts = parts_of(bytes(Opening.objects.get(idx=FIRST).sealed))
        other = connection.copy()
        with other.cursor() as cursor:
            cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
            cursor.execute("SELECT count(*) FROM store_entry")
        begun = time.monotonic()
        enter(house, KAZ, erase(FIRST))
        assert time.monotonic() - begun < 5
        assert (Scrub.objects.count(), any(part in files_of_tables() for part in parts)) == (1, True)
        other.close()
        house.ledger.scrub()
        assert (Scrub.objects.count(), any(part in files_of_tables() for part in parts)) == (0, False)


def files_of_tables() -> bytes:
    """What lies on the disk for the tables of openings and of sealed values, and for what is too long for a row."""
    found = b""
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        for table in ("store_opening", "store_sealed"):
            cursor.execute("SELECT oid, reltoastrelid FROM pg_class WHERE relname = %s", (table,))
            for relation in cursor.fetchone():
                cursor.execute("SELECT pg_read_binary_file(pg_relation_filepath(%s::oid))", (relation,))
                found += bytes(cursor.fetchone()[0])
    return found


def test_tables_are_not_rebuilt_without_the_vault_where_something_lies_in_it(parties):
    with houses.open_house(parties) as house:
        correspond(house)
        live = public_rows(), private_rows(house)
        with pytest.raises(Fault) as refused:
            rebuild(DatabaseLedger())
        assert (refused.value.code, public_rows(), private_rows(house)) == ("store.no_vault", *live)
        assert DatabaseLedger().private_value(Key("notice", "kaz-1")) is None
        assert DatabaseLedger().private.tray("MNG") == []


def test_tables_are_rebuilt_without_the_vault_where_nothing_is_withheld(parties):
    with houses.open_house(parties):
        live = public_rows()
        assert rebuild(DatabaseLedger()) == LAST + 1
        assert public_rows() == live


def test_nothing_is_withheld_without_the_vault(parties):
    with houses.open_house(parties) as house:
        submission = signed(drawn(house, KAZ, send("KAZ", "kaz-1", "MNG"), ("MNG",)), KAZ)
        bare = houses._start(house.folder, DatabaseLedger(), houses.World(house.clock)).open(house.clock, 0)
        with pytest.raises(Fault) as refused:
            bare.enter(submission)
        assert (refused.value.code, refused.value.__cause__.code) == ("door.halted", "store.no_vault")
        assert house.ledger.size() == FIRST


@pytest.fixture
def withheld(parties: Path) -> Path:
    with houses.open_house(parties) as house:
        correspond(house)
    return parties


def refusal(folder: Path) -> tuple[str, str]:
    codes = []
    for begin in (lambda: houses.open_house(folder).__enter__(), lambda: houses.refold(folder)):
        with pytest.raises((FolderRefused, StartRefused)) as refused:
            begin()
        assert "%(" not in str(refused.value)
        codes.append(refused.value.code)
    return codes[0], codes[1]


def test_database_whose_vault_key_is_missing_is_refused_at_the_start(withheld):
    key = withheld / "keys" / "vault"
    kept = key.read_bytes()
    key.unlink()
    assert (refusal(withheld), key.exists()) == (("folder.key_missing",) * 2, False)
    key.write_bytes(kept)
    key.chmod(0o600)
    with houses.open_house(withheld) as house:
        assert house.ledger.opened(FIRST).body.notice == "kaz-1"


def test_database_that_another_key_has_sealed_is_refused_at_the_start(withheld):
    (withheld / "keys" / "vault").write_text(Vault.new_key())
    assert refusal(withheld) == ("start.vault_differs",) * 2


def test_sealed_row_that_was_changed_is_told(withheld):
    with houses.open_house(withheld) as house:
        Opening.objects.filter(idx=FIRST).update(sealed=house.vault.seal(b"x")[:-1])
        with pytest.raises(Fault) as refused:
            house.ledger.opened(FIRST)
        assert (refused.value.code, refused.value.words["index"]) == ("store.not_opened", FIRST)


def kept_by(house: House, party: str, content: bytes) -> dict[str, Any]:
    """Keep a file as handed in by a party, and return how an act names it."""
    file = filestore.keep(house, party, io.BytesIO(content))
    return {"name": "note.txt", "sha256": file.sha256, "size": file.size, "media_type": "text/plain"}


def test_files_go_with_the_erased_act_that_alone_names_them(parties):
    with houses.open_house(parties) as house:
        alone, openly, apart, drafted = (kept_by(house, "KAZ", each) for each in (b"1", b"2", b"3", b"4"))
        others = kept_by(house, "MNG", b"1")
        enter(house, KAZ, send("KAZ", "kaz-1", "MNG", files=[alone, openly, apart, drafted]), ("MNG",))
        enter(house, KAZ, send("KAZ", "kaz-2", "MNG", files=[openly]))
        enter(house, KAZ, send("KAZ", "kaz-3", "MNG", files=[apart]), ("MNG",))
        drafts.begin(house.vault, KAZ, "notices.send", {"files": [drafted]}, now=datetime(2026, 11, 23, tzinfo=UTC))
        enter(house, KAZ, erase(FIRST))
        there = [filestore.is_kept(house, "KAZ", file["sha256"]) for file in (alone, openly, apart, drafted)]
        assert (there, filestore.is_kept(house, "MNG", others["sha256"])) == ([False, True, True, True], True)
        # The last that named it takes it along, whoever erases it.
        enter(house, REGISTRAR, erase(FIRST + 2))
        assert not filestore.is_kept(house, "KAZ", apart["sha256"])
        assert [file for file in house.folder.files.rglob("*") if file.is_file()] != []


def test_file_of_a_paper_goes_with_it(parties):
    with houses.open_house(parties) as house:
        file = kept_by(house, "SECRETARIAT", b"scanned")
        paper = {
            "reference": "No. 7",
            "on": "2026-01-02",
            **{name: file[name] for name in ("sha256", "size", "media_type")},
        }
        received = {"notice": "paper-1", "sender": "MNG", "received": "2026-01-02T09:00:00Z", "subject": "Visit"}
        enter(house, REGISTRAR, act("notices.register_paper", paper=paper, **received), "members")
        enter(house, REGISTRAR, erase(FIRST))
        assert not filestore.is_kept(house, "SECRETARIAT", file["sha256"])


def test_erased_act_without_files_touches_none(parties):
    with houses.open_house(parties) as house:
        file = kept_by(house, "KAZ", b"of nobody")
        enter(house, KAZ, send("KAZ", "kaz-1", "MNG"), ("MNG",))
        enter(house, KAZ, erase(FIRST))
        assert filestore.is_kept(house, "KAZ", file["sha256"])
