"""The ledger in Django's database: the port that the door writes through."""

from __future__ import annotations

import sqlite3
import time
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from django.db import OperationalError, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from comity.forum.door import enacted
from comity.forum.kernel.acts import Committed, Enacted
from comity.forum.kernel.errors import Reason, gettext_noop
from comity.forum.kernel.values import Key, Value
from comity.forum.openings.chamber import opened
from comity.record.entry import parse_entry
from comity.secretariat.faults import BUSY, Fault, Stopped
from comity.secretariat.ports import Head, Stored, Taken
from comity.secretariat.vault import Vault
from comity.store import rows
from comity.store.kinds import read_value
from comity.store.private import PrivateRows
from comity.store.scrubbing import Scrubber

LOCKED = Reason(
    "store.locked",
    gettext_noop("Another process holds the lock of this database’s record."),
    gettext_noop("One process serves or enters at a time: end that one first, or go on with it."),
)

# One lock a database, held by whoever holds the data folder: "comity" in ASCII. Each transaction that writes takes a
# second one: a server writes through other connections than the one that holds the first, a connection a thread.
_LOCK = int.from_bytes(b"comity")
_WRITING = int.from_bytes(b"writing")
_TAKE = "SELECT CASE WHEN pg_try_advisory_lock(%s) THEN pg_backend_pid() ELSE 0 END"
_MAY_WRITE = """
SELECT pg_try_advisory_xact_lock(%s) AND NOT EXISTS (
  SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid = %s AND objid = %s AND objsubid = 1 AND pid <> %s
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
)
"""
_NOBODY = 0
_HALF = 32
_INSERT = (
    'INSERT INTO "store_entry" ("idx", "leaf_hash", "act_hash", "bytes", "type", "party") '
    "VALUES (%s, %s, %s, %s, %s, %s)"
)
_PATIENCE = 60
_PAUSE = 0.05
# Fewer than any database's limit of places in a statement.
_PARAMETERS = 500
_PRIMARY_RESULT = 0xFF
_LOCK_TIMEOUT = "55P03"
# Values that acts look at again and again (the charter, sources, parties) are kept between batches.
_REMEMBERED = 4096


