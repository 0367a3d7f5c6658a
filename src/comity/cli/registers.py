"""`comity members` and `comity claims`: what the register says, for people and for scripts."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from comity.cli.errors import WRONG_USAGE, CommandError
from comity.cli.options import DEFAULT_DATA, AsJson, Data
from comity.cli.output import coloured, print_json, say, table

if TYPE_CHECKING:
    from comity.forum.membership.statuses import Spell
    from comity.forum.readings.claims import Judged
    from comity.secretariat.wording.speech import Speech
    from comity.web.portal.framework.library import Library

_VERDICT_COLOURS = {"agrees": "green", "differs": "red", "undecidable": "yellow"}


def register(app: typer.Typer) -> None:
    app.command(
        epilog="Examples:  comity members --on 2006-06-17   ·   comity members --on 2010-08-01 --json | jq .count"
    )(members)
    app.command(
        epilog="Examples:  comity claims   ·   comity claims --json | jq '.[] | select(.verdict==\"differs\")'"
    )(claims)


def read_day(given: str | None) -> str | None:
    """Read a day that was typed."""
    if given is None:
        return None
    try:
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", given):
            raise ValueError
        date.fromisoformat(given)
    except ValueError:
        raise typer.BadParameter(f"“{given}” is no day; write it as year-month-day, for instance 2006-06-17.") from None
    return given


def known_day(library: Library, given: str, today: date) -> date:
    """The day, where the register knows of it; the portal has the same rule and says it in the same words."""
    from comity.forum.kernel.errors import Refused
    from comity.web.portal.framework.ask import read_day_shown

    try:
        return read_day_shown(library, given, today)
    except Refused as refused:
        raise CommandError(f"{refused.text} {refused.remedy}", WRONG_USAGE) from refused


def members(
    on: Annotated[
        str | None,
        typer.Option("--on", metavar="DATE", help="The day, YYYY-MM-DD; today if left out.", callback=read_day),
    ] = None,
    data: Data = DEFAULT_DATA,
    as_json: AsJson = False,
) -> None:
    """List the members on a day.

    Where the sources leave a date open, the number is a range, and the reason is given.
    """
    from comity.cli.reading import open_register, today_in
    from comity.forum.membership.statuses import MEMBER
    from comity.forum.readings.membership import register as read_register

    library, speech = open_register(data)
    today = today_in(data)
    day = known_day(library, on, today) if on else today
    count = read_register(library).count(MEMBER, day)
    sure, possible = sorted(s.party for s in count.sure), sorted(count.open_, key=lambda spell: spell.party)
    if as_json:
        print_json(
            {
                "on": day.isoformat(),
                "count": {"min": count.least, "max": count.most},
                "members": sure,
                "uncertain": [_uncertain(spell, speech) for spell in possible],
            }
        )
        return
    number = str(count.least) if count.exact else f"{count.least} to {count.most}"
    say(coloured(f"{number} members on {speech.day(day.isoformat())}", "", bold=True))
    say("\n".join(table([(party, speech.party(party, day)) for party in sure])))
    for spell in possible:
        say(coloured(f"{spell.party}  {speech.party(spell.party, day)}: {_reason(spell, speech)}", "yellow"))


def _uncertain(spell: Spell, speech: Speech) -> dict[str, Any]:
    return {
        "party": spell.party,
        "since": [day and day.isoformat() for day in spell.since],
        "until": [day and day.isoformat() for day in spell.until] if spell.until else None,
        "reason": _reason(spell, speech),
        "sources": list(spell.sources),
    }


def _reason(spell: Spell, speech: Speech) -> str:
    """Why it is open whether the party was a member on the day."""
    said = f"a member since some day {_between(spell.since, speech)}"
    if spell.until:
        said += f", until some day {_between(spell.until, speech)}"
    return f"{said}; the sources ({', '.join(spell.sources)}) give no exact day"


def _between(bounds: tuple[date | None, date | None], speech: Speech) -> str:
    first, last = (day and speech.day(day.isoformat()) for day in bounds)
    if first and last:
        return f"between {first} and {last}" if first != last else f"on {first}"
    return f"by {last}" if last else f"from {first} on"


def claims(data: Data = DEFAULT_DATA, as_json: AsJson = False) -> None:
    """Hold what sources say against the register.

    Each claim gets a computed verdict, agrees, differs or undecidable, with what the register says and why.
    """
    from comity.cli.reading import open_register
    from comity.forum.readings.claims import judge_all

    library, speech = open_register(data)
    judged = judge_all(library)
    if as_json:
        print_json([_claim(each, speech) for each in judged])
        return
    for each in judged:
        claim = _claim(each, speech)
        line = f"{claim['source']}, line {claim['line']}" if claim["line"] else claim["source"]
        say(f"{coloured(claim['verdict'].ljust(12), _VERDICT_COLOURS[claim['verdict']])}{claim['id']} ({line})")
        rows = [("", "says:", claim["says"]), ("", "register:", claim["register"]), ("", "why:", claim["why"])]
        say("\n".join(table(rows)))
    counts = Counter(each.finding.verdict.value for each in judged)
    say(f"{len(judged)} claims: " + ", ".join(f"{counts[name]} {name}" for name in _VERDICT_COLOURS) + ".")


def _claim(judged: Judged, speech: Speech) -> dict[str, Any]:
    from comity.forum.kernel.text import said_in

    claim, finding = judged.claim, judged.finding
    return {
        "id": claim.claim,
        "source": claim.source,
        "line": claim.line,
        "says": said_in(claim.says, "en")[0],
        "verdict": finding.verdict.value,
        "register": speech.said(finding.register),
        "why": said_in(claim.why, "en")[0],
    }
