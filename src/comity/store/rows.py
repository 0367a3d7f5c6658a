"""Writing and reading rows of values, in few statements that SQLite and PostgreSQL both take."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model

from comity.forum.kernel.acts import Enacted
from comity.forum.kernel.values import Key, Value
from comity.forum.sources.citing import cited_by
from comity.store.kinds import KINDS, TABLES, write_value
from comity.store.models import ActCount, Citing, Row


@dataclass(frozen=True, slots=True)
class Touched:
    """A value as a batch leaves it, and the indices of the first and the last act of the batch that touched it."""

    value: Value
    first: int
    last: int


def select_value(connection: BaseDatabaseWrapper, key: Key) -> str | None:
    """Return the JSON of the value under `key`, or None."""
    if "\0" in key.id:
        # Whoever types one asks for nothing that there is; PostgreSQL takes none, not even to look for.
        return None
    statement, shared = _select(key.kind)
    with connection.cursor() as cursor:
        cursor.execute(statement, (key.kind, key.id) if shared else (key.id,))
        found = cursor.fetchone()
    return found[0] if found else None


def upsert(connection: BaseDatabaseWrapper, touched: Mapping[Key, Touched]) -> None:
    """Write each touched value once; `born` stays what it was where the row is there already."""
    by_kind: dict[str, list[list[Any]]] = {}
    for key, each in touched.items():
        by_kind.setdefault(key.kind, []).append(_row(key, each))
    with connection.cursor() as cursor:
        for kind, rows in by_kind.items():
            cursor.executemany(_upsert(kind), rows)


def count_acts(connection: BaseDatabaseWrapper, types: Iterable[str]) -> None:
    """Add the acts of a batch to the counts by type."""
    counts: dict[str, int] = {}
    for name in types:
        counts[name] = counts.get(name, 0) + 1
    table = _quoted(connection, ActCount._meta.db_table)
    statement = (
        f"INSERT INTO {table} (type, acts) VALUES (%s, %s) "  # noqa: S608 - a table of ours
        f"ON CONFLICT (type) DO UPDATE SET acts = {table}.acts + excluded.acts"
    )
    with connection.cursor() as cursor:
        cursor.executemany(statement, sorted(counts.items()))


def note_citations(connection: BaseDatabaseWrapper, acts: Iterable[Enacted]) -> None:
    """Note which sources the acts of a batch cite."""
    table = _quoted(connection, Citing._meta.db_table)
    statement = f"INSERT INTO {table} (source, idx) VALUES (%s, %s)"  # noqa: S608 - a table of ours
    noted = [(source, act.index) for act in acts for source in cited_by(act.body)]
    with connection.cursor() as cursor:
        cursor.executemany(statement, noted)


def drop_all(connection: BaseDatabaseWrapper) -> None:
    """Empty every derived table."""
    with connection.cursor() as cursor:
        every: tuple[type[Model], ...] = (*TABLES, ActCount, Citing)
        for table in every:
            cursor.execute(f"DELETE FROM {_quoted(connection, table._meta.db_table)}")  # noqa: S608 - a table of ours


def _quoted(connection: BaseDatabaseWrapper, name: str) -> str:
    return connection.ops.quote_name(name)


def _row(key: Key, touched: Touched) -> list[Any]:
    kept = KINDS[key.kind]
    columns = kept.columns(touched.value)
    head = [key.kind, key.id] if kept.shared else [key.id]
    return [
        *head,
        write_value(touched.value),
        touched.last,
        touched.first,
        *(columns[name] for name in _further(kept.table)),
    ]


@cache
def _further(table: type[Row]) -> tuple[str, ...]:
    known = {"of", "id", "value", "last", "born"}
    return tuple(field.name for field in table._meta.concrete_fields if field.name not in known and field.column)


@cache
def _select(kind: str) -> tuple[str, bool]:
    kept = KINDS[kind]
    where = '"of" = %s AND "id" = %s' if kept.shared else '"id" = %s'
    return f'SELECT "value" FROM "{kept.table._meta.db_table}" WHERE {where}', kept.shared  # noqa: S608 - names of ours


@cache
def _upsert(kind: str) -> str:
    kept = KINDS[kind]
    key = ["of", "id"] if kept.shared else ["id"]
    changing = ["value", "last", *_further(kept.table)]
    names = [*key, "value", "last", "born", *_further(kept.table)]
    columns = ", ".join(f'"{name}"' for name in names)
    places = ", ".join(["%s"] * len(names))
    conflict = ", ".join(f'"{name}"' for name in key)
    changes = ", ".join(f'"{name}" = excluded."{name}"' for name in changing)
    table = kept.table._meta.db_table
    return (
        f'INSERT INTO "{table}" ({columns}) VALUES ({places}) '  # noqa: S608 - names of ours
        f"ON CONFLICT ({conflict}) DO UPDATE SET {changes}"
    )
