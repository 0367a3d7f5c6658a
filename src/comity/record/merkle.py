"""Making the Merkle tree of RFC 6962 §2.1 (RFC 9162 §2.1) and its proofs.

Checking proofs is written apart, in :mod:`comity.record.proof`, and shares nothing with
this module.
"""

from __future__ import annotations

import hashlib
from functools import reduce
from typing import TYPE_CHECKING, Protocol

from comity.record.errors import Malformed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_sha256 = hashlib.sha256

EMPTY_ROOT = _sha256(b"").digest()
"""The root of the tree without leaves."""


class ReadHash(Protocol):
    """Gives the hash of a *complete* subtree: ``2**level`` leaves from ``index * 2**level`` on."""

    def __call__(self, level: int, index: int) -> bytes:
        """Return the 32-byte hash."""


def leaf_hash(entry: bytes) -> bytes:
    """Return the hash of a leaf: SHA-256 of a zero byte and the entry."""
    return _sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of an inner node: SHA-256 of a one byte and both children."""
    return _sha256(b"\x01" + left + right).digest()


def root_of(leaf_hashes: Iterable[bytes]) -> bytes:
    """Return the root over leaf hashes in order; without any, ``EMPTY_ROOT``."""
    edge = Edge()
    for leaf in leaf_hashes:
        edge.append(leaf)
    return edge.root()


def root_of_peaks(peaks: Sequence[bytes]) -> bytes:
    """Return the root over the complete subtrees of a tree, largest (leftmost) first."""
    if not peaks:
        return EMPTY_ROOT
    return reduce(lambda right, left: node_hash(left, right), reversed(peaks[:-1]), peaks[-1])


class Edge:
    """The right edge of a growing tree: one hash for every complete subtree.

    ``peaks`` are those hashes from left to right, one for each bit that is set in ``size``.
    Appending costs two hashes on average and memory is logarithmic in the size.
    """

    __slots__ = ("_peaks", "size")

    def __init__(self, size: int = 0, peaks: Iterable[bytes] = ()) -> None:
        """Begin empty, or go on from a kept ``(size, peaks)``; raises ``Malformed`` if they do not fit."""
        self.size = size
        self._peaks = list(peaks)
        if size < 0 or len(self._peaks) != size.bit_count():
            raise Malformed("tree.edge", f"a tree of size {size} does not have {len(self._peaks)} complete subtrees")

    @property
    def peaks(self) -> tuple[bytes, ...]:
        """The hashes of the complete subtrees, left to right."""
        return tuple(self._peaks)

    def append(self, leaf: bytes) -> None:
        """Add one leaf hash at the right."""
        rest = self.size
        peaks = self._peaks
        while rest & 1:
            leaf = _sha256(b"\x01" + peaks.pop() + leaf).digest()
            rest >>= 1
        peaks.append(leaf)
        self.size += 1

    def root(self) -> bytes:
        """Return the root of the tree so far."""
        return root_of_peaks(self._peaks)

    def to_tuple(self) -> tuple[int, tuple[bytes, ...]]:
        """Return ``(size, peaks)``, from which ``Edge(size, peaks)`` goes on."""
        return self.size, self.peaks


def range_hash(read: ReadHash, start: int, end: int) -> bytes:
    """Return the hash of the leaves ``start`` to ``end`` (not included) as RFC 6962 splits them.

    ``start`` must be a multiple of the smallest power of two that is not less than the length
    of the range, as every range of a proof is; ``start < end``.
    """
    parts = []
    while start < end:
        level = (end - start).bit_length() - 1
        parts.append(read(level, start >> level))
        start += 1 << level
    return root_of_peaks(parts)


def inclusion_path(read: ReadHash, index: int, size: int) -> list[bytes]:
    """Return the inclusion proof of leaf ``index`` in the tree of ``size`` leaves, lowest sibling first.

    RFC 6962 §2.1.1. Raises ``Malformed`` unless ``0 <= index < size``.
    """
    if not 0 <= index < size:
        raise Malformed("proof.range", f"there is no entry {index} in a tree of size {size}")
    path = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            path.append(range_hash(read, middle, end))
            end = middle
        else:
            path.append(range_hash(read, start, middle))
            start = middle
    return path[::-1]


def consistency_path(read: ReadHash, old: int, new: int) -> list[bytes]:
    """Return the consistency proof from the tree of ``old`` leaves to that of ``new``.

    RFC 6962 §2.1.2. Empty if ``old`` is zero or both are equal. Raises ``Malformed`` unless
    ``0 <= old <= new``.
    """
    if not 0 <= old <= new:
        raise Malformed("proof.range", f"a tree of size {new} did not grow out of one of size {old}")
    if old in (0, new):
        return []
    path = []
    start, end = 0, new
    while old != end:
        middle = start + _split(end - start)
        if old <= middle:
            path.append(range_hash(read, middle, end))
            end = middle
        else:
            path.append(range_hash(read, start, middle))
            start = middle
    # The verifier knows the old root already; only a smaller common subtree must be given.
    if start:
        path.append(range_hash(read, start, end))
    return path[::-1]


def _split(count: int) -> int:
    # The largest power of two strictly less than count (count > 1).
    return 1 << ((count - 1).bit_length() - 1)
