"""Running granian: one supervisor that holds the data folder, one worker that answers."""

from __future__ import annotations

import ctypes
import gc
import multiprocessing
import os
import select
import signal
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from comity.cli.errors import CommandError, explained

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

# Acts that arrive at the same moment go through the door together, and a thread waits for each of them meanwhile; for
# pages two would do. The server finds more than so many for the machine's processors worth a warning.
THREADS = min(8, 2 * multiprocessing.cpu_count() + 1)
# Threads keep their database connections, so they are let go only after a long quiet.
IDLE_SECONDS = 600
# A worker that is still busy then is ended; the record is made to stand that at any moment.
STOP_SECONDS = 5

# M_ARENA_MAX of glibc's malloc.h; where there is another library the option is not known, and nothing comes of it.
_MOST_ARENAS = -8

_HANDLER: dict[str, Any] = {
    "class": "logging.StreamHandler",
    "stream": "ext://sys.stderr",
    "filters": ["without tokens"],
}
_LOG: dict[str, Any] = {
    "filters": {"without tokens": {"()": "comity.config.secretwords.WithoutTokens"}},
    "handlers": {
        "console": {"formatter": "generic", **_HANDLER},
        "access": {"formatter": "access", **_HANDLER},
    },
}


def check_address(host: str, port: int) -> None:
    """Say in one sentence why this address cannot be listened on, before anything is started."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as fault:
            said = f"http://{host}:{port}/ cannot be listened on: {fault.strerror}."
            raise CommandError(f"{said} Choose another port with --port or PORT.") from fault


def run(
    data: Path, host: str, port: int, on_start: Callable[[], None], on_settled: Callable[[], None] | None = None
) -> None:
    """Serve until SIGINT or SIGTERM. Django is set up and the data folder held by this process.

    `on_settled` is called in the worker, once it lives in the house.
    """
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    _use_one_arena()
    application = _loaded()
    # granian takes the platform's way; forking lets the worker inherit what is loaded, and the lock with it.
    multiprocessing.set_start_method("fork", force=True)
    leash, last_words = Leash(), LastWords()
    server = Granian(
        "comity.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=THREADS,
        blocking_threads_idle_timeout=IDLE_SECONDS,
        workers_kill_timeout=STOP_SECONDS,
        # Another worker takes the place of one that died; one that dies as soon as it has come is not replaced.
        respawn_failed_workers=True,
        websockets=False,
        log_level=LogLevels.warning,
        log_dictconfig=_LOG,
    )
    server.on_startup(on_start)
    # It would begin a second worker beside the first, and only one may enter acts: it ends the server like Ctrl-C.
    server.on_startup(lambda: signal.signal(signal.SIGHUP, server.signal_handler_interrupt))
    _close_database_files()
    # What is loaded stays for ever: leaving it out of collections keeps its pages shared with the worker.
    gc.collect()
    gc.freeze()

    def load(*_: object) -> WSGIApplication:
        leash.follow()
        _forget_connections()
        _settle_in(data, port, last_words)
        if on_settled is not None:
            on_settled()
        return application

    try:
        server.serve(target_loader=load, wrap_loader=False)
    except SystemExit as stopped:
        if stopped.code and not last_words.are_said():
            raise CommandError("the server stopped by itself; what it met stands above.") from stopped
    last_words.repeat()


def _settle_in(data: Path, port: int, last_words: LastWords) -> None:
    """Called in the worker: it lives in the house from now on, concludes what falls due, watches, sends mails."""
    from django.conf import settings

    from comity.store.clockwork import Clockwork
    from comity.store.house import open_within
    from comity.store.living import settle
    from comity.store.nightwatch import NightWatch
    from comity.web.desk.outbox.runner import start

    # What was checked before the fork is read anew: the worker that enters acts begins from what is stored.
    try:
        house = open_within(data)
    except Exception as fault:  # noqa: BLE001 - whatever it was, the command ends with it
        last_words.say(explained(fault))
    settle(house)
    Clockwork(house).start()
    NightWatch(house).start()
    start(house, settings.COMITY_DESK_ORIGIN or f"http://localhost:{port}")


def _use_one_arena() -> None:
    """Let threads share one arena of memory: Python runs one at a time, and each arena keeps what it once held."""
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(_MOST_ARENAS, 1)


def _loaded() -> WSGIApplication:
    """The application with every page's module: a fault in one is said before the fork; the worker starts at once."""
    from django.urls import get_resolver

    from comity.config.wsgi import application

    get_resolver().url_patterns  # noqa: B018 - reading it imports them
    return application


class Leash:
    """Ends the worker when the supervisor is gone, whatever became of it: no worker outlives the lock's holder."""

    def __init__(self) -> None:
        self._ours, self._theirs = os.pipe()

    def follow(self) -> None:
        """Called in the worker."""
        # Ctrl-C in a terminal reaches a whole group: it is the supervisor's to hear, and to end the worker in order.
        os.setpgid(0, 0)
        # The supervisor's way to hear it, inherited, would end nothing here until the worker has one of its own.
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        os.close(self._theirs)
        threading.Thread(target=self._wait, daemon=True).start()

    def _wait(self) -> None:
        os.read(self._ours, 1)
        os.kill(os.getpid(), signal.SIGTERM)


class LastWords:
    """What a worker says that finds the house shut: the supervisor ends with it, and begins no other worker."""

    def __init__(self) -> None:
        self._supervisor = os.getpid()
        self._reads, self._writes = os.pipe()
        os.set_blocking(self._reads, False)
        self._said = b""

    def say(self, told: CommandError) -> NoReturn:
        """Called in the worker, which waits for its end then."""
        os.write(self._writes, f"{told.code} {told}".encode()[: select.PIPE_BUF])
        with suppress(ProcessLookupError):
            os.kill(self._supervisor, signal.SIGTERM)
        while True:
            signal.pause()

    def are_said(self) -> bool:
        """Called in the supervisor."""
        with suppress(BlockingIOError):
            self._said = self._said or os.read(self._reads, select.PIPE_BUF)
        return bool(self._said)

    def repeat(self) -> None:
        """Called in the supervisor. Raises CommandError if the worker said anything."""
        if self.are_said():
            code, _, words = self._said.decode(errors="ignore").partition(" ")
            raise CommandError(words, int(code))


def _close_database_files() -> None:
    """SQLite's connections may not cross a fork; PostgreSQL's hold the writer's lock, and the worker makes its own."""
    from django.db import connections

    for connection in connections.all(initialized_only=True):
        if connection.vendor == "sqlite":
            connection.close()


_inherited: list[object] = []


def _forget_connections() -> None:
    """Called in the worker: what the supervisor has opened is left to it, open and untouched."""
    from django.db import connections

    for connection in connections.all(initialized_only=True):
        _inherited.append(connection.connection)
        connection.connection = None
