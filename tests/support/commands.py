"""Running `comity` as its users do: a process of its own, over a data folder and a database of its own."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

COMITY = (sys.executable, "-m", "comity.cli")
UP_SECONDS = 60
DOWN_SECONDS = 30


@dataclass(frozen=True)
class Place:
    """A data folder that may be made, and the database that belongs to it (empty: SQLite in the folder)."""

    data: Path
    database_url: str

    @property
    def env(self) -> dict[str, str]:
        ours = {name: value for name, value in os.environ.items() if not name.startswith(("COMITY_", "DJANGO_"))}
        return ours | {"COMITY_DATABASE_URL": self.database_url, "COMITY_DATA": str(self.data), "COLUMNS": "200"}

    def run(self, *words: object) -> subprocess.CompletedProcess[str]:
        command = [*COMITY, *map(str, words)]
        return subprocess.run(command, env=self.env, capture_output=True, text=True, check=False, cwd=self.data.parent)


@contextmanager
def own_place(folder: Path, like: Place | None = None) -> Iterator[Place]:
    """A place for one data folder, empty or a copy of what is at another place.

    Where the run is on PostgreSQL it has a database of its own there, which is dropped afterwards.
    """
    if like:
        shutil.copytree(like.data, folder / "var")
    server = os.environ.get("COMITY_DATABASE_URL", "")
    if not server:
        yield Place(folder / "var", "")
        return
    name = f"comity_cli_{secrets.token_hex(8)}"
    template = f' TEMPLATE "{urlsplit(like.database_url).path[1:]}"' if like else ""
    _on_server(server, f'CREATE DATABASE "{name}"{template}')
    try:
        yield Place(folder / "var", urlunsplit(urlsplit(server)._replace(path=f"/{name}")))
    finally:
        _on_server(server, f'DROP DATABASE "{name}" WITH (FORCE)')


def _on_server(url: str, statement: str) -> None:
    import psycopg  # noqa: PLC0415 - only where the run is on PostgreSQL

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement)


@dataclass(frozen=True)
class Served:
    """A server that answers."""

    process: subprocess.Popen[str]
    port: int

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        request = urllib.request.Request(self.url(path), headers=headers)  # noqa: S310 - our own server
        try:
            with urllib.request.urlopen(request, timeout=UP_SECONDS) as answer:  # noqa: S310 - as above
                return answer.status, dict(answer.headers.items()), answer.read()
        except urllib.error.HTTPError as answer:
            with answer:
                return answer.code, dict(answer.headers.items()), answer.read()

    def workers(self) -> list[int]:
        """The processes that the server has started."""
        found = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(each) for each in found.split()]

    def end(self, how: signal.Signals = signal.SIGTERM) -> tuple[int, str, str]:
        """End the server and return its exit code and what it had said."""
        self.process.send_signal(how)
        out, err = self.process.communicate(timeout=DOWN_SECONDS)
        return self.process.returncode, out, err


@contextmanager
def serving(place: Place, port: int = 0) -> Iterator[Served]:
    """A server of a place, up when it is given and gone afterwards; at a port of its own unless one is named."""
    port = port or free_port()
    command = [*COMITY, "serve", "--port", str(port)]
    process = subprocess.Popen(
        command,
        env=place.env,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=place.data.parent,
        start_new_session=True,
    )
    served = Served(process, port)
    try:
        wait_until_up(served)
        yield served
    finally:
        if process.poll() is None:
            served.end()


def wait_until_up(served: Served) -> None:
    deadline = time.monotonic() + UP_SECONDS
    while time.monotonic() < deadline:
        if served.process.poll() is not None:
            raise AssertionError(f"the server ended at once: {served.process.communicate()}")
        try:
            served.get("/record/checkpoint")
        except OSError:
            time.sleep(0.02)
        else:
            return
    raise AssertionError("the server did not come up")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def is_running(process: int) -> bool:
    """Whether a process is there and not merely waiting to be buried."""
    try:
        status = Path(f"/proc/{process}/stat").read_text()
    except FileNotFoundError:
        return False
    return status.rpartition(")")[2].split()[0] not in {"Z", "X"}
