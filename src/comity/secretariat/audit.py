"""The full audit of the house's own record: its files and signatures, and every rule asked again of every act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity.forum.kernel.errors import Refused
from comity.forum.replay import Replay
from comity.record.errors import RecordError, RecordFault
from comity.record.tiles import ENTRIES, TILE_WIDTH, Tile
from comity.record.verify import RecordReport, verify_record

if TYPE_CHECKING:
    from collections.abc import Callable

    from comity.record.entry import Entry
    from comity.record.files import Source
    from comity.record.policy import Policy


def audit(
    source: Source, policy: Policy, on_progress: Callable[[int, int], None] | None = None
) -> tuple[RecordReport, Replay]:
    """Return the report on a record that holds, and the forum as its acts make it.

    `policy` names the keys of the one log that is trusted; `on_progress(done, size)` is called after every bundle.

    Raises:
        RecordFault: a file or signature is not as it should be, or an act stands where the rules refuse it.
    """
    # Signatures are verified for the origin that the log's keys are named by, before each entry is replayed.
    replay = Replay(verified_for=policy.logs[0].vkey.name)

    def take(index: int, entry: Entry) -> None:
        try:
            replay.take(entry)
        except (Refused, RecordError) as refusal:
            code = refusal.reason.code if isinstance(refusal, Refused) else refusal.code
            bundle = Tile(ENTRIES, index // TILE_WIDTH).path
            raise RecordFault(code, f"the act is out of order: {refusal}", bundle, index) from refusal

    return verify_record(source, policy, on_entry=take, on_progress=on_progress), replay
