"""A text as numbered paragraphs, and two texts compared: paragraph by paragraph, and words within a paragraph.

Paragraphs are the blocks between blank lines. A block that begins with `#` is a heading and bears no number.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, cast

from comity.forum.documents.differing import common

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

READABLE = ("text/plain", "text/markdown")
"""Media types, without their parameters, of files that are read as numbered paragraphs."""

ALIKE = 0.5
"""The share of words that two paragraphs have in common at least, to be one paragraph that was changed."""

MOST_PAIRS = 4000
"""The most pairs of paragraphs that are held against each other at one place; more are paired by their order."""

MOST_MOVES = 500
"""The most paragraphs in which two texts may differ, to be aligned."""

MOST_WORDS = 200
"""The most words in which two paragraphs may differ, to be aligned."""

_BLANK = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
_HEADING = re.compile(r"(#+)[^\S\n]*")
# Han characters are words of their own: between them stands no blank.
_HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = re.compile(rf"[{_HAN}]|[^\W{_HAN}]+|\s+|[^\w\s]|_+")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of a text: its number, counted from 1; None for a heading, whose `level` counts from 1 (else 0)."""

    number: int | None
    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that both texts have, or that were added or removed."""

    kind: Literal["same", "added", "removed"]
    text: str


@dataclass(frozen=True, slots=True)
class Compared:
    """A paragraph as it was and as it is: `old` is None where it was added, `new` where it was removed.

    One that was moved stands where it is now. `pieces` are the words of one that was changed, or moved and changed.
    """

    kind: Literal["same", "changed", "added", "removed", "moved"]
    old: Paragraph | None
    new: Paragraph | None
    pieces: tuple[Piece, ...] = ()


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Return the headings and the numbered paragraphs of a text, in order."""
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").strip()
    found: list[Paragraph] = []
    number = 0
    for block in _BLANK.split(plain) if plain else ():
        heading = _HEADING.match(block)
        if heading:
            found.append(Paragraph(None, len(heading[1]), block[heading.end() :].rstrip()))
        else:
            number += 1
            found.append(Paragraph(number, 0, block.strip()))
    return tuple(found)


def without(text: str, numbers: Collection[int]) -> str:
    """Return a text without the paragraphs of these numbers; what is left of it is numbered anew."""
    left = (each for each in paragraphs(text) if each.number not in numbers)
    return "\n\n".join(f"{'#' * each.level} {each.text}" if each.level else each.text for each in left)


def compared(old: Sequence[Paragraph], new: Sequence[Paragraph]) -> tuple[Compared, ...]:
    """Return two texts held against each other, in the order of the new one; what was removed stands where it was."""
    found = list(_aligned(old, new))
    return tuple(_with_moves(found))


def _key(paragraph: Paragraph) -> tuple[int, str]:
    return paragraph.level, paragraph.text


def _aligned(old: Sequence[Paragraph], new: Sequence[Paragraph]) -> Iterator[Compared]:
    same = common([_key(each) for each in old], [_key(each) for each in new], MOST_MOVES)
    here, there = 0, 0
    for before, after in (*same, (len(old), len(new))):
        yield from _replaced(old[here:before], new[there:after])
        if before < len(old):
            yield Compared("same", old[before], new[after])
        here, there = before + 1, after + 1


def _replaced(old: Sequence[Paragraph], new: Sequence[Paragraph]) -> Iterator[Compared]:
    """What stands at one place in both texts, none of it the same: each new one beside the old one that it changes."""
    rest = [(paragraph, _counted(paragraph)) for paragraph in old]
    many = len(old) * len(new) > MOST_PAIRS
    added: list[Paragraph] = []
    for after in new:
        place = _like(after, rest[:1] if many else rest)
        if place is None:
            added.append(after)
            continue
        yield from _apart((each for each, _ in rest[:place]), added)
        yield _changed("changed", rest[place][0], after)
        rest, added = rest[place + 1 :], []
    yield from _apart((each for each, _ in rest), added)


def _apart(old: Iterable[Paragraph], new: Iterable[Paragraph]) -> Iterator[Compared]:
    yield from (Compared("removed", each, None) for each in old)
    yield from (Compared("added", None, each) for each in new)