class DatabaseLedger:
    """Entries, heads and values in one database. Only one process writes, held by a lock there."""

    def __init__(
        self,
        alias: str = "default",
        vault: Vault | None = None,
        scrubber: Scrubber | None = None,
    ) -> None:
        """Use the database `alias`; without the `vault` nothing restricted can be read or taken.

        The `scrubber` is told each act whose text is destroyed, as it was, to destroy what else there is of it.
        """
        self._alias = alias
        self._vault = vault
        self._scrubber = scrubber
        self._memory = _Memory(_REMEMBERED)

    @property
    def connection(self) -> BaseDatabaseWrapper:
        return connections[self._alias]

    def lock(self) -> None:
        """Take the writer's lock for as long as the connection lives.

        SQLite has none of that length: there the folder's lock and each transaction's own suffice. PostgreSQL may take
        a moment to notice that a process which held it is gone.
        """
        if not self._is_postgres:
            return
        for _ in range(_PATIENCE):
            process = self._ask(_TAKE, _LOCK)
            if process:
                _held_by(process)
                return
            time.sleep(_PAUSE)
        raise Fault(LOCKED)

    def unlock(self) -> None:
        _held_by(_NOBODY)
        if self._is_postgres and self.connection.connection is not None:
            self._ask("SELECT pg_advisory_unlock(%s)", _LOCK)

    def size(self) -> int:
        return int(self._ask('SELECT coalesce(max("idx") + 1, 0) FROM "store_entry"'))

    def stored(self, start: int, stop: int) -> list[Stored]:
        statement = (
            'SELECT "idx", "bytes", "leaf_hash" FROM "store_entry" WHERE "idx" >= %s AND "idx" < %s ORDER BY "idx"'
        )
        with self.connection.cursor() as cursor:
            cursor.execute(statement, (start, stop))
            return [Stored(idx, bytes(raw), bytes(leaf_hash)) for idx, raw, leaf_hash in cursor.fetchall()]

    def head(self) -> Head | None:
        with self.connection.cursor() as cursor:
            cursor.execute('SELECT "size", "root", "note" FROM "store_head" ORDER BY "size" DESC LIMIT 1')
            found = cursor.fetchone()
        return Head(found[0], bytes(found[1]), bytes(found[2])) if found else None

    def add_head(self, head: Head) -> None:
        with transaction.atomic(using=self._alias), self.connection.cursor() as cursor:
            cursor.execute(
                'INSERT INTO "store_head" ("size", "root", "note") VALUES (%s, %s, %s)',
                (head.size, head.root, head.note),
            )

    def get(self, key: Key) -> Value | None:
        text = rows.select_value(self.connection, key)
        return None if text is None else read_value(key.kind, text)

    @property
    def private(self) -> PrivateRows:
        """What restricted acts say and amount to."""
        return PrivateRows(self.connection, self._vault)

    def private_value(self, key: Key) -> Value | None:
        return self.private.get(key)

    def act(self, index: int) -> Enacted | None:
        stored = self.stored(index, index + 1)
        return enacted(parse_entry(stored[0].raw), index) if stored else None

    def opened(self, index: int) -> Enacted | None:
        """Return the act at `index` with its body, or None where that is withheld and its opening not held."""
        stored = self.stored(index, index + 1)
        if not stored:
            return None
        entry = parse_entry(stored[0].raw)
        act = enacted(entry, index)
        if not isinstance(act.body, Committed):
            return act
        opening = self.private.opening(index)
        return opened(act, entry.act.v, opening)[1] if opening else None

    def indices_of(self, act_hashes: Collection[bytes]) -> dict[bytes, int]:
        """Return at which index each of these acts, told by their hashes, stands already."""
        found: dict[bytes, int] = {}
        for some in _in_parts(list(act_hashes), _PARAMETERS):
            places = ", ".join(["%s"] * len(some))
            statement = f'SELECT "act_hash", "idx" FROM "store_entry" WHERE "act_hash" IN ({places})'  # noqa: S608 - places
            with self.connection.cursor() as cursor:
                cursor.execute(statement, some)
                found |= {bytes(act_hash): idx for act_hash, idx in cursor.fetchall()}
        return found

    def insert(self, taken: Iterable[Taken]) -> None:
        """Add entries at the end, within a transaction."""
        with self.connection.cursor() as cursor:
            cursor.executemany(_INSERT, [_entry_row(each) for each in taken])

    @contextmanager
    def writing(self) -> Iterator[DatabaseSheet]:
        try:
            with self._transaction():
                sheet = DatabaseSheet(self, self._memory, self.size())
                yield sheet
                erased = [each.erased for each in sheet.taken if each.erased is not None]
                gone = [(index, sheet.opened(index)) for index in erased]
                sheet.write(self.connection)
                self._note_erased(gone)
        except OperationalError as fault:
            self._memory.clear()
            if _is_of_locking(fault):
                # The transaction has left nothing behind, so that the door need not stop.
                raise Stopped(BUSY) from fault
            raise
        except BaseException:
            self._memory.clear()
            raise
        sheet.remember()

    def _note_erased(self, gone: list[tuple[int, Enacted | None]]) -> None:
        if self._scrubber is not None:
            for index, act in gone:
                self._scrubber.note(index, act)

    def scrub(self) -> None:
        """Leave nothing of what was erased, as far as that can be done now; what is left is tried the next time."""
        if self._scrubber is not None:
            self._scrubber.scrub()

    @contextmanager
    def refolding(self) -> Iterator[Callable[[int], AbstractContextManager[DatabaseSheet]]]:
        """Empty the derived tables, and yield what makes the sheets that fill them again, each from an index on.

        All of it is one transaction.
        """
        self._memory.clear()
        with self._transaction():
            rows.drop_all(self.connection)
            self.private.drop_values()
            yield self._refolded

    @contextmanager
    def _refolded(self, start: int) -> Iterator[DatabaseSheet]:
        sheet = DatabaseSheet(self, self._memory, start)
        yield sheet
        sheet.write(self.connection)
        sheet.remember()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with transaction.atomic(using=self._alias, durable=True):
            if self._is_postgres and not self._may_write():
                raise Fault(LOCKED)
            yield

    def _may_write(self) -> bool:
        """Whether nobody else is writing, and nobody holds the lock but this process or the one it was forked from."""
        return bool(self._ask(_MAY_WRITE, _WRITING, _LOCK >> _HALF, _LOCK & (1 << _HALF) - 1, _holder))

    @property
    def _is_postgres(self) -> bool:
        return self.connection.vendor == "postgresql"

    def _ask(self, statement: str, *parameters: int) -> Any:  # noqa: ANN401 - whatever the statement selects
        with self.connection.cursor() as cursor:
            cursor.execute(statement, parameters)
            return cursor.fetchone()[0]


