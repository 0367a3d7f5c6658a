"""`comity init`, `serve` and `rebuild`: the commands of whoever keeps the record."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from comity.cli.django import use_folder
from comity.cli.errors import WRONG_USAGE, CommandError
from comity.cli.options import DEFAULT_DATA, Data
from comity.cli.output import Progress, progress, say

if TYPE_CHECKING:
    from collections.abc import Callable

    from comity.record.keys import PrivateKey

_STAGES = {"enter": "Acts entered", "audit": "Acts verified", "tiles": "Tiles written", "fold": "Acts folded"}


def register(app: typer.Typer) -> None:
    app.command(
        epilog="Examples:  comity init   ·   comity init --data /srv/cica --origin record.example.org --key "
        "~/.ssh/id_ed25519"
    )(init)
    app.command(epilog="Examples:  comity serve   ·   comity serve --data /srv/cica --port 8080")(serve)
    app.command(epilog="Example:  comity rebuild --data /srv/cica")(rebuild)


def _origin(given: str | None) -> str | None:
    from pydantic import TypeAdapter, ValidationError

    from comity.forum.charter.acts import Origin

    try:
        return given and TypeAdapter(Origin).validate_python(given)
    except ValidationError:
        fit = "up to 200 letters and digits with . _ : / ~ - between them, for instance record.example.org"
        raise typer.BadParameter(f"“{given}” cannot name a record; in order are {fit}.") from None


def init(
    data: Data = DEFAULT_DATA,
    forum: Annotated[
        str, typer.Option("--forum", metavar="NAME", help="A forum that comes with Comity, or a folder of forum data.")
    ] = "cica",
    origin: Annotated[
        str | None,
        typer.Option(
            "--origin",
            metavar="ORIGIN",
            help="The record's name for ever, best its address without the scheme; else the data's.",
            callback=_origin,
        ),
    ] = None,
    key: Annotated[
        Path | None,
        typer.Option(
            "--key",
            metavar="FILE",
            exists=True,
            dir_okay=False,
            help="An OpenSSH Ed25519 private key for the secretariat, copied into the data folder; else one is made.",
        ),
    ] = None,
) -> None:
    """Make a data folder; enter a forum's whole history.

    Every act of the forum's data is checked, signed and entered in order, then the whole record is audited. A fault in
    the data stops it before anything is made, with file, line, field and reason.
    """
    from comity.forum.kernel.text import said_in
    from comity.secretariat.clock import HostClock, entered_at
    from comity.secretariat.forumdata import read_forum

    folder = forum_folder(forum)
    secretariat = read_key(key) if key else None
    read = read_forum(folder, now=entered_at(HostClock().now()))
    use_folder(data)
    from comity.store.house import begin

    with Stages() as stages:
        made = begin(data, read, origin=origin, key=secretariat, on_progress=stages)
    name = said_in(read.identity["short"], "en")[0]
    say(f"{len(read.acts) + 1:,} acts of {name} are entered and verified in {data}.")
    say(f"The record's name is {made.origin}. Its keys are in {data / 'keys'}: keep a copy where nobody else reads it.")
    say(f"Serve it: comity serve --data {data}")


def forum_folder(name: str) -> Path:
    """The folder of a forum's data: one of ours by its name, or any by its path."""
    import comity.forums

    ours = Path(comity.forums.__path__[0])
    for folder in (ours / name, Path(name)):
        if (folder / "forum.toml").is_file():
            return folder
    known = ", ".join(sorted(found.parent.name for found in ours.glob("*/forum.toml")))
    said = f"there is no forum “{name}”: name one of ours ({known}), or a folder that holds a forum.toml."
    raise CommandError(said, WRONG_USAGE)


def read_key(file: Path) -> PrivateKey:
    """The private key in a file, which may have no passphrase: the program signs by itself."""
    from comity.record.errors import RecordError
    from comity.record.keys import PrivateKey

    try:
        return PrivateKey.from_openssh(file.read_bytes())
    except RecordError as fault:
        hint = "It has to be an Ed25519 key without a passphrase: ssh-keygen -t ed25519 -N '' -f FILE"
        raise CommandError(f"{file}: {fault}. {hint}", WRONG_USAGE) from fault


class Stages(ExitStack):
    """Progress of work in stages, each shown when it begins and gone when the next one does."""

    def __init__(self) -> None:
        super().__init__()
        self._stage = ""
        self._tell: Progress | None = None

    def __call__(self, stage: str, done: int, total: int) -> None:
        if stage != self._stage or self._tell is None:
            self.close()
            self._stage = stage
            self._tell = self.enter_context(progress(_STAGES.get(stage, stage)))
        self._tell(done, total)


def serve(
    data: Data = DEFAULT_DATA,
    port: Annotated[
        int, typer.Option("--port", metavar="PORT", envvar="PORT", min=1, max=65535, help="The port to listen on.")
    ] = 8000,
    host: Annotated[str, typer.Option("--host", metavar="ADDRESS", help="The address to listen on.")] = "127.0.0.1",
) -> None:
    """Serve the portal and the record.

    Entries, files and signed heads are checked against each other first; what a crash left unfinished is finished. It
    runs until Ctrl-C or SIGTERM. One process at a time holds a data folder. Where readers reach it by another name than
    localhost, say which: COMITY_ALLOWED_HOSTS=record.example.org,www.example.org
    """
    from comity.secretariat import datafolder

    datafolder.read(data)
    use_folder(data)
    from comity.cli.server import check_address, run
    from comity.store.house import open_house

    with open_house(data) as house:
        check_address(host, port)
        run(data, host, port, _welcome(data, house.folder.forum, house.door.head, host, port))


def _welcome(data: Path, forum: str, head: object, host: str, port: int) -> Callable[[], None]:
    from comity.secretariat.startup import WHOLE

    size = getattr(head, "size", 0)
    agree = "entries, files and signed heads agree"
    if size > WHOLE:
        agree += " at its end; comity record verify checks all of it"
    shown = f"[{host}]" if ":" in host else host

    def welcome() -> None:
        say(f"The record of the forum “{forum}” in {data}: {size:,} acts; {agree}.")
        say(f"The portal is at http://{shown}:{port}/ (Ctrl-C ends it).")
        say(f"Anyone can verify the record: comity record verify http://{shown}:{port}/record")

    return welcome


def rebuild(data: Data = DEFAULT_DATA) -> None:
    """Derive all tables and files anew.

    The entries are the truth: tables are dropped and folded from them again, tiles and bundles written again, and the
    result is checked against the signed head.
    """
    from comity.secretariat import datafolder

    datafolder.read(data)
    use_folder(data)
    from comity.store.house import refold

    with Stages() as stages:
        number = refold(data, stages)
    say(f"The tables and files in {data} are derived anew from {number:,} acts.")
