"""What the environment may say, read with types; what cannot be meant stops the start with the fix in its message."""

from __future__ import annotations

import ipaddress
import os
import re
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from comity.secretariat.mailing.addresses import Mailbox, MailServer, NoAddress, Security, read_mailbox

SECRET_KEY_FILE = Path("keys") / "web-secret"
POSTGRES_SCHEMES = ("postgres", "postgresql")

# Each line with its why: WAL lets pages read while an act is written; FULL because the record is law, so what was
# acknowledged survives a loss of power; a bounded cache, so that memory is flat in the number of acts.
_SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL;"
    "PRAGMA synchronous=FULL;"
    "PRAGMA foreign_keys=ON;"
    "PRAGMA secure_delete=ON;"
    "PRAGMA cache_size=-1024;"
    "PRAGMA temp_store=MEMORY;"
)
_SQLITE_WAIT_SECONDS = 20
# By scheme: how the connection is protected, and the port where none is said.
_MAIL_SCHEMES: dict[str, tuple[Security, int]] = {
    "smtp": ("starttls", 587),
    "smtps": ("tls", 465),
    "smtp+plain": ("none", 25),
}
_MAIL_FORM = "smtp://user:password@host:587 (STARTTLS), smtps://… (TLS), or smtp+plain://localhost:25"
_WEB_ORIGIN = re.compile(r"https://[a-z0-9]+(?:[.-][a-z0-9]+)*(?::[0-9]{1,5})?|http://localhost(?::[0-9]{1,5})?")


def text(name: str, default: str = "") -> str:
    """The value of a variable, or of the file that `<name>_FILE` names (how secrets are handed to services)."""
    file = os.environ.get(f"{name}_FILE")
    if not file:
        return os.environ.get(name, default)
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as fault:
        raise ImproperlyConfigured(f"{name}_FILE names {file}, which cannot be read: {fault}") from fault


def yes(name: str, *, unless_said: bool = False) -> bool:
    """Whether a variable says yes: 1, true or yes; 0, false or no mean no; nothing means `unless_said`."""
    given = text(name).casefold()
    if given in {"1", "true", "yes"}:
        return True
    if given in {"0", "false", "no"}:
        return False
    if not given:
        return unless_said
    raise ImproperlyConfigured(f"{name} must be 1 or 0, not {given}")


def words(name: str, default: tuple[str, ...]) -> list[str]:
    """A list that is written with commas."""
    given = text(name)
    return [word.strip() for word in given.split(",") if word.strip()] if given else list(default)


def number(name: str, default: int, most: int) -> int:
    """A whole number from 1 to `most`."""
    given = text(name) or str(default)
    if not re.fullmatch(r"[0-9]{1,9}", given) or not 1 <= int(given) <= most:
        raise ImproperlyConfigured(f"{name} must be a whole number from 1 to {most}, not {given}")
    return int(given)


def web_origin(name: str) -> str:
    """A web origin as browsers write it, or nothing: passkeys are bound to it, so it is read strictly."""
    given = text(name).rstrip("/")
    if given and not _WEB_ORIGIN.fullmatch(given):
        raise ImproperlyConfigured(f"{name} must be https:// and a name, as https://desk.example.org, not {given}")
    return given


def mail_server(name: str) -> MailServer | None:
    """The server that takes mails, or None where none is given: mails are then composed, and wait.

    What was given is not repeated in what is said of it: there is a password in it.
    """
    given = text(name)
    if not given:
        return None
    if re.search(r"[\s\x00-\x1f\x7f]", given):
        raise ImproperlyConfigured(f"{name} holds a space or a control character; write it as %20, for instance")
    try:
        parts = urlsplit(given)
        host, port = parts.hostname or "", parts.port
    except ValueError as fault:
        raise ImproperlyConfigured(
            f"{name} cannot be read: its host is none, or its port no number up to 65535; a / : @ # or ? within the "
            "password is written as %2F %3A %40 %23 %3F"
        ) from fault
    if parts.scheme not in _MAIL_SCHEMES or not host or parts.path.strip("/") or parts.query or parts.fragment:
        raise ImproperlyConfigured(f"{name} must be empty or {_MAIL_FORM}")
    security, usual = _MAIL_SCHEMES[parts.scheme]
    if security == "none" and not _is_loopback(host):
        raise ImproperlyConfigured(f"{name} may be smtp+plain:// on this machine only; to {host} mails go by smtps://")
    if (parts.username is None) != (parts.password is None) or parts.username == "":
        raise ImproperlyConfigured(f"{name} names a user and a password, user:password@, or neither")
    return MailServer(host, port or usual, security, unquote(parts.username or ""), unquote(parts.password or ""))


def mail_from(name: str, server: MailServer | None) -> Mailbox | None:
    """Whom mails come from: `Secretariat <desk@example.org>` or the address alone; needed where there is a server."""
    given = text(name)
    if not given:
        if server is not None:
            raise ImproperlyConfigured(f"{name} must name whom mails come from, as Secretariat <desk@example.org>")
        return None
    try:
        return read_mailbox(given)
    except NoAddress as fault:
        raise ImproperlyConfigured(f"{name} must be as Secretariat <desk@example.org>, but {fault}") from fault


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def folder(name: str, default: str) -> Path:
    """A folder, whole from the root, so that a later change of the working folder changes nothing."""
    return Path(os.environ.get(name) or default).expanduser().absolute()


def database(name: str, data: Path) -> dict[str, Any]:
    """Django's settings of the database at a URL; without one, SQLite in the data folder."""
    url = text(name)
    if not url:
        return _sqlite(data / "store.sqlite3")
    parts = urlsplit(url)
    if parts.scheme not in POSTGRES_SCHEMES or not parts.path.strip("/"):
        raise ImproperlyConfigured(
            f"{name} must be empty (SQLite in the data folder) or postgresql://user:password@host:port/database"
        )
    return _postgres(parts, name)


def secret_key(name: str, data: Path) -> str:
    """The key that Django signs with: given, or kept in the data folder, where it is made once.

    Where there is no data folder yet (checks, translations) nothing is written; the key lives as long as the process.
    """
    given = text(name)
    if given:
        return given
    file = data / SECRET_KEY_FILE
    try:
        return file.read_text(encoding="ascii").strip()
    except OSError:
        made = secrets.token_urlsafe(48)
    # A folder that cannot be written (a read-only disk) still serves its pages.
    if os.access(file.parent, os.W_OK):
        _keep_secret(file, made)
    return made


def _keep_secret(file: Path, secret: str) -> None:
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as opened:
        opened.write(secret + "\n")


def _sqlite(file: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": file,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            # A transaction that will write takes the lock at once instead of failing halfway.
            "transaction_mode": "IMMEDIATE",
            "timeout": _SQLITE_WAIT_SECONDS,
            "init_command": _SQLITE_PRAGMAS,
        },
    }


def _postgres(parts: SplitResult, name: str) -> dict[str, Any]:
    try:
        port = parts.port
    except ValueError as fault:
        raise ImproperlyConfigured(f"{name} has a port that is no number from 1 to 65535") from fault
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        # What is acknowledged is on the disk, whatever the server's own default is.
        "OPTIONS": {"options": "-c synchronous_commit=on", **dict(parse_qsl(parts.query))},
    }
