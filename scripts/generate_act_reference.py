"""Writes the reference of act types, refusals and state machines (docs/reference) from the code.

Usage: generate_act_reference.py; a test holds that what is committed is what this writes.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
import types
import typing
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

import comity.forum
from comity.forum.charter.acts import Origin, PublicKeyLine
from comity.forum.corrections import CORRECT, refold_checking
from comity.forum.kernel.acts import MAX_TEXT, Body, Confidence, Count, Flag, Ordinal
from comity.forum.kernel.dates import When
from comity.forum.kernel.errors import Reason
from comity.forum.kernel.machine import OUT_OF_TURN, Machine, Move
from comity.forum.kernel.names import ExactDay, Fingerprint, LanguageCode, Moment, PartyCode, Slug, SourceKey
from comity.forum.kernel.text import LANGUAGES, MAX_WORDS, Line, Text
from comity.forum.meetings.acts import ItemNumber
from comity.forum.officers.acts import Digest, OfficerId, Reference, WebOrigin
from comity.forum.openings.acts import Base64Key
from comity.forum.registry import ACT_TYPES, BODY_MALFORMED, TYPE_UNKNOWN

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "reference"
GENERATED = "<!-- Written by scripts/generate_act_reference.py from the code. Edit the code, then run it. -->\n"

# Kinds of values that many fields share: what each is called in the tables, and what it may be.
KINDS: tuple[tuple[Any, str, str], ...] = (
    (PartyCode, "party", "ISO 3166-1 alpha-3 for a state (`KAZ`), capitals for an organisation (`OSCE`)"),
    (Slug, "slug", "lower-case words joined by hyphens, at most 80 characters (`summit-4`)"),
    (SourceKey, "source", "the key of a registered source (`S8`), at most 20 characters"),
    (
        When,
        "date",
        "EDTF: `2014`, `2014-05`, `2014-05-20`, `2014-05-20/2014-05-21`, `[2010-06-09..2011-12-31]`, `2014~`",
    ),
    (
        Text,
        "text",
        f"words by language ({', '.join(LANGUAGES)}), at most {MAX_WORDS} characters in each; bare words are English",
    ),
    (Line, "line", "a text of one line"),
    (Moment, "moment", "in UTC, to the second: `2026-11-23T10:02:11Z`"),
    (ExactDay, "day", "one day of the calendar: `2026-11-26`"),
    (Fingerprint, "fingerprint", "of a public key, as `ssh-keygen -l` prints it: `SHA256:` and 43 characters"),
    (PublicKeyLine, "public key", "one line of OpenSSH's format, at most 2,000 characters"),
    (OfficerId, "officer", "an opaque id: lower-case words joined by hyphens, at most 40 characters; it tells no name"),
    (
        Reference,
        "reference",
        "how a paper is referred to, as its author numbers it: `No. 12-3/456`, at most 80 characters",
    ),
    (Digest, "digest", "SHA-256 of a file, in hexadecimal"),
    (WebOrigin, "web origin", "as browsers write it: `https://desk.example.org`"),
    (Base64Key, "key", "32 bytes, base64"),
    (LanguageCode, "language", "a BCP 47 code (`en`, `zh-Hans`)"),
    (
        Origin,
        "origin",
        (
            "the name of a record: its address without the scheme; letters, digits and `.` `_` `:` `/` `~` `-`, "
            "at most 200 characters"
        ),
    ),
    (
        Confidence,
        "confidence",
        (
            "`high`: an official source or two independent ones; `medium`: one decent source; `low`: weak or disputed; "
            "`own`: the compiler's knowledge, not verified"
        ),
    ),
    (ItemNumber, "item", "the number of an item of an agenda: `1`, `2`, `2.1`"),
    (Count, "count", "a whole number from 0"),
    (Ordinal, "ordinal", "a whole number from 1"),
    (Flag, "flag", "true or false"),
)

Hint = Any
"""A type as Python annotates it: no one class has them all."""

SUBJECTS = tuple(dict.fromkeys(name.split(".", 1)[0] for name in ACT_TYPES))


def act_reference() -> str:
    parts = [
        GENERATED,
        "# Act types\n",
        "Everything that happens in a forum is an act. This is every type of act that the program knows: what an act",
        "of it says, and for which reasons it is refused. Every entry of a record is besides judged as",
        "[refusals](refusals.md#asked-of-every-entry) says.\n",
        "## Kinds of values\n",
        "| kind | what it may be |\n|---|---|",
        *(f"| {name} | {meaning} |" for _, name, meaning in KINDS),
        f"\nCharacters without a limit of their own are at most {MAX_TEXT:,}. An act is at most one entry of the",
        "record, 65,535 bytes with all that stands around it.\n",
    ]
    nested: dict[str, type[BaseModel]] = {}
    for subject in SUBJECTS:
        parts.append(f"## {subject.capitalize()}\n")
        for name in ACT_TYPES:
            if name.startswith(f"{subject}."):
                parts += _act(name, nested)
    parts.append("## Tables within acts\n")
    written: set[str] = set()
    while pending := sorted(set(nested) - written):
        for name in pending:
            written.add(name)
            parts += [f"### {name}\n", _described(nested[name]), "", *_fields(nested[name], nested), ""]
    return "\n".join(parts).rstrip() + "\n"


def _act(name: str, nested: dict[str, type[BaseModel]]) -> Iterator[str]:
    row = ACT_TYPES[name]
    yield f"### {name}\n"
    yield f"{_described(row.body)}\n"
    yield from _fields(row.body, nested)
    withheld = " What it says may be withheld from the record, where the charter says so." if row.restrictable else ""
    yield f"\nChanges: {', '.join(sorted({fold.kind for fold in row.folds}))}. Version {row.v}.{withheld}\n"
    yield "Refused:\n"
    for reason in sorted(refusals_of(name), key=lambda reason: reason.code):
        yield f"- `{reason.code}`: {_filled(reason.text)} {_filled(reason.remedy)}"
    yield ""


def _described(model: type[BaseModel]) -> str:
    said = inspect.cleandoc(model.__doc__ or "")
    said = re.sub(r"^`[a-z_.]+`: ", "", said)
    said = said[:1].upper() + said[1:]
    rule = inspect.cleandoc(ACT_RULES[model].__doc__ or "") if model in ACT_RULES else ""
    # What a rule rests on is said after its first sentence.
    grounds = rule.split("\n\n", 1)[1] if "\n\n" in rule else ""
    return f"{said}\n\n{grounds}" if grounds else said


ACT_RULES: dict[type[BaseModel], Callable[..., None]] = {row.body: row.check for row in ACT_TYPES.values()}


def _fields(model: type[BaseModel], nested: dict[str, type[BaseModel]]) -> Iterator[str]:
    hints = typing.get_type_hints(model, include_extras=True)
    yield "| field | what it holds | if left out |\n|---|---|---|"
    for name, field in model.model_fields.items():
        yield f"| `{field.alias or name}` | {_shown(hints[name], nested)} | {_left_out(field)} |"


def _left_out(field: FieldInfo) -> str:
    if field.is_required():
        return "refused"
    default = field.get_default()
    if default in (None, (), "", PydanticUndefined):
        return "nothing"
    return f"`{str(default).lower() if isinstance(default, bool) else default}`"


def _shown(hint: Hint, nested: dict[str, type[BaseModel]]) -> str:
    known = next((name for kind, name, _ in KINDS if hint == kind), None)
    if known is not None:
        return known
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Annotated:
        return _limited(_shown(arguments[0], nested), arguments[1:])
    if origin is typing.Literal:
        return ", ".join(f"`{choice}`" for choice in arguments)
    parts = [_shown(part, nested) for part in arguments if part not in {type(None), ...}]
    if origin in {typing.Union, types.UnionType}:
        return " or ".join(parts)
    return _plain(hint, origin, parts, nested)


def _plain(hint: Hint, origin: Hint, parts: list[str], nested: dict[str, type[BaseModel]]) -> str:
    if origin is tuple:
        return f"list of {parts[0]}"
    if origin is dict:
        return f"table from {parts[0]} to {parts[1]}"
    if isinstance(hint, type) and issubclass(hint, Body):
        if nested.setdefault(hint.__name__, hint) is not hint:
            raise SystemExit(f"two tables are called {hint.__name__}")
        return f"[{hint.__name__}](#{hint.__name__.lower()})"
    return {str: "characters", int: "whole number", bool: "true or false"}.get(hint, "anything")


def _limited(shown: str, constraints: tuple[Any, ...]) -> str:
    limits = [limit for constraint in constraints for limit in getattr(constraint, "metadata", [constraint])]
    said = []
    for limit in limits:
        longest, shortest = getattr(limit, "max_length", None), getattr(limit, "min_length", None)
        counted = "" if shown.startswith("list of ") else " characters"
        said += [f"at most {longest}{counted}"] if longest is not None else []
        said += [f"at least {shortest}"] if shortest is not None else []
        said += [f"from {limit.ge}"] if getattr(limit, "ge", None) is not None else []
        said += [f"to {limit.le}"] if getattr(limit, "le", None) is not None else []
        said += [f"of the form `{_in_table(limit.pattern)}`"] if getattr(limit, "pattern", None) else []
    return ", ".join([shown, *said])


def _in_table(pattern: str) -> str:
    return pattern.replace("|", r"\|")


def refusals_of(name: str) -> set[Reason]:
    """Every reason that the rule of an act type can refuse for, found by what its functions name."""
    found = _reasons(ACT_TYPES[name].check, set())
    for fold in ACT_TYPES[name].folds:
        found |= _reasons(fold.vacate, set()) if fold.vacate and name == CORRECT else set()
    return found | (_reasons(refold_checking, set()) if name == CORRECT else set())


def _reasons(function: Hint, seen: set[Hint]) -> set[Reason]:
    if function in seen:
        return set()
    seen.add(function)
    if isinstance(function, type):
        methods = [method for method in vars(function).values() if isinstance(method, types.FunctionType)]
        return set().union(*(_reasons(method, seen) for method in methods))
    found: set[Reason] = set()
    for named in _named(function):
        if isinstance(named, Reason):
            found.add(named)
        elif isinstance(named, Machine):
            found.add(OUT_OF_TURN)
        elif isinstance(named, types.FunctionType | type) and named.__module__.startswith("comity.forum."):
            found |= _reasons(named, seen)
    return found


def _named(function: types.FunctionType) -> Iterator[Any]:
    """What a function names: in its own module, and in modules that it names."""
    names = _names(function.__code__)
    known = [function.__globals__.get(name) for name in names]
    yield from known
    for module in known:
        if isinstance(module, types.ModuleType) and module.__name__.startswith("comity.forum."):
            yield from (getattr(module, name) for name in names if hasattr(module, name))


def _names(code: types.CodeType) -> set[str]:
    inner = (part for part in code.co_consts if isinstance(part, types.CodeType))
    return set(code.co_names).union(*(_names(part) for part in inner))


def refusal_reference() -> str:
    by_act = {name: refusals_of(name) for name in ACT_TYPES}
    reasons = sorted(_all_reasons(), key=lambda reason: reason.code)
    of_acts = set().union(*by_act.values())
    parts = [
        GENERATED,
        "# Refusals\n",
        "An act that is not in order is refused: nothing of it enters the record, and its author is told by which rule",
        "and what would be in order. The code is stable and for machines. Words in ‹brackets› are filled in.\n",
        "## Asked of every entry\n",
        *_table(reason for reason in reasons if reason not in of_acts or reason in (TYPE_UNKNOWN, BODY_MALFORMED)),
        "\n## Asked of acts by their type\n",
    ]
    for reason in reasons:
        acts = [name for name, refused in by_act.items() if reason in refused]
        if acts:
            parts.append(f"### {reason.code}\n\n{_filled(reason.text)} {_filled(reason.remedy)}\n")
            parts.append("For: " + ", ".join(f"[{name}](acts.md#{name.replace('.', '')})" for name in acts) + "\n")
    return "\n".join(parts).rstrip() + "\n"


def _table(reasons: Iterator[Reason]) -> Iterator[str]:
    yield "| code | what is wrong | what would be in order |\n|---|---|---|"
    for reason in reasons:
        yield f"| `{reason.code}` | {_filled(reason.text)} | {_filled(reason.remedy)} |"


def _filled(sentence: str) -> str:
    return re.sub(r"%\((\w+)\)s", r"‹\1›", sentence)


def _all_reasons() -> set[Reason]:
    modules = pkgutil.walk_packages(comity.forum.__path__, "comity.forum.")
    return {
        value
        for module in modules
        for value in vars(importlib.import_module(module.name)).values()
        if isinstance(value, Reason)
    }


def machine_reference() -> str:
    parts = [
        GENERATED,
        "# State machines\n",
        "In which states a thing can be, and which acts are in order then. What no row of a table allows is refused",
        f"with `{OUT_OF_TURN.code}`; what a row allows is judged further by the rules of its [act type](acts.md).\n",
    ]
    for machine in _machines():
        parts += [f"## {machine.name.capitalize()}\n", "States:\n"]
        parts += [f"- `{state or '(none)'}`: {said}" for state, said in machine.states.items()]
        parts += ["\n| act | in the states | leads to |\n|---|---|---|", *map(_move, machine.moves), ""]
    return "\n".join(parts).rstrip() + "\n"


def _move(move: Move) -> str:
    before, after = (", ".join(f"`{state or '(none)'}`" for state in states) for states in (move.before, move.after))
    act = f"[{move.act}](acts.md#{move.act.replace('.', '')})" if move.act in ACT_TYPES else move.act
    return f"| {act} | {before} | {after or 'the same'} |"


def _machines() -> list[Machine]:
    """Every state machine of the forum, by its name."""
    modules = pkgutil.walk_packages(comity.forum.__path__, "comity.forum.")
    values = (value for module in modules for value in vars(importlib.import_module(module.name)).values())
    found = {id(value): value for value in values if isinstance(value, Machine)}
    return sorted(found.values(), key=lambda machine: machine.name)


def references() -> dict[str, str]:
    """What the files of the reference have to say, by their names."""
    return {
        "acts.md": act_reference(),
        "refusals.md": refusal_reference(),
        "state-machines.md": machine_reference(),
    }


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, text in references().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
        print(f"{FOLDER / name}: {len(text.splitlines())} lines")


if __name__ == "__main__":
    main()
