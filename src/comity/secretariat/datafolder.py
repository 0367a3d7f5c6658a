"""The data folder of one forum: what is where in it, and whether this program may work on it.

comity.toml        the folder's format, the forum, the origin; written last, so its absence marks a half-written folder
lock               held by the process that serves or enters
keys/              secretariat and log (OpenSSH private keys), log-mldsa (seed), vault (age); mode 0600
signed-heads       the signer's own memory
record/            what is served at /record/
files/             documents by digest
spare/             files that are being written
"""

from __future__ import annotations

import fcntl
import json
import os
import stat
import tomllib
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from comity.forum.kernel.errors import Reason, gettext_noop
from comity.record.cosignature import MlDsaKey, MlDsaSigner
from comity.record.errors import RecordError
from comity.record.keys import PrivateKey
from comity.record.note import Ed25519Signer
from comity.record.policy import Policy
from comity.secretariat.clock import stated_at
from comity.secretariat.disk import Disk
from comity.secretariat.faults import FolderRefused
from comity.secretariat.vault import Vault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FORMAT = 1
"""The format of data folders that this program writes; it reads no newer one."""

_SHEET = "comity.toml"
_KEYS = ("secretariat", "log", "log-mldsa")
_VAULT = "vault"

MISSING = Reason(
    "folder.missing",
    gettext_noop("There is no data folder %(folder)s."),
    gettext_noop("Make one by comity init, or name another with --data."),
)
NOT_EMPTY = Reason(
    "folder.not_empty",
    gettext_noop("The folder %(folder)s holds a record already."),
    gettext_noop("Serve it by comity serve, or begin another in an empty folder."),
)
HALF_WRITTEN = Reason(
    "folder.half_written",
    gettext_noop("The folder %(folder)s is no data folder, or one that was left half-written: it has no comity.toml."),
    gettext_noop(
        "If comity init was interrupted here, remove the folder and run it again; nothing in it was published."
    ),
)
SHEET_BROKEN = Reason(
    "folder.sheet_broken",
    gettext_noop("%(folder)s/comity.toml cannot be read: %(fault)s."),
    gettext_noop("Restore that file; it holds format, forum, origin and created."),
)
SHEET_DIFFERS = Reason(
    "folder.sheet_differs",
    gettext_noop("%(folder)s/comity.toml says “%(given)s”, but the record’s first act says “%(wanted)s”."),
    gettext_noop("Restore that file; it holds format, forum, origin and created."),
)
NEWER = Reason(
    "folder.newer",
    gettext_noop("The folder %(folder)s has format %(given)s; this program knows formats up to %(known)s."),
    gettext_noop("Use the newer program that wrote it."),
)
OTHER_FORUM = Reason(
    "folder.other_forum",
    gettext_noop("The folder %(folder)s is that of the forum “%(given)s”, not of “%(wanted)s”."),
    gettext_noop("Name the folder of that forum with --data."),
)
KEY_MISSING = Reason(
    "folder.key_missing",
    gettext_noop("The key %(file)s cannot be read: %(fault)s."),
    gettext_noop("Restore it from the place where keys are kept safe; a record cannot go on without its keys."),
)
KEY_OPEN = Reason(
    "folder.key_open",
    gettext_noop("The key %(file)s can be read by others than its owner."),
    gettext_noop("Close it: chmod 600 %(file)s. If others may have read it, replace the key."),
)
IN_USE = Reason(
    "folder.in_use",
    gettext_noop("The data folder %(folder)s is in use by process %(process)s."),
    gettext_noop("One process serves or enters at a time: end that one first, or go on with it."),
)

UNWRITABLE = Reason(
    "folder.unwritable",
    gettext_noop("The data folder %(folder)s cannot be written: %(fault)s."),
    gettext_noop(
        "Give this account the right to write there, on a disk that is not read-only or full, and start again."
    ),
)


@dataclass(frozen=True, slots=True)
class Keys:
    """The private keys of a data folder: the secretariat's, and the two with which the log signs."""

    secretariat: PrivateKey
    log: PrivateKey
    log_mldsa: MlDsaKey

    def policy(self, origin: str) -> Policy:
        """Return the policy that trusts this log under `origin`."""
        ed25519, ml_dsa = Ed25519Signer(origin, self.log).vkey, MlDsaSigner(origin, self.log_mldsa, 0).vkey
        return Policy.of_log(str(ed25519), str(ml_dsa))


