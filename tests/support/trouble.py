"""Disks that fail, fill up or lose their power at a chosen moment, and a clock that a test sets."""

from __future__ import annotations

import errno
import os
import signal
from collections.abc import Callable
from pathlib import Path

from comity.secretariat.disk import Disk


class Moments:
    """Counts the operations that could go wrong, on whatever disk or database, and spoils the chosen ones."""

    def __init__(self, spoil: Callable[[], None], *chosen: int) -> None:
        self.passed = 0
        self._spoil = spoil
        self._chosen = set(chosen)

    def step(self) -> bool:
        """Pass one operation; return whether it is a chosen one."""
        self.passed += 1
        return self.passed in self._chosen

    def pass_or_spoil(self) -> None:
        if self.step():
            self._spoil()

    def spoil(self) -> None:
        self._spoil()


class TroubledDisk(Disk):
    """A disk on which every operation is counted; at a spoiled write half of the data is written first."""

    def __init__(self, spare: Path, moments: Moments) -> None:
        super().__init__(spare)
        self._moments = moments

    def write(self, handle: int, data: bytes) -> None:
        if self._moments.step():
            os.write(handle, data[: len(data) // 2])
            self._moments.spoil()
        super().write(handle, data)

    def sync(self, handle: int) -> None:
        self._moments.pass_or_spoil()
        super().sync(handle)

    def rename(self, source: Path, target: Path) -> None:
        self._moments.pass_or_spoil()
        super().rename(source, target)

    def remove_tree(self, folder: Path) -> None:
        self._moments.pass_or_spoil()
        super().remove_tree(folder)


def full() -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def read_only() -> None:
    raise OSError(errno.EROFS, "Read-only file system")


def power_cut() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


class SetClock:
    """A clock that stands still until a test moves it; waiting moves it too."""

    def __init__(self, now: int = 1_795_000_000_000) -> None:
        self.time = now

    def now(self) -> int:
        return self.time

    def wait(self, milliseconds: int) -> None:
        self.time += milliseconds
