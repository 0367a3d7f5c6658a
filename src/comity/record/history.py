"""The roots that a record had at earlier sizes, while it is walked from its first entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity.record.merkle import Edge, root_of_peaks
from comity.record.tiles import TILE_WIDTH

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

RECENT = 4096
"""For how many sizes back the complete subtrees are kept at hand."""


class History:
    """Gives the root at any size up to the present one.

    Authors mostly cite a recent checkpoint, so recent sizes are kept whole; for older ones
    the subtrees at each multiple of 256 are kept and the leaves of one tile read again.
    """

    def __init__(self, leaf_hashes_of: Callable[[int], Sequence[bytes]]) -> None:
        """Begin empty; ``leaf_hashes_of(number)`` gives the 256 leaf hashes of a full tile walked before."""
        self._edge = Edge()
        self._leaf_hashes_of = leaf_hashes_of
        self._at_tiles: list[tuple[bytes, ...]] = [()]
        self._recent: dict[int, tuple[bytes, ...]] = {0: ()}
        self._cited: dict[int, bytes] = {}

    def append(self, leaf_hash: bytes) -> None:
        """Walk one leaf further."""
        self._edge.append(leaf_hash)
        size = self._edge.size
        self._recent[size] = peaks = self._edge.peaks
        self._recent.pop(size - RECENT, None)
        if size % TILE_WIDTH == 0:
            self._at_tiles.append(peaks)

    def root_at(self, size: int) -> bytes:
        """Return the root at ``size``, which is not beyond the present size."""
        root = self._cited.get(size)
        if root is None:
            root = root_of_peaks(self._peaks_at(size))
            if len(self._cited) >= RECENT:
                self._cited.clear()
            self._cited[size] = root
        return root

    def _peaks_at(self, size: int) -> tuple[bytes, ...]:
        peaks = self._recent.get(size)
        if peaks is not None:
            return peaks
        number, rest = divmod(size, TILE_WIDTH)
        edge = Edge(size - rest, self._at_tiles[number])
        for leaf_hash in self._leaf_hashes_of(number)[:rest] if rest else ():
            edge.append(leaf_hash)
        return edge.peaks
