"""`comity decisions`: matters before the forum, what came out of them, and one with all that happened to it."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Annotated, Any

import typer

from comity.cli.errors import WRONG_USAGE, CommandError
from comity.cli.options import DEFAULT_DATA, AsJson, Data
from comity.cli.output import coloured, print_json, say, table

if TYPE_CHECKING:
    from comity.forum.decisions.state import Decision, Silence
    from comity.secretariat.wording.speech import Speech
    from comity.web.portal.framework.library import DecisionSift, Library

app = typer.Typer(
    invoke_without_command=True,
    rich_markup_mode=None,
    subcommand_metavar="[COMMAND]",
    epilog="Examples:  comity decisions --state silence   ·   comity decisions --json | jq '.[] | .expires'",
)

_NEAR = 500
"""Among how many matters, the newest, a name is looked for that was meant."""


@app.callback()
def decisions(
    context: typer.Context,
    state: Annotated[
        str | None,
        typer.Option("--state", metavar="STATE", help="open, silence, decided, not_adopted or withdrawn; else all."),
    ] = None,
    body: Annotated[str | None, typer.Option("--body", metavar="BODY", help="Of one body, by its name.")] = None,
    year: Annotated[int | None, typer.Option("--year", metavar="YEAR", help="Of one year.", min=1990, max=9999)] = None,
    data: Data = DEFAULT_DATA,
    as_json: AsJson = False,
) -> None:
    """List the matters before the forum, the newest first.

    Each with its state, and with the moment of expiry while a silence runs. Times are of UTC.
    """
    if context.invoked_subcommand is not None:
        _check_bare(context)
        return
    from comity.cli.reading import open_register

    library, _speech = open_register(data)
    found = library.decisions(_sift(library, state, body, year)).rows
    if as_json:
        print_json([_brief(each) for each in found])
        return
    rows = [(each.decision, each.symbol or "—", _state(each), _title(each)) for each in found]
    say("\n".join(table(rows)) if rows else "There are none.")


def _check_bare(context: typer.Context) -> None:
    """Refuse options that stand before `show`, where they would be of no effect."""
    given = [
        name for name in context.params if getattr(context.get_parameter_source(name), "name", "") == "COMMANDLINE"
    ]
    if given:
        said = f"options stand after the name: comity decisions {context.invoked_subcommand} NAME --data DIR."
        raise CommandError(said, WRONG_USAGE)


def _sift(library: Library, state: str | None, body: str | None, year: int | None) -> DecisionSift:
    from comity.forum.charter.state import charter
    from comity.web.portal.framework.library import DecisionSift
    from comity.web.portal.pages.decisions.words import GROUPS

    if state is not None and state not in GROUPS:
        raise CommandError(f"“{state}” is no state; there are {', '.join(GROUPS)}.", WRONG_USAGE)
    held = charter(library)
    bodies = [rule.body for rule in held.rules.bodies] if held else []
    if body is not None and body not in bodies:
        raise CommandError(f"the charter knows no body “{body}”; there are {', '.join(bodies)}.", WRONG_USAGE)
    return DecisionSift(body=body or "", states=GROUPS[state][1] if state else (), year=year)


@app.command(
    epilog="Examples:  comity decisions show work-plan   ·   comity decisions show work-plan --json | jq .silences"
)
def show(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The matter's name, as comity decisions lists it.")],
    data: Data = DEFAULT_DATA,
    as_json: AsJson = False,
) -> None:
    """Show one matter with all that happened to it, from its proposal to its review.

    Its texts, the clocks of its silences, each step with the act that took it, what came out, and what it lays down.
    """
    from comity.cli.reading import open_register

    library, speech = open_register(data)
    held = _found(library, name)
    if as_json:
        print_json(_in_full(held))
    else:
        _say(held, speech)


def _found(library: Library, name: str) -> Decision:
    from comity.forum.decisions.state import decision
    from comity.web.portal.framework.library import DecisionSift

    held = decision(library, name)
    if held is not None:
        return held
    newest = library.decisions(DecisionSift(), 0, _NEAR, counted=False).rows
    by_symbol = next((each.decision for each in newest if name in {each.symbol, each.title.get("en")}), None)
    near = [by_symbol] if by_symbol else get_close_matches(name, [each.decision for each in newest])
    meant = f"did you mean {' or '.join(near)}?" if near else "comity decisions lists them."
    raise CommandError(f"no matter goes by the name “{name}”: {meant}", WRONG_USAGE)


def _brief(held: Decision) -> dict[str, Any]:
    result = held.result
    return {
        "decision": held.decision,
        "symbol": held.symbol,
        "title": _title(held),
        "body": held.body,
        "matter": held.matter,
        "party": held.party,
        "state": held.state,
        "in_words": _state(held),
        "proposed": held.proposed,
        "expires": held.silence.expires if held.silence else None,
        "outcome": result and result.outcome,
        "way": result and result.way,
        "effective": result and result.effective,
    }


def _in_full(held: Decision) -> dict[str, Any]:
    """All that the record says of a matter, its texts in every language that they have."""
    return {
        **_brief(held),
        "effect": held.effect and held.effect.model_dump(mode="json", exclude_none=True),
        "texts": [_listed(each, "revision", "text", "document", "amendments") for each in held.wordings],
        "steps": [_listed(each, "what", "party", "entered", "body", "meeting", "until") for each in held.steps],
        "silences": [_silence(each) for each in held.silences],
        "objections": [_listed(each, "party", "meeting", "entered", "lifted") for each in held.objections],
        "results": [_listed(each, "outcome", "way", "effective", "entered", "revision") for each in held.results],
        "statements": [_listed(each, "party", "kind", "text") for each in held.statements],
        "undertakings": [
            {**each.model_dump(mode="json", include={"number", "what", "by"}), "open_for": list(each.open_for)}
            for each in held.undertakings
        ],
    }


def _silence(run: Silence) -> dict[str, Any]:
    breach = run.breach
    return {
        "number": run.number,
        "started": run.started,
        "clocks": [each.expires for each in run.clocks],
        "reservations": [_listed(each, "party", "kind", "entered", "lifted") for each in run.reservations],
        "ended": run.ended or None,
        "broken_by": breach and (breach.party or None),
        "act": run.act,
        "ended_act": run.ended_act,
    }


def _listed(found: Any, *fields: str) -> dict[str, Any]:  # noqa: ANN401 - any fact of a matter
    """The named fields of a fact, those that are set, and the act that states it."""
    said = found.model_dump(mode="json", include={*fields, "act"}, exclude_none=True)
    return {name: said[name] for name in (*fields, "act") if name in said}


def _say(held: Decision, speech: Speech) -> None:
    from comity.secretariat.wording.types import TYPES

    say(coloured(f"{held.symbol or held.decision}  {_title(held)}", "", bold=True))
    about = [
        ("state", _state(held)),
        ("body", held.body),
        ("matter", held.matter),
        ("proposed by", _who(held.party, speech)),
    ]
    if held.silence is not None:
        about.append(("expires", _utc(held.silence.expires)))
    say("\n".join(table(about)))
    say()
    done = [(_utc(s.entered), f"act {s.act}", f"{TYPES.get(s.what, s.what)}{_of(s.party, speech)}") for s in held.steps]
    say("\n".join(table(done)))
    owed = [
        (f"{each.number}.", _until(each.by), ", ".join(each.open_for) or "done", _words(each.what))
        for each in held.undertakings
    ]
    if owed:
        say()
        say("\n".join(table(owed)))


def _state(held: Decision) -> str:
    from comity.forum.decisions.machine import STATES

    until = f" until {_utc(held.silence.expires)}" if held.silence else ""
    return f"{STATES[held.state]}{until}"


def _title(held: Decision) -> str:
    return _words(held.title)


def _words(text: dict[str, str]) -> str:
    from comity.forum.kernel.text import said_in

    return said_in(text, "en")[0]


def _who(party: str, speech: Speech) -> str:
    from comity.secretariat.wording.fields import party_name

    return party_name(speech, party)


def _of(party: str, speech: Speech) -> str:
    return f" ({_who(party, speech)})" if party else ""


def _until(moment: str | None) -> str:
    return f"by {_utc(moment)}" if moment else "—"


def _utc(moment: str) -> str:
    return f"{moment[:16].replace('T', ' ')} UTC"
