"""Opening a data folder: all that the door needs, put together and checked, for as long as the folder is held."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from comity.forum.audit import audit
from comity.forum.charter.acts import Constitute
from comity.forum.kernel.errors import Reason, Refused, gettext_noop
from comity.record.cosignature import MlDsaKey
from comity.record.errors import RecordError
from comity.record.files import POLICY
from comity.record.keys import PrivateKey
from comity.record.policy import Policy, format_policy
from comity.secretariat import datafolder
from comity.secretariat.anteroom import Anteroom
from comity.secretariat.clock import HostClock
from comity.secretariat.constitute import constitution, enter_history
from comity.secretariat.datafolder import SHEET_DIFFERS, DataFolder, Keys
from comity.secretariat.desk import Desk, Letterhead
from comity.secretariat.disk import Disk
from comity.secretariat.enter import RESERVE, Door
from comity.secretariat.faults import DISK_LOW, FolderRefused, StartRefused
from comity.secretariat.forumdata import ForumData
from comity.secretariat.ports import Clock
from comity.secretariat.publisher import RecordFiles
from comity.secretariat.rehearsal.clock import RehearsalClock, check_clock, clock_of
from comity.secretariat.signer import FileSigner
from comity.secretariat.startup import Start
from comity.secretariat.vault import NotOpened, Vault
from comity.store import models
from comity.store.ledger import DatabaseLedger
from comity.store.rebuild import rebuild
from comity.store.scrubbing import Scrubber

Progress = Callable[[str, int, int], None]
"""Called with what is being done ("enter", "audit", "fold", "tiles"), how much of it is done, and how much there is."""

DATABASE_IN_USE = Reason(
    "init.database_in_use",
    gettext_noop("The database holds %(size)s acts already."),
    gettext_noop("A record begins in an empty database: name another by COMITY_DATABASE_URL."),
)
DATABASE_MISSING = Reason(
    "start.database_missing",
    gettext_noop("There is no database %(file)s."),
    gettext_noop("Restore the database from a backup and bring it up to date from a mirror of the record."),
)
VAULT_DIFFERS = Reason(
    "start.vault_differs",
    gettext_noop("What the database keeps sealed cannot be opened with the key %(file)s: %(fault)s."),
    gettext_noop("Restore the key of the vault, or the database, from a backup of the same moment."),
)
NO_ROOM = Reason(
    "init.disk_low", DISK_LOW.text, gettext_noop("Make room on that disk, or name a folder on another one with --data.")
)
ROOM = 8 * 2**10
"""Bytes that an act of a forum's history takes, in the database and in the files together, and as much again."""


@dataclass(frozen=True, slots=True)
class House:
    """An open data folder: acts go in by `door`, or through `anteroom` where many come at once.

    The secretariat's own go in by `desk`; what is not public lies in `vault`.
    """

    folder: DataFolder
    ledger: DatabaseLedger
    files: RecordFiles
    policy: Policy
    door: Door
    anteroom: Anteroom
    desk: Desk
    vault: Vault
    clock: Clock


@dataclass(frozen=True, slots=True)
class World:
    """What of the world a house stands on; tests put faults in here."""

    clock: Clock
    disk: Callable[[Path], Disk] = Disk
    reserve: int = RESERVE


@contextmanager
def open_house(path: Path, forum: str | None = None, world: World | None = None) -> Iterator[House]:
    """Hold the data folder at `path`, check it, complete what a crash left unfinished, and yield the house.

    Raises FolderRefused, StartRefused, SignerRefused: what disagrees and what to do.
    """
    folder = datafolder.read(path, forum)
    check_database()
    with datafolder.locked(path):
        if migrate():
            # A newer program keeps tables that the older one did not fill: all of them follow from the entries.
            rebuild(DatabaseLedger(vault=_vault(folder)))
        with _opened(folder, world or World(clock_of(folder))) as house:
            yield house


def open_within(path: Path, world: World | None = None) -> House:
    """Return the house at `path`, in a process that stands under another which holds the folder and its locks.

    Raises StartRefused, SignerRefused: what disagrees and what to do.
    """
    folder = datafolder.read(path)
    return _house(folder, world or World(clock_of(folder)))


def begin(
    path: Path,
    data: ForumData,
    *,
    origin: str | None = None,
    key: PrivateKey | None = None,
    on_progress: Progress | None = None,
    world: World | None = None,
) -> DataFolder:
    """Make the data folder `path`, constitute the forum of `data`, enter its history, audit it, declare it whole.

    `origin` names the record instead of the data's own; `key` is an existing key for the secretariat to sign with.
    """
    world = world or World(HostClock())
    forum, origin = str(data.identity["forum"]), origin or str(data.identity["origin"])
    keys = Keys(key or PrivateKey.generate(), PrivateKey.generate(), MlDsaKey.generate())
    # What cannot be stated or named is found before anything is made.
    first = constitution(data, origin, keys.secretariat.public)
    keys.policy(origin)
    check_clock(world.clock, DataFolder(path, forum, origin, ""))
    _check_room(path, len(data.acts), world)
    datafolder.check_free(path)
    _check_unused_elsewhere()
    datafolder.prepare(path, keys)
    with datafolder.locked(path):
        migrate()
        folder = DataFolder(path, forum, origin, "")
        _check_empty(DatabaseLedger())
        with _opened(folder, world) as house:
            enter_history(house.desk, first, data, _stage(on_progress, "enter"))
            audit(house.files, house.policy, _stage(on_progress, "audit"))
        if isinstance(world.clock, RehearsalClock):
            world.clock.keep(folder)
        return datafolder.complete(path, forum, origin, world.clock.now())


