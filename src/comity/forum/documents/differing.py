"""Which parts two sequences have in common, in order, at a cost that is bounded whatever they hold.

Myers, An O(ND) Difference Algorithm and Its Variations, 1986: the greedy one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

Pair = tuple[int, int]
"""The places of one part in the old sequence and in the new one."""


def common(old: Sequence[Hashable], new: Sequence[Hashable], limit: int) -> list[Pair]:
    """Return the places of what both have, in order.

    Where they differ in more than `limit` parts, all between their common beginning and their common end counts as
    different.
    """
    head, tail = _ends(old, new)
    stop, end = len(old) - tail, len(new) - tail
    within = _within(old[head:stop], new[head:end], limit)
    return [
        *((place, place) for place in range(head)),
        *((head + one, head + other) for one, other in within),
        *((stop + place, end + place) for place in range(tail)),
    ]


def _ends(old: Sequence[Hashable], new: Sequence[Hashable]) -> Pair:
    shorter = min(len(old), len(new))
    head = 0
    while head < shorter and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < shorter - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return head, tail


def _within(old: Sequence[Hashable], new: Sequence[Hashable], limit: int) -> list[Pair]:
    furthest = {1: 0}
    trace: list[dict[int, int]] = []
    for edits in range(min(limit, len(old) + len(new)) + 1):
        trace.append(dict(furthest))
        for line in range(-edits, edits + 1, 2):
            here = _begun(furthest, line, edits)
            while here < len(old) and here - line < len(new) and old[here] == new[here - line]:
                here += 1
            furthest[line] = here
            if here >= len(old) and here - line >= len(new):
                return _traced(trace, len(old), len(new))
    return []


def _begun(furthest: dict[int, int], line: int, edits: int) -> int:
    """How far the old sequence is read on a diagonal `line` by one edit more: by an addition, or by a removal."""
    if line == -edits or (line != edits and furthest[line - 1] < furthest[line + 1]):
        return furthest[line + 1]
    return furthest[line - 1] + 1


def _traced(trace: Sequence[dict[int, int]], here: int, there: int) -> list[Pair]:
    """Follow the edits back to the beginning and return what stands between them."""
    found: list[Pair] = []
    for edits in range(len(trace) - 1, -1, -1):
        furthest, line = trace[edits], here - there
        begun = _begun(furthest, line, edits)
        while here > begun and there > begun - line and here > 0 and there > 0:
            here, there = here - 1, there - 1
            found.append((here, there))
        added = line == -edits or (line != edits and furthest[line - 1] < furthest[line + 1])
        here, there = (here, there - 1) if added else (here - 1, there)
    return found[::-1]
