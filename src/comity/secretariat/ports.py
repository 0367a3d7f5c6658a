"""What the secretariat needs of the world, as shapes: whoever fills them may be a database, a disk or a test."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from contextlib import AbstractContextManager

    from comity.forum.kernel.acts import Enacted
    from comity.forum.kernel.values import Key, Value
    from comity.forum.openings.opening import Opening
    from comity.record.entry import Entry
    from comity.record.tiles import Tile


@dataclass(frozen=True, slots=True)
class Head:
    """A signed head: the `size` and `root` of the tree, and the signed note (checkpoint) that says so."""

    size: int
    root: bytes
    note: bytes


@dataclass(frozen=True, slots=True)
class Stored:
    """An entry as it is stored: its bytes, and the leaf hash that was stored beside them."""

    index: int
    raw: bytes
    leaf_hash: bytes


@dataclass(frozen=True, slots=True)
class Taken:
    """An entry that was found in order at `index`: its act, and the values as they are after it.

    `private` are the values that are kept apart, for those who hold openings, None for one that goes; `opening` is that
    of a restricted act; `erased` the index of the act whose opening is to be destroyed.
    """

    index: int
    entry: Entry
    act: Enacted
    changed: Mapping[Key, Value]
    private: Mapping[Key, Value | None] = field(default_factory=dict)
    opening: Opening | None = None
    erased: int | None = None


class Clock(Protocol):
    """The host's clock."""

    def now(self) -> int:
        """Return the present time in milliseconds since 1970 (UTC)."""

    def wait(self, milliseconds: int) -> None:
        """Let that much time go by."""


class Sheet(Protocol):
    """Values, acts and hashes as they stand while a batch is being taken, inside one transaction."""

    @property
    def size(self) -> int:
        """The number of entries, without those of this batch."""

    def get(self, key: Key) -> Value | None:
        """Return the value under `key` as it is after the acts taken so far."""

    def private(self, key: Key) -> Value | None:
        """Return the value under `key` that restricted acts have made, after the acts taken so far, or None."""

    def act(self, index: int) -> Enacted | None:
        """Return the act at `index`, taken or stored, or None."""

    def opened(self, index: int) -> Enacted | None:
        """Return the act at `index` with its body, or None where that is withheld and its opening not held."""

    def indices_of(self, act_hashes: Collection[bytes]) -> Mapping[bytes, int]:
        """Return at which index each of these acts stands already, by their hashes; new ones are left out."""

    def take(self, taken: Taken) -> None:
        """Keep an entry and the values that it changes, to be written with the batch."""

    def written(self) -> Sequence[Stored]:
        """Write the entries that were taken and return them as they are read back, not committed yet."""


class Ledger(Protocol):
    """The truth: entries and signed heads, insert-only, and the values folded from the entries."""

    def size(self) -> int:
        """Return the number of entries that are committed."""

    def stored(self, start: int, stop: int) -> Sequence[Stored]:
        """Return the entries from `start` to `stop` (not included), read anew from where they are kept."""

    def head(self) -> Head | None:
        """Return the newest signed head, or None."""

    def add_head(self, head: Head) -> None:
        """Keep a signed head for good."""

    def get(self, key: Key) -> Value | None:
        """Return the value under `key` as it is committed."""

    def private_value(self, key: Key) -> Value | None:
        """Return the value under `key` as restricted acts have left it, or None."""

    def act(self, index: int) -> Enacted | None:
        """Return the act at `index`, or None."""

    def opened(self, index: int) -> Enacted | None:
        """Return the act at `index` with its body, or None where that is withheld and its opening not held."""

    def writing(self) -> AbstractContextManager[Sheet]:
        """Open the one transaction that may write; it is committed at the end, or undone if an error leaves it.

        Raises:
            Stopped: something else holds the lock of what is written to; nothing was.
        """

    def scrub(self) -> None:
        """Leave nothing of what was erased, as far as that can be done now; what is left is tried the next time.

        Nothing is raised where it fails.
        """


@dataclass(frozen=True, slots=True)
class Pledge:
    """The last head that the signer bound itself to; `signed` is False where only the intent is known."""

    size: int
    root: bytes
    signed: bool


class HeadSigner(Protocol):
    """Signs heads and remembers, apart from the ledger, which."""

    @property
    def last(self) -> Pledge | None:
        """The last head pledged, or None."""

    def intend(self, size: int, root: bytes, proof: Sequence[bytes]) -> None:
        """Bind the signer to a head; `proof` shows it consistent with the last one. Raises SignerRefused."""

    def sign(self, size: int, root: bytes) -> bytes:
        """Return the signed note of the head that was intended last. Raises SignerRefused."""


class Publisher(Protocol):
    """The files that the public reads."""

    def tile(self, tile: Tile) -> bytes | None:
        """Return the bytes of a tile or bundle of the demanded width or wider, or None."""

    def widths(self) -> Mapping[tuple[int, int], Mapping[int, int]]:
        """Return what tiles there are: by level and number, each width with the file's length in bytes."""

    def write(self, tiles: Mapping[Tile, bytes]) -> None:
        """Put tiles and bundles in place for good."""

    def tidy(self, tiles: Iterable[Tile]) -> None:
        """Remove the partial forms of those tiles that are full."""

    def checkpoint(self) -> bytes | None:
        """Return the published checkpoint, or None."""

    def replace_checkpoint(self, note: bytes) -> None:
        """Put another checkpoint in place of the published one."""

    def signers(self) -> bytes | None:
        """Return the published file of those who signed acts, or None."""

    def replace_signers(self, data: bytes) -> None:
        """Put another file of signers in its place."""

    def free(self) -> int:
        """Return the bytes that are free where the files are."""
