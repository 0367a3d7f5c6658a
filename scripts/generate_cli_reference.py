"""Writes docs/reference/command-line.md from the commands themselves, or says with --check that it is out of date."""

from __future__ import annotations

import argparse
import inspect
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from typer.main import get_command

from comity.cli.errors import EXIT_CODES
from comity.cli.main import app

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "reference" / "command-line.md"

HEAD = """# The command line

<!-- Made from the commands themselves by scripts/generate_cli_reference.py: change those, not this page. -->

In a checkout the command is `.venv/bin/comity`. Results go to standard output, everything else to standard error;
colours and progress bars appear on a terminal only. `comity COMMAND --help` says the same as this page.
"""


def page() -> str:
    group = get_command(app)
    parts = [HEAD, "## Exit codes", *exit_codes()]
    for words, command in commands(group, ("comity",)):
        parts += section(words, command)
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


def exit_codes() -> Iterator[str]:
    rows = re.findall(r"(\d) ([^;]+?)[;.]", EXIT_CODES)
    yield "\n".join(["| code | meaning |", "|---|---|", *(f"| {code} | {meaning} |" for code, meaning in rows)])


def commands(group: Any, words: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:  # noqa: ANN401 - typer's own classes are private
    for name, command in group.commands.items():
        if getattr(command, "commands", None):
            if command.invoke_without_command:
                yield (*words, name), command
            yield from commands(command, (*words, name))
        else:
            yield (*words, name), command


def section(words: tuple[str, ...], command: Any) -> Iterator[str]:  # noqa: ANN401 - as above
    arguments = [each for each in command.params if each.param_type_name == "argument"]
    options = [each for each in command.params if each.param_type_name == "option" and not each.hidden]
    yield f"## `{' '.join((*words, *(each.metavar or each.name.upper() for each in arguments)))}`"
    yield inspect.cleandoc(command.help)
    if command.epilog:
        yield "\n".join(["```sh", *examples(command.epilog), "```"])
    lines = [row(f"`{each.metavar or each.name.upper()}`", each.help) for each in arguments]
    lines += [row(spelling(each), described(each)) for each in options]
    yield "\n".join(["| | |", "|---|---|", *lines])


def examples(epilog: str) -> Iterator[str]:
    said = re.sub(r"^Examples?:\s+", "", epilog)
    for part in said.split("   ·   "):
        command, _, remark = part.partition("   ")
        if command.startswith("comity "):
            yield command + (f"   # {remark}" if remark else "")


def spelling(option: Any) -> str:  # noqa: ANN401 - as above
    value = "" if option.is_flag else f" {option.metavar}"
    return f"`{option.opts[0]}{value}`"


def described(option: Any) -> str:  # noqa: ANN401 - as above
    said = option.help or ""
    if option.default not in (None, False) and not callable(option.default):
        said += f" Default: `{option.default}`."
    if option.envvar:
        said += f" Or by the variable `{option.envvar}`."
    return said


def row(left: str, right: str) -> str:
    return f"| {left} | {right.replace('|', chr(92) + '|')} |"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    made = page()
    if parser.parse_args().check:
        if TARGET.exists() and TARGET.read_text(encoding="utf-8") == made:
            return 0
        print(f"{TARGET.relative_to(ROOT)} is out of date: run scripts/generate_cli_reference.py", file=sys.stderr)
        return 1
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(made, encoding="utf-8")
    print(f"{TARGET.relative_to(ROOT)} written")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
