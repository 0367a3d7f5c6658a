"""Reading the record: acts by place, type and party; heads; proofs. Only what a signed head covers is shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.db.models import QuerySet

from comity.forum.door import enacted
from comity.forum.kernel.acts import Enacted
from comity.record.entry import Entry, parse_entry
from comity.record.files import POLICY
from comity.record.merkle import inclusion_path
from comity.record.policy import Policy, parse_policy
from comity.record.tiles import TileHashes
from comity.record.tlogproof import TlogProof
from comity.secretariat.disk import Disk
from comity.secretariat.ports import Head
from comity.secretariat.publisher import RecordFiles
from comity.store import models
from comity.store.ledger import DatabaseLedger

_LAST = 2**63 - 1
"""The largest number that a database keeps in a column of indices."""


@dataclass(frozen=True, slots=True)
class Place:
    """An entry at its place in the record."""

    index: int
    entry: Entry

    @property
    def act(self) -> Enacted:
        return enacted(self.entry, self.index)


class Archive:
    """The record of one data folder, read."""

    def __init__(self, path: Path, alias: str = "default") -> None:
        """Read the database `alias`, and the record's files in the data folder `path`."""
        self._alias = alias
        self.files = RecordFiles(path / "record", Disk(path / "spare"))

    def head(self) -> Head | None:
        """Return the newest signed head, or None before the first act."""
        return DatabaseLedger(self._alias).head()

    def policy(self) -> Policy:
        """Return the policy that names the log's keys."""
        return parse_policy(self.files.read(POLICY) or b"")

    def at(self, index: int) -> Place | None:
        """Return the entry at `index`, or None."""
        return next(iter(self.among([index])), None)

    def among(self, indices: Iterable[int]) -> list[Place]:
        """Return the entries at `indices` (of a value's `acts`, say), newest first."""
        # What nobody's database has room for is an index of no entry.
        return _places(self._covered().filter(idx__in=[index for index in indices if 0 <= index <= _LAST]))

    def newest(
        self, limit: int, *, before: int | None = None, type_name: str | None = None, party: str | None = None
    ) -> list[Place]:
        """Return up to `limit` entries, newest first: those below the index `before`, of one type, of one party."""
        wanted = self._covered()
        if before is not None:
            wanted = wanted.filter(idx__lt=before)
        if type_name is not None:
            wanted = wanted.filter(type=type_name)
        if party is not None:
            wanted = wanted.filter(party=party)
        return _places(wanted, limit)

    def part(self, start: int, limit: int, *, types: str = "", party: str = "") -> tuple[list[Place], int]:
        """Return `limit` entries from the `start`-newest on, and how many there are in all.

        `types` is an act type, or a subject for all types of it. Without either sift the place is found by arithmetic,
        so that the last page of a long record costs as much as the first.
        """
        wanted = self._covered()
        if not types and not party:
            head = self.head()
            size = head.size if head else 0
            return _places(wanted.filter(idx__lt=size - start), limit), size
        if types:
            wanted = wanted.filter(type=types) if "." in types else wanted.filter(type__startswith=f"{types}.")
        if party:
            wanted = wanted.filter(party=party)
        return _places(wanted, limit, start), self._total(types) if types and not party else wanted.count()

    def citing(self, source: str, start: int, limit: int) -> tuple[list[Place], int]:
        """Return `limit` entries that cite `source`, from the `start`-newest on, and how many do in all."""
        wanted = models.Citing.objects.using(self._alias).filter(source=source)
        indices = wanted.order_by("-idx").values_list("idx", flat=True)[start : start + limit]
        return self.among(list(indices)), wanted.count()

    def _total(self, types: str) -> int:
        return sum(acts for name, acts in self.counts().items() if types in {name, name.split(".")[0]})

    def counts(self) -> dict[str, int]:
        """Return how many acts of each type there are, by type."""
        counted = models.ActCount.objects.using(self._alias).order_by("type")
        return dict(counted.values_list("type", "acts"))

    def proof(self, index: int) -> TlogProof | None:
        """Return the proof that the entry at `index` is in the tree of the newest head; None where it is not there."""
        head = self.head()
        if head is None or not 0 <= index < head.size:
            return None
        path = inclusion_path(TileHashes(self.files.tile, head.size), index, head.size)
        return TlogProof(index, tuple(path), head.note)

    def _covered(self) -> QuerySet[models.Entry]:
        head = self.head()
        return models.Entry.objects.using(self._alias).filter(idx__lt=head.size if head else 0)


def _places(wanted: QuerySet[models.Entry], limit: int | None = None, start: int = 0) -> list[Place]:
    end = None if limit is None else start + limit
    found = wanted.order_by("-idx").values_list("idx", "bytes")[start:end]
    return [Place(idx, parse_entry(bytes(raw))) for idx, raw in found]