def refold(path: Path, on_progress: Progress | None = None, world: World | None = None) -> int:
    """Rebuild everything derived, tables and tiles, from the entries; return the number of acts."""
    folder = datafolder.read(path)
    world = world or World(clock_of(folder))
    check_database()
    with datafolder.locked(path):
        migrate()
        ledger = DatabaseLedger(vault=_vault(folder))
        _start(folder, ledger, world).rederive(_stage(on_progress, "tiles"))
        done = rebuild(ledger, _stage(on_progress, "fold"))
        with _opened(folder, world):
            return done


def check_database() -> None:
    """Refuse a database file that is missing: SQLite would make an empty one, and a folder that is whole has acts."""
    connection = connections["default"]
    if connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).is_file():
        raise StartRefused(DATABASE_MISSING, file=connection.settings_dict["NAME"])


def migrate() -> bool:
    """Bring the database's tables to the shape that this program knows; return whether they had another."""
    executor = MigrationExecutor(connections["default"])
    behind = bool(executor.migration_plan([key for key in executor.loader.graph.leaf_nodes() if key[0] == "store"]))
    if behind:
        call_command("migrate", "store", verbosity=0, interactive=False)
    return behind


def _check_room(path: Path, acts: int, world: World) -> None:
    """Refuse a disk that a history of so many acts would fill, before anything is made there."""
    there = next(folder for folder in (path, *path.absolute().parents) if folder.is_dir())
    free, wanted = world.disk(there).free(), world.reserve + acts * ROOM
    if free < wanted:
        raise FolderRefused(NO_ROOM, free=free // 2**20, wanted=wanted // 2**20)


def _check_unused_elsewhere() -> None:
    """Refuse a database outside the data folder that holds a record, before anything is made in the folder."""
    if connections["default"].vendor != "sqlite":
        migrate()
        _check_empty(DatabaseLedger())


def _check_empty(ledger: DatabaseLedger) -> None:
    if size := ledger.size():
        raise StartRefused(DATABASE_IN_USE, size=size)


def _check_identity(folder: DataFolder, ledger: DatabaseLedger) -> None:
    """Refuse a folder that calls its record by another name than its first act does."""
    # An entry that cannot be read is named by the start itself.
    with suppress(RecordError, Refused):
        first = ledger.act(0)
        if first is not None and isinstance(first.body, Constitute):
            said = ((folder.forum, first.body.forum), (folder.origin, first.body.origin))
            for given, wanted in said:
                if given != wanted:
                    raise FolderRefused(SHEET_DIFFERS, folder=folder.path, given=given, wanted=wanted)


def _start(folder: DataFolder, ledger: DatabaseLedger, world: World) -> Start:
    keys = folder.keys()
    disk = world.disk(folder.spare)
    signer = FileSigner(folder.signed_heads, folder.origin, (keys.log, keys.log_mldsa), world.clock, disk)
    return Start(ledger, signer, RecordFiles(folder.record, disk), keys.policy(folder.origin), folder.origin)


@contextmanager
def _opened(folder: DataFolder, world: World) -> Iterator[House]:
    ledger = DatabaseLedger()
    ledger.lock()
    try:
        yield _house(folder, world)
    finally:
        ledger.unlock()


def _house(folder: DataFolder, world: World) -> House:
    check_clock(world.clock, folder)
    keys, vault = folder.keys(), _vault(folder)
    policy = keys.policy(folder.origin)
    ledger = DatabaseLedger(vault=vault, scrubber=Scrubber(folder.files, vault))
    files = RecordFiles(folder.record, world.disk(folder.spare))
    _check_identity(folder, ledger)
    door = _start(folder, ledger, world).open(world.clock, world.reserve)
    stated = format_policy(policy)
    if files.read(POLICY) != stated:
        files.replace_policy(stated)
    ledger.scrub()
    desk = Desk(Letterhead(folder.forum, folder.origin, keys.secretariat), door, ledger, world.clock)
    return House(folder, ledger, files, policy, door, Anteroom(door), desk, vault, world.clock)


def _vault(folder: DataFolder) -> Vault:
    """The folder's vault. One whose key is gone is not replaced in silence where something lies in it.

    Nor is one that another key has closed taken for the folder's.
    """
    tables = (models.Opening, models.Sealed, models.Person, models.Draft, models.Reading, models.Mail)
    rows = [table.objects.values_list("sealed", flat=True).first() for table in tables]
    vault = folder.vault(in_use=any(row is not None for row in rows))
    for row in rows:
        if row is not None:
            _check_opens(vault, bytes(row), folder)
    return vault


def _check_opens(vault: Vault, sealed: bytes, folder: DataFolder) -> None:
    try:
        vault.open(sealed)
    except NotOpened as fault:
        raise StartRefused(VAULT_DIFFERS, file=folder.path / "keys" / "vault", fault=str(fault)) from fault


def _stage(on_progress: Progress | None, stage: str) -> Callable[[int, int], None] | None:
    if on_progress is None:
        return None
    return lambda done, size: on_progress(stage, done, size)
