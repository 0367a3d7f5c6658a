"""`comity officer …`: officers and keys from the server's console, by acts that the registrar's key signs.

It is the way back for a secretariat that nobody can sign in to any more; each act is in the record like any other.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from comity.cli.errors import DOES_NOT_HOLD, CommandError
from comity.cli.officeracts import OURS, Note, Order, read_functions, read_public_key
from comity.cli.options import DEFAULT_DATA, AsJson, Data
from comity.cli.output import coloured, note, print_json, say, table

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Enrol and invite officers, add and revoke keys, at the server's console.",
)

Officer: TypeAlias = Annotated[
    str, typer.Argument(metavar="OFFICER", help="The officer's id, as comity officer list shows it.")
]
Party: TypeAlias = Annotated[
    str, typer.Option("--party", metavar="CODE", help="The party whose officer it is; the secretariat if left out.")
]
Reference: TypeAlias = Annotated[
    str | None,
    typer.Option("--note", metavar="REF", help="For another party: the reference of the note verbale that asks it."),
]
On: TypeAlias = Annotated[
    str | None, typer.Option("--on", metavar="DATE", help="The date of that note verbale, YYYY-MM-DD.")
]
Port: TypeAlias = Annotated[
    int,
    typer.Option(
        "--port",
        metavar="PORT",
        envvar="PORT",
        min=1,
        max=65535,
        help="The port of this machine that the link leads to, unless COMITY_DESK_ORIGIN is set.",
    ),
]


@app.command(name="list", epilog="Examples:  comity officer list   ·   comity officer list --party KAZ --json")
def list_officers(data: Data = DEFAULT_DATA, party: Party = OURS, as_json: AsJson = False) -> None:
    """List a party's officers, their functions and their keys.

    It may be asked beside a server that is running.
    """
    from comity.cli.officeracts import as_data, held_in, rows_of

    held = held_in(data, party)
    if as_json:
        print_json(as_data(held))
        return
    rows = list(rows_of(held))
    say("\n".join(table(rows)) if rows else f"{party} has no officers in the record.")


@app.command(
    epilog='Examples:  comity officer enrol --office "Head of the desk" --functions administrator,authoriser   ·   '
    'comity officer enrol --party KAZ --note "No. 12" --on 2026-11-20 --office "Head of the desk" '
    "--functions administrator"
)
def enrol(
    office: Annotated[str, typer.Option("--office", metavar="TEXT", help="What the office is called, in English.")],
    functions: Annotated[
        str,
        typer.Option(
            "--functions",
            metavar="LIST",
            help="Of administrator, authoriser, drafter, reader; with commas between them.",
            callback=read_functions,
        ),
    ],
    *,
    data: Data = DEFAULT_DATA,
    party: Party = OURS,
    reference: Reference = None,
    on: On = None,
) -> None:
    """Enrol an officer, under an id that tells nothing.

    The office is in the record, for everybody to read; who the person is stands nowhere in it.
    """
    from comity.secretariat.keynames import new_officer_id

    officer = new_officer_id()
    said = {"officer": officer, "office": {"en": office}, "functions": functions.split(",")}
    index = Order(data, party, Note.read(party, reference, on)).enter("officers.enrol", said)
    say(f"Act {index:,}: {party} has the officer {coloured(officer, '', bold=True)}, {office}.")
    say(f"Invite her to make a passkey: comity officer invite {officer}{_of(party)}{_where(data)}")


@app.command(
    epilog="Examples:  comity officer invite o-7f3k2q   ·   "
    'comity officer invite o-7f3k2q --party KAZ --note "No. 12" --on 2026-11-20'
)
def invite(
    officer: Officer,
    *,
    data: Data = DEFAULT_DATA,
    party: Party = OURS,
    reference: Reference = None,
    on: On = None,
    port: Port = 8000,
) -> None:
    """Print a link by which an officer makes a passkey: once, and it cannot be printed again.

    It may be made beside a server that is running. The key then waits to be confirmed: comity officer confirm.
    """
    link = Order(data, party, Note.read(party, reference, on)).invite(officer, port)
    say(link)
    note("It works once, within 72 hours. Give it to the officer by a way on which nobody else reads it.")


@app.command(
    name="add-key",
    epilog="Examples:  comity officer add-key registrar --key ~/.ssh/id_ed25519.pub   ·   "
    "comity officer add-key o-7f3k2q --key head.pub --data /srv/cica",
)
def add_key(
    officer: Officer,
    *,
    key: Annotated[
        Path, typer.Option("--key", metavar="FILE", help="A public key of OpenSSH.", exists=True, dir_okay=False)
    ],
    data: Data = DEFAULT_DATA,
    party: Party = OURS,
    reference: Reference = None,
    on: On = None,
) -> None:
    """Add a key of OpenSSH, with which an officer signs on the command line."""
    public = read_public_key(key)
    order = Order(data, party, Note.read(party, reference, on))
    index = order.enter("officers.add_key", {"officer": officer, "key": public.openssh})
    say(f"Act {index:,}: the officer {officer} of {party} signs with {public.fingerprint}.")


@app.command(epilog="Examples:  comity officer confirm   ·   comity officer confirm SHA256:qrS7…")
def confirm(
    fingerprint: Annotated[
        str | None,
        typer.Argument(metavar="[KEY]", help="The fingerprint of the key to confirm; without it those that wait."),
    ] = None,
    *,
    data: Data = DEFAULT_DATA,
) -> None:
    """Show the passkeys that wait for the secretariat's signature, or confirm one.

    Compare its six words with the officer over the telephone first: they are on the page of her invitation.
    """
    from comity.cli.officeracts import confirm_key, waiting_in

    if fingerprint is not None:
        index, party, officer = confirm_key(data, fingerprint)
        say(f"Act {index:,}: the officer {officer} of {party} signs with {fingerprint}.")
        return
    rows = waiting_in(data)
    if not rows:
        raise CommandError("no passkey waits for the secretariat's signature.", DOES_NOT_HOLD)
    for party, officer, waiting, words in rows:
        say(f"{party}/{officer}  {waiting}")
        say(f"    {words}")


@app.command(
    name="revoke-key",
    epilog="Examples:  comity officer revoke-key o-7f3k2q SHA256:qrS7… --reason lost   ·   "
    'comity officer revoke-key o-2m4x9p SHA256:qrS7… --reason lost --party KAZ --note "No. 13" --on 2026-11-20',
)
def revoke_key(  # noqa: PLR0913 - one parameter an option
    officer: Officer,
    fingerprint: Annotated[str, typer.Argument(metavar="KEY", help="The key's fingerprint.")],
    *,
    reason: Annotated[
        str, typer.Option("--reason", metavar="WHY", help="lost, compromised, replaced or left; it is in the record.")
    ],
    data: Data = DEFAULT_DATA,
    party: Party = OURS,
    reference: Reference = None,
    on: On = None,
) -> None:
    """Revoke a key: it signs no more. What it signed before stays valid."""
    said = {"officer": officer, "fingerprint": fingerprint, "reason": reason}
    index = Order(data, party, Note.read(party, reference, on)).enter("officers.revoke_key", said)
    say(f"Act {index:,}: the key {fingerprint} of {party}/{officer} is revoked.")


@app.command(
    epilog="Examples:  comity officer dismiss o-7f3k2q   ·   "
    'comity officer dismiss o-2m4x9p --party KAZ --note "No. 13" --on 2026-11-20'
)
def dismiss(
    officer: Officer, *, data: Data = DEFAULT_DATA, party: Party = OURS, reference: Reference = None, on: On = None
) -> None:
    """Dismiss an officer, who acts for the party no more, with whatever key."""
    index = Order(data, party, Note.read(party, reference, on)).enter("officers.dismiss", {"officer": officer})
    say(f"Act {index:,}: the officer {officer} of {party} is dismissed.")


def _of(party: str) -> str:
    return "" if party == OURS else f" --party {party} --note REF --on DATE"


def _where(data: Path) -> str:
    return "" if data == DEFAULT_DATA else f" --data {data}"
