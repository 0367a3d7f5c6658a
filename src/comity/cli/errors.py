"""How a command ends that cannot do what it was asked: one clear sentence, an exit code, never a traceback."""

from __future__ import annotations

import os
import sys
import traceback
from typing import Any

import typer
from typer.core import TyperGroup

DOES_NOT_HOLD = 1
WRONG_USAGE = 2
CANNOT_RUN = 3

EXIT_CODES = (
    "Exit codes: 0 done, and everything holds; 1 something does not hold (a record, a proof, a data file); "
    "2 the command was given wrongly; 3 it cannot run here (no data folder, in use, of a newer version, unreadable)."
)


class CommandError(Exception):
    """The command ends here, with this sentence; `code` is one of the exit codes above."""

    def __init__(self, message: str, code: int = CANNOT_RUN) -> None:
        super().__init__(message)
        self.code = code


class Commands(TyperGroup):
    """The group of all commands; whatever a room below raises is said here in one sentence."""

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 - typer keeps its own class of contexts private
        try:
            return super().invoke(ctx)
        except (typer.TyperException, typer.Abort, typer.Exit):
            raise
        except BrokenPipeError:
            # Whoever read our output has read enough (`comity claims | head`).
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(0) from None
        except Exception as fault:
            told = fault if isinstance(fault, CommandError) else explained(fault)
            typer.echo(f"comity: {told}", err=True)
            raise typer.Exit(told.code) from fault


def explained(fault: Exception) -> CommandError:
    """The error to end with for what a room below has raised."""
    import django.db

    if os.environ.get("COMITY_TRACEBACK"):
        traceback.print_exception(fault)
    for known, code in _known():
        if isinstance(fault, known):
            return CommandError(str(fault), code)
    if isinstance(fault, django.db.Error):
        return CommandError(_of_database(fault))
    if isinstance(fault, OSError):
        where = f"{fault.filename}: " if fault.filename else ""
        return CommandError(f"{where}{fault.strerror or fault}.")
    said = f"{type(fault).__name__}: {fault}"
    return CommandError(f"this was not foreseen: {said}. Set COMITY_TRACEBACK=1 to see where, and report it, please.")


def _of_database(fault: Exception) -> str:
    """Which database it is, what it answered, and what to do; the password is not said."""
    from django.db import connections

    connection = connections["default"]
    place, answer = connection.settings_dict, " ".join(str(fault).split()).rstrip(".?") or type(fault).__name__
    if connection.vendor == "sqlite":
        name = str(place["NAME"])
        remedy = "Its folder has to be writable, with room on the disk; a damaged file is restored from a backup."
    else:
        name = f"{place['NAME']} at {place['HOST'] or 'this host'}{place['PORT'] and ':'}{place['PORT']}"
        remedy = "See that its server runs and that COMITY_DATABASE_URL names it rightly."
    return f"the database {name} cannot be used: {answer}. {remedy}"


def _known() -> list[tuple[type[Exception], int]]:
    from django.core.exceptions import ImproperlyConfigured

    from comity.forum.kernel.errors import Refused
    from comity.record.errors import RecordError
    from comity.secretariat.faults import Fault
    from comity.secretariat.forumdata import DataFault
    from comity.witness.sources import SourceUnreadableError

    return [
        (SourceUnreadableError, CANNOT_RUN),
        (Fault, CANNOT_RUN),
        (ImproperlyConfigured, CANNOT_RUN),
        (RecordError, DOES_NOT_HOLD),
        (DataFault, DOES_NOT_HOLD),
        (Refused, DOES_NOT_HOLD),
    ]
