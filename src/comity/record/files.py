"""The files of a record as a source gives them, and their comparison with what they should be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from comity.record.encoding import HASH_LENGTH
from comity.record.errors import Malformed, RecordFault
from comity.record.tiles import ENTRIES, TILE_WIDTH, Tile, parse_path

if TYPE_CHECKING:
    from collections.abc import Iterable

CHECKPOINT = "checkpoint"
"""Path of the signed checkpoint."""

POLICY = "policy"
"""Path of the policy that names the log's keys."""

ALLOWED_SIGNERS = "allowed_signers"
"""Path of the signers of the record's acts, for ``ssh-keygen``."""

HEAD_FILES = (CHECKPOINT, POLICY, ALLOWED_SIGNERS)
"""The files of a record that are neither tiles nor bundles."""


class Source(Protocol):
    """A record's files, by paths relative to its root with ``/`` between the parts."""

    def read(self, path: str) -> bytes | None:
        """Return the bytes of a file, or ``None`` if there is none."""

    def list(self) -> Iterable[str] | None:
        """Return the paths of all files, or ``None`` if the source (a web server) cannot tell."""


class Files:
    """A source's tiles and bundles, each of which has to be accounted for exactly once."""

    def __init__(self, source: Source) -> None:
        """Take the list of files, if there is one; raises ``RecordFault`` at a file of no known name."""
        self._source = source
        self._widths: dict[tuple[int, int], list[int]] | None = None
        self.checked = 0
        listing = source.list()
        if listing is not None:
            self._widths = {}
            for path in sorted(listing):
                if path not in HEAD_FILES:
                    tile = _known(path)
                    self._widths.setdefault(tile[:2], []).append(tile.width)

    def head(self, path: str) -> bytes:
        """Return one of ``HEAD_FILES``; raises ``RecordFault`` if it is missing."""
        data = self._source.read(path)
        if data is None:
            raise RecordFault("file.missing", "the file is missing", path)
        self.checked += 1
        return data

    def tile(self, tile: Tile) -> tuple[bytes, str]:
        """Return the bytes of a tile or bundle that the checkpoint implies, and the path they came from.

        Where a partial one is gone because the record has grown since, that is the full one;
        a source that lists its files must have exactly what its checkpoint implies.
        """
        data = self._source.read(tile.path)
        path = tile.path
        if data is None and self._widths is None:
            path = tile._replace(width=TILE_WIDTH).path
            data = self._source.read(path)
        if data is None:
            raise RecordFault("file.missing", "the file is missing, but the checkpoint implies it", tile.path)
        self.checked += 1
        return data, path

    def others(self, tile: Tile) -> list[tuple[Tile, bytes]]:
        """Return the other widths in which the source has this tile, with their bytes, and mark all as seen.

        Raises ``RecordFault`` if one is wider than the checkpoint allows.
        """
        widths = [] if self._widths is None else self._widths.pop((tile.level, tile.number), [])
        found = []
        for width in widths:
            other = tile._replace(width=width)
            if width > tile.width:
                raise RecordFault("file.ahead", "the file holds more than the checkpoint covers", other.path)
            if width < tile.width:
                found.append((other, self._read_listed(other)))
        return found

    def check_hashes(self, tile: Tile, hashes: bytes) -> None:
        """Compare every width of a hash tile to ``hashes``; raises ``RecordFault`` at the first difference."""
        data, path = self.tile(tile)
        if path == tile.path:
            _compare(tile, path, data, hashes)
        else:
            _compare(tile, path, data[: len(hashes)], hashes)
        for other, narrower in self.others(tile):
            _compare(other, other.path, narrower, hashes[: other.width * HASH_LENGTH])

    def check_all_seen(self) -> None:
        """Raise ``RecordFault`` if the source lists a tile or bundle that lies outside the tree."""
        for (level, number), widths in (self._widths or {}).items():
            path = Tile(level, number, widths[0]).path
            raise RecordFault("file.ahead", "the file holds more than the checkpoint covers", path)

    def _read_listed(self, tile: Tile) -> bytes:
        data = self._source.read(tile.path)
        if data is None:
            raise RecordFault("file.missing", "the file is listed, but cannot be read", tile.path)
        self.checked += 1
        return data


def _known(path: str) -> Tile:
    try:
        return parse_path(path)
    except Malformed as error:
        raise RecordFault("file.unknown", "a record has no file of this name", path) from error


def _compare(tile: Tile, path: str, data: bytes, expected: bytes) -> None:
    if data == expected:
        return
    if len(data) != len(expected):
        message = f"the tile has {len(data)} bytes, but should have {len(expected)}"
        raise RecordFault("tile.length", message, path)
    position = next(at for at in range(tile.width) if _hash(data, at) != _hash(expected, at))
    if tile.level:
        message = f"hash {position} is not that of the tile below it"
        raise RecordFault("tile.hash", message, path)
    bundle = Tile(ENTRIES, tile.number, tile.width).path
    message = f"its hash here is not that of the entry as {bundle} has it: one of the two files was changed"
    raise RecordFault("tile.leaf", message, path, tile.number * TILE_WIDTH + position)


def _hash(data: bytes, position: int) -> bytes:
    return data[position * HASH_LENGTH : (position + 1) * HASH_LENGTH]
