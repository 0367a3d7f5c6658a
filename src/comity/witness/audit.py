"""The full audit of a copy of a record: every file, every signature, and every rule replayed, from the first act on.

It needs the copy and the log's public key, nothing else: no database, no settings, no network but the source's own.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from comity.forum.audit import audit as audited
from comity.forum.openings.opening import Opening
from comity.record.errors import RecordError, RecordFault
from comity.record.files import POLICY
from comity.record.policy import Policy, parse_policy
from comity.record.verify import RecordReport
from comity.witness.sources import RecordSource

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class AuditReport:
    """What a record that holds in everything was found to be.

    `key_was_given` is False where the copy's own policy was believed: then the audit shows that the copy is consistent,
    and the reader has still to learn whose it is. Of the restricted acts `opened` were judged in whole, and `unopened`
    by their commitments only; `unused` openings were given that open no act of the record.
    """

    record: RecordReport
    forum: str
    acts_by_type: dict[str, int]
    keys: tuple[str, ...]
    key_was_given: bool
    seconds: float
    opened: int = 0
    unopened: int = 0
    unused: int = 0

    @property
    def restricted(self) -> int:
        """How many acts withhold what they say."""
        return self.opened + self.unopened

    @property
    def acts_a_second(self) -> float:
        return self.record.size / self.seconds if self.seconds else 0.0


def audit(
    source: RecordSource,
    *,
    key: str | None = None,
    on_progress: Progress | None = None,
    openings: Mapping[str, Opening] | None = None,
) -> AuditReport:
    """Audit everything that `source` holds and return the report.

    `key` is the log's verifier key as the reader knows it; without one the source's own policy is believed.
    `on_progress` is called with how many acts are done, and how many there are. `openings` are those that the reader
    holds, by the commitments that they open: what they open is judged by the same rules.

    Raises:
        RecordFault: the first thing that does not hold, with its file, and its entry where there is one.
        SourceUnreadableError: the source could not be read.
    """
    policy = trusted(source, key)
    started = time.perf_counter()
    held = _Held(openings or {})
    found = audited(source, policy, on_progress, held.opening)
    seconds = time.perf_counter() - started
    return AuditReport(
        record=found.record,
        forum=found.forum,
        acts_by_type=dict(sorted(found.types.items())),
        keys=tuple(str(log.vkey) for log in policy.logs),
        key_was_given=key is not None,
        seconds=seconds,
        opened=found.replay.count_opened,
        unopened=found.replay.count_unopened,
        unused=len(held.openings) - len(held.used),
    )


class _Held:
    """The openings that a reader holds, and which of them were asked for."""

    def __init__(self, openings: Mapping[str, Opening]) -> None:
        self.openings = openings
        self.used: set[str] = set()

    def opening(self, commitment: str) -> Opening | None:
        found = self.openings.get(commitment)
        if found is not None:
            self.used.add(commitment)
        return found


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
