from __future__ import annotations

from pathlib import Path

import pytest

from comity.record.tiles import ENTRIES, Tile
from comity.secretariat.disk import Disk
from comity.secretariat.publisher import RecordFiles
from tests.support.trouble import Moments, TroubledDisk, full


@pytest.fixture
def files(tmp_path: Path) -> RecordFiles:
    for name in ("record", "spare"):
        (tmp_path / name).mkdir()
    return RecordFiles(tmp_path / "record", Disk(tmp_path / "spare"))


def test_tiles_are_found_at_their_paths(files: RecordFiles) -> None:
    tiles = {Tile(0, 1_234_067): b"full", Tile(0, 5, 9): b"partial", Tile(ENTRIES, 5, 9): b"bundle"}
    files.write(tiles)
    assert {tile: files.tile(tile) for tile in tiles} == tiles
    assert set(files.list()) == {"tile/0/x001/x234/067", "tile/0/005.p/9", "tile/entries/005.p/9"}


def test_full_tile_stands_for_a_partial_one_that_is_gone(files: RecordFiles) -> None:
    files.write({Tile(0, 0): b"full"})
    assert (files.tile(Tile(0, 0, 7)), files.tile(Tile(0, 1, 7)), files.tile(Tile(0, 1))) == (b"full", None, None)


def test_widths_tell_what_is_there(files: RecordFiles) -> None:
    files.write({Tile(0, 0, 3): b"abc", Tile(0, 0, 4): b"abcd", Tile(ENTRIES, 0): b"e"})
    files.replace_checkpoint(b"note")
    (files._folder / "stray").write_bytes(b"not ours")
    assert files.widths() == {(0, 0): {3: 3, 4: 4}, (ENTRIES, 0): {256: 1}}


def test_tidying_leaves_full_tiles_and_the_growing_one(files: RecordFiles) -> None:
    files.write({Tile(0, 0, 3): b"", Tile(0, 0): b"", Tile(0, 1, 3): b"", Tile(0, 1, 4): b""})
    files.tidy([Tile(0, 0), Tile(0, 1, 4)])
    assert set(files.list()) == {"tile/0/000", "tile/0/001.p/3", "tile/0/001.p/4"}


def test_files_of_the_head_are_replaced_whole(files: RecordFiles) -> None:
    assert (files.checkpoint(), files.signers(), files.read("policy")) == (None, None, None)
    for data in (b"one", b"two"):
        files.replace_checkpoint(data)
        files.replace_signers(data)
        files.replace_policy(data)
    assert (files.checkpoint(), files.signers(), files.read("policy")) == (b"two",) * 3


def test_unreadable_path_is_no_file(files: RecordFiles) -> None:
    files.replace_checkpoint(b"note")
    assert files.read("checkpoint/inside") is None


def test_reader_sees_a_file_whole_or_not_at_all(tmp_path: Path) -> None:
    for name in ("record", "spare"):
        (tmp_path / name).mkdir()
    record = tmp_path / "record"
    RecordFiles(record, Disk(tmp_path / "spare")).replace_checkpoint(b"old checkpoint")
    seen = set()
    for moment in range(1, 5):
        files = RecordFiles(record, TroubledDisk(tmp_path / "spare", Moments(full, moment)))
        with pytest.raises(OSError, match="No space left"):
            files.replace_checkpoint(b"new checkpoint")
        seen.add((record / "checkpoint").read_bytes())
    assert seen == {b"old checkpoint", b"new checkpoint"}
