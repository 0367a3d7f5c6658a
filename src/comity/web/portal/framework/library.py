"""What pages read from: values, lists, acts and proofs. The store answers in life, memory in tests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from comity.forum.decisions.state import Decision
    from comity.forum.documents.state import Document
    from comity.forum.kernel.acts import Enacted
    from comity.forum.kernel.values import Key, Value
    from comity.forum.meetings.state import Meeting

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """Part of a list: the rows from `start` on, and how many there are in all, as far as was counted."""

    rows: tuple[T, ...]
    start: int
    total: int


@dataclass(frozen=True, slots=True)
class MeetingSift:
    """Which meetings: of a body or one of several, a kind, a year, a host; `regular` (numbered) ones; `held` or not.

    They begin on a day from `since` to `until`.
    """

    body: str = ""
    bodies: tuple[str, ...] = ()
    kind: str = ""
    year: int | None = None
    host: str = ""
    regular: bool = False
    held: bool | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class DocumentSift:
    """Which documents: of a kind or one of several, a body, a meeting, a year; dated by `until`."""

    kind: str = ""
    kinds: tuple[str, ...] = ()
    body: str = ""
    meeting: str = ""
    year: int | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class DecisionSift:
    """Which matters: of a body, a row of the authority matrix, one of several states, a year; come out by `until`.

    Those whose title, symbol or name holds `sought`; `undertaken`: that lay down what is not done yet.
    """

    body: str = ""
    matter: str = ""
    states: tuple[str, ...] = ()
    year: int | None = None
    sought: str = ""
    undertaken: bool = False
    until: date | None = None


@dataclass(frozen=True, slots=True)
class ActSift:
    """Which acts: of a type ("meetings.hold") or of all types of a subject ("meetings"), by a party."""

    type: str = ""
    party: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """The record's newest checkpoint: its size, root, bytes as published, and the time of its last entry."""

    size: int
    root: bytes
    checkpoint: bytes
    entered: str


class Library(Protocol):
    """Everything that pages may read."""

    def get(self, key: Key) -> Value | None:
        """Return the value kept under `key`, or None."""

    def all_of(self, kind: str) -> Sequence[Value]:
        """Return every value of a kind that is small by nature (parties, claims, sources), in order of coming."""

    def some_of(self, kind: str, ids: Iterable[str]) -> dict[str, Value]:
        """Return the values of a kind with these ids, by id, in one query."""

    def first_day(self) -> date | None:
        """Return the first day on which anything met, or None: nothing is known of the days before it."""

    def meetings(
        self, sift: MeetingSift, start: int = 0, limit: int | None = None, *, counted: bool = True
    ) -> Found[Meeting]:
        """Return meetings, the newest first by the day on which they begin."""

    def documents(self, sift: DocumentSift, start: int = 0, limit: int | None = None) -> Found[Document]:
        """Return documents, the newest first."""

    def decisions(
        self, sift: DecisionSift, start: int = 0, limit: int | None = None, *, counted: bool = True
    ) -> Found[Decision]:
        """Return matters, the newest first by when something came out, or else by when they were proposed."""

    def silences(self, start: int = 0, limit: int | None = None) -> Found[Decision]:
        """Return the matters under silence, the soonest to expire first; those that have expired stand among them."""

    def foremost(self, limit: int) -> tuple[tuple[Decision, ...], tuple[Decision, ...]]:
        """Return the first of `silences` and the first of all `decisions`, so many of each, in one query."""

    def acts(self, sift: ActSift, start: int = 0, limit: int = 50) -> Found[Enacted]:
        """Return acts, the newest first."""

    def citing(self, source: str, start: int = 0, limit: int = 50) -> Found[Enacted]:
        """Return the acts that cite a source (`comity.forum.sources.citing`), the newest first."""

    def some_acts(self, indices: Iterable[int]) -> dict[int, Enacted]:
        """Return the acts with these indices, by index, in one query."""

    def act(self, index: int) -> Enacted | None:
        """Return the act at `index`, or None."""

    def entry(self, index: int) -> bytes | None:
        """Return the bytes of the entry at `index`, or None."""

    def head(self) -> Head:
        """Return the newest checkpoint."""

    def log_key(self) -> str:
        """Return the log's Ed25519 key as checkpoints are verified with it: `name+id+key` (C2SP signed-note)."""

    def inclusion(self, index: int, size: int) -> list[bytes]:
        """Return the inclusion proof of the entry at `index` in the tree of `size`, leaf sibling first."""
