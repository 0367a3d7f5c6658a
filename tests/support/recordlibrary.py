"""A made-up forum as a library in memory with a real record under it: signed entries, tiles, proofs, a checkpoint."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from comity.forum.registry import ACT_TYPES
from comity.record.entry import Act, Seen, act_line, compose, sign_act
from comity.record.files import CHECKPOINT
from comity.record.merkle import EMPTY_ROOT, Edge, inclusion_path, leaf_hash, root_of
from comity.record.tiles import TileHashes
from comity.secretariat.composing import stored_body
from comity.secretariat.forumdata import Drafted, ForumData
from comity.web.portal.framework.library import Head
from tests.support.memorylibrary import MemoryLibrary
from tests.support.recordfolder import ORIGIN
from tests.support.syntheticforum import IDENTITY, KEY, LONG_AGENDA, SIGNER, STATES, files_of, synthetic_acts, text

if TYPE_CHECKING:
    from comity.forum.kernel.acts import Enacted
    from comity.record.tiles import Tile

FIRST_DAY = "2026-11-23T10:02:12.345Z"
NEXT_DAY = "2026-11-24T09:00:00.000Z"
SIZE = 150
# The last acts are entered a day after the others; the very last corrects the holding of the first planned meeting.
LATE_ACTS = 3
CORRECTING = SIZE - 1
CORRECTED = 3 + 2 * len(STATES) + 1 + LONG_AGENDA + 1


class RecordLibrary(MemoryLibrary):
    """What pages read, with `files` as a host serves them at /record/."""

    def __init__(self, data: ForumData) -> None:
        super().__init__(ForumData({**data.identity, "origin": ORIGIN}, data.acts))
        late = len(self._acts) - LATE_ACTS
        self._acts = [replace(act, entered=FIRST_DAY if act.index < late else NEXT_DAY) for act in self._acts]
        self.entries = self._signed(str(data.identity["forum"]))
        self.files = files_of(self.entries)

    def _signed(self, forum: str) -> list[bytes]:
        made: list[bytes] = []
        edge, seen = Edge(), Seen(0, EMPTY_ROOT)
        for enacted in self._acts:
            line = act_line(_act(enacted, forum, seen))
            made.append(compose(line, [sign_act(KEY, line, ORIGIN, SIGNER)], enacted.entered))
            edge.append(leaf_hash(made[-1]))
            seen = Seen(edge.size, edge.root())
        return made

    def entry(self, index: int) -> bytes | None:
        return self.entries[index] if 0 <= index < len(self.entries) else None

    def head(self) -> Head:
        root = root_of(map(leaf_hash, self.entries))
        return Head(len(self.entries), root, self.files[CHECKPOINT], self._acts[-1].entered)

    def inclusion(self, index: int, size: int) -> list[bytes]:
        return inclusion_path(TileHashes(self._tile, size), index, size)

    def _tile(self, tile: Tile) -> bytes | None:
        return self.files.get(tile.path)


def _act(enacted: Enacted, forum: str, seen: Seen) -> Act:
    return Act(
        at="2026-11-23T10:02:11Z",
        body=stored_body(enacted.body),
        forum=forum,
        nonce=f"{enacted.index:021}A",
        office=enacted.office,
        party=enacted.party,
        seen=seen,
        serial=enacted.index + 1,
        type=enacted.type,
        v=1,
    )


def _correction(held: Drafted) -> Drafted:
    fields = {
        "sources": ["S1"],
        "confidence": "high",
        "act": CORRECTED,
        "body": {**stored_body(held.body), "place": text("Dushanbe", "Душанбе", "杜尚别")},
        "reason": text("the place was another", "место было другим", "地点有误"),
    }
    return Drafted("sources.correct", ACT_TYPES["sources.correct"].body.model_validate(fields), "synthetic", 0)


def a_library() -> RecordLibrary:
    """A library of SIZE acts."""
    acts = list(synthetic_acts(SIZE - 1))
    held = acts[CORRECTED - 1]
    assert held.type == "meetings.hold", held
    return RecordLibrary(ForumData(IDENTITY, (*acts, _correction(held))))
