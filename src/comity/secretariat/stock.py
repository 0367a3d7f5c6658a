"""The tiles and bundles that are there, held against the entries: the missing made anew, the wrong refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity.record.encoding import HASH_LENGTH
from comity.record.entry import parse_entry
from comity.record.errors import RecordError
from comity.record.files import ALLOWED_SIGNERS
from comity.record.merkle import Edge, leaf_hash, root_of
from comity.record.signers import AllowedSigner, format_allowed_signers, parse_allowed_signers
from comity.record.tiles import (
    ENTRIES,
    TILE_HEIGHT,
    TILE_WIDTH,
    Tile,
    bundles_implied,
    encode_bundle,
    split_hashes,
    tiles_implied,
)
from comity.secretariat.disagreements import ENTRIES_DIFFER, ENTRIES_LEAD_ELSEWHERE, TILES_AHEAD, TILES_DIFFER
from comity.secretariat.faults import StartRefused
from comity.secretariat.growth import tile_start
from comity.secretariat.sequence import signers_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from comity.secretariat.ports import Head, Ledger, Publisher, Stored


class Stock:
    """What is published of the entries in a ledger."""

    def __init__(self, ledger: Ledger, publisher: Publisher, origin: str) -> None:
        """Hold the files of `publisher` against the entries of `ledger`, which were signed for `origin`."""
        self._ledger = ledger
        self._publisher = publisher
        self._origin = origin

    def check_not_ahead(self, size: int) -> None:
        """Refuse to start if a tile or bundle holds more than `size` entries make: the database has lost some."""
        for (level, number), widths in self._publisher.widths().items():
            if number * TILE_WIDTH + max(widths) > _count(level, size):
                raise StartRefused(TILES_AHEAD, tile=Tile(level, number, max(widths)).path, size=size)

    def complete(self, size: int) -> None:
        """Make the tiles and bundles that a record of `size` entries has and the folder lacks.

        Raises:
            StartRefused: one that is there has not the length that it should have.
        """
        there = self._publisher.widths()
        # Bundles and lower tiles come first: the upper ones are made out of them.
        for tile in sorted((*bundles_implied(size), *tiles_implied(size))):
            length = there.get((tile.level, tile.number), {}).get(tile.width)
            if length is None:
                self._publisher.write({tile: self._made(tile)})
            elif tile.level != ENTRIES and length != tile.width * HASH_LENGTH:
                raise StartRefused(TILES_DIFFER, tile=tile.path)

    def check_last(self, size: int) -> None:
        """Refuse to start if the last tile or bundle is not as its entries, read anew, make it."""
        wrong = self._differing(self._checked(tile_start(size - 1), size))
        if wrong is not None:
            raise StartRefused(TILES_DIFFER, tile=wrong.path)

    def check_all(self, head: Head) -> None:
        """Refuse to start if any entry, read anew, any lowest tile or any bundle is not what was signed.

        The tiles above them are held against the root by whoever reads it from them.
        """
        edge, wrong = Edge(), None
        for start in range(0, head.size, TILE_WIDTH):
            stored = self._checked(start, min(start + TILE_WIDTH, head.size))
            for each in stored:
                edge.append(each.leaf_hash)
            wrong = wrong or self._differing(stored)
        # Wrong entries are said before wrong files, which may be the only right ones.
        if edge.size != head.size or edge.root() != head.root:
            raise StartRefused(ENTRIES_LEAD_ELSEWHERE, size=head.size)
        if wrong is not None:
            raise StartRefused(TILES_DIFFER, tile=wrong.path)

    def _checked(self, start: int, stop: int) -> Sequence[Stored]:
        """Return the entries of one tile, read anew, each as it was hashed when it was entered."""
        stored = self._ledger.stored(start, stop)
        for each in stored:
            if leaf_hash(each.raw) != each.leaf_hash:
                raise StartRefused(ENTRIES_DIFFER, index=each.index)
        return stored

    def _differing(self, stored: Sequence[Stored]) -> Tile | None:
        """Return the lowest tile or the bundle of these entries that is not as they make it, or None."""
        number, width = stored[0].index // TILE_WIDTH, len(stored)
        made = {
            Tile(ENTRIES, number, width): encode_bundle(each.raw for each in stored),
            Tile(0, number, width): b"".join(each.leaf_hash for each in stored),
        }
        wrong = (tile for tile, data in made.items() if not (self._publisher.tile(tile) or b"").startswith(data))
        return next(wrong, None)

    def signers(self, size: int) -> set[AllowedSigner]:
        """Return who has signed the first `size` entries, as the published file lists them; made anew if it is missing.

        Raises:
            StartRefused: the file is not as it was written.
        """
        listed = self._publisher.signers()
        if listed is None and size:
            return self._write_signers(size)
        try:
            return set(parse_allowed_signers(listed or b"", self._origin))
        except RecordError as fault:
            raise StartRefused(TILES_DIFFER, tile=ALLOWED_SIGNERS) from fault

    def rederive(self, head: Head, on_progress: Callable[[int, int], None] | None = None) -> None:
        """Make every tile and bundle of `head` anew; partial ones of earlier heads too, where they are still there.

        Raises:
            StartRefused: the entries do not lead to the root that was signed. Nothing has been written then.
        """
        self._check_entries(head)
        there = self._publisher.widths()
        tiles = sorted((*bundles_implied(head.size), *tiles_implied(head.size)))
        for done, tile in enumerate(tiles, 1):
            earlier = [width for width in there.get((tile.level, tile.number), {}) if width < tile.width]
            partial = [] if tile.width == TILE_WIDTH else [tile._replace(width=width) for width in earlier]
            self._publisher.write({each: self._made(each) for each in (*partial, tile)})
            self._publisher.tidy([tile])
            if on_progress is not None:
                on_progress(done, len(tiles))
        self._write_signers(head.size)

    def _write_signers(self, size: int) -> set[AllowedSigner]:
        found: set[AllowedSigner] = set()
        for each in self._all_stored(size):
            found |= signers_of(parse_entry(each.raw), self._origin)
        self._publisher.replace_signers(format_allowed_signers(found, self._origin))
        return found

    def _check_entries(self, head: Head) -> None:
        edge = Edge()
        for each in self._all_stored(head.size):
            edge.append(leaf_hash(each.raw))
        if edge.size != head.size or edge.root() != head.root:
            raise StartRefused(ENTRIES_LEAD_ELSEWHERE, size=head.size)

    def _all_stored(self, size: int) -> Iterator[Stored]:
        for start in range(0, size, TILE_WIDTH):
            yield from self._ledger.stored(start, min(start + TILE_WIDTH, size))

    def _made(self, tile: Tile) -> bytes:
        first = tile.number * TILE_WIDTH
        if tile.level > 0:
            below = (Tile(tile.level - 1, number) for number in range(first, first + tile.width))
            return b"".join(root_of(split_hashes(self._publisher.tile(each) or b"")) for each in below)
        stored = self._ledger.stored(first, first + tile.width)
        if tile.level == ENTRIES:
            return encode_bundle(each.raw for each in stored)
        return b"".join(leaf_hash(each.raw) for each in stored)


def last_full(size: int) -> list[Tile]:
    """Return the last full tile of each level: where a crash may have left partial forms beside the full one."""
    full = [Tile(level, _count(level, size) // TILE_WIDTH - 1) for level in range(-1, size.bit_length() // TILE_HEIGHT)]
    return [tile for tile in full if tile.number >= 0]


def _count(level: int, size: int) -> int:
    # How many hashes (entries, for bundles) a level holds in all.
    return size >> (TILE_HEIGHT * max(level, 0))
