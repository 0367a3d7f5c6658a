"""From committed entries to a published checkpoint, in the one order in which no fault can split the record.

Root by two paths, tiles on the disk, intent on the disk, signature, head in the ledger, checkpoint replaced. The caller
stops at any error: what was done so far is completed at the next start.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity.record.encoding import encode_base64
from comity.record.entry import parse_entry, verify_signatures
from comity.record.errors import RecordError
from comity.record.merkle import EMPTY_ROOT, Edge, consistency_path, leaf_hash
from comity.record.signers import AllowedSigner, format_allowed_signers
from comity.record.tiles import TileHashes
from comity.secretariat.faults import ROOTS_DIFFER, STORED_DIFFERS, Fault
from comity.secretariat.growth import grow, laid_over, root_by_tiles, tile_start
from comity.secretariat.ports import Head

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from comity.record.entry import Entry
    from comity.record.tiles import FetchTile
    from comity.secretariat.ports import HeadSigner, Ledger, Publisher, Stored


class Sequencer:
    """Brings the signed and published head up to the entries that are committed."""

    def __init__(self, ledger: Ledger, signer: HeadSigner, publisher: Publisher, origin: str) -> None:
        """Begin at the empty record; `resume` goes on from a head that has been checked."""
        self._ledger = ledger
        self._signer = signer
        self._publisher = publisher
        self.origin = origin
        self._edge = Edge()
        self._signers: set[AllowedSigner] = set()
        self.head: Head | None = None

    @property
    def size(self) -> int:
        """How many acts the newest head covers."""
        return self._edge.size

    @property
    def root(self) -> bytes:
        """The root of the newest head; of the empty tree before the first."""
        return self.head.root if self.head else EMPTY_ROOT

    @property
    def edge(self) -> tuple[int, tuple[bytes, ...]]:
        """The right edge of the newest head's tree: its size, and its complete subtrees from left to right."""
        return self._edge.to_tuple()

    def resume(self, head: Head, edge: Edge, signers: set[AllowedSigner]) -> None:
        """Go on from `head`, whose tree has the right edge `edge` and whose acts the `signers` have signed."""
        self._edge, self.head, self._signers = edge, head, signers

    def root_at(self, size: int) -> bytes | None:
        """Return the root that the published record had at `size`, or None beyond its end."""
        if size == self.size:
            return self.root
        if not 0 <= size < self.size:
            return None
        return root_by_tiles(self._publisher.tile, size, self.size) if size else EMPTY_ROOT

    def seal(self, leaf_hashes: Iterable[bytes], signers: set[AllowedSigner] | None = None) -> Head:
        """Sign and publish the record as it is after the entries with `leaf_hashes`, which are committed.

        `signers` are those who signed them, if their signatures were verified as stored; else that is done here.

        Raises:
            Fault: what is stored does not lead to the root that was computed, or a signature does not verify.
            SignerRefused: the signer has signed something else.
            OSError: the disk cannot be written.
        """
        edge = Edge(*self._edge.to_tuple())
        for each in leaf_hashes:
            edge.append(each)
        old, new, root = self._edge.size, edge.size, edge.root()
        stored = self._ledger.stored(tile_start(old), new)
        _check_hashes(stored)
        tiles = grow(old, new, stored, self._publisher.tile)
        self._check_root(new, root, laid_over(tiles, self._publisher.tile))
        self._list_signers(self._verified(stored, old) if signers is None else signers)
        self._publisher.write(tiles)
        head = self._sign(new, root)
        self._ledger.add_head(head)
        self._publisher.replace_checkpoint(head.note)
        self._publisher.tidy(tiles)
        self._edge, self.head = edge, head
        return head

    def _verified(self, stored: Sequence[Stored], old: int) -> set[AllowedSigner]:
        signers: set[AllowedSigner] = set()
        for each in stored:
            try:
                signers |= signers_of(parse_entry(each.raw), self.origin) if each.index >= old else set()
            except RecordError as error:
                raise Fault(STORED_DIFFERS, index=each.index, fault=str(error)) from error
        return signers

    def _check_root(self, size: int, root: bytes, fetch: FetchTile) -> None:
        by_tiles = root_by_tiles(fetch, size)
        if by_tiles != root:
            raise Fault(ROOTS_DIFFER, size=size, one=encode_base64(root), other=encode_base64(by_tiles))

    def _list_signers(self, found: set[AllowedSigner]) -> None:
        if not found <= self._signers:
            every = self._signers | found
            self._publisher.replace_signers(format_allowed_signers(every, self.origin))
            self._signers = every

    def _sign(self, size: int, root: bytes) -> Head:
        last = self._signer.last
        read = TileHashes(self._publisher.tile, size)
        proof = consistency_path(read, last.size, size) if last and last.size <= size else []
        self._signer.intend(size, root, proof)
        return Head(size, root, self._signer.sign(size, root))


def _check_hashes(stored: Iterable[Stored]) -> None:
    for each in stored:
        if leaf_hash(each.raw) != each.leaf_hash:
            raise Fault(STORED_DIFFERS, index=each.index, fault="its bytes do not have the hash stored beside them")


def signers_of(entry: Entry, origin: str) -> set[AllowedSigner]:
    """Return who signed `entry` for the record `origin`.

    Raises:
        RecordError: a signature does not verify.
    """
    keys = verify_signatures(entry, origin)
    return {AllowedSigner(line.signer, key) for line, key in zip(entry.signatures, keys, strict=True)}