class DatabaseSheet:
    """Values and acts as they stand within the one transaction that writes."""

    def __init__(self, ledger: DatabaseLedger, memory: _Memory, size: int) -> None:
        self.size = size
        self.taken: list[Taken] = []
        self._ledger = ledger
        self._memory = memory
        self._touched: dict[Key, rows.Touched] = {}
        self._private: dict[Key, Value | None] = {}

    def private(self, key: Key) -> Value | None:
        if key not in self._private:
            self._private[key] = self._ledger.private.get(key)
        return self._private[key]

    def opened(self, index: int) -> Enacted | None:
        place = index - self.size
        if place < 0:
            return self._ledger.opened(index)
        taken = self.taken[place] if place < len(self.taken) else None
        if taken is None or not isinstance(taken.act.body, Committed):
            return taken.act if taken else None
        return opened(taken.act, taken.entry.act.v, taken.opening)[1] if taken.opening else None

    def get(self, key: Key) -> Value | None:
        found = self._touched.get(key)
        if found is not None:
            return found.value
        if key not in self._memory:
            self._memory[key] = self._ledger.get(key)
        return self._memory[key]

    def act(self, index: int) -> Enacted | None:
        place = index - self.size
        if place < 0:
            return self._ledger.act(index)
        return self.taken[place].act if place < len(self.taken) else None

    def indices_of(self, act_hashes: Collection[bytes]) -> dict[bytes, int]:
        return self._ledger.indices_of(act_hashes)

    def take(self, taken: Taken) -> None:
        self.taken.append(taken)
        for key, value in taken.changed.items():
            earlier = self._touched.get(key)
            first = earlier.first if earlier else taken.index
            self._touched[key] = rows.Touched(value, first, taken.index)
        self._private.update(taken.private)

    def written(self) -> list[Stored]:
        self._ledger.insert(self.taken)
        return self._ledger.stored(self.size, self.size + len(self.taken))

    def write(self, connection: BaseDatabaseWrapper) -> None:
        rows.upsert(connection, self._touched)
        rows.count_acts(connection, (each.act.type for each in self.taken))
        rows.note_citations(connection, (each.act for each in self.taken))
        self._ledger.private.write(self.taken)

    def remember(self) -> None:
        """Keep what was committed for the next batch."""
        for key, touched in self._touched.items():
            self._memory[key] = touched.value


class _Memory(OrderedDict[Key, "Value | None"]):
    """The values last used, at most `limit` of them; None stands for a value that is not there."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._limit = limit

    def __setitem__(self, key: Key, value: Value | None) -> None:
        super().__setitem__(key, value)
        self.move_to_end(key)
        if len(self) > self._limit:
            self.popitem(last=False)


_holder = _NOBODY


def _held_by(process: int) -> None:
    """Keep which process of the database's server holds the lock for us; a worker inherits it with the fork."""
    global _holder  # noqa: PLW0603 - one process holds one folder
    _holder = process


def _is_of_locking(fault: OperationalError) -> bool:
    """Whether a statement waited for somebody else's lock in vain."""
    cause = fault.__cause__
    result = getattr(cause, "sqlite_errorcode", 0) & _PRIMARY_RESULT
    return result in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) or getattr(cause, "sqlstate", "") == _LOCK_TIMEOUT


def _entry_row(taken: Taken) -> tuple[Any, ...]:
    entry = taken.entry
    return (taken.index, entry.leaf_hash, entry.act_hash, entry.raw, entry.act.type, entry.act.party)


def _in_parts(items: list[bytes], length: int) -> Iterator[list[bytes]]:
    return (items[at : at + length] for at in range(0, len(items), length))
