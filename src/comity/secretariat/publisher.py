"""The record as files that anyone may serve: `checkpoint`, `tile/…`, `policy`, `allowed_signers`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from comity.record.errors import Malformed
from comity.record.files import ALLOWED_SIGNERS, CHECKPOINT, HEAD_FILES, POLICY
from comity.record.tiles import TILE_WIDTH, Tile, parse_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from comity.secretariat.disk import Disk


class RecordFiles:
    """A record's folder. It can be read as a `Source` by the audit, and written as a `Publisher` by the door."""

    def __init__(self, folder: Path, disk: Disk) -> None:
        """Keep the record in `folder`."""
        self._folder = folder
        self._disk = disk

    def read(self, path: str) -> bytes | None:
        """Return the bytes of a file by its path below the record's root, or None."""
        try:
            return (self._folder / path).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None

    def list(self) -> Iterator[str]:
        """Yield the path of every file below the record's root."""
        for folder, _folders, names in os.walk(self._folder):
            for name in names:
                yield (Path(folder) / name).relative_to(self._folder).as_posix()

    def tile(self, tile: Tile) -> bytes | None:
        """Return the bytes of a tile or bundle, of the demanded width or else the full one, or None."""
        found = self.read(tile.path)
        return (
            found if found is not None or tile.width == TILE_WIDTH else self.read(tile._replace(width=TILE_WIDTH).path)
        )

    def widths(self) -> dict[tuple[int, int], dict[int, int]]:
        """Return what tiles there are: by level and number, each width with the file's length in bytes."""
        found: dict[tuple[int, int], dict[int, int]] = {}
        for path in self.list():
            if path in HEAD_FILES:
                continue
            try:
                tile = parse_path(path)
            except Malformed:
                continue
            found.setdefault(tile[:2], {})[tile.width] = (self._folder / path).stat().st_size
        return found

    def write(self, tiles: Mapping[Tile, bytes]) -> None:
        """Put tiles and bundles in place for good."""
        self._disk.replace({self._folder / tile.path: data for tile, data in tiles.items()})

    def tidy(self, tiles: Iterable[Tile]) -> None:
        """Remove the partial forms of those tiles that are full, as the specification allows."""
        for tile in tiles:
            if tile.width == TILE_WIDTH:
                self._disk.remove_tree((self._folder / tile._replace(width=1).path).parent)

    def checkpoint(self) -> bytes | None:
        """Return the published checkpoint, or None."""
        return self.read(CHECKPOINT)

    def replace_checkpoint(self, note: bytes) -> None:
        """Put another checkpoint in place of the published one."""
        self._disk.replace({self._folder / CHECKPOINT: note})

    def signers(self) -> bytes | None:
        """Return the published file of those who signed acts, or None."""
        return self.read(ALLOWED_SIGNERS)

    def replace_signers(self, data: bytes) -> None:
        """Put another file of signers in its place."""
        self._disk.replace({self._folder / ALLOWED_SIGNERS: data})

    def replace_policy(self, data: bytes) -> None:
        """Put another policy file in its place."""
        self._disk.replace({self._folder / POLICY: data})

    def free(self) -> int:
        """Return the bytes that are free where the files are."""
        return self._disk.free()
