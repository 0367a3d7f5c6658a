"""The tiles and bundles by which a record grows, made from its entries as they are stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity.record.merkle import range_hash, root_of
from comity.record.tiles import (
    ENTRIES,
    TILE_HEIGHT,
    TILE_WIDTH,
    Tile,
    TileHashes,
    encode_bundle,
    new_tiles,
    split_hashes,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from comity.record.tiles import FetchTile
    from comity.secretariat.ports import Stored


def tile_start(size: int) -> int:
    """Return the index of the first entry of the tile that entry `size` falls into."""
    return size - size % TILE_WIDTH


def grow(old: int, new: int, stored: Sequence[Stored], fetch: FetchTile) -> dict[Tile, bytes]:
    """Return every tile and bundle that the size `new` implies and `old` did not, bundles first.

    `stored` are the entries from `tile_start(old)` to `new`; `fetch` gives the upper tiles of the tree of `old`.
    """
    raws = [each.raw for each in stored]
    rows = _rows(old, new, [each.leaf_hash for each in stored], fetch)
    made = {}
    for tile in new_tiles(old, new):
        first, hashes = rows[max(tile.level, 0)]
        at = tile.number * TILE_WIDTH - first
        if tile.level == ENTRIES:
            made[tile] = encode_bundle(raws[at : at + tile.width])
        else:
            made[tile] = b"".join(hashes[at : at + tile.width])
    return made


def _rows(old: int, new: int, leaves: list[bytes], fetch: FetchTile) -> list[tuple[int, list[bytes]]]:
    # For each level: the index of the first hash at hand (the start of a tile), and the hashes from there on.
    rows = [(tile_start(old), leaves)]
    level = 0
    while new >= TILE_WIDTH:
        first, below = rows[level]
        old, new, level = old >> TILE_HEIGHT, new >> TILE_HEIGHT, level + 1
        start = tile_start(old)
        hashes = _kept(Tile(level, old // TILE_WIDTH, old - start), fetch) if old > start else []
        for number in range(old, new):
            at = number * TILE_WIDTH - first
            hashes.append(root_of(below[at : at + TILE_WIDTH]))
        rows.append((start, hashes))
    return rows


def _kept(tile: Tile, fetch: FetchTile) -> list[bytes]:
    return split_hashes(fetch(tile) or b"")[: tile.width]


def laid_over(tiles: Mapping[Tile, bytes], fetch: FetchTile) -> FetchTile:
    """Return a reader that looks for a tile among `tiles` before it asks `fetch`."""

    def read(tile: Tile) -> bytes | None:
        found = tiles.get(tile) or tiles.get(tile._replace(width=TILE_WIDTH))
        return found if found is not None else fetch(tile)

    return read


def root_by_tiles(fetch: FetchTile, size: int, of: int | None = None) -> bytes:
    """Return the root that the first `size` leaves (more than none) have, by the tiles of the tree of `of` leaves.

    Without `of` these are the tiles of the tree of `size` leaves itself.

    Raises:
        TreeMismatch: a tile is missing or short.
    """
    return range_hash(TileHashes(fetch, size if of is None else of), 0, size)
