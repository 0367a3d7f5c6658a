"""`comity treaties`: how the treaties stand of which the forum is the depositary, and one of them state by state."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from comity.cli.errors import WRONG_USAGE, CommandError
from comity.cli.options import DEFAULT_DATA, AsJson, Data
from comity.cli.output import coloured, print_json, say, table
from comity.cli.registers import known_day, read_day

if TYPE_CHECKING:
    from comity.forum.kernel.dates import Bounds
    from comity.forum.readings.treaties import Row, Status
    from comity.secretariat.wording.speech import Speech
    from comity.web.portal.framework.library import Library


def register(app: typer.Typer) -> None:
    app.command(epilog="Examples:  comity treaties   ·   comity treaties convention-privileges --json | jq .treaties")(
        treaties
    )


def treaties(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="One of them, state by state, by its name in addresses.")
    ] = None,
    on: Annotated[
        str | None,
        typer.Option("--on", metavar="DATE", help="The day, YYYY-MM-DD; today if left out.", callback=read_day),
    ] = None,
    data: Data = DEFAULT_DATA,
    as_json: AsJson = False,
) -> None:
    """Say how the treaties stand that the forum keeps.

    In force since when, or what is still missing, computed from each treaty's own clause; by name, state by state.
    """
    from comity.cli.reading import open_register, today_in

    library, speech = open_register(data)
    today = today_in(data)
    day = known_day(library, on, today) if on else today
    found = _kept(library, day, name)
    if as_json:
        print_json({"on": day.isoformat(), "treaties": [_treaty(each, speech, in_full=bool(name)) for each in found]})
        return
    for each in found:
        _say(each, speech, in_full=bool(name))
    if not found:
        say("The forum keeps no treaty.")


def _kept(library: Library, day: date, name: str | None) -> list[Status]:
    """The treaties that had been adopted by a day; of a name, that one."""
    from comity.forum.readings.treaties import status
    from comity.forum.readings.treaties import treaties as kept

    names = [each.treaty for each in kept(library)]
    if name is not None and name not in names:
        there = f"there are {', '.join(names)}" if names else "it keeps none"
        raise CommandError(f"the forum keeps no treaty “{name}”; {there}.", WRONG_USAGE)
    found = [status(library, each, day) for each in names if name in {None, each}]
    return [each for each in found if each]


def _treaty(found: Status, speech: Speech, *, in_full: bool) -> dict[str, Any]:
    said = {
        "treaty": found.treaty.treaty,
        "title": _title(found),
        "adopted": found.treaty.adopted,
        "depositary": found.treaty.depositary,
        "standing": found.standing,
        "in_force": _bounds(found.entry.on),
        "instruments": found.entry.counted,
        "wanted": found.entry.wanted or None,
        "missing": found.entry.missing,
        "missing_named": list(found.entry.missing_named),
        "outlook": [speech.said(each) for each in found.outlook],
    }
    return {**said, "states": [_row(each, found.day) for each in found.rows]} if in_full else said


def _row(row: Row, day: date) -> dict[str, Any]:
    return {
        "party": row.party,
        "state": row.state,
        "signed": row.signed and row.signed.on,
        "way": row.bond and row.bond.way,
        "deposited": _bounds(row.bond.since) if row.bond else None,
        "in_force": _bounds(row.in_force),
        "standing": row.standing(day),
        "declarations": len(row.statements),
    }


def _bounds(span: Bounds | None) -> list[str | None] | None:
    return [day.isoformat() if day else None for day in span] if span else None


def _say(found: Status, speech: Speech, *, in_full: bool) -> None:
    from comity.forum.treaties.machine import PARTICIPATION

    say(coloured(f"{found.treaty.treaty}  {_title(found)}", "", bold=True))
    say("  ".join(speech.said(each) for each in found.outlook))
    if in_full:
        rows = [
            (row.party, speech.party(row.party, found.day), PARTICIPATION.states[row.state], _since(row, speech))
            for row in found.rows
        ]
        say("\n".join(table(rows)))


def _since(row: Row, speech: Speech) -> str:
    """Since when a party is bound, or when it signed."""
    if row.bond is not None:
        return f"{row.bond.way.replace('_', ' ')} {speech.day(row.bond.on)}" if row.bond.on else row.bond.way
    return f"signature {speech.day(row.signed.on)}" if row.signed else ""


def _title(found: Status) -> str:
    from comity.forum.kernel.text import said_in

    return said_in(found.document.title, "en")[0]
