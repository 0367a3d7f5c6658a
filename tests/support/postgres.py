"""A private PostgreSQL for the tests: made in a temporary folder, reached on loopback only, gone afterwards.

As a program it runs a command on such a server: `python -m tests.support.postgres -- pytest tests/integration`.
"""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TypedDict

START_SECONDS = 30
STOP_SECONDS = 20
# The server refuses to run as root; these accounts exist on a Debian machine and own nothing of ours.
UNPRIVILEGED = ("postgres", "nobody")


class PostgresUnavailableError(Exception):
    """No server could be started; the message says why."""


@cache
def program(name: str) -> str:
    """The path of a program of the newest installed server. Debian keeps them off PATH."""
    installed = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: float(path.parts[-3]))
    found = str(installed[-1]) if installed else shutil.which(name)
    if found is None:
        raise PostgresUnavailableError(f"PostgreSQL's {name} was found neither in /usr/lib/postgresql nor on PATH")
    return found


def account() -> pwd.struct_passwd | None:
    """Whom to run the server as: nobody else, unless we are root."""
    if os.geteuid() != 0:
        return None
    for name in UNPRIVILEGED:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise PostgresUnavailableError(f"running as root, and none of the accounts {', '.join(UNPRIVILEGED)} exists")


class Account(TypedDict, total=False):
    """Arguments that make subprocess run a program as another account."""

    user: int
    group: int
    extra_groups: list[int]


def as_account(who: pwd.struct_passwd | None) -> Account:
    return {} if who is None else {"user": who.pw_uid, "group": who.pw_gid, "extra_groups": []}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        _host, port = probe.getsockname()
        return int(port)


def initialise(folder: Path, password: str, who: pwd.struct_passwd | None) -> None:
    password_file = folder / "password"
    password_file.write_text(password)
    if who is not None:
        os.chown(folder, who.pw_uid, who.pw_gid)
        os.chown(password_file, who.pw_uid, who.pw_gid)
    command = [program("initdb"), f"--pgdata={folder / 'data'}", "--username=comity", f"--pwfile={password_file}"]
    command += ["--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
    done = subprocess.run(command, cwd="/", capture_output=True, text=True, check=False, **as_account(who))
    if done.returncode != 0:
        raise PostgresUnavailableError(f"initdb failed: {done.stderr.strip()}")


def start(folder: Path, port: int, who: pwd.struct_passwd | None) -> subprocess.Popen[bytes]:
    """Start the server and wait until it answers. It is thrown away, so it need not wait for the disk."""
    settings = {
        "fsync": "off",
        "full_page_writes": "off",
        "listen_addresses": "127.0.0.1",
        "max_connections": "60",
        "port": str(port),
        "unix_socket_directories": "",
    }
    command = [program("postgres"), "-D", str(folder / "data")]
    for name, value in settings.items():
        command += ["-c", f"{name}={value}"]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(command, cwd="/", stdin=subprocess.DEVNULL, stdout=log, stderr=log, **as_account(who))
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        if is_ready(port):
            return server
        time.sleep(0.05)
    stop(server)
    raise PostgresUnavailableError(f"the server did not start: {(folder / 'log').read_text(errors='replace').strip()}")


def is_ready(port: int) -> bool:
    asked = [program("pg_isready"), "--quiet", "--host=127.0.0.1", f"--port={port}", "--timeout=2"]
    return subprocess.run(asked, check=False).returncode == 0


def stop(server: subprocess.Popen[bytes]) -> None:
    """A fast shutdown, which ends open sessions; and if that takes too long, an immediate one."""
    for request in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        if server.poll() is None:
            server.send_signal(request)
        try:
            server.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            continue
        return


@contextmanager
def private_cluster() -> Iterator[str]:
    """Yield the URL of a database on a server of our own, and stop that server in any case.

    Raises PostgresUnavailableError if this machine has no PostgreSQL or it does not start.
    """
    who = account()
    password = secrets.token_urlsafe(24)
    with tempfile.TemporaryDirectory(prefix="comity-postgres-") as name:
        folder = Path(name)
        initialise(folder, password, who)
        port = free_port()
        server = start(folder, port, who)
        try:
            # The database `postgres` is there from the start; Django makes its test database beside it.
            yield f"postgresql://comity:{password}@127.0.0.1:{port}/postgres"
        finally:
            stop(server)


def main() -> int:
    command = sys.argv[2:] if sys.argv[1:2] == ["--"] else sys.argv[1:]
    if not command:
        raise SystemExit("usage: python -m tests.support.postgres -- COMMAND …")
    with private_cluster() as url:
        return subprocess.run(command, env=os.environ | {"COMITY_DATABASE_URL": url}, check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main())
