from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from comity.record.checkpoint import open_checkpoint
from comity.record.errors import Malformed, TreeMismatch
from comity.record.merkle import leaf_hash, range_hash, root_of
from comity.record.note import Ed25519Verifier, VerifierKey
from comity.record.tiles import (
    ENTRIES,
    MAX_ENTRY,
    Tile,
    TileHashes,
    bundles_implied,
    decode_bundle,
    encode_bundle,
    entries_path,
    new_tiles,
    parse_path,
    split_hashes,
    tile_path,
    tiles_implied,
)
from tests.support.recordfolder import record_files

DATA = Path(__file__).parents[2] / "data" / "tlog-tiles"
VKEY = VerifierKey.parse("example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx")


@pytest.mark.parametrize(
    ("tile", "path"),
    [
        (Tile(0, 5), "tile/0/005"),
        (Tile(0, 1000), "tile/0/x001/000"),
        (Tile(1, 1234067), "tile/1/x001/x234/067"),
        (Tile(63, 0, 17), "tile/63/000.p/17"),
        (Tile(ENTRIES, 1234067, 255), "tile/entries/x001/x234/067.p/255"),
    ],
)
def test_paths_of_tiles(tile, path):
    assert (tile.path, parse_path(path)) == (path, tile)


def test_paths_by_their_parts():
    assert tile_path(0, 1234) == "tile/0/x001/234"
    assert entries_path(5, 17) == "tile/entries/005.p/17"


@pytest.mark.parametrize(
    "path",
    [
        "",
        "tile/0/5",
        "tile/0/0005",
        "tile/00/005",
        "tile/64/005",
        "tile/8/0/005",
        "tile/data/005",
        "tile/0/x000/005",
        "tile/0/001/005",
        "tile/0/x001/x005",
        "tile/0/005.p/0",
        "tile/0/005.p/01",
        "tile/0/005.p/256",
        "tile/0/005.p/999",
        "tile/0/005\n",
        "tile/0/٠٠٥",
        "/tile/0/005",
        "tile/0/../005",
    ],
)
def test_parse_path_refuses_another_spelling(path):
    with pytest.raises(Malformed) as caught:
        parse_path(path)
    assert caught.value.code == "tile.path"


def test_tiles_implied_by_256():
    assert tiles_implied(256) == [Tile(0, 0), Tile(1, 0, 1)]
    assert list(bundles_implied(256)) == [Tile(ENTRIES, 0)]


def test_tiles_implied_by_70000():
    tiles = tiles_implied(70_000)
    assert Counter((tile.level, tile.width) for tile in tiles) == {
        (0, 256): 273,
        (0, 112): 1,
        (1, 256): 1,
        (1, 17): 1,
        (2, 1): 1,
    }
    assert [tile for tile in tiles if tile.width < 256] == [Tile(0, 273, 112), Tile(1, 1, 17), Tile(2, 0, 1)]
    assert list(bundles_implied(70_000))[-1] == Tile(ENTRIES, 273, 112)


def test_tiles_implied_by_nothing():
    assert (tiles_implied(0), list(bundles_implied(0)), new_tiles(0, 0)) == ([], [], [])


def test_new_tiles_are_those_that_the_smaller_size_did_not_imply():
    assert new_tiles(250, 259) == [Tile(ENTRIES, 0), Tile(ENTRIES, 1, 3), Tile(0, 0), Tile(0, 1, 3), Tile(1, 0, 1)]
    assert new_tiles(259, 259) == []


def test_bundle_round_trip():
    entries = [b"", b"x" * MAX_ENTRY, b"two"]
    assert decode_bundle(encode_bundle(entries)) == entries
    assert encode_bundle([b"two"]) == b"\x00\x03two"


@pytest.mark.parametrize("data", [b"\0", b"\0\1", b"\0\1aa", b"\0\1a\0"])
def test_decode_bundle_refuses_an_entry_cut_short(data):
    with pytest.raises(Malformed) as caught:
        decode_bundle(data)
    assert caught.value.code == "bundle.short"


def test_encode_bundle_refuses_an_entry_that_is_too_long():
    with pytest.raises(Malformed) as caught:
        encode_bundle([b"x" * (MAX_ENTRY + 1)])
    assert caught.value.code == "entry.size"


def test_tile_hashes_read_complete_subtrees():
    raw = [b"%d" % number for number in range(600)]
    files = record_files(raw)
    read = TileHashes(lambda tile: files.get(tile.path), 600)
    hashes = [leaf_hash(each) for each in raw]
    assert read(0, 599) == hashes[599]
    assert read(3, 74) == root_of(hashes[592:600])
    assert read(8, 1) == root_of(hashes[256:512])
    assert read(9, 0) == root_of(hashes[:512])
    assert range_hash(read, 0, 600) == root_of(hashes)


@pytest.mark.parametrize(
    ("files", "level", "index", "code"),
    [
        ({}, 0, 0, "tile.missing"),
        ({"tile/0/000.p/3": bytes(95)}, 0, 0, "tile.short"),
        ({"tile/0/000.p/3": bytes(96)}, 0, 3, "tile.range"),
        ({"tile/0/000.p/3": bytes(96)}, 1, 1, "tile.range"),
        ({"tile/0/000.p/3": bytes(96)}, 8, 0, "tile.range"),
    ],
)
def test_tile_hashes_refuse_what_is_not_there(files, level, index, code):
    with pytest.raises(TreeMismatch) as caught:
        TileHashes(lambda tile: files.get(tile.path), 3)(level, index)
    assert caught.value.code == code


@pytest.mark.parametrize("size", range(16))
def test_published_log_of_each_size(size):
    checkpoint, _ = open_checkpoint((DATA / f"checkpoint.{size}").read_bytes(), [Ed25519Verifier(VKEY)])
    assert checkpoint.size == size
    entries = [each for tile in bundles_implied(size) for each in decode_bundle((DATA / tile.path).read_bytes())]
    hashes = [each for tile in tiles_implied(size) for each in split_hashes((DATA / tile.path).read_bytes())]
    assert [leaf_hash(each) for each in entries] == hashes
    assert root_of(hashes) == checkpoint.root
