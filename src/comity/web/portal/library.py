"""The library as the store keeps it: one for each request."""

from __future__ import annotations

from datetime import timedelta
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, cast

from django.conf import settings
from django.db.models import F, Min, Q

from comity.forum.decisions.machine import SILENCE
from comity.forum.kernel.values import Key
from comity.store import models
from comity.store.archive import Archive
from comity.store.kinds import KINDS
from comity.store.register import Register
from comity.web.portal.framework.library import ActSift, DecisionSift, DocumentSift, Found, Head, MeetingSift

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from pathlib import Path

    from django.db.models import QuerySet

    from comity.forum.decisions.state import Decision
    from comity.forum.documents.state import Document
    from comity.forum.kernel.acts import Enacted
    from comity.forum.kernel.values import Value
    from comity.forum.meetings.state import Meeting
    from comity.secretariat.ports import Head as SignedHead

# PostgreSQL knows no such character, so that nothing is called by it.
ZERO = "\0"
# The two databases disagree on where a row without a day stands; here it stands last.
NEWEST_FIRST = (F("first_day").desc(nulls_last=True), "-born")
# Matters, by when something came out of them or they were proposed; and by when their silence expires.
NEWEST = ("-at", "-born")
SOONEST = ("expires", "born")


_ENTERED: dict[bytes, str] = {}
_FIRST_DAYS: dict[bytes, date | None] = {}
MOST_ROOTS = 64


