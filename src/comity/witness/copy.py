"""Reading single things out of a copy of a record: an entry, its proof, or everything, to be copied on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from comity.record.checkpoint import Checkpoint
from comity.record.encoding import HASH_LENGTH
from comity.record.entry import Entry, parse_entry
from comity.record.errors import RecordFault
from comity.record.files import ALLOWED_SIGNERS, CHECKPOINT, POLICY
from comity.record.merkle import inclusion_path
from comity.record.policy import Policy, open_trusted
from comity.record.tiles import (
    ENTRIES,
    TILE_WIDTH,
    Tile,
    TileHashes,
    bundles_implied,
    decode_bundle,
    encode_bundle,
    tiles_implied,
)
from comity.record.tlogproof import TlogProof, verify_tlog_proof
from comity.witness.sources import RecordSource

_HEADS = (CHECKPOINT, POLICY, ALLOWED_SIGNERS)
# A host that enters acts replaces these three one after another; read together they agree at once, or almost.
_ATTEMPTS = 20


class NoSuchEntryError(Exception):
    """The record has no entry of that number."""


class Copy:
    """A record as `source` has it, at the size of the checkpoint that is found when it is opened."""

    def __init__(self, source: RecordSource, policy: Policy) -> None:
        """Open the copy; raises RecordFault if its checkpoint is missing or not signed by a log of `policy`."""
        self._source = source
        self._policy = policy
        self.heads = _read_heads(source)
        self.checkpoint: Checkpoint = open_trusted(self.heads[CHECKPOINT], policy)[0]

    def entry(self, index: int) -> Entry:
        """The entry at `index`, counted from 0; nothing but its form is checked. Raises NoSuchEntryError."""
        size = self.checkpoint.size
        if not 0 <= index < size:
            known = f"entries 0 to {size - 1}" if size else "no entries yet"
            raise NoSuchEntryError(f"there is no entry {index}: the record has {known}.")
        number, place = divmod(index, TILE_WIDTH)
        bundle = Tile(ENTRIES, number, min(TILE_WIDTH, size - number * TILE_WIDTH))
        entries = decode_bundle(self._read(bundle))
        if place >= len(entries):
            raise RecordFault("bundle.width", f"the bundle has only {len(entries)} entries", bundle.path)
        return parse_entry(entries[place])

    def proof(self, index: int) -> TlogProof:
        """The proof that the entry at `index` stands there under the checkpoint; it has been checked before."""
        leaf_hash = self.entry(index).leaf_hash
        path = inclusion_path(TileHashes(self._read, self.checkpoint.size), index, self.checkpoint.size)
        proof = TlogProof(index, tuple(path), self.heads[CHECKPOINT])
        verify_tlog_proof(proof, leaf_hash, self._policy)
        return proof

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Every file that the checkpoint implies, by path; the checkpoint itself last, so that a torn copy has none."""
        for tile in self._tiles():
            yield tile.path, self._cut(tile, self._read(tile))
        for path in (POLICY, ALLOWED_SIGNERS, CHECKPOINT):
            yield path, self.heads[path]

    def number_of_files(self) -> int:
        """How many files `files` gives."""
        return len(self._tiles()) + len(_HEADS)

    def _tiles(self) -> list[Tile]:
        return [*bundles_implied(self.checkpoint.size), *tiles_implied(self.checkpoint.size)]

    def _read(self, tile: Tile) -> bytes:
        # A partial tile is gone once the full one is there, as the specification allows.
        data = self._source.read(tile.path)
        if data is None and tile.width < TILE_WIDTH:
            data = self._source.read(tile._replace(width=TILE_WIDTH).path)
        if data is None:
            raise RecordFault("file.missing", "the file is missing, but the checkpoint implies it", tile.path)
        return data

    @staticmethod
    def _cut(tile: Tile, data: bytes) -> bytes:
        if tile.level == ENTRIES:
            return encode_bundle(decode_bundle(data)[: tile.width])
        return data[: tile.width * HASH_LENGTH]


def write_copy(copy: Copy, folder: Path, on_progress: Callable[[int, int], None]) -> int:
    """Write every file of `copy` below `folder` and return how many there are."""
    total = copy.number_of_files()
    for done, (path, data) in enumerate(copy.files(), 1):
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        on_progress(done, total)
    return total


def _read_heads(source: RecordSource) -> dict[str, bytes]:
    for _ in range(_ATTEMPTS):
        heads = {path: _head(source, path) for path in _HEADS}
        if source.read(CHECKPOINT) == heads[CHECKPOINT]:
            return heads
    raise RecordFault("checkpoint.moving", "the record grows faster than it can be read; try again", CHECKPOINT)


def _head(source: RecordSource, path: str) -> bytes:
    data = source.read(path)
    if data is None:
        raise RecordFault("file.missing", "the file is missing", path)
    return data
