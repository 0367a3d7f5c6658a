from __future__ import annotations

import pytest

from comity.record.merkle import leaf_hash, root_of
from comity.record.tiles import ENTRIES, Tile, bundles_implied, encode_bundle, tiles_implied
from comity.secretariat.growth import grow, laid_over, root_by_tiles, tile_start
from comity.secretariat.ports import Stored

RAWS = [f"{number}\n".encode() for number in range(66_100)]
ENTRIES_STORED = [Stored(index, raw, leaf_hash(raw)) for index, raw in enumerate(RAWS)]


def whole(size: int) -> dict[Tile, bytes]:
    """Every tile and bundle of a record of `size`, made from its leaves alone, one level after another."""
    made = {
        tile: encode_bundle(RAWS[tile.number * 256 : tile.number * 256 + tile.width]) for tile in bundles_implied(size)
    }
    level_hashes = [[each.leaf_hash for each in ENTRIES_STORED[:size]]]
    while len(level_hashes[-1]) >= 256:
        below = level_hashes[-1]
        level_hashes.append([root_of(below[at : at + 256]) for at in range(0, len(below) - 255, 256)])
    for tile in tiles_implied(size):
        first = tile.number * 256
        made[tile] = b"".join(level_hashes[tile.level][first : first + tile.width])
    return made


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (0, 1),
        (0, 255),
        (0, 256),
        (0, 257),
        (1, 2),
        (200, 300),
        (255, 256),
        (256, 257),
        (256, 1024),
        (300, 2000),
        (511, 513),
    ],
)
def test_growth_adds_exactly_what_the_new_size_implies(old: int, new: int) -> None:
    before = whole(old)
    made = grow(old, new, ENTRIES_STORED[tile_start(old) : new], before.get)
    assert {**before, **made} == {**before, **whole(new)}


@pytest.mark.parametrize(("old", "new"), [(65_535, 65_536), (65_536, 65_537), (65_279, 66_000)])
def test_growth_over_three_levels(old: int, new: int) -> None:
    before = whole(old)
    made = grow(old, new, ENTRIES_STORED[tile_start(old) : new], before.get)
    assert {tile: data for tile, data in whole(new).items() if tile not in before} == made


def test_growth_one_by_one_is_growth_at_once() -> None:
    tiles: dict[Tile, bytes] = {}
    for size in range(600):
        tiles |= grow(size, size + 1, ENTRIES_STORED[tile_start(size) : size + 1], tiles.get)
    assert {tile: tiles[tile] for tile in whole(600)} == whole(600)


@pytest.mark.parametrize("size", [1, 2, 255, 256, 257, 1000, 65_536, 66_001])
def test_root_by_tiles_is_the_root_of_the_leaves(size: int) -> None:
    tiles = whole(size)
    assert root_by_tiles(tiles.get, size) == root_of(each.leaf_hash for each in ENTRIES_STORED[:size])
    assert root_by_tiles(tiles.get, size - size // 3, size) == root_of(
        each.leaf_hash for each in ENTRIES_STORED[: size - size // 3]
    )


def test_new_tiles_are_read_before_old_ones() -> None:
    full, partial = Tile(0, 0), Tile(0, 0, 3)
    read = laid_over({full: b"full"}, {partial: b"old", Tile(1, 0): b"upper"}.get)
    assert (read(partial), read(full), read(Tile(1, 0)), read(Tile(ENTRIES, 9))) == (b"full", b"full", b"upper", None)