class _AtOneHead(Archive):
    """The record under one head: a page that is made while the record grows speaks of one state."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._newest: SignedHead | None = None

    def head(self) -> SignedHead | None:
        if self._newest is None:
            self._newest = super().head()
        return self._newest


class StoreLibrary:
    """Answers from the database and from the record's files."""

    def __init__(self) -> None:
        """Open the store that the settings name."""
        self._register = Register()
        self._archive = _AtOneHead(settings.COMITY_DATA)
        self._head: Head | None = None
        self._known: dict[Key, Value | None] = {}
        self._standing_values: dict[Key, Value] | None = None

    def get(self, key: Key) -> Value | None:
        """Return the value kept under `key`, or None."""
        if KINDS[key.kind].table is models.Standing:
            return self._standing().get(key)
        if key not in self._known:
            self._known[key] = None if ZERO in key.id else self._register.get(key)
        return self._known[key]

    def _standing(self) -> dict[Key, Value]:
        """What there is one of, or few: nearly every page needs most of it, so that it is read in one query."""
        if self._standing_values is None:
            rows = list(self._register.rows(models.Standing).order_by("born", "id"))
            keys = [Key(str(getattr(row, "of")), _id(row)) for row in rows]  # noqa: B009 - abstract rows have none
            self._standing_values = dict(zip(keys, self._register.values(rows), strict=True))
        return self._standing_values

    def all_of(self, kind: str) -> Sequence[Value]:
        """Return every value of a small kind, in order of coming."""
        if KINDS[kind].table is models.Standing:
            return [value for key, value in self._standing().items() if key.kind == kind]
        found = self._register.all_of(kind)
        self._known |= {Key(kind, str(getattr(value, kind))): value for value in found if hasattr(value, kind)}
        return found

    def some_of(self, kind: str, ids: Iterable[str]) -> dict[str, Value]:
        """Return the values of a kind with these ids, by id."""
        asked = [thing for thing in ids if ZERO not in thing]
        self._fetch(kind, [thing for thing in asked if Key(kind, thing) not in self._known])
        return {thing: value for thing in asked if (value := self._known[Key(kind, thing)]) is not None}

    def _fetch(self, kind: str, wanted: list[str]) -> None:
        if not wanted:
            return
        kept = KINDS[kind]
        known = {"id__in": wanted, **({"of": kind} if kept.shared else {})}
        rows = list(self._register.rows(kept.table).filter(**known))
        found = dict(zip(map(_id, rows), self._register.values(rows), strict=True))
        self._known |= {Key(kind, thing): found.get(thing) for thing in wanted}

    def first_day(self) -> date | None:
        """Return the first day on which anything met, or None; under one root it stays."""
        root = self.head().root
        if root not in _FIRST_DAYS:
            found: date | None = self._register.rows(models.Meeting).aggregate(first=Min("first_day"))["first"]
            if len(_FIRST_DAYS) > MOST_ROOTS:
                _FIRST_DAYS.clear()
            _FIRST_DAYS[root] = found
        return _FIRST_DAYS[root]

    def meetings(
        self, sift: MeetingSift, start: int = 0, limit: int | None = None, *, counted: bool = True
    ) -> Found[Meeting]:
        """Return meetings, the newest first by the day on which they begin."""
        rows = self._register.rows(models.Meeting).order_by(*NEWEST_FIRST)
        wanted = {"body": sift.body, "kind": sift.kind, "year": sift.year, "host": sift.host}
        rows = rows.filter(**{name: value for name, value in wanted.items() if value})
        if sift.regular:
            rows = rows.filter(number__isnull=False)
        if sift.held is not None:
            rows = rows.filter(held=sift.held)
        if sift.since:
            rows = rows.filter(first_day__gte=sift.since)
        if sift.until:
            rows = rows.filter(first_day__lte=sift.until)
        if sift.bodies:
            # An index gives the newest of one body; of several, all would be sorted first.
            newest = (rows.filter(body=body)[: None if limit is None else start + limit] for body in sift.bodies)
            rows = rows.filter(reduce(or_, (Q(pk__in=one.values("pk")) for one in newest)))
        return cast("Found[Meeting]", self._part(rows, start, limit, counted=counted))

    def documents(self, sift: DocumentSift, start: int = 0, limit: int | None = None) -> Found[Document]:
        """Return documents, the newest first."""
        rows = self._register.rows(models.Document).order_by(*NEWEST_FIRST)
        wanted = {"body": sift.body, "kind": sift.kind, "year": sift.year, "meeting": sift.meeting}
        rows = rows.filter(**{name: value for name, value in wanted.items() if value})
        if sift.kinds:
            rows = rows.filter(kind__in=sift.kinds)
        if sift.until:
            rows = rows.filter(first_day__lte=sift.until)
        return cast("Found[Document]", self._part(rows, start, limit))

    def decisions(
        self, sift: DecisionSift, start: int = 0, limit: int | None = None, *, counted: bool = True
    ) -> Found[Decision]:
        """Return matters, the newest first by when something came out, or else by when they were proposed."""
        rows = self._register.rows(models.Decision).order_by(*NEWEST)
        wanted = {"body": sift.body, "matter": sift.matter, "year": sift.year, "state__in": sift.states}
        rows = rows.filter(**{name: value for name, value in wanted.items() if value})
        if sift.undertaken:
            rows = rows.filter(undertaken=True)
        if sift.sought:
            rows = rows.filter(sought__contains=sift.sought.casefold())
        if sift.until:
            rows = rows.filter(at__lt=(sift.until + timedelta(days=1)).isoformat())
        return cast("Found[Decision]", self._part(rows, start, limit, counted=counted, merged=len(sift.states) > 1))

    def silences(self, start: int = 0, limit: int | None = None) -> Found[Decision]:
        """Return the matters under silence, the soonest to expire first."""
        rows = self._register.rows(models.Decision).filter(state=SILENCE).order_by(*SOONEST)
        return cast("Found[Decision]", self._part(rows, start, limit))

    def foremost(self, limit: int) -> tuple[tuple[Decision, ...], tuple[Decision, ...]]:
        """Return the first of `silences` and the first of all `decisions`, so many of each, in one query."""
        every = self._register.rows(models.Decision)
        parts = (every.filter(state=SILENCE).order_by(*SOONEST)[:limit], every.order_by(*NEWEST)[:limit])
        rows = list(every.filter(reduce(or_, (Q(pk__in=part.values("pk")) for part in parts))))
        rows.sort(key=lambda row: (row.at, row.born), reverse=True)
        running = sorted((row for row in rows if row.state == SILENCE), key=lambda row: (row.expires, row.born))
        found = [tuple(self._register.values(part[:limit])) for part in (running, rows)]
        return cast("tuple[tuple[Decision, ...], tuple[Decision, ...]]", tuple(found))

    def _part(
        self, rows: QuerySet[models.Row], start: int, limit: int | None, *, counted: bool = True, merged: bool = False
    ) -> Found[Value]:
        """A part of a list; of one that is `merged` out of several, only names are sorted, and then these rows read."""
        if limit is None:
            found = self._register.values(rows[start:])
            return Found(tuple(found), start, start + len(found))
        shown = rows[start : start + limit]
        if merged:
            shown = rows.filter(pk__in=shown.values("pk"))
        found = self._register.values(shown)
        whole = len(found) < limit and (found or not start)
        return Found(tuple(found), start, start + len(found) if whole or not counted else rows.count())

    def acts(self, sift: ActSift, start: int = 0, limit: int = 50) -> Found[Enacted]:
        """Return acts, the newest first."""
        places, total = self._archive.part(start, limit, types=sift.type, party=sift.party)
        return Found(tuple(place.act for place in places), start, total)

    def citing(self, source: str, start: int = 0, limit: int = 50) -> Found[Enacted]:
        """Return the acts that cite a source, the newest first."""
        places, total = self._archive.citing(source, start, limit)
        return Found(tuple(place.act for place in places), start, total)

    def some_acts(self, indices: Iterable[int]) -> dict[int, Enacted]:
        """Return the acts with these indices, by index."""
        return {place.index: place.act for place in reversed(self._archive.among(indices))}

    def act(self, index: int) -> Enacted | None:
        """Return the act at `index`, or None."""
        return self._register.act(index)

    def entry(self, index: int) -> bytes | None:
        """Return the bytes of the entry at `index`, or None."""
        place = self._archive.at(index)
        return place.entry.raw if place else None

    def head(self) -> Head:
        """Return the newest checkpoint; it is read once for a request, so that a page speaks of one state."""
        if self._head is None:
            self._head = self._newest()
        return self._head

    def _newest(self) -> Head:
        found = self._archive.head()
        if found is None:
            message = "the record has no checkpoint: the data folder was not begun by comity init"
            raise LookupError(message)
        return Head(found.size, found.root, found.note, self._entered(found.size - 1, found.root))

    def _entered(self, index: int, root: bytes) -> str:
        """When the last entry under a root was entered; a root is of one tree for ever."""
        if root not in _ENTERED:
            last = self._archive.at(index)
            if len(_ENTERED) > MOST_ROOTS:
                _ENTERED.clear()
            _ENTERED[root] = last.entry.entered if last else ""
        return _ENTERED[root]

    def log_key(self) -> str:
        """Return the log's Ed25519 key, as the record's policy names it."""
        return str(self._archive.policy().logs[0].vkey)

    def inclusion(self, index: int, size: int) -> list[bytes]:
        """Return the inclusion proof of the entry at `index` in the tree of `size`, leaf sibling first."""
        proof = self._archive.proof(index) if size == self.head().size else None
        return list(proof.path) if proof else []


def _id(row: models.Row) -> str:
    return str(getattr(row, "id"))  # noqa: B009 - abstract rows have none


def library() -> StoreLibrary:
    """Return the library for one request."""
    return StoreLibrary()
