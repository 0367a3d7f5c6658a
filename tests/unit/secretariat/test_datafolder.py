from __future__ import annotations

import os
import stat
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from comity.record.keys import PrivateKey
from comity.secretariat import datafolder
from comity.secretariat.datafolder import DataFolder
from comity.secretariat.faults import FolderRefused
from tests.support.memory_house import KEYS

NOW = 1_795_000_000_000


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    datafolder.prepare(tmp_path / "var", KEYS)
    return datafolder.complete(tmp_path / "var", "small", "record.forum.example", NOW)


def refusal(call: Callable[[], object]) -> str:
    with pytest.raises(FolderRefused) as refused:
        call()
    assert "%(" not in str(refused.value)
    return refused.value.code


def test_folder_is_read_as_it_was_made(folder: DataFolder) -> None:
    assert datafolder.read(folder.path) == folder
    assert (folder.forum, folder.origin, folder.created) == ("small", "record.forum.example", "2026-11-18T11:06:40Z")
    keys = folder.keys()
    assert (keys.secretariat.public, keys.log.public, keys.log_mldsa.seed) == (
        KEYS.secretariat.public,
        KEYS.log.public,
        KEYS.log_mldsa.seed,
    )


def test_everything_has_its_place_in_the_folder(folder: DataFolder) -> None:
    assert [folder.record, folder.files, folder.spare] == [folder.path / name for name in ("record", "files", "spare")]
    assert [each.is_dir() for each in (folder.record, folder.files, folder.spare)] == [True, True, True]


def test_keys_are_the_owners_alone(folder: DataFolder) -> None:
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (folder.path / "keys").iterdir()}
    assert modes == {"secretariat": 0o600, "log": 0o600, "log-mldsa": 0o600}
    assert stat.S_IMODE((folder.path / "keys").stat().st_mode) == 0o700


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_key_open_to_others_is_refused(folder: DataFolder, mode: int) -> None:
    (folder.path / "keys" / "log").chmod(mode)
    assert refusal(folder.keys) == "folder.key_open"


def test_missing_key_is_refused(folder: DataFolder) -> None:
    (folder.path / "keys" / "log").unlink()
    assert refusal(folder.keys) == "folder.key_missing"


@pytest.mark.parametrize("name", ["secretariat", "log", "log-mldsa"])
def test_key_that_is_none_is_refused(folder: DataFolder, name: str) -> None:
    (folder.path / "keys" / name).write_bytes(b"nonsense")
    assert refusal(folder.keys) == "folder.key_missing"


def test_missing_folder_is_refused(tmp_path: Path) -> None:
    assert refusal(lambda: datafolder.read(tmp_path / "var")) == "folder.missing"


def test_half_written_folder_is_refused(tmp_path: Path) -> None:
    datafolder.prepare(tmp_path / "var", KEYS)
    assert refusal(lambda: datafolder.read(tmp_path / "var")) == "folder.half_written"
    assert refusal(lambda: datafolder.prepare(tmp_path / "var", KEYS)) == "folder.half_written"


def test_folder_with_a_record_is_not_begun_again(folder: DataFolder) -> None:
    assert refusal(lambda: datafolder.prepare(folder.path, KEYS)) == "folder.not_empty"


def test_folder_of_another_forum_is_refused(folder: DataFolder) -> None:
    assert datafolder.read(folder.path, "small") == folder
    assert refusal(lambda: datafolder.read(folder.path, "cica")) == "folder.other_forum"


def test_folder_of_a_newer_program_is_refused(folder: DataFolder) -> None:
    sheet = folder.path / "comity.toml"
    sheet.write_text(sheet.read_text().replace("format = 1", "format = 2"))
    assert refusal(lambda: datafolder.read(folder.path)) == "folder.newer"


@pytest.mark.parametrize("text", [b"", b"format = 1", b'format = "1"', b"format", b"\xff", b"format = 1\nforum = 1\n"])
def test_sheet_that_makes_no_sense_is_refused(folder: DataFolder, text: bytes) -> None:
    (folder.path / "comity.toml").write_bytes(text)
    assert refusal(lambda: datafolder.read(folder.path)) == "folder.sheet_broken"


def test_second_holder_is_refused_and_told_who_is_first(folder: DataFolder) -> None:
    with datafolder.locked(folder.path):
        assert (folder.path / "lock").read_text() == f"{os.getpid()}\n"
        with pytest.raises(FolderRefused) as refused, datafolder.locked(folder.path):
            pass
    assert (refused.value.code, refused.value.words["process"]) == ("folder.in_use", str(os.getpid()))
    with datafolder.locked(folder.path):
        pass


def test_policy_names_both_keys_of_the_log() -> None:
    logs = KEYS.policy("record.forum.example").logs
    assert [(log.vkey.name, log.vkey.type) for log in logs] == [
        ("record.forum.example", 1),
        ("record.forum.example", 6),
    ]
    assert logs[0].vkey.key == PrivateKey.from_seed(b"\1" * 32).public.raw


def test_folder_that_cannot_be_written_is_refused(folder: DataFolder) -> None:
    (folder.path / "lock").mkdir()
    with pytest.raises(FolderRefused) as refused, datafolder.locked(folder.path):
        pass
    assert refused.value.code == "folder.unwritable"


def test_lock_on_a_full_disk_is_refused(folder: DataFolder) -> None:
    (folder.path / "lock").symlink_to("/dev/full")
    with pytest.raises(FolderRefused) as refused, datafolder.locked(folder.path):
        pass
    assert refused.value.code == "folder.unwritable"


@pytest.mark.parametrize("origin", ['a"b', "a\\b", "a\nb"])
def test_sheet_can_be_read_whatever_the_origin(tmp_path: Path, origin: str) -> None:
    datafolder.prepare(tmp_path / "var", KEYS)
    made = datafolder.complete(tmp_path / "var", "small", origin, 0)
    assert datafolder.read(tmp_path / "var") == made


def test_vault_is_made_where_nothing_lies_in_one(folder: DataFolder) -> None:
    first, again = folder.vault(in_use=False), folder.vault(in_use=True)
    assert again.open(first.seal(b"a text")) == b"a text"
    assert stat.S_IMODE((folder.path / "keys" / "vault").stat().st_mode) == 0o600
    # Nor is it made anew where it is there.
    assert folder.vault(in_use=False).open(first.seal(b"a text")) == b"a text"


def test_vault_whose_key_is_gone_is_not_replaced_in_silence(folder: DataFolder) -> None:
    folder.vault(in_use=False)
    (folder.path / "keys" / "vault").unlink()
    with pytest.raises(FolderRefused) as refused:
        folder.vault(in_use=True)
    assert (refused.value.code, refused.value.words["file"]) == ("folder.key_missing", folder.path / "keys" / "vault")
    assert "Restore it" in refused.value.remedy
    assert not (folder.path / "keys" / "vault").exists()


@pytest.mark.parametrize("said", [b"", b"nonsense", b"\xff\xfe", KEYS.secretariat.to_openssh(), b"AGE-SECRET-KEY-1"])
def test_vault_of_a_key_that_is_none_is_refused(folder: DataFolder, said: bytes) -> None:
    folder.vault(in_use=False)
    (folder.path / "keys" / "vault").write_bytes(said)
    assert [refusal(partial(folder.vault, in_use=in_use)) for in_use in (False, True)] == ["folder.key_missing"] * 2


def test_vault_open_to_others_is_refused(folder: DataFolder) -> None:
    folder.vault(in_use=False)
    (folder.path / "keys" / "vault").chmod(0o640)
    assert refusal(lambda: folder.vault(in_use=True)) == "folder.key_open"
