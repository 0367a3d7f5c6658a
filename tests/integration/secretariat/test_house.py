from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection
from pydantic import ValidationError

from comity.forum.audit import audit
from comity.record.keys import PrivateKey
from comity.record.policy import format_policy
from comity.secretariat import datafolder
from comity.secretariat.clock import HostClock
from comity.secretariat.faults import Fault, FolderRefused, StartRefused
from comity.secretariat.forumdata import ForumData
from comity.store import house
from comity.store.house import World
from comity.store.ledger import DatabaseLedger
from tests.support.house import loosen_triggers
from tests.support.small_forum import IDENTITY, forum_data, meeting

HOLD = """
import sys
from pathlib import Path
from comity.secretariat.datafolder import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def refusal(call: Callable[[], object]) -> str:
    with pytest.raises(Fault) as refused:
        call()
    return refused.value.code


def opened(path: Path, forum: str | None = None) -> int:
    with house.open_house(path, forum) as here:
        assert here.door.head is not None
        return here.door.head.size


def test_forum_begins_with_its_whole_history(path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    folder = house.begin(path, forum_data(), on_progress=lambda *step: told.append(step))
    assert told == [("enter", 10, 10), ("audit", 10, 10)]
    assert (datafolder.read(path), folder.forum, folder.origin) == (folder, "small", "record.forum.example")
    assert opened(path, "small") == 10


def test_record_can_be_named_and_signed_as_the_host_wants(path: Path) -> None:
    key = PrivateKey.generate()
    house.begin(path, forum_data(), origin="record.elsewhere.example", key=key)
    with house.open_house(path) as here:
        report = audit(here.files, here.policy).record
        assert here.files.read("policy") == format_policy(here.policy)
    assert report.checkpoint.origin == "record.elsewhere.example"
    assert [(each.signer, each.key) for each in report.signers] == [("SECRETARIAT/registrar", key.public)]


def test_forum_does_not_begin_twice(begun: Path) -> None:
    assert refusal(lambda: house.begin(begun, forum_data())) == "folder.not_empty"
    assert opened(begun) == 10


def test_disk_too_small_for_a_history_is_refused_before_anything_is_made(path: Path) -> None:
    world = World(HostClock(), reserve=2**60)
    assert (refusal(lambda: house.begin(path, forum_data(), world=world)), path.exists()) == ("init.disk_low", False)


@pytest.mark.parametrize("origin", ["a b", "ж.рф", 'a"b', "x" * 300])
def test_record_that_cannot_be_named_is_refused_before_anything_is_made(path: Path, origin: str) -> None:
    with pytest.raises(ValidationError, match="origin"):
        house.begin(path, forum_data(), origin=origin)
    assert not path.exists()


def test_interrupted_beginning_is_refused_afterwards(path: Path) -> None:
    twice = ForumData(IDENTITY, forum_data().acts * 2)
    with pytest.raises(Exception, match="in the register already"):
        house.begin(path, twice)
    assert refusal(lambda: opened(path)) == "folder.half_written"
    assert refusal(lambda: house.begin(path, forum_data())) == "folder.half_written"


@pytest.mark.postgres
def test_forum_does_not_begin_in_a_database_with_another(begun: Path, tmp_path: Path) -> None:
    assert refusal(lambda: house.begin(tmp_path / "other", forum_data())) == "init.database_in_use"


def test_folder_of_another_forum_is_not_opened(begun: Path) -> None:
    assert refusal(lambda: opened(begun, "cica")) == "folder.other_forum"


@pytest.mark.parametrize(("said", "changed"), [('"small"', '"other"'), ("record.forum", "record.elsewhere")])
def test_folder_that_calls_its_record_otherwise_is_not_opened(begun: Path, said: str, changed: str) -> None:
    sheet = begun / "comity.toml"
    sheet.write_text(sheet.read_text().replace(said, changed))
    assert refusal(lambda: opened(begun)) == "folder.sheet_differs"


def test_second_process_is_refused(begun: Path) -> None:
    command = [sys.executable, "-c", HOLD, str(begun)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(FolderRefused) as refused:
            opened(begun)
        assert (refused.value.code, refused.value.words["process"]) == ("folder.in_use", str(holder.pid))
        assert refusal(lambda: house.refold(begun)) == "folder.in_use"
        holder.communicate()
    assert opened(begun) == 10


@pytest.mark.postgres
def test_second_holder_of_the_database_is_refused(begun: Path) -> None:
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [int.from_bytes(b"comity")])
        assert refusal(lambda: opened(begun)) == "store.locked"
        with pytest.raises(Fault), DatabaseLedger().writing():
            pass
    finally:
        other.close()
    assert opened(begun) == 10


@pytest.mark.parametrize(
    ("statements", "code"),
    [
        (["DELETE FROM store_entry WHERE idx = 9"], "start.head_ahead"),
        (["DELETE FROM store_head", "DELETE FROM store_entry WHERE idx = 9"], "start.signer_ahead"),
        (["DELETE FROM store_head"], "start.checkpoint_ahead"),
        (["UPDATE store_head SET size = 9"], "start.checkpoint_ahead"),
        (["UPDATE store_entry SET bytes = leaf_hash WHERE idx = 9"], "start.entries_differ"),
    ],
)
def test_database_changed_behind_our_back_is_refused(begun: Path, statements: list[str], code: str) -> None:
    loosen_triggers()
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
    connection.close()
    with pytest.raises(StartRefused) as refused:
        opened(begun)
    assert refused.value.code == code


@pytest.mark.sqlite
def test_lost_database_is_refused(begun: Path) -> None:
    connection.close()
    for file in begun.glob("store.sqlite3*"):
        file.unlink()
    found = [refusal(lambda: opened(begun)), refusal(lambda: house.refold(begun)), list(begun.glob("store.sqlite3*"))]
    assert found == ["start.database_missing", "start.database_missing", []]


def test_damaged_tiles_are_mended_by_a_rebuild(begun: Path) -> None:
    tile = begun / "record" / "tile" / "0" / "000.p" / "10"
    good = tile.read_bytes()
    tile.write_bytes(bytes(len(good)))
    assert refusal(lambda: opened(begun)) == "start.tiles_differ"
    assert house.refold(begun) == 10
    assert (tile.read_bytes(), opened(begun)) == (good, 10)


def test_rebuild_refuses_entries_that_were_not_signed(begun: Path) -> None:
    loosen_triggers()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE store_entry SET bytes = leaf_hash WHERE idx = 4")
    assert refusal(lambda: house.refold(begun)) == "start.entries_lead_elsewhere"


def test_acts_entered_are_there_when_it_is_opened_again(begun: Path) -> None:
    with house.open_house(begun) as here:
        receipt = here.desk.enter_all([meeting(2)])[0]
    with house.open_house(begun) as here:
        assert here.ledger.stored(10, 11)[0].raw == receipt.entry.raw
        assert here.desk.enter_all([meeting(3)])[0].index == 11