@dataclass(frozen=True, slots=True)
class DataFolder:
    """A data folder, and what its comity.toml says: `forum`, `origin`, and when it was made."""

    path: Path
    forum: str
    origin: str
    created: str

    @property
    def record(self) -> Path:
        """The record as files, as it is served."""
        return self.path / "record"

    @property
    def files(self) -> Path:
        """Documents by digest."""
        return self.path / "files"

    @property
    def signed_heads(self) -> Path:
        """The signer's own file."""
        return self.path / "signed-heads"

    @property
    def spare(self) -> Path:
        """Where files are written before they get their names."""
        return self.path / "spare"

    def vault(self, *, in_use: bool) -> Vault:
        """Return the vault in which lies what is not public. Where nothing is in it yet (`in_use`), it is made.

        Raises:
            FolderRefused: its key is missing, no key, or open to others.
        """
        file = self.path / "keys" / _VAULT
        if not in_use and not file.exists():
            Disk(self.spare).replace({file: f"{Vault.new_key()}\n".encode()}, 0o600)
        try:
            return Vault(read_key(file).decode("ascii").strip())
        except (UnicodeDecodeError, ValueError) as fault:
            raise FolderRefused(KEY_MISSING, file=file, fault=str(fault)) from fault

    def keys(self) -> Keys:
        """Return the folder's keys.

        Raises:
            FolderRefused: one is missing, no key, or open to others.
        """
        opened = [read_key(self.path / "keys" / name) for name in _KEYS]
        try:
            return Keys(
                PrivateKey.from_openssh(opened[0]), PrivateKey.from_openssh(opened[1]), MlDsaKey.from_seed(opened[2])
            )
        except RecordError as fault:
            raise FolderRefused(KEY_MISSING, file=self.path / "keys", fault=str(fault)) from fault


def check_free(path: Path) -> None:
    """Refuse a folder in which something is already.

    Raises:
        FolderRefused: `path` is there and not empty.
    """
    if path.exists() and any(path.iterdir()):
        raise FolderRefused(NOT_EMPTY if (path / _SHEET).exists() else HALF_WRITTEN, folder=path)


def prepare(path: Path, keys: Keys) -> None:
    """Make the folders and keys of a new data folder; it counts as half-written until `complete`.

    Raises:
        FolderRefused: `path` is there and not empty.
    """
    check_free(path)
    for name in ("keys", "record", "files", "spare"):
        (path / name).mkdir(parents=True, exist_ok=True)
    (path / "keys").chmod(stat.S_IRWXU)
    contents = (keys.secretariat.to_openssh(), keys.log.to_openssh(), keys.log_mldsa.seed)
    Disk(path / "spare").replace(
        {path / "keys" / name: data for name, data in zip(_KEYS, contents, strict=True)}, 0o600
    )


def complete(path: Path, forum: str, origin: str, now: int) -> DataFolder:
    """Declare the folder whole and return it; `now` is in milliseconds since 1970."""
    created = stated_at(now)
    # A string of JSON is one of TOML too.
    said = {name: json.dumps(value) for name, value in (("forum", forum), ("origin", origin), ("created", created))}
    sheet = "".join(f"{name} = {value}\n" for name, value in {"format": FORMAT, **said}.items())
    Disk(path / "spare").replace({path / _SHEET: sheet.encode()})
    return DataFolder(path, forum, origin, created)


def read(path: Path, forum: str | None = None) -> DataFolder:
    """Return the data folder at `path`.

    Raises:
        FolderRefused: it is missing, half-written, of a newer format, or of another forum than `forum`.
    """
    if not path.is_dir():
        raise FolderRefused(MISSING, folder=path)
    try:
        sheet = tomllib.loads((path / _SHEET).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise FolderRefused(HALF_WRITTEN, folder=path) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise FolderRefused(SHEET_BROKEN, folder=path, fault=str(fault)) from fault
    version = sheet.get("format")
    if not isinstance(version, int) or not all(
        isinstance(sheet.get(name), str) for name in ("forum", "origin", "created")
    ):
        raise FolderRefused(SHEET_BROKEN, folder=path, fault="format, forum, origin or created is missing")
    if version > FORMAT:
        raise FolderRefused(NEWER, folder=path, given=version, known=FORMAT)
    if forum is not None and sheet["forum"] != forum:
        raise FolderRefused(OTHER_FORUM, folder=path, given=sheet["forum"], wanted=forum)
    return DataFolder(path, sheet["forum"], sheet["origin"], sheet["created"])


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the folder for this process alone.

    Raises:
        FolderRefused: another process holds it, or it cannot be written.
    """
    try:
        handle = os.open(path / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as fault:
        raise FolderRefused(UNWRITABLE, folder=path, fault=fault.strerror) from fault
    try:
        _hold(handle, path)
        yield
    finally:
        os.close(handle)


def _hold(handle: int, path: Path) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
    except BlockingIOError:
        holder = os.pread(handle, 20, 0).decode(errors="replace").strip() or "?"
        raise FolderRefused(IN_USE, folder=path, process=holder) from None
    except OSError as fault:
        raise FolderRefused(UNWRITABLE, folder=path, fault=fault.strerror) from fault


def read_key(file: Path) -> bytes:
    """Return the contents of a key's file.

    Raises:
        FolderRefused: it is missing, or open to others than its owner.
    """
    try:
        mode = file.stat().st_mode
        data = file.read_bytes()
    except OSError as fault:
        raise FolderRefused(KEY_MISSING, file=file, fault=fault.strerror) from fault
    if mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise FolderRefused(KEY_OPEN, file=file)
    return data