def _changed(kind: Literal["changed", "moved"], before: Paragraph, after: Paragraph) -> Compared:
    return Compared(kind, before, after, words(before.text, after.text))


def _counted(paragraph: Paragraph) -> Counter[str]:
    return Counter(word for word in _WORD.findall(paragraph.text) if not word.isspace())


def _like(after: Paragraph, rest: Sequence[tuple[Paragraph, Counter[str]]]) -> int | None:
    """The place of the paragraph that is likest to `after`, if one is like enough."""
    counted = _counted(after)
    shares = [
        (_share(counted, theirs), -place) for place, (before, theirs) in enumerate(rest) if before.level == after.level
    ]
    share, place = max(shares, default=(0.0, 0))
    return -place if share >= ALIKE else None


def _share(one: Counter[str], other: Counter[str]) -> float:
    """Which share of their words two paragraphs have in common, wherever these stand."""
    whole = one.total() + other.total()
    return 2 * (one & other).total() / whole if whole else 1.0


def _with_moves(found: Sequence[Compared]) -> Iterator[Compared]:
    """What was removed at one place and added at another, the same or much like it, was moved."""
    moved = _moves(
        {place: each.old for place, each in enumerate(found) if each.kind == "removed" and each.old},
        {place: each.new for place, each in enumerate(found) if each.kind == "added" and each.new},
    )
    left = set(moved.values())
    for place, each in enumerate(found):
        if place in moved and each.new is not None:
            before = cast("Paragraph", found[moved[place]].old)
            same = before.text == each.new.text
            yield Compared("moved", before, each.new) if same else _changed("moved", before, each.new)
        elif place not in left:
            yield each


def _moves(gone: dict[int, Paragraph], come: dict[int, Paragraph]) -> dict[int, int]:
    """From where what came at a place was moved: both by their places among what was found."""
    moved: dict[int, int] = {}
    by_text: dict[tuple[int, str], list[int]] = {}
    for place, before in gone.items():
        by_text.setdefault(_key(before), []).append(place)
    for place, after in come.items():
        if by_text.get(_key(after)):
            moved[place] = by_text[_key(after)].pop(0)
    taken = set(moved.values())
    rest = {place: (before, _counted(before)) for place, before in gone.items() if place not in taken}
    waiting = {place: after for place, after in come.items() if place not in moved}
    for place, after in waiting.items() if len(rest) * len(waiting) <= MOST_PAIRS else ():
        found = _like(after, list(rest.values()))
        if found is not None:
            moved[place] = list(rest)[found]
            del rest[moved[place]]
    return moved


def words(old: str, new: str) -> tuple[Piece, ...]:
    """Return the words of two texts in order: those that both have, those removed, those added."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    pieces: list[Piece] = []
    here, there = 0, 0
    for one, other in (*_runs(before, after), (range(len(before), len(before)), range(len(after), len(after)))):
        pieces += _told("removed", before[here : one.start]) + _told("added", after[there : other.start])
        pieces += _told("same", before[one.start : one.stop])
        here, there = one.stop, other.stop
    return tuple(pieces)


def _told(kind: Literal["same", "added", "removed"], parts: Sequence[str]) -> list[Piece]:
    return [Piece(kind, "".join(parts))] if parts else []


def _runs(before: Sequence[str], after: Sequence[str]) -> list[tuple[range, range]]:
    """Stretches that both have. One of blanks alone, with changes on both sides of it, belongs to these."""
    runs: list[tuple[range, range]] = []
    for one, other in common(before, after, MOST_WORDS):
        last = runs[-1] if runs else None
        if last is not None and (last[0].stop, last[1].stop) == (one, other):
            runs[-1] = (range(last[0].start, one + 1), range(last[1].start, other + 1))
        else:
            runs.append((range(one, one + 1), range(other, other + 1)))
    whole = len(before)
    return [
        (one, other)
        for one, other in runs
        if one.start == 0 or one.stop == whole or not all(before[place].isspace() for place in one)
    ]
