"""Tiles and entry bundles: names, which ones a size implies, reading hashes (c2sp.org/tlog-tiles)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, Protocol

from comity.record.encoding import HASH_LENGTH
from comity.record.errors import Malformed, TreeMismatch
from comity.record.merkle import root_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

TILE_WIDTH = 256
"""Hashes in a full tile, and entries in a full bundle."""

TILE_HEIGHT = 8
"""Levels of the tree that one tile spans: 2**8 = 256."""

ENTRIES = -1
"""The level that stands for entry bundles, which are named like tiles."""

MAX_LEVEL = 63
"""The highest level a tile path may name."""

MAX_ENTRY = 65535
"""The most bytes an entry can have: its length is two bytes in a bundle."""

_PREFIX = 2
_PATH = re.compile(r"tile/(entries|0|[1-9][0-9]?)/((?:x[0-9]{3}/)*[0-9]{3})(?:\.p/([1-9][0-9]{0,2}))?\Z", re.ASCII)


class Tile(NamedTuple):
    """One tile (or, at level ``ENTRIES``, one bundle): its number in the level and its width 1..256."""

    level: int
    number: int
    width: int = TILE_WIDTH

    @property
    def path(self) -> str:
        """Its path below the record's root: ``tile/0/x001/234`` or ``tile/entries/005.p/17``."""
        level = "entries" if self.level == ENTRIES else str(self.level)
        suffix = "" if self.width == TILE_WIDTH else f".p/{self.width}"
        return f"tile/{level}/{_number(self.number)}{suffix}"


class FetchTile(Protocol):
    """Gives the bytes of a tile, of the demanded width or wider, or ``None`` if there is none."""

    def __call__(self, tile: Tile) -> bytes | None:
        """Return the tile's bytes."""


def tile_path(level: int, number: int, width: int = TILE_WIDTH) -> str:
    """Return the path of a hash tile: ``tile/0/x001/234``, ``tile/1/000.p/17``."""
    return Tile(level, number, width).path


def entries_path(number: int, width: int = TILE_WIDTH) -> str:
    """Return the path of an entry bundle: ``tile/entries/x001/234``."""
    return Tile(ENTRIES, number, width).path


def parse_path(path: str) -> Tile:
    """Return the tile that ``path`` names, accepting each tile's one spelling only; raises ``Malformed``."""
    found = _PATH.match(path)
    if not found:
        raise Malformed("tile.path", f"{path[:120]!r} is not the path of a tile or bundle")
    level, number, width = found.groups()
    tile = Tile(
        ENTRIES if level == "entries" else int(level),
        int(re.sub(r"[x/]", "", number)),
        TILE_WIDTH if width is None else int(width),
    )
    if tile.path != path or tile.level > MAX_LEVEL or tile.width > TILE_WIDTH:
        raise Malformed("tile.path", f"{path[:120]!r} is not the one spelling of a tile's path")
    return tile


def tiles_implied(size: int) -> list[Tile]:
    """Return the hash tiles of a tree of ``size`` leaves: by level, full ones and then the partial one."""
    tiles: list[Tile] = []
    level = 0
    while size:
        tiles.extend(_row(level, size))
        size >>= TILE_HEIGHT
        level += 1
    return tiles


def bundles_implied(size: int) -> Iterator[Tile]:
    """Yield the entry bundles of a record of ``size`` entries, in order."""
    return _row(ENTRIES, size)


def new_tiles(old: int, new: int) -> list[Tile]:
    """Return the tiles and bundles that must be written when a tree grows from ``old`` to ``new``.

    Those are all that ``new`` implies and ``old`` did not; bundles come first, then tiles by level.
    """
    tiles = list(_row(ENTRIES, new, old))
    level = 0
    while new:
        tiles.extend(_row(level, new, old))
        old, new, level = old >> TILE_HEIGHT, new >> TILE_HEIGHT, level + 1
    return tiles


def _row(level: int, count: int, before: int = 0) -> Iterator[Tile]:
    # One level's tiles for `count` hashes, without those that `before` hashes filled already.
    if before < count:
        for number in range(before // TILE_WIDTH, count // TILE_WIDTH):
            yield Tile(level, number)
        if count % TILE_WIDTH:
            yield Tile(level, count // TILE_WIDTH, count % TILE_WIDTH)


class TileHashes:
    """Reads hashes of complete subtrees out of a tree's tiles; it is a ``ReadHash`` of ``merkle``.

    The tiles are taken as they are; what is proved from them must be checked against a root.
    """

    def __init__(self, fetch: FetchTile, size: int, cached: int = 64) -> None:
        """Read through ``fetch`` the tiles of the tree of ``size`` leaves, keeping ``cached`` of them."""
        self._fetch = fetch
        self._size = size
        self._tile = lru_cache(maxsize=cached)(self._read_tile)

    def __call__(self, level: int, index: int) -> bytes:
        """Return the hash of the ``2**level`` leaves from ``index * 2**level`` on.

        Raises ``TreeMismatch`` if they are not all in the tree, or a tile is missing or short.
        """
        row, inner = divmod(level, TILE_HEIGHT)
        first = index << inner
        number, offset = divmod(first, TILE_WIDTH)
        count = 1 << inner
        if first + count > self._size >> (TILE_HEIGHT * row):
            raise TreeMismatch("tile.range", f"a tree of size {self._size} has no subtree {index} at level {level}")
        hashes = self._tile(row, number)
        return root_of(split_hashes(hashes[offset * HASH_LENGTH : (offset + count) * HASH_LENGTH]))

    def _read_tile(self, level: int, number: int) -> bytes:
        count = self._size >> (TILE_HEIGHT * level)
        tile = Tile(level, number, min(TILE_WIDTH, count - number * TILE_WIDTH))
        hashes = self._fetch(tile)
        if hashes is None:
            raise TreeMismatch("tile.missing", f"{tile.path} is missing")
        if len(hashes) < tile.width * HASH_LENGTH:
            raise TreeMismatch("tile.short", f"{tile.path} has {len(hashes)} bytes, not {tile.width * HASH_LENGTH}")
        return hashes


def split_hashes(data: bytes) -> list[bytes]:
    """Return the 32-byte hashes that stand one after another in ``data``."""
    return [data[at : at + HASH_LENGTH] for at in range(0, len(data), HASH_LENGTH)]


def encode_bundle(entries: Iterable[bytes]) -> bytes:
    """Return the entries one after another, each behind its length as two big-endian bytes.

    Raises ``Malformed`` for an entry of more than 65,535 bytes.
    """
    return b"".join(_prefixed(entry) for entry in entries)


def decode_bundle(data: bytes) -> list[bytes]:
    """Return the entries of a bundle; raises ``Malformed`` if the last one is cut short."""
    entries = []
    at, end = 0, len(data)
    while at < end:
        start = at + _PREFIX
        at = start + int.from_bytes(data[at:start], "big")
        entries.append(data[start:at])
    if at != end:
        raise Malformed("bundle.short", "the bundle ends in the middle of an entry")
    return entries


def _prefixed(entry: bytes) -> bytes:
    if len(entry) > MAX_ENTRY:
        raise Malformed("entry.size", f"an entry has at most {MAX_ENTRY} bytes, this has {len(entry)}")
    return len(entry).to_bytes(_PREFIX, "big") + entry


def _number(number: int) -> str:
    groups = [f"{number % 1000:03}"]
    while number >= 1000:
        number //= 1000
        groups.append(f"x{number % 1000:03}")
    return "/".join(reversed(groups))
