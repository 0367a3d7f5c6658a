"""`comity mail …`: the outbox from the server's console."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

import typer

from comity.cli.errors import WRONG_USAGE, CommandError
from comity.cli.options import DEFAULT_DATA, AsJson, Data
from comity.cli.output import print_json, say, table

if TYPE_CHECKING:
    from comity.secretariat.vault import Vault
    from comity.store.outbox import Mail

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Compose, look at, hold and send e-mails to officers.",
)

Id: TypeAlias = Annotated[str, typer.Argument(metavar="ID", help="The mail's id, as comity mail list shows it.")]
Port: TypeAlias = Annotated[
    int,
    typer.Option(
        "--port",
        metavar="PORT",
        envvar="PORT",
        min=1,
        max=65535,
        help="The port of this machine that mails lead to, unless COMITY_DESK_ORIGIN is set.",
    ),
]
_STATES = ("waiting", "held", "sent", "failed")


def _state(given: str | None) -> str | None:
    if given is not None and given not in _STATES:
        raise typer.BadParameter(f"“{given}” is no state; there are {', '.join(_STATES)}.")
    return given


@app.command(epilog="Example:  comity mail compose --data /srv/cica")
def compose(data: Data = DEFAULT_DATA, port: Port = 8000) -> None:
    """Compose the mails that are due.

    Nobody is told twice of the same. A server that is running does so by itself every minute, and holds the folder.
    """
    from comity.cli.django import use_folder
    from comity.secretariat import datafolder

    datafolder.read(data)
    use_folder(data)
    from comity.secretariat.clock import time_of
    from comity.store.house import open_house
    from comity.store.mailroom import compose_for, origin_of

    with open_house(data) as house:
        number = compose_for(house, time_of(house.clock), origin_of(port))
    say(f"{number} {'mail' if number == 1 else 'mails'} composed.")


@app.command(epilog="Example:  comity mail send --data /srv/cica")
def send(data: Data = DEFAULT_DATA) -> None:
    """Send the mails that wait and are due, to the server that COMITY_SMTP_URL names.

    What was not taken says why in comity mail list, and is tried again after a while.
    """
    from comity.cli.django import use_folder
    from comity.secretariat import datafolder

    datafolder.read(data)
    use_folder(data)
    from comity.secretariat.clock import time_of
    from comity.store.house import open_house
    from comity.store.postman import send_due

    went = stayed = 0
    with open_house(data) as house:
        now = time_of(house.clock)
        while sum(done := send_due(house, now)):
            went, stayed = went + done.went, stayed + done.stayed
    say(f"{went} sent, {stayed} not taken.")


@app.command(
    name="list", epilog="Examples:  comity mail list   ·   comity mail list --state failed --json | jq '.[].fault'"
)
def list_mails(
    data: Data = DEFAULT_DATA,
    state: Annotated[
        str | None,
        typer.Option("--state", metavar="STATE", help="waiting, held, sent or failed; else all.", callback=_state),
    ] = None,
    most: Annotated[int, typer.Option("--most", metavar="N", min=1, help="How many, the newest first.")] = 50,
    as_json: AsJson = False,
) -> None:
    """List mails, the newest first."""
    vault = _vault(data)
    from comity.store import outbox

    found = outbox.listed(vault, state=state or "", most=most)
    if as_json:
        print_json([_as_json(mail) for mail in found])
        return
    rows = [
        (each.id, each.state, f"{each.created:%Y-%m-%d %H:%M}", each.letter.address, each.fault or each.letter.subject)
        for each in found
    ]
    say("\n".join(table(rows)) if rows else "There is no such mail.")


@app.command(epilog="Example:  comity mail show 3f0c51d2a7b94e6680aa1c2d")
def show(name: Id, data: Data = DEFAULT_DATA, as_json: AsJson = False) -> None:
    """Show a mail as it will go or went."""
    vault = _vault(data)
    from comity.store import outbox

    mail = outbox.find(vault, name)
    if mail is None:
        raise _unknown(name)
    if as_json:
        print_json({**_as_json(mail), "text": mail.letter.text})
        return
    said = {
        "State": mail.state,
        "Tries": str(mail.tries),
        "Hindered by": " ".join((mail.fault, mail.answer if mail.fault else "")).strip(),
        "From": mail.sender,
        "To": f"{mail.letter.name} <{mail.letter.address}>",
        "Subject": mail.letter.subject,
    }
    say("\n".join(table([(f"{label}:", text) for label, text in said.items() if text])))
    say()
    say(mail.letter.text.rstrip())


@app.command(epilog="Example:  comity mail hold 3f0c51d2a7b94e6680aa1c2d")
def hold(name: Id, data: Data = DEFAULT_DATA) -> None:
    """Keep a mail that waits from going."""
    mail = _opened(data, name)
    from comity.store import outbox

    if not outbox.hold(name):
        raise CommandError(f"the mail {name} does not wait: it is {mail.state}.", WRONG_USAGE)
    say(f"The mail {name} is held.")


@app.command(epilog="Example:  comity mail release 3f0c51d2a7b94e6680aa1c2d")
def release(name: Id, data: Data = DEFAULT_DATA) -> None:
    """Let a mail go that was held, or be tried again that has failed."""
    _opened(data, name)
    from comity.secretariat import datafolder
    from comity.secretariat.clock import time_of
    from comity.secretariat.rehearsal.clock import clock_of
    from comity.store import outbox

    if not outbox.release(name, time_of(clock_of(datafolder.read(data)))):
        raise CommandError(f"the mail {name} was sent already.", WRONG_USAGE)
    say(f"The mail {name} waits to go.")


def _vault(data: Path) -> Vault:
    """The folder's vault. Nothing is locked: mails are looked at, held and released beside a server too."""
    from comity.cli.django import use_folder
    from comity.secretariat import datafolder

    folder = datafolder.read(data)
    use_folder(data)
    from comity.store.house import check_database

    check_database()
    return folder.vault(in_use=True)


def _opened(data: Path, name: str) -> Mail:
    vault = _vault(data)
    from comity.store import outbox

    mail = outbox.find(vault, name)
    if mail is None:
        raise _unknown(name)
    return mail


def _unknown(name: str) -> CommandError:
    return CommandError(f"there is no mail {name}: comity mail list names them.", WRONG_USAGE)


def _as_json(mail: Mail) -> dict[str, Any]:
    return {
        "id": mail.id,
        "state": mail.state,
        "reason": mail.letter.reason,
        "to": mail.letter.address,
        "name": mail.letter.name,
        "language": mail.letter.language,
        "subject": mail.letter.subject,
        "created": mail.created.isoformat(),
        "sent": mail.sent.isoformat() if mail.sent else None,
        "tries": mail.tries,
        "fault": mail.fault,
        "answer": mail.answer,
    }
