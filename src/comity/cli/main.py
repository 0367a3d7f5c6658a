"""`comity`: every command, in one place."""

from __future__ import annotations

from typing import Annotated

import typer

from comity import __version__
from comity.cli import act, decisions, host, mail, officer, record, registers, rehearse, treaties
from comity.cli.errors import EXIT_CODES, Commands

app = typer.Typer(
    cls=Commands,
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help="The digital secretariat of an intergovernmental forum, on a record that every member can verify.",
    epilog=EXIT_CODES,
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"comity {__version__}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and exit.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    del version


host.register(app)
registers.register(app)
rehearse.register(app)
treaties.register(app)
app.add_typer(act.app, name="act")
app.add_typer(decisions.app, name="decisions")
app.add_typer(mail.app, name="mail")
app.add_typer(officer.app, name="officer")
app.add_typer(record.app, name="record")
