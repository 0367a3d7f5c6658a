"""The audit of a record: its files and signatures, and every rule of the forum asked again of every act.

Pure: bytes come from a source that the caller opens. The house asks this of its own record, a witness of a copy.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from comity.forum.charter.state import identity
from comity.forum.kernel.errors import Refused
from comity.forum.replay import Replay
from comity.record.errors import RecordError, RecordFault
from comity.record.tiles import ENTRIES, TILE_WIDTH, Tile, decode_bundle
from comity.record.verify import RecordReport, verify_record

if TYPE_CHECKING:
    from collections.abc import Callable

    from comity.forum.openings.opening import Opening
    from comity.record.entry import Entry
    from comity.record.files import Source
    from comity.record.policy import Policy

# Only corrections look back, mostly to acts that stand close together.
_BUNDLES_KEPT = 16


@dataclass(frozen=True, slots=True)
class Audited:
    """What a record that holds in everything was found to be.

    `record` is the report on its files, `replay` the forum as its acts make it, `types` counts its acts by type.
    """

    record: RecordReport
    replay: Replay
    types: Counter[str]

    @property
    def forum(self) -> str:
        """The forum that the record is of; the empty string for an empty record."""
        known = identity(self.replay)
        return known.forum if known else ""


def audit(
    source: Source,
    policy: Policy,
    on_progress: Callable[[int, int], None] | None = None,
    openings: Callable[[str], Opening | None] | None = None,
) -> Audited:
    """Audit everything that `source` holds.

    `policy` names the keys of the one log that is trusted; `on_progress(done, size)` is called after every bundle.
    `openings` returns the opening of a commitment where the copy holds it: then the rules are asked of what was
    withheld too. Of other restricted acts only the commitment can be checked; `Audited.replay` counts both.

    Raises:
        RecordFault: the first file or signature that is not as it should be, or act that stands where the rules refuse
            it; with its path, and its index where there is one.
    """
    replayed = _Replayed(source, policy.logs[0].vkey.name, openings)
    record = verify_record(source, policy, on_entry=replayed.take, on_progress=on_progress)
    replayed.check_origin(record.checkpoint.origin)
    return Audited(record, replayed.replay, replayed.types)


class _Replayed:
    """The forum as the entries so far make it. Entries of the bundle at hand are kept, older ones can be read again."""

    def __init__(self, source: Source, origin: str, openings: Callable[[str], Opening | None] | None) -> None:
        self.types: Counter[str] = Counter()
        # Signatures are verified for the origin that the log's keys are named by, before each entry is replayed.
        self.replay = Replay(read=self._entry, verified_for=origin, openings=openings)
        self._at_hand: list[bytes] = []
        self._first = 0
        self._bundle = lru_cache(maxsize=_BUNDLES_KEPT)(partial(_read_bundle, source))

    def take(self, index: int, entry: Entry) -> None:
        if index % TILE_WIDTH == 0:
            self._first, self._at_hand = index, []
        self._at_hand.append(entry.raw)
        try:
            self.replay.take(entry)
        except Refused as refusal:
            said = f"the act is out of order: {refusal.reason.text % refusal.words} [{refusal.reason.code}]"
            raise RecordFault(refusal.reason.code, said, _bundle_path(index), index) from refusal
        except RecordError as fault:
            raise RecordFault(fault.code, fault.message, _bundle_path(index), index) from fault
        self.types[entry.act.type] += 1

    def check_origin(self, origin: str) -> None:
        """The first act names the record's origin, which must be the one that the log signs as."""
        known = identity(self.replay)
        if known is not None and known.origin != origin:
            message = f"the forum was constituted for the record {known.origin}, but the log signs as {origin}"
            raise RecordFault("origin.differs", message, _bundle_path(0), 0)

    def _entry(self, index: int) -> bytes:
        if index >= self._first:
            return self._at_hand[index - self._first]
        return self._bundle(index // TILE_WIDTH)[index % TILE_WIDTH]


def _read_bundle(source: Source, number: int) -> list[bytes]:
    bundle = Tile(ENTRIES, number)
    data = source.read(bundle.path)
    if data is None:
        raise RecordFault("file.missing", "the file was there before, and is missing now", bundle.path)
    return decode_bundle(data)


def _bundle_path(index: int) -> str:
    return Tile(ENTRIES, index // TILE_WIDTH).path
