"""What restricted acts say and amount to: rows that tell nothing to whoever has the database without the key."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from django.db.backends.base.base import BaseDatabaseWrapper

from comity.forum.kernel.errors import Reason, gettext_noop
from comity.forum.kernel.values import Key, Value
from comity.forum.notices.state import DUE, Due
from comity.forum.openings.opening import KEY_BYTES, Opening
from comity.secretariat.faults import Fault
from comity.secretariat.ports import Taken
from comity.secretariat.vault import NotOpened, Vault
from comity.store.kinds import read_value, write_value

NO_VAULT = Reason(
    "store.no_vault",
    gettext_noop("The vault is not open, so that nothing restricted can be read or kept."),
    gettext_noop("Open the data folder as a house, with its keys."),
)
NOT_OPENED = Reason(
    "store.not_opened",
    gettext_noop("What is kept of act %(index)s cannot be opened with the vault’s key: %(fault)s."),
    gettext_noop("Restore the key of the vault, or the database, from a backup of the same moment."),
)

# Lengths tell little: a note, and the list of all that a delegation is asked for, are filled up by as much.
_STEP_OF_OPENING = 1024
_STEP_OF_TRAY = 8192


class PrivateRows:
    """Openings by index, private values by key, and each party's tray of what is asked of it and open."""

    def __init__(self, connection: BaseDatabaseWrapper, vault: Vault | None) -> None:
        self._connection = connection
        self._vault = vault

    @property
    def vault(self) -> Vault:
        if self._vault is None:
            raise Fault(NO_VAULT)
        return self._vault

    def get(self, key: Key) -> Value | None:
        """Return the private value under `key`, or None."""
        if self._vault is None:
            return None
        found = self._sealed(self._vault.mark(*key))
        return None if found is None else read_value(key.kind, found.decode())

    def opening(self, index: int) -> Opening | None:
        """Return the opening of the act at `index`, or None where there is none, or it was erased."""
        with self._connection.cursor() as cursor:
            cursor.execute('SELECT "sealed" FROM "store_opening" WHERE "idx" = %s', (index,))
            found = cursor.fetchone()
        return None if found is None else self.unsealed(index, bytes(found[0]))

    def unsealed(self, index: int, sealed: bytes) -> Opening:
        """Return the opening that a row holds."""
        try:
            content = self.vault.open(sealed)
        except NotOpened as fault:
            raise Fault(NOT_OPENED, index=index, fault=str(fault)) from fault
        return Opening(content[:KEY_BYTES], content[KEY_BYTES:])

    def tray(self, party: str) -> list[Due]:
        """Return what is asked of a party by restricted notices and is open, the earliest asked first."""
        if self._vault is None:
            return []
        dues = [Due.model_validate_json(each) for each in self._tray(party).values()]
        return sorted(dues, key=lambda due: (due.acts[0], due.notice))

    def write(self, taken: Iterable[Taken]) -> None:
        """Keep what the acts of a batch withhold, and destroy what they erase."""
        changed: dict[Key, Value | None] = {}
        for each in taken:
            if each.opening is not None:
                self._keep(each.index, each.opening)
            if each.erased is not None:
                self._destroy(each.erased)
            changed.update(each.private)
        for key, value in changed.items():
            self._put(self.vault.mark(*key), None if value is None else write_value(value).encode())
        self._put_trays({key: value for key, value in changed.items() if key.kind == DUE})

    def drop_values(self) -> None:
        """Forget what was folded from openings, to fold it anew. Openings themselves are the truth, and stay."""
        with self._connection.cursor() as cursor:
            cursor.execute('DELETE FROM "store_sealed"')

    def _keep(self, index: int, opening: Opening) -> None:
        sealed = self.vault.seal(opening.key + opening.content, _STEP_OF_OPENING)
        with self._connection.cursor() as cursor:
            cursor.execute(
                'INSERT INTO "store_opening" ("idx", "sealed") VALUES (%s, %s) '
                'ON CONFLICT ("idx") DO UPDATE SET "sealed" = excluded."sealed"',
                (index, sealed),
            )

    def _destroy(self, index: int) -> None:
        with self._connection.cursor() as cursor:
            cursor.execute('DELETE FROM "store_opening" WHERE "idx" = %s', (index,))

    def _put_trays(self, changed: Mapping[Key, Value | None]) -> None:
        trays: dict[str, dict[str, str]] = {}
        for key, value in changed.items():
            party, notice = key.id.split("/", 1)
            tray = trays[party] if party in trays else trays.setdefault(party, self._tray(party))
            tray.pop(notice, None)
            if isinstance(value, Due) and value.open:
                tray[notice] = value.model_dump_json()
        for party, tray in trays.items():
            content = json.dumps(tray, sort_keys=True).encode() if tray else None
            self._put(self.vault.mark("tray", party), content, _STEP_OF_TRAY)

    def _tray(self, party: str) -> dict[str, str]:
        found = self._sealed(self.vault.mark("tray", party))
        tray: dict[str, str] = json.loads(found) if found else {}
        return tray

    def _sealed(self, mark: str) -> bytes | None:
        with self._connection.cursor() as cursor:
            cursor.execute('SELECT "sealed" FROM "store_sealed" WHERE "mark" = %s', (mark,))
            found = cursor.fetchone()
        return self.vault.open(bytes(found[0])) if found else None

    def _put(self, mark: str, content: bytes | None, step: int = 256) -> None:
        with self._connection.cursor() as cursor:
            if content is None:
                cursor.execute('DELETE FROM "store_sealed" WHERE "mark" = %s', (mark,))
                return
            cursor.execute(
                'INSERT INTO "store_sealed" ("mark", "sealed") VALUES (%s, %s) '
                'ON CONFLICT ("mark") DO UPDATE SET "sealed" = excluded."sealed"',
                (mark, self.vault.seal(content, step)),
            )
