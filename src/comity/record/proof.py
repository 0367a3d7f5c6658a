"""Checking inclusion and consistency proofs (RFC 9162 §2.1.3.2 and §2.1.4.2).

Written apart from proof making on purpose: a mistake there must not be repeated here, so
nothing is imported from it.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NoReturn

from comity.record.errors import ProofInvalid

if TYPE_CHECKING:
    from collections.abc import Sequence

_HASH_LENGTH = 32
_EMPTY = hashlib.sha256().digest()


def check_inclusion(leaf_hash: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> None:
    """Return if ``path`` proves that the tree ``(size, root)`` has ``leaf_hash`` at ``index``.

    Hashes are 32 bytes. Raises ``ProofInvalid`` otherwise.
    """
    if not 0 <= index < size:
        _refuse("proof.range", f"there is no entry {index} in a tree of size {size}")
    _check_lengths([leaf_hash, root, *path])
    node, last, result = index, size - 1, leaf_hash
    for sibling in path:
        if last == 0:
            _refuse("proof.length", "the inclusion proof is too long for the size of the tree")
        if node & 1 or node == last:
            result = _parent(sibling, result)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            result = _parent(result, sibling)
        node, last = node >> 1, last >> 1
    if last != 0:
        _refuse("proof.length", "the inclusion proof is too short for the size of the tree")
    if result != root:
        _refuse("proof.root", f"the inclusion proof of entry {index} does not lead to the root")


def check_consistency(old: int, new: int, old_root: bytes, new_root: bytes, path: Sequence[bytes]) -> None:
    """Return if ``path`` proves that the tree ``(new, new_root)`` begins with ``(old, old_root)``.

    From size 0 the path must be empty and the old root that of the empty tree; between
    equal sizes the path must be empty and the roots equal. Raises ``ProofInvalid`` otherwise.
    """
    if not 0 <= old <= new:
        _refuse("proof.range", f"a tree of size {new} did not grow out of one of size {old}")
    _check_lengths([old_root, new_root, *path])
    if old in (0, new):
        _check_trivial(old, new, old_root, new_root, path)
        return
    if not path:
        _refuse("proof.length", "the consistency proof is empty, but the sizes differ")
    _climb(old, new, old_root, new_root, list(path))


def _check_trivial(old: int, new: int, old_root: bytes, new_root: bytes, path: Sequence[bytes]) -> None:
    if path:
        _refuse("proof.length", "the consistency proof must be empty from size 0 or between equal sizes")
    if old == 0 and old_root != _EMPTY:
        _refuse("proof.root", "the root of the empty tree is the hash of nothing")
    if old == new and old_root != new_root:
        _refuse("proof.root", f"two different roots for one size {old}")


def _climb(old: int, new: int, old_root: bytes, new_root: bytes, path: list[bytes]) -> None:
    # If the old tree is one complete subtree, its root is the first hash and is left out.
    if old & (old - 1) == 0:
        path.insert(0, old_root)
    node, last = old - 1, new - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    first = second = path[0]
    for sibling in path[1:]:
        if last == 0:
            _refuse("proof.length", "the consistency proof is too long for the sizes")
        if node & 1 or node == last:
            first, second = _parent(sibling, first), _parent(sibling, second)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            second = _parent(second, sibling)
        node, last = node >> 1, last >> 1
    if last != 0:
        _refuse("proof.length", "the consistency proof is too short for the sizes")
    if first != old_root or second != new_root:
        _refuse("proof.root", f"the consistency proof does not lead from size {old} to size {new}")


def _parent(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def _check_lengths(hashes: Sequence[bytes]) -> None:
    if any(len(each) != _HASH_LENGTH for each in hashes):
        _refuse("proof.hash", f"every hash of a proof has {_HASH_LENGTH} bytes")


def _refuse(code: str, message: str) -> NoReturn:
    raise ProofInvalid(code, message)
