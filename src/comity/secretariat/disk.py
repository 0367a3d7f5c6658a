"""Writing that lasts: what has returned is on the disk, and a reader sees a file whole or not at all."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_UNSEEN = ".unfinished"


class Disk:
    """The operations on files that the record rests on. Every one raises OSError if it cannot be done."""

    def __init__(self, spare: Path) -> None:
        """Write new files first in the folder `spare`, on the same file system as their places."""
        self._spare = spare

    def replace(self, files: Mapping[Path, bytes], mode: int = 0o644) -> None:
        """Put `files` in place, each whole: contents on the disk first, then names, then folders."""
        folders = {path.parent for path in files}
        for folder in folders:
            self._make(folder)
        for path, data in files.items():
            self.rename(self._written(path.name, data, mode), path)
        for folder in sorted(folders):
            self.sync_folder(folder)

    def append(self, path: Path, data: bytes) -> None:
        """Add `data` at the end of the file at `path` (made with mode 0600 if it is missing), and wait for the disk."""
        new = not path.exists()
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            self.write(handle, data)
            self.sync(handle)
        finally:
            os.close(handle)
        if new:
            self.sync_folder(path.parent)

    def cut(self, path: Path, length: int) -> None:
        """Cut the file at `path` to its first `length` bytes."""
        handle = os.open(path, os.O_WRONLY)
        try:
            os.ftruncate(handle, length)
            self.sync(handle)
        finally:
            os.close(handle)

    def remove_tree(self, folder: Path) -> None:
        """Remove a folder and what is in it, if it is there."""
        shutil.rmtree(folder, ignore_errors=True)

    def write(self, handle: int, data: bytes) -> None:
        """Write all of `data`."""
        view = memoryview(data)
        while view:
            view = view[os.write(handle, view) :]

    def sync(self, handle: int) -> None:
        """Wait until a file's contents are on the disk."""
        os.fsync(handle)

    def rename(self, source: Path, target: Path) -> None:
        """Give the finished file `source` the name `target`, in place of what had it."""
        source.replace(target)

    def sync_folder(self, folder: Path) -> None:
        """Wait until a folder's names are on the disk."""
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            self.sync(handle)
        finally:
            os.close(handle)

    def free(self) -> int:
        """Return the bytes that are free for us."""
        return shutil.disk_usage(self._spare).free

    def _written(self, name: str, data: bytes, mode: int) -> Path:
        path = self._spare / (name + _UNSEEN)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
        try:
            self.write(handle, data)
            self.sync(handle)
        finally:
            os.close(handle)
        return path

    def _make(self, folder: Path) -> None:
        if folder.is_dir():
            return
        self._make(folder.parent)
        folder.mkdir(exist_ok=True)
        self.sync_folder(folder.parent)
