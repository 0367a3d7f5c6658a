"""The full audit of a copy of a record: every file, every signature, and every rule replayed, from the first act on.

It needs the copy and the log's public key, nothing else: no database, no settings, no network but the source's own.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial

from comity.forum.charter.state import identity
from comity.forum.kernel.errors import Refused
from comity.forum.replay import Replay
from comity.record.entry import Entry
from comity.record.errors import RecordError, RecordFault
from comity.record.files import POLICY
from comity.record.policy import Policy, parse_policy
from comity.record.tiles import ENTRIES, TILE_WIDTH, Tile, decode_bundle
from comity.record.verify import RecordReport, verify_record
from comity.witness.sources import RecordSource

# Only corrections look back, mostly to acts that stand close together.
_BUNDLES_KEPT = 16

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class AuditReport:
    """What a record that holds in everything was found to be.

    `key_was_given` is False where the copy's own policy was believed: then the audit shows that the copy is consistent,
    and the reader has still to learn whose it is.
    """

    record: RecordReport
    forum: str
    acts_by_type: dict[str, int]
    keys: tuple[str, ...]
    key_was_given: bool
    seconds: float

    @property
    def acts_a_second(self) -> float:
        return self.record.size / self.seconds if self.seconds else 0.0


def audit(source: RecordSource, *, key: str | None = None, on_progress: Progress | None = None) -> AuditReport:
    """Audit everything that `source` holds and return the report.

    `key` is the log's verifier key as the reader knows it; without one the source's own policy is believed.
    `on_progress` is called with how many acts are done, and how many there are.

    Raises:
        RecordFault: the first thing that does not hold, with its file, and its entry where there is one.
        SourceUnreadableError: the source could not be read.
    """
    policy = trusted(source, key)
    replayed = _Replayed(source, policy.logs[0].vkey.name)
    started = time.perf_counter()
    record = verify_record(source, policy, on_entry=replayed.take, on_progress=on_progress)
    seconds = time.perf_counter() - started
    return AuditReport(
        record=record,
        forum=replayed.forum(record.checkpoint.origin),
        acts_by_type=dict(sorted(replayed.types.items())),
        keys=tuple(str(log.vkey) for log in policy.logs),
        key_was_given=key is not None,
        seconds=seconds,
    )


def trusted(source: RecordSource, key: str | None) -> Policy:
    """The policy to judge by: the reader's own key, or else what the source says of itself."""
    if key is not None:
        return Policy.of_log(key)
    stated = source.read(POLICY)
    if stated is None:
        raise RecordFault("file.missing", "the file is missing", POLICY)
    try:
        return parse_policy(stated)
    except RecordError as fault:
        raise RecordFault(fault.code, fault.message, POLICY) from fault


class _Replayed:
    """The forum as the entries so far make it. Entries of the bundle at hand are kept, older ones can be read again."""

    def __init__(self, source: RecordSource, origin: str) -> None:
        self.types: Counter[str] = Counter()
        self._replay = Replay(read=self._entry, verified_for=origin)
        self._at_hand: list[bytes] = []
        self._first = 0
        self._bundle = lru_cache(maxsize=_BUNDLES_KEPT)(partial(_read_bundle, source))

    def take(self, index: int, entry: Entry) -> None:
        if index % TILE_WIDTH == 0:
            self._first, self._at_hand = index, []
        self._at_hand.append(entry.raw)
        try:
            self._replay.take(entry)
        except Refused as refusal:
            said = f"{refusal.reason.text % refusal.words} [{refusal.reason.code}]"
            raise RecordFault(refusal.reason.code, said, _bundle_path(index), index) from refusal
        except RecordError as fault:
            raise RecordFault(fault.code, fault.message, _bundle_path(index), index) from fault
        self.types[entry.act.type] += 1

    def _entry(self, index: int) -> bytes:
        if index >= self._first:
            return self._at_hand[index - self._first]
        return self._bundle(index // TILE_WIDTH)[index % TILE_WIDTH]

    def forum(self, origin: str) -> str:
        """The forum that the record is of; its first act names the origin, which must be the log's own."""
        known = identity(self._replay)
        if known is None:
            return ""
        if known.origin != origin:
            message = f"the forum was constituted for the record {known.origin}, but the log signs as {origin}"
            raise RecordFault("origin.differs", message, _bundle_path(0), 0)
        return known.forum


def _read_bundle(source: RecordSource, number: int) -> list[bytes]:
    bundle = Tile(ENTRIES, number)
    data = source.read(bundle.path)
    if data is None:
        raise RecordFault("file.missing", "the file was there before, and is missing now", bundle.path)
    return decode_bundle(data)


def _bundle_path(index: int) -> str:
    return Tile(ENTRIES, index // TILE_WIDTH).path
