"""Files that go with notes and papers: kept in the data folder, sealed, under marks of who handed them in and of what.

A file is found by the party that handed it in and by its SHA-256: to name another's digest in an act opens nothing.
"""

from __future__ import annotations

import hashlib
import io
import os
import secrets
import tempfile
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, BinaryIO, cast

from comity.secretariat.disk import Disk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from comity.secretariat.vault import Vault
    from comity.store.house import House

STEP = 2**16
"""Files are filled up to a multiple of so many bytes before they are sealed, so that their lengths tell little."""

_LENGTH = 8
_CHUNK = 2**16


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that is kept: its SHA-256 (hexadecimal) and its size in bytes."""

    sha256: str
    size: int


def scratch(house: House) -> IO[bytes]:
    """Return a file without a name in the house, for what comes in: gone when it is closed, or if the machine stops."""
    return tempfile.TemporaryFile(dir=house.folder.spare)


def keep(house: House, party: str, content: BinaryIO) -> Kept:
    """Keep what `content` holds, read from its beginning, as handed in by `party`; what is there already stays."""
    found = measured(content)
    place = _place(house, party, found.sha256)
    if place.is_file():
        # As young as if it had come now: nobody sweeps away what somebody is writing with.
        place.touch()
    else:
        _write(house, place, content, found.size)
    return found


def measured(content: BinaryIO) -> Kept:
    """Return the digest and the size of what `content` holds, and leave it at its beginning."""
    digest, size = hashlib.sha256(), 0
    content.seek(0)
    while chunk := content.read(_CHUNK):
        digest.update(chunk)
        size += len(chunk)
    content.seek(0)
    return Kept(digest.hexdigest(), size)


def is_kept(house: House, party: str, sha256: str) -> bool:
    """Whether `party` has handed in the file of this digest."""
    return _place(house, party, sha256).is_file()


def read(house: House, party: str, sha256: str) -> Iterator[bytes] | None:
    """Return the content of a file, chunk by chunk, or None where `party` has not handed it in.

    It is opened whole, out of sight, before the first chunk is given out: nobody reads half of what was changed.

    Raises NotOpened: it was changed since it was kept.
    """
    place = _place(house, party, sha256)
    if not place.is_file():
        return None
    opened = scratch(house)
    try:
        with place.open("rb") as sealed:
            house.vault.open_stream(sealed, cast("BinaryIO", opened))
    except BaseException:
        opened.close()
        raise
    opened.seek(0)
    size = int.from_bytes(opened.read(_LENGTH), "big")
    return _chunks(opened, size)


def _chunks(opened: IO[bytes], left: int) -> Iterator[bytes]:
    with opened:
        while left:
            chunk = opened.read(min(_CHUNK, left))
            if not chunk:
                return
            left -= len(chunk)
            yield chunk


def place_of(files: Path, vault: Vault, party: str, sha256: str) -> Path:
    """Return where, below the folder `files`, a file lies that `party` has handed in, if it has."""
    # A mark is 64 hexadecimal digits, whatever was asked for: no name can lead out of the folder.
    mark = vault.mark("file", party, sha256)
    return files / mark[:2] / mark


def _place(house: House, party: str, sha256: str) -> Path:
    return place_of(house.folder.files, house.vault, party, sha256)


def _write(house: House, place: Path, content: BinaryIO, size: int) -> None:
    disk = Disk(house.folder.spare)
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = house.folder.spare / f"{place.name}.{secrets.token_hex(4)}.unfinished"
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as target:
            house.vault.seal_stream(cast("BinaryIO", _Framed(content, size)), target)
            target.flush()
            disk.sync(target.fileno())
        disk.rename(unfinished, place)
        disk.sync_folder(place.parent)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


class _Framed(io.RawIOBase):
    """A content with its length before it, filled up behind it."""

    def __init__(self, content: BinaryIO, size: int) -> None:
        self._parts = [io.BytesIO(size.to_bytes(_LENGTH, "big")), content, io.BytesIO(bytes(-(size + _LENGTH) % STEP))]

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        while self._parts:
            found = self._parts[0].read(size)
            if found or size == 0:
                return found
            self._parts.pop(0)
        return b""
