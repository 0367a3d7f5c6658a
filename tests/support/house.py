"""A house of one's own for a test: a data folder, and a database that nobody else uses, on SQLite or PostgreSQL.

Entries cannot be deleted, so a database is made anew for each test instead of emptied after it.
"""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection


@contextmanager
def own_database(folder: Path) -> Iterator[None]:
    """Point Django at a new database: the one of the data folder `folder`, or one on the PostgreSQL server."""
    connection.close()
    before = connection.settings_dict["NAME"]
    postgres = connection.vendor == "postgresql"
    name = f"comity_{secrets.token_hex(8)}" if postgres else folder / "store.sqlite3"
    if postgres:
        _on_server(f'CREATE DATABASE "{name}"')
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before
        if postgres:
            _on_server(f'DROP DATABASE "{name}" WITH (FORCE)')


class Snapshot:
    """A data folder and its database as they were at a moment, to begin from again."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._copy = path.with_name(f"{path.name}-copy")
        self._database = str(connection.settings_dict["NAME"])
        connection.close()
        shutil.copytree(path, self._copy)
        if connection.vendor == "postgresql":
            _on_server(f'CREATE DATABASE "{self._database}_copy" TEMPLATE "{self._database}"')

    def restore(self) -> None:
        connection.close()
        shutil.rmtree(self._path)
        shutil.copytree(self._copy, self._path)
        if connection.vendor == "postgresql":
            _on_server(f'DROP DATABASE "{self._database}" WITH (FORCE)')
            _on_server(f'CREATE DATABASE "{self._database}" TEMPLATE "{self._database}_copy"')


def _on_server(statement: str) -> None:
    """Run a statement on databases as wholes: from another one than the test's own, which nobody may be using."""
    own = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = "postgres"
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = own


def loosen_triggers() -> None:
    """Let entries and heads be changed, as only somebody with the database in hand could."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for table in ("store_entry", "store_head"):
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            return
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in cursor.fetchall():
            cursor.execute(f'DROP TRIGGER "{name}"')
