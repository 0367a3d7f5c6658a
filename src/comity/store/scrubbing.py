"""Leaving nothing of what was erased: not in drafts, nor in files, nor where the database has kept what it deleted.

The transaction that erases notes what is to be done, and the note goes once it is done. A fault, or somebody who is
just reading, only puts it off: until the next act is erased, the next round of the night watch, the next start.
"""

from __future__ import annotations

import logging
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import connections

from comity.record.entry import parse_entry
from comity.store import drafts, models
from comity.store.erasing import FileEraser

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.backends.utils import CursorWrapper

    from comity.forum.kernel.acts import Enacted
    from comity.secretariat.vault import Vault

_PATIENCE = 500
"""For how many milliseconds somebody is waited for who reads or writes meanwhile."""
_PAUSE = 50
_OLDER = """
SELECT EXISTS (
  SELECT FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
  AND (age(backend_xmin) > age(%s::xid) OR age(backend_xid) > age(%s::xid))
)
"""

_log = logging.getLogger("comity.erasing")


class Scrubber:
    """Destroys what is left of erased acts in one database and below one folder of files."""

    def __init__(self, files: Path, vault: Vault, alias: str = "default") -> None:
        """Look below `files`, where what lies is sealed in the `vault`, and in the database `alias`."""
        self._vault = vault
        self._alias = alias
        self._eraser = FileEraser(files, vault, alias)

    def note(self, index: int, act: Enacted | None) -> None:
        """Note, within the transaction that erases it, the act at `index`; with its body, if there was one yet."""
        files = " ".join(sorted(self._eraser.places(act))) if act else ""
        models.Scrub.objects.using(self._alias).get_or_create(idx=index, defaults={"files": files})

    def scrub(self) -> bool:
        """Do what is noted, and return whether nothing is left to be done. Nothing is raised where it fails."""
        try:
            return self._scrub()
        except Exception as fault:  # noqa: BLE001 - whatever it was, the act is erased, and this is done the next time
            _log.exception("what is left of an erased act could not be destroyed yet", exc_info=fault)
            return False

    def _scrub(self) -> bool:
        noted = list(models.Scrub.objects.using(self._alias).order_by("idx"))
        if not noted:
            return True
        connection = connections[self._alias]
        with _hurried(connection):
            for each in noted:
                self._forget(each)
            if not _emptied(connection):
                _log.warning("somebody reads the database: what it kept of erased acts is destroyed later")
                return False
            models.Scrub.objects.using(self._alias).filter(idx__in=[each.idx for each in noted]).delete()
        return True

    def _forget(self, noted: models.Scrub) -> None:
        """Forget drafts first: they name files too."""
        entry = parse_entry(bytes(models.Entry.objects.using(self._alias).get(idx=noted.idx).bytes))
        drafts.drop_erased(self._vault, noted.idx, entry.act_hash)
        if noted.files:
            self._eraser.forget(entry.act.party, set(noted.files.split()))
            # Whoever keeps the same file anew after this keeps it.
            models.Scrub.objects.using(self._alias).filter(idx=noted.idx).update(files="")


@contextmanager
def _hurried(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Wait for others' locks for a moment only."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"SET lock_timeout = {_PATIENCE}")
            after = "RESET lock_timeout"
        else:
            cursor.execute("PRAGMA busy_timeout")
            after = f"PRAGMA busy_timeout = {int(cursor.fetchone()[0])}"
            cursor.execute(f"PRAGMA busy_timeout = {_PATIENCE}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(after)


def _emptied(connection: BaseDatabaseWrapper) -> bool:
    """Let the database keep nothing that was deleted in its files as they are now, and return whether it could."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            if not _seen_by_nobody(cursor):
                return False
            cursor.execute('VACUUM FULL "store_opening", "store_sealed", "store_draft"')
            return True
        # Pages are emptied as they are freed (secure_delete); what the journal holds is older.
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        busy, _, _ = cursor.fetchone()
        return not busy


def _seen_by_nobody(cursor: CursorWrapper) -> bool:
    """Wait a moment until nobody sees PostgreSQL's rows as they were before: what somebody sees is not vacuumed."""
    cursor.execute("SELECT pg_current_xact_id()::xid::text")
    now = cursor.fetchone()[0]
    for _ in range(_PATIENCE // _PAUSE):
        cursor.execute(_OLDER, (now, now))
        if not cursor.fetchone()[0]:
            return True
        time.sleep(_PAUSE / 1000)
    return False
